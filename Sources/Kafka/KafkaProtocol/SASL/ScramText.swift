/// The texts of SCRAM's messages (RFC 5802 §7).
enum ScramText {
  /// The attributes of a message, such as `r=…,s=…,i=…`: letters and values in their order. Texts are taken apart by their
  /// scalars: a comma with a combining mark after it is a comma.
  static func attributes(_ text: String) throws(SaslError) -> [(name: Unicode.Scalar, value: String)] {
    var attributes: [(name: Unicode.Scalar, value: String)] = []
    for part in text.unicodeScalars.split(separator: ",", omittingEmptySubsequences: false) {
      guard let name = part.first, part.dropFirst().first == "=" else {
        throw SaslError(.malformed, "a SCRAM message has a part that is no attribute")
      }
      attributes.append((name, String(part.dropFirst(2))))
    }
    return attributes
  }

  static func text(_ bytes: [UInt8]) throws(SaslError) -> String {
    // Longer ones than this have no meaning, and work on them is work that a stranger asks for.
    guard bytes.count <= 16384, let text = String(validating: bytes, as: UTF8.self) else {
      throw SaslError(.malformed, "a SCRAM message is too long or not valid UTF-8")
    }
    return text
  }

  /// Whether a nonce consists of what RFC 5802 allows in one.
  static func isNonce(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2C }
  }

  /// A user's name as it stands in a message.
  static func escaped(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "=": text += "=3D"
      case ",": text += "=2C"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The user's name that stands in a message, or nil where `=` begins nothing.
  static func unescaped(_ text: String) -> String? {
    var name = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "=" else {
        name.append(scalar)
        continue
      }
      guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
      switch (high, low) {
      case ("2", "C"): name.append(",")
      case ("3", "D"): name.append("=")
      default: return nil
      }
    }
    return String(name)
  }
}
