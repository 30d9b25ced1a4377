import Foundation
import Synchronization
import Testing

@testable import Telemetry

/// Lines that a sink was given.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func append(_ bytes: [UInt8]) { lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
}

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

  @Test func timesAreUTCToTheMillisecond() {
    #expect(Timestamp.text(seconds: 951_827_696, milliseconds: 7) == "2000-02-29T12:34:56.007Z")
  }

  @Test func aSecretCannotBePrinted() {
    let secret = Secret("hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("hunter2"))
    #expect(secret.reveal() == "hunter2")
  }
}

@Suite struct MetricsTests {
  @Test func countersGaugesAndHistogramsAreWrittenInOrder() {
    let registry = MetricsRegistry()
    registry.increment(.rejections, ["g\"1\\", "t\n"])
    registry.increment(.rejections, ["g\"1\\", "t\n"], by: 2)
    registry.set(.generation, ["g"], to: 7)
    registry.observe(.convergence, [], 0.02)
    registry.observe(.convergence, [], 100)
    let text = registry.text()
    #expect(text.contains("koperator_xds_rejections_total{group=\"g\\\"1\\\\\",type=\"t\\n\"} 3\n"))
    #expect(text.contains("koperator_xds_snapshot_generation{group=\"g\"} 7\n"))
    #expect(text.contains("koperator_xds_convergence_seconds_bucket{le=\"0.01\"} 0\n"))
    #expect(text.contains("koperator_xds_convergence_seconds_bucket{le=\"0.025\"} 1\n"))
    #expect(text.contains("koperator_xds_convergence_seconds_bucket{le=\"+Inf\"} 2\n"))
    #expect(text.contains("koperator_xds_convergence_seconds_count 2\n"))
    #expect(text.contains("process_resident_memory_bytes "))
  }

  @Test func seriesAreBoundedAndTheRestIsCountedTogether() {
    let registry = MetricsRegistry()
    for number in 0..<MetricsRegistry.seriesLimit + 10 { registry.increment(.acknowledgements, ["t\(number)"]) }
    #expect(registry.text().contains("koperator_xds_acknowledgements_total{type=\"other\"} 10\n"))
  }

  @Test func collectorsRunBeforeTheTextIsMade() {
    let registry = MetricsRegistry()
    registry.onCollect { $0.set(.lagging, ["g"], to: 2) }
    #expect(registry.text().contains("koperator_xds_lagging_streams{group=\"g\"} 2\n"))
  }

  @Test func promtoolFindsNothingToComplainAbout() throws {
    guard
      let promtool = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first(where: FileManager.default.isExecutableFile)
    else {
      print("SKIPPED promtool: it is not installed")
      return
    }
    let registry = MetricsRegistry()
    registry.increment(.rejections, ["g", "t"])
    registry.observe(.convergence, [], 0.5)
    registry.set(.generation, ["g"], to: 1)
    registry.increment(.connectionsRefused, ["xds", "handshake"])
    registry.set(.buildInfo, ["1"], to: 1)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: promtool)
    process.arguments = ["check", "metrics"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    input.fileHandleForWriting.write(Data(registry.text().utf8))
    try input.fileHandleForWriting.close()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    #expect(said.isEmpty, "\(String(decoding: said, as: UTF8.self))")
  }
}
