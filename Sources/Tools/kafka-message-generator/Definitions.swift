/// What a field holds, by Kafka's names of types.
indirect enum FieldType: Equatable {
  case primitive(Primitive)
  case string
  case bytes
  case records
  case structure(String)
  case array(FieldType)

  /// Types of a fixed length.
  enum Primitive: String, CaseIterable {
    case bool, int8, int16, uint16, int32, uint32, int64, float64, uuid

    /// Its length in bytes.
    var size: Int {
      switch self {
      case .bool, .int8: 1
      case .int16, .uint16: 2
      case .int32, .uint32: 4
      case .int64, .float64: 8
      case .uuid: 16
      }
    }
  }

  init?(_ text: Substring) {
    if text.hasPrefix("[]") {
      guard let element = FieldType(text.dropFirst(2)) else { return nil }
      if case .array = element { return nil }
      self = .array(element)
    } else if let primitive = Primitive(rawValue: String(text)) {
      self = .primitive(primitive)
    } else if text == "string" {
      self = .string
    } else if text == "bytes" {
      self = .bytes
    } else if text == "records" {
      self = .records
    } else if let first = text.first, first.isUppercase, text.utf8.allSatisfy(isNameByte) {
      self = .structure(String(text))
    } else {
      return nil
    }
  }

  /// The name of the structure that it holds, itself or as elements.
  var structureName: String? {
    switch self {
    case .structure(let name): name
    case .array(let element): element.structureName
    default: nil
    }
  }

  /// Whether it can be null.
  var allowsNull: Bool {
    if case .primitive = self { return false }
    return true
  }
}

/// A field of a structure, as a line says it.
struct FieldDefinition {
  let name: String
  let type: FieldType
  /// Its type as it is written.
  let typeText: String
  let versions: Versions
  var nullable: Versions?
  var tag: Int?
  var tagged: Versions?
  /// As it is written; nil where the type's own holds.
  var defaultText: String?
  var isIgnorable = false
  var isKey = false
  /// A list of numbers that usually has few of them.
  var isShort = false
  /// Written in the old way in flexible versions too.
  var isInflexible = false
  let line: Int
}

/// A structure: the message itself, or one that it holds.
struct StructureDefinition {
  /// Kafka's name.
  let name: String
  var fields: [FieldDefinition] = []
  let line: Int
}

/// A message: what goes over the wire, or what is kept in a record.
struct MessageDefinition {
  enum Kind: Equatable {
    case request
    case response
    case data
  }

  /// Kafka's name, such as `MetadataResponse`.
  let name: String
  let kind: Kind
  let versions: Versions
  /// The versions with compact lengths and tagged fields.
  let flexible: Versions?
  var root: StructureDefinition
  /// Those that it holds, in the order of the file.
  var structures: [StructureDefinition] = []
  let line: Int
}

/// What one file defines.
struct DefinitionFile {
  /// The file's path, as it was given.
  let path: String
  /// The file's name without its ending.
  let name: String
  var apiName: String?
  var apiKey: Int?
  /// What a broker of the release that the project follows says it takes.
  var advertised: Versions?
  var messages: [MessageDefinition] = []
}

func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  default: false
  }
}
