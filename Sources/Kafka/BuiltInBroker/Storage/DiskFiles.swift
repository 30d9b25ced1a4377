import CLinux
import Glibc
import Transport

/// The few things that are done with files: small ones, whole, and folders.
enum DiskFiles {
  /// Whether a folder is there.
  static func isFolder(_ path: String) -> Bool {
    let descriptor = unsafe koperator_open_folder(path)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  /// Whether anything is there.
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// The text of a small file; nil where it cannot be read.
  static func text(_ path: String) -> String? {
    guard let pem = try? PEM(file: path) else { return nil }
    return String(decoding: pem.bytes, as: UTF8.self)
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(BuiltInBrokerError) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += prefix.isEmpty || prefix.hasSuffix("/") ? String(part) : "/\(part)"
      guard unsafe mkdir(prefix, 0o755) != 0, koperator_errno() != EEXIST, !isFolder(prefix) else { continue }
      throw failed(path, "the folder cannot be made: check the path and its permissions")
    }
  }

  /// Writes a file beside its place, and moves it there: a reader sees the old text or the new one.
  static func write(_ text: String, to path: String) throws(BuiltInBrokerError) {
    let draft = path + ".tmp"
    _ = unsafe unlink(draft)
    let descriptor = unsafe koperator_open_for_appending(draft, 0o644)
    guard descriptor >= 0 else { throw failed(path, "the file cannot be written: check the disk and its permissions") }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, koperator_errno() == EINTR { continue }
      guard count > 0 else {
        let error = failed(path, "the file cannot be written: check the disk's free space")
        close(descriptor)
        throw error
      }
      rest = rest.dropFirst(count)
    }
    close(descriptor)
    guard unsafe rename(draft, path) == 0 else { throw failed(path, "the file cannot be put into its place") }
  }

  /// Removes a file, or a folder that holds nothing but files.
  static func remove(_ path: String) {
    for name in names(in: path) { _ = unsafe unlink("\(path)/\(name)") }
    if unsafe rmdir(path) != 0 { _ = unsafe unlink(path) }
  }

  /// What is in a folder; empty where it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The sizes of the disk that a path is on; nil where the system does not say.
  static func space(of path: String) -> DiskSpace? {
    var information = Glibc.statvfs()
    guard unsafe statvfs(path, &information) == 0 else { return nil }
    let block = UInt64(information.f_frsize)
    let total = block.multipliedReportingOverflow(by: UInt64(information.f_blocks))
    let usable = block.multipliedReportingOverflow(by: UInt64(information.f_bavail))
    guard !total.overflow, !usable.overflow else { return nil }
    return DiskSpace(total: Int64(clamping: total.partialValue), usable: Int64(clamping: usable.partialValue))
  }

  private static func failed(_ path: String, _ message: String) -> BuiltInBrokerError {
    let number = koperator_errno()
    var buffer = [CChar](repeating: 0, count: 128)
    let cause = unsafe buffer.withUnsafeMutableBufferPointer { pointer -> String in
      guard let base = pointer.baseAddress, unsafe strerror_r(number, base, pointer.count) == 0 else {
        return "\(number)"
      }
      return unsafe String(cString: base)
    }
    return BuiltInBrokerError(.logDirectory, path, message, cause: cause)
  }
}
