public import JSON

/// `google.protobuf.Any`: a message with the name of its type.
public struct ProtobufAny: ProtobufMessage {
  /// The type's URL: `type.googleapis.com/` and the full name.
  public var typeURL = ""
  /// The message's bytes.
  public var value: [UInt8] = []

  /// No type and no bytes.
  public init() {}

  /// A message's bytes under a type's URL.
  public init(typeURL: String, value: [UInt8]) {
    self.typeURL = typeURL
    self.value = value
  }

  /// A message, packed.
  public init<Message: ProtobufMessage>(packing message: Message) {
    typeURL = Message.typeURL
    value = message.serialized()
  }

  /// The message inside.
  ///
  /// - Throws: `ProtobufError` where it is of another type, or is malformed.
  public func unpack<Message: ProtobufMessage>(
    as type: Message.Type, limits: ProtobufLimits = ProtobufLimits()
  ) throws(ProtobufError) -> Message {
    guard typeURL.hasSuffix("/" + Message.protobufName) else {
      throw ProtobufError(.type, "a \(Message.protobufName) is expected, not a '\(typeURL)'", path: [Self.protobufName])
    }
    return try Message(serialized: value, limits: limits)
  }

  /// The full name.
  public static let protobufName = "google.protobuf.Any"
  /// The fields.
  public static let protobufFields = [
    ProtobufFieldName(1, "type_url", "typeUrl"), ProtobufFieldName(2, "value", "value"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !typeURL.isEmpty { visitor.single(ProtobufString.self, 1, typeURL) }
    if !value.isEmpty { visitor.single(ProtobufBytes.self, 2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &typeURL)
    case 2: return try reader.single(ProtobufBytes.self, key, into: &value)
    default: return false
    }
  }

  /// Not used: an `Any` is read whole.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {}

  /// The message's object with its type in `@type`; a well-known type's value stands in `value`.
  public func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue {
    if typeURL.isEmpty, value.isEmpty { return .object(JSONObject()) }
    guard let type = registry.type(forURL: typeURL) else {
      throw ProtobufError(.type, "the type '\(typeURL)' is not known", path: [Self.protobufName])
    }
    let inner = try Self.json(of: type, value, registry: try registry.nested())
    var members = JSONObject()
    members["@type"] = .string(typeURL)
    if Self.hasOwnForm(type) {
      members["value"] = inner
    } else if let object = inner.objectValue {
      for (key, value) in object { members[key] = value }
    }
    return .object(members)
  }

  private static func json<Message: ProtobufMessage>(
    of type: Message.Type, _ bytes: [UInt8], registry: ProtobufTypeRegistry
  ) throws(ProtobufError) -> JSONValue {
    try Message(serialized: bytes).jsonValue(registry: registry)
  }

  /// Reads an object with `@type`.
  public init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError) {
    guard var members = json.objectValue else {
      throw ProtobufError(.json, "an object is expected, not \(json.kindDescription)", path: [Self.protobufName])
    }
    if members.isEmpty { return }
    guard let url = members["@type"]?.stringValue else {
      throw ProtobufError(.json, "the member '@type' is missing", path: [Self.protobufName])
    }
    guard let type = decoder.registry.type(forURL: url) else {
      throw ProtobufError(.type, "the type '\(url)' is not known", path: [Self.protobufName])
    }
    members["@type"] = nil
    let body = Self.hasOwnForm(type) ? members["value"] ?? .null : .object(members)
    typeURL = url
    value = try Self.bytes(of: type, body, decoder: ProtobufJSONDecoder(registry: try decoder.registry.nested()))
  }

  private static func bytes<Message: ProtobufMessage>(
    of type: Message.Type, _ json: JSONValue, decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) -> [UInt8] {
    try Message(json: json, decoder: decoder).serialized()
  }

  /// Whether JSON has something else than an object of fields for the type.
  private static func hasOwnForm(_ type: any ProtobufMessage.Type) -> Bool {
    type.protobufName.hasPrefix("google.protobuf.") && type != ProtobufEmpty.self
  }
}
