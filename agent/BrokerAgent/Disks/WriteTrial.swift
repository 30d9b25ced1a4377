import CLinux
import Glibc
import Transport

/// Writes 4 KB into a file of its own, makes the disk take it, and reads it back.
///
/// The file stays: writing over it changes no metadata, so that a try costs the disk one write.
@safe
struct WriteTrial {
  /// What came of a try.
  enum Outcome: Sendable, Hashable {
    /// It was made.
    case made(WriteState)
    /// There is no place on this disk where the agent may write; the reason is for people.
    case notPossible(String)
  }

  /// The name of the file.
  static let fileName = "write-probe"
  private static let size = 4096

  private let folder: String
  /// The file that is written; it stays.
  let path: String
  private let calls: DiskCalls
  /// What is written next, so that each try writes something else.
  private var round: UInt64

  init(folder: String, _ calls: DiskCalls) {
    self.folder = folder
    path = "\(folder)/\(Self.fileName)"
    self.calls = calls
    round = UInt64(truncatingIfNeeded: MonotonicClock.now.components.attoseconds) ^ UInt64(getpid()) << 32
  }

  /// - Parameter device: The device of the log directory: the folder must lie on the same.
  mutating func run(on device: UInt64) -> Outcome {
    round &+= 1
    let start = MonotonicClock.now
    do throws(DiskError) {
      guard try status(on: device).device == device else {
        return .notPossible("\(folder) lies on another file system")
      }
      do throws(DiskError) {
        return .made(try write(isDirect: true))
      } catch {
        // Not every file system has O_DIRECT, or takes pieces of 4 KB.
        guard error.code == EINVAL || error.code == EOPNOTSUPP else { throw error }
        return .made(try write(isDirect: false))
      }
    } catch {
      switch error.meaning {
      case .missing, .untold: return .notPossible("\(folder): \(error.text)")
      case .readOnly, .full, .failed:
        var state = WriteState()
        state.error = error.name
        state.latencyMicroseconds = microseconds(since: start)
        state.seen = MonotonicClock.now
        return .made(state)
      }
    }
  }

  /// Makes the folder where there is none, and the one above it is on the device: not where a disk is about to be mounted.
  private func status(on device: UInt64) throws(DiskError) -> DiskCalls.Status {
    do throws(DiskError) {
      return try calls.status(of: folder)
    } catch {
      guard error.code == ENOENT else { throw error }
    }
    let above = try calls.status(of: folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "/")
    guard above.device == device else { return above }
    try calls.makeFolder(folder)
    return try calls.status(of: folder)
  }

  private func write(isDirect: Bool) throws(DiskError) -> WriteState {
    let descriptor = Int32(
      try calls.make(.open, path) { unsafe Int(koperator_open_probe(folder, Self.fileName, isDirect ? 1 : 0)) })
    defer { _ = close(descriptor) }
    // What O_DIRECT takes must begin at a multiple of the block size.
    let written = UnsafeMutableRawPointer.allocate(byteCount: 2 * Self.size, alignment: Self.size)
    defer { unsafe written.deallocate() }
    let found = unsafe written + Self.size
    unsafe fill(written)
    let start = MonotonicClock.now
    try whole(.write) { unsafe pwrite(descriptor, written, Self.size, 0) }
    _ = try calls.make(.fdatasync, path) { Int(fdatasync(descriptor)) }
    // What is read is to come from the disk also where it went through the page cache.
    if !isDirect { posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) }
    try whole(.read) { unsafe pread(descriptor, found, Self.size, 0) }
    guard unsafe memcmp(written, found, Self.size) == 0 else {
      throw DiskError(call: .read, code: DiskError.mismatch)
    }
    var state = WriteState()
    state.isDirect = isDirect
    state.latencyMicroseconds = microseconds(since: start)
    state.seen = MonotonicClock.now
    return state
  }

  /// A piece of 4 KB is written and read at once; less of it is an error of the disk.
  private func whole(_ call: DiskCall, _ body: () -> Int) throws(DiskError) {
    guard try calls.make(call, path, body) == Self.size else {
      throw DiskError(call: call, code: call == .write ? ENOSPC : EIO)
    }
  }

  private func fill(_ bytes: UnsafeMutableRawPointer) {
    var value = round
    for place in stride(from: 0, to: Self.size, by: 8) {
      // Knuth's MMIX generator: cheap, and no two tries are alike.
      value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      unsafe bytes.storeBytes(of: value, toByteOffset: place, as: UInt64.self)
    }
  }

  private func microseconds(since start: Duration) -> UInt32 {
    let (seconds, attoseconds) = (MonotonicClock.now - start).components
    return UInt32(clamping: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }
}
