/// Writes the values of a message.
///
/// Large values, such as the records of a fetch, are not copied: they stay slices between what was written before and
/// after them, until somebody asks for all bytes at once.
public struct MessageWriter: Sendable {
  /// From this size on, bytes are kept as the slice that they are: below it a copy costs less than a segment.
  static let sliceSize = 4096

  /// From this size on, what is written goes to another segment: room that grows further would be copied each time, and
  /// glibc takes pieces of 128 KiB and more from the kernel and gives them back.
  private static let chunkSize = 64 << 10

  /// The bytes since the last slice, with room at the end.
  private var storage: [UInt8]
  /// How many of them are written.
  private var used = 0
  private var finished: [ArraySlice<UInt8>] = []
  private var finishedCount = 0

  /// An empty writer.
  ///
  /// - Parameter capacity: how many bytes are expected.
  public init(capacity: Int = 0) { storage = capacity > 0 ? [UInt8](repeating: 0, count: capacity) : [] }

  /// How many bytes were written.
  public var count: Int { finishedCount + used }

  /// What was written, in the order in which it is to be sent; none of it is copied.
  public var segments: [ArraySlice<UInt8>] { used > 0 ? finished + [storage[..<used]] : finished }

  /// What was written, all at once.
  public var bytes: [UInt8] {
    if finished.isEmpty { return Array(storage[..<used]) }
    var all: [UInt8] = []
    all.reserveCapacity(count)
    for segment in finished { all.append(contentsOf: segment) }
    all.append(contentsOf: storage[..<used])
    return all
  }

  /// What was written, all at once; what lies in one piece is not copied.
  consuming func finish() -> [UInt8] {
    guard finished.isEmpty else { return bytes }
    storage.removeLast(storage.count - used)
    return storage
  }

  /// Makes room for so many more bytes.
  @inline(__always)
  private mutating func room(_ size: Int) {
    if storage.count - used < size { grow(size) }
  }

  @inline(never)
  private mutating func grow(_ size: Int) {
    if storage.count >= Self.chunkSize {
      closeChunk()
      storage = [UInt8](repeating: 0, count: max(Self.chunkSize, size))
      return
    }
    let wanted = max(64, storage.count, size)
    storage.reserveCapacity(storage.count + wanted)
    storage.append(contentsOf: repeatElement(0, count: wanted))
  }

  /// What was written so far becomes a segment.
  private mutating func closeChunk() {
    guard used > 0 else { return }
    finished.append(storage[..<used])
    finishedCount += used
    storage = []
    used = 0
  }

  @inline(__always)
  private mutating func fixed<T: FixedWidthInteger & UnsignedInteger>(_ value: T) {
    let size = MemoryLayout<T>.size
    room(size)
    // There is room for all of it.
    unsafe storage.withUnsafeMutableBytes { unsafe $0.storeBytes(of: value.bigEndian, toByteOffset: used, as: T.self) }
    used &+= size
  }

  @inline(__always)
  private mutating func byte(_ value: UInt8) {
    room(1)
    storage[used] = value
    used &+= 1
  }

  private mutating func copy(_ values: some Collection<UInt8>, count: Int) {
    room(count)
    var place = used
    let copied: Void? = values.withContiguousStorageIfAvailable { source in
      unsafe storage.withUnsafeMutableBytes { target in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: target[used..<used + source.count])
        unsafe rest.copyMemory(from: UnsafeRawBufferPointer(source))
      }
    }
    if copied == nil {
      for value in values {
        storage[place] = value
        place &+= 1
      }
    }
    used &+= count
  }

  /// One byte.
  public mutating func bool(_ value: Bool) { byte(value ? 1 : 0) }
  /// One byte.
  public mutating func int8(_ value: Int8) { byte(UInt8(bitPattern: value)) }
  /// Two bytes.
  @inline(__always)
  public mutating func int16(_ value: Int16) { fixed(UInt16(bitPattern: value)) }
  /// Two bytes.
  public mutating func uint16(_ value: UInt16) { fixed(value) }
  /// Four bytes.
  @inline(__always)
  public mutating func int32(_ value: Int32) { fixed(UInt32(bitPattern: value)) }
  /// Four bytes.
  public mutating func uint32(_ value: UInt32) { fixed(value) }
  /// Eight bytes.
  @inline(__always)
  public mutating func int64(_ value: Int64) { fixed(UInt64(bitPattern: value)) }
  /// Eight bytes.
  public mutating func float64(_ value: Double) { fixed(value.bitPattern) }
  /// Sixteen bytes.
  public mutating func uuid(_ value: KafkaUUID) {
    fixed(value.high)
    fixed(value.low)
  }

  /// Groups of seven bits, the lowest first.
  @inline(__always)
  public mutating func unsignedVarint(_ value: UInt32) {
    // Most have one byte.
    if value < 0x80 { byte(UInt8(truncatingIfNeeded: value)) } else { longUnsignedVarint(value) }
  }

  @inline(never)
  private mutating func longUnsignedVarint(_ value: UInt32) {
    var rest = value
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(truncatingIfNeeded: rest))
  }

  /// A number of variable length in zigzag form.
  public mutating func varint(_ value: Int32) {
    unsignedVarint(UInt32(bitPattern: value << 1 ^ value >> 31))
  }

  /// A number of variable length in zigzag form.
  public mutating func varlong(_ value: Int64) {
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(truncatingIfNeeded: rest))
  }

  /// Bytes as they are.
  public mutating func raw(_ value: some Collection<UInt8>) { copy(value, count: value.count) }

  /// Bytes as they are; a large slice is kept, and not copied.
  public mutating func raw(_ value: ArraySlice<UInt8>) {
    guard value.count >= Self.sliceSize else { return copy(value, count: value.count) }
    closeChunk()
    finished.append(value)
    finishedCount += value.count
  }

  /// What another writer wrote.
  mutating func raw(_ other: MessageWriter) {
    for segment in other.segments { raw(segment) }
  }

  /// A text that may be null.
  ///
  /// - Throws: where it is longer than 32,767 bytes, which Kafka allows in neither form.
  public mutating func nullableString(_ value: String?, compact: Bool, _ field: StaticString) throws(CodecError) {
    guard let value else {
      if compact { unsignedVarint(0) } else { int16(-1) }
      return
    }
    let count = value.utf8.count
    guard let short = Int16(exactly: count) else {
      throw CodecError(.tooLarge, "the text has \(count) bytes, at most 32767 can be written", object: "\(field)")
    }
    if compact { unsignedVarint(UInt32(count) + 1) } else { int16(short) }
    copy(value.utf8, count: count)
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
    if let value { raw(value) }
  }

  /// Records that may be null.
  public mutating func records(_ value: ArraySlice<UInt8>?, compact: Bool, _ field: StaticString) throws(CodecError) {
    try count(value?.count, compact: compact, field)
    if let value { raw(value) }
  }

  /// Bytes.
  public mutating func bytes(
    _ value: some Collection<UInt8>, compact: Bool, _ field: StaticString
  ) throws(CodecError) {
    try count(value.count, compact: compact, field)
    raw(value)
  }

  /// The length of a list or of bytes; nil for none.
  @inline(__always)
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

  @inline(__always)
  private func size(_ count: Int, _ field: StaticString) throws(CodecError) -> UInt32 {
    guard count < Int32.max else { throw tooLarge(count, field) }
    return UInt32(truncatingIfNeeded: count)
  }

  @inline(never)
  private func tooLarge(_ count: Int, _ field: StaticString) -> CodecError {
    CodecError(.tooLarge, "it has \(count) elements, fewer than 2147483647 can be written", object: "\(field)")
  }

  /// A tagged field.
  public mutating func tagged(_ tag: Int, _ value: MessageWriter) {
    unsignedVarint(UInt32(truncatingIfNeeded: tag))
    unsignedVarint(UInt32(truncatingIfNeeded: value.count))
    raw(value)
  }

  /// The tagged fields of a structure, in the order of their tags, after their number.
  ///
  /// - Throws: where those that the tables do not know are no 32-bit numbers that rise, or take a known one's place.
  public mutating func taggedFields(
    _ known: [(tag: Int, value: MessageWriter)], _ unknown: [UnknownTaggedField], _ field: StaticString
  ) throws(CodecError) {
    try Self.check(unknown, beside: known, field)
    unsignedVarint(UInt32(truncatingIfNeeded: known.count + unknown.count))
    var rest = unknown[...]
    for field in known {
      while let first = rest.first, first.tag < field.tag {
        write(first)
        rest.removeFirst()
      }
      tagged(field.tag, field.value)
    }
    for field in rest { write(field) }
  }

  private static func check(
    _ unknown: [UnknownTaggedField], beside known: [(tag: Int, value: MessageWriter)], _ field: StaticString
  ) throws(CodecError) {
    var last = -1
    for (index, each) in unknown.enumerated() {
      let problem: String
      if each.tag < 0 || each.tag > Int(UInt32.max) {
        problem = "the tag \(each.tag) is none: tags are 0 to 4294967295"
      } else if each.tag <= last {
        problem = "the tag \(each.tag) follows the tag \(last): give each once, in rising order"
      } else if known.contains(where: { $0.tag == each.tag }) {
        problem = "the tag \(each.tag) is that of a known field: set that one"
      } else {
        last = each.tag
        continue
      }
      throw CodecError(.unrepresentable, problem, object: "\(field)[\(index)]")
    }
  }

  private mutating func write(_ field: UnknownTaggedField) {
    unsignedVarint(UInt32(truncatingIfNeeded: field.tag))
    unsignedVarint(UInt32(truncatingIfNeeded: field.bytes.count))
    raw(field.bytes)
  }

  /// The tagged fields of a structure that has none that the tables know.
  @inline(__always)
  public mutating func taggedFields(_ unknown: [UnknownTaggedField], _ field: StaticString) throws(CodecError) {
    if unknown.isEmpty { byte(0) } else { try taggedFields([], unknown, field) }
  }

  /// Numbers of four bytes each, one after the other.
  @inline(__always)
  public mutating func int32s(_ values: some RandomAccessCollection<Int32>) {
    let size = values.count * 4
    room(size)
    // There is room for all of them.
    unsafe storage.withUnsafeMutableBytes { target in
      var place = used
      for value in values {
        unsafe target.storeBytes(of: UInt32(bitPattern: value).bigEndian, toByteOffset: place, as: UInt32.self)
        place &+= 4
      }
    }
    used &+= size
  }

  /// Structures, one after the other.
  @inline(__always)
  mutating func structures<Structure: KafkaStructure>(_ structures: [Structure], version: Int16) throws(CodecError) {
    let span = structures.span
    for index in span.indices { try span[index].write(to: &self, version: version) }
  }
}

/// What the generated messages say where a version has no place for a field.
@inline(never)
public func noPlace(for field: StaticString, _ version: Int16) -> CodecError {
  CodecError(
    .unrepresentable, "version \(version) has no place for it: leave the field at its default", object: "\(field)")
}

/// Refuses an unknown field under the tag of a known one, which would be read as that.
@inline(__always)
public func refuse(tag: Int, among unknown: [UnknownTaggedField], _ field: StaticString) throws(CodecError) {
  guard !unknown.isEmpty, let index = unknown.firstIndex(where: { $0.tag == tag }) else { return }
  throw CodecError(
    .unrepresentable, "the tag \(tag) is that of a known field: set that one", object: "\(field)[\(index)]")
}

/// What the generated messages say where a field is null that must not be.
@inline(never)
public func mustNotBeNull(_ field: StaticString, _ version: Int16) -> CodecError {
  CodecError(.unrepresentable, "version \(version) does not let it be null: give it a value", object: "\(field)")
}
