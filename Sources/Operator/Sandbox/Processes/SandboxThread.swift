import Glibc
import Synchronization

/// Threads that stay: what waits for processes must not be a task.
enum SandboxThread {
  /// Runs a closure on a thread of its own, which gets no signals.
  ///
  /// - Returns: whether the system gave one; else nothing runs.
  static func run(_ body: @escaping @Sendable () -> Void) -> Bool {
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    let context = unsafe Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    guard unsafe pthread_create(&thread, nil, perform, context.toOpaque()) == 0 else {
      unsafe context.release()
      return false
    }
    pthread_detach(thread)
    return true
  }

  fileprivate final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

private func perform(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context = unsafe context else { return nil }
  unsafe Unmanaged<SandboxThread.Work>.fromOpaque(context).takeRetainedValue().body()
  return nil
}

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
