/// Reads a file of definitions: its form is in docs/kafka-protocol.md.
struct DefinitionReader {
  private var file: DefinitionFile
  private var lines: [Line] = []
  private var next = 0

  /// A line with something on it.
  private struct Line {
    let number: Int
    /// Levels of two spaces.
    let depth: Int
    let words: [Substring]
  }

  static func read(_ text: String, path: String, name: String) throws(DefinitionError) -> DefinitionFile {
    var reader = DefinitionReader(file: DefinitionFile(path: path, name: name))
    try reader.split(text)
    while reader.next < reader.lines.count { try reader.readHeading() }
    return reader.file
  }

  private init(file: DefinitionFile) { self.file = file }

  private func failure(_ line: Int, _ message: String) -> DefinitionError {
    DefinitionError(file: file.path, line: line, message: message)
  }

  private mutating func split(_ text: String) throws(DefinitionError) {
    var number = 0
    for text in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let content = text.prefix { $0 != "#" }
      let words = content.split(separator: " ")
      if words.isEmpty { continue }
      let spaces = content.prefix { $0 == " " }.count
      guard spaces.isMultiple(of: 2), !content.contains("\t") else {
        throw failure(number, "a line is indented by two spaces a level, without tabs")
      }
      lines.append(Line(number: number, depth: spaces / 2, words: words))
    }
  }

  private mutating func readHeading() throws(DefinitionError) {
    let line = lines[next]
    next += 1
    guard line.depth == 0 else { throw failure(line.number, "this line belongs to nothing") }
    switch line.words[0] {
    case "api":
      guard line.words.count == 3, let key = Int16(line.words[2]), file.apiName == nil else {
        throw failure(line.number, "expected once: api NAME KEY")
      }
      file.apiName = String(line.words[1])
      file.apiKey = Int(key)
    case "advertised":
      guard line.words.count == 2, let versions = Versions(line.words[1]), versions.highest != Versions.open,
        file.apiName != nil
      else { throw failure(line.number, "expected after `api`: advertised LOWEST-HIGHEST") }
      file.advertised = versions
    case "request", "response":
      guard let api = file.apiName else { throw failure(line.number, "`\(line.words[0])` comes after `api`") }
      let isRequest = line.words[0] == "request"
      let name = api + (isRequest ? "Request" : "Response")
      try readMessage(name, isRequest ? .request : .response, line, versionWord: 1)
    case "message":
      guard line.words.count > 1 else { throw failure(line.number, "expected: message NAME VERSIONS") }
      try readMessage(String(line.words[1]), .data, line, versionWord: 2)
    default:
      throw failure(line.number, "unknown heading `\(line.words[0])`")
    }
  }

  private mutating func readMessage(
    _ name: String, _ kind: MessageDefinition.Kind, _ line: Line, versionWord: Int
  ) throws(DefinitionError) {
    let words = line.words
    guard words.count > versionWord, let versions = Versions(words[versionWord]), versions.highest != Versions.open
    else {
      throw failure(line.number, "expected the versions of \(name), LOWEST-HIGHEST")
    }
    var flexible: Versions?
    if words.count > versionWord + 1 {
      guard words.count == versionWord + 3, words[versionWord + 1] == "flexible",
        let range = Versions(words[versionWord + 2]), range.highest == Versions.open
      else { throw failure(line.number, "expected at the end: flexible FIRST+") }
      flexible = range
    }
    var message = MessageDefinition(
      name: name, kind: kind, versions: versions, flexible: flexible,
      root: StructureDefinition(name: name, line: line.number), line: line.number)
    var root = message.root
    try readFields(of: &root, depth: 1, into: &message)
    message.root = root
    file.messages.append(message)
  }

  private mutating func readFields(
    of structure: inout StructureDefinition, depth: Int, into message: inout MessageDefinition
  ) throws(DefinitionError) {
    while next < lines.count, lines[next].depth >= depth {
      let line = lines[next]
      next += 1
      guard line.depth == depth else { throw failure(line.number, "this line is indented too far") }
      if line.words[0] == "struct" {
        guard depth == 1, line.words.count == 2 else { throw failure(line.number, "expected: struct NAME") }
        try readStructure(String(line.words[1]), line, depth: depth + 1, into: &message)
        continue
      }
      let field = try readField(line)
      structure.fields.append(field)
      if next < lines.count, lines[next].depth > depth {
        guard let name = field.type.structureName else {
          throw failure(lines[next].number, "\(field.name) is no structure and has no fields")
        }
        try readStructure(name, line, depth: depth + 1, into: &message)
      }
    }
  }

  private mutating func readStructure(
    _ name: String, _ line: Line, depth: Int, into message: inout MessageDefinition
  ) throws(DefinitionError) {
    guard !message.structures.contains(where: { $0.name == name }) else {
      throw failure(line.number, "\(name) is defined twice in \(message.name)")
    }
    // The place is taken before the fields are read, so that structures stand in the order of the file.
    let place = message.structures.count
    var structure = StructureDefinition(name: name, line: line.number)
    message.structures.append(structure)
    try readFields(of: &structure, depth: depth, into: &message)
    message.structures[place] = structure
  }

  private func readField(_ line: Line) throws(DefinitionError) -> FieldDefinition {
    let words = line.words
    guard words.count >= 3, words[0].utf8.allSatisfy(isNameByte) else {
      throw failure(line.number, "expected: NAME TYPE VERSIONS")
    }
    guard let type = FieldType(words[1]) else { throw failure(line.number, "unknown type `\(words[1])`") }
    guard let versions = Versions(words[2]) else { throw failure(line.number, "`\(words[2])` are no versions") }
    var field = FieldDefinition(
      name: String(words[0]), type: type, typeText: String(words[1]), versions: versions, line: line.number)
    var index = 3
    func word(_ offset: Int) throws(DefinitionError) -> Substring {
      guard index + offset < words.count else { throw failure(line.number, "`\(words[index])` is not complete") }
      return words[index + offset]
    }
    while index < words.count {
      switch words[index] {
      case "nullable":
        guard let range = Versions(try word(1)), type.allowsNull else {
          throw failure(line.number, "expected for a type that can be null: nullable VERSIONS")
        }
        field.nullable = range
        index += 2
      case "tag":
        guard let tag = Int(try word(1)), tag >= 0, let range = Versions(try word(2)) else {
          throw failure(line.number, "expected: tag NUMBER VERSIONS")
        }
        field.tag = tag
        field.tagged = range
        index += 3
      case "default":
        field.defaultText = String(try word(1))
        index += 2
      case "ignorable":
        field.isIgnorable = true
        index += 1
      case "key":
        field.isKey = true
        index += 1
      case "short":
        guard type == .array(.primitive(.int32)), field.nullable == nil else {
          throw failure(line.number, "only a []int32 that is never null can be short")
        }
        field.isShort = true
        index += 1
      case "inflexible":
        field.isInflexible = true
        index += 1
      default:
        throw failure(line.number, "unknown word `\(words[index])`")
      }
    }
    return field
  }
}
