/// Computes how long a message is, and how long each message inside it, in the order in which the writer meets them.
struct ProtobufSizer: ProtobufVisitor {
  /// The length of what was visited, in bytes.
  private(set) var total = 0
  /// The lengths of the messages and map entries inside, in the order in which they begin.
  private(set) var lengths: [Int] = []

  /// Measures a message.
  static func measure<Message: ProtobufMessage>(_ message: Message) -> ProtobufSizer {
    var sizer = ProtobufSizer()
    // Only the maker of JSON can fail: it may meet an `Any` of an unknown type.
    try? message.traverse(&sizer)
    return sizer
  }

  private static func keySize(_ number: Int) -> Int { ProtobufWriter.varintSize(UInt64(number) << 3) }

  mutating func single<Field: ProtobufFieldType>(_ type: Field.Type, _ number: Int, _ value: Field.Value) {
    total += Self.keySize(number) + Field.size(value)
  }

  mutating func list<Field: ProtobufFieldType>(_ type: Field.Type, _ number: Int, _ values: [Field.Value]) {
    guard Field.isPacked else {
      for value in values { single(type, number, value) }
      return
    }
    var size = 0
    for value in values { size += Field.size(value) }
    lengths.append(size)
    total += Self.keySize(number) + ProtobufWriter.delimitedSize(size)
  }

  /// Measures what `body` visits as a length-delimited value of its own.
  private mutating func delimited(
    _ number: Int, _ body: (inout ProtobufSizer) throws(ProtobufError) -> Void
  ) throws(ProtobufError) {
    let index = lengths.count
    lengths.append(0)
    let outer = total
    total = 0
    try body(&self)
    lengths[index] = total
    total = outer + Self.keySize(number) + ProtobufWriter.delimitedSize(total)
  }

  mutating func message<Message: ProtobufMessage>(_ number: Int, _ message: Message) throws(ProtobufError) {
    try delimited(number) { (sizer) throws(ProtobufError) in try message.traverse(&sizer) }
  }

  mutating func messages<Message: ProtobufMessage>(_ number: Int, _ messages: [Message]) throws(ProtobufError) {
    for element in messages { try message(number, element) }
  }

  mutating func map<Key: ProtobufMapKey, Field: ProtobufFieldType>(
    _ key: Key.Type, _ type: Field.Type, _ number: Int, _ entries: [Key.Value: Field.Value]
  ) {
    for (name, value) in entries.sorted(by: { Key.precedes($0.key, $1.key) }) {
      let size = 2 + Key.size(name) + Field.size(value)
      lengths.append(size)
      total += Self.keySize(number) + ProtobufWriter.delimitedSize(size)
    }
  }

  mutating func messageMap<Key: ProtobufMapKey, Message: ProtobufMessage>(
    _ key: Key.Type, _ number: Int, _ entries: [Key.Value: Message]
  ) throws(ProtobufError) {
    for (name, value) in entries.sorted(by: { Key.precedes($0.key, $1.key) }) {
      try delimited(number) { (sizer) throws(ProtobufError) in
        sizer.single(key, 1, name)
        try sizer.message(2, value)
      }
    }
  }

  mutating func unknown(_ bytes: [UInt8]) { total += bytes.count }
}
