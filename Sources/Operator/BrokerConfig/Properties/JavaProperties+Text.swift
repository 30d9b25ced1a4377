extension JavaProperties {
  /// How characters that ASCII does not have are written.
  public enum Encoding: Sendable, Hashable {
    /// As `\uXXXX`: for readers that take a file for Latin-1, as Kafka does.
    case ascii
    /// As they are.
    case unicode
  }

  /// The text that Java reads as these properties: a line each, `key=value`, escaped as `java.util.Properties` does it.
  public func text(encoding: Encoding = .ascii) -> String {
    var text = ""
    for (key, value) in self {
      Self.write(key, spaces: true, encoding, to: &text)
      text.append("=")
      Self.write(value, spaces: false, encoding, to: &text)
      text.append("\n")
    }
    return text
  }

  /// - Parameter spaces: Whether every space is escaped, as a key needs it; else the first character alone, if it is one.
  private static func write(_ string: String, spaces: Bool, _ encoding: Encoding, to text: inout String) {
    var isFirst = true
    for scalar in string.unicodeScalars {
      switch scalar {
      case " ":
        text.append(spaces || isFirst ? "\\ " : " ")
      case "\\", "=", ":", "#", "!":
        text.append("\\")
        text.unicodeScalars.append(scalar)
      case "\t": text.append("\\t")
      case "\n": text.append("\\n")
      case "\r": text.append("\\r")
      case "\u{0C}": text.append("\\f")
      case "\u{20}"..."\u{7E}": text.unicodeScalars.append(scalar)
      default:
        switch encoding {
        case .unicode: text.unicodeScalars.append(scalar)
        case .ascii: for unit in String(scalar).utf16 { text.append(escape(unit)) }
        }
      }
      isFirst = false
    }
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
