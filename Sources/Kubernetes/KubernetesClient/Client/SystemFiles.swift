import Glibc

/// The machine's files and environment, as configuration is read from them.
public enum SystemFiles {
  /// The longest file that is read, in bytes: a kubeconfig of many clusters has some hundred kilobytes.
  public static let longest = 16 << 20

  /// Reads a whole file.
  ///
  /// - Throws: `FileError` where it is not there, cannot be read, is no regular file (a pipe would block), or is too long.
  @Sendable
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    var information = stat()
    guard unsafe fstat(descriptor, &information) == 0 else { throw failure() }
    guard information.st_mode & S_IFMT == S_IFREG else { throw FileError(isMissing: false, "it is no file") }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: max(4096, min(Int(information.st_size) + 1, longest)))
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure() }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= longest else { throw FileError(isMissing: false, "it is longer than \(longest) bytes") }
    }
  }

  /// The environment of the process.
  public static var environment: [String: String] {
    var environment: [String: String] = [:]
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      let pair = unsafe String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { environment[String(pair[0])] = String(pair[1]) }
      unsafe entry += 1
    }
    return environment
  }

  private static func failure() -> FileError {
    let number = errno
    return FileError(
      isMissing: number == ENOENT || number == ENOTDIR, unsafe String(cString: strerror(number)))
  }
}
