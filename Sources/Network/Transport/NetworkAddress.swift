/// Where a socket listens or connects to: an IPv4 or IPv6 address with a port, or the path of a unix socket.
///
/// Addresses are numeric: names are not resolved here. Link-local IPv6 addresses, which need a zone, are not supported.
public enum NetworkAddress: Sendable, Hashable {
  /// An IPv4 address in host byte order (127.0.0.1 is `0x7f000001`) and a port.
  case ipv4(UInt32, port: UInt16)
  /// An IPv6 address in host byte order (`::1` is 1) and a port.
  case ipv6(UInt128, port: UInt16)
  /// The path of a unix socket, at most 107 bytes (`sun_path` of Linux).
  case unix(String)

  /// The longest path that a unix socket can have, in bytes (`sockaddr_un.sun_path` less its terminator).
  public static let maximumPathLength = 107

  /// Reads `127.0.0.1:18000`, `[::1]:18000` or `unix:/run/koperator.sock`.
  ///
  /// - Throws: `TransportError` with the code `.invalidAddress`, which says how an address must look.
  public init(_ text: String) throws(TransportError) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst("unix:".count))
      guard !path.isEmpty, path.utf8.count <= Self.maximumPathLength, !path.utf8.contains(0) else {
        throw TransportError(address: text, .invalidPath)
      }
      self = .unix(path)
      return
    }
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else {
      throw TransportError(address: text, .missingPort)
    }
    let host = text[..<colon]
    let portText = text[text.utf8.index(after: colon)...]
    if text.hasPrefix("["), host.hasSuffix("]") {
      let port = try Self.port(portText, of: text)
      guard let address = Self.ipv6(host.dropFirst().dropLast()) else {
        throw TransportError(address: text, .invalidHost)
      }
      self = .ipv6(address, port: port)
      return
    }
    if text.hasPrefix("[") || host.utf8.contains(UInt8(ascii: ":")) {
      throw TransportError(address: text, text.hasPrefix("[") ? .missingPort : .unbracketed)
    }
    let port = try Self.port(portText, of: text)
    guard let address = Self.ipv4(host) else { throw TransportError(address: text, .invalidHost) }
    self = .ipv4(address, port: port)
  }

  /// An address made of a numeric host (`10.0.0.1`, `::1`) and a port.
  public init(host: String, port: UInt16) throws(TransportError) {
    if let address = Self.ipv4(host[...]) {
      self = .ipv4(address, port: port)
    } else if let address = Self.ipv6(host[...]) {
      self = .ipv6(address, port: port)
    } else {
      throw TransportError(address: host, .invalidHost)
    }
  }

  /// The address of this machine itself, IPv4 127.0.0.1.
  public static func loopback(port: UInt16) -> NetworkAddress { .ipv4(0x7f00_0001, port: port) }

  /// The port; nil for a unix socket.
  public var port: UInt16? {
    switch self {
    case .ipv4(_, let port), .ipv6(_, let port): port
    case .unix: nil
    }
  }

  /// The host without its port: `127.0.0.1`, `::1`; the path of a unix socket.
  public var host: String {
    switch self {
    case .ipv4(let address, _): Self.text(ofIPv4: address)
    case .ipv6(let address, _): Self.text(ofIPv6: address)
    case .unix(let path): path
    }
  }

  private static func port(_ text: Substring, of whole: String) throws(TransportError) -> UInt16 {
    guard !text.isEmpty else { throw TransportError(address: whole, .missingPort) }
    guard text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }), let port = UInt16(text) else {
      throw TransportError(address: whole, .invalidPort)
    }
    return port
  }
}

extension NetworkAddress: CustomStringConvertible {
  /// The form that `init(_:)` reads.
  public var description: String {
    switch self {
    case .ipv4(let address, let port): "\(Self.text(ofIPv4: address)):\(port)"
    case .ipv6(let address, let port): "[\(Self.text(ofIPv6: address))]:\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}
