import Foundation
import Testing
import Transport

@testable import BrokerAgent

@Suite struct FiguresTests {
  private static let head = "HTTP/1.1 200 OK\r\nContent-type: text/plain; version=0.0.4\r\n\r\n"

  /// Lines of a real exporter (1.0.1, Kafka 4.3.1): with Koperator's rules (`exporter.txt`), or with none.
  private static func recorded(_ name: String = "exporter.txt") throws -> String {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: name)
    return try String(contentsOf: file, encoding: .utf8)
  }

  private func scan(_ text: String, pieces: Int = Int.max) -> FiguresScanner {
    var scanner = FiguresScanner()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(pieces))
      scanner.scan(piece.span)
      rest = rest.dropFirst(pieces)
    }
    return scanner
  }

  @Test(arguments: [1, 7, 512, 100_000]) func theFiguresOfARealExporterAreFoundInAnyPieces(pieces: Int) throws {
    let scanner = scan(Self.head + (try Self.recorded()), pieces: pieces)
    #expect(scanner.problem == nil && scanner.isInBody)
    #expect(scanner.figures.underReplicated == 0)
    #expect(scanner.figures.offlineReplicas == 0)
    #expect(scanner.figures.offlinePartitions == 0)
    #expect(scanner.figures.requestIdlePermille == 942)
  }

  @Test(arguments: [1, 7, 512, 100_000]) func theFiguresOfAnExporterWithoutRulesAreFoundToo(pieces: Int) throws {
    let scanner = scan(Self.head + (try Self.recorded("exporter-no-rules.txt")), pieces: pieces)
    #expect(scanner.figures.underReplicated == 0)
    #expect(scanner.figures.offlineReplicas == 0)
    #expect(scanner.figures.offlinePartitions == 0)
    // The pool of the broker alone and that of the controller, which are there beside it, are others.
    #expect(scanner.figures.requestIdlePermille == 983)
  }

  @Test func withoutRulesTheLabelTellsFiguresApart() {
    func underReplicated(_ labels: String) -> UInt32? {
      scan(Self.head + "kafka_server_ReplicaManager_Value\(labels) 7.0\n").figures.underReplicated
    }
    #expect(underReplicated("{name=\"UnderReplicatedPartitions\"}") == 7)
    // As exporters before 1.0 write it.
    #expect(underReplicated("{name=\"UnderReplicatedPartitions\",}") == 7)
    #expect(underReplicated("{name=\"underreplicatedpartitions\"}") == 7)
    for labels in [
      "", "{}", "{name=\"UnderReplicatedPartitions\"", "{name=\"UnderReplicatedPartitionsToo\"}",
      "{name=\"UnderReplicatedPartition\"}", "{name=\"UnderReplicatedPartitions\",topic=\"a\"}",
      "{game=\"UnderReplicatedPartitions\"}", "{name=\"UnderReplicatedPartitions}",
    ] {
      #expect(underReplicated(labels) == nil, "\(labels)")
    }
  }

  @Test func namesHaveAnyCaseAndMayHaveLabels() {
    let figures = scan(
      Self.head + "kafka_server_ReplicaManager_UnderReplicatedPartitions{broker=\"} 9\",} 12.0 1700000000\r\n"
        + "kafka_server_replicamanager_offlinereplicacount 3\n"
        + "kafka_controller_kafkacontroller_offlinepartitionscount_total 9\n"
        + "# kafka_controller_kafkacontroller_offlinepartitionscount 8\n"
        + "kafka_server_kafkarequesthandlerpool_requesthandleravgidle_oneminuterate_percent NaN\n"
    ).figures
    #expect(figures.underReplicated == 12)
    #expect(figures.offlineReplicas == 3)
    #expect(figures.offlinePartitions == nil)
    #expect(figures.requestIdlePermille == nil)
  }

  @Test(arguments: ["-1", "1e300", "abc", "", "0x", "nan", "inf"]) func whatIsNoFigureIsLeftOut(text: String) {
    #expect(
      scan(Self.head + "kafka_server_replicamanager_offlinereplicacount \(text)\n").figures.offlineReplicas == nil)
  }

  @Test(arguments: [
    ("HTTP/1.1 503 Service Unavailable\r\n\r\n", "503"), ("SSH-2.0-OpenSSH\r\n", "no HTTP"),
    ("\u{16}\u{3}\u{1}\n", "no HTTP"),
  ])
  func anAnswerThatIsNoneIsSaid(text: String, word: String) {
    #expect(scan(text).problem?.contains(word) == true)
  }

  @Test func anAnswerThatIsCutOffIsNotWhole() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
    #expect(!scan(head).isWhole && scan(head).isInBody)
    #expect(!scan(head + "kafka 1\n").isWhole)
    #expect(scan(head + "kafka 12\n").isWhole && scan(head + "kafka 12\n", pieces: 1).isWhole)
    #expect(scan(Self.head).isWhole, "without a length the connection's end is the answer's")
    #expect(!scan("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n").isWhole)
  }

  @Test func anExporterThatGoesAwayWithinItsAnswerIsNotAvailable() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, closesAfterAnswer: true) { _ in
      Array("HTTP/1.1 200 OK\r\nContent-length: 1000\r\n\r\n# HELP\n".utf8)
    }
    let keeper = Keeper()
    let told = Told<FiguresState>()
    bench.onLoop {
      let probe = FiguresProbe(at: server.address, on: bench.loop, report: { told.add($0) })
      probe.start()
      keeper.kept.append(probe)
    }
    let figures = try #require(await told.first { _ in true })
    #expect(!figures.isAvailable && figures.problem.contains("within"))
  }

  @Test func linesWithoutEndTakeNoMemory() {
    var scanner = scan(Self.head)
    let noise = [UInt8](repeating: UInt8(ascii: "k"), count: 1 << 20)
    for _ in 0..<16 { scanner.scan(noise.span) }
    #expect(MemoryLayout.size(ofValue: scanner) < 512)
    #expect(scanner.lineCapacity <= 1024)
    let more = "\nkafka_server_replicamanager_offlinereplicacount 4\n"
    let line = Array(more.utf8)
    scanner.scan(line.span)
    #expect(scanner.figures.offlineReplicas == 4)
  }

  @Test func anExporterIsAskedAndItsEndIsTheEndOfTheAnswer() async throws {
    let bench = try ProbeBench()
    let body =
      try Self.recorded() + String(repeating: "# a long answer of an exporter with many topics\n", count: 30_000)
    let server = try TestServer(on: bench.group, closesAfterAnswer: true) { request in
      String(decoding: request, as: UTF8.self).hasPrefix("GET /metrics HTTP/1.0\r\n")
        ? Array((Self.head + body).utf8) : nil
    }
    let keeper = Keeper()
    let told = Told<FiguresState>()
    bench.onLoop {
      let probe = FiguresProbe(
        at: server.address, interval: .milliseconds(20), on: bench.loop, report: { told.add($0) })
      probe.start()
      keeper.kept.append(probe)
    }
    let figures = try #require(await told.first { $0.isAvailable })
    #expect(figures.requestIdlePermille == 942)
    server.stop()
    // The question that was on its way may have been cut off first.
    let gone = try #require(await told.first { $0.problem.contains("refused") })
    #expect(!gone.isAvailable && gone.requestIdlePermille == nil)
  }

  @Test func anExporterThatNeverEndsIsLeft() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group) { _ in Array(Self.head.utf8) }
    let keeper = Keeper()
    let told = Told<FiguresState>()
    bench.onLoop {
      let probe = FiguresProbe(
        at: server.address, patience: .milliseconds(50), on: bench.loop, report: { told.add($0) })
      probe.start()
      keeper.kept.append(probe)
    }
    let figures = try #require(await told.first { _ in true })
    #expect(!figures.isAvailable && figures.problem.contains("within"))
  }
}
