/// The entries of a text in Java's properties format, as far as rules look at them: keys and values without escapes undone.
struct PropertyEntries {
  /// One entry.
  struct Entry: Hashable {
    let key: String
    let value: String
  }

  /// The entries, in the order of the text.
  let entries: [Entry]

  init(_ text: String) {
    var entries: [Entry] = []
    var line = ""
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let content = part.drop(while: Self.isSpace)
      if line.isEmpty, content.first == "#" || content.first == "!" { continue }
      line += content
      if Self.isContinued(content) {
        line.removeLast()
        continue
      }
      if let entry = Self.entry(line) { entries.append(entry) }
      line = ""
    }
    if let entry = Self.entry(line) { entries.append(entry) }
    self.entries = entries
  }

  private static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\u{c}"
  }

  /// Whether a line ends with an odd number of backslashes.
  private static func isContinued(_ line: Substring) -> Bool {
    line.reversed().prefix { $0 == "\\" }.count % 2 == 1
  }

  private static func entry(_ line: String) -> Entry? {
    if line.isEmpty { return nil }
    var isEscaped = false
    let end = line.firstIndex { character in
      defer { isEscaped = character == "\\" && !isEscaped }
      return !isEscaped && (isSpace(character) || character == "=" || character == ":")
    }
    guard let end else { return Entry(key: line, value: "") }
    var rest = line[end...].drop(while: isSpace)
    if rest.first == "=" || rest.first == ":" { rest = rest.dropFirst() }
    return Entry(key: String(line[..<end]), value: String(rest.drop(while: isSpace)))
  }
}
