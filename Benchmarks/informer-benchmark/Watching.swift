import JSON
import KubernetesClient
import KubernetesObjects
import Telemetry
import Transport

/// A watch cache of all pods of a real server.
struct Watching {
  private let options: Options
  private let client: APIClient
  private let cache: WatchCache<Pod>

  init(_ options: Options) throws {
    self.options = options
    let log = Logger(LogSink(level: .warning))
    let metrics = MetricsRegistry()
    client = try APIClient.found(kubeconfig: options.kubeconfig, log: log, metrics: metrics)
    cache = try WatchCache(client, log: log, metrics: metrics)
  }

  func run() async throws {
    let clock = SystemClock()
    let start = clock.now
    try await withThrowingTaskGroup { group in
      group.addTask { await cache.run() }
      try await cache.untilSynced(within: .seconds(options.limit))
      let took = (clock.now - start) / .seconds(1)
      ProcessFigures.report(
        "listed", ["objects": .number(JSONNumber(cache.count)), "seconds": .number(JSONNumber(took))])
      // As the peer collects its garbage and gives the memory back.
      Heap.giveBack()
      let dirty = cache.dirtyKeys()
      var batches = dirty.makeAsyncIterator()
      _ = await batches.next()
      ProcessFigures.report("settled", ["objects": .number(JSONNumber(cache.count))])
      if options.events > 0 { await watch(&batches, until: clock.now + .seconds(options.limit)) }
      group.cancelAll()
    }
    await client.stop()
  }

  private func watch(_ batches: inout DirtyKeyBatches<ObjectKey>.Iterator, until end: Duration) async {
    let clock = SystemClock()
    var first: Duration?
    var last = Duration.zero
    var count = 0
    var latencies: [Double] = []
    while count < options.events, clock.now < end, let batch = await batches.next() {
      let now = clock.now
      let wall = clock.wall.microsecondsSince1970
      if first == nil { first = now }
      last = now
      for key in batch {
        count += 1
        guard let sent = cache[key]?.metadata.annotations["sent"].flatMap({ Int64($0) }) else { continue }
        latencies.append(Double(wall - sent / 1000) / 1000)
      }
    }
    latencies.sort()
    func at(_ quantile: Double) -> JSONValue {
      latencies.isEmpty ? .null : .number(JSONNumber(latencies[Int(quantile * Double(latencies.count - 1))]))
    }
    ProcessFigures.report(
      "watched",
      [
        "events": .number(JSONNumber(count)),
        "seconds": .number(JSONNumber((last - (first ?? last)) / .seconds(1))),
        "p50_ms": at(0.5), "p99_ms": at(0.99),
      ])
  }
}
