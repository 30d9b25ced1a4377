import JSON
import Testing
import YAML

@Suite struct YAMLErrorTests {
  private func error(_ text: String, _ limits: YAMLLimits = YAMLLimits()) -> YAMLError? {
    error(Array(text.utf8), limits)
  }

  private func error(_ bytes: [UInt8], _ limits: YAMLLimits = YAMLLimits()) -> YAMLError? {
    do throws(YAMLError) {
      _ = try YAML.documents(in: bytes, limits: limits)
      return nil
    } catch { return error }
  }

  @Test func aSyntaxErrorSaysWhereAndWhatWasBeingRead() {
    let description = error("a: 1\nb: [1, 2\nc: 3\n")?.description
    #expect(
      description == "line 3, column 2: did not find expected ',' or ']' (while parsing a flow sequence that begins in "
        + "line 2, column 4)")
  }

  @Test func aControlCharacterIsRefusedAtItsPlace() {
    let error = error("a: 1\nb: é\u{1}\n")
    #expect(error?.code == .syntax)
    #expect(error?.position?.description == "line 2, column 5")
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00], [0xFE, 0xFF, 0x00, 0x61, 0x00, 0x3A]] as [[UInt8]])
  func aTextInUTF16IsToldSo(bytes: [UInt8]) {
    #expect(error(bytes)?.description == "line 1, column 1: the text is UTF-16; save it as UTF-8")
  }

  @Test func bytesThatAreNotUTF8AreRefusedAtTheirPlace() {
    #expect(error(Array("a: é\nb: é".utf8) + [0xC3])?.position?.description == "line 2, column 5")
    #expect(error([0xFF, 0xFE, 0x61, 0x00])?.code == .syntax)
    #expect(error([0xFE, 0xFF, 0x00, 0x61])?.code == .syntax)
  }

  @Test func aByteOrderMarkAtTheStartIsPassedOver() throws {
    #expect(try YAML.documents(in: "\u{feff}a: 1\n").first?.value == ["a": 1])
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "---\n...\n---\n"])
  func aTextWithoutContentHasNoDocuments(text: String) throws { #expect(try YAML.documents(in: text).isEmpty) }

  @Test func windowsLineEndsAreLineEnds() throws {
    #expect(try YAML.documents(in: "a: 1\r\nb: |\r\n  x\r\n  y\r\n").first?.value == ["a": 1, "b": "x\ny\n"])
  }

  @Test func aTabAsIndentationIsRefused() { #expect(error("a:\n\tb: 1\n")?.position?.line == 2) }

  @Test func aTextLongerThanTheLimitIsRefused() {
    #expect(error("a: 1", YAMLLimits(size: 4)) == nil)
    #expect(error("a: 1", YAMLLimits(size: 3))?.code == .limit)
  }

  @Test func nestingIsAllowedUpToTheLimitAndNoFurther() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(error(nested(100)) == nil)
    #expect(error(nested(101))?.code == .limit)
    #expect(error(nested(1000), YAMLLimits(depth: .max)) == nil)
    #expect(error(nested(1001), YAMLLimits(depth: .max))?.code == .limit)
    #expect(error(String(repeating: "[", count: 100_000))?.code == .limit)
    #expect(error(String(repeating: "{a: ", count: 100_000))?.code == .limit)
    var block = ""
    for level in 0..<200 { block += String(repeating: " ", count: level) + "a:\n" }
    #expect(error(block)?.code == .limit)
  }

  @Test func aliasesCountTheirDepthToo() {
    // Each anchor wraps the one before it in 60 lists: two of them are deeper than 100 together.
    let open = String(repeating: "[", count: 60)
    let close = String(repeating: "]", count: 60)
    let text = "a: &a \(open)\(close)\nb: &b \(open)*a\(close)\n"
    #expect(error(text)?.code == .limit)
    #expect(error(text, YAMLLimits(depth: 130)) == nil)
  }

  @Test func aBillionLaughsAreRefusedAtTheAliasThatIsTooMuch() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    let refusal = error(text)
    #expect(refusal?.code == .limit)
    #expect(refusal?.position?.line == 6)
  }

  @Test func mergeKeysThatMultiplyAreRefused() {
    var text = "a0: &a0 {k: x}\n"
    for level in 1...30 { text += "a\(level): &a\(level) {l\(level): *a\(level - 1), m: *a\(level - 1)}\n" }
    #expect(error(text)?.code == .limit)
  }

  @Test func aLongTextThatAliasesRepeatIsRefused() {
    let long = String(repeating: "x", count: 100_000)
    let aliases = Array(repeating: "*a", count: 1000).joined(separator: ", ")
    #expect(error("a: &a \(long)\nb: [\(aliases)]\n")?.code == .limit)
  }

  @Test func documentsShareOneBound() {
    let document = "a: &a [x, x, x, x, x, x, x, x]\nb: [*a, *a, *a, *a, *a, *a, *a, *a]\n---\n"
    #expect(error(document, YAMLLimits(values: 200)) == nil)
    #expect(error(document + document + document, YAMLLimits(values: 200))?.code == .limit)
  }

  @Test func anchorsEndWithTheirDocument() {
    #expect(error("a: &x 1\n---\nb: *x\n")?.code == .structure)
    #expect(error("a: *x\nb: &x 1\n")?.position?.description == "line 1, column 4")
  }

  @Test func aMergeKeyThatReplacesAMemberIsSaid() throws {
    let document = try #require(YAML.documents(in: "m: &m {a: 1}\nu:\n  a: 2\n  <<: *m\n").first)
    #expect(document.value["u"] == ["a": 1])
    #expect(
      document.warnings.map(\.description) == [
        "line 4, column 3: the key 'a' is written on line 3 already; the merge key << replaces it"
      ])
    #expect(try YAML.documents(in: "m: &m {a: 1}\nu:\n  <<: *m\n  a: 2\n").first?.warnings.isEmpty == true)
  }

  @Test func duplicateKeysAreSaidInFlowStyleAndInOtherSpellingsToo() throws {
    let document = try #require(YAML.documents(in: "x: {1: a, '1': b,\n yes: c, true: d}\n").first)
    #expect(document.value["x"] == ["1": "b", "true": "d"])
    #expect(document.warnings.map(\.position.line) == [1, 2])
  }

  @Test func warningsAreBounded() throws {
    let text = String(repeating: "a: 1\n", count: 5000)
    #expect(try #require(YAML.documents(in: text).first).warnings.count == 100)
  }

  @Test func placesAreKnownThroughListsMappingsAliasesAndDuplicates() throws {
    let text = "a:\n  - b: 1\n    c: &x {d: 2}\n  - *x\n'q.r': {e: [1,\n 2]}\na2: 1\na2: 2\n"
    let document = try #require(YAML.documents(in: text).first)
    let places: [(JSONPath, String)] = [
      ([], "line 1, column 1"), ([.key("a")], "line 1, column 1"), ([.key("a"), .index(0)], "line 2, column 5"),
      ([.key("a"), .index(0), .key("c")], "line 3, column 5"),
      ([.key("a"), .index(0), .key("c"), .key("d")], "line 3, column 12"),
      ([.key("a"), .index(1)], "line 4, column 5"),
      ([.key("a"), .index(1), .key("d")], "line 4, column 5"),
      ([.key("q.r"), .key("e"), .index(1)], "line 6, column 2"),
      ([.key("a2")], "line 8, column 1"), ([.key("a"), .index(7)], "line 1, column 1"),
      ([.key("a"), .key("x")], "line 1, column 1"), ([.key("none"), .index(3)], "line 1, column 1"),
    ]
    for (path, place) in places { #expect(document.position(of: path)?.description == place, "\(path)") }
  }
}
