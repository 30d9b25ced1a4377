import JSON
import Testing

@Suite struct JSONErrorTests {
  private func error(_ text: String, duplicateKeys: JSONDuplicateKeys = .lastCounts) -> JSONError? {
    do throws(JSONError) {
      _ = try JSONValue(parsing: text, duplicateKeys: duplicateKeys)
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    (#"{"spec":{"brokers":[{"id":0},{"id":x}]}}"#, "spec.brokers[1].id"),
    (#"{"a":1,"b":[1,2,}"#, "b[2]"), (#"{"a":{"b":1},"c" 1}"#, "."), (#"{"a":[{},[],[[1,tru]]]}"#, "a[2][0][1]"),
    (#"{"a.b\n":{"c\"}{":nope}}"#, #"["a.b\n"]["c\"}{"]"#), ("[", "[0]"), ("", "."), ("[1]]", "."),
    (#"{"a":"\x"}"#, "a"), (#"{"a":1"b":2}"#, "a"),
  ])
  func errorsNameThePathOfTheValue(text: String, path: String) { #expect(error(text)?.path.description == path) }

  @Test func theDescriptionHoldsPlacePathAndReason() {
    let text = "{\n  \"spec\": {\n    \"brokers\": [1, 2, three]\n  }\n}"
    #expect(
      error(text)?.description == "line 3, column 23, at spec.brokers[2]: a value is expected here")
    #expect(error(text)?.offset == 36)
  }

  @Test func theWrongTypeIsSaidAndPlaced() throws {
    var reader = try JSONReader(Array(#"{"a": [1,  "x"]}"#.utf8))
    try reader.beginObject()
    #expect(try reader.nextKey() == "a")
    try reader.beginArray()
    #expect(try reader.nextElement())
    try reader.skip()
    #expect(try reader.nextElement())
    #expect {
      try reader.bool()
    } throws: {
      ($0 as? JSONError)?.description == "line 1, column 12, at a[1]: true or false is expected here, not a string"
    }
  }

  @Test func numbersOutOfRangeAreRefusedAtTheirFirstDigit() throws {
    for (text, isInteger, isUnsigned, isDouble) in [
      ("  1.5", false, false, true), ("  -1", true, false, true), ("  1e400", false, false, false),
      ("  18446744073709551615", false, true, true), ("  1.20e1", true, true, true),
    ] {
      func outcome(_ read: (inout JSONReader) throws -> Void) throws -> Bool {
        var reader = try JSONReader(Array(text.utf8))
        do {
          try read(&reader)
          return true
        } catch let error as JSONError {
          #expect(error.code == .type && error.column == 3)
          return false
        }
      }
      #expect(try outcome { _ = try $0.integer() } == isInteger)
      #expect(try outcome { _ = try $0.unsignedInteger() } == isUnsigned)
      #expect(try outcome { _ = try $0.double() } == isDouble)
    }
  }

  @Test func theLastOfADuplicateKeyCountsAndIsToldOrRefused() throws {
    let text = #"{"a":1,"b":[{"c":1,"c":2}],"a":3}"#
    var reader = try JSONReader(Array(text.utf8))
    #expect(try reader.value().text() == #"{"a":3,"b":[{"c":2}]}"#)
    #expect(reader.duplicateKeys.map(\.description) == ["b[0].c", "a"])
    let refusal = error(text, duplicateKeys: .refused)
    #expect(refusal?.code == .duplicateKey)
    #expect(refusal?.path.description == "b[0].c")
    #expect(error(#"{"a":{"b":1},"b":{"a":1}}"#, duplicateKeys: .refused) == nil)
    #expect(error(#"{"a":1,"\u0061":1}"#, duplicateKeys: .refused)?.code == .duplicateKey)
  }
}

@Suite struct JSONNumberTests {
  @Test(
    arguments: [
      ("9007199254740993.0", 9_007_199_254_740_993), ("9223372036854775807.00", Int64.max),
      ("-9223372036854775808.0", Int64.min), ("922337203685477580.7e1", Int64.max), ("1200e-2", 12),
      ("0e999999999999", 0),
      ("-0.0", 0), ("0.000e-5", 0), ("5e18", 5_000_000_000_000_000_000), ("-1.5e1", -15),
    ] as [(String, Int64)])
  func integersInAnyFormAreExact(text: String, value: Int64) { #expect(JSONNumber(text: text)?.intValue == value) }

  @Test(arguments: [
    "0.99999999999999999999", "9223372036854775808", "-9223372036854775809", "9223372036854775807.5", "1e19",
    "1e99999999999999999999", "1e-99999999999999999999", "12e-1",
  ])
  func whatIsNoIntegerOf64BitsIsNone(text: String) throws {
    #expect(try #require(JSONNumber(text: text)).intValue == nil)
  }

  @Test func unsignedIntegersAreExactAndNeverNegative() {
    #expect(JSONNumber(text: "18446744073709551615.0")?.uintValue == .max)
    #expect(JSONNumber(text: "18446744073709551616")?.uintValue == nil)
    #expect(JSONNumber(text: "-1.0")?.uintValue == nil)
    #expect(JSONNumber(text: "-0.0")?.uintValue == 0)
  }

  @Test func anyDoubleReadsBackAsItself() throws {
    var generator = SplitMix(seed: 5)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let text = JSONNumber(value).text
      #expect(try #require(JSONNumber(text: text)).doubleValue == value)
    }
  }
}

@Suite struct JSONRandomValueTests {
  @Test func randomValuesReadBackAsThemselvesInEveryStyle() throws {
    var generator = SplitMix(seed: 9)
    for _ in 0..<1000 {
      let value = random(&generator, depth: 5)
      for style in [JSONWriter.Style.compact, .pretty] {
        let bytes = value.serialized(style: style)
        let again = try JSONValue(parsing: bytes)
        #expect(again == value)
        #expect(again.serialized(style: style) == bytes)
        let sorted = try JSONValue(parsing: value.serialized(style: style, sortedKeys: true))
        #expect(sorted == value)
      }
    }
  }

  private func random(_ generator: inout SplitMix, depth: Int) -> JSONValue {
    switch generator.next() % (depth > 0 ? 8 : 5) {
    case 0: return nil
    case 1: return .bool(generator.next() % 2 == 0)
    case 2: return .number(JSONNumber(Int64(truncatingIfNeeded: generator.next())))
    case 3: return .number(JSONNumber(Double(generator.next() % 100_000) / 64))
    case 4: return .string(randomText(&generator))
    case 5, 6:
      var members = JSONObject()
      for _ in 0..<generator.next() % 24 { members[randomText(&generator)] = random(&generator, depth: depth - 2) }
      return .object(members)
    default:
      var elements: [JSONValue] = []
      for _ in 0..<generator.next() % 5 { elements.append(random(&generator, depth: depth - 1)) }
      return .array(elements)
    }
  }

  private func randomText(_ generator: inout SplitMix) -> String {
    var text = ""
    for _ in 0..<generator.next() % 8 {
      let range: UInt64 = [0x20, 0x80, 0x800, 0x11_0000][Int(generator.next() % 4)]
      if let scalar = Unicode.Scalar(UInt32(generator.next() % range)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
