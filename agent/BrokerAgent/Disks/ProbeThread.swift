import Glibc
import Transport

/// A thread with a small stack that runs one task after the other, each of which may hang.
///
/// States: not begun, idle, busy, closed. The thread begins with the first task. One that hangs is waited for by nobody; when
/// its task returns, it goes on, or ends where it was closed meanwhile.
final class ProbeThread: Sendable {
  private struct State {
    var task: (@Sendable () -> Void)?
    var isBusy = false
    var hasThread = false
    var isClosed = false
  }

  private static let stackSize = 128 * 1024

  private let state = Lock(State())
  private let arrivals = Semaphore()

  init() {}

  /// Whether `close` was called.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Runs a task; false where another one has not returned yet, or there is no thread to be had.
  func run(_ task: @escaping @Sendable () -> Void) -> Bool {
    let isTaken = state.withLock { state in
      guard !state.isClosed, !state.isBusy else { return false }
      if !state.hasThread { state.hasThread = start() }
      guard state.hasThread else { return false }
      state.task = task
      state.isBusy = true
      return true
    }
    if isTaken { arrivals.signal() }
    return isTaken
  }

  /// Ends the thread behind the task that runs. A second call does nothing.
  func close() {
    let isFirst = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    if isFirst { arrivals.signal() }
  }

  private func start() -> Bool {
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return false }
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, Self.stackSize)
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var handle = pthread_t()
    let context = unsafe Unmanaged.passRetained(self)
    guard unsafe pthread_create(&handle, &attributes, probeThread, context.toOpaque()) == 0 else {
      unsafe context.release()
      return false
    }
    return true
  }

  fileprivate func work() {
    while true {
      arrivals.wait()
      let (task, isClosed) = state.withLock { state -> ((@Sendable () -> Void)?, Bool) in
        defer { state.task = nil }
        return (state.task, state.isClosed)
      }
      if isClosed { return }
      task?()
    }
  }

  /// Lets the next task come; the last thing that a task does before it tells of its end.
  func becomesIdle() { state.withLock { $0.isBusy = false } }
}

/// The body of the thread. It takes over the reference that `start` retained.
private func probeThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context = unsafe context else { return nil }
  // Signals are the main thread's.
  var signals = sigset_t()
  unsafe sigfillset(&signals)
  unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  unsafe Unmanaged<ProbeThread>.fromOpaque(context).takeRetainedValue().work()
  return nil
}

extension ProbeThread {
  /// Runs a task and gives its outcome back on the loop, if the thread is not closed before.
  ///
  /// - Returns: false as in `run`; `completion` is not called then.
  func run<Outcome: Sendable>(
    on loop: EventLoop, _ task: @escaping @Sendable () -> Outcome,
    _ completion: @escaping @Sendable (Outcome) -> Void
  ) -> Bool {
    run { [self] in
      let outcome = task()
      becomesIdle()
      tell(loop) { completion(outcome) }
    }
  }

  /// Runs `body` on the loop, if the thread is not closed before. For the thread's own tasks.
  func tell(_ loop: EventLoop, _ body: @escaping @Sendable () -> Void) {
    // The loop refuses where too much waits for it: an outcome that got lost would look like a call that hangs.
    for _ in 0..<600 where !isClosed {
      if loop.execute(body) { return }
      usleep(100_000)
    }
  }
}
