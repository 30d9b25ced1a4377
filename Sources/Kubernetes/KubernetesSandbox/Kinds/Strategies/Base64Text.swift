import JSON
import KubernetesObjects

/// Bytes as JSON holds them.
enum Base64Text {
  /// Holds every value of an object against base64.
  ///
  /// - Throws: BadRequest with the place of the first byte that does not belong there, as the real server says it.
  static func check(_ values: JSONValue?, kind: String) throws(APIFailure) {
    for (_, value) in values?.objectValue ?? [:] {
      if let place = wrongByte(in: value.stringValue ?? "") {
        throw .unreadable(kind: kind, "illegal base64 data at input byte \(place)")
      }
    }
  }

  /// How many bytes a text stands for.
  static func size(_ value: JSONValue) -> Int {
    let text = value.stringValue ?? ""
    let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return text.utf8.count / 4 * 3 - padding
  }

  /// The bytes of a text, in base64.
  static func encode(_ text: String) -> JSONValue { Base64Bytes(Array(text.utf8)).json }

  /// Where a text stops being base64 (RFC 4648 with padding); nil where it is.
  static func wrongByte(in text: String) -> Int? {
    var count = 0
    var padding = 0
    for (index, byte) in text.utf8.enumerated() where byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") {
      if byte == UInt8(ascii: "=") {
        padding += 1
        if count % 4 < 2 || padding > 2 { return index }
      } else if padding > 0 || !isDigit(byte) {
        return index
      }
      count += 1
    }
    return count % 4 == 0 ? nil : text.utf8.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
