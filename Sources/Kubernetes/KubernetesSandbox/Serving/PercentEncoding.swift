/// The escapes of URLs (RFC 3986 §2.1, and `+` for a space in queries).
enum PercentEncoding {
  /// A part of a query without its escapes; what is no escape stands for itself.
  static func decode(_ text: Substring, plusIsSpace: Bool = true) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let high = digit(rest.first), let low = digit(rest.dropFirst().first) {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let byte) where byte >= 0x30 && byte <= 0x39: byte - 0x30
    case .some(let byte) where byte >= 0x41 && byte <= 0x46: byte - 0x37
    case .some(let byte) where byte >= 0x61 && byte <= 0x66: byte - 0x57
    default: nil
    }
  }
}
