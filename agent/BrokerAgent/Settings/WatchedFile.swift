import CLinux
import Glibc

/// A file that is read when it is there, and again when its status tells that it is another one or was written.
///
/// Times of files are those of the kernel's ticks: one that was written a moment ago may be written again without a trace, so
/// it is read until it has rested.
struct WatchedFile {
  /// What a look showed.
  enum Look: Sendable, Hashable {
    /// What the look before showed.
    case same
    /// What it holds; it may be what it held before.
    case content([UInt8])
    /// It cannot be read: the errno.
    case failed(Int32)
    /// It is longer than the limit.
    case tooLong
  }

  private struct Stamp: Equatable {
    var device: UInt64
    var inode: UInt64
    var size: Int64
    var modified: Int64
    var changed: Int64
  }

  /// A file that was changed longer ago than this does not change without a trace.
  private static let settledAfter: Int64 = 2_000_000_000

  let path: String
  private let limit: Int
  private var stamp: Stamp?

  /// - Parameter limit: The most bytes that are read.
  init(_ path: String, limit: Int) {
    self.path = path
    self.limit = limit
  }

  /// Looks, and reads where there is something else.
  ///
  /// - Parameter time: In nanoseconds since 1970; nil asks the system's clock.
  mutating func look(at time: Int64? = nil) -> Look {
    let descriptor = unsafe koperator_open_without_waiting(path)
    guard descriptor >= 0 else { return fail(koperator_errno()) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return fail(koperator_errno()) }
    if status.st_mode & S_IFMT == S_IFDIR { return fail(EISDIR) }
    guard status.st_mode & S_IFMT == S_IFREG else { return fail(EINVAL) }
    let next = Stamp(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: Self.nanoseconds(status.st_mtim), changed: Self.nanoseconds(status.st_ctim))
    if next == stamp, (time ?? Self.wallClock) &- next.changed > Self.settledAfter { return .same }
    stamp = next
    guard next.size <= limit else { return .tooLong }
    return read(descriptor)
  }

  private mutating func read(_ descriptor: Int32) -> Look {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, koperator_errno() == EINTR { continue }
      guard count >= 0 else { return fail(koperator_errno()) }
      guard count > 0 else { return .content(bytes) }
      bytes += piece[..<count]
      guard bytes.count <= limit else { return .tooLong }
    }
  }

  private mutating func fail(_ code: Int32) -> Look {
    stamp = nil
    return .failed(code)
  }

  private static var wallClock: Int64 {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return nanoseconds(now)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
