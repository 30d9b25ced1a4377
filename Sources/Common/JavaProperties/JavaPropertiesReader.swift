/// Reads properties as `java.util.Properties` does: logical lines first, then key and value of each, then escapes.
///
/// What it keeps is at most as long as the text.
struct JavaPropertiesReader {
  private let bytes: [UInt8]
  private let isTooLong: Bool
  private let limits: JavaPropertiesLimits
  private var position = 0
  private var line = 1

  init(_ text: String, limits: JavaPropertiesLimits) {
    isTooLong = text.utf8.count > limits.size
    bytes = isTooLong ? [] : Array(text.utf8)
    self.limits = limits
  }

  mutating func entries() throws(JavaPropertiesError) -> [JavaPropertiesDocument.Entry] {
    guard !isTooLong else {
      throw JavaPropertiesError(code: .limit, message: "the text is longer than \(limits.size) bytes", line: 1)
    }
    var entries: [JavaPropertiesDocument.Entry] = []
    while let logical = nextLine() {
      guard entries.count < limits.count else {
        throw JavaPropertiesError(
          code: .limit, message: "there are more than \(limits.count) properties", line: logical.number)
      }
      entries.append(try entry(of: logical))
    }
    return entries
  }

  // MARK: Logical lines

  /// A line without comment, blank lines, leading white space and the ends of lines that are continued.
  private struct LogicalLine {
    var bytes: [UInt8] = []
    var number = 0
  }

  private mutating func nextLine() -> LogicalLine? {
    var logical = LogicalLine()
    var isContinued = true
    while isContinued, position < bytes.count {
      skipWhiteSpace()
      let isNew = logical.bytes.isEmpty
      if isNew, position < bytes.count, bytes[position] == UInt8(ascii: "#") || bytes[position] == UInt8(ascii: "!") {
        _ = restOfLine()
        continue
      }
      if isNew { logical.number = line }
      let rest = restOfLine()
      // Two backslashes are one; one that stands alone at the end continues the line.
      let backslashes = rest.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      let ending = backslashes.isMultiple(of: 2) ? 0 : 1
      logical.bytes.append(contentsOf: rest.dropLast(ending))
      isContinued = ending == 1 || logical.bytes.isEmpty
      // Java takes a backslash that is all of the last line for a property without key and value.
      if ending == 1, logical.bytes.isEmpty, position == bytes.count { return logical }
    }
    return logical.bytes.isEmpty ? nil : logical
  }

  private mutating func skipWhiteSpace() {
    while position < bytes.count, Self.isWhiteSpace(bytes[position]) { position += 1 }
  }

  /// The bytes before the end of the line, which is passed.
  private mutating func restOfLine() -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") {
      position += 1
    }
    let rest = bytes[start..<position]
    if position < bytes.count {
      let isCarriageReturn = bytes[position] == UInt8(ascii: "\r")
      position += 1
      if isCarriageReturn, position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
      line += 1
    }
    return rest
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == 0x0C
  }

  // MARK: Key and value

  private func entry(of logical: LogicalLine) throws(JavaPropertiesError) -> JavaPropertiesDocument.Entry {
    let bytes = logical.bytes
    var keyEnd = 0
    var isEscaped = false
    while keyEnd < bytes.count {
      let byte = bytes[keyEnd]
      if !isEscaped, Self.isSeparator(byte) || Self.isWhiteSpace(byte) { break }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      keyEnd += 1
    }
    var valueStart = keyEnd
    var hasSeparator = false
    while valueStart < bytes.count {
      if !hasSeparator, Self.isSeparator(bytes[valueStart]) {
        hasSeparator = true
      } else if !Self.isWhiteSpace(bytes[valueStart]) {
        break
      }
      valueStart += 1
    }
    return JavaPropertiesDocument.Entry(
      key: try unescaped(bytes[..<keyEnd], line: logical.number),
      value: try unescaped(bytes[valueStart...], line: logical.number), line: logical.number)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") }

  // MARK: Escapes

  private func unescaped(_ bytes: ArraySlice<UInt8>, line: Int) throws(JavaPropertiesError) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
        plain.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "t"): plain.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "r"): plain.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "n"): plain.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "u"): plain.append(contentsOf: try scalar(&rest, line: line).utf8)
      default: plain.append(escaped)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The character whose first four digits come next; the second half of a pair follows as an escape of its own.
  private func scalar(_ rest: inout ArraySlice<UInt8>, line: Int) throws(JavaPropertiesError) -> Character {
    let unit = try codeUnit(&rest, line: line)
    if let scalar = Unicode.Scalar(unit) { return Character(scalar) }
    let lone = JavaPropertiesError(
      code: .encoding, message: "\\u\(String(unit, radix: 16)) is half of a surrogate pair", line: line)
    guard UTF16.isLeadSurrogate(unit), rest.starts(with: Array("\\u".utf8)) else { throw lone }
    rest = rest.dropFirst(2)
    let second = try codeUnit(&rest, line: line)
    let pair = 0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(second & 0x3FF)
    guard UTF16.isTrailSurrogate(second), let scalar = Unicode.Scalar(pair) else { throw lone }
    return Character(scalar)
  }

  private func codeUnit(_ rest: inout ArraySlice<UInt8>, line: Int) throws(JavaPropertiesError) -> UInt16 {
    let digits = rest.prefix(4)
    rest = rest.dropFirst(4)
    var unit: UInt16 = 0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { throw malformed(line) }
      unit = unit << 4 | UInt16(value)
    }
    guard digits.count == 4 else { throw malformed(line) }
    return unit
  }

  private func malformed(_ line: Int) -> JavaPropertiesError {
    JavaPropertiesError(code: .escape, message: "\\u needs four hexadecimal digits", line: line)
  }
}
