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
