import Transport

/// The mounts of the agent, as /proc/self/mountinfo shows them: one reading of it for all log directories, as a node has thousands.
///
/// It is the kernel's file, and no disk's: reading it does not hang.
final class MountTable: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var version: UInt64 = 0
    var read: Duration?
  }

  /// A table is good for so long: less than the time between two looks of one log directory, so that each sees a newer one.
  private static let maximumAge = Duration.seconds(5)
  /// The most bytes of it; the rest is passed over.
  private static let limit = 16 << 20

  private let path: String
  private let state = Lock(State())

  /// - Parameter path: The kernel's file, or what stands for it.
  init(_ path: String = "/proc/self/mountinfo") { self.path = path }

  /// The number of what the table holds: it is another one when it holds something else.
  ///
  /// - Parameter isFresh: Whether it is to be read now.
  func version(isFresh: Bool = false) -> UInt64 {
    state.withLock { state in
      let now = MonotonicClock.now
      if !isFresh, let read = state.read, now - read < Self.maximumAge { return state.version }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(state.bytes.count)
      SystemFile.read(path, limit: Self.limit) { bytes += $0 }
      state.read = now
      if bytes != state.bytes || state.version == 0 {
        state.bytes = bytes
        state.version += 1
      }
      return state.version
    }
  }

  /// The mount that a path lies on; nil where none fits.
  func mount(above path: String, on device: String) -> Mount? {
    let bytes = state.withLock { $0.bytes }
    var finder = MountFinder(path: path, device: device)
    finder.feed(bytes[...])
    return finder.finish()
  }
}
