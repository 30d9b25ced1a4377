import CLinux
import Glibc

/// A file that output is appended to; when it is full, it becomes `<name>.1` and a new one begins. So it takes at most
/// twice its bound. It must never stop the program whose output it is: what cannot be written is dropped.
struct BoundedLog: ~Copyable {
  private let path: String
  private let limit: Int
  private var file: Int32
  private var size: Int

  /// Opens the file, or makes it.
  init(path: String, limit: Int) {
    self.path = path
    self.limit = max(limit, 1)
    file = -1
    size = 0
    open()
  }

  deinit { if file >= 0 { close(file) } }

  /// Appends bytes.
  mutating func append(_ bytes: ArraySlice<UInt8>) {
    if size > 0, size + bytes.count > limit { rotate() }
    var rest = bytes
    while !rest.isEmpty, file >= 0 {
      let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      size += count
      rest = rest.dropFirst(count)
    }
  }

  private mutating func open() {
    file = unsafe koperator_open_for_appending(path, 0o644)
    size = file < 0 ? 0 : max(Int(lseek(file, 0, SEEK_END)), 0)
  }

  private mutating func rotate() {
    if file >= 0 { close(file) }
    unsafe rename(path, path + ".1")
    open()
  }
}
