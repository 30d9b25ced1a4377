import JSON

/// The forms of numbers that kubectl reads: `12`, `+1`, `0x1F`, `0o12`, `012`, `0b11`, `1.5`, `1.`, `.5`, `1e3`, and any
/// of them with underscores between or behind the digits.
enum YAMLNumber {
  /// What a plain scalar that begins as a number does is: a number, or text after all.
  static func meaning(of text: String) -> YAMLScalar.Meaning {
    var bytes: [UInt8] = []
    for byte in text.utf8 where byte != UInt8(ascii: "_") { bytes.append(byte) }
    if let number = integer(bytes) { return .integer(number) }
    if isFloat(bytes), let number = float(bytes) { return .float(number) }
    return .text
  }

  private static func integer(_ bytes: [UInt8]) -> JSONNumber? {
    var digits = bytes[...]
    var isNegative = false
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      digits = digits.dropFirst()
    }
    guard let magnitude = magnitude(digits) else { return nil }
    guard isNegative, magnitude != 0 else { return JSONNumber(magnitude) }
    guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
    return JSONNumber(Int64(truncatingIfNeeded: 0 &- magnitude))
  }

  /// The value of digits with the prefix that names their radix; nil where it needs more than 64 bits.
  private static func magnitude(_ text: ArraySlice<UInt8>) -> UInt64? {
    var digits = text
    var radix: UInt64 = 10
    if digits.first == UInt8(ascii: "0"), digits.count > 1 {
      digits = digits.dropFirst()
      switch digits[digits.startIndex] | 0x20 {
      case UInt8(ascii: "x"): radix = 16
      case UInt8(ascii: "b"): radix = 2
      default: radix = 8
      }
      let isLetter = digits[digits.startIndex] | 0x20 == UInt8(ascii: "o") || radix != 8
      if isLetter { digits = digits.dropFirst() }
    }
    guard !digits.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = digit(byte), digit < radix else { return nil }
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: radix)
      let (sum, isStillTooLarge) = product.addingReportingOverflow(digit)
      if isTooLarge || isStillTooLarge { return nil }
      value = sum
    }
    return value
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte - 0x30)
    case 0x41...0x46: UInt64(byte - 0x41 + 10)
    case 0x61...0x66: UInt64(byte - 0x61 + 10)
    default: nil
    }
  }

  /// Whether the text is `[-+]? (.digits | digits [. digits?]) ([eE] [-+]? digits)?`.
  private static func isFloat(_ bytes: [UInt8]) -> Bool {
    var position = 0
    func isOne(of letters: StaticString) -> Bool {
      guard position < bytes.count else { return false }
      return letters.description.utf8.contains(bytes[position])
    }
    func skipDigits() -> Bool {
      let start = position
      while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
      return position > start
    }
    if isOne(of: "-+") { position += 1 }
    let hasWhole = skipDigits()
    if isOne(of: ".") {
      position += 1
      guard skipDigits() || hasWhole else { return false }
    } else if !hasWhole {
      return false
    }
    if isOne(of: "eE") {
      position += 1
      if isOne(of: "-+") { position += 1 }
      guard skipDigits() else { return false }
    }
    return position == bytes.count
  }

  /// The nearest double in its shortest text; nil where it is infinite.
  private static func float(_ bytes: [UInt8]) -> JSONNumber? {
    var normal: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      normal.append(byte)
      // `1.` and `1.e3` lack the digit that Swift wants behind the point.
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "."), next < 0x30 || next > 0x39 { normal.append(UInt8(ascii: "0")) }
    }
    guard let value = Double(String(decoding: normal, as: UTF8.self)), value.isFinite else { return nil }
    return JSONNumber(value)
  }
}
