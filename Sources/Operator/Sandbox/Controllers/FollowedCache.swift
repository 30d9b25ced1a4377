import KubernetesClient
import KubernetesObjects

/// A cache of any kind, as what runs many of them sees it.
protocol FollowedCache: Sendable {
  var resource: APIResource { get }
  func run() async
  func follow(_ changed: @escaping @Sendable (APIResource) -> Void) async
  func untilSynced(within time: Duration) async throws(CacheError)
  func caughtUp(with version: ResourceVersion, within time: Duration) async throws(CacheError)
}

extension [any FollowedCache] {
  /// Waits until all of them were listed once.
  func untilSynced(within time: Duration, by clock: any MonotonicClock) async throws(CacheError) {
    let deadline = clock.now + time
    for cache in self { try await cache.untilSynced(within: Swift.max(deadline - clock.now, .zero)) }
  }

  /// Waits until the caches of a kind have seen a version.
  func caughtUp(_ resource: APIResource, with version: ResourceVersion, within time: Duration) async {
    for cache in self where cache.resource == resource {
      // A cache that lags costs a write that changes nothing.
      try? await cache.caughtUp(with: version, within: time)
    }
  }
}

extension WatchCache: FollowedCache {
  func follow(_ changed: @escaping @Sendable (APIResource) -> Void) async {
    for await _ in dirtyKeys() { changed(resource) }
  }

  /// The objects in the order of their names, so that what is decided does not depend on the order in which they came.
  var ordered: [Object] {
    objects.sorted { ($0.key.namespace, $0.key.name) < ($1.key.namespace, $1.key.name) }
  }
}
