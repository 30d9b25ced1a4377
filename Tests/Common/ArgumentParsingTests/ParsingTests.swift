import Testing

@testable import ArgumentParsing

@Suite struct ParsingTests {
  @Test(arguments: [
    ["--file", "a"], ["--file=a"], ["-f", "a"], ["-f=a"], ["-fa"], ["-lfa"], ["-lf", "a"], ["-lf=a"],
  ])
  func valuesComeBehindASpaceAnEqualsSignOrALetter(words: [String]) throws {
    guard case .run(_, let parsed) = try TestTool.parser.parse(["serve"] + words, environment: [:]) else {
      Issue.record("nothing to run")
      return
    }
    #expect(parsed.value(TestTool.file) == "a")
    #expect(parsed.isSet(TestTool.loud) == words[0].hasPrefix("-l"))
  }

  @Test func defaultsFlagsAndTheLastOfSeveralValuesCount() throws {
    let parsed = try TestTool.parse("serve", "-f", "a", "--file", "b", "-l")
    #expect(parsed.value(TestTool.file) == "b")
    #expect(parsed.integer(TestTool.count) == 3)
    #expect(parsed.duration(TestTool.patience) == .seconds(5))
    #expect(parsed.isSet(TestTool.loud))
    #expect(parsed.value(TestTool.listen) == nil)
    #expect(parsed.values(TestTool.label) == [])
  }

  @Test func aRepeatedOptionKeepsAllItsValuesInOrder() throws {
    let parsed = try TestTool.parse("serve", "-f", "a", "--label", "x=1", "--label=y=2", "--label=")
    #expect(parsed.values(TestTool.label) == ["x=1", "y=2", ""])
  }

  @Test func theEnvironmentGivesWhatTheCommandLineDoesNot() throws {
    let json = ["TOOL_FORM": "json", "TOOL_LABELS": "a,b", "TOOL_LOUD": "true"]
    let parsed = try TestTool.parse("serve", "-f", "a", environment: json)
    #expect(parsed.value(TestTool.form) == "json")
    #expect(parsed.values(TestTool.label) == ["a", "b"])
    #expect(parsed.isSet(TestTool.loud))
    let other = try TestTool.parse("serve", "-f", "a", "--form", "text", "--label", "c", environment: json)
    #expect(other.value(TestTool.form) == "text")
    #expect(other.values(TestTool.label) == ["c"])
    #expect(try !TestTool.parse("serve", "-f", "a", environment: ["TOOL_LOUD": "false"]).isSet(TestTool.loud))
    #expect(try TestTool.parse("serve", "-f", "a", environment: ["TOOL_FORM": ""]).value(TestTool.form) == "text")
    let xml = TestTool.refusal("serve", "-f", "a", environment: ["TOOL_FORM": "xml"])
    #expect(xml?.object == "TOOL_FORM")
    #expect(xml?.message == "TOOL_FORM='xml': expected is one of text, json")
    #expect(
      TestTool.message("serve", "-f", "a", environment: ["TOOL_LOUD": "x"]).hasSuffix("true or false is expected"))
  }

  @Test func argumentsFollowADoubleDash() throws {
    #expect(try TestTool.parse("group", "show", "--", "--odd").arguments == ["--odd"])
    #expect(try TestTool.parse("group", "show", "-").arguments == ["-"])
  }

  @Test func argumentsMayBeOptionalRepeatedAndBetweenOptions() throws {
    #expect(try TestTool.parse("group", "read", "round").arguments == ["round"])
    let parsed = try TestTool.parse("group", "read", "square", "a", "-l", "b")
    #expect(parsed.arguments == ["square", "a", "b"])
    #expect(parsed.isSet(TestTool.loud))
    #expect(TestTool.message("group", "read", "sqare").hasSuffix("; did you mean 'square'?"))
  }

  @Test(arguments: [
    ("500ms", Duration.milliseconds(500)), ("5s", .seconds(5)), ("1m", .seconds(60)), ("2h", .seconds(7200)),
    ("1h30m", .seconds(5400)), ("1m1s1ms", .milliseconds(61_001)), ("0s", .zero),
  ])
  func durationsAreReadAndWritten(text: String, duration: Duration) {
    #expect(DurationText.duration(text) == duration)
    #expect(DurationText.text(duration) == (duration == .milliseconds(120 * 60_000) ? "2h" : text))
  }

  @Test(arguments: [
    "", "5", "s", "5 s", "-5s", "1.5s", "5d", "1s1m", "1s1s", "99999999999999999999s", "9000000000000000h",
  ])
  func otherTextsAreNoDurations(text: String) {
    #expect(DurationText.duration(text) == nil)
  }

  @Test(arguments: ["127.0.0.1:18000", "[::1]:0", "control-plane.kafka:65535", "unix:/run/x.sock"])
  func addressesAreTaken(text: String) throws {
    #expect(try TestTool.parse("serve", "-f", "a", "--listen", text).value(TestTool.listen) == text)
  }

  @Test(arguments: ["18000", ":18000", "a:", "a:65536", "a:+1", "::1:80", "[]:1", "[::1]", "unix:", "a b:1", "a:1 "])
  func otherTextsAreNoAddresses(text: String) {
    #expect(OptionKind.address.refusal(of: text) != nil)
  }
}

@Suite struct UsageErrorTests {
  @Test func errorsNameTheOptionAndTheRemedy() {
    #expect(TestTool.message("serve") == "--file is missing: --file FILE, The manifest.")
    #expect(TestTool.message("serve", "--file") == "--file needs a value: --file FILE")
    #expect(TestTool.message("serve", "--file", "--loud") == "--file needs a value: --file FILE")
    #expect(
      TestTool.message("serve", "-f", "a", "--count", "11")
        == "--count '11': a whole number between 1 and 10 is expected")
    #expect(
      TestTool.message("serve", "-f", "a", "-p", "1h")
        == "--patience '1h': a duration between 100ms and 5m is expected, such as 500ms, 5s or 1m")
    #expect(TestTool.message("serve", "-f", "a", "--listen", "x").contains("such as 127.0.0.1:18000"))
    #expect(TestTool.message("serve", "-f", "a", "--loud=yes") == "--loud takes no value")
    #expect(TestTool.message("serve", "-f", "a", "-l=yes") == "--loud takes no value")
    #expect(TestTool.message("serve", "-f", "").hasSuffix("a path is expected"))
    #expect(
      TestTool.message("serve", "-f", "a", "extra")
        == "'tool serve' does not know what to do with 'extra'; its usage is: tool serve --file FILE [OPTIONS]")
    #expect(TestTool.message("group", "show") == "NAME is missing; the usage is: tool group show NAME")
    #expect(TestTool.message() == "'tool' needs a subcommand: serve, group")
    #expect(TestTool.message("group") == "'tool group' needs a subcommand: show, read")
  }

  @Test func aMistypedWordGetsASuggestion() {
    #expect(TestTool.message("srve").contains("did you mean 'serve'?"))
    #expect(TestTool.message("group", "shwo").contains("did you mean 'show'?"))
    #expect(TestTool.message("serve", "--fiel", "a").contains("did you mean '--file'?"))
    #expect(TestTool.message("serve", "--flie=a").contains("has no option '--flie'; did you mean '--file'?"))
    #expect(TestTool.message("serve", "-file", "a").contains("did you mean '--file'?"))
    #expect(TestTool.message("--versoin").contains("did you mean '--version'?"))
    #expect(TestTool.message("complete").contains("did you mean 'completion'?"))
    #expect(TestTool.message("help", "grop").contains("did you mean 'group'?"))
    #expect(TestTool.message("serve", "-f", "a", "--form", "jsn").contains("did you mean 'json'?"))
    #expect(TestTool.message("serve", "--pati").contains("did you mean '--patience'?"))
    #expect(!TestTool.message("serve", "--something-else").contains("did you mean"))
    #expect(Suggestion.distance("fiel", "file") == 1)
  }

  @Test func anOptionBeforeItsCommandIsToldItsPlace() {
    #expect(TestTool.message("--count", "3", "serve").hasSuffix("write it behind the command: tool serve --count"))
  }

  @Test func errorsCarryACodeAndTheCommand() {
    #expect(TestTool.refusal("group", "nothing")?.code == .unknownCommand)
    #expect(TestTool.refusal("group", "nothing")?.command == "tool group")
    #expect(TestTool.refusal("serve", "--nothing")?.code == .unknownOption)
    #expect(TestTool.refusal("serve", "--file")?.code == .missingValue)
    #expect(TestTool.refusal("serve")?.code == .missingOption)
    #expect(TestTool.refusal("serve")?.object == "--file")
  }
}

@Suite struct RunningTests {
  private func run(_ words: String...) -> (code: ExitCode, output: String, error: String) {
    var output = ""
    var error = ""
    let code = TestTool.parser.run(words, environment: [:], output: { output += $0 }, error: { error += $0 })
    return (code, output, error)
  }

  @Test func whatIsAskedForGoesToTheOutput() throws {
    #expect(run("--version") == (.success, "tool 1\n", ""))
    #expect(run("help") == (.success, try TestTool.printed("--help"), ""))
  }

  @Test func aUsageErrorGoesToTheErrorsWithCode2() {
    let (code, output, error) = run("serve", "--fiel", "a")
    #expect(code.rawValue == 2)
    #expect(output.isEmpty)
    #expect(error == "tool: 'tool serve' has no option '--fiel'; did you mean '--file'?\nSee 'tool serve --help'.\n")
  }

  @Test func aCommandsOwnCodeIsReturned() {
    #expect(run("serve", "-f", "a").code == .success)
    #expect(run("group", "show", "x").code == .failure)
  }
}
