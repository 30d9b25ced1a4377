import CLinux

/// Where something listens: an IP address with a port, or a unix socket.
public enum NetworkAddress: Sendable, Hashable, CustomStringConvertible {
  /// A numeric IPv4 or IPv6 address, and a port. The IPv6 address `::` means every address, IPv4's too.
  case ip(String, port: UInt16)
  /// The path of a unix socket.
  case unix(String)

  /// Reads `127.0.0.1:18000`, `[::1]:18000` or `unix:/path`.
  ///
  /// - Throws: `TransportError`, which says what is expected. Names are not resolved: an address is numeric.
  public init(_ text: String) throws(TransportError) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst("unix:".count))
      guard !path.isEmpty, path.utf8.count < 108 else {
        throw TransportError(.address, "'\(text)': the path of a unix socket has 1 to 107 bytes")
      }
      self = .unix(path)
      return
    }
    let expected = "'\(text)' is no address: expected 127.0.0.1:18000, [::1]:18000 or unix:/path"
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      throw TransportError(.address, expected)
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
      guard Self.isIPv6(host) else { throw TransportError(.address, expected) }
    } else {
      if host.isEmpty { host = "0.0.0.0" }
      guard Self.isIPv4(host) else { throw TransportError(.address, expected) }
    }
    self = .ip(host, port: port)
  }

  /// The text that `init` reads.
  public var description: String {
    switch self {
    case .ip(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }

  /// The port; nil for a unix socket.
  public var port: UInt16? {
    guard case .ip(_, let port) = self else { return nil }
    return port
  }

  static func isIPv4(_ text: String) -> Bool {
    var address = in_addr()
    return unsafe inet_pton(AF_INET, text, &address) == 1
  }

  static func isIPv6(_ text: String) -> Bool {
    var address = in6_addr()
    return unsafe inet_pton(AF_INET6, text, &address) == 1
  }

  /// The address family of the system.
  var family: Int32 {
    switch self {
    case .ip(let host, _): host.contains(":") ? AF_INET6 : AF_INET
    case .unix: AF_UNIX
    }
  }

  /// Lends the address in the system's form.
  func withSystemAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var storage = sockaddr_storage()
    var length = socklen_t(0)
    unsafe withUnsafeMutablePointer(to: &storage) { storage in
      let raw = UnsafeMutableRawPointer(storage)
      switch self {
      case .ip(let host, let port) where host.contains(":"):
        let address = unsafe raw.assumingMemoryBound(to: sockaddr_in6.self)
        unsafe address.pointee.sin6_family = sa_family_t(AF_INET6)
        unsafe address.pointee.sin6_port = port.bigEndian
        unsafe inet_pton(AF_INET6, host, &address.pointee.sin6_addr)
        length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      case .ip(let host, let port):
        let address = unsafe raw.assumingMemoryBound(to: sockaddr_in.self)
        unsafe address.pointee.sin_family = sa_family_t(AF_INET)
        unsafe address.pointee.sin_port = port.bigEndian
        unsafe inet_pton(AF_INET, host, &address.pointee.sin_addr)
        length = socklen_t(MemoryLayout<sockaddr_in>.size)
      case .unix(let path):
        let address = unsafe raw.assumingMemoryBound(to: sockaddr_un.self)
        unsafe address.pointee.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.pointee.sun_path) { buffer in
          for (index, byte) in path.utf8.prefix(buffer.count - 1).enumerated() { unsafe buffer[index] = byte }
        }
        length = socklen_t(MemoryLayout<sockaddr_un>.size)
      }
    }
    return unsafe withUnsafePointer(to: &storage) { storage in
      unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
    }
  }

  /// The address that the system gives, by one of its calls (getsockname, getpeername, accept).
  static func from(_ fill: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32)
    -> NetworkAddress?
  {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return unsafe withUnsafeMutablePointer(to: &storage) { storage -> NetworkAddress? in
      let result = unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe fill($0, &length) }
      guard result >= 0 else { return nil }
      let raw = UnsafeRawPointer(storage)
      var text = [CChar](repeating: 0, count: 64)
      switch unsafe Int32(storage.pointee.ss_family) {
      case AF_INET:
        var address = unsafe raw.load(as: sockaddr_in.self)
        unsafe inet_ntop(AF_INET, &address.sin_addr, &text, 64)
        return .ip(string(text), port: UInt16(bigEndian: address.sin_port))
      case AF_INET6:
        var address = unsafe raw.load(as: sockaddr_in6.self)
        unsafe inet_ntop(AF_INET6, &address.sin6_addr, &text, 64)
        return unsafe .ip(string(text), port: UInt16(bigEndian: address.sin6_port))
      default: return .unix("")
      }
    }
  }

  private static func string(_ text: [CChar]) -> String {
    var bytes: [UInt8] = []
    for character in text {
      if character == 0 { break }
      bytes.append(UInt8(bitPattern: character))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
