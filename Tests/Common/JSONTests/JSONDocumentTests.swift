import Testing

@testable import JSON

/// What a document says of a text is what the reader makes of it.
@Suite struct JSONDocumentTests {
  private func document(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONDocument {
    var reader = try JSONReader(Array(text.utf8), limits: limits)
    let document = try reader.document()
    try reader.end()
    return document
  }

  @Test(arguments: [
    "null", "true", "false", "-1.5e3", #""""#, #""a\"b\u00e9\ud83d\ude00""#, "[]", "{}", "[1,[2,[]],{}]",
    #"{"a":1,"b":{"c":[true,null,"é"]},"":"empty"}"#, " { \"a\" :\t[ 1 , 2 ]\n} ", #"{"a":1,"b":2,"a":3}"#,
    #"{"a":1,"\u0061":2}"#, #"{"x":{"a":1,"a":{"a":2,"a":3}},"y":[{"b":1,"b":[]}]}"#,
  ])
  func itsValueIsThatOfTheText(text: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(try document(text).root.value == value)
    #expect(JSONDocument(value).root.value == value)
  }

  @Test(arguments: [
    "", "{", "[1,]", #"{"a"}"#, #"{"a":1,}"#, "01", #""a"#, "\"\u{1}\"", #"{"a":tru}"#, "1 2", "nul", #""\x""#, "[1 2]",
    "\"\\ud800\"",
  ])
  func whatIsNoJSONIsRefusedInTheSameWords(text: String) {
    let expected = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    let found = #expect(throws: JSONError.self) { try document(text) }
    #expect(found?.message == expected?.message)
  }

  @Test func damagedTextsAreTakenOrRefusedByBoth() throws {
    let texts = [
      #"{"a":1,"b":{"c":[true,null,"\u00e9"]},"a":-0.5e+7,"\u0061":"x","":"\ud83d\ude00"}"#,
      "{\"\u{E9}\":1,\"e\u{301}\":[18446744073709551616,1e400,\"\u{E9}\"],\"k\":{},\"k\":[]} ",
    ]
    let insertions: [UInt8] = Array(#"{}[]",:\u0e-.t "#.utf8) + [0x00, 0x1F, 0x80, 0xC3, 0xED, 0xF4, 0xFF]
    var random = SplitMix(seed: 11)
    var taken = 0
    for round in 0..<4000 {
      var bytes = Array(texts[round % texts.count].utf8)
      for _ in 0..<Int.random(in: 0..<3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.removeSubrange(place...)
        case 2: bytes[place] = insertions.randomElement(using: &random) ?? 0
        default: bytes.insert(insertions.randomElement(using: &random) ?? 0, at: place)
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      let value = try? JSONValue(parsing: bytes)
      var reader = try JSONReader(bytes)
      var document = try? reader.document()
      do { try reader.end() } catch { document = nil }
      #expect(document?.root.value == value, "\(bytes)")
      if value != nil { taken += 1 }
    }
    #expect(taken > 500)
  }

  @Test func textsThatOnlyLookAlikeAreTwo() throws {
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
    for others in [0, 40] {
      var members = (0..<others).map { "\"k\($0)\":0" }
      members += ["\"\u{E9}\":1", "\"e\u{301}\":2"]
      let text = "{\(members.joined(separator: ","))}"
      let value = try JSONValue(parsing: text, duplicateKeys: .refused)
      #expect(value["\u{E9}"] == 1 && value["e\u{301}"] == 2)
      #expect(value.objectValue?.count == others + 2)
      #expect(try document(text).root.value == value)
      #expect(value.text() == text)
    }
    #expect(try JSONValue(parsing: "{\"\u{E9}\":1}") != JSONValue(parsing: "{\"e\u{301}\":1}"))
  }

  @Test func nestingIsBounded() throws {
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(throws: JSONError.self) { try document(text) }
    #expect(try document(text, limits: JSONLimits(depth: 200)).count == 200)
    var deep: JSONValue = []
    for _ in 0..<1500 { deep = [deep] }
    #expect(JSONDocument(deep).root.isNull)
  }

  @Test func ofAKeyThatIsNamedTwiceTheLastValueCountsInLargeObjectsToo() throws {
    for count in [1, 5, 31, 32, 33, 200] {
      var members = (0..<count).map { "\"key\($0)\":\($0)" }
      members.append(#""key0":"last""#)
      let text = "{\(members.joined(separator: ","))}"
      let root = try document(text).root
      #expect(root["key0"]?.stringValue == "last")
      var names = 0
      for _ in root.members { names += 1 }
      #expect(names == count)
      #expect(try root.value == JSONValue(parsing: text))
    }
  }

  @Test func partsAreFoundByTheirNames() throws {
    let root = try document(#"{"a\n":{"b":[1,"two",true]},"n":null}"#).root
    #expect(root["a\n"]?["b"]?.elements.map(\.kind) == [.number, .string, .bool])
    #expect(root["a\n"]?["b"]?.elements.map(\.value) == [1, "two", true])
    #expect(root["n"]?.isNull == true && root["m"] == nil && root["n"]?["x"] == nil)
    #expect(root["a\n"].map { String(decoding: $0.bytes, as: UTF8.self) } == #"{"b":[1,"two",true]}"#)
  }

  @Test func elementsAreOmittedWithTheListThatIsEmptyThen() throws {
    var kept = try document(#"{"m":{"list":[{"name":"a"},{"name":"b"},{"x":1}],"z":1}}"#)
    kept.omitElements(at: ["m", "list"]) { $0["name"]?.isString("b") == true }
    #expect(kept.root.value == ["m": ["list": [["name": "b"]], "z": 1]])
    kept.omitElements(at: ["m", "list"]) { _ in false }
    #expect(kept.root.value == ["m": ["z": 1]])
    kept.omitElements(at: ["nothing", "list"]) { _ in false }
    #expect(kept.root.value == ["m": ["z": 1]])
  }

  @Test func aMemberThatIsNotWantedIsCheckedAndNotThere() throws {
    func read(_ text: String) throws(JSONError) -> JSONValue {
      var reader = try JSONReader(Array(text.utf8))
      return try reader.document(without: ["m", "x"]).root.value
    }
    #expect(
      try read(#"{"x":1,"m":{"a":{"x":2},"x":[{}],"b":3,"x":4},"n":{"x":5}}"#)
        == ["x": 1, "m": ["a": ["x": 2], "b": 3], "n": ["x": 5]])
    #expect(try read(#"{"m":{"x":1}}"#) == ["m": [:]])
    #expect(throws: JSONError.self) { try read(#"{"m":{"x":[1,}}"#) }
  }
}
