extension JSONReader {
  /// Moves over a string without making it.
  ///
  /// - Returns: whether there are escapes in it.
  mutating func skipString() throws(JSONError) -> Bool {
    let start = position
    let end = bytes.count
    var seen: UInt8 = 0
    var isEscaped = false
    var index = start + 1
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        if seen >= 0x80, String(validating: bytes[start + 1..<index], as: UTF8.self) == nil {
          throw failure(.encoding, "a string is not valid UTF-8", at: start)
        }
        position = index + 1
        return isEscaped
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        position = index
        try skipEscape()
        index = position
      } else if byte < 0x20 {
        throw failure(.syntax, "a control character must be escaped in a string", at: index)
      } else {
        seen |= byte
        index += 1
      }
    }
    throw failure(.syntax, "a string does not end", at: start)
  }

  private mutating func skipEscape() throws(JSONError) {
    guard position + 1 < bytes.count else { throw failure(.syntax, "a string does not end") }
    let letter = bytes[position + 1]
    if letter == UInt8(ascii: "u") {
      _ = try readUnicodeEscape()
    } else if Self.plainEscape(letter) != nil {
      position += 2
    } else {
      throw failure(.syntax, "this escape is not JSON's")
    }
  }

  /// The byte that a backslash and this letter stand for.
  private static func plainEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// Reads the string that begins here.
  mutating func readString() throws(JSONError) -> String {
    let start = position + 1
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\"), bytes[end] >= 0x20 {
      end += 1
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
      guard let text = String(validating: bytes[start..<end], as: UTF8.self) else {
        throw failure(.encoding, "a string is not valid UTF-8", at: start)
      }
      position = end + 1
      return text
    }
    return try readEscapedString(from: start)
  }

  private mutating func readEscapedString(from start: Int) throws(JSONError) -> String {
    var buffer: [UInt8] = []
    position = start
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let text = String(validating: buffer, as: UTF8.self) else {
          throw failure(.encoding, "a string is not valid UTF-8", at: start)
        }
        return text
      case UInt8(ascii: "\\"): try readEscape(into: &buffer)
      case 0..<0x20: throw failure(.syntax, "a control character must be escaped in a string")
      default:
        buffer.append(byte)
        position += 1
      }
    }
    throw failure(.syntax, "a string does not end", at: start - 1)
  }

  private mutating func readEscape(into buffer: inout [UInt8]) throws(JSONError) {
    guard position + 1 < bytes.count else { throw failure(.syntax, "a string does not end") }
    let letter = bytes[position + 1]
    if letter == UInt8(ascii: "u") {
      buffer.append(contentsOf: String(try readUnicodeEscape()).utf8)
      return
    }
    guard let plain = Self.plainEscape(letter) else { throw failure(.syntax, "this escape is not JSON's") }
    buffer.append(plain)
    position += 2
  }

  private mutating func readUnicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let start = position
    let first = try readCodeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw failure(.encoding, "half of a surrogate pair stands alone", at: start) }
    let second = try readCodeUnit()
    guard second >= 0xDC00, second <= 0xDFFF,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw failure(.encoding, "half of a surrogate pair stands alone", at: start) }
    return scalar
  }

  /// Reads `\uXXXX`.
  private mutating func readCodeUnit() throws(JSONError) -> UInt32 {
    guard position + 6 <= bytes.count else { throw failure(.syntax, "four hexadecimal digits are expected here") }
    var value: UInt32 = 0
    for digit in bytes[position + 2..<position + 6] {
      let number: UInt8
      switch digit {
      case 0x30...0x39: number = digit - 0x30
      case 0x41...0x46: number = digit - 0x41 + 10
      case 0x61...0x66: number = digit - 0x61 + 10
      default: throw failure(.syntax, "four hexadecimal digits are expected here")
      }
      value = value << 4 | UInt32(number)
    }
    position += 6
    return value
  }
}
