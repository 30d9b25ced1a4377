import BrokerConfig
import JSON
import KubernetesClient
import KubernetesObjects
import Telemetry

/// The watch caches that the reconciler reads: KafkaClusters, nodes, and of everything else what has the label of a
/// cluster.
final class ReconcilerCaches: Sendable {
  /// The manager of the fields that are applied. One name for as long as clusters live.
  static let fieldManager = "koperator"

  let clusters: WatchCache<UnstructuredObject>
  let nodes: WatchCache<Node>
  let pods: WatchCache<Pod>
  let services: WatchCache<Service>
  let configMaps: WatchCache<ConfigMap>
  let claims: WatchCache<PersistentVolumeClaim>
  let deployments: WatchCache<Deployment>
  let budgets: WatchCache<PodDisruptionBudget>
  private let clock: any MonotonicClock

  init(
    _ transport: any APITransport, clock: any MonotonicClock, log: Logger, metrics: MetricsRegistry
  ) throws(RequestError) {
    self.clock = clock
    var configuration = InformerConfiguration(seed: .random(in: 0 ... .max))
    configuration.fieldManager = Self.fieldManager
    let scope = CacheScope(labels: (try? Selector(ObjectLabels.cluster)) ?? .nothing)
    clusters = try WatchCache(transport, of: .kafkaClusters, clock: clock, log: log, metrics: metrics)
    nodes = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    pods = try WatchCache(transport, in: scope, clock: clock, log: log, metrics: metrics)
    services = try WatchCache(
      transport, in: scope, configuration: configuration, clock: clock, log: log, metrics: metrics)
    configMaps = try WatchCache(
      transport, in: scope, configuration: configuration, clock: clock, log: log, metrics: metrics)
    claims = try WatchCache(
      transport, in: scope, configuration: configuration, clock: clock, log: log, metrics: metrics)
    deployments = try WatchCache(
      transport, in: scope, configuration: configuration, clock: clock, log: log, metrics: metrics)
    budgets = try WatchCache(
      transport, in: scope, configuration: configuration, clock: clock, log: log, metrics: metrics)
  }

  private var all: [any FollowedCache] {
    [clusters, nodes, pods, services, configMaps, claims, deployments, budgets]
  }

  /// Watches until the task is cancelled, and says which clusters something has changed of.
  func run(changed: @escaping @Sendable ([ObjectKey]) -> Void) async {
    await withDiscardingTaskGroup { group in
      for cache in all { group.addTask { await cache.run() } }
      group.addTask { for await keys in self.clusters.dirtyKeys() { changed(keys) } }
      group.addTask { for await _ in self.nodes.dirtyKeys() { changed(self.clusters.objects.map(\.objectKey)) } }
      group.addTask { await self.pods.followClusters(changed) }
      group.addTask { await self.services.followClusters(changed) }
      group.addTask { await self.configMaps.followClusters(changed) }
      group.addTask { await self.claims.followClusters(changed) }
      group.addTask { await self.deployments.followClusters(changed) }
      group.addTask { await self.budgets.followClusters(changed) }
    }
  }

  /// Waits until everything was listed once.
  func untilSynced(within time: Duration) async throws(CacheError) {
    try await all.untilSynced(within: time, by: clock)
  }

  /// Waits until the cache of a kind has seen a version.
  func caughtUp(_ resource: APIResource, with version: ResourceVersion, within time: Duration) async {
    await all.caughtUp(resource, with: version, within: time)
  }

  /// What there is of a cluster now.
  func world(of key: ObjectKey) -> ClusterWorld {
    ClusterWorld(
      now: Time(secondsSince1970: clock.wall.microsecondsSince1970 / 1_000_000), key: key, manifest: clusters[key],
      nodes: nodes.ordered, pods: pods.of(key), services: services.of(key), configMaps: configMaps.of(key),
      claims: claims.of(key), deployments: deployments.of(key), budgets: budgets.of(key))
  }
}

extension WatchCache {
  fileprivate func followClusters(_ changed: @escaping @Sendable ([ObjectKey]) -> Void) async {
    for await keys in dirtyKeys(by: { $0.clusterKey.map { [$0] } ?? [] }) { changed(keys) }
  }

  fileprivate func of(_ key: ObjectKey) -> [Object] { ordered.filter { $0.clusterKey == key } }
}

extension KubernetesObject {
  /// The KafkaCluster that its label names.
  var clusterKey: ObjectKey? {
    metadata.labels[ObjectLabels.cluster].map { ObjectKey(namespace: metadata.namespace ?? "", name: $0) }
  }
}
