public import HTTP

/// Metadata is header fields. Names that end in `-bin` hold bytes, which travel as base64 (gRPC over HTTP/2, Custom-Metadata).
extension HTTPFields {
  /// The bytes of every value of a name that ends in `-bin`; several may stand in one field, with commas between them.
  /// What is no base64 is left out.
  public func binaryValues(_ name: String) -> [[UInt8]] {
    var values: [[UInt8]] = []
    for text in self.values(name) {
      for part in text.utf8.split(separator: 0x2C, omittingEmptySubsequences: false) {
        if let bytes = Base64.decode(part) { values.append(bytes) }
      }
    }
    return values
  }

  /// Adds bytes under a name that ends in `-bin`.
  public mutating func append(_ name: String, binary bytes: [UInt8]) { append(name, Base64.encode(bytes)) }

  /// Adds the fields of metadata, but for those that gRPC and HTTP set themselves. The details of a status are the
  /// application's, whatever their name.
  mutating func append(metadata: HTTPFields) {
    for field in metadata.fields where !field.name.hasPrefix(":") {
      switch field.name {
      case "grpc-status-details-bin": append(field.name, field.value)
      case let name where name.hasPrefix("grpc-"): continue
      case "te", "content-type", "content-length", "host": continue
      default: append(field.name, field.value)
      }
    }
  }
}

/// Base64 (RFC 4648 §4) as gRPC uses it: written without padding, read with it or without.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        text.append(alphabet[Int(bits >> UInt32(count) & 63)])
      }
    }
    if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var symbols = 0
    var padding = 0
    for byte in text where byte != 0x20 {
      if byte == 0x3D {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      bits = bits << 6 | value
      count += 6
      symbols += 1
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // One symbol alone holds no byte; padding fills up to four symbols or is left away.
    guard symbols % 4 != 1, padding == 0 || padding == (4 - symbols % 4) % 4 else { return nil }
    return bytes
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
