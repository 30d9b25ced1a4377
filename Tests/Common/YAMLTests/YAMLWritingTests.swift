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
    "a\nb", "a\n", "a\n\n", "\na", " a\nb", "a\n  b\n", "a\n \nb", "\t", "a\tb\nc", "2020-01-01", "1:30", "<<", "=",
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

  @Test func randomValuesReadBackAsThemselves() throws {
    var generator = SplitMix(seed: 11)
    for _ in 0..<400 {
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
    let alphabet = Array("ab1 :#-\n\"'{}[]&*!|>%@`,?é😀\t~.")
    var text = ""
    for _ in 0..<generator.next() % 8 { text.append(alphabet[Int(generator.next() % UInt64(alphabet.count))]) }
    return text
  }
}
