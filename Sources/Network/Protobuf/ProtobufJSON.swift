public import JSON

/// Makes a message's fields into the members of a JSON object.
struct ProtobufJSONMaker: ProtobufVisitor {
  private(set) var members = JSONObject()
  private let names: [ProtobufFieldName]
  private let registry: ProtobufTypeRegistry

  init(_ names: [ProtobufFieldName], registry: ProtobufTypeRegistry) {
    self.names = names
    self.registry = registry
  }

  private mutating func set(_ number: Int, _ value: JSONValue) {
    for name in names where name.number == number { members[name.jsonName] = value }
  }

  mutating func single<Field: ProtobufFieldType>(_ type: Field.Type, _ number: Int, _ value: Field.Value) {
    set(number, Field.json(value))
  }

  mutating func list<Field: ProtobufFieldType>(_ type: Field.Type, _ number: Int, _ values: [Field.Value]) {
    var elements: [JSONValue] = []
    for value in values { elements.append(Field.json(value)) }
    set(number, .array(elements))
  }

  mutating func message<Message: ProtobufMessage>(_ number: Int, _ message: Message) throws(ProtobufError) {
    set(number, try message.jsonValue(registry: registry))
  }

  mutating func messages<Message: ProtobufMessage>(_ number: Int, _ messages: [Message]) throws(ProtobufError) {
    var elements: [JSONValue] = []
    for message in messages { elements.append(try message.jsonValue(registry: registry)) }
    set(number, .array(elements))
  }

  mutating func map<Key: ProtobufMapKey, Field: ProtobufFieldType>(
    _ key: Key.Type, _ type: Field.Type, _ number: Int, _ entries: [Key.Value: Field.Value]
  ) {
    var object = JSONObject()
    for (name, value) in entries.sorted(by: { Key.precedes($0.key, $1.key) }) {
      object[Key.name(name)] = Field.json(value)
    }
    set(number, .object(object))
  }

  mutating func messageMap<Key: ProtobufMapKey, Message: ProtobufMessage>(
    _ key: Key.Type, _ number: Int, _ entries: [Key.Value: Message]
  ) throws(ProtobufError) {
    var object = JSONObject()
    for (name, value) in entries.sorted(by: { Key.precedes($0.key, $1.key) }) {
      object[Key.name(name)] = try value.jsonValue(registry: registry)
    }
    set(number, .object(object))
  }

  mutating func unknown(_ bytes: [UInt8]) {}
}

/// Reads messages from JSON by the official mapping.
public struct ProtobufJSONDecoder: Sendable {
  /// The types that an `Any` may hold.
  public let registry: ProtobufTypeRegistry

  /// A decoder that knows these types.
  public init(registry: ProtobufTypeRegistry = ProtobufTypeRegistry()) { self.registry = registry }

  /// Reads a message.
  public func message<Message: ProtobufMessage>(_ json: JSONValue) throws(ProtobufError) -> Message {
    try Message(json: json, decoder: self)
  }

  private func elements(_ json: JSONValue) throws(ProtobufError) -> [JSONValue] {
    guard let elements = json.arrayValue else {
      throw ProtobufError(.json, "a list is expected, not \(json.kindDescription)")
    }
    return elements
  }

  private func members(_ json: JSONValue) throws(ProtobufError) -> JSONObject {
    guard let members = json.objectValue else {
      throw ProtobufError(.json, "an object is expected, not \(json.kindDescription)")
    }
    return members
  }

  /// Reads a list of values.
  public func list<Field: ProtobufFieldType>(
    _ type: Field.Type, _ json: JSONValue
  ) throws(ProtobufError) -> [Field.Value] {
    var values: [Field.Value] = []
    for element in try elements(json) { values.append(try Field.value(of: element)) }
    return values
  }

  /// Reads a list of messages.
  public func messages<Message: ProtobufMessage>(_ json: JSONValue) throws(ProtobufError) -> [Message] {
    var messages: [Message] = []
    for element in try elements(json) { messages.append(try message(element)) }
    return messages
  }

  /// Reads a map to values.
  public func map<Key: ProtobufMapKey, Field: ProtobufFieldType>(
    _ key: Key.Type, _ type: Field.Type, _ json: JSONValue
  ) throws(ProtobufError) -> [Key.Value: Field.Value] {
    var entries: [Key.Value: Field.Value] = [:]
    for (name, value) in try members(json) { entries[try Key.value(ofName: name)] = try Field.value(of: value) }
    return entries
  }

  /// Reads a map to messages.
  public func messageMap<Key: ProtobufMapKey, Message: ProtobufMessage>(
    _ key: Key.Type, _ json: JSONValue
  ) throws(ProtobufError) -> [Key.Value: Message] {
    var entries: [Key.Value: Message] = [:]
    for (name, value) in try members(json) { entries[try Key.value(ofName: name)] = try message(value) }
    return entries
  }

  /// Reads the members of an object into a message's fields.
  func fields<Message: ProtobufMessage>(
    of members: JSONObject, into message: inout Message
  ) throws(ProtobufError) {
    for (key, value) in members {
      guard let field = Message.protobufFields.first(where: { $0.jsonName == key || $0.name == key }) else {
        throw ProtobufError(.json, "there is no field '\(key)'", path: [Message.protobufName])
      }
      if value.isNull, !field.acceptsNull { continue }
      do {
        try message.decodeJSON(field: field.number, value, with: self)
      } catch {
        throw error.within(Message.protobufName + "." + field.name)
      }
    }
  }
}

extension ProtobufMessage {
  /// An object with the fields that are set.
  public func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue {
    var maker = ProtobufJSONMaker(Self.protobufFields, registry: registry)
    do { try traverse(&maker) } catch { throw error.within(Self.protobufName) }
    return .object(maker.members)
  }

  /// Reads an object; a member that no field has is an error.
  public init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError) {
    self.init()
    guard let members = json.objectValue else {
      throw ProtobufError(.json, "an object is expected, not \(json.kindDescription)", path: [Self.protobufName])
    }
    try decoder.fields(of: members, into: &self)
  }
}
