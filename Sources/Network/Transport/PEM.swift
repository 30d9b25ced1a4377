import CLinux
import Glibc

/// Text in PEM form: bytes, and what they are called in errors.
public struct PEM: Sendable, Hashable {
  /// The file's path, or another name for errors.
  public let name: String
  /// The text.
  public let bytes: [UInt8]

  /// Bytes that are at hand, and what errors call them.
  public init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// Reads a file, at most 1 MiB.
  public init(file path: String) throws(TLSError) {
    let descriptor = unsafe koperator_open_for_reading(path)
    guard descriptor >= 0 else {
      throw TLSError(
        .unreadable, path, "cannot be opened: check the path and the permissions",
        cause: systemErrorText(koperator_errno()))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, koperator_errno() == EINTR { continue }
      guard count >= 0 else {
        throw TLSError(.unreadable, path, "cannot be read", cause: systemErrorText(koperator_errno()))
      }
      if count == 0 { break }
      bytes += chunk[..<count]
      guard bytes.count <= 1 << 20 else {
        throw TLSError(.unreadable, path, "is larger than 1 MiB: that is no certificate or key")
      }
    }
    self.init(bytes, name: path)
  }
}
