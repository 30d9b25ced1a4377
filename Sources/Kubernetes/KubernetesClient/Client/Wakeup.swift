import Synchronization

/// Wakes the one task that waits for a signal or for a time: between a state machine that others feed and the loop that
/// carries out what it asks for.
///
/// Signals that come while nobody waits count as one, and end the next wait at once. It must never lose a signal.
final class Wakeup: Sendable {
  private enum State {
    case idle
    case signalled
    case waiting(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.idle)

  /// Ends the wait that is under way, else the next one.
  func signal() {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard case .waiting(let waiter) = state else {
        state = .signalled
        return nil
      }
      state = .idle
      return waiter
    }
    waiter?.resume()
  }

  /// Waits for a signal, or until the clock shows a time; returns at once in a cancelled task.
  func wait(until time: Duration?, _ clock: any MonotonicClock) async {
    let isSignalled = state.withLock { state in
      guard case .signalled = state else { return false }
      state = .idle
      return true
    }
    if isSignalled { return }
    guard let time else { return await wait() }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait() }
      group.addTask { try? await clock.sleep(until: time) }
      await group.next()
      group.cancelAll()
    }
  }

  private func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if case .idle = state, !Task.isCancelled {
            state = .waiting(continuation)
            return false
          }
          state = .idle
          return true
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard case .waiting(let waiter) = state else { return nil }
        state = .idle
        return waiter
      }
      waiter?.resume()
    }
  }
}
