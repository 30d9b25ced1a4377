/// What a client connects to: an address, or a host name and a port that have to be looked up.
public enum ConnectTarget: Sendable, Hashable {
  /// A numeric address or a unix socket.
  case address(NetworkAddress)
  /// A host name, at most 253 bytes (RFC 1035 §2.3.4), and a port.
  case name(String, port: UInt16)

  /// Reads `kafka.example:9094`, `127.0.0.1:18000`, `[::1]:18000` or `unix:/run/koperator.sock`.
  ///
  /// - Throws: `TransportError` with the code `.invalidAddress`, which says how it must look.
  public init(_ text: String) throws(TransportError) {
    let problem: TransportError
    do throws(TransportError) {
      self = .address(try NetworkAddress(text))
      return
    } catch { problem = error }
    guard !text.hasPrefix("unix:"), let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { throw problem }
    let host = text[..<colon]
    let digits = text[text.utf8.index(after: colon)...]
    guard !host.isEmpty, !host.hasPrefix("["), !host.utf8.contains(UInt8(ascii: ":")), let port = UInt16(digits),
      digits.utf8.first != UInt8(ascii: "+")
    else { throw problem }
    guard Self.isHostName(host) else {
      throw TransportError(
        .invalidAddress,
        "the host is neither a numeric address nor a host name: write name:port, 127.0.0.1:18000 or [::1]:18000",
        object: "\"\(text)\"")
    }
    self = .name(String(host), port: port)
  }

  /// Letters, digits, hyphens and underscores between dots; a last part of digits would be a number gone wrong.
  private static func isHostName(_ text: Substring) -> Bool {
    var labels = text.split(separator: ".", omittingEmptySubsequences: false)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    guard text.utf8.count <= 253, let last = labels.last else { return false }
    for label in labels {
      guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-" else { return false }
      for byte in label.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          continue
        default: return false
        }
      }
    }
    return !last.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

extension ConnectTarget: CustomStringConvertible {
  /// The form that `init(_:)` reads.
  public var description: String {
    switch self {
    case .address(let address): address.description
    case .name(let host, let port): "\(host):\(port)"
    }
  }
}
