/// Cuts the text of a selector into words and signs.
struct SelectorScanner {
  /// A word or a sign.
  enum Token: Hashable {
    case word(String)
    case sign(String)
    case end

    var text: String {
      switch self {
      case .word(let text), .sign(let text): text
      case .end: ""
      }
    }
  }

  private static let signs: Set<String> = ["=", "==", "!", "!=", "(", ")", ",", "<", ">"]
  private static let signCharacters = Set("=!(),<>".utf8)
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// Moves over the next word or sign; a sign is as long as it can be.
  mutating func next() -> Token {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count else { return .end }
    let start = position
    if Self.signCharacters.contains(bytes[start]) {
      position += 1
      let two = String(decoding: bytes[start..<min(start + 2, bytes.count)], as: UTF8.self)
      if two.utf8.count == 2, Self.signs.contains(two) { position += 1 }
      return .sign(String(decoding: bytes[start..<position], as: UTF8.self))
    }
    while position < bytes.count, !Self.isSpace(bytes[position]), !Self.signCharacters.contains(bytes[position]) {
      position += 1
    }
    return .word(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  /// The next word or sign, without moving over it.
  var following: Token {
    var copy = self
    return copy.next()
  }
}
