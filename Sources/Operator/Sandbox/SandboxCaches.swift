import BrokerConfig
import ClusterTopology
import Coordinator
import KafkaResources
import KubernetesClient
import KubernetesObjects
import Telemetry

/// What the sandbox itself looks at: clusters, pods, Services, claims and nodes.
final class SandboxCaches: Sendable {
  let clusters: WatchCache<UnstructuredObject>
  let pods: WatchCache<Pod>
  let services: WatchCache<Service>
  let claims: WatchCache<PersistentVolumeClaim>
  let nodes: WatchCache<Node>

  init(_ transport: any APITransport, log: Logger, metrics: MetricsRegistry) throws(RequestError) {
    clusters = try WatchCache(transport, of: .kafkaClusters, log: log, metrics: metrics)
    pods = try WatchCache(transport, log: log, metrics: metrics)
    services = try WatchCache(transport, log: log, metrics: metrics)
    claims = try WatchCache(transport, log: log, metrics: metrics)
    nodes = try WatchCache(transport, log: log, metrics: metrics)
  }

  private var all: [any FollowedCache] { [clusters, pods, services, claims, nodes] }

  /// Watches until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      for cache in all { group.addTask { await cache.run() } }
    }
  }

  /// Waits until everything was listed once.
  func untilSynced(within time: Duration) async throws(CacheError) {
    try await all.untilSynced(within: time, by: SystemClock())
  }

  /// The clusters that can be read, by namespace and name.
  var kafkaClusters: [KafkaCluster] { clusters.ordered.compactMap { Self.read($0) } }

  static func read(_ object: UnstructuredObject) -> KafkaCluster? {
    try? KafkaCluster(manifest: object.json, defaultNamespace: object.key.namespace, for: .serving)
  }

  /// The addresses of the load balancers of a cluster, by access point.
  func balancers(of key: ObjectKey) -> [String: [String]] {
    var addresses: [String: [String]] = [:]
    for service in services.objects where service.metadata.namespace == key.namespace {
      guard let balancer = LoadBalancer(service), balancer.cluster == key.name else { continue }
      addresses[balancer.accessPoint, default: []] += balancer.addresses
    }
    return addresses
  }

  /// The pods of a cluster's brokers, by broker; of several the youngest that is not about to go.
  func brokerPods(of cluster: KafkaCluster) -> [Int32: Pod] {
    var found: [Int32: Pod] = [:]
    for pod in podsOf(cluster, app: ObjectLabels.kafkaApp) {
      guard let id = pod.metadata.labels[ObjectLabels.brokerID].flatMap({ Int32($0) }) else { continue }
      guard let other = found[id] else {
        found[id] = pod
        continue
      }
      if Self.rank(other) < Self.rank(pod) { found[id] = pod }
    }
    return found
  }

  /// The pods of the Envoys of an access point, by name.
  func envoyPods(of cluster: KafkaCluster, point: String) -> [Pod] {
    podsOf(cluster, app: ObjectLabels.envoyApp).filter { $0.metadata.labels[ObjectLabels.accessPoint] == point }
      .sorted { $0.metadata.name < $1.metadata.name }
  }

  private func podsOf(_ cluster: KafkaCluster, app: String) -> [Pod] {
    pods.objects.filter {
      $0.metadata.namespace == cluster.namespace && $0.metadata.labels["app"] == app
        && $0.metadata.labels[ObjectLabels.cluster] == cluster.name
    }
  }

  private static func rank(_ pod: Pod) -> Int64 {
    let age = pod.metadata.creationTimestamp?.secondsSince1970 ?? 0
    return pod.metadata.deletionTimestamp == nil ? age + (1 << 40) : age
  }
}

extension Pod {
  /// Whether it takes part in its Services.
  var isInService: Bool {
    status?.conditions.contains { $0.type == "Ready" && $0.status == "True" } ?? false
      && metadata.deletionTimestamp == nil
  }

  /// How often its containers were started again.
  var restarts: Int { (status?.containerStatuses ?? []).reduce(0) { $0 + ($1.restartCount ?? 0) } }

  /// How it is, in one word: that of kubectl's column STATUS.
  var stateWord: String {
    if metadata.deletionTimestamp != nil { return "Terminating" }
    for container in (status?.initContainerStatuses ?? []) + (status?.containerStatuses ?? []) {
      if let reason = container.state.waiting?.reason, reason != "PodInitializing" { return reason }
    }
    if isInService { return "Ready" }
    return status?.phase ?? "Pending"
  }
}
