import JSON
import Testing

/// What a skipped value must fulfil is what a read one must: every case runs both ways.
@Suite struct JSONStrictnessTests {
  private func readError(_ bytes: [UInt8], _ limits: JSONLimits = JSONLimits()) -> JSONError? {
    do throws(JSONError) {
      _ = try JSONValue(parsing: bytes, limits: limits)
      return nil
    } catch { return error }
  }

  private func skipError(_ bytes: [UInt8], _ limits: JSONLimits = JSONLimits()) -> JSONError? {
    do throws(JSONError) {
      var reader = try JSONReader(bytes, limits: limits)
      try reader.skip()
      try reader.end()
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{\"a\" 1}", "{\"a\",1}", "{1:1}", "{\"a\":1 \"b\":2}", "[}", "{]", "[1}",
    "{\"a\":1]", "\"\\a\"", "\"\\u00g0\"", "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\n\"", "\"\\uD800\\u0041\"",
    "\"\t\"",
    "\"\n\"", "\"\\", "\"\\u", "\"\\u1", "[\"a", "{\"a", "-", "-a", "1.e1", "1e+", "0x1", "00", "-01", "1_0", "True",
    "nan",
    "nulll", "truefalse", "\u{feff}1", "/**/1", "1//", "\u{a0}1", "\u{0c}1", "[1]x", "\"\u{0}\"", "\"\\\u{1}\"", "tru",
  ])
  func readingAndSkippingRefuseTheSame(text: String) {
    #expect(readError(Array(text.utf8)) != nil)
    #expect(skipError(Array(text.utf8)) != nil)
  }

  @Test(arguments: [
    [0xC0, 0x80], [0xC1, 0xBF], [0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8],
    [0xFF],
    [0xE2, 0x82], [0xF0, 0x9F, 0x98],
  ])
  func overlongSurrogateAndCutOffUTF8IsRefused(bytes: [UInt8]) {
    for text in [
      [0x22] + bytes + [0x22], [0x22, 0x5C, 0x6E] + bytes + [0x22], [0x7B, 0x22] + bytes + Array("\":1}".utf8),
    ] {
      #expect(readError(text)?.code == .encoding)
      #expect(skipError(text)?.code == .encoding)
    }
  }

  @Test(arguments: [
    "\"\u{7f}\"", "\"\\u0000\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\u{10ffff}\"", "\"\\uDBFF\\uDFFF\"",
    "\"\u{2028}\"",
    " \t\r\n[ ] \n", "-0", "1E+2", "0.0e-0", "123456789012345678901234567890.5e1000", "{\"\":{\"\":[]}}", "\"\\uFFFF\"",
  ])
  func whatTheGrammarAllowsIsReadAndSkipped(text: String) {
    #expect(readError(Array(text.utf8)) == nil)
    #expect(skipError(Array(text.utf8)) == nil)
  }

  @Test func nestingIsAllowedUpToTheLimitAndNoFurther() {
    for depth in [1, 128] {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(readError(Array(text.utf8)) == nil)
      let limits = JSONLimits(depth: depth - 1)
      #expect(readError(Array(text.utf8), limits)?.code == .limit)
      #expect(skipError(Array(text.utf8), limits)?.code == .limit)
    }
  }

  @Test func noLimitAllowsNestingThatTheStackCannotHold() {
    let objects = String(repeating: "{\"a\":", count: 100_000)
    #expect(readError(Array(objects.utf8), JSONLimits(depth: .max))?.code == .limit)
    #expect(skipError(Array(objects.utf8), JSONLimits(depth: .max))?.code == .limit)
    let allowed = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    #expect(readError(Array(allowed.utf8), JSONLimits(depth: .max)) == nil)
  }

  @Test func aTextLongerThanTheLimitIsRefused() {
    #expect(readError(Array("[1,2]".utf8), JSONLimits(size: 5)) == nil)
    #expect(readError(Array("[1,2]".utf8), JSONLimits(size: 4))?.code == .limit)
  }

  @Test func randomMutationsAreReadExactlyWhenTheyAreSkipped() {
    var generator = SplitMix(seed: 21)
    let seed = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00\n",true,null,{}],"b":"é😀","c":{"d":[[],[{}]]}}"#.utf8)
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = seed
      for _ in 0..<1 + generator.next() % 3 {
        let place = Int(generator.next() % UInt64(bytes.count))
        switch generator.next() % 4 {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[Int(generator.next() % UInt64(bytes.count))], at: place)
        case 2: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        default: bytes.removeSubrange(place..<min(bytes.count, place + Int(generator.next() % 4)))
        }
        if bytes.isEmpty { bytes = [0x5B] }
      }
      let refused = readError(bytes)
      #expect((refused == nil) == (skipError(bytes) == nil))
      if let refused {
        #expect(refused.offset <= bytes.count && refused.line >= 1 && refused.column >= 1)
      } else {
        accepted += 1
      }
    }
    #expect(accepted > 500)
  }
}
