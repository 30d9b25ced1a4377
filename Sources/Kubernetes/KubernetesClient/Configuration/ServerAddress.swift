/// Where an API server is.
public struct ServerAddress: Sendable, Hashable {
  /// Whether it is reached by TLS.
  public let isSecure: Bool
  /// The host: a name or an address, without brackets.
  public let host: String
  /// The port.
  public let port: Int
  /// What stands before every path, without a slash at the end: empty, or `/k8s/clusters/c-1` behind a proxy.
  public let path: String

  /// An address.
  public init(isSecure: Bool = true, host: String, port: Int, path: String = "") {
    self.isSecure = isSecure
    self.host = host
    self.port = port
    self.path = path
  }

  /// Reads `https://host:port/path`. Without a scheme it is `https` where `assumingTLS`, else `http`, as kubectl has it.
  /// Nil where it is no address.
  public init?(_ text: String, assumingTLS: Bool = true) {
    var rest = Substring(text)
    if let scheme = text.range(ofScheme: "://") {
      switch text[..<scheme.lowerBound].lowercased() {
      case "https": isSecure = true
      case "http": isSecure = false
      default: return nil
      }
      rest = text[scheme.upperBound...]
    } else {
      isSecure = assumingTLS
    }
    guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), !rest.contains("?"), !rest.contains("#") else {
      return nil
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var path = rest[slash...]
    while path.last == "/" { path.removeLast() }
    self.path = String(path)
    guard let (host, port) = Self.hostAndPort(rest[..<slash]) else { return nil }
    self.host = host
    self.port = port ?? (isSecure ? 443 : 80)
  }

  /// The address as a URL without a slash at the end: what a request's target is put behind.
  public var url: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(isSecure ? "https" : "http")://\(name):\(port)\(path)"
  }

  private static func hostAndPort(_ text: Substring) -> (String, Int?)? {
    guard !text.contains("@") else { return nil }
    var host = text
    var port: Substring?
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      guard host.contains(":"), rest.isEmpty || rest.first == ":" else { return nil }
      if !rest.isEmpty { port = rest.dropFirst() }
    } else if let colon = text.firstIndex(of: ":") {
      host = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    guard !host.isEmpty else { return nil }
    guard let port, !port.isEmpty else { return (String(host), nil) }
    guard port.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(port), (1...65535).contains(number)
    else {
      return nil
    }
    return (String(host), number)
  }
}

extension ServerAddress: CustomStringConvertible {
  /// The URL.
  public var description: String { url }
}

extension String {
  /// Where the separator first stands.
  fileprivate func range(ofScheme separator: String) -> Range<Index>? {
    var position = startIndex
    while position < endIndex {
      if self[position...].hasPrefix(separator) { return position..<index(position, offsetBy: separator.count) }
      position = index(after: position)
    }
    return nil
  }
}
