import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// Many events through a cache, from a script in this process: its memory must not grow.
///
/// The script changes pods of a few templates, deletes some and makes them anew, lets the watch end now and then in the
/// middle of an event, and lets it expire, so that everything is listed anew.
struct Soak {
  let events: Int
  let objects: Int

  func run() async throws {
    let server = SoakServer(events: events, objects: objects)
    var configuration = InformerConfiguration(seed: 7)
    configuration.shortestWatch = .zero
    configuration.backoff = Backoff(initial: .milliseconds(1), maximum: .milliseconds(1))
    let byNode = ObjectIndex<Pod>("node") { pod in pod.spec?.nodeName.map { [$0] } ?? [] }
    let cache = try WatchCache<Pod>(
      server, in: CacheScope(namespace: "soak"), indexes: [byNode], configuration: configuration,
      log: Logger(LogSink(level: .error)), metrics: MetricsRegistry())
    let clock = SystemClock()
    let start = clock.now
    try await withThrowingTaskGroup { group in
      group.addTask { await cache.run() }
      // One that keeps up, and one that never looks.
      let dirty = cache.dirtyKeys()
      let idle = cache.dirtyKeys()
      group.addTask {
        for await batch in dirty { for key in batch { _ = cache[key] } }
      }
      try await cache.untilSynced(within: .seconds(60))
      for tenth in 1...10 {
        let (version, told) = await server.reached(events * tenth / 10)
        try await cache.caughtUp(with: version, within: .seconds(600))
        ProcessFigures.report(
          "soak",
          [
            "events": .number(JSONNumber(told)), "objects": .number(JSONNumber(cache.count)),
            "seconds": .number(JSONNumber((clock.now - start) / .seconds(1))),
            "watches": .number(JSONNumber(server.watches)), "lists": .number(JSONNumber(server.lists)),
          ])
      }
      withExtendedLifetime(idle) {}
      group.cancelAll()
    }
  }
}
