import Glibc
import Synchronization

/// A file descriptor that log lines are written to.
///
/// Two states: it takes lines, or it does not (a full pipe that nobody empties, a reader that is gone, a full disk). A
/// line is one write(2). It never waits longer than `patience` for a reader, does not wait at all while the reader is
/// known to be slow, and never raises SIGPIPE.
final class LogDescriptor: Sendable {
  /// How long a line may wait for a slow reader, in milliseconds: a burst is kept, a stuck reader costs little.
  static let patience: Int32 = 20

  private struct State {
    var isStuck = false
    /// Whether the last write stopped within a line, so that the next must begin with a line feed.
    var isWithinLine = false
  }

  private let descriptor: Int32
  private let state = Mutex(State())

  /// Lines go to `descriptor`, which the caller keeps open.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Writes a line; false where it was lost.
  func write(_ line: [UInt8]) -> Bool {
    state.withLock { state in
      guard waitUntilWritable(milliseconds: state.isStuck ? 0 : Self.patience) else {
        state.isStuck = true
        return false
      }
      let bytes = state.isWithinLine ? [UInt8(ascii: "\n")] + line : line
      let count = withBrokenPipesIgnored { writeOnce(bytes) }
      state.isStuck = count < 0
      if count > 0 { state.isWithinLine = count < bytes.count }
      return count == bytes.count
    }
  }

  private func waitUntilWritable(milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while true {
      let count = unsafe poll(&request, 1, milliseconds)
      if count < 0, errno == EINTR { continue }
      // An error or a hangup is found out by the write.
      return count > 0
    }
  }

  private func writeOnce(_ bytes: [UInt8]) -> Int {
    while true {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      return count
    }
  }

  /// Runs `body` with SIGPIPE held back on this thread; one that it raised is taken away.
  private func withBrokenPipesIgnored(_ body: () -> Int) -> Int {
    var broken = sigset_t()
    var pending = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&broken)
    unsafe sigaddset(&broken, SIGPIPE)
    unsafe sigpending(&pending)
    let wasPending = unsafe sigismember(&pending, SIGPIPE) == 1
    unsafe pthread_sigmask(SIG_BLOCK, &broken, &before)
    let result = body()
    if result < 0, errno == EPIPE, !wasPending {
      var now = timespec()
      unsafe sigtimedwait(&broken, nil, &now)
    }
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    return result
  }
}
