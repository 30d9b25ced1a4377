public import KubernetesClient
import KubernetesObjects
import Synchronization
public import Telemetry

/// What makes a lone API server a Kubernetes cluster, beside its nodes: scheduler, volumes, endpoints, load balancers,
/// Deployments, and the status of budgets.
///
/// Each controller is a pure decision on what the caches show; this watches, carries out what they ask for, and lets them
/// look again. Where all is as it should be nothing is written.
public final class ClusterControllers: Sendable {
  typealias Kind = ClusterControllersConfiguration.Controller

  private let configuration: ClusterControllersConfiguration
  private let caches: ClusterCaches
  private let writer: ClusterWriter
  private let balancers: LoadBalancerAssigner
  private let queue: WorkQueueRunner<Kind>
  private let recorder: EventRecorder
  private let told = Mutex<[Kind: Set<ControllerNote>]>([:])
  private let refused = Mutex<[Kind: Set<ClusterWrite>]>([:])
  private let log: Logger

  /// How long the caches may take to show a write.
  private static let patience = Duration.seconds(10)

  /// Controllers that do nothing yet.
  ///
  /// - Parameter addresses: where load balancers get their addresses from.
  /// - Throws: `RequestError`; with a client of a real API server it does not.
  public init(
    _ transport: any APITransport, addresses: any LoadBalancerAddresses,
    _ configuration: ClusterControllersConfiguration = ClusterControllersConfiguration(), log: Logger,
    metrics: MetricsRegistry
  ) throws(RequestError) {
    self.configuration = configuration
    self.log = log
    let kinds = configuration.enabled.reduce(into: Set<APIResource>()) { $0.formUnion($1.follows) }
    caches = try ClusterCaches(of: kinds, transport, clock: configuration.clock, log: log, metrics: metrics)
    writer = ClusterWriter(transport: transport)
    balancers = LoadBalancerAssigner(addresses: addresses)
    queue = WorkQueueRunner(
      name: "sandbox-controllers", workers: configuration.enabled.count, clock: configuration.clock)
    recorder = EventRecorder(
      transport, controller: "koperator.kafka.banzaicloud.io/sandbox", instance: "sandbox", clock: configuration.clock,
      log: log)
  }

  /// Works until the task is cancelled. It is called once.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.caches.run { self.changed($0) } }
      group.addTask { await self.recorder.run() }
      group.addTask { await self.work() }
    }
  }

  private func work() async {
    // Before everything was listed, what is missing is not known to be gone.
    while !Task.isCancelled {
      do throws(CacheError) {
        try await caches.untilSynced(within: .seconds(30))
        break
      } catch {
        log.warning("the sandbox's controllers wait for the API server", [.error: "\(error)"])
      }
    }
    queue.add(Self.order.filter { configuration.enabled.contains($0) })
    await queue.run { await self.pass(of: $0.key) }
  }

  private static let order = Kind.allCases

  private func changed(_ resource: APIResource) {
    for kind in Self.order where configuration.enabled.contains(kind) {
      if kind.follows.contains(resource) { queue.add(kind) }
    }
  }

  private func pass(of kind: Kind) async -> PassResult {
    if kind == .loadBalancers { await balancers.prepare(for: caches.objects.services) }
    let decision = self.decision(of: kind, on: caches.objects)
    tell(decision.notes, of: kind)
    let result = await carryOut(decision.writes, of: kind)
    guard result == .done else { return result }
    return decision.again.map { .again(after: $0) } ?? .done
  }

  /// Sends the writes, and waits until the caches show them. What the server takes for invalid is not sent again: it is as
  /// invalid then.
  private func carryOut(_ writes: [ClusterWrite], of kind: Kind) async -> PassResult {
    let before = refused.withLock { $0[kind] ?? [] }
    var now: Set<ClusterWrite> = []
    var written: [APIResource: ResourceVersion] = [:]
    var hasFailed = false
    for write in writes {
      if before.contains(write) {
        now.insert(write)
        continue
      }
      if case .delete(.persistentVolumes, let key, _, _) = write, await !reclaim(key.name) {
        hasFailed = true
        continue
      }
      do throws(ClientError) {
        if let version = try await writer.carryOut(write) { written[write.resource] = version }
      } catch {
        if error.isCancellation { return .done }
        let isNews = !before.contains { $0.resource == write.resource && $0.key == write.key }
        if error.code == .invalid { now.insert(write) } else { hasFailed = true }
        if isNews {
          log.warning(
            "a write of the sandbox's controllers came to nothing",
            [.object: "\(write.resource) \(write.key.path)", .error: "\(error)"])
        }
      }
    }
    refused.withLock { $0[kind] = now }
    for (resource, version) in written { await caches.caughtUp(resource, with: version, within: Self.patience) }
    return hasFailed ? .failed : .done
  }

  /// Removes what a volume holds, before the volume itself goes.
  private func reclaim(_ volume: String) async -> Bool {
    guard let reclaim = configuration.reclaimVolume, let uid = VolumeController.claimUID(ofVolume: volume) else {
      return true
    }
    return await reclaim(uid)
  }

  private func decision(of kind: Kind, on objects: ClusterObjects) -> ControllerDecision {
    switch kind {
    case .scheduler: Scheduler(objects).decision()
    case .volumes: VolumeController(objects).decision()
    case .endpoints: EndpointController(objects).decision()
    case .loadBalancers: balancers.decision(on: objects)
    case .deployments: DeploymentController(objects).decision()
    case .disruptionBudgets: DisruptionController(objects).decision()
    case .serviceAccounts: ServiceAccountController(objects).decision()
    case .podCleanup: PodCleanupController(objects).decision()
    }
  }

  /// Tells each note once, as long as it goes on.
  private func tell(_ notes: Set<ControllerNote>, of kind: Kind) {
    let new = told.withLock { told in
      let new = notes.subtracting(told[kind] ?? [])
      told[kind] = notes
      return new
    }
    for note in new.sorted(by: { $0.message < $1.message }) {
      log.warning("a controller of the sandbox has something to say", [.reason: note.message])
      recorder.record(
        .warning, reason: note.reason, action: note.action, note: note.message, regarding: note.object)
    }
  }
}

extension ClusterControllersConfiguration.Controller {
  /// The kinds whose changes concern it.
  var follows: Set<APIResource> {
    switch self {
    case .scheduler:
      [Pod.resource, Node.resource, PersistentVolumeClaim.resource, .persistentVolumes, StorageClass.resource]
    case .volumes:
      [
        PersistentVolumeClaim.resource, .persistentVolumes, StorageClass.resource, Pod.resource, Node.resource,
      ]
    case .endpoints: [Service.resource, Pod.resource, EndpointSlice.resource, .endpoints, Node.resource]
    case .loadBalancers: [Service.resource]
    case .deployments: [Deployment.resource, Pod.resource, Service.resource]
    case .disruptionBudgets: [PodDisruptionBudget.resource, Pod.resource, Deployment.resource]
    case .serviceAccounts: [Namespace.resource, ServiceAccount.resource]
    case .podCleanup: [Node.resource, Pod.resource]
    }
  }
}
