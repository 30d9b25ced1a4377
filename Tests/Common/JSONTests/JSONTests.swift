import JSON
import Testing

@Suite struct JSONReadingTests {
  @Test func orderAndNumbersTextAreKept() throws {
    let text = #"{"z":1.0,"a":[1e3,-0,0.10],"m":{"y":null,"b":true}}"#
    let value = try JSONValue(parsing: text)
    #expect(value.text() == text)
    #expect(value.objectValue?.keys == ["z", "a", "m"])
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "+1", "-",
    "1e",
    "nul", "tru", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\u{1}\"", "1 2", "[1]]", "'a'", "NaN", "Infinity", "//",
    "[1,,2]", "{,}",
  ])
  func whatIsNotJSONIsRefused(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
  }

  @Test func halfASurrogatePairIsRefusedAndAWholeOneRead() throws {
    #expect(throws: JSONError.self) { try JSONValue(parsing: #""\ud83d""#) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: #""\ude00""#) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: #""\ud83d\u0041""#) }
    #expect(try JSONValue(parsing: #""\ud83d\ude00""#) == "😀")
  }

  @Test func invalidUTF8IsRefused() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0x5C, 0x6E, 0xC3, 0x22]) }
  }

  @Test func errorsNameLineAndColumn() {
    #expect { try JSONValue(parsing: "{\n  \"a\": x\n}") } throws: { error in
      (error as? JSONError).map { $0.line == 2 && $0.column == 8 } ?? false
    }
  }

  @Test func nestingIsBounded() {
    let deep = String(repeating: "[", count: 200_000)
    #expect { try JSONValue(parsing: deep) } throws: { ($0 as? JSONError)?.code == .limit }
    var reader = try? JSONReader(Array(deep.utf8))
    #expect(throws: JSONError.self) { try reader?.skip() }
  }

  @Test func aPullReaderTakesWhatItWantsAndSkipsTheRest() throws {
    let text = #"{"skip":{"deep":[1,{"x":"\n"}]},"items":[{"id":7,"more":[[]]},{"id":8}],"last":false}"#
    var reader = try JSONReader(Array(text.utf8))
    var ids: [Int64] = []
    try reader.beginObject()
    while let key = try reader.nextKey() {
      guard key == "items" else {
        try reader.skip()
        continue
      }
      try reader.beginArray()
      while try reader.nextElement() {
        try reader.beginObject()
        while let inner = try reader.nextKey() {
          if inner == "id" { ids.append(try reader.integer()) } else { try reader.skip() }
        }
      }
    }
    try reader.end()
    #expect(ids == [7, 8])
  }

  @Test func askingForAnotherTypeIsAnErrorWithItsPlace() throws {
    var reader = try JSONReader(Array("[\"a\"]".utf8))
    try reader.beginArray()
    #expect(try reader.nextElement())
    #expect { try reader.integer() } throws: { ($0 as? JSONError)?.code == .type }
  }
}

@Suite struct JSONValueTests {
  @Test func objectsAreEqualInAnyOrderAndHashAlike() {
    let left: JSONValue = ["a": 1, "b": [2]]
    let right: JSONValue = ["b": [2], "a": 1]
    #expect(left == right)
    #expect(Set([left, right]).count == 1)
    #expect(left != ["a": 1])
  }

  @Test func largeObjectsFindSetAndRemoveTheirMembers() {
    var object = JSONObject()
    for number in 0..<100 { object["k\(number)"] = .number(JSONNumber(number)) }
    object["k50"] = nil
    object["k7"] = "seven"
    #expect(object.count == 99)
    #expect(object["k50"] == nil)
    #expect(object["k7"] == "seven")
    #expect(object["k99"] == 99)
    #expect(object.keys.last == "k99")
  }

  @Test func pathsReadAsPeopleWriteThem() {
    let path: JSONPath = [.key("spec"), .key("brokers"), .index(2), .key("a.b/c")]
    #expect(path.description == #"spec.brokers[2]["a.b/c"]"#)
    let value: JSONValue = ["spec": ["brokers": [1, 2, ["a.b/c": 3]]]]
    #expect(value[path] == 3)
    #expect(JSONPath().description == ".")
  }

  @Test func numbersTellWhatTheyAre() throws {
    #expect(JSONNumber(text: "1e3")?.intValue == 1000)
    #expect(JSONNumber(text: "1.5")?.intValue == nil)
    #expect(JSONNumber(text: "18446744073709551615")?.uintValue == .max)
    #expect(JSONNumber(text: "1e999")?.doubleValue == nil)
    #expect(JSONNumber(text: "0x10") == nil)
    #expect(JSONNumber(0.1).text == "0.1")
  }

  @Test func prettyTextIsStableAndSortedOnDemand() {
    let value: JSONValue = ["b": [1, 2], "a": [:], "c": "\u{1}\"\\\n"]
    let expected = "{\n  \"a\": {},\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": \"\\u0001\\\"\\\\\\n\"\n}"
    #expect(value.text(style: .pretty, sortedKeys: true) == expected)
  }

  @Test func anyBytesAreReadOrRefusedAndWhatIsReadIsWrittenBack() throws {
    var state: UInt64 = 3
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let seed = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",true,null,{}],"b":"é"}"#.utf8)
    for _ in 0..<5000 {
      var bytes = seed
      for _ in 0..<next() % 4 { bytes[Int(next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: next()) }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      #expect(try JSONValue(parsing: value.serialized()) == value)
    }
  }
}
