/// Writes the values of a message.
public struct MessageWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// An empty writer.
  ///
  /// - Parameter capacity: how many bytes are expected.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  @inline(__always)
  private mutating func fixed<T: FixedWidthInteger & UnsignedInteger>(_ value: T) {
    var shift = T.bitWidth - 8
    while shift >= 0 {
      bytes.append(UInt8(truncatingIfNeeded: value >> T(truncatingIfNeeded: shift)))
      shift &-= 8
    }
  }

  /// One byte.
  public mutating func bool(_ value: Bool) { bytes.append(value ? 1 : 0) }
  /// One byte.
  public mutating func int8(_ value: Int8) { bytes.append(UInt8(bitPattern: value)) }
  /// Two bytes.
  public mutating func int16(_ value: Int16) { fixed(UInt16(bitPattern: value)) }
  /// Two bytes.
  public mutating func uint16(_ value: UInt16) { fixed(value) }
  /// Four bytes.
  public mutating func int32(_ value: Int32) { fixed(UInt32(bitPattern: value)) }
  /// Four bytes.
  public mutating func uint32(_ value: UInt32) { fixed(value) }
  /// Eight bytes.
  public mutating func int64(_ value: Int64) { fixed(UInt64(bitPattern: value)) }
  /// Eight bytes.
  public mutating func float64(_ value: Double) { fixed(value.bitPattern) }
  /// Sixteen bytes.
  public mutating func uuid(_ value: KafkaUUID) {
    fixed(value.high)
    fixed(value.low)
  }

  /// Groups of seven bits, the lowest first.
  public mutating func unsignedVarint(_ value: UInt32) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number of variable length in zigzag form.
  public mutating func varint(_ value: Int32) {
    unsignedVarint(UInt32(bitPattern: value << 1 ^ value >> 31))
  }

  /// A number of variable length in zigzag form.
  public mutating func varlong(_ value: Int64) {
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Bytes as they are.
  public mutating func raw(_ value: some Collection<UInt8>) { bytes.append(contentsOf: value) }

  /// A text that may be null.
  ///
  /// - Throws: where it is longer than 32,767 bytes and the form is the old one.
  public mutating func nullableString(_ value: String?, compact: Bool, _ field: StaticString) throws(CodecError) {
    guard let value else {
      if compact { unsignedVarint(0) } else { int16(-1) }
      return
    }
    let count = value.utf8.count
    if compact {
      unsignedVarint(try size(count, field) + 1)
    } else {
      guard let short = Int16(exactly: count) else {
        throw CodecError(.tooLarge, "the text has \(count) bytes, at most 32767 can be written", object: "\(field)")
      }
      int16(short)
    }
    bytes.append(contentsOf: value.utf8)
  }

  /// A text.
  public mutating func string(_ value: String, compact: Bool, _ field: StaticString) throws(CodecError) {
    try nullableString(value, compact: compact, field)
  }

  /// Bytes that may be null.
  public mutating func nullableBytes(
    _ value: (some Collection<UInt8>)?, compact: Bool, _ field: StaticString
  ) throws(CodecError) {
    try count(value?.count, compact: compact, field)
    if let value { bytes.append(contentsOf: value) }
  }

  /// Bytes.
  public mutating func bytes(
    _ value: some Collection<UInt8>, compact: Bool, _ field: StaticString
  ) throws(CodecError) {
    try count(value.count, compact: compact, field)
    bytes.append(contentsOf: value)
  }

  /// The length of a list or of bytes; nil for none.
  public mutating func count(_ count: Int?, compact: Bool, _ field: StaticString) throws(CodecError) {
    if let count {
      let size = try size(count, field)
      if compact { unsignedVarint(size + 1) } else { int32(Int32(bitPattern: size)) }
    } else if compact {
      unsignedVarint(0)
    } else {
      int32(-1)
    }
  }

  private func size(_ count: Int, _ field: StaticString) throws(CodecError) -> UInt32 {
    guard count < Int32.max else {
      throw CodecError(.tooLarge, "it has \(count) elements, fewer than 2147483647 can be written", object: "\(field)")
    }
    return UInt32(truncatingIfNeeded: count)
  }

  /// A tagged field.
  public mutating func tagged(_ tag: Int, _ value: MessageWriter) {
    unsignedVarint(UInt32(truncatingIfNeeded: tag))
    unsignedVarint(UInt32(truncatingIfNeeded: value.bytes.count))
    bytes.append(contentsOf: value.bytes)
  }

  /// The tagged fields of a structure, in the order of their tags, after their number.
  public mutating func taggedFields(_ known: [(tag: Int, value: MessageWriter)], _ unknown: [UnknownTaggedField]) {
    unsignedVarint(UInt32(truncatingIfNeeded: known.count + unknown.count))
    var rest = unknown.sorted { $0.tag < $1.tag }[...]
    for field in known {
      while let first = rest.first, first.tag < field.tag {
        write(first)
        rest.removeFirst()
      }
      tagged(field.tag, field.value)
    }
    for field in rest { write(field) }
  }

  private mutating func write(_ field: UnknownTaggedField) {
    unsignedVarint(UInt32(truncatingIfNeeded: field.tag))
    unsignedVarint(UInt32(truncatingIfNeeded: field.bytes.count))
    bytes.append(contentsOf: field.bytes)
  }

  /// The tagged fields of a structure that has none that the tables know.
  public mutating func taggedFields(_ unknown: [UnknownTaggedField]) {
    if unknown.isEmpty { bytes.append(0) } else { taggedFields([], unknown) }
  }

  /// Puts a number of four bytes where four bytes are already: the length of a frame.
  mutating func replace(at position: Int, with value: Int32) {
    let value = UInt32(bitPattern: value)
    for index in 0..<4 { bytes[position + index] = UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * index)) }
  }
}

/// What the generated messages say where a version has no place for a field.
@inline(never)
public func noPlace(for field: StaticString, _ version: Int16) -> CodecError {
  CodecError(.unrepresentable, "version \(version) has no place for it: leave the field at its default", object: "\(field)")
}

/// What the generated messages say where a field is null that must not be.
@inline(never)
public func mustNotBeNull(_ field: StaticString, _ version: Int16) -> CodecError {
  CodecError(.unrepresentable, "version \(version) does not let it be null: give it a value", object: "\(field)")
}
