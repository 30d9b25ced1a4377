/// Walks over the warnings of one header: `299 - "text" "date", 299 host "text"`.
struct WarningScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ value: String) { bytes = Array(value.utf8) }

  /// The next warning; nil at the end, and where the grammar is broken.
  mutating func next() -> WarningHeader? {
    skip(where: { $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == 0x09 })
    guard let code = code(), space(), let agent = agent(), space(), let text = quoted() else { return stop() }
    let end = position
    // A date in quotes may follow.
    if space(), quoted() == nil { position = end }
    skip(where: { $0 == 0x20 || $0 == 0x09 })
    guard position == bytes.count || bytes[position] == UInt8(ascii: ",") else { return stop() }
    return WarningHeader(code: code, agent: agent, text: text)
  }

  private mutating func stop() -> WarningHeader? {
    position = bytes.count
    return nil
  }

  private mutating func skip(where isSkipped: (UInt8) -> Bool) {
    while position < bytes.count, isSkipped(bytes[position]) { position += 1 }
  }

  private mutating func space() -> Bool {
    let start = position
    skip(where: { $0 == 0x20 || $0 == 0x09 })
    return position > start
  }

  /// Three digits.
  private mutating func code() -> Int? {
    guard position + 3 <= bytes.count else { return nil }
    var value = 0
    for digit in bytes[position..<position + 3] {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    position += 3
    return value
  }

  private mutating func agent() -> String? {
    let start = position
    skip(where: { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") })
    return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
  }

  /// A text in double quotes, in which a backslash stands before what is meant literally.
  private mutating func quoted() -> String? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
    var text: [UInt8] = []
    var index = position + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        position = index + 1
        return Self.printable(text)
      case UInt8(ascii: "\\"):
        guard index + 1 < bytes.count else { return nil }
        text.append(bytes[index + 1])
        index += 2
      default:
        text.append(bytes[index])
        index += 1
      }
    }
    return nil
  }

  /// The text without control characters: it goes into logs.
  private static func printable(_ bytes: [UInt8]) -> String {
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
    where scalar.properties.generalCategory != .control { text.unicodeScalars.append(scalar) }
    return text
  }
}
