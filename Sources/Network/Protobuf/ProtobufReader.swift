/// Reads the wire format from bytes that it borrows. It never reads past them and never traps; what is malformed, cut
/// short or nested too deeply is an error.
public struct ProtobufReader: ~Escapable {
  private let bytes: Span<UInt8>
  private var position: Int
  private let end: Int
  private let depth: Int

  /// A reader of all the bytes, which may hold messages nested to `depth`.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, depth: Int) {
    self.bytes = bytes
    position = 0
    end = bytes.count
    self.depth = depth
  }

  /// Whether all bytes were read.
  public var isAtEnd: Bool { position == end }

  /// Reads a varint; bits of the tenth byte beyond the 64th are dropped, as the official implementation in C++ does.
  @_lifetime(self: copy self)
  public mutating func varint() throws(ProtobufError) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while position < end {
      let byte = bytes[position]
      position += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
      if shift > 63 { throw ProtobufError(.malformed, "a varint is longer than ten bytes") }
    }
    throw ProtobufError(.truncated, "the bytes end inside a varint")
  }

  /// Reads what stands before a value.
  @_lifetime(self: copy self)
  mutating func key() throws(ProtobufError) -> ProtobufKey {
    let raw = try varint()
    guard raw <= UInt64(UInt32.max), raw >> 3 != 0 else {
      throw ProtobufError(.malformed, "\(raw >> 3) is no field number")
    }
    guard let wireType = ProtobufWireType(rawValue: UInt8(raw & 7)) else {
      throw ProtobufError(.malformed, "field \(raw >> 3) has the wire type \(raw & 7), which does not exist")
    }
    return ProtobufKey(number: Int(raw >> 3), wireType: wireType)
  }

  /// Reads four bytes.
  @_lifetime(self: copy self)
  public mutating func fixed32() throws(ProtobufError) -> UInt32 {
    try need(4)
    var value: UInt32 = 0
    for index in 0..<4 { value |= UInt32(bytes[position + index]) << UInt32(8 * index) }
    position += 4
    return value
  }

  /// Reads eight bytes.
  @_lifetime(self: copy self)
  public mutating func fixed64() throws(ProtobufError) -> UInt64 {
    try need(8)
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += 8
    return value
  }

  private func need(_ count: Int) throws(ProtobufError) {
    if end - position < count { throw ProtobufError(.truncated, "the bytes end inside a value of \(count) bytes") }
  }

  /// Reads a length and makes sure that so many bytes follow.
  @_lifetime(self: copy self)
  private mutating func length() throws(ProtobufError) -> Int {
    let length = try varint()
    guard length <= UInt64(end - position) else {
      throw ProtobufError(.truncated, "a length of \(length) bytes is claimed, \(end - position) follow")
    }
    return Int(length)
  }

  /// Reads a length and the bytes.
  @_lifetime(self: copy self)
  public mutating func lengthDelimited() throws(ProtobufError) -> [UInt8] {
    let count = try length()
    let slice = bytes.extracting(position..<position + count)
    position += count
    return [UInt8](copying: slice)
  }

  /// Reads a string.
  @_lifetime(self: copy self)
  public mutating func string() throws(ProtobufError) -> String {
    let count = try length()
    let slice = bytes.extracting(position..<position + count)
    position += count
    do {
      return String(copying: try UTF8Span(validating: slice))
    } catch {
      throw ProtobufError(.encoding, "the string is not valid UTF-8")
    }
  }

  /// Reads a message into one that is there already.
  @_lifetime(self: copy self)
  public mutating func message<Message: ProtobufMessage>(into message: inout Message) throws(ProtobufError) {
    let count = try length()
    var inner = try nested(count)
    try message.merge(from: &inner)
    position += count
  }

  /// Reads an embedded message whose fields `field` reads: what map entries and wrappers are made of.
  @_lifetime(self: copy self)
  public mutating func fields(
    _ field: (ProtobufKey, inout ProtobufReader) throws(ProtobufError) -> Bool
  ) throws(ProtobufError) {
    let count = try length()
    var inner = try nested(count)
    while !inner.isAtEnd {
      let key = try inner.key()
      if try !field(key, &inner) { try inner.skip(key) }
    }
    position += count
  }

  /// A reader of the packed list that comes next, which is moved over.
  @_lifetime(copy self)
  mutating func packed() throws(ProtobufError) -> ProtobufReader {
    let count = try length()
    defer { position += count }
    return ProtobufReader(bytes.extracting(position..<position + count), depth: depth)
  }

  @_lifetime(copy self)
  private func nested(_ count: Int) throws(ProtobufError) -> ProtobufReader {
    guard depth > 1 else { throw ProtobufError(.limit, "messages are nested too deeply") }
    return ProtobufReader(bytes.extracting(position..<position + count), depth: depth - 1)
  }

  /// Moves over a value that nobody asked for.
  @_lifetime(self: copy self)
  mutating func skip(_ key: ProtobufKey) throws(ProtobufError) {
    var openGroups: [Int] = []
    var key = key
    repeat {
      switch key.wireType {
      case .varint: _ = try varint()
      case .fixed64: _ = try fixed64()
      case .fixed32: _ = try fixed32()
      case .lengthDelimited:
        let count = try length()
        position += count
      case .startGroup:
        guard openGroups.count < depth else { throw ProtobufError(.limit, "groups are nested too deeply") }
        openGroups.append(key.number)
      case .endGroup:
        guard openGroups.popLast() == key.number else {
          throw ProtobufError(.malformed, "a group ends that did not begin")
        }
      }
      if !openGroups.isEmpty { key = try self.key() }
    } while !openGroups.isEmpty
  }

  /// Moves over a value that nobody asked for and returns its bytes, with the key: how unknown fields are kept.
  @_lifetime(self: copy self)
  public mutating func unknownField(_ key: ProtobufKey) throws(ProtobufError) -> [UInt8] {
    let start = position
    try skip(key)
    var field: [UInt8] = []
    ProtobufWriter.appendVarint(key.rawValue, to: &field)
    field.append(contentsOf: [UInt8](copying: bytes.extracting(start..<position)))
    return field
  }
}

extension [UInt8] {
  /// A copy of the span's bytes.
  init(copying span: Span<UInt8>) {
    self.init(capacity: span.count) { copy in
      for index in span.indices { copy.append(span[index]) }
    }
  }
}
