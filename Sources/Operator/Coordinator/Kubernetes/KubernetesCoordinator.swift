public import AgentService
import ClusterTopology
public import EnvoyConfig
import Foundation
import KafkaResources
public import KubernetesClient
import KubernetesObjects
import Synchronization
public import Telemetry
public import XDSServer

/// Serves Envoys from the KafkaClusters, pods, Services and TLS Secrets of an API server: the shell around
/// `KubernetesInputs`. It watches them, and has a `ClusterPublisher` carry out what comes of them.
///
/// It only reads: it needs no right to write, and any number of replicas may run.
public final class KubernetesCoordinator: InputCoordinator {
  /// What is watched and how.
  public struct Settings: Sendable {
    /// The namespace; nil for all.
    public var namespace: String?
    /// The API server as people know it.
    public var server: String
    /// What holds for every Envoy.
    public var options: EnvoyOptions
    /// Why TLS Secrets cannot be given to Envoys, with the remedy; nil where they can.
    public var secretsRefusal: String?

    /// These settings.
    public init(namespace: String?, server: String, options: EnvoyOptions, secretsRefusal: String? = nil) {
      self.namespace = namespace
      self.server = server
      self.options = options
      self.secretsRefusal = secretsRefusal
    }
  }

  let settings: Settings
  let clusters: WatchCache<UnstructuredObject>
  let pods: WatchCache<Pod>
  let services: WatchCache<Service>
  let inputs: Mutex<KubernetesInputs>
  let publisher: ClusterPublisher
  let log: Logger
  let clock: any MonotonicClock
  private let secrets: TLSSecretReader
  private let agents: AgentService?
  /// The clusters whose agents said something else since the last pass.
  private let heard = Mutex<Set<ClusterKey>>([])
  /// The clusters whose pods were told.
  private let told = Mutex<Set<ObjectKey>>([])
  private let wakeups: Wakeups
  private let loaded = Mutex(false)
  private let running = Mutex<Task<Void, Never>?>(nil)

  /// How long it may take to end.
  private static let patience = DispatchTimeInterval.seconds(5)
  /// How often it looks at the clock, for certificates that begin or end.
  private static let look = Duration.seconds(2)
  /// After which time without complete caches that is said.
  private static let synchronisation = Duration.seconds(10)

  /// A coordinator that does not watch yet.
  ///
  /// - Parameters:
  ///   - agents: Who hears agents, and is told which pods own brokers; nil where nobody does.
  ///   - store: Where the last good state is kept; nil keeps none.
  /// - Throws: `RequestError` where the namespace is none.
  public init(
    _ transport: any APITransport, _ settings: Settings, server: XDSServer, agents: AgentService? = nil,
    store: SnapshotStore?,
    metrics: MetricsRegistry, log: Logger, clock: any MonotonicClock = SystemClock()
  ) throws(RequestError) {
    self.settings = settings
    self.agents = agents
    self.log = log
    self.clock = clock
    let namespace = settings.namespace
    clusters = try WatchCache(
      transport, of: WatchedResources.clusters, in: CacheScope(namespace: namespace), clock: clock, log: log,
      metrics: metrics)
    pods = try WatchCache(
      transport, in: CacheScope(namespace: namespace, labels: WatchedResources.brokerPods), clock: clock, log: log,
      metrics: metrics)
    services = try WatchCache(
      transport, in: CacheScope(namespace: namespace, labels: WatchedResources.envoyServices), clock: clock, log: log,
      metrics: metrics)
    publisher = ClusterPublisher(server: server, store: store, metrics: metrics, hasManyClusters: true)
    let (memberships, problems) = store?.loadMemberships() ?? ([:], [])
    for problem in problems { log.warning("what was kept of brokers is not usable", [.reason: problem]) }
    let inputs = KubernetesInputs(
      options: settings.options, memberships: memberships, secrets: SecretInputs(unreadable: settings.secretsRefusal))
    self.inputs = Mutex(inputs)
    let wakeups = Wakeups()
    self.wakeups = wakeups
    let receipts = SecretReceipts()
    secrets = TLSSecretReader(transport, clock: clock, log: log, metrics: metrics) { key, content in
      receipts.take(key, content)
      wakeups.wake()
    }
    self.receipts = receipts
  }

  private let receipts: SecretReceipts

  // MARK: Running

  /// Restores what was kept, and watches from then on.
  public func start() {
    restore()
    agents?.onChange { [weak self] clusters in self?.hear(clusters) }
    running.withLock { running in
      if running == nil { running = Task { await self.run() } }
    }
  }

  private func hear(_ clusters: Set<ClusterKey>) {
    heard.withLock { $0.formUnion(clusters) }
    wakeups.wake()
  }

  /// Watches no more. What is published stays. It waits, so it must not be called in a task.
  public func stop() {
    guard let task = cancel() else { return }
    let ended = DispatchSemaphore(value: 0)
    Task {
      await task.value
      ended.signal()
    }
    if ended.wait(timeout: .now() + Self.patience) == .timedOut { log.warning("the watches do not end in time") }
  }

  /// Begins to end; what is returned ends when everything has.
  @discardableResult
  func cancel() -> Task<Void, Never>? {
    let task = running.withLock { running in
      defer { running = nil }
      return running
    }
    task?.cancel()
    return task
  }

  /// Whether all caches were complete once, and what came of them was published.
  public var hasLoaded: Bool { loaded.withLock { $0 } }

  /// Watches until the task is cancelled. It is called once.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.clusters.run() }
      group.addTask { await self.pods.run() }
      group.addTask { await self.services.run() }
      group.addTask { await self.secrets.run() }
      group.addTask { await self.follow(self.clusters) }
      group.addTask { await self.follow(self.pods) }
      group.addTask { await self.follow(self.services) }
      group.addTask { await self.synchronise() }
      group.addTask { await self.lookAtTheClock() }
      for await _ in wakeups.stream { pass() }
    }
  }

  /// Takes every object that changes as it is then.
  private func follow<Object: TakenObject>(_ cache: WatchCache<Object>) async {
    for await keys in cache.dirtyKeys() {
      inputs.withLock { inputs in
        for key in keys { Object.take(cache[key], key, into: &inputs) }
      }
      wakeups.wake()
    }
  }

  /// Begins to publish when there is nothing that was not told. Services hold nothing up: Envoys get nothing of them.
  private func synchronise() async {
    var isTold = false
    while true {
      do throws(CacheError) {
        try await clusters.untilSynced(within: Self.synchronisation)
        try await pods.untilSynced(within: Self.synchronisation)
        break
      } catch {
        guard error.isRetryable else { return }
        if !isTold { log.warning("nothing is published before the caches are complete", [.reason: "\(error)"]) }
        isTold = true
      }
    }
    inputs.withLock { inputs in
      // A cache is complete a moment before the last changes are told.
      for object in clusters.objects { UnstructuredObject.take(object, object.key, into: &inputs) }
      for pod in pods.objects { Pod.take(pod, pod.key, into: &inputs) }
      inputs.synced()
    }
    wakeups.wake()
  }

  private func lookAtTheClock() async {
    while (try? await clock.sleep(for: Self.look)) != nil { wakeups.wake() }
  }

  /// Does what follows from all that changed. There is one at a time.
  private func pass() {
    let date = Int64(Date().timeIntervalSince1970)
    let now = clock.now
    let received = receipts.all()
    let spoken = takeHeard()
    let (directives, wanted) = inputs.withLock { inputs in
      for (key, words) in spoken { inputs.receive(agents: words, of: key) }
      for (key, content) in received { inputs.receive(secret: content, of: key, at: now, date: date) }
      return (inputs.update(at: now) + inputs.look(at: now, date: date), inputs.secretsWanted)
    }
    var again: Set<ObjectKey> = []
    for directive in directives {
      if case .cluster(let key, .watch(let names)) = directive {
        for name in names { again.insert(ObjectKey(namespace: key.namespace, name: name)) }
      }
      carryOut(directive)
    }
    secrets.want(wanted, again: again)
    tellOwners()
    if !directives.isEmpty { updateMetrics() }
    let isLoaded = inputs.withLock { $0.hasLoaded }
    let isNew = loaded.withLock { loaded in
      defer { loaded = isLoaded }
      return isLoaded && !loaded
    }
    if isNew { tellLoaded() }
  }

  private func takeHeard() -> [ObjectKey: [AgentWord]] {
    guard let agents else { return [:] }
    let clusters = heard.withLock { heard in
      defer { heard = [] }
      return heard
    }
    var words: [ObjectKey: [AgentWord]] = [:]
    for cluster in clusters {
      words[ObjectKey(namespace: cluster.namespace, name: cluster.name)] = agents.brokers(of: cluster).map(\.word)
    }
    return words
  }

  /// Tells which pods own brokers. A cluster of which agents have spoken before it was known is heard then.
  private func tellOwners() {
    guard let agents else { return }
    let owners = inputs.withLock { $0.owners }
    let gone = told.withLock { told in
      defer { told = Set(owners.keys) }
      let new = Set(owners.keys).subtracting(told)
      if !new.isEmpty { hear(Set(new.map { ClusterKey(namespace: $0.namespace, name: $0.name) })) }
      return told.subtracting(owners.keys)
    }
    for key in gone { agents.set(pods: [:], of: ClusterKey(namespace: key.namespace, name: key.name)) }
    for (key, pods) in owners {
      agents.set(
        pods: pods.mapValues { AgentRegistry.OwnerPod(uid: $0.uid, node: $0.node) },
        of: ClusterKey(namespace: key.namespace, name: key.name))
    }
  }

  private func tellLoaded() {
    log.info("the caches are complete; what comes of them is served")
    if !clusters.objects.isEmpty { return }
    // A namespace that does not exist looks the same to whoever may read all.
    let place = settings.namespace.map { "in the namespace '\($0)'" } ?? "in any namespace"
    log.warning(
      "nothing is served until there is a KafkaCluster",
      [.reason: "there is none \(place): look at --namespace, and at 'kubectl get kafkaclusters -A'"])
  }

  private func restore() {
    let groups = publisher.restore(log: log) { names, _ throws(TLSSecret.Unusable) in
      guard let name = names.first else { return [] }
      throw TLSSecret.Unusable(
        message: "it needs the Secret '\(name)', which is not kept: it is served when the API server has given it")
    }
    inputs.withLock { inputs in
      for group in groups { inputs.restored(group) }
    }
  }
}

/// What was read of Secrets and is not in the inputs yet: the last of each.
private final class SecretReceipts: Sendable {
  private let contents = Mutex<[ObjectKey: TLSSecret.Content]>([:])

  func take(_ key: ObjectKey, _ content: TLSSecret.Content) { contents.withLock { $0[key] = content } }

  func all() -> [ObjectKey: TLSSecret.Content] {
    contents.withLock { contents in
      defer { contents = [:] }
      return contents
    }
  }
}
