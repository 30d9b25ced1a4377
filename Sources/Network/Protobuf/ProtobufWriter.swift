/// Writes the wire format: the same message gives the same bytes. Sizes are computed first, and the bytes are written
/// once into a buffer of exactly that size.
public struct ProtobufWriter {
  private var buffer: [UInt8] = []
  private var lengths: ArraySlice<Int>

  private init(capacity: Int, lengths: [Int]) {
    buffer.reserveCapacity(capacity)
    self.lengths = lengths[...]
  }

  /// The bytes of a message.
  static func bytes<Message: ProtobufMessage>(of message: Message) -> [UInt8] {
    let sizer = ProtobufSizer.measure(message)
    var writer = ProtobufWriter(capacity: sizer.total, lengths: sizer.lengths)
    try? message.traverse(&writer)
    return writer.buffer
  }

  /// How many bytes a varint takes: 1 to 10.
  static func varintSize(_ value: UInt64) -> Int { (70 - (value | 1).leadingZeroBitCount) / 7 }

  /// How many bytes a length and so many bytes take.
  static func delimitedSize(_ count: Int) -> Int { varintSize(UInt64(count)) + count }

  /// Whether a value is what a reader assumes where the field is absent. A negative zero is not.
  static func isDefault<Field: ProtobufFieldType>(_ type: Field.Type, _ value: Field.Value) -> Bool {
    if let number = value as? Double { return number.bitPattern == 0 }
    if let number = value as? Float { return number.bitPattern == 0 }
    return value == Field.defaultValue
  }

  /// Appends a varint to bytes.
  static func appendVarint(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes a varint.
  public mutating func varint(_ value: UInt64) { Self.appendVarint(value, to: &buffer) }

  /// Writes four bytes.
  public mutating func fixed32(_ value: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) { buffer.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
  }

  /// Writes eight bytes.
  public mutating func fixed64(_ value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { buffer.append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
  }

  /// Writes a length and the bytes.
  public mutating func bytes(_ value: [UInt8]) {
    varint(UInt64(value.count))
    buffer.append(contentsOf: value)
  }

  /// Writes a length and UTF-8.
  public mutating func string(_ value: String) {
    varint(UInt64(value.utf8.count))
    buffer.append(contentsOf: value.utf8)
  }

  /// Writes what stands before a value.
  mutating func key(_ number: Int, _ wireType: ProtobufWireType) {
    varint(ProtobufKey(number: number, wireType: wireType).rawValue)
  }

  private mutating func delimitedKey(_ number: Int) {
    key(number, .lengthDelimited)
    varint(UInt64(lengths.popFirst() ?? 0))
  }
}

extension ProtobufWriter: ProtobufVisitor {
  /// Writes a key and a value.
  public mutating func single<Field: ProtobufFieldType>(_ type: Field.Type, _ number: Int, _ value: Field.Value) {
    key(number, Field.wireType)
    Field.write(value, to: &self)
  }

  /// Writes a list.
  public mutating func list<Field: ProtobufFieldType>(_ type: Field.Type, _ number: Int, _ values: [Field.Value]) {
    guard Field.isPacked else {
      for value in values { single(type, number, value) }
      return
    }
    delimitedKey(number)
    for value in values { Field.write(value, to: &self) }
  }

  /// Writes a message.
  public mutating func message<Message: ProtobufMessage>(_ number: Int, _ message: Message) throws(ProtobufError) {
    delimitedKey(number)
    try message.traverse(&self)
  }

  /// Writes a list of messages.
  public mutating func messages<Message: ProtobufMessage>(_ number: Int, _ messages: [Message]) throws(ProtobufError) {
    for element in messages { try message(number, element) }
  }

  /// Writes a map, in the order of its keys.
  public mutating func map<Key: ProtobufMapKey, Field: ProtobufFieldType>(
    _ key: Key.Type, _ type: Field.Type, _ number: Int, _ entries: [Key.Value: Field.Value]
  ) {
    for (name, value) in entries.sorted(by: { Key.precedes($0.key, $1.key) }) {
      delimitedKey(number)
      single(key, 1, name)
      single(type, 2, value)
    }
  }

  /// Writes a map to messages, in the order of its keys.
  public mutating func messageMap<Key: ProtobufMapKey, Message: ProtobufMessage>(
    _ key: Key.Type, _ number: Int, _ entries: [Key.Value: Message]
  ) throws(ProtobufError) {
    for (name, value) in entries.sorted(by: { Key.precedes($0.key, $1.key) }) {
      delimitedKey(number)
      single(key, 1, name)
      try message(2, value)
    }
  }

  /// Writes fields that were kept as they came.
  public mutating func unknown(_ bytes: [UInt8]) { buffer.append(contentsOf: bytes) }
}
