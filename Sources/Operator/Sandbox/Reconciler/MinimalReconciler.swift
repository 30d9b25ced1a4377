public import BrokerConfig
import JSON
import KafkaResources
public import KubernetesClient
import KubernetesObjects
import Synchronization
public import Telemetry

/// Makes the objects of KafkaClusters: creates them, replaces them on a change, and deletes them.
///
/// It knows no gates: a broker is replaced when the others are ready, whatever their replicas are doing, and a broker that
/// is taken out of the manifest goes with the data that only it has. It must never stop a broker because a manifest is
/// wrong.
public final class MinimalReconciler: ClusterReconciler {
  /// What it renders with.
  public struct Settings: Sendable {
    /// Where Envoys find the control plane.
    public var controlPlane: ControlPlaneEndpoint
    /// What tells the time.
    public var clock: any MonotonicClock

    /// Settings.
    public init(controlPlane: ControlPlaneEndpoint, clock: any MonotonicClock = SystemClock()) {
      self.controlPlane = controlPlane
      self.clock = clock
    }
  }

  /// What a pass is over.
  private enum Key: Sendable, Hashable {
    case cluster(ObjectKey)
    case zooKeepers
  }

  private let settings: Settings
  private let transport: any APITransport
  private let writer: ClusterWriter
  private let caches: ReconcilerCaches
  private let zooKeepers: ZooKeeperCaches
  private let memory: ApplyMemory
  private let recorder: EventRecorder
  private let queue: WorkQueueRunner<Key>
  private let told = Mutex<[ObjectKey: Set<ReconcileNote>]>([:])
  private let log: Logger

  /// How long one write may take, and the caches to show it.
  private static let patience = Duration.seconds(15)

  /// A reconciler that does nothing yet.
  ///
  /// - Throws: `RequestError`; with a client of a real API server it does not.
  public init(
    _ transport: any APITransport, _ settings: Settings, log: Logger, metrics: MetricsRegistry
  ) throws(RequestError) {
    self.settings = settings
    self.transport = transport
    self.log = log
    writer = ClusterWriter(transport: transport)
    caches = try ReconcilerCaches(transport, clock: settings.clock, log: log, metrics: metrics)
    zooKeepers = try ZooKeeperCaches(transport, clock: settings.clock, log: log, metrics: metrics)
    memory = ApplyMemory(clock: settings.clock)
    recorder = EventRecorder(
      transport, controller: "koperator.kafka.banzaicloud.io/operator", instance: "sandbox", clock: settings.clock,
      log: log)
    queue = WorkQueueRunner(name: "kafkaclusters", workers: 4, clock: settings.clock)
  }

  /// Works until the task is cancelled. It is called once.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.caches.run { self.queue.add($0.map(Key.cluster) + [.zooKeepers]) } }
      group.addTask { await self.zooKeepers.run { self.queue.add(.zooKeepers) } }
      group.addTask { await self.recorder.run() }
      group.addTask { await self.work() }
    }
  }

  private func work() async {
    // Before everything was listed, a cluster that is not there is not known to be gone.
    while !Task.isCancelled {
      do throws(CacheError) {
        try await caches.untilSynced(within: .seconds(30))
        try await zooKeepers.untilSynced(within: .seconds(30))
        break
      } catch {
        log.warning("the reconciler waits for the API server", [.error: "\(error)"])
      }
    }
    await queue.run { await self.pass(of: $0.key) }
  }

  private func pass(of key: Key) async -> PassResult {
    switch key {
    case .cluster(let key):
      let world = caches.world(of: key)
      let plan = ClusterPlanner(world, controlPlane: settings.controlPlane).plan()
      tell(plan.notes, of: world)
      return await carryOut(plan, of: key.path) {
        await self.caches.caughtUp($0, with: $1, within: Self.patience)
      }
    case .zooKeepers:
      let plan = ZooKeeperPlanner(world: zooKeepers.world(caches.clusters.ordered)).plan()
      return await carryOut(plan, of: "zookeeper") {
        await self.zooKeepers.caughtUp($0, with: $1, within: Self.patience)
      }
    }
  }

  /// - Parameter caughtUp: waits until those who plan see what was written.
  private func carryOut(
    _ plan: ReconcilePlan, of subject: String, caughtUp: (APIResource, ResourceVersion) async -> Void
  ) async -> PassResult {
    var written: [APIResource: ResourceVersion] = [:]
    do throws(ClientError) {
      for apply in plan.applies {
        let outcome = try await transport.applyIfChanged(
          apply.desired, of: apply.resource, live: apply.live,
          ApplyOptions(fieldManager: ReconcilerCaches.fieldManager), memory: memory, within: Self.patience)
        let version = outcome.object?["metadata"]?["resourceVersion"]?.stringValue
        if let version { written[apply.resource] = ResourceVersion(version) }
      }
      for write in plan.writes {
        if let version = try await writer.carryOut(write) { written[write.resource] = version }
      }
    } catch {
      if error.isCancellation { return .done }
      log.warning(
        "a KafkaCluster is not yet as it is wanted; it is tried again", [.cluster: subject, .error: "\(error)"])
      return .failed
    }
    for (resource, version) in written { await caughtUp(resource, version) }
    return plan.again.map { .again(after: $0) } ?? .done
  }

  /// Tells each note once, as long as it goes on.
  private func tell(_ notes: [ReconcileNote], of world: ClusterWorld) {
    let new = told.withLock { told in
      let new = notes.filter { told[world.key]?.contains($0) != true }
      told[world.key] = world.manifest == nil ? nil : Set(notes)
      return new
    }
    for note in new {
      let values: KeyValuePairs<LogKey, String> = [.cluster: world.key.path, .reason: note.message]
      if note.isWarning {
        log.warning("a KafkaCluster needs a look", values)
      } else {
        log.info("a KafkaCluster", values)
      }
      guard let reference = world.manifest?.reference else { continue }
      recorder.record(
        note.isWarning ? .warning : .normal, reason: note.reason, action: note.action, note: note.message,
        regarding: reference)
    }
  }
}
