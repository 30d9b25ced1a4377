import CLinux
import Glibc

/// Holds a range of addresses for this process: a socket with a name that the system knows only while it is open.
///
/// Such a name is known to all processes that share the loopback interface, whatever file systems they see.
final class RangeHolder: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Holds a range; nil where another process does.
  static func hold(_ range: AddressRange) throws(AddressSpaceError) -> RangeHolder? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw failure(range, "socket") }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A name that begins with 0 is no file.
    let name = [0] + Array("koperator-sandbox/\(range)".utf8)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in
      for (index, byte) in name.enumerated() { unsafe path[index] = byte }
    }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, length) }
    }
    if result == 0 { return RangeHolder(descriptor: descriptor) }
    let code = koperator_errno()
    close(descriptor)
    if code == EADDRINUSE { return nil }
    throw failure(range, "bind")
  }

  private static func failure(_ range: AddressRange, _ call: String) -> AddressSpaceError {
    let reason = unsafe String(cString: strerror(koperator_errno()))
    return AddressSpaceError(.notHeld, "the addresses \(range) cannot be held for this sandbox: \(call): \(reason)")
  }
}
