import Foundation
import Testing

@testable import Telemetry

@Suite struct LogLineTests {
  private func line(_ format: LogFormat, _ values: [(LogKey, String)]) -> [UInt8] {
    LogLine(time: "T", level: .info, message: "message", values: values, format: format).bytes
  }

  /// Values that need every kind of escape, and of every length that could meet a bound.
  private static let values = [
    "", "a", "a b", "=", "\"\\", "\n\r\t\u{0}\u{7f}\u{85}", "\u{202E}\u{2066}\u{feff}", "é…🐘",
    String(repeating: "x", count: 5000), String(repeating: "\u{1}", count: 900), String(repeating: "🐘", count: 2000),
  ]

  @Test(arguments: LogFormat.allCases, 0..<12)
  func aLineIsBoundedWholeAndPrintable(format: LogFormat, count: Int) throws {
    for value in Self.values {
      let keys = LogKey.allCases.prefix(count)
      let bytes = line(format, keys.map { ($0, value) })
      #expect(bytes.count <= LogLine.limit)
      let text = try #require(String(validating: bytes, as: UTF8.self))
      #expect(text.hasSuffix("\n"))
      let hidden = text.dropLast().unicodeScalars.filter {
        $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
          || $0.properties.generalCategory == .lineSeparator
      }
      #expect(hidden.isEmpty)
      guard format == .json else { continue }
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes), options: []) as? [String: String])
      let isCut = object["truncated"] == "true"
      #expect(object.count == 3 + count || isCut)
      for key in keys where !isCut && value.utf8.count < 100 { #expect(object[key.name] == value) }
    }
  }

  @Test func aLongValueIsCutBetweenCharactersAndShowsIt() throws {
    let text = String(
      decoding: line(.text, [(.error, String(repeating: "é", count: 3000)), (.count, "1")]), as: UTF8.self)
    #expect(text.hasSuffix("é…\" count=1\n"))
    #expect(text.utf8.count < LogLine.valueLimit + 64)
  }

  @Test func valuesWithoutRoomAreDroppedAndTheLineSaysSo() {
    let long = String(repeating: "y", count: 3000)
    let text = String(
      decoding: line(.text, [(.error, long), (.reason, long), (.version, long), (.count, "1")]), as: UTF8.self)
    #expect(text.hasSuffix(" truncated=true\n"))
    #expect(!text.contains("version="))
  }
}

@Suite struct LogLimiterTests {
  @Test func aBurstPassesAndTheRestIsCounted() {
    var limit = RateLimit(burst: 2, interval: .seconds(10))
    #expect(limit.admit("a", at: .zero) == .admitted(suppressed: 0))
    #expect(limit.admit("a", at: .seconds(1)) == .admitted(suppressed: 0))
    #expect(limit.admit("a", at: .seconds(2)) == .refused)
    #expect(limit.admit("b", at: .seconds(2)) == .admitted(suppressed: 0))
    #expect(limit.admit("a", at: .seconds(9)) == .refused)
    #expect(limit.admit("a", at: .seconds(10)) == .admitted(suppressed: 2))
    #expect(limit.admit("a", at: .seconds(11)) == .admitted(suppressed: 0))
  }

  @Test func inventedKeysGainNeitherMemoryNorLines() {
    var limit = RateLimit(burst: 1, interval: .seconds(10), capacity: 3)
    var admitted = 0
    for number in 0..<1000 {
      if limit.admit("key \(number)", at: .seconds(1)) != .refused { admitted += 1 }
      #expect(limit.count <= 3)
    }
    #expect(admitted == 4)
    #expect(limit.admit("late", at: .seconds(12)) == .admitted(suppressed: 0))
  }

  @Test func aLimitedLoggerSaysHowManyLinesAreMissing() throws {
    let lines = Lines()
    let clock = Number()
    let limiter = LogLimiter(RateLimit(burst: 1, interval: .seconds(1))) { .seconds(clock.value) }
    let log = Logger(LogSink { lines.append($0) })
    for second in [0, 0, 0, 1] {
      clock.value = second
      log.limited(by: limiter, key: "envoy")?.warning("refused", [.node: "envoy"])
    }
    #expect(lines.all.count == 2)
    #expect(try #require(lines.all.last).hasSuffix("warning refused suppressed=2 node=envoy\n"))
  }
}
