import JSON
import Testing
import YAML

/// What kubectl 1.37 made of each fragment (`kubectl label --local -o json`), recorded; one test per rule.
@Suite struct YAMLKubectlRules {
  /// Reads `x: fragment` and gives x as JSON text, or nil where the fragment is refused.
  private func read(_ fragment: String) -> String? {
    (try? YAML.documents(in: "x: " + fragment + "\n"))?.first?.value["x"]?.text()
  }

  @Test(arguments: ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"])
  func wordsOfAssentAreTrue(word: String) {
    #expect(read(word) == "true")
    #expect(read("{\(word): 1}") == #"{"true":1}"#)
  }

  @Test(arguments: ["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"])
  func wordsOfDenialAreFalse(word: String) {
    #expect(read(word) == "false")
    #expect(read("{\(word): 1}") == #"{"false":1}"#)
  }

  @Test(arguments: ["tRUE", "yEs", "oN", "nULL", "oFF", "Nope", "yy", "t", "f"])
  func wordsInOtherCaseAreText(word: String) { #expect(read(word) == "\"\(word)\"") }

  @Test(arguments: ["~", "null", "Null", "NULL", "", "!!null \"\"", "!!null ~"])
  func tildeNullAndNothingAreNull(text: String) { #expect(read(text) == "null") }

  @Test(arguments: [
    ("012", "10"), ("0o12", "10"), ("0O12", "10"), ("-012", "-10"), ("+012", "10"), ("-0o7", "-7"), ("007", "7"),
    ("00", "0"), ("0_1", "1"),
  ])
  func aLeadingZeroMeansOctal(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [("08", "8"), ("00.5", "0.5"), ("01.5", "1.5"), ("0e0", "0")])
  func aLeadingZeroBeforeWhatIsNotOctalMeansNothing(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [
    ("0x1F", "31"), ("0X1F", "31"), ("-0x1F", "-31"), ("+0x1F", "31"), ("0x_1F", "31"),
    ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
  ])
  func hexadecimalNumbersAreRead(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [("0b11", "3"), ("0B11", "3"), ("-0b11", "-3"), ("-0b1", "-1")])
  func binaryNumbersAreRead(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [
    ("1_000", "1000"), ("1_", "1"), ("1__0", "10"), ("0_", "0"), ("1_0.5", "10.5"), ("0.1_1", "0.11"), (".5_0", "0.5"),
    ("9_007_199_254_740_993", "9007199254740993"),
  ])
  func underscoresAreLeftOut(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [
    ("+1", "1"), ("-0", "0"), ("-0.0", "0"), ("+.5", "0.5"), ("-.5", "-0.5"), ("+1.", "1"), ("-1.", "-1"),
  ])
  func signsAreRead(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [
    ("1e3", "1000"), ("1E3", "1000"), ("1e+3", "1000"), ("1e-3", "0.001"), ("1.e3", "1000"), ("1.5e3", "1500"),
    ("-1e3", "-1000"), ("12e03", "12000"), ("123e-2", "1.23"), ("1e21", "1e+21"), ("1.", "1"), ("0.", "0"),
    (".5", "0.5"),
    ("1.0", "1"), ("1.7976931348623157e308", "1.7976931348623157e+308"),
  ])
  func floatingPointNumbersAreReadToTheirShortestText(text: String, expected: String) {
    #expect(read(text) == expected)
  }

  @Test(arguments: [
    "0o8", "0b12", "0b2", "0x1g", "0xg", "0x", "0o", "0b", "0x1p4", "0x10000000000000000", "_1", "1e", "1e+", "5.e",
    "+.",
    "-.", "+", "+-1", "--1", "1-2", "1..", "1.5.", "1,000", "1e400", "1 2", "inf", "nan", "0xe+1", ".e1",
  ])
  func whatOnlyBeginsAsANumberStaysText(text: String) { #expect(read(text) == "\"\(text)\"") }

  @Test(arguments: [
    ("18446744073709551615", "18446744073709551615"), ("-9223372036854775808", "-9223372036854775808"),
    ("18446744073709551616", "1.8446744073709552e+19"), ("-9223372036854775809", "-9.223372036854775808e+18"),
  ])
  func integersBeyond64BitsBecomeFloatingPoint(text: String, expected: String) throws {
    let number = try #require(YAML.documents(in: text).first?.value.numberValue)
    #expect(number.doubleValue == Double(expected))
  }

  @Test(arguments: [".inf", "-.inf", "+.Inf", ".nan", ".NaN", "!!float .inf"])
  func infinityAndNoNumberAreRefusedUnlessTheyAreQuotedOrAKey(text: String) {
    #expect(read(text) == nil)
    #expect(read("'.inf'") == "\".inf\"")
    #expect(read("{.inf: a}") == #"{".inf":"a"}"#)
  }

  @Test(arguments: [
    "2020-01-01", "1:30", "2001-12-14t21:59:43.10-05:00", "12:30:45", "=", "1.2.3.4", "!!timestamp 2020-01-01",
  ])
  func datesAndTimesStayText(text: String) {
    let plain = text.split(separator: " ").last ?? ""
    #expect(read(text) == "\"\(plain)\"")
  }

  @Test func quotedTextStaysText() {
    #expect(
      read("['1', \"yes\", '~', '', \"0x1F\", 'it''s', \"a\\u263a\\x41\\n\"]")
        == #"["1","yes","~","","0x1F","it's","a☺A\n"]"#)
    #expect(read("|\n  1\n") == #""1\n""#)
    #expect(read(">\n  a\n  b\n") == #""a b\n""#)
  }

  @Test(arguments: [
    ("!!str 1", "\"1\""), ("!!str yes", "\"yes\""), ("!!str ~", "\"~\""), ("!!str", "\"\""),
    ("!<tag:yaml.org,2002:str> 1", "\"1\""), ("! 1", "\"1\""), ("!", "\"\""),
  ])
  func theStringTagAndTheBareMarkMakeText(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [
    ("!!int \"7\"", "7"), ("!!int \"0x10\"", "16"), ("!!float 1", "1"), ("!!float 1.5", "1.5"),
    ("!!float \"1e3\"", "1000"),
    ("!!bool \"true\"", "true"), ("!!bool yes", "true"),
  ])
  func tagsOfTypesReadQuotedTextToo(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: [
    "!!int abc", "!!int 1.5", "!!int 1e3", "!!int \"\"", "!!int yes", "!!float abc", "!!float yes", "!!bool maybe",
    "!!bool 1",
    "!!null x", "!!binary '@@'", "!!binary aGVsbG8", "!!binary /w==",
  ])
  func aScalarThatIsNotWhatItsTagSaysIsRefusedWithItsPlace(text: String) {
    #expect {
      try YAML.documents(in: "a: 1\nx: \(text)\n")
    } throws: { error in
      guard let error = error as? YAMLError else { return false }
      return error.code == .structure && error.position == YAMLPosition(line: 2, column: 4)
    }
  }

  @Test(arguments: ["!foo 1", "!!unknown 1", "!<tag:example.org,2000:x> 1"])
  func anUnknownTagMakesText(text: String) { #expect(read(text) == "\"1\"") }

  @Test func tagsOfCollectionsChangeNothing() {
    #expect(read("[!!seq [1], !!map {a: 1}, !foo [1], !foo {a: 1}]") == #"[[1],{"a":1},[1],{"a":1}]"#)
    #expect(read("!!set {a, b}") == #"{"a":null,"b":null}"#)
  }

  @Test(arguments: [
    ("aGVsbG8=", "hello"), ("|\n  aGVs\n  bG8gdw==", "hello w"), ("''", ""), ("w6k=", "é"),
  ])
  func binaryIsDecoded(text: String, expected: String) { #expect(read("!!binary \(text)") == "\"\(expected)\"") }

  @Test(arguments: [
    ("{1: a}", "1"), ("{1.5: a}", "1.5"), ("{0x10: a}", "16"), ("{1e3: a}", "1000"), ("{-0: a}", "0"),
    ("{1.0: a}", "1"),
    ("{'': a}", ""), ("{2020-01-01: a}", "2020-01-01"), ("{!!str 1: a}", "1"), ("{1.23456789: a}", "1.23456789"),
  ])
  func numberKeysBecomeText(text: String, key: String) { #expect(read(text) == "{\"\(key)\":\"a\"}") }

  @Test(arguments: ["{~: a}", "{null: a}", "{[a]: 1}", "{{a: 1}: 1}", "{? [a] : 1}"])
  func aKeyThatIsNullOrACollectionIsRefused(text: String) { #expect(read(text) == nil) }

  @Test(arguments: [
    ("[&m {a: 1, b: 2}, {<<: *m, b: 3}]", #"{"a":1,"b":3}"#), ("[&m {a: 1, b: 2}, {b: 3, <<: *m}]", #"{"b":2,"a":1}"#),
    ("[&m {a: 1}, &k {a: 2, c: 3}, {<<: [*m, *k]}]", #"{"a":1,"c":3}"#),
    ("[&m {a: 1}, {\"<<\": *m}]", #"{"<<":{"a":1}}"#),
    ("[&m {a: 1}, {!!merge <<: *m}]", #"{"a":1}"#), ("[{<<: {a: 1}}]", #"{"a":1}"#),
    ("[&m {a: 1}, &k {a: 2}, {<<: *m, <<: *k}]", #"{"a":2}"#),
  ])
  func mergeKeysSetTheirMembersWhereTheyStand(text: String, expected: String) throws {
    let list = try #require(try JSONValue(parsing: read(text) ?? "[]").arrayValue)
    #expect(list.last == (try JSONValue(parsing: expected)))
  }

  @Test(arguments: ["{<<: 1}", "{<<: [1]}", "{<<: ~}", "{<<: }", "{<<: text}"])
  func aMergeKeyWithoutAMappingIsRefused(text: String) { #expect(read(text) == nil) }

  @Test(arguments: [
    ("[&a x, *a, *a]", #"["x","x","x"]"#), ("[&a 1, &a 2, *a]", "[1,2,2]"), ("[&a k, {*a : 1}]", #"["k",{"k":1}]"#),
    ("[{&a k: 1}, *a]", #"[{"k":1},"k"]"#),
  ])
  func aliasesStandForTheNewestAnchor(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(arguments: ["*nope", "&a [*a]", "&a {b: *a}", "[a, , b]", "@a", "`a", "%a", "- a", "a: b", "? a"])
  func whatKubectlRefusesIsRefused(text: String) { #expect(read(text) == nil) }
}
