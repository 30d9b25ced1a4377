public import GRPC
import HTTP
public import HTTPTransport
public import JSON
import Synchronization
public import Telemetry
public import Transport
public import XDS

/// Serves xDS over gRPC: SotW and delta, aggregated and by type, to any number of Envoys, grouped by what they say of
/// themselves.
///
/// Streams are spread over event loops, each with a core of its own; a snapshot is handed to every loop. What clients
/// run is known as a value (`progress`), and `converged` waits for it.
public final class XDSServer: Sendable {
  private let configuration: XDSServerConfiguration
  private let group: EventLoopGroup
  private let server: HTTPServer
  private let services: OtherServices
  private let shards: [XDSShard]
  private let metrics: MetricsRegistry
  private let log: Logger
  private let tracker: ConvergenceTracker
  private let published = Mutex(Published())

  private struct Published {
    var generation: UInt64 = 0
    var snapshots: [GroupID: (snapshot: Snapshot, isRestored: Bool)] = [:]
  }

  /// Listens and serves.
  ///
  /// - Parameters:
  ///   - loops: Where its connections live; the caller ends them after `shutdown`.
  ///   - services: Other gRPC services that are served at the same address, by the same TLS and within the same limits.
  ///   - groupOf: The group of a node, or why it is refused.
  /// - Throws: `TransportError` where the address cannot be listened on.
  public init(
    _ configuration: XDSServerConfiguration, loops: EventLoopGroup, metrics: MetricsRegistry, log: Logger,
    services: [any GRPCService] = [], groupOf: @escaping @Sendable (XDSNode) -> GroupDecision
  ) throws(TransportError) {
    self.configuration = configuration
    self.metrics = metrics
    self.log = log
    group = loops
    let tracker = ConvergenceTracker(metrics: metrics)
    self.tracker = tracker
    var shards: [XDSShard] = []
    for (index, loop) in loops.loops.enumerated() {
      var core = SubscriptionConfiguration(identifier: configuration.identifier)
      core.seed = configuration.seed &+ UInt64(index)
      let shard = XDSShard(
        loop: loop, configuration: core, metrics: metrics, log: log, groupOf: groupOf,
        onSettled: { group in tracker.changed(group) })
      shards.append(shard)
    }
    self.shards = shards
    var http = HTTPServerConfiguration()
    // A stream that is quiet for days is the normal case; keepalive finds the dead ones.
    http.idleTimeout = .seconds(600)
    http.keepaliveInterval = configuration.keepaliveInterval
    http.maximumAge = configuration.limits.maximumConnectionAge
    var listener = ListenerConfiguration()
    listener.maximumConnections = configuration.limits.maximumConnections
    let handlerShards = shards
    let size = configuration.maximumMessageSize
    listener.maximumConnectionsPerPeer =
      configuration.limits.maximumConnectionsPerPeer ?? max(1, configuration.limits.maximumConnections * 4 / 5)
    let others = OtherServices(services)
    self.services = others
    let memory = RequestMemory(limit: configuration.limits.maximumHeldRequestBytes)
    let limiter = LogLimiter()
    server = try HTTPServer(
      configuration.address, on: loops, tls: configuration.tls, configuration: http, listener: listener,
      seed: configuration.seed,
      onHandshakeFailure: { peer, error in
        log.limited(by: limiter, key: "\(peer.host) \(error.cause)")?.warning(
          "a TLS handshake failed", [.address: peer.description, .reason: error.reason])
      }
    ) { info in
      let shard = handlerShards[info.loopIndex]
      shard.connectionBegan()
      return XDSConnection(
        info, shard: shard, metrics: metrics, memory: memory, services: others, maximumMessageSize: size)
    }
    tracker.connect { [shards] group in await Self.progress(of: group, shards: shards, loops: loops) }
  }

  /// Where it listens, with the port that the system chose where 0 was asked for.
  public var address: NetworkAddress { server.address }

  /// What its listener has counted.
  public var counters: HTTPServerCounters { server.counters }

  /// Uses another certificate for the handshakes to come.
  public func replaceTLS(_ context: TLSContext) { server.replaceTLS(context) }

  // MARK: Snapshots

  /// Publishes the resources of a group, unless they are what it has already.
  ///
  /// - Parameter allowingRemoval: Whether it may take all listeners, or all clusters, from proxies that have some.
  /// - Returns: The generation that has these resources.
  /// - Throws: `SnapshotError`; what was published before stays then.
  @discardableResult
  public func publish(
    _ resources: [XDSResource], to group: GroupID, allowingRemoval: Bool = false
  ) throws(SnapshotError) -> UInt64 {
    // Loops are given snapshots under the lock, so that each gets them in the order of their generations.
    try published.withLock { published throws(SnapshotError) -> UInt64 in
      let snapshot = try Snapshot(generation: published.generation + 1, resources: resources)
      if let last = published.snapshots[group] {
        if !last.isRestored, last.snapshot.hasSameContent(as: snapshot) { return last.snapshot.generation }
        if !allowingRemoval { try Self.refuseRemoval(from: last.snapshot, to: snapshot, group) }
      } else if snapshot.isEmpty, !allowingRemoval {
        throw SnapshotError.emptiness(of: group)
      }
      published.generation += 1
      published.snapshots[group] = (snapshot, false)
      note(snapshot, of: group)
      set(snapshot, for: group, isRestored: false, allowingRemoval: allowingRemoval)
      return snapshot.generation
    }
  }

  private func note(_ snapshot: Snapshot, of group: GroupID) {
    metrics.increment(.publishes, [group.rawValue])
    tracker.published(group, snapshot.generation)
  }

  private static func refuseRemoval(
    from last: Snapshot, to next: Snapshot, _ group: GroupID
  ) throws(SnapshotError) {
    for type in [TypeURL.listener, .cluster] {
      let count = last.resources(of: type).count
      if count > 0, next.resources(of: type).isEmpty { throw SnapshotError.removal(of: count, type, group) }
    }
  }

  /// Sets what was kept from an earlier run, until the group is published: it goes only to Envoys that bring nothing.
  ///
  /// - Throws: `SnapshotError` where the group was published already.
  public func restore(_ resources: [XDSResource], to group: GroupID) throws(SnapshotError) {
    try published.withLock { published throws(SnapshotError) in
      if published.snapshots[group] != nil { return }
      let snapshot = try Snapshot(generation: published.generation + 1, resources: resources)
      published.generation += 1
      published.snapshots[group] = (snapshot, true)
      set(snapshot, for: group, isRestored: true, allowingRemoval: false)
    }
  }

  private func set(_ snapshot: Snapshot, for id: GroupID, isRestored: Bool, allowingRemoval: Bool) {
    for (shard, loop) in zip(shards, group.loops) {
      let isTaken = loop.execute { [log] in
        do throws(SnapshotError) {
          try shard.set(snapshot, for: id, isRestored: isRestored, allowingRemoval: allowingRemoval)
        } catch {
          log.error("a snapshot was refused", [.group: id.rawValue, .error: error.description])
        }
      }
      // It has stopped, or its mailbox is full.
      if !isTaken { log.error("a snapshot could not be handed to an event loop", [.group: id.rawValue]) }
    }
  }

  /// Takes a group away: its streams are ended, and its Envoys keep what they have.
  public func withdraw(_ id: GroupID) {
    // Under the lock, so that every loop gets this and a later `publish` of the group in the same order.
    published.withLock { published in
      guard published.snapshots.removeValue(forKey: id) != nil else { return }
      tracker.withdrawn(id)
      for (shard, loop) in zip(shards, group.loops) { loop.execute { shard.withdraw(id) } }
    }
  }

  /// The groups that have a snapshot.
  public var groups: [GroupID] { published.withLock { $0.snapshots.keys.sorted() } }

  /// The newest snapshot of a group.
  public func snapshot(of id: GroupID) -> Snapshot? { published.withLock { $0.snapshots[id]?.snapshot } }

  // MARK: What clients have

  /// How far the streams of a group are.
  public func progress(of id: GroupID) async -> GroupProgress {
    await Self.progress(of: id, shards: shards, loops: group)
  }

  private static func progress(of id: GroupID, shards: [XDSShard], loops: EventLoopGroup) async -> GroupProgress {
    let parts = await collect(shards, loops) { $0.progress(of: id) }
    guard var whole = parts.first else {
      return SubscriptionCore(configuration: .init(identifier: "")).progress(of: id)
    }
    for part in parts.dropFirst() { whole = whole.merged(with: part) }
    return whole
  }

  /// Waits until every stream of a group has acknowledged a generation.
  ///
  /// - Returns: Whether that came about before the deadline.
  public func converged(_ id: GroupID, on generation: UInt64, within limit: Duration) async -> Bool {
    let deadline = MonotonicClock.now + limit
    while true {
      if await progress(of: id).hasReached(generation) { return true }
      if MonotonicClock.now >= deadline { return false }
      await tracker.wait(for: id, until: min(deadline, MonotonicClock.now + .milliseconds(500)))
    }
  }

  /// The status of every stream, as JSON.
  public func status() async -> JSONValue {
    let parts = await Self.collect(shards, group) { $0.status() }
    var streams: [JSONValue] = []
    for status in parts.joined().sorted(by: { $0.stream < $1.stream }) { streams.append(status.jsonValue) }
    var groups: [JSONValue] = []
    for id in self.groups {
      let progress = await progress(of: id)
      let isRestored = published.withLock { $0.snapshots[id]?.isRestored ?? false }
      var laggards: [JSONValue] = []
      for laggard in progress.laggards {
        laggards.append([
          "node": .string(laggard.node), "acknowledgedGeneration": .number(JSONNumber(laggard.acknowledged)),
          "types": .array(laggard.types.map { .string($0.rawValue) }),
          "rejected": .array(laggard.rejected.map { .string($0.rawValue) }),
        ])
      }
      groups.append([
        "group": .string(id.rawValue), "generation": .number(JSONNumber(progress.newest)),
        "acknowledgedGeneration": .number(JSONNumber(progress.acknowledged)),
        "streams": .number(JSONNumber(progress.streams)), "restored": .bool(isRestored), "lagging": .array(laggards),
      ])
    }
    return ["groups": .array(groups), "streams": .array(streams)]
  }

  /// Brings the gauges of groups and streams up to date: called before metrics are read.
  public func updateMetrics() async {
    var standing: [(snapshot: Snapshot, progress: GroupProgress)] = []
    for id in groups {
      let progress = await progress(of: id)
      if let snapshot = snapshot(of: id) { standing.append((snapshot, progress)) }
    }
    // A group that is gone leaves no series behind.
    for gauge in [MetricName.Gauge.streams, .lagging, .generation, .resources] { metrics.clear(gauge) }
    for (snapshot, progress) in standing {
      let id = progress.group.rawValue
      metrics.set(.streams, [id], to: Double(progress.streams))
      metrics.set(.lagging, [id], to: Double(progress.laggards.count))
      metrics.set(.generation, [id], to: Double(snapshot.generation))
      for type in snapshot.types {
        metrics.set(.resources, [id, type.rawValue], to: Double(snapshot.resources(of: type).count))
      }
    }
    let parts = await Self.collect(shards, group) { $0.statistics }
    metrics.setCounter(.encodings, [], to: Double(parts.map(\.encodings).reduce(0, +)))
    metrics.update("xds", from: server.counters)
  }

  /// Asks every shard on its loop. A loop that has ended gives no answer.
  private static func collect<Value: Sendable>(
    _ shards: [XDSShard], _ loops: EventLoopGroup, _ body: @escaping @Sendable (XDSShard) -> Value
  ) async -> [Value] {
    var values: [Value] = []
    for (shard, loop) in zip(shards, loops.loops) {
      let value: Value? = await withCheckedContinuation { continuation in
        let isTaken = loop.execute { continuation.resume(returning: body(shard)) }
        if !isTaken { continuation.resume(returning: nil) }
      }
      if let value { values.append(value) }
    }
    return values
  }

  /// Ends all streams with UNAVAILABLE and has the other services end their calls, then the connections. It waits, so it must
  /// not be called on a loop.
  public func shutdown() {
    for (shard, loop) in zip(shards, group.loops) { loop.execute { shard.endAll() } }
    for service in services.all { service.shutdown() }
    server.shutdown(grace: configuration.shutdownGrace)
  }
}
