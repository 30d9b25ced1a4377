/// Base64 with padding (RFC 4648 §4), as SCRAM's messages have it.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let first = UInt32(bytes[index]) << 16
      let second = index + 1 < bytes.count ? UInt32(bytes[index + 1]) << 8 : 0
      let third = index + 2 < bytes.count ? UInt32(bytes[index + 2]) : 0
      let group = first | second | third
      text.append(alphabet[Int(group >> 18)])
      text.append(alphabet[Int(group >> 12 & 63)])
      text.append(index + 1 < bytes.count ? alphabet[Int(group >> 6 & 63)] : 0x3D)
      text.append(index + 2 < bytes.count ? alphabet[Int(group & 63)] : 0x3D)
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes, or nil where the text is not the one form that they have.
  static func decode(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    var padding = 0
    for (index, digit) in digits.enumerated() {
      group <<= 6
      if digit == 0x3D {
        guard index >= digits.count - 2 else { return nil }
        padding += 1
      } else {
        guard padding == 0, let value = value(of: digit) else { return nil }
        group |= value
      }
      guard index % 4 == 3 else { continue }
      bytes.append(UInt8(truncatingIfNeeded: group >> 16))
      if padding < 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
      if padding < 1 { bytes.append(UInt8(truncatingIfNeeded: group)) }
      // Bits that no byte has are 0.
      if padding > 0 && group & (padding == 2 ? 0xFFFF : 0xFF) != 0 { return nil }
      group = 0
    }
    return bytes
  }

  private static func value(of digit: UInt8) -> UInt32? {
    switch digit {
    case 0x41...0x5A: UInt32(digit - 0x41)
    case 0x61...0x7A: UInt32(digit - 0x61) + 26
    case 0x30...0x39: UInt32(digit - 0x30) + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
