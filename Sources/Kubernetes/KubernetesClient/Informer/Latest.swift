import Synchronization

/// A value that one side sets while tasks wait until it is another one. The newest counts: values between are not told.
final class Latest<Value: Sendable & Equatable>: Sendable {
  private struct Waiter {
    let old: Value
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var value: Value
    var waiters: [Int: Waiter] = [:]
    var count = 0
  }

  private let state: Mutex<State>

  init(_ value: Value) { state = Mutex(State(value: value)) }

  var value: Value { state.withLock { $0.value } }

  func set(_ value: Value) {
    let ready = state.withLock { state in
      state.value = value
      var ready: [CheckedContinuation<Void, Never>] = []
      for (number, waiter) in state.waiters where waiter.old != value {
        ready.append(waiter.continuation)
        state.waiters[number] = nil
      }
      return ready
    }
    for continuation in ready { continuation.resume() }
  }

  /// Waits until the value is another than this one, or the task is cancelled; gives the value then.
  func changed(from old: Value) async -> Value {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          // Cancelled before: the handler below found nobody to wake.
          if state.value != old || Task.isCancelled { return true }
          state.waiters[number] = Waiter(old: old, continuation: continuation)
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume()
    }
    return value
  }
}
