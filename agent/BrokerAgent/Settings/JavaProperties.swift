/// Java's properties format: lines of a key and a value, comments by `#` and `!`, lines that go on after a backslash, and
/// backslashes before what would mean something else.
struct JavaProperties {
  /// The values, by key; of a key that is there twice the last counts.
  private(set) var values: [String: String] = [:]

  /// Reads a text; every text is one.
  init(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    while !rest.isEmpty {
      var line: [Unicode.Scalar] = []
      while Self.takeLine(from: &rest, into: &line) {}
      if let first = line.first, first != "#", first != "!" { take(line) }
    }
  }

  /// Takes a line without the blanks that it begins with; whether it goes on with the next one.
  private static func takeLine(from rest: inout ArraySlice<Unicode.Scalar>, into line: inout [Unicode.Scalar]) -> Bool {
    let isComment = line.isEmpty
    rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\u{0C}" }
    let end = rest.firstIndex { $0 == "\n" || $0 == "\r" } ?? rest.endIndex
    let part = rest[..<end]
    let isCRLF = end < rest.endIndex - 1 && rest[end] == "\r" && rest[end + 1] == "\n"
    rest = rest[min(end + (isCRLF ? 2 : 1), rest.endIndex)...]
    if isComment, let first = part.first, first == "#" || first == "!" {
      line.append(contentsOf: part)
      return false
    }
    let backslashes = part.reversed().prefix { $0 == "\\" }.count
    guard backslashes % 2 == 1 else {
      line.append(contentsOf: part)
      return false
    }
    line.append(contentsOf: part.dropLast())
    return !rest.isEmpty
  }

  private mutating func take(_ line: [Unicode.Scalar]) {
    var key = String.UnicodeScalarView()
    var value = String.UnicodeScalarView()
    var index = 0
    while index < line.count, !" \t\u{0C}=:".unicodeScalars.contains(line[index]) {
      key.append(Self.scalar(line, &index))
    }
    var hasSeparator = false
    while index < line.count,
      " \t\u{0C}".unicodeScalars.contains(line[index]) || (!hasSeparator && "=:".unicodeScalars.contains(line[index]))
    {
      if line[index] == "=" || line[index] == ":" { hasSeparator = true }
      index += 1
    }
    while index < line.count { value.append(Self.scalar(line, &index)) }
    values[String(key)] = String(value)
  }

  /// The next character, with what a backslash makes of it.
  private static func scalar(_ line: [Unicode.Scalar], _ index: inout Int) -> Unicode.Scalar {
    let first = line[index]
    index += 1
    guard first == "\\", index < line.count else { return first }
    let second = line[index]
    index += 1
    switch second {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "f": return "\u{0C}"
    case "u":
      var digits = ""
      while digits.count < 4, index < line.count, line[index].properties.isASCIIHexDigit {
        digits.unicodeScalars.append(line[index])
        index += 1
      }
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    default: return second
    }
  }
}
