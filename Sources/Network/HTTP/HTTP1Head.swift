/// A request's head as HTTP/1.1 writes it, checked.
struct HTTP1Head {
  /// Why a head is refused: the status that says so.
  struct Refusal: Error {
    let status: Int
    /// Whether the first line is no request line at all: another protocol, or noise.
    var isForeign = false
  }

  let head: HTTPRequestHead
  let body: HTTP1Body
  let isOld: Bool
  let keepsAlive: Bool
  let expectsContinue: Bool

  /// The length of the head that begins the bytes, with its empty line; nil where it is not all there.
  static func end(in bytes: [UInt8]) -> Int? {
    var index = 3
    while index < bytes.count {
      if bytes[index] == 10, bytes[index - 1] == 13, bytes[index - 2] == 10, bytes[index - 3] == 13 { return index + 1 }
      index += 1
    }
    return nil
  }

  /// Whether a line ends without a carriage return.
  static func hasBareLineFeed(_ bytes: [UInt8]) -> Bool {
    for index in bytes.indices where bytes[index] == 10 && (index == 0 || bytes[index - 1] != 13) { return true }
    return false
  }

  /// The most fields of a request.
  private static let fieldLimit = 100

  init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    let lines = try Self.lines(bytes)
    guard let requestLine = lines.first else { throw Refusal(status: 400) }
    let (method, target, version) = try Self.requestLine(requestLine)
    isOld = version == "HTTP/1.0"
    var fields = HTTPFields()
    guard lines.count - 1 <= Self.fieldLimit else { throw Refusal(status: 431) }
    for line in lines.dropFirst() {
      let (name, value) = try Self.field(line)
      fields.append(name, value)
    }
    let hosts = fields.values("host")
    guard hosts.count == 1 || isOld && hosts.isEmpty else { throw Refusal(status: 400) }
    body = try Self.bodyLength(fields, isOld: isOld)
    head = HTTPRequestHead(method: method, authority: hosts.first ?? "", path: target, fields: fields)
    let connection = fields.values("connection").joined(separator: ",").lowercased()
    keepsAlive = isOld ? connection.contains("keep-alive") : !connection.contains("close")
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
        guard index > bytes.startIndex, bytes[index - 1] == 13 else { throw Refusal(status: 400) }
        lines.append(bytes[start..<index - 1])
        start = index + 1
      }
    }
    // The last line is the empty one that ends the head.
    lines.removeLast()
    return lines
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
    default: false
    }
  }

  private static func requestLine(
    _ line: ArraySlice<UInt8>
  ) throws(Refusal) -> (method: String, target: String, version: String) {
    let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard let last = parts.last, last.starts(with: Array("HTTP/".utf8)) else {
      throw Refusal(status: 400, isForeign: true)
    }
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(isToken), !parts[1].isEmpty else {
      throw Refusal(status: 400)
    }
    for byte in parts[1] where byte <= 0x20 || byte >= 0x7F { throw Refusal(status: 400) }
    let version = String(decoding: parts[2], as: UTF8.self)
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
      throw Refusal(status: version.hasPrefix("HTTP/") && version.utf8.count == 8 ? 505 : 400)
    }
    return (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self), version)
  }

  /// Splits `name: value`. White space before the colon, a folded line and control characters are refused.
  private static func field(_ line: ArraySlice<UInt8>) throws(Refusal) -> (String, String) {
    guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex, line[..<colon].allSatisfy(isToken) else {
      throw Refusal(status: 400)
    }
    var value = line[(colon + 1)...]
    while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
    while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
    for byte in value where byte < 0x20 && byte != 0x09 || byte == 0x7F { throw Refusal(status: 400) }
    return (String(decoding: line[..<colon], as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self))
  }

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
