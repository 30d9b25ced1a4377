/// What a header field of a response may hold on the wire, whatever a caller put there.
///
/// A line feed in a value would let a caller's data write fields, or a whole response, of its own.
enum HTTPText {
  /// Whether a byte may stand in a method or a field's name (RFC 9110 §5.6.2).
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
    default: false
    }
  }

  private static func isValueByte(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == 0x09 }

  /// The value with a space for each control character.
  static func cleanValue(_ value: String) -> String {
    if value.utf8.allSatisfy(isValueByte) { return value }
    var bytes: [UInt8] = []
    for byte in value.utf8 { bytes.append(isValueByte(byte) ? byte : 0x20) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the core says such a field itself, or the name is none: it is left out of responses.
  static func isLeftOut(_ name: String) -> Bool {
    switch name {
    case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade": true
    default: name.isEmpty || !name.utf8.allSatisfy(isToken)
    }
  }
}
