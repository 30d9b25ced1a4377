import KubernetesClient
import Testing

struct WarningHeaderTests {
  private func warnings(_ values: String...) -> [WarningHeader] {
    WarningHeader.warnings(in: values.map { HeaderField("warning", $0) })
  }

  @Test func theWarningsOfARealServerAreRead() {
    #expect(
      WarningHeader.warnings(in: RecordedAnswer.warnings.headers).map(\.text)
        == [#"unknown field "dta""#, #"duplicate field "data.a""#])
  }

  @Test func severalWarningsOfOneHeaderAreRead() {
    #expect(
      warnings(#"299 - "a, b", 199 host:80 "c" "Sun, 06 Nov 1994 08:49:37 GMT" ,299 - "d""#) == [
        WarningHeader(code: 299, agent: "-", text: "a, b"), WarningHeader(code: 199, agent: "host:80", text: "c"),
        WarningHeader(code: 299, agent: "-", text: "d"),
      ])
  }

  @Test func aBackslashStandsBeforeWhatIsMeantLiterally() {
    #expect(warnings(#"299 - "\"\\\a""#).map(\.text) == [#""\a"#])
  }

  @Test func controlCharactersAreLeftOut() {
    #expect(warnings("299 - \"a\u{1B}[31m\u{7}b\"").map(\.text) == ["a[31mb"])
  }

  @Test func theTextMayBeEmptyAndMayBeUTF8() {
    #expect(warnings(#"299 - """#, #"299 - "größer""#).map(\.text) == ["", "größer"])
  }

  @Test(arguments: [
    "", "299", "299 -", "299 - text", #"29 - "a""#, #"299 "a""#, #"2999 - "a""#, #"299 - "a"#, #"299 - "a\"#,
    #"299 - "a" x"#, "299 - \"a\" \"b\" \"c\"",
  ])
  func whatBreaksTheGrammarIsNoWarning(value: String) {
    #expect(warnings(value).isEmpty)
  }

  @Test func whatStandsBeforeTheBreakIsKept() {
    #expect(warnings(#"299 - "a", 299 - b, 299 - "c""#).map(\.text) == ["a"])
  }

  @Test func otherHeadersAreNoWarnings() {
    #expect(WarningHeader.warnings(in: [HeaderField("X-Warning", #"299 - "a""#)]).isEmpty)
  }

  @Test func aWarningIsToldOnce() {
    var history = WarningHistory(bound: 2)
    func told(_ text: String) -> [String] {
      history.news(in: [HeaderField("Warning", "299 - \"\(text)\"")]).map(\.text)
    }
    #expect(told("a") == ["a"])
    #expect(told("a").isEmpty)
    #expect(told("b") == ["b"])
    #expect(told("a").isEmpty)
    // The memory is full and begins anew.
    #expect(told("c") == ["c"])
    #expect(told("a") == ["a"])
  }
}
