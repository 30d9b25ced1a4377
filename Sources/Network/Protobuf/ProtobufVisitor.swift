/// What a message shows its fields to: the sizer, the writer and the maker of JSON.
public protocol ProtobufVisitor {
  /// A single value.
  mutating func single<Field: ProtobufFieldType>(_ type: Field.Type, _ number: Int, _ value: Field.Value)
  /// A list of values, packed where the type can be; never empty.
  mutating func list<Field: ProtobufFieldType>(_ type: Field.Type, _ number: Int, _ values: [Field.Value])
  /// A message.
  mutating func message<Message: ProtobufMessage>(_ number: Int, _ message: Message) throws(ProtobufError)
  /// A list of messages; never empty.
  mutating func messages<Message: ProtobufMessage>(_ number: Int, _ messages: [Message]) throws(ProtobufError)
  /// A map to values; never empty.
  mutating func map<Key: ProtobufMapKey, Field: ProtobufFieldType>(
    _ key: Key.Type, _ type: Field.Type, _ number: Int, _ entries: [Key.Value: Field.Value])
  /// A map to messages; never empty.
  mutating func messageMap<Key: ProtobufMapKey, Message: ProtobufMessage>(
    _ key: Key.Type, _ number: Int, _ entries: [Key.Value: Message]) throws(ProtobufError)
  /// Fields that the message does not know and keeps: keys and values, as they came.
  mutating func unknown(_ bytes: [UInt8])
}
