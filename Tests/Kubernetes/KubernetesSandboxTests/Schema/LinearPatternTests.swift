import Testing

@testable import KubernetesSandbox

@Suite struct LinearPatternTests {
  @Test(arguments: [
    ("^a+$", "aaa", "aab"), ("^(a|bc)*d$", "abcabcd", "abcab"), ("a{2,3}b", "xaab", "xab"), ("^a{2}$", "aa", "aaa"),
    ("^a{2,}?$", "aaaa", "a"), ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a-b", "a-"), ("^[^/]+$", "ab", "a/b"),
    ("^\\d+\\.\\w$", "12._", "12x_"), ("^(?:x|)$", "", "y"), ("^[]a]$", "]", "b"), ("^[\\w.-]+$", "a.b-c", "a b"),
    ("^.$", "ö", "\n"), ("^a$", "a", "a\n"), ("^()*$", "", "x"), ("^[+-]?\\d{1,3}$", "-12", "1234"),
  ])
  func onePatternTakesOneTextAndNotTheOther(pattern: String, text: String, other: String) throws {
    let read = try LinearPattern(pattern)
    #expect(read.occurs(in: text) && !read.occurs(in: other))
  }

  @Test func aPatternThatCouldBeTriedInManyWaysIsTriedOnce() throws {
    let text = String(repeating: "a", count: 10_000)
    #expect(try LinearPattern.isFound("^(a+)+$", in: text))
    #expect(try !LinearPattern.isFound("^(a+)+$", in: text + "!"))
    #expect(try !LinearPattern.isFound("(a|a)*(a|a)*b$", in: text))
  }

  @Test(arguments: ["(a{1000}){1000}", "a{1001}", String(repeating: "(", count: 200)])
  func whatIsTooLargeIsRefused(pattern: String) {
    #expect(throws: LinearPattern.Failure.tooLarge) { try LinearPattern.checked(pattern) }
  }

  @Test(arguments: ["(", "a)", "[a", "*a", "a{2,1}", "[b-a]"]) func whatIsNoneIsRefused(pattern: String) {
    #expect(throws: (any Error).self) { try LinearPattern.checked(pattern) }
  }

  @Test func whatIsNotKnownHereIsStillHeldAgainstTheText() throws {
    #expect(throws: LinearPattern.Failure.unknown) { try LinearPattern("(?i)a") }
    #expect(try LinearPattern.isFound("(?i)^a$", in: "A") && !LinearPattern.isFound("(?i)^a$", in: "b"))
  }
}
