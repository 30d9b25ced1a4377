import Synchronization

/// Something that happens once, and the tasks that wait for it.
final class OneTimeSignal: Sendable {
  private enum State {
    case pending([CheckedContinuation<Void, Never>])
    case over
  }

  private let state = Mutex(State.pending([]))

  /// It has happened.
  func signal() {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      guard case .pending(let waiters) = state else { return [] }
      state = .over
      return waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Waits until it has happened. It is no place to be cancelled: what signals is bound by deadlines of its own.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        guard case .pending(var waiters) = state else { return true }
        waiters.append(continuation)
        state = .pending(waiters)
        return false
      }
      if isOver { continuation.resume() }
    }
  }
}
