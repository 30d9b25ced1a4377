import KubernetesClient
import KubernetesObjects
import Synchronization

/// A clock that a test moves. Who sleeps until a time that it shows wakes up.
final class ManualClock: MonotonicClock {
  private struct Sleeper {
    let id: UInt64
    let deadline: Duration
    let continuation: CheckedContinuation<Bool, Never>
  }

  private struct State {
    var now: Duration
    var nextID: UInt64 = 0
    var sleepers: [Sleeper] = []
    var cancelled: Set<UInt64> = []
  }

  private let state: Mutex<State>
  private let start: Duration

  init(now: Duration = .seconds(1000)) {
    start = now
    state = Mutex(State(now: now))
  }

  var now: Duration { state.withLock { $0.now } }

  /// 2026-01-01 at the clock's start.
  var wall: MicroTime {
    let passed = now - start
    let parts = passed.components
    return MicroTime(
      microsecondsSince1970: 1_767_225_600_000_000 + parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000)
  }

  /// The times until which tasks sleep, the earliest first.
  var deadlines: [Duration] { state.withLock { $0.sleepers.map(\.deadline).sorted() } }

  /// Moves the clock on, and wakes whose time has come.
  func advance(by duration: Duration) { advance(to: now + duration) }

  /// Moves the clock to a time; back it never goes.
  func advance(to time: Duration) {
    let due = state.withLock { state -> [Sleeper] in
      state.now = max(state.now, time)
      let due = state.sleepers.filter { $0.deadline <= state.now }
      state.sleepers.removeAll { $0.deadline <= state.now }
      return due
    }
    for sleeper in due.sorted(by: { $0.deadline < $1.deadline }) { sleeper.continuation.resume(returning: true) }
  }

  /// Moves the clock to the earliest time until which a task sleeps; false where none does.
  @discardableResult
  func advanceToNextDeadline() -> Bool {
    guard let next = deadlines.first else { return false }
    advance(to: next)
    return true
  }

  func sleep(until deadline: Duration) async throws(CancellationError) {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let isOver = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let result = state.withLock { state -> Bool? in
          if state.cancelled.remove(id) != nil { return false }
          if deadline <= state.now { return true }
          state.sleepers.append(Sleeper(id: id, deadline: deadline, continuation: continuation))
          return nil
        }
        if let result { continuation.resume(returning: result) }
      }
    } onCancel: {
      let sleeper = state.withLock { state -> Sleeper? in
        guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil
        }
        return state.sleepers.remove(at: index)
      }
      sleeper?.continuation.resume(returning: false)
    }
    if !isOver || Task.isCancelled { throw CancellationError() }
  }
}
