import Foundation
import Testing

@testable import Telemetry

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
    registry.increment(.acknowledgements, ["other"], by: 5)
    registry.increment(.acknowledgements, ["t0"])
    let text = registry.text()
    #expect(text.contains("koperator_xds_acknowledgements_total{type=\"other\"} 15\n"))
    #expect(text.contains("koperator_xds_acknowledgements_total{type=\"t0\"} 2\n"))
    #expect(
      text.contains("koperator_metrics_series_overflow_total{metric=\"koperator_xds_acknowledgements_total\"} 10\n"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("koperator_xds_ack") } == MetricsRegistry.seriesLimit + 1)
  }

  @Test func aHandleAndItsNameAreTheSameSeries() {
    let registry = MetricsRegistry()
    let counter = registry.counter(.publishes, ["g"])
    counter.increment()
    counter.increment(by: -1)
    counter.increment(by: .nan)
    registry.increment(.publishes, ["g"], by: 2)
    #expect(counter.value == 3)
    registry.gauge(.connections, ["xds"]).add(-1)
    #expect(registry.text().contains("koperator_connections{listener=\"xds\"} -1\n"))
    registry.clear(.connections)
    #expect(!registry.text().contains("koperator_connections"))
  }

  @Test func threadsLoseNoCount() {
    let registry = MetricsRegistry()
    let counter = registry.counter(.requests)
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      for _ in 0..<10_000 {
        counter.increment()
        registry.increment(.requests)
        registry.observe(.convergence, [], 1)
      }
    }
    #expect(counter.value == 80_000)
    #expect(registry.text().contains("koperator_xds_convergence_seconds_count 40000\n"))
  }

  @Test func aHistogramCountsEachObservationOnceAndIgnoresWhatIsNoNumber() {
    let histogram = MetricsRegistry().histogram(.convergence)
    for value in [-1, 0.001, 0.0011, 1e9, .infinity, .nan] { histogram.observe(value) }
    let buckets = histogram.content.buckets
    #expect(buckets[0] == 2)
    #expect(buckets[1] == 1)
    #expect(buckets[buckets.count - 1] == 2)
    #expect(buckets.reduce(0, +) == 5)
  }

  @Test func numbersAreWrittenAsPrometheusReadsThem() {
    let written = [0, -3, 0.5, 1e15, 1e-7, .infinity, -.infinity, .nan].map { PrometheusText.number($0) }
    #expect(written == ["0", "-3", "0.5", "1000000000000000.0", "1e-07", "+Inf", "-Inf", "NaN"])
  }

  @Test func lostLogLinesAreAMetric() {
    let registry = MetricsRegistry()
    let sink = LogSink(descriptor: 1_000_000)
    registry.watch(sink)
    Logger(sink).error("message")
    #expect(registry.text().contains("koperator_log_lines_lost_total 1\n"))
  }

  @Test func theProcessIsDescribed() throws {
    let values = Dictionary(uniqueKeysWithValues: ProcessMetrics.read().map { ($0.name, $0.value) })
    #expect(values.count == 6)
    #expect(try #require(values["process_open_fds"]) >= 3)
    #expect(try #require(values["process_resident_memory_bytes"]) > 1_000_000)
    let start = try #require(values["process_start_time_seconds"])
    let now = Date().timeIntervalSince1970
    #expect(start <= now + 2 && start > now - 86_400)
    #expect(ProcessMetrics.read().map(\.name) == ProcessMetrics.read().map(\.name).sorted())
  }

  @Test func collectorsRunBeforeTheTextIsMade() {
    let registry = MetricsRegistry()
    registry.onCollect { $0.set(.lagging, ["g"], to: 2) }
    #expect(registry.text().contains("koperator_xds_lagging_streams{group=\"g\"} 2\n"))
  }

  @Test func promtoolFindsNothingToComplainAbout() throws {
    let places = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin"].split(separator: ":")
    guard let promtool = places.map({ "\($0)/promtool" }).first(where: FileManager.default.isExecutableFile) else {
      print("SKIPPED promtool check metrics: it is not installed (Debian's package is prometheus)")
      return
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: promtool)
    process.arguments = ["check", "metrics"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(Self.everyMetric().text().utf8))
    try input.fileHandleForWriting.close()
    let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.isEmpty, "\(said)")
  }

  /// A registry with a series of every name in the lists, its labels full of what must be escaped.
  private static func everyMetric() throws -> MetricsRegistry {
    let registry = MetricsRegistry()
    let counters: [MetricName.Counter] = [
      .streamsTotal, .streamsRefused, .requests, .responses, .responseBytes, .encodings, .acknowledgements, .rejections,
      .publishes, .connectionsAccepted, .connectionsRefused, .reloads, .logLinesLost, .seriesOverflow,
      .workQueueAdds, .workQueuePasses, .workQueueRetries,
      .leaderTerms, .leaderRefusals,
      .eventsWritten, .eventsDropped,
      .kubernetesRequests, .kubernetesRetries,
      .cacheLists, .cacheWatches, .cacheEvents,
      .agentCalls, .agentCallsRefused, .agentMessages, .agentMessageBytes, .agentStaleReports, .brokerTransitions,
    ]
    let gauges: [MetricName.Gauge] = [
      .buildInfo, .streams, .generation, .resources, .lagging, .connections, .handshakes, .queuedBytes, .configValid,
      .brokers, .bootstrapHeld,
      .secretValid, .secretExpiry,
      .workQueueDepth, .workQueueDelayed, .workQueueRunning, .workQueueAge, .workQueueLongestRun,
      .leader,
      .cacheObjects, .cacheUnreadable, .cacheSynced, .cacheSilence,
      .agents, .agentBrokers, .agentsLost,
    ]
    let histograms: [MetricName.Histogram] = [
      .convergence,
      .workQueueWait, .workQueueRun,
      .kubernetesRequestTime, .kubernetesRateLimitWait,
    ]
    func labels(_ name: MetricName) -> [String] { name.labels.map { "\($0) \"\\ \n é" } }
    for name in counters { registry.increment(name, labels(name.metric)) }
    for name in gauges { registry.set(name, labels(name.metric), to: 0.5) }
    for name in histograms { registry.observe(name, labels(name.metric), 0.5) }
    let count = counters.count + gauges.count + histograms.count
    #expect(count == (try namesInTheLists()), "a name of the lists is not checked here")
    return registry
  }

  /// How many names the source files of the lists hold.
  private static func namesInTheLists() throws -> Int {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    var count = 0
    for kind in ["Counters", "Gauges", "Histograms"] {
      let file = root.appendingPathComponent("Sources/Common/Telemetry/MetricName+\(kind).swift").standardized
      count += try String(contentsOf: file, encoding: .utf8).components(separatedBy: "public static let ").count - 1
    }
    return count
  }

  @Test func theTextIsTheSameHoweverItCameAbout() {
    func written(_ groups: [String]) -> String {
      let registry = MetricsRegistry()
      for group in groups {
        registry.set(.generation, [group], to: 1)
        registry.increment(.publishes, [group])
      }
      return registry.text().split(separator: "\n").filter { !$0.contains("process_") }.joined(separator: "\n")
    }
    #expect(written(["a", "b", "c"]) == written(["c", "a", "b"]))
  }
}
