import Foundation
import Testing

@testable import ArgumentParsing

private let file = Option("file", letter: "f", .file, placeholder: "FILE", help: "The manifest.", isRequired: true)
private let count = Option("count", .integer(1...10), placeholder: "N", help: "How many.", default: "3")
private let form = Option(
  "form", .choice(["text", "json"]), placeholder: "FORM", help: "The form.", default: "text", environment: "TOOL_FORM")
private let loud = Option.flag("loud", letter: "l", help: "Say more.")

private let tool = Command(
  "tool", summary: "A tool.",
  subcommands: [
    Command("serve", summary: "Serve.", discussion: "One.\n\nTwo.", options: [file, count, form, loud]) { _ in .success
    },
    Command(
      "group", summary: "A group.",
      subcommands: [Command("show", summary: "Show.", arguments: ["NAME"]) { _ in .failure }]),
  ])

private func parse(_ words: String..., environment: [String: String] = [:]) throws -> ParsedArguments {
  guard case .run(_, let parsed) = try CommandLineParser(tool, version: "1").parse(words, environment: environment)
  else {
    throw UsageError(message: "printed", command: "")
  }
  return parsed
}

private func printed(_ words: String...) throws -> String {
  guard case .print(let text) = try CommandLineParser(tool, version: "1").parse(words, environment: [:]) else {
    return ""
  }
  return text
}

private func message(_ words: String..., environment: [String: String] = [:]) -> String {
  do {
    _ = try CommandLineParser(tool, version: "1").parse(words, environment: environment)
    return ""
  } catch {
    return error.message
  }
}

@Suite struct ParsingTests {
  @Test func valuesComeBehindASpaceAnEqualsSignOrALetter() throws {
    for words in [["--file", "a"], ["--file=a"], ["-f", "a"], ["-f=a"]] {
      guard
        case .run(_, let parsed) = try CommandLineParser(tool, version: "1").parse(["serve"] + words, environment: [:])
      else { continue }
      #expect(parsed.value(file) == "a")
    }
  }

  @Test func defaultsFlagsAndTheLastOfSeveralValuesCount() throws {
    let parsed = try parse("serve", "-f", "a", "--file", "b", "-l")
    #expect(parsed.value(file) == "b")
    #expect(parsed.integer(count) == 3)
    #expect(parsed.isSet(loud))
  }

  @Test func theEnvironmentGivesWhatTheCommandLineDoesNot() throws {
    #expect(try parse("serve", "-f", "a", environment: ["TOOL_FORM": "json"]).value(form) == "json")
    #expect(try parse("serve", "-f", "a", "--form", "text", environment: ["TOOL_FORM": "json"]).value(form) == "text")
    #expect(
      message("serve", "-f", "a", environment: ["TOOL_FORM": "xml"]).hasPrefix("TOOL_FORM='xml': expected is one of"))
  }

  @Test func argumentsFollowADoubleDash() throws {
    #expect(try parse("group", "show", "--", "--odd").arguments == ["--odd"])
  }

  @Test func errorsNameTheOptionAndTheRemedy() {
    #expect(message("serve") == "--file is missing: --file FILE, The manifest.")
    #expect(message("serve", "--file") == "--file needs a value: --file FILE")
    #expect(message("serve", "-f", "a", "--count", "11") == "--count '11': a whole number between 1 and 10 is expected")
    #expect(message("serve", "-f", "a", "--loud=yes") == "--loud takes no value")
    #expect(message("serve", "-f", "a", "extra") == "'tool serve' does not know what to do with 'extra'")
    #expect(message("group", "show") == "NAME is missing")
    #expect(message() == "'tool' needs a subcommand: serve, group")
  }

  @Test func aMistypedWordGetsASuggestion() {
    #expect(message("srve").contains("did you mean 'serve'?"))
    #expect(message("serve", "--fiel", "a").contains("did you mean '--file'?"))
    #expect(!message("serve", "--something-else").contains("did you mean"))
    #expect(Suggestion.distance("fiel", "file") == 1)
  }
}

@Suite struct HelpTests {
  @Test func everyLevelHasHelp() throws {
    #expect(try printed("--help").contains("COMMANDS:"))
    #expect(try printed("group", "-h").contains("show"))
    #expect(try printed("help", "group", "show").contains("USAGE: tool group show NAME"))
    let text = try printed("serve", "--help")
    #expect(text.contains("USAGE: tool serve --file FILE [OPTIONS]"))
    #expect(text.contains("--count N"))
    #expect(text.contains("Default: 3."))
    #expect(text.contains("Environment: TOOL_FORM."))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(try printed("--version") == "tool 1\n")
  }
}

@Suite struct CompletionTests {
  /// What bash offers for a line, by the script itself.
  private func offers(_ words: [String]) throws -> [String] {
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let script =
      try printed("completion", "bash")
      + "\nCOMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); _tool; echo \"${COMPREPLY[@]}\""
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["--norc", "-c", script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
  }

  @Test func bashOffersCommandsOptionsAndValues() throws {
    #expect(try offers(["tool", "se"]) == ["serve"])
    #expect(try offers(["tool", "group", ""]) == ["show", "--help"])
    #expect(try offers(["tool", "serve", "--f"]) == ["--file", "--form"])
    #expect(try offers(["tool", "serve", "--form", "j"]) == ["json"])
    #expect(try offers(["tool", "completion", "z"]) == ["zsh"])
  }

  @Test func otherShellsGetAScriptOfTheirOwn() throws {
    #expect(try printed("completion", "zsh").hasPrefix("#compdef tool"))
    #expect(
      try printed("completion", "fish").contains(
        "complete -c tool -n '__fish_seen_subcommand_from serve' -l file -s f -r -F"))
    #expect(message("completion", "tcsh").contains("bash, zsh or fish"))
  }
}
