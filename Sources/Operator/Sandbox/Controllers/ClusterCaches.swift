import JSON
import KubernetesClient
import KubernetesObjects
import Telemetry

/// The watch caches that controllers read.
///
/// It must never hold Secrets or ConfigMaps: no controller looks into them.
final class ClusterCaches: Sendable {
  let namespaces: WatchCache<Namespace>
  let serviceAccounts: WatchCache<ServiceAccount>
  let nodes: WatchCache<Node>
  let pods: WatchCache<Pod>
  let services: WatchCache<Service>
  let slices: WatchCache<EndpointSlice>
  let endpoints: WatchCache<UnstructuredObject>
  let claims: WatchCache<PersistentVolumeClaim>
  let volumes: WatchCache<UnstructuredObject>
  let storageClasses: WatchCache<StorageClass>
  let deployments: WatchCache<Deployment>
  let budgets: WatchCache<PodDisruptionBudget>
  private let clock: any MonotonicClock
  /// The kinds that somebody reads; the other caches stay empty.
  private let kinds: Set<APIResource>

  init(
    of kinds: Set<APIResource>, _ transport: any APITransport, clock: any MonotonicClock, log: Logger,
    metrics: MetricsRegistry
  ) throws(RequestError) {
    self.kinds = kinds
    self.clock = clock
    namespaces = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    serviceAccounts = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    nodes = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    pods = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    services = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    slices = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    endpoints = try WatchCache(transport, of: .endpoints, clock: clock, log: log, metrics: metrics)
    claims = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    volumes = try WatchCache(transport, of: .persistentVolumes, clock: clock, log: log, metrics: metrics)
    storageClasses = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    deployments = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    budgets = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
  }

  private var all: [any FollowedCache] {
    let all: [any FollowedCache] = [
      namespaces, serviceAccounts, nodes, pods, services, slices, endpoints, claims, volumes, storageClasses,
      deployments, budgets,
    ]
    return all.filter { kinds.contains($0.resource) }
  }

  /// Watches until the task is cancelled, and says which kind has changed.
  func run(changed: @escaping @Sendable (APIResource) -> Void) async {
    await withDiscardingTaskGroup { group in
      for cache in all {
        group.addTask { await cache.run() }
        group.addTask { await cache.follow(changed) }
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

  /// The objects as they are now.
  var objects: ClusterObjects {
    ClusterObjects(
      now: Time(secondsSince1970: clock.wall.microsecondsSince1970 / 1_000_000),
      namespaces: namespaces.ordered, serviceAccounts: serviceAccounts.ordered, nodes: nodes.ordered,
      pods: pods.ordered, services: services.ordered, slices: slices.ordered, endpoints: endpoints.ordered,
      claims: claims.ordered, volumes: volumes.ordered, storageClasses: storageClasses.ordered,
      deployments: deployments.ordered, budgets: budgets.ordered)
  }
}
