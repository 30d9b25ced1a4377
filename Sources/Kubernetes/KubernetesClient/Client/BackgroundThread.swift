import Glibc

/// Threads for what may block: tasks must not.
package enum BackgroundThread {
  /// Runs a closure on a thread of its own, which gets no signals.
  ///
  /// - Returns: whether the system gave one; else nothing runs.
  package static func run(_ body: @escaping @Sendable () -> Void) -> Bool {
    // The signals of the process are for its other threads.
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
  unsafe Unmanaged<BackgroundThread.Work>.fromOpaque(context).takeRetainedValue().body()
  return nil
}
