import CLinux
import Glibc

/// A folder whose entries are read one after the other. On one thread only; closed when it is dropped.
@safe
final class DiskFolder {
  /// An entry other than `.` and `..`.
  struct Entry {
    var name: String
    /// nil where the file system does not say.
    var isFolder: Bool?
  }

  let path: String
  private let calls: DiskCalls
  private let stream: OpaquePointer

  init(_ path: String, _ calls: DiskCalls) throws(DiskError) {
    let descriptor = Int32(try calls.make(.open, path) { unsafe Int(koperator_open_folder(path)) })
    self.path = path
    self.calls = calls
    guard let stream = unsafe fdopendir(descriptor) else {
      let code = koperator_errno()
      _ = close(descriptor)
      throw DiskError(call: .open, code: code)
    }
    unsafe self.stream = stream
  }

  deinit { unsafe closedir(stream) }

  private var descriptor: Int32 { unsafe dirfd(stream) }

  /// The next entry; nil behind the last one.
  func next() throws(DiskError) -> Entry? {
    while let entry = try unsafe nextEntry() {
      let name = unsafe String(cString: koperator_entry_name(entry))
      if name == "." || name == ".." { continue }
      let type = unsafe Int(entry.pointee.d_type)
      return Entry(name: name, isFolder: type == Int(DT_UNKNOWN) ? nil : type == Int(DT_DIR))
    }
    return nil
  }

  /// Whether an entry is a folder, where the file system did not say; false where it has gone meanwhile.
  func isFolder(_ entry: Entry) throws(DiskError) -> Bool {
    if let isFolder = entry.isFolder { return isFolder }
    do throws(DiskError) {
      return try unsafe calls.status(in: descriptor, entry.name, at: path).isFolder
    } catch {
      if error.code == ENOENT { return false }
      throw error
    }
  }

  private func nextEntry() throws(DiskError) -> UnsafeMutablePointer<dirent>? {
    var entry: UnsafeMutablePointer<dirent>?
    _ = try calls.make(.readdir, path) {
      koperator_set_errno(0)
      unsafe entry = readdir(stream)
      return unsafe entry == nil && koperator_errno() != 0 ? -1 : 0
    }
    return unsafe entry
  }
}
