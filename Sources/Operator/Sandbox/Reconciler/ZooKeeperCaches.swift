import KubernetesClient
import KubernetesObjects
import Telemetry

/// The watch caches of what ZooKeepers consist of: what has their label, and all Services, for one of somebody else's may
/// be where a ZooKeeper would be.
final class ZooKeeperCaches: Sendable {
  private let namespaces: WatchCache<Namespace>
  private let services: WatchCache<Service>
  private let pods: WatchCache<Pod>
  private let claims: WatchCache<PersistentVolumeClaim>
  private let configMaps: WatchCache<ConfigMap>
  private let clock: any MonotonicClock

  init(
    _ transport: any APITransport, clock: any MonotonicClock, log: Logger, metrics: MetricsRegistry
  ) throws(RequestError) {
    self.clock = clock
    let scope = CacheScope(labels: (try? Selector(SandboxAnnotation.zooKeeper)) ?? .nothing)
    namespaces = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    services = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    pods = try WatchCache(transport, in: scope, clock: clock, log: log, metrics: metrics)
    claims = try WatchCache(transport, in: scope, clock: clock, log: log, metrics: metrics)
    configMaps = try WatchCache(transport, in: scope, clock: clock, log: log, metrics: metrics)
  }

  private var all: [any FollowedCache] { [namespaces, services, pods, claims, configMaps] }

  /// Watches until the task is cancelled, and says that something has changed.
  func run(changed: @escaping @Sendable () -> Void) async {
    await withDiscardingTaskGroup { group in
      for cache in all {
        group.addTask { await cache.run() }
        group.addTask { await cache.follow { _ in changed() } }
      }
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

  /// What there is, beside these KafkaClusters.
  func world(_ clusters: [UnstructuredObject]) -> ZooKeeperPlanner.World {
    ZooKeeperPlanner.World(
      clusters: clusters.filter { $0.metadata.deletionTimestamp == nil },
      namespaces: Set(namespaces.objects.filter { $0.metadata.deletionTimestamp == nil }.map(\.metadata.name)),
      services: services.ordered, pods: pods.ordered, claims: claims.ordered, configMaps: configMaps.ordered)
  }
}
