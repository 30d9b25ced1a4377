import CLinux
import Glibc
import Synchronization

/// The system calls that a disk is looked at with. Each may hang for as long as the disk does.
///
/// Tests give `fault`, which is asked before each call and may make it fail or wait.
final class DiskCalls: Sendable {
  /// Gives the errno that a call is to fail with instead of being made; 0 for none.
  typealias Fault = @Sendable (_ call: DiskCall, _ path: String) -> Int32

  /// What lies at a path.
  struct Status: Sendable, Hashable {
    var device: UInt64
    var inode: UInt64
    /// When its content changed last, in nanoseconds since 1970.
    var modified: Int64
    /// What it takes on the disk, and not more than its length: files with holes count by what they hold.
    var bytes: UInt64
    var isFolder: Bool
  }

  private let fault: Fault?
  private let present = Atomic<UInt8>(0)

  init(fault: Fault? = nil) { self.fault = fault }

  /// The call that is being made; for any thread.
  var current: DiskCall { DiskCall(rawValue: present.load(ordering: .relaxed)) ?? .none }

  /// Makes a call that gives -1 and sets errno where it fails.
  func make(_ call: DiskCall, _ path: String, _ body: () -> Int) throws(DiskError) -> Int {
    present.store(call.rawValue, ordering: .relaxed)
    defer { present.store(0, ordering: .relaxed) }
    if let code = fault?(call, path), code != 0 { throw DiskError(call: call, code: code) }
    while true {
      let result = body()
      if result >= 0 { return result }
      let code = koperator_errno()
      guard code == EINTR else { throw DiskError(call: call, code: code) }
    }
  }

  /// Gives the figures of the file system at a path; what /proc knows of it (mount, device, type) is left empty.
  func space(of path: String) throws(DiskError) -> SpaceState {
    var figures = statvfs()
    _ = try make(.statvfs, path) { unsafe Int(statvfs(path, &figures)) }
    let unit = UInt64(figures.f_frsize)
    var space = SpaceState()
    space.totalBytes = unit &* UInt64(figures.f_blocks)
    space.usedBytes = unit &* (UInt64(figures.f_blocks) &- min(UInt64(figures.f_bfree), UInt64(figures.f_blocks)))
    space.freeBytes = unit &* UInt64(figures.f_bavail)
    space.totalInodes = UInt64(figures.f_files)
    space.freeInodes = UInt64(figures.f_favail)
    space.isReadOnly = UInt(figures.f_flag) & UInt(ST_RDONLY) != 0
    return space
  }

  func status(of path: String) throws(DiskError) -> Status {
    var status = stat()
    _ = try make(.stat, path) { unsafe Int(stat(path, &status)) }
    return Status(status)
  }

  /// The status of what lies at a path; a symbolic link is not followed.
  func linkStatus(of path: String) throws(DiskError) -> Status {
    var status = stat()
    _ = try make(.stat, path) { unsafe Int(lstat(path, &status)) }
    return Status(status)
  }

  /// Whether a file's file system takes writes, asked without writing; nil where that cannot be told, as of a file that is not
  /// there.
  func takesWrites(_ path: String) throws(DiskError) -> Bool? {
    do throws(DiskError) {
      close(Int32(try make(.open, path) { unsafe Int(koperator_open_to_write(path)) }))
      return true
    } catch {
      switch error.meaning {
      case .readOnly: return false
      case .failed: throw error
      case .missing, .full, .untold: return nil
      }
    }
  }

  /// The status of a file in a folder, by its descriptor; symbolic links are not followed.
  func status(in folder: Int32, _ name: UnsafePointer<CChar>, at path: String) throws(DiskError) -> Status {
    var status = stat()
    _ = try make(.stat, path) { unsafe Int(fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW)) }
    return Status(status)
  }

  /// Reads a file of at most `limit` bytes; nil where there is more.
  func content(of path: String, limit: Int) throws(DiskError) -> [UInt8]? {
    let descriptor = Int32(try make(.open, path) { unsafe Int(koperator_open_for_reading(path)) })
    defer { _ = close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var count = 0
    while count < bytes.count {
      let length = try make(.read, path) {
        unsafe bytes[count...].withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      }
      if length == 0 { break }
      count += length
    }
    guard count <= limit else { return nil }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  func makeFolder(_ path: String) throws(DiskError) {
    _ = try make(.mkdir, path) { unsafe Int(mkdir(path, 0o700)) }
  }
}

extension DiskCalls.Status {
  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    bytes = UInt64(max(0, min(Int64(status.st_size), Int64(status.st_blocks) &* 512)))
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }
}
