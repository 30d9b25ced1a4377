import CLinux
import Glibc

/// Files and folders by the system's calls, for the parts that keep something on disk.
enum SystemFolder {
  /// Why a call failed.
  struct Failure: Error {
    /// The system's number.
    var code: Int32
    var message: String
  }

  /// Makes a folder with those above it; nothing where it is there.
  static func make(_ path: String, mode: mode_t = 0o755) throws(Failure) {
    if unsafe mkdir(path, mode) == 0 { return }
    let code = koperator_errno()
    if code == EEXIST { return }
    guard code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw failure("create \(path)", code)
    }
    try make(String(path[..<slash]), mode: mode)
    guard unsafe mkdir(path, mode) == 0 || koperator_errno() == EEXIST else { throw failure("create \(path)") }
  }

  /// Removes a file or a folder with all that is in it; nothing where it is not there. Links are not followed.
  static func remove(_ path: String) throws(Failure) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else {
      if koperator_errno() == ENOENT { return }
      throw failure("look at \(path)")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in try names(in: path) { try remove("\(path)/\(name)") }
    }
    guard unsafe Glibc.remove(path) == 0 || koperator_errno() == ENOENT else { throw failure("remove \(path)") }
  }

  /// Renames a file or a folder.
  static func move(_ path: String, to other: String) throws(Failure) {
    guard unsafe rename(path, other) == 0 else { throw failure("rename \(path)") }
  }

  /// The names in a folder, in order.
  static func names(in path: String) throws(Failure) -> [String] {
    guard let stream = unsafe opendir(path) else {
      if koperator_errno() == ENOENT { return [] }
      throw failure("read \(path)")
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// How many bytes the files of a folder take; 0 for one that cannot be read.
  static func used(_ path: String) -> Int64 {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return 0 }
    // Blocks are of 512 bytes here, whatever the file system's are.
    var sum = Int64(status.st_blocks) * 512
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in (try? names(in: path)) ?? [] { sum += used("\(path)/\(name)") }
    }
    return sum
  }

  /// What a file holds; nil where it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = unsafe koperator_open_for_reading(path)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  /// Writes a file whole: whoever reads sees what was there before, or all of this.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    let part = "\(path).part"
    let descriptor = unsafe creat(part, 0o644)
    guard descriptor >= 0 else { throw failure("create \(part)") }
    var position = 0
    while position < bytes.count {
      let count = unsafe bytes[position...].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let failure = failure("write \(part)")
        close(descriptor)
        throw failure
      }
      position += count
    }
    close(descriptor)
    guard unsafe rename(part, path) == 0 else { throw failure("rename \(part)") }
  }

  private static func failure(_ what: String, _ code: Int32 = koperator_errno()) -> Failure {
    Failure(code: code, message: "\(what): \(unsafe String(cString: strerror(code)))")
  }
}
