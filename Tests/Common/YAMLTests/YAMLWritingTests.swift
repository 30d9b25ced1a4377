import JSON
import Testing
import YAML

@Suite struct YAMLWritingTests {
  private func roundTrip(_ value: JSONValue) throws -> JSONValue? {
    try YAML.documents(in: YAML.text(of: value)).first?.value
  }

  @Test func blockStyleIsWhatPeopleWrite() {
    let value: JSONValue = ["spec": ["brokers": [["id": 0, "name": "a"], ["id": 1]], "empty": [:], "none": []]]
    #expect(
      YAML.text(of: value)
        == "spec:\n  brokers:\n  - id: 0\n    name: a\n  - id: 1\n  empty: {}\n  none: []\n")
  }

  @Test(arguments: [
    "yes", "1", "0x1F", "null", "~", "", " a", "a ", "a: b", "a #b", "- a", "*a", "&a", "!a", "@a", "%a", "'", "\"",
    "{", "[",
    "a\nb", "a\n", "a\n\n", "a\n\n\n", "a\n\nb\n\n", "a\n\tb", "a\t\nb", "# a\nb", "a\n# b", "---\na", "\na", " a\nb",
    "a\n  b\n", "a\n \nb", "a\n\t\nb", "a\n   \n\n", "a\n\n \n", "a \n\t b\t\n ", "a\n\n\t", "\ta\nb", "a\r\nb", "\t",
    "a\tb\nc", "2020-01-01", "1:30", "<<", "=",
    "|", ">",
    "\u{7f}", "\u{85}", "\u{2028}", "\u{feff}", "é", "😀", "a\u{0}b", "key with spaces", "-", "---", "...", "0b1", "y",
    "n",
  ])
  func anyTextReadsBackAsItself(text: String) throws {
    #expect(try roundTrip([.string(text)]) == [.string(text)])
    #expect(try roundTrip(["k": .string(text)]) == ["k": .string(text)])
    #expect(try roundTrip([["k": [.string(text)]]]) == [["k": [.string(text)]]])
    #expect(try roundTrip(.object([text: 1])) == .object([text: 1]))
  }

  @Test func textOfSeveralLinesStandsAsALiteralBlock() {
    #expect(YAML.text(of: ["k": "a\nb: c\n"]) == "k: |\n  a\n  b: c\n")
    #expect(YAML.text(of: ["k": "a\nb"]) == "k: |-\n  a\n  b\n")
    #expect(YAML.text(of: ["k": "a\n\n\n", "l": 1]) == "k: |+\n  a\n\n\nl: 1\n")
    #expect(YAML.text(of: ["k": ["a\n\tb\n"]]) == "k:\n- |\n  a\n  \tb\n")
    #expect(YAML.text(of: ["k": "a\n \n\nb"]) == "k: |-\n  a\n   \n\n  b\n")
    #expect(YAML.text(of: ["k": "\ta\nb"]) == "k: \"\\ta\\nb\"\n")
    #expect(YAML.text(of: ["k": "a\tb\nc"]) == "k: |-\n  a\tb\n  c\n")
  }

  @Test func severalDocumentsAreReadBackAsThemselves() throws {
    let values: [JSONValue] = [["a": "x\n---\ny\n"], [["b"]], "c\nd\n\n", ["e": [:]]]
    let text = YAML.text(ofDocuments: values)
    #expect(text.hasPrefix("a: |\n  x\n  ---\n  y\n---\n"))
    #expect(try YAML.documents(in: text).map(\.value) == values)
    #expect(YAML.text(ofDocuments: []) == "")
  }

  @Test(arguments: [".inf", ".nan", "-.inf", ".5", "0o7", "1_000", "12:30:45", "Yes", "NULL", "1e3", "2020-01-01"])
  func textThatAnotherReaderTakesForMoreIsQuoted(text: String) {
    #expect(YAML.text(of: .string(text)) == "\"\(text)\"\n")
    #expect(YAML.text(of: .object([text: 1])) == "\"\(text)\": 1\n")
  }

  @Test func aDotBeforeALetterNeedsNoQuotesAndAMarkOfADocumentsEndDoes() throws {
    #expect(YAML.text(of: [".upstream_cx_total"]) == "- .upstream_cx_total\n")
    for text in ["...", "---", "..", ".", "._1"] { #expect(try roundTrip(.string(text)) == .string(text)) }
  }

  @Test func keysThatAreTooLongForASimpleKeyReadBack() throws {
    for count in [999, 1000, 1001, 1024, 5000] {
      let key = String(repeating: "k", count: count)
      let value: JSONValue = .object([key: ["a": .object([key: [1]])], "list": [.object([key: .object([key: "v"])])]])
      #expect(try roundTrip(value) == value)
    }
  }

  @Test func scalarsAtTheRootReadBack() throws {
    for value in ["a\nb\n", "x", 1, true, [], [:], [[]], [[[1], [2, [3]]]]] as [JSONValue] {
      #expect(try roundTrip(value) == value)
    }
  }

  @Test func randomValuesReadBackAsThemselves() throws {
    var generator = SplitMix(seed: 11)
    for _ in 0..<2000 {
      let value: JSONValue = ["v": random(&generator, depth: 4)]
      #expect(try roundTrip(value) == value)
    }
  }

  private func random(_ generator: inout SplitMix, depth: Int) -> JSONValue {
    switch generator.next() % (depth > 0 ? 8 : 5) {
    case 0: return nil
    case 1: return .bool(generator.next() % 2 == 0)
    case 2: return .number(JSONNumber(Int64(truncatingIfNeeded: generator.next())))
    case 3: return .number(JSONNumber(Double(generator.next() % 1000) / 8))
    case 4: return .string(randomText(&generator))
    case 5, 6:
      var members = JSONObject()
      for _ in 0..<generator.next() % 4 { members[randomText(&generator)] = random(&generator, depth: depth - 1) }
      return .object(members)
    default:
      var elements: [JSONValue] = []
      for _ in 0..<generator.next() % 4 { elements.append(random(&generator, depth: depth - 1)) }
      return .array(elements)
    }
  }

  private func randomText(_ generator: inout SplitMix) -> String {
    let alphabet = Array("ab1 :#-\n\n\n \t\"'{}[]&*!|>%@`,?é😀\t~.")
    var text = ""
    for _ in 0..<generator.next() % 8 { text.append(alphabet[Int(generator.next() % UInt64(alphabet.count))]) }
    return text
  }
}
