/// Cuts an expression into words.
struct CELScanner {
  private let characters: [Character]
  private var index = 0

  init(_ text: String) { characters = Array(text) }

  private static let doubleMarks: Set<String> = ["==", "!=", "<=", ">=", "&&", "||"]
  private static let singleMarks: Set<Character> = [
    "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "+", "-", "*", "/", "%", "!", "<", ">",
  ]

  /// All words, with an end behind them.
  static func tokens(in text: String) throws(CELError) -> [CELToken] {
    var scanner = CELScanner(text)
    var tokens: [CELToken] = []
    while let token = try scanner.next() { tokens.append(token) }
    tokens.append(CELToken(kind: .end, offset: scanner.index))
    return tokens
  }

  private func peek(_ ahead: Int = 0) -> Character? {
    characters.indices.contains(index + ahead) ? characters[index + ahead] : nil
  }

  private mutating func next() throws(CELError) -> CELToken? {
    skipBlanks()
    guard let character = peek() else { return nil }
    let start = index
    if let quote = stringStart() { return CELToken(kind: try string(quote), offset: start) }
    if character.isNumber, character.isASCII { return CELToken(kind: try number(), offset: start) }
    if character.isASCII, character.isLetter || character == "_" {
      var name = ""
      while let part = peek(), part.isASCII, part.isLetter || part.isNumber || part == "_" {
        name.append(part)
        index += 1
      }
      return CELToken(kind: .identifier(name), offset: start)
    }
    if let second = peek(1), Self.doubleMarks.contains(String([character, second])) {
      index += 2
      return CELToken(kind: .mark(String([character, second])), offset: start)
    }
    guard Self.singleMarks.contains(character) else {
      throw .syntax("Syntax error: token recognition error at: '\(character)'", at: start)
    }
    index += 1
    return CELToken(kind: .mark(String(character)), offset: start)
  }

  private mutating func skipBlanks() {
    while let character = peek() {
      if character.isWhitespace {
        index += 1
      } else if character == "/", peek(1) == "/" {
        while let rest = peek(), !rest.isNewline { index += 1 }
      } else {
        return
      }
    }
  }

  // MARK: Strings

  private struct Quote {
    let mark: String
    let isRaw: Bool
    let isBytes: Bool
    /// The characters before the text.
    let length: Int
  }

  private func stringStart() -> Quote? {
    var ahead = 0
    var isRaw = false
    var isBytes = false
    while let prefix = peek(ahead), ahead < 2, "rRbB".contains(prefix) {
      if "rR".contains(prefix) { isRaw = true } else { isBytes = true }
      ahead += 1
    }
    guard let mark = peek(ahead), mark == "'" || mark == "\"" else { return nil }
    let isTriple = peek(ahead + 1) == mark && peek(ahead + 2) == mark
    return Quote(
      mark: String(repeating: mark, count: isTriple ? 3 : 1), isRaw: isRaw, isBytes: isBytes,
      length: ahead + (isTriple ? 3 : 1))
  }

  private mutating func string(_ quote: Quote) throws(CELError) -> CELToken.Kind {
    let start = index
    index += quote.length
    var text = ""
    while let character = peek() {
      let end = min(index + quote.mark.count, characters.count)
      if String(characters[index..<end]) == quote.mark {
        index += quote.mark.count
        return quote.isBytes ? .unsupported("bytes") : .string(text)
      }
      if character.isNewline, quote.mark.count == 1 { break }
      if character == "\\", !quote.isRaw {
        text.unicodeScalars.append(try escape())
      } else {
        text.append(character)
        index += 1
      }
    }
    throw .syntax("Syntax error: the text that begins here does not end", at: start)
  }

  private mutating func escape() throws(CELError) -> Unicode.Scalar {
    let start = index
    index += 1
    guard let letter = peek() else { throw .syntax("Syntax error: a text ends in '\\'", at: start) }
    index += 1
    let simple: [Character: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "v": "\u{0B}", "\\": "\\",
      "'": "'", "\"": "\"", "`": "`", "?": "?",
    ]
    if let scalar = simple[letter] { return scalar }
    let lengths: [Character: Int] = ["x": 2, "X": 2, "u": 4, "U": 8]
    if let length = lengths[letter] { return try scalar(length, radix: 16, from: start) }
    if ("0"..."3").contains(letter) {
      index -= 1
      return try scalar(3, radix: 8, from: start)
    }
    throw .syntax("Syntax error: '\\\(letter)' is no escape", at: start)
  }

  private mutating func scalar(
    _ length: Int, radix: Int, from start: Int
  ) throws(CELError) -> Unicode.Scalar {
    let end = min(index + length, characters.count)
    let digits = String(characters[index..<end])
    index = end
    guard digits.count == length, let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value) else {
      throw .syntax("Syntax error: an escape names no character", at: start)
    }
    return scalar
  }

  // MARK: Numbers

  private mutating func number() throws(CELError) -> CELToken.Kind {
    let start = index
    if peek() == "0", peek(1) == "x" || peek(1) == "X" {
      index += 2
      let digits = take { $0.isHexDigit }
      guard let value = Int64(digits, radix: 16) else {
        throw .syntax("Syntax error: '0x\(digits)' is no integer", at: start)
      }
      return unsigned() ? .unsupported("unsigned integers") : .int(value)
    }
    var text = take { $0.isASCII && $0.isNumber }
    var isDouble = false
    if peek() == ".", let digit = peek(1), digit.isASCII, digit.isNumber {
      index += 1
      text += "." + take { $0.isASCII && $0.isNumber }
      isDouble = true
    }
    if let exponent = peek(), exponent == "e" || exponent == "E" {
      index += 1
      var sign = ""
      if let mark = peek(), mark == "+" || mark == "-" {
        sign = String(mark)
        index += 1
      }
      text += "e" + sign + take { $0.isASCII && $0.isNumber }
      isDouble = true
    }
    if isDouble, let value = Double(text) { return .double(value) }
    if !isDouble, let value = Int64(text) { return unsigned() ? .unsupported("unsigned integers") : .int(value) }
    throw .syntax("Syntax error: '\(text)' is no number", at: start)
  }

  private mutating func unsigned() -> Bool {
    guard let letter = peek(), letter == "u" || letter == "U" else { return false }
    index += 1
    return true
  }

  private mutating func take(while isPart: (Character) -> Bool) -> String {
    var text = ""
    while let character = peek(), isPart(character) {
      text.append(character)
      index += 1
    }
    return text
  }
}
