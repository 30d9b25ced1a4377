import Foundation
import Testing

@testable import Telemetry

@Suite struct LoggerTests {
  private func logger(_ level: LogLevel = .info, _ format: LogFormat = .text) -> (Logger, Lines) {
    let lines = Lines()
    return (Logger(LogSink(level: level, format: format) { lines.append($0) }), lines)
  }

  @Test func textLinesHoldTimeLevelMessageAndValues() throws {
    let (log, lines) = logger()
    log.with([.group: "a/b/c"]).warning("a resource was rejected", [.node: "envoy 1", .count: "3"])
    let line = try #require(lines.all.first)
    #expect(line.hasSuffix("Z warning a resource was rejected group=a/b/c node=\"envoy 1\" count=3\n"))
    #expect(line.prefix(2) == "20")
  }

  @Test func linesBelowTheLevelAreDropped() {
    let (log, lines) = logger(.warning)
    log.info("not this")
    log.error("this")
    #expect(lines.all.count == 1)
  }

  @Test(arguments: [LogFormat.text, .json])
  func aValueCannotForgeALine(format: LogFormat) {
    let (log, lines) = logger(.info, format)
    log.info("message", [.error: "x\n2026-01-01T00:00:00.000Z error forged=\"1\"\u{1b}[2J\u{2028}"])
    #expect(lines.all.count == 1)
    #expect(lines.all[0].filter { $0 == "\n" }.count == 1)
    #expect(!lines.all[0].unicodeScalars.contains("\u{1b}"))
  }

  @Test func jsonLinesAreJSON() throws {
    let (log, lines) = logger(.debug, .json)
    log.debug("message", [.file: "a\"b\\c\t", .reason: "é"])
    let data = try #require(lines.all.first?.data(using: .utf8))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: String])
    #expect(object["file"] == "a\"b\\c\t")
    #expect(object["reason"] == "é")
    #expect(object["level"] == "debug")
  }

  @Test func aLaterValueTakesThePlaceOfAnEarlierOneOfTheSameKey() {
    let (log, lines) = logger()
    log.with([.group: "a", .node: "n"]).info("message", [.group: "b"])
    #expect(lines.all.first?.hasSuffix(" info message group=b node=n\n") == true)
  }

  @Test func levelsAreFoundByTheirNames() {
    for level in LogLevel.allCases { #expect(LogLevel(name: level.name) == level) }
    #expect(LogLevel(name: "loud") == nil)
    #expect(!logger(.warning).0.isEnabled(.info))
  }

  @Test func timesAreUTCToTheMillisecond() {
    #expect(Timestamp.text(seconds: 951_827_696, milliseconds: 7) == "2000-02-29T12:34:56.007Z")
  }

  @Test func aSecretWithinAnotherValueStaysHidden() {
    struct Login: Hashable {
      let name = "admin"
      let password = Secret("hunter2")
    }
    var dumped = ""
    dump([Login()], to: &dumped)
    #expect(!"\(Login()) \(String(reflecting: [Login()])) \(dumped)".contains("hunter2"))
    #expect(Login() == Login())
  }

  @Test func aSecretCannotBePrinted() {
    let secret = Secret("hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("hunter2"))
    #expect(secret.reveal() == "hunter2")
  }
}
