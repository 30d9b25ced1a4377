/// The names that Kafka's have in Swift.
struct SwiftNames {
  /// Words that cannot be names without marks.
  private static let reserved: Set<String> = [
    "protocol", "operator", "internal", "default", "return", "in", "is", "as", "for", "where", "case", "switch", "self",
  ]

  let message: MessageDefinition
  private let api: String?
  private var structures: [String: String] = [:]

  init(_ message: MessageDefinition, api: String?) {
    self.message = message
    self.api = api
    var taken: Set<String> = []
    for structure in message.structures {
      var name = structure.name
      for prefix in [message.name, api ?? ""] where !prefix.isEmpty && name == structure.name {
        let rest = name.dropFirst(prefix.count)
        if name.hasPrefix(prefix), let first = rest.first, first.isUppercase { name = String(rest) }
      }
      if taken.contains(name) || ["Type", "Self", "Protocol"].contains(name) { name = structure.name }
      taken.insert(name)
      structures[structure.name] = name
    }
  }

  /// The type of a structure, as it is named within the message.
  func structure(_ name: String) -> String { structures[name] ?? name }

  /// The property of a field.
  static func property(_ field: FieldDefinition) -> String {
    let name = lowered(field.name)
    return reserved.contains(name) ? "`\(name)`" : name
  }

  /// Kafka's name of a field in JSON.
  static func lowered(_ name: String) -> String { name.prefix(1).lowercased() + name.dropFirst() }

  /// The type of a field's value, without regard to null.
  func type(_ type: FieldType) -> String {
    switch type {
    case .primitive(let primitive):
      switch primitive {
      case .bool: return "Bool"
      case .int8: return "Int8"
      case .int16: return "Int16"
      case .uint16: return "UInt16"
      case .int32: return "Int32"
      case .uint32: return "UInt32"
      case .int64: return "Int64"
      case .float64: return "Double"
      case .uuid: return "KafkaUUID"
      }
    case .string: return "String"
    case .bytes: return "[UInt8]"
    case .records: return "ArraySlice<UInt8>"
    case .structure(let name): return structure(name)
    case .array(let element): return "[\(self.type(element))]"
    }
  }

  /// The type of a field.
  func type(_ field: FieldDefinition) -> String {
    field.isShort ? "Int32List" : type(field.type) + (field.isOptional ? "?" : "")
  }

  /// What a field is at first.
  func initial(_ field: FieldDefinition) -> String {
    if let text = field.defaultText {
      if text == "null" { return "nil" }
      return text
    }
    switch field.type {
    case .primitive(.bool): return "false"
    case .primitive(.uuid): return "KafkaUUID.zero"
    case .primitive: return "0"
    case .string: return "\"\""
    case .array where field.isShort: return "Int32List()"
    case .bytes, .array: return "[]"
    case .records: return field.isOptional ? "nil" : "[]"
    case .structure(let name): return "\(structure(name))()"
    }
  }
}

extension FieldDefinition {
  /// Whether its type has null: records always do.
  var isOptional: Bool { nullable != nil || type == .records }
}
