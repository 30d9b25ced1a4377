import KubernetesObjects
import Synchronization
import Telemetry
import Testing

@testable import KubernetesClient

/// A watch cache with a server, a clock and a log that a test plays.
final class CacheWorld<Object: KubernetesObject & CachedObject>: Sendable {
  let server = ScriptedServer()
  let clock = ManualClock()
  let metrics = MetricsRegistry()
  let cache: WatchCache<Object>
  private let lines: Lines

  private final class Lines: Sendable {
    let all = Mutex<[String]>([])
  }

  init(
    _ scope: CacheScope = CacheScope(namespace: "n"), as form: Representation = .full,
    indexes: [ObjectIndex<Object>] = [], pageSize: Int = 500, fieldManager: String? = nil
  ) throws {
    let lines = Lines()
    self.lines = lines
    let sink = LogSink(output: { line in lines.all.withLock { $0.append(String(decoding: line, as: UTF8.self)) } })
    var configuration = InformerConfiguration(seed: 1)
    configuration.pageSize = pageSize
    configuration.fieldManager = fieldManager
    cache = try WatchCache(
      server, of: ConfigMap.resource, as: form, in: scope, indexes: indexes, configuration: configuration,
      clock: clock, log: Logger(sink), metrics: metrics)
  }

  /// The lines of the log.
  var log: [String] { lines.all.withLock { $0 } }

  /// Runs the cache while the body runs.
  func run(_ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup { group in
      group.addTask { await self.cache.run() }
      try await body()
      group.cancelAll()
    }
  }

  /// Runs the cache, and the body once it is synchronised and watches.
  func watching(_ body: () async throws -> Void) async throws {
    try await run {
      try await cache.untilSynced(within: .seconds(3600))
      await until { self.server.openWatches == 1 }
      try await body()
    }
  }

  /// Waits until that is so, for as long as a very busy machine may need.
  func until(_ condition: () -> Bool) async {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(240)
    while !condition(), clock.now < end { try? await Task.sleep(for: .milliseconds(2)) }
    #expect(condition())
  }

  /// Moves the clock, from one time that is waited for to the next, until that is so. It stands still while a request is
  /// under way, unless the server is mute.
  func passTime(until condition: () -> Bool) async {
    await until {
      if condition() { return true }
      if isAtRest { clock.advanceToNextDeadline() }
      return condition()
    }
  }

  /// Whether the cache waits before its next try.
  var isResting: Bool {
    if case .resting = cache.state.withLock({ $0.informer.phase }) { true } else { false }
  }

  private var isAtRest: Bool {
    switch cache.state.withLock({ $0.informer.phase }) {
    case .resting, .stopped: true
    case .listing: server.isMute
    case .watching(let watch): watch.began != nil
    }
  }

  /// The objects as `name uid@version`, in order.
  var contents: [String] {
    cache.objects.map { "\($0.key.name) \($0.uid)@\($0.resourceVersion.text)" }.sorted()
  }
}
