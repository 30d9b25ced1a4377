/// A request's head as HTTP/1.1 writes it (RFC 9112 §2 to §6), checked.
struct HTTP1Head {
  /// Why a head is refused: the status that says so.
  struct Refusal: Error {
    let status: Int
    /// Whether the first line is no request line at all: another protocol, or noise.
    var isForeign = false
  }

  /// The most fields of a request.
  private static let fieldLimit = 100

  let head: HTTPRequestHead
  let body: HTTP1Body
  let isOld: Bool
  let keepsAlive: Bool
  let expectsContinue: Bool

  /// Reads a head.
  ///
  /// - Parameter bytes: The request line and the fields, each with its line end, up to the empty line and with it.
  init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    let lines = try Self.lines(bytes)
    guard let requestLine = lines.first else { throw Refusal(status: 400) }
    let (method, target, version) = try Self.requestLine(requestLine)
    isOld = version == "HTTP/1.0"
    guard lines.count - 1 <= Self.fieldLimit else { throw Refusal(status: 431) }
    var fields = HTTPFields()
    for line in lines.dropFirst() {
      let (name, value) = try Self.field(line)
      fields.append(name, value)
    }
    let hosts = fields.values("host")
    guard hosts.count == 1 || isOld && hosts.isEmpty else { throw Refusal(status: 400) }
    let host = hosts.first ?? ""
    guard Self.isAuthority(host) else { throw Refusal(status: 400) }
    body = try Self.bodyLength(fields, isOld: isOld)
    let (authority, path) = try Self.split(target, method: method, host: host)
    head = HTTPRequestHead(method: method, authority: authority, path: path, fields: fields)
    let options = Self.options(fields)
    keepsAlive = !options.contains("close") && (!isOld || options.contains("keep-alive"))
    if let expectation = fields["expect"] {
      guard expectation.lowercased() == "100-continue" else { throw Refusal(status: 417) }
      expectsContinue = !isOld
    } else {
      expectsContinue = false
    }
  }

  /// The lines without their ends; every line feed follows a carriage return, and no carriage return stands alone.
  private static func lines(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 13 {
        guard index + 1 < bytes.endIndex, bytes[index + 1] == 10 else { throw Refusal(status: 400) }
      } else if byte == 10 {
        guard index > start, bytes[index - 1] == 13 else { throw Refusal(status: 400) }
        lines.append(bytes[start..<index - 1])
        start = index + 1
      }
    }
    // The last line is the empty one that ends the head.
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func requestLine(
    _ line: ArraySlice<UInt8>
  ) throws(Refusal) -> (method: String, target: String, version: String) {
    let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard let last = parts.last, last.starts(with: Array("HTTP/".utf8)) else {
      throw Refusal(status: 400, isForeign: true)
    }
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(HTTPText.isToken), !parts[1].isEmpty else {
      throw Refusal(status: 400)
    }
    for byte in parts[1] where byte <= 0x20 || byte >= 0x7F { throw Refusal(status: 400) }
    let version = String(decoding: parts[2], as: UTF8.self)
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
      throw Refusal(status: version.utf8.count == 8 ? 505 : 400)
    }
    return (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self), version)
  }

  /// The target's forms (RFC 9112 §3.2): a path; a whole URI, whose host counts then; `*` for OPTIONS. There is no tunnel
  /// here, so CONNECT is refused.
  private static func split(
    _ target: String, method: String, host: String
  ) throws(Refusal) -> (authority: String, path: String) {
    if method == "CONNECT" { throw Refusal(status: 501) }
    if target.hasPrefix("/") || target == "*" && method == "OPTIONS" { return (host, target) }
    guard let colon = target.utf8.firstIndex(of: 0x3A) else { throw Refusal(status: 400) }
    let scheme = target[..<colon].lowercased()
    let rest = target[colon...].dropFirst(3)
    guard scheme == "http" || scheme == "https", target[colon...].hasPrefix("://") else { throw Refusal(status: 400) }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard !authority.isEmpty, isAuthority(String(authority)) else { throw Refusal(status: 400) }
    let path = rest[authority.endIndex...]
    return (String(authority), path.hasPrefix("/") ? String(path) : "/" + path)
  }

  /// Whether a text can be a host with a port; an empty one means that there is none.
  private static func isAuthority(_ text: String) -> Bool {
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
      // - . _ ~ ! $ & ' ( ) * + ; = % : [ ]
      case 0x2D, 0x2E, 0x5F, 0x7E, 0x21, 0x24, 0x26...0x2B, 0x3B, 0x3D, 0x25, 0x3A, 0x5B, 0x5D: continue
      default: return false
      }
    }
    return true
  }

  /// Splits `name: value`. White space before the colon, a folded line and control characters are refused.
  static func field(_ line: ArraySlice<UInt8>) throws(Refusal) -> (String, String) {
    guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
      line[..<colon].allSatisfy(HTTPText.isToken)
    else { throw Refusal(status: 400) }
    var value = line[(colon + 1)...]
    while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
    while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
    for byte in value where byte < 0x20 && byte != 0x09 || byte == 0x7F { throw Refusal(status: 400) }
    return (String(decoding: line[..<colon], as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self))
  }

  /// The options of `Connection`, in lower case.
  private static func options(_ fields: HTTPFields) -> Set<String> {
    var options: Set<String> = []
    for value in fields.values("connection") {
      for part in value.lowercased().utf8.split(separator: 0x2C) {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let trimmed = part.drop(while: isSpace).prefix { !isSpace($0) }
        options.insert(String(decoding: trimmed, as: UTF8.self))
      }
    }
    return options
  }

  /// How long the body is. What two readers could read in two ways is refused (RFC 9112 §6.3).
  private static func bodyLength(_ fields: HTTPFields, isOld: Bool) throws(Refusal) -> HTTP1Body {
    let lengths = fields.values("content-length")
    let codings = fields.values("transfer-encoding")
    if !codings.isEmpty {
      guard lengths.isEmpty, !isOld else { throw Refusal(status: 400) }
      guard codings.count == 1, codings[0].lowercased() == "chunked" else { throw Refusal(status: 501) }
      return .chunked(.size)
    }
    guard lengths.count <= 1 else { throw Refusal(status: 400) }
    guard let text = lengths.first else { return .length(0) }
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let length = Int(text) else {
      throw Refusal(status: 400)
    }
    return .length(length)
  }
}
