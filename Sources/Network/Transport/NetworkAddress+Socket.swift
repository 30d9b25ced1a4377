import CLinux
import Glibc

// Addresses as the kernel takes and gives them.
extension NetworkAddress {
  var family: Int32 {
    switch self {
    case .ipv4: AF_INET
    case .ipv6: AF_INET6
    case .unix: AF_UNIX
    }
  }

  /// Calls `body` with the address as a `sockaddr`.
  func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var storage = sockaddr_storage()
    let length = unsafe withUnsafeMutableBytes(of: &storage) { bytes in unsafe fill(bytes) }
    return unsafe withUnsafePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
    }
  }

  private func fill(_ bytes: UnsafeMutableRawBufferPointer) -> socklen_t {
    switch self {
    case .ipv4(let address, let port):
      var value = sockaddr_in()
      value.sin_family = sa_family_t(AF_INET)
      value.sin_port = port.bigEndian
      value.sin_addr.s_addr = address.bigEndian
      unsafe bytes.storeBytes(of: value, as: sockaddr_in.self)
      return socklen_t(MemoryLayout<sockaddr_in>.size)
    case .ipv6(let address, let port):
      var value = sockaddr_in6()
      value.sin6_family = sa_family_t(AF_INET6)
      value.sin6_port = port.bigEndian
      unsafe bytes.storeBytes(of: value, as: sockaddr_in6.self)
      let offset = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr) ?? 8
      unsafe bytes.storeBytes(of: address.bigEndian, toByteOffset: offset, as: UInt128.self)
      return socklen_t(MemoryLayout<sockaddr_in6>.size)
    case .unix(let path):
      unsafe bytes.storeBytes(of: sa_family_t(AF_UNIX), as: sa_family_t.self)
      let offset = MemoryLayout<sa_family_t>.size
      for (index, byte) in path.utf8.prefix(Self.maximumPathLength).enumerated() {
        unsafe bytes[offset + index] = byte
      }
      return socklen_t(MemoryLayout<sockaddr_un>.size)
    }
  }

  /// The address in `storage`; nil when its family is another.
  init?(_ storage: UnsafeRawBufferPointer) {
    switch unsafe Int32(storage.load(as: sa_family_t.self)) {
    case AF_INET:
      let value = unsafe storage.load(as: sockaddr_in.self)
      self = .ipv4(UInt32(bigEndian: value.sin_addr.s_addr), port: UInt16(bigEndian: value.sin_port))
    case AF_INET6:
      let port = unsafe storage.loadUnaligned(fromByteOffset: 2, as: UInt16.self)
      let offset = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr) ?? 8
      let address = unsafe UInt128(bigEndian: storage.loadUnaligned(fromByteOffset: offset, as: UInt128.self))
      if address >> 32 == 0xffff {
        // A client that came over IPv4 to a socket of both families.
        self = .ipv4(UInt32(truncatingIfNeeded: address), port: UInt16(bigEndian: port))
      } else {
        self = .ipv6(address, port: UInt16(bigEndian: port))
      }
    case AF_UNIX:
      var path: [UInt8] = []
      for index in MemoryLayout<sa_family_t>.size..<storage.count {
        let byte = unsafe storage[index]
        if byte == 0 { break }
        path.append(byte)
      }
      self = .unix(String(decoding: path, as: UTF8.self))
    default: return nil
    }
  }

  /// The address that a socket is bound to; nil when the kernel does not say.
  static func bound(to descriptor: Int32) -> NetworkAddress? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &length) }
    }
    guard result == 0 else { return nil }
    return unsafe withUnsafeBytes(of: &storage) { unsafe NetworkAddress($0) }
  }
}
