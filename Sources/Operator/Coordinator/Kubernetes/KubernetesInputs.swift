public import ClusterTopology
public import EnvoyConfig
public import JSON
public import KubernetesClient
public import KubernetesObjects
public import XDS

/// What comes of the KafkaClusters, pods, Services and TLS Secrets of an API server: a value that takes each object as it is
/// now, and the time, and says what to do.
///
/// States: waiting until everything that it is told of is complete (`synced`), then serving. Until then it gives no
/// directive at all. Equal objects give equal resources, in whatever order they were seen, so that replicas agree. A
/// KafkaCluster that is deleted is withdrawn: its Envoys keep what they have. What is known of one cluster never depends
/// on another.
public struct KubernetesInputs: Sendable {
  /// What the shell is to do.
  public enum Directive: Sendable {
    /// What comes of a cluster.
    case cluster(ObjectKey, ClusterInputs.Directive)
    /// A manifest is in use; these warnings go with it.
    case accepted(ObjectKey, warnings: [String])
    /// A manifest is refused; what was in use before stays.
    case refused(ObjectKey, problems: [String])
    /// A KafkaCluster is not there any more: nothing is to be kept of it.
    case gone(ObjectKey)
    /// Something of a cluster's objects that a person should know, newly.
    case warning(ObjectKey, String)
    /// The Services in front of an access point are others than before.
    case loadBalancers(AccessPoint, [LoadBalancer])
  }

  /// Whether everything that was there was told, and decided on.
  public private(set) var hasLoaded = false

  private let options: EnvoyOptions
  private let secrets: SecretInputs
  private var isSynced = false
  private var clusters: [ObjectKey: WatchedCluster] = [:]
  private var clusterOfPod: [ObjectKey: ObjectKey] = [:]
  private var clusterOfService: [ObjectKey: ObjectKey] = [:]
  /// The clusters that changed since the last update.
  private var dirty: Set<ObjectKey> = []

  /// Nothing known yet.
  ///
  /// - Parameters:
  ///   - memberships: What an earlier run remembered of brokers, by `<namespace>/<name>` of the cluster.
  ///   - secrets: Whether Secrets can be read at all, and why not.
  public init(
    options: EnvoyOptions = EnvoyOptions(), memberships: [String: BootstrapMembership] = [:],
    secrets: SecretInputs = SecretInputs()
  ) {
    self.options = options
    self.secrets = secrets
    for (name, membership) in memberships {
      guard let key = Self.key(ofPath: name) else { continue }
      let inputs = ClusterInputs(options: options, membership: membership, secrets: secrets)
      clusters[key] = WatchedCluster(key, inputs, isKnown: true)
      dirty.insert(key)
    }
  }

  /// Notes that the snapshot of an earlier run is served for a group until its cluster is known.
  public mutating func restored(_ group: GroupID) {
    guard let key = Self.key(ofPath: group.rawValue) else { return }
    change(key) { cluster in
      cluster.restored(group)
      return true
    }
  }

  // MARK: What the API server has

  /// Takes a KafkaCluster as it is now; nil where it is not there.
  public mutating func receive(cluster manifest: JSONValue?, of key: ObjectKey) {
    if manifest == nil, clusters[key] == nil { return }
    change(key) { cluster in
      cluster.set(manifest: manifest)
      return true
    }
  }

  /// Takes a pod as it is now; nil where it is not there.
  public mutating func receive(pod: Pod?, of key: ObjectKey) {
    let next = pod.flatMap { BrokerPod($0) }
    let cluster = next.map { ObjectKey(namespace: key.namespace, name: $0.broker.cluster) }
    if let before = clusterOfPod[key], before != cluster { change(before) { $0.set(nil as BrokerPod?, of: key) } }
    clusterOfPod[key] = cluster
    if let cluster { change(cluster) { $0.set(next, of: key) } }
  }

  /// Takes a Service as it is now; nil where it is not there.
  public mutating func receive(service: Service?, of key: ObjectKey) {
    let next = service.flatMap { LoadBalancer($0) }
    let cluster = next.map { ObjectKey(namespace: key.namespace, name: $0.cluster) }
    if let before = clusterOfService[key], before != cluster {
      change(before) { $0.set(nil as LoadBalancer?, of: key) }
    }
    clusterOfService[key] = cluster
    if let cluster { change(cluster) { $0.set(next, of: key) } }
  }

  /// Takes all that agents say of the brokers of a cluster now. Of one that is not known nothing is kept.
  public mutating func receive(agents words: [AgentWord], of key: ObjectKey) {
    if clusters[key] == nil { return }
    change(key) { $0.set(words) }
  }

  /// Takes what a Secret holds now, for every cluster of its namespace that names it.
  ///
  /// - Parameters:
  ///   - now: The time since any fixed origin of a monotonic clock.
  ///   - date: Seconds since 1970: certificates are judged by it.
  public mutating func receive(
    secret content: TLSSecret.Content, of key: ObjectKey, at now: Duration, date: Int64
  ) {
    for (name, cluster) in clusters where name.namespace == key.namespace {
      guard cluster.inputs.secrets.verdicts[key.name] != nil else { continue }
      clusters[name]?.set(content, ofSecret: key.name, at: now, date: date)
      dirty.insert(name)
    }
  }

  /// Everything that is there was told once: from the next update on, what follows from it is done.
  public mutating func synced() { isSynced = true }

  // MARK: What follows

  /// What follows from all that changed.
  public mutating func update(at now: Duration) -> [Directive] {
    guard isSynced else { return [] }
    var directives: [Directive] = []
    for key in Self.sorted(dirty) {
      guard var cluster = clusters.removeValue(forKey: key) else { continue }
      directives += cluster.isThere ? cluster.update(at: now) : cluster.end(newInputs)
      clusters[key] = cluster.isEmpty ? nil : cluster
    }
    dirty = []
    hasLoaded = true
    return directives
  }

  /// Looks at the clock, for certificates that begin or end.
  public mutating func look(at now: Duration, date: Int64) -> [Directive] {
    guard isSynced else { return [] }
    var directives: [Directive] = []
    for key in Self.sorted(clusters.keys) { directives += clusters[key]?.look(at: now, date: date) ?? [] }
    return directives
  }

  /// The Secrets that clusters name.
  public var secretsWanted: Set<ObjectKey> {
    var wanted: Set<ObjectKey> = []
    for (key, cluster) in clusters {
      for name in cluster.inputs.secrets.verdicts.keys {
        wanted.insert(ObjectKey(namespace: key.namespace, name: name))
      }
    }
    return wanted
  }

  /// The pods that stand for the brokers of every cluster.
  var owners: [ObjectKey: [Int32: BrokerPod]] { clusters.mapValues { $0.chosen.owners } }

  /// What is served of a cluster; nil where it is not known.
  public func inputs(of key: ObjectKey) -> ClusterInputs? { clusters[key]?.inputs }

  /// The clusters that the API server has, by namespace and name.
  var known: [WatchedCluster] { Self.sorted(clusters.keys).compactMap { clusters[$0] }.filter(\.isThere) }

  private var newInputs: ClusterInputs { ClusterInputs(options: options, secrets: secrets) }

  /// Changes what is known of a cluster, and notes it where the body says that something is different.
  private mutating func change(_ key: ObjectKey, _ body: (inout WatchedCluster) -> Bool) {
    var cluster = clusters.removeValue(forKey: key) ?? WatchedCluster(key, newInputs)
    if body(&cluster) { dirty.insert(key) }
    clusters[key] = cluster
  }

  private static func sorted(_ keys: some Collection<ObjectKey>) -> [ObjectKey] {
    keys.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
  }

  /// The cluster of `<namespace>/<cluster>` or of what stands below it.
  private static func key(ofPath path: String) -> ObjectKey? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 2 else { return nil }
    return ObjectKey(namespace: String(parts[0]), name: String(parts[1]))
  }
}
