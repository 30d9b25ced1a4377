/// How a field is declared, shown and read in Swift.
struct FieldPlan {
  private let field: FieldDescriptor
  private let names: Names
  private let map: (key: FieldDescriptor, value: FieldDescriptor)?

  init(_ field: FieldDescriptor, names: Names) {
    self.field = field
    self.names = names
    if field.isRepeated, let entry = names.mapEntries[field.typeName], entry.fields.count == 2 {
      map = (entry.fields[0], entry.fields[1])
    } else {
      map = nil
    }
  }

  private static let scalars: [Int: (codec: String, swift: String)] = [
    1: ("ProtobufDouble", "Double"), 2: ("ProtobufFloat", "Float"), 3: ("ProtobufInt64", "Int64"),
    4: ("ProtobufUInt64", "UInt64"), 5: ("ProtobufInt32", "Int32"), 6: ("ProtobufFixed64", "UInt64"),
    7: ("ProtobufFixed32", "UInt32"), 8: ("ProtobufBool", "Bool"), 9: ("ProtobufString", "String"),
    12: ("ProtobufBytes", "[UInt8]"), 13: ("ProtobufUInt32", "UInt32"), 15: ("ProtobufSFixed32", "Int32"),
    16: ("ProtobufSFixed64", "Int64"), 17: ("ProtobufSInt32", "Int32"), 18: ("ProtobufSInt64", "Int64"),
  ]

  private var wrapped: Int? { field.type == 11 ? Names.wrappers[field.typeName] : nil }

  /// Whether the element is a wrapper, whose value stands alone in Swift.
  var isWrapper: Bool { wrapped != nil }

  /// Whether the element is a message of its own in Swift.
  var isMessage: Bool { field.type == 11 && wrapped == nil }

  /// The type that reads and writes an element; for what is no message.
  var codec: String {
    if let wrapped, let scalar = Self.scalars[wrapped] { return "ProtobufWrapper<\(scalar.codec)>" }
    if field.type == 14 { return "ProtobufEnumField<\(names.type(field.typeName))>" }
    return Self.scalars[field.type]?.codec ?? "UNKNOWN_TYPE_\(field.type)"
  }

  /// The Swift type of one element.
  var elementType: String {
    if let wrapped, let scalar = Self.scalars[wrapped] { return scalar.swift }
    if field.type == 11 || field.type == 14 { return names.type(field.typeName) }
    return Self.scalars[field.type]?.swift ?? "UNKNOWN_TYPE_\(field.type)"
  }

  /// Whether the property is an optional.
  var isOptional: Bool { !field.isRepeated && (field.type == 11 || field.isProto3Optional) }

  /// The Swift type of the property.
  var propertyType: String {
    if let map {
      let value = FieldPlan(map.value, names: names)
      return "[\(FieldPlan(map.key, names: names).elementType): \(value.elementType)]"
    }
    if field.isRepeated { return "[\(elementType)]" }
    return isOptional ? elementType + "?" : elementType
  }

  /// What follows the property's type.
  var initialValue: String {
    if map != nil { return " = [:]" }
    if field.isRepeated { return " = []" }
    if isOptional { return "" }
    switch field.type {
    case 8: return " = false"
    case 9: return " = \"\""
    case 12: return " = []"
    case 14: return " = \(elementType)(rawValue: 0)"
    default: return " = 0"
    }
  }

  /// Whether a property that is no optional differs from its default.
  func isSet(_ member: String) -> String {
    if field.isRepeated { return "!\(member).isEmpty" }
    switch field.type {
    case 8: return member
    case 9, 12: return "!\(member).isEmpty"
    case 14: return "\(member).rawValue != 0"
    case 1, 2: return "\(member).bitPattern != 0"
    default: return "\(member) != 0"
    }
  }

  /// The call that shows the field.
  func visit(_ value: String) -> String {
    if let map {
      let key = FieldPlan(map.key, names: names).codec
      let element = FieldPlan(map.value, names: names)
      if element.isMessage { return "try visitor.messageMap(\(key).self, \(field.number), \(value))" }
      return "visitor.map(\(key).self, \(element.codec).self, \(field.number), \(value))"
    }
    switch (isMessage, field.isRepeated) {
    case (true, true): return "try visitor.messages(\(field.number), \(value))"
    case (true, false): return "try visitor.message(\(field.number), \(value))"
    case (false, true): return "visitor.list(\(codec).self, \(field.number), \(value))"
    case (false, false): return "visitor.single(\(codec).self, \(field.number), \(value))"
    }
  }

  /// The call that reads the field into its property.
  func read(into member: String) -> String {
    if let map {
      let key = FieldPlan(map.key, names: names).codec
      let element = FieldPlan(map.value, names: names)
      if element.isMessage { return "reader.messageMap(\(key).self, key, into: &\(member))" }
      return "reader.map(\(key).self, \(element.codec).self, key, into: &\(member))"
    }
    switch (isMessage, field.isRepeated) {
    case (true, true): return "reader.messages(key, into: &\(member))"
    case (true, false): return "reader.message(key, into: &\(member))"
    case (false, true): return "reader.list(\(codec).self, key, into: &\(member))"
    case (false, false):
      return isOptional
        ? "reader.optional(\(codec).self, key, into: &\(member))"
        : "reader.single(\(codec).self, key, into: &\(member))"
    }
  }

  /// The expression that reads the property's value from JSON.
  func fromJSON(_ value: String) -> String {
    if let map {
      let key = FieldPlan(map.key, names: names).codec
      let element = FieldPlan(map.value, names: names)
      if element.isMessage { return "try decoder.messageMap(\(key).self, \(value))" }
      return "try decoder.map(\(key).self, \(element.codec).self, \(value))"
    }
    switch (isMessage, field.isRepeated) {
    case (true, true): return "try decoder.messages(\(value))"
    case (true, false): return "try decoder.message(\(value))"
    case (false, true): return "try decoder.list(\(codec).self, \(value))"
    case (false, false): return "try \(codec).value(of: \(value))"
    }
  }
}
