/// Escapes by RFC 3986: every byte that is not unreserved, and the colon of paths, becomes `%XX`.
enum PercentEncoding {
  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  /// A segment of a path; names of roles have colons, which may stay.
  static func segment(_ text: String) -> String { encode(text, keeping: UInt8(ascii: ":")) }

  /// A name or a value of a query.
  static func query(_ text: String) -> String { encode(text, keeping: nil) }

  private static func encode(_ text: String, keeping kept: UInt8?) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      case kept: bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
