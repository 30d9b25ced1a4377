/// Reads values from the bytes of a message.
///
/// It never reads past them, never traps, and never reserves more memory than the bytes that are left can fill.
public struct MessageReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  /// How many bytes of the whole lie before these.
  private let origin: Int

  /// A reader of all the bytes.
  public init(_ bytes: ArraySlice<UInt8>) { self.init(bytes, origin: 0) }

  private init(_ bytes: ArraySlice<UInt8>, origin: Int) {
    self.bytes = bytes
    self.origin = origin
    position = bytes.startIndex
  }

  /// A reader of all the bytes.
  public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// How many bytes are left.
  public var remaining: Int { bytes.endIndex - position }

  /// How many bytes were read.
  public var offset: Int { origin + position - bytes.startIndex }

  @inline(never)
  private func truncated(_ wanted: Int) -> CodecError {
    CodecError(
      .truncated, "the bytes end inside a value: \(wanted) bytes are wanted, \(remaining) follow", offset: offset)
  }

  @inline(never)
  private func negative(_ length: Int) -> CodecError { malformed("a length of \(length)") }

  @inline(never)
  private func tooMany(_ count: Int, _ what: String) -> CodecError {
    CodecError(.truncated, "\(count) \(what) are claimed, \(remaining) bytes follow", offset: offset)
  }

  @inline(never)
  func malformed(_ message: String) -> CodecError { CodecError(.malformed, message, offset: offset) }

  // MARK: Numbers

  /// A number of fixed length, the highest byte first.
  @inline(__always)
  private mutating func fixed<T: FixedWidthInteger & UnsignedInteger>(_ type: T.Type) throws(CodecError) -> T {
    let size = MemoryLayout<T>.size
    guard remaining >= size else { throw truncated(size) }
    let start = position &- bytes.startIndex
    // So many bytes are left.
    let value = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: start, as: T.self) }
    position &+= size
    return T(bigEndian: value)
  }

  /// One byte; anything but zero is true.
  public mutating func bool() throws(CodecError) -> Bool { try uint8() != 0 }

  @inline(__always)
  mutating func uint8() throws(CodecError) -> UInt8 {
    guard position < bytes.endIndex else { throw truncated(1) }
    let value = bytes[position]
    position &+= 1
    return value
  }

  /// A signed number of one byte.
  @inline(__always)
  public mutating func int8() throws(CodecError) -> Int8 { Int8(bitPattern: try uint8()) }
  /// A signed number of two bytes.
  @inline(__always)
  public mutating func int16() throws(CodecError) -> Int16 { Int16(bitPattern: try fixed(UInt16.self)) }
  /// A number of two bytes.
  @inline(__always)
  public mutating func uint16() throws(CodecError) -> UInt16 { try fixed(UInt16.self) }
  /// A signed number of four bytes.
  @inline(__always)
  public mutating func int32() throws(CodecError) -> Int32 { Int32(bitPattern: try fixed(UInt32.self)) }
  /// A number of four bytes.
  public mutating func uint32() throws(CodecError) -> UInt32 { try fixed(UInt32.self) }
  /// A signed number of eight bytes.
  @inline(__always)
  public mutating func int64() throws(CodecError) -> Int64 { Int64(bitPattern: try fixed(UInt64.self)) }
  /// A number of eight bytes in IEEE 754's form.
  public mutating func float64() throws(CodecError) -> Double { Double(bitPattern: try fixed(UInt64.self)) }

  /// An identifier of 16 bytes.
  public mutating func uuid() throws(CodecError) -> KafkaUUID {
    let high = try fixed(UInt64.self)
    return KafkaUUID(high: high, low: try fixed(UInt64.self))
  }

  /// A number in groups of seven bits, the lowest first, of at most five bytes.
  @inline(__always)
  public mutating func unsignedVarint() throws(CodecError) -> UInt32 {
    // Most have one byte.
    guard position < bytes.endIndex, bytes[position] < 0x80 else { return try longUnsignedVarint() }
    position &+= 1
    return UInt32(bytes[position &- 1])
  }

  @inline(never)
  private mutating func longUnsignedVarint() throws(CodecError) -> UInt32 {
    var result: UInt32 = 0
    var shift: UInt32 = 0
    while true {
      let byte = try uint8()
      if shift == 28, byte > 0x0F { throw malformed("a number of variable length is longer than 32 bits") }
      result |= UInt32(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
  }

  /// A signed number of variable length, in zigzag form, of at most ten bytes: those of records.
  public mutating func varlong() throws(CodecError) -> Int64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try uint8()
      if shift == 63, byte > 1 { throw malformed("a number of variable length is longer than 64 bits") }
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int64(bitPattern: result >> 1) ^ -Int64(bitPattern: result & 1)
  }

  /// A signed number of variable length, in zigzag form, of 32 bits.
  public mutating func varint() throws(CodecError) -> Int32 {
    let value = try unsignedVarint()
    return Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1)
  }

  // MARK: What has a length

  /// The length of a text; nil for none.
  @inline(__always)
  private mutating func textLength(_ compact: Bool) throws(CodecError) -> Int? {
    let length = compact ? Int(try unsignedVarint()) - 1 : Int(try int16())
    if length < -1 || length > Int(Int16.max) { throw malformed("a text has the length \(length)") }
    return length == -1 ? nil : length
  }

  /// The length of bytes or of a list; nil for none.
  @inline(__always)
  private mutating func length(_ compact: Bool) throws(CodecError) -> Int? {
    let length = compact ? Int(try unsignedVarint()) - 1 : Int(try int32())
    if length < -1 { throw negative(length) }
    return length == -1 ? nil : length
  }

  /// So many bytes, without a copy.
  public mutating func slice(_ count: Int) throws(CodecError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else { throw truncated(count) }
    let slice = bytes[position..<position + count]
    position += count
    return slice
  }

  /// A text that may be null.
  public mutating func nullableString(compact: Bool) throws(CodecError) -> String? {
    guard let length = try textLength(compact) else { return nil }
    let slice = try slice(length)
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw malformed("a text is not UTF-8")
    }
    return text
  }

  /// A text.
  public mutating func string(compact: Bool) throws(CodecError) -> String {
    guard let text = try nullableString(compact: compact) else { throw malformed("a text is null that must not be") }
    return text
  }

  /// Bytes that may be null, without a copy.
  public mutating func nullableSlice(compact: Bool) throws(CodecError) -> ArraySlice<UInt8>? {
    guard let length = try length(compact) else { return nil }
    return try slice(length)
  }

  /// Bytes that may be null.
  public mutating func nullableBytes(compact: Bool) throws(CodecError) -> [UInt8]? {
    try nullableSlice(compact: compact).map { Array($0) }
  }

  /// Bytes.
  public mutating func bytes(compact: Bool) throws(CodecError) -> [UInt8] {
    guard let slice = try nullableSlice(compact: compact) else { throw malformed("bytes are null that must not be") }
    return Array(slice)
  }

  /// How many elements a list has; nil for none at all.
  ///
  /// - Parameter minimum: the least bytes that an element has: a list that claims more than is left is an error.
  @inline(__always)
  public mutating func nullableCount(compact: Bool, minimum: Int) throws(CodecError) -> Int? {
    guard let count = try length(compact) else { return nil }
    guard count <= remaining / minimum else { throw tooMany(count, "elements of a list") }
    return count
  }

  /// How many elements a list has.
  @inline(__always)
  public mutating func count(compact: Bool, minimum: Int) throws(CodecError) -> Int {
    guard let count = try nullableCount(compact: compact, minimum: minimum) else {
      throw malformed("a list is null that must not be")
    }
    return count
  }

  /// For how many elements of a list memory is set aside before they are read: no more of it than eight times the bytes that
  /// are left. More elements than that are small ones, for which memory is taken as they come.
  public func room<Element>(for count: Int, of element: Element.Type) -> Int {
    min(count, remaining * 8 / max(MemoryLayout<Element>.stride, 1) + 1)
  }

  /// So many numbers of four bytes.
  public mutating func int32s(_ count: Int) throws(CodecError) -> [Int32] {
    guard count >= 0, count <= remaining / 4 else { throw truncated(count) }
    if count == 0 { return [] }
    let start = position &- bytes.startIndex
    // So many bytes are left, and all of the room is filled.
    let values = unsafe bytes.withUnsafeBytes { source in
      unsafe [Int32](unsafeUninitializedCapacity: count) { target, filled in
        for index in 0..<count {
          let value = unsafe source.loadUnaligned(fromByteOffset: start &+ index &* 4, as: Int32.self)
          unsafe target.initializeElement(at: index, to: Int32(bigEndian: value))
        }
        filled = count
      }
    }
    position &+= count &* 4
    return values
  }

  /// So many numbers of four bytes; few of them take no memory of their own.
  @inline(__always)
  mutating func int32List(_ count: Int) throws(CodecError) -> Int32List {
    guard count <= Int32List.inlineCapacity else { return Int32List(try int32s(count)) }
    guard count >= 0, count <= remaining / 4 else { throw truncated(count) }
    let start = position &- bytes.startIndex
    position &+= count &* 4
    // So many bytes are left.
    return unsafe bytes.withUnsafeBytes { source in
      Int32List(count: count) { index in
        unsafe Int32(bigEndian: source.loadUnaligned(fromByteOffset: start &+ index &* 4, as: Int32.self))
      }
    }
  }

  /// So many structures.
  @inline(__always)
  mutating func structures<Structure: KafkaStructure>(
    _ count: Int, version: Int16
  ) throws(CodecError) -> [Structure] {
    let room = room(for: count, of: Structure.self)
    if count <= room {
      return try [Structure](capacity: count) { (structures) throws(CodecError) in
        for index in 0..<count { structures.append(try structure(at: index, version: version)) }
      }
    }
    var structures: [Structure] = []
    structures.reserveCapacity(room)
    for index in 0..<count { structures.append(try structure(at: index, version: version)) }
    return structures
  }

  @inline(__always)
  private mutating func structure<Structure: KafkaStructure>(
    at index: Int, version: Int16
  ) throws(CodecError) -> Structure {
    do throws(CodecError) { return try Structure(from: &self, version: version) } catch {
      throw error.inside(elementAt: index)
    }
  }

  /// Whether a structure that may be null is there.
  public mutating func isPresent() throws(CodecError) -> Bool {
    let mark = try int8()
    guard mark == 1 || mark == -1 else { throw malformed("a structure is marked by \(mark)") }
    return mark == 1
  }

  // MARK: Tagged fields

  /// How many tagged fields follow.
  @inline(__always)
  public mutating func tagCount() throws(CodecError) -> Int {
    let count = Int(try unsignedVarint())
    // A tagged field has at least a tag and a length.
    guard count <= remaining / 2 else { throw tooMany(count, "tagged fields") }
    return count
  }

  /// The next tag and a reader of its value; tags rise.
  public mutating func tag(after last: inout Int) throws(CodecError) -> (tag: Int, value: MessageReader) {
    let tag = Int(try unsignedVarint())
    guard tag > last else { throw malformed("the tag \(tag) follows the tag \(last)") }
    last = tag
    let size = Int(try unsignedVarint())
    let origin = offset
    return (tag, MessageReader(try slice(size), origin: origin))
  }

  /// What is left of the bytes, as a tagged field that nobody knows.
  public mutating func unknownField(_ tag: Int) throws(CodecError) -> UnknownTaggedField {
    UnknownTaggedField(tag: tag, bytes: Array(try slice(remaining)))
  }

  /// That nothing is left.
  public func finish() throws(CodecError) {
    if remaining > 0 { throw malformed("\(remaining) bytes follow the end") }
  }
}

/// A tagged field that the tables do not know: kept, and written as it was.
public struct UnknownTaggedField: Sendable, Hashable {
  /// Its tag.
  public var tag: Int
  /// Its value.
  public var bytes: [UInt8]

  /// A field.
  public init(tag: Int, bytes: [UInt8]) {
    self.tag = tag
    self.bytes = bytes
  }
}
