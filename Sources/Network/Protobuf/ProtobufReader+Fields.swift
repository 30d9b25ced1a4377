// What generated code calls: one field into one property. Each returns false, and reads nothing, where the wire type is
// not the field's.
extension ProtobufReader {
  /// Reads a single value; a wrapper is merged into what is there.
  @_lifetime(self: copy self)
  public mutating func single<Field: ProtobufFieldType>(
    _ type: Field.Type, _ key: ProtobufKey, into value: inout Field.Value
  ) throws(ProtobufError) -> Bool {
    guard key.wireType == Field.wireType else { return false }
    try Field.merge(into: &value, from: &self)
    return true
  }

  /// Reads a single value into an optional; a wrapper is merged into what is there.
  @_lifetime(self: copy self)
  public mutating func optional<Field: ProtobufFieldType>(
    _ type: Field.Type, _ key: ProtobufKey, into value: inout Field.Value?
  ) throws(ProtobufError) -> Bool {
    guard key.wireType == Field.wireType else { return false }
    var current = value ?? Field.defaultValue
    try Field.merge(into: &current, from: &self)
    value = current
    return true
  }

  /// Reads one element of a list, or a packed list.
  @_lifetime(self: copy self)
  public mutating func list<Field: ProtobufFieldType>(
    _ type: Field.Type, _ key: ProtobufKey, into values: inout [Field.Value]
  ) throws(ProtobufError) -> Bool {
    if key.wireType == Field.wireType {
      values.append(try Field.read(from: &self))
      return true
    }
    guard Field.isPacked, key.wireType == .lengthDelimited else { return false }
    var inner = try packed()
    while !inner.isAtEnd { values.append(try Field.read(from: &inner)) }
    return true
  }

  /// Reads a message; one that is there already is merged into.
  @_lifetime(self: copy self)
  public mutating func message<Message: ProtobufMessage>(
    _ key: ProtobufKey, into message: inout Message?
  ) throws(ProtobufError) -> Bool {
    guard key.wireType == .lengthDelimited else { return false }
    var value = message ?? Message()
    // With one owner nothing is copied, however often the field comes.
    message = nil
    try self.message(into: &value)
    message = value
    return true
  }

  /// Reads one element of a list of messages.
  @_lifetime(self: copy self)
  public mutating func messages<Message: ProtobufMessage>(
    _ key: ProtobufKey, into messages: inout [Message]
  ) throws(ProtobufError) -> Bool {
    guard key.wireType == .lengthDelimited else { return false }
    var value = Message()
    try message(into: &value)
    messages.append(value)
    return true
  }

  /// Reads one entry of a map; of a key that comes twice the last value stays. (Strings that Unicode holds to be
  /// canonically equivalent are one key to Swift.)
  @_lifetime(self: copy self)
  public mutating func map<Key: ProtobufMapKey, Field: ProtobufFieldType>(
    _ keyType: Key.Type, _ type: Field.Type, _ key: ProtobufKey, into entries: inout [Key.Value: Field.Value]
  ) throws(ProtobufError) -> Bool {
    guard key.wireType == .lengthDelimited else { return false }
    var name = Key.defaultValue
    var value = Field.defaultValue
    try fields { (inner, reader) throws(ProtobufError) in
      switch inner.number {
      case 1: return try reader.single(keyType, inner, into: &name)
      case 2: return try reader.single(type, inner, into: &value)
      default: return false
      }
    }
    entries[name] = value
    return true
  }

  /// Reads one entry of a map to messages; of a key that comes twice the last value stays.
  @_lifetime(self: copy self)
  public mutating func messageMap<Key: ProtobufMapKey, Message: ProtobufMessage>(
    _ keyType: Key.Type, _ key: ProtobufKey, into entries: inout [Key.Value: Message]
  ) throws(ProtobufError) -> Bool {
    guard key.wireType == .lengthDelimited else { return false }
    var name = Key.defaultValue
    var value: Message?
    try fields { (inner, reader) throws(ProtobufError) in
      switch inner.number {
      case 1: return try reader.single(keyType, inner, into: &name)
      case 2: return try reader.message(inner, into: &value)
      default: return false
      }
    }
    entries[name] = value ?? Message()
    return true
  }
}
