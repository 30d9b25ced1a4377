extension JavaProperties {
  /// How characters that ASCII does not have are written.
  public enum Encoding: Sendable, Hashable {
    /// As `\uXXXX`: for readers that take a file for Latin-1, as Kafka does.
    case ascii
    /// As they are.
    case unicode
  }

  /// Which characters of a value are escaped.
  public enum Escaping: Sendable, Hashable {
    /// Those that `java.util.Properties` escapes, which are more than need be.
    case java
    /// Those alone that would be read as something else, so that a person reads `PLAINTEXT://:9092`.
    case needed
  }

  /// The text that Java reads as these properties: a line each, `key=value`.
  public func text(encoding: Encoding = .ascii, escaping: Escaping = .needed) -> String {
    var text = ""
    for (key, value) in self {
      Self.write(key, as: .key, encoding, to: &text)
      text.append("=")
      Self.write(value, as: escaping == .java ? .javaValue : .value, encoding, to: &text)
      text.append("\n")
    }
    return text
  }

  private enum Part {
    case key
    case value
    case javaValue
  }

  private static func write(_ string: String, as part: Part, _ encoding: Encoding, to text: inout String) {
    var isFirst = true
    for scalar in string.unicodeScalars {
      switch scalar {
      // Leading white space is skipped; in a key every space would end it.
      case " ": text.append(part == .key || isFirst ? "\\ " : " ")
      case "\\": text.append("\\\\")
      case "=", ":", "#", "!":
        if part != .value { text.append("\\") }
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
