import JSON

/// Writes a value as YAML in block style.
struct YAMLWriter {
  private(set) var text = ""

  /// YAML 1.2 §7.4: a key before a colon has at most 1,024 characters; a longer one needs a question mark.
  private static let longestSimpleKey = 1000

  mutating func writeDocument(_ value: JSONValue) {
    write(value, indentation: 0, isInline: false)
    if !text.hasSuffix("\n") { text += "\n" }
  }

  /// Writes a value; `isInline` says that a key or a dash stands before it on the line.
  private mutating func write(_ value: JSONValue, indentation: Int, isInline: Bool) {
    switch value {
    case .object(let members) where !members.isEmpty:
      if isInline { text += "\n" }
      for (key, member) in members {
        text += String(repeating: " ", count: indentation)
        writeMember(key, member, indentation: indentation)
      }
    case .array(let elements) where !elements.isEmpty:
      if isInline { text += "\n" }
      for element in elements {
        text += String(repeating: " ", count: indentation) + "-"
        writeElement(element, indentation: indentation)
      }
    default:
      if isInline { text += " " }
      writeScalar(value, indentation: indentation)
      text += "\n"
    }
  }

  private mutating func writeMember(_ key: String, _ value: JSONValue, indentation: Int) {
    let keyText = Self.isPlain(key) ? key : Self.quoted(key)
    if keyText.utf8.count > Self.longestSimpleKey {
      text += "? " + keyText + "\n" + String(repeating: " ", count: indentation) + ":"
    } else {
      text += keyText + ":"
    }
    // A list stands at its key's own column, as kubectl writes it.
    let isList = value.arrayValue != nil
    write(value, indentation: isList ? indentation : indentation + 2, isInline: true)
  }

  /// Writes what follows a dash: the first member of a mapping stands on the dash's line.
  private mutating func writeElement(_ value: JSONValue, indentation: Int) {
    guard let members = value.objectValue, !members.isEmpty else {
      return write(value, indentation: indentation + 2, isInline: true)
    }
    for (index, (key, member)) in members.enumerated() {
      text += index == 0 ? " " : String(repeating: " ", count: indentation + 2)
      writeMember(key, member, indentation: indentation + 2)
    }
  }

  private mutating func writeScalar(_ value: JSONValue, indentation: Int) {
    switch value {
    case .string(let string) where Self.fitsBlock(string):
      // The chomping: no line feed at the end, one, or all of them.
      text += string.hasSuffix("\n") ? (string.hasSuffix("\n\n") ? "|+" : "|") : "|-"
      var lines = string.split(separator: "\n", omittingEmptySubsequences: false)
      if string.hasSuffix("\n") { lines.removeLast() }
      for line in lines {
        text += "\n" + (line.isEmpty ? "" : String(repeating: " ", count: max(indentation, 2)) + line)
      }
    case .string(let string): text += Self.isPlain(string) ? string : Self.quoted(string)
    default: text += value.text()
    }
  }

  /// Whether a text of several lines can stand as a literal block and be read back as it is. A reader takes the
  /// indentation from the first line that is not empty, so the first line begins with neither a space nor a tab.
  private static func fitsBlock(_ string: String) -> Bool {
    guard string.utf8.contains(0x0A), let first = string.utf8.first, first > 0x20 else { return false }
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A: continue
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: return false
      default: continue
      }
    }
    return true
  }

  /// Whether a text needs no quotes: letters, digits and a few signs, and it would not be read as anything else.
  private static func isPlain(_ string: String) -> Bool {
    guard let first = string.utf8.first, string.utf8.count < 200 else { return false }
    guard YAMLScalar.meaning(of: string) == .text, string != "<<", string != "=" else {
      return false
    }
    func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "."): true
      default: false
      }
    }
    guard isWord(first), string.utf8.last != 0x20 else { return false }
    for byte in string.utf8 {
      guard
        isWord(byte) || byte == 0x20 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=")
          || byte == UInt8(ascii: "@")
      else { return false }
    }
    // Dates and the like are read as text here, but other readers take them for more; `...` ends a document.
    if first == UInt8(ascii: ".") {
      guard let second = string.utf8.dropFirst().first else { return false }
      return (0x61...0x7A).contains(second | 0x20)
    }
    return !(first >= 0x30 && first <= 0x39)
  }

  /// The text in double quotes. JSON's escapes are YAML's too, but YAML wants more characters escaped.
  private static func quoted(_ string: String) -> String {
    var text = ""
    for scalar in JSONValue.string(string).text().unicodeScalars {
      switch scalar.value {
      case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
