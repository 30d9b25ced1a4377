import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// Single objects that pods name, each watched for as long as a pod needs it: as a kubelet does, and unlike a cache of
/// the kind, which would hold every Secret of the cluster.
final class ObjectWatches<Object: APIObject & CachedObject>: Sendable {
  private struct Entry {
    let cache: WatchCache<Object>
    let task: Task<Void, Never>
    var users: [UInt64: @Sendable () -> Void] = [:]
  }

  private struct State {
    var entries: [ObjectKey: Entry] = [:]
    var lastUser: UInt64 = 0
  }

  private let state = Mutex(State())
  private let transport: any APITransport
  private let clock: any MonotonicClock
  private let log: Logger
  private let metrics: MetricsRegistry

  init(_ transport: any APITransport, clock: any MonotonicClock, log: Logger, metrics: MetricsRegistry) {
    self.transport = transport
    self.clock = clock
    self.log = log
    self.metrics = metrics
  }

  /// A number for a user.
  func newUser() -> UInt64 {
    state.withLock { state in
      state.lastUser += 1
      return state.lastUser
    }
  }

  /// Has an object watched for a user, who is told of each change; watched objects are told of once for each user.
  func watch(_ key: ObjectKey, for user: UInt64, _ changed: @escaping @Sendable () -> Void) throws(PodTrouble) {
    let isThere = state.withLock { state in
      state.entries[key]?.users[user] = changed
      return state.entries[key] != nil
    }
    if isThere { return }
    let cache: WatchCache<Object>
    do throws(RequestError) {
      cache = try WatchCache(
        transport, in: CacheScope(namespace: key.namespace, fields: [FieldRequirement("metadata.name", key.name)]),
        clock: clock, log: log, metrics: metrics)
    } catch { throw .configuration("\(Object.kind) '\(key.name)' cannot be asked for: \(error)") }
    state.withLock { state in
      if state.entries[key] != nil {
        state.entries[key]?.users[user] = changed
        return
      }
      let task = Task { [weak self] in
        await withTaskGroup(of: Void.self) { group in
          group.addTask { await cache.run() }
          group.addTask {
            for await _ in cache.dirtyKeys() { self?.tell(key) }
          }
        }
      }
      state.entries[key] = Entry(cache: cache, task: task, users: [user: changed])
    }
  }

  /// The object as it is now; nil where there is none.
  ///
  /// - Throws: `PodTrouble` where that is not known in time.
  func object(_ key: ObjectKey, within time: Duration) async throws(PodTrouble) -> Object? {
    guard let cache = state.withLock({ $0.entries[key]?.cache }) else { return nil }
    do throws(CacheError) { try await cache.untilSynced(within: time) } catch {
      throw .notYet("\(Object.kind) '\(key.name)' cannot be read: \(error)")
    }
    return cache[key]
  }

  /// A user needs nothing any more.
  func end(_ user: UInt64) {
    let tasks = state.withLock { state -> [Task<Void, Never>] in
      var ended: [Task<Void, Never>] = []
      for key in Array(state.entries.keys) {
        state.entries[key]?.users[user] = nil
        guard let entry = state.entries[key], entry.users.isEmpty else { continue }
        ended.append(entry.task)
        state.entries[key] = nil
      }
      return ended
    }
    for task in tasks { task.cancel() }
  }

  private func tell(_ key: ObjectKey) {
    let users = state.withLock { Array(($0.entries[key]?.users ?? [:]).values) }
    for changed in users { changed() }
  }
}
