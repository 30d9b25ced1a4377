import Synchronization
import Telemetry
import Transport
import XDS

/// Notices when all streams of a group have its newest snapshot: measures how long that took, and wakes who waits for it.
final class ConvergenceTracker: Sendable {
  private struct Waiter {
    let id: UInt64
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var pending: [GroupID: (generation: UInt64, since: Duration)] = [:]
    var waiters: [GroupID: [Waiter]] = [:]
    var lastWaiter: UInt64 = 0
    var isChecking: Set<GroupID> = []
    var isDirty: Set<GroupID> = []
    var progress: (@Sendable (GroupID) async -> GroupProgress)?
  }

  private let metrics: MetricsRegistry
  private let state = Mutex(State())

  init(metrics: MetricsRegistry) { self.metrics = metrics }

  /// Says where progress is asked for.
  func connect(_ progress: @escaping @Sendable (GroupID) async -> GroupProgress) {
    state.withLock { $0.progress = progress }
  }

  /// A snapshot was published.
  func published(_ group: GroupID, _ generation: UInt64) {
    state.withLock { $0.pending[group] = (generation, MonotonicClock.now) }
  }

  /// A group is gone: nobody is to get its newest snapshot any more.
  func withdrawn(_ group: GroupID) { state.withLock { $0.pending[group] = nil } }

  /// All streams of the group on one of the loops have its newest snapshot. At most one check of a group runs at a time.
  func changed(_ group: GroupID) {
    let waiters = state.withLock { state -> [Waiter] in
      defer { state.waiters[group] = nil }
      return state.waiters[group] ?? []
    }
    for waiter in waiters { waiter.continuation.resume() }
    let progress = state.withLock { state -> (@Sendable (GroupID) async -> GroupProgress)? in
      guard state.pending[group] != nil else { return nil }
      guard state.isChecking.insert(group).inserted else {
        state.isDirty.insert(group)
        return nil
      }
      return state.progress
    }
    guard let progress else { return }
    Task {
      repeat { check(await progress(group)) } while goesOn(group)
    }
  }

  private func goesOn(_ group: GroupID) -> Bool {
    state.withLock { state in
      if state.isDirty.remove(group) != nil { return true }
      state.isChecking.remove(group)
      return false
    }
  }

  private func check(_ progress: GroupProgress) {
    let took = state.withLock { state -> Duration? in
      guard let pending = state.pending[progress.group], progress.streams > 0, progress.hasReached(pending.generation)
      else { return nil }
      state.pending[progress.group] = nil
      return MonotonicClock.now - pending.since
    }
    if let took { metrics.observe(.convergence, [], took / .seconds(1)) }
  }

  /// Waits until all streams of the group on one of the loops are up to date, or the time comes.
  func wait(for group: GroupID, until deadline: Duration) async {
    let id = state.withLock { state -> UInt64 in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    await withCheckedContinuation { continuation in
      state.withLock { $0.waiters[group, default: []].append(Waiter(id: id, continuation: continuation)) }
      Task {
        try? await Task.sleep(for: max(.zero, deadline - MonotonicClock.now))
        wake(id, of: group)
      }
    }
  }

  /// Wakes one who waits, unless a change has done so.
  private func wake(_ id: UInt64, of group: GroupID) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.waiters[group]?.firstIndex(where: { $0.id == id }) else { return nil }
      return state.waiters[group]?.remove(at: index)
    }
    waiter?.continuation.resume()
  }
}
