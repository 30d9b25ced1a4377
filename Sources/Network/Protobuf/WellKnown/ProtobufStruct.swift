public import JSON

/// `google.protobuf.Struct`: a JSON object as a message.
public struct ProtobufStruct: ProtobufMessage {
  /// The members.
  public var fields: [String: ProtobufValue] = [:]

  /// No members.
  public init() {}

  /// These members.
  public init(fields: [String: ProtobufValue]) { self.fields = fields }

  /// The full name.
  public static let protobufName = "google.protobuf.Struct"
  /// The fields.
  public static let protobufFields = [ProtobufFieldName(1, "fields", "fields")]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !fields.isEmpty { try visitor.messageMap(ProtobufString.self, 1, fields) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    key.number == 1 ? try reader.messageMap(ProtobufString.self, key, into: &fields) : false
  }

  /// Not used: a struct is read whole.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {}

  /// The object.
  public func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue {
    var members = JSONObject()
    for (name, value) in fields.sorted(by: { ProtobufString.precedes($0.key, $1.key) }) {
      members[name] = try value.jsonValue(registry: registry)
    }
    return .object(members)
  }

  /// Reads an object.
  public init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError) {
    guard let members = json.objectValue else {
      throw ProtobufError(.json, "an object is expected, not \(json.kindDescription)", path: [Self.protobufName])
    }
    for (name, value) in members { fields[name] = try ProtobufValue(json: value, decoder: decoder) }
  }
}

/// `google.protobuf.Value`: any JSON value as a message.
public struct ProtobufValue: ProtobufMessage {
  /// What a value can be.
  public enum Kind: Sendable, Hashable {
    /// `null`; the number is the enum's, of which only 0 has a meaning.
    case null(Int32)
    /// A number.
    case number(Double)
    /// A string.
    case string(String)
    /// A truth value.
    case bool(Bool)
    /// An object.
    case structure(ProtobufStruct)
    /// A list.
    case list(ProtobufListValue)
  }

  /// What the value is; nil where the message holds nothing.
  public var kind: Kind?

  /// Nothing.
  public init() {}

  /// This value.
  public init(_ kind: Kind) { self.kind = kind }

  /// The string, where this is one.
  public var stringValue: String? {
    guard case .string(let text) = kind else { return nil }
    return text
  }

  /// The full name.
  public static let protobufName = "google.protobuf.Value"
  /// The fields.
  public static let protobufFields = [
    ProtobufFieldName(1, "null_value", "nullValue"), ProtobufFieldName(2, "number_value", "numberValue"),
    ProtobufFieldName(3, "string_value", "stringValue"), ProtobufFieldName(4, "bool_value", "boolValue"),
    ProtobufFieldName(5, "struct_value", "structValue"), ProtobufFieldName(6, "list_value", "listValue"),
  ]

  /// Shows the field that is set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    switch kind {
    case nil: break
    case .null(let value): visitor.single(ProtobufInt32.self, 1, value)
    case .number(let value): visitor.single(ProtobufDouble.self, 2, value)
    case .string(let value): visitor.single(ProtobufString.self, 3, value)
    case .bool(let value): visitor.single(ProtobufBool.self, 4, value)
    case .structure(let value): try visitor.message(5, value)
    case .list(let value): try visitor.message(6, value)
    }
  }

  private mutating func decode<Field: ProtobufFieldType>(
    _ type: Field.Type, _ key: ProtobufKey, from reader: inout ProtobufReader, _ make: (Field.Value) -> Kind
  ) throws(ProtobufError) -> Bool {
    var value = Field.defaultValue
    guard try reader.single(type, key, into: &value) else { return false }
    kind = make(value)
    return true
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try decode(ProtobufInt32.self, key, from: &reader) { .null($0) }
    case 2: return try decode(ProtobufDouble.self, key, from: &reader) { .number($0) }
    case 3: return try decode(ProtobufString.self, key, from: &reader) { .string($0) }
    case 4: return try decode(ProtobufBool.self, key, from: &reader) { .bool($0) }
    case 5:
      var value: ProtobufStruct?
      if case .structure(let known) = kind, key.wireType == .lengthDelimited {
        value = known
        kind = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      kind = .structure(value)
      return true
    case 6:
      var value: ProtobufListValue?
      if case .list(let known) = kind, key.wireType == .lengthDelimited {
        value = known
        kind = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      kind = .list(value)
      return true
    default: return false
    }
  }

  /// Not used: a value is read whole.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {}

  /// The JSON value.
  public func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue {
    switch kind {
    case nil, .null: return .null
    case .number(let value):
      guard value.isFinite else {
        throw ProtobufError(.json, "JSON has no number for \(value)", path: [Self.protobufName])
      }
      return ProtobufDouble.json(value)
    case .string(let value): return .string(value)
    case .bool(let value): return .bool(value)
    case .structure(let value): return try value.jsonValue(registry: registry)
    case .list(let value): return try value.jsonValue(registry: registry)
    }
  }

  /// Reads any JSON value.
  public init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError) {
    switch json {
    case .null: kind = .null(0)
    case .number: kind = .number(try ProtobufDouble.value(of: json))
    case .string(let value): kind = .string(value)
    case .bool(let value): kind = .bool(value)
    case .object: kind = .structure(try ProtobufStruct(json: json, decoder: decoder))
    case .array: kind = .list(try ProtobufListValue(json: json, decoder: decoder))
    }
  }
}

extension ProtobufValue: ExpressibleByStringLiteral {
  /// A string.
  public init(stringLiteral value: String) { kind = .string(value) }
}

/// `google.protobuf.ListValue`: a JSON list as a message.
public struct ProtobufListValue: ProtobufMessage {
  /// The elements.
  public var values: [ProtobufValue] = []

  /// No elements.
  public init() {}

  /// The full name.
  public static let protobufName = "google.protobuf.ListValue"
  /// The fields.
  public static let protobufFields = [ProtobufFieldName(1, "values", "values")]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !values.isEmpty { try visitor.messages(1, values) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    key.number == 1 ? try reader.messages(key, into: &values) : false
  }

  /// Not used: a list is read whole.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {}

  /// The list.
  public func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue {
    var elements: [JSONValue] = []
    for value in values { elements.append(try value.jsonValue(registry: registry)) }
    return .array(elements)
  }

  /// Reads a list.
  public init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError) {
    guard let elements = json.arrayValue else {
      throw ProtobufError(.json, "a list is expected, not \(json.kindDescription)", path: [Self.protobufName])
    }
    for element in elements { values.append(try ProtobufValue(json: element, decoder: decoder)) }
  }
}

/// `google.protobuf.Empty`: a message without fields.
public struct ProtobufEmpty: ProtobufMessage {
  /// The only value.
  public init() {}

  /// The full name.
  public static let protobufName = "google.protobuf.Empty"
  /// No fields.
  public static let protobufFields: [ProtobufFieldName] = []

  /// Shows nothing.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {}

  /// Reads nothing.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool { false }

  /// Reads nothing.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {}
}
