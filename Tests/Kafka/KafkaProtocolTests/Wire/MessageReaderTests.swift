import Testing

@testable import KafkaProtocol

/// Values that are not what the protocol allows.
///
/// Kafka's own reader is more lenient in places: it drops the bits over 32 of a varint's fifth byte and puts U+FFFD in the
/// place of what is not UTF-8. Here both are errors: a name that was altered would be another topic's or user's.
@Suite struct MessageReaderTests {
  private func code<T>(
    _ bytes: [UInt8], _ read: (inout MessageReader) throws(CodecError) -> T
  ) -> CodecError.Code? {
    var reader = MessageReader(bytes)
    do throws(CodecError) {
      _ = try read(&reader)
      return nil
    } catch { return error.code }
  }

  @Test(
    arguments: [
      ([0x00], 0), ([0x7F], 127), ([0x80, 0x01], 128), ([0xFF, 0xFF, 0xFF, 0xFF, 0x0F], UInt32.max),
      ([0x80, 0x80, 0x80, 0x80, 0x00], 0),
    ] as [([UInt8], UInt32)])
  func aVarintHasUpToFiveBytes(bytes: [UInt8], value: UInt32) throws {
    var reader = MessageReader(bytes)
    #expect(try reader.unsignedVarint() == value)
    #expect(reader.remaining == 0)
  }

  @Test(
    arguments: [
      [0xFF, 0xFF, 0xFF, 0xFF, 0x10], [0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    ] as [[UInt8]])
  func aVarintOfMoreThan32BitsIsMalformed(bytes: [UInt8]) {
    #expect(code(bytes) { reader throws(CodecError) in try reader.unsignedVarint() } == .malformed)
    #expect(code(bytes) { reader throws(CodecError) in try reader.varint() } == .malformed)
    #expect(code(bytes) { reader throws(CodecError) in try reader.tagCount() } == .malformed)
  }

  @Test func aVarlongHasUpToTenBytes() throws {
    let nine = [UInt8](repeating: 0xFF, count: 9)
    var reader = MessageReader(nine + [0x01])
    #expect(try reader.varlong() == Int64.min)
    #expect(code(nine + [0x02]) { reader throws(CodecError) in try reader.varlong() } == .malformed)
    #expect(code(nine + [0x81, 0x00]) { reader throws(CodecError) in try reader.varlong() } == .malformed)
    #expect(code(nine) { reader throws(CodecError) in try reader.varlong() } == .truncated)
  }

  @Test(arguments: [0x00, 0x01, 0x02, 0x7F, 0x80, 0xFF] as [UInt8])
  func aBoolIsTrueUnlessItIsZeroAsInKafka(byte: UInt8) throws {
    var reader = MessageReader([byte])
    #expect(try reader.bool() == (byte != 0))
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x61, 0x80],
    ] as [[UInt8]])
  func aTextThatIsNotUTF8IsMalformed(text: [UInt8]) {
    let count = UInt8(text.count)
    #expect(code([0, count] + text) { reader throws(CodecError) in try reader.string(compact: false) } == .malformed)
    #expect(code([count + 1] + text) { reader throws(CodecError) in try reader.string(compact: true) } == .malformed)
  }

  @Test func lengthsUnderMinusOneAreMalformed() {
    let long: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFE, 0, 0, 0, 0]
    #expect(
      code([0xFF, 0xFE]) { reader throws(CodecError) in try reader.nullableString(compact: false) } == .malformed)
    #expect(
      code([0x80, 0x00]) { reader throws(CodecError) in try reader.nullableString(compact: false) } == .malformed)
    #expect(code(long) { reader throws(CodecError) in try reader.nullableBytes(compact: false) } == .malformed)
    #expect(code(long) { reader throws(CodecError) in try reader.nullableSlice(compact: false) } == .malformed)
    #expect(
      code(long) { reader throws(CodecError) in try reader.nullableCount(compact: false, minimum: 1) } == .malformed)
  }

  @Test func whatMayBeNullIsNilAndTheRestIsMalformed() throws {
    for (short, long, compact) in [([0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF], false), ([0], [0], true)]
      as [([UInt8], [UInt8], Bool)]
    {
      var reader = MessageReader(short + long + long)
      #expect(try reader.nullableString(compact: compact) == nil)
      #expect(try reader.nullableBytes(compact: compact) == nil)
      #expect(try reader.nullableCount(compact: compact, minimum: 1) == nil)
      #expect(reader.remaining == 0)
      #expect(code(short) { reader throws(CodecError) in try reader.string(compact: compact) } == .malformed)
      #expect(code(long) { reader throws(CodecError) in try reader.bytes(compact: compact) } == .malformed)
      #expect(code(long) { reader throws(CodecError) in try reader.count(compact: compact, minimum: 1) } == .malformed)
    }
  }

  @Test func aTextHasAtMost32767BytesInEitherForm() throws {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: 32_768)
    let compact: (Int) -> [UInt8] = { count in
      var writer = MessageWriter()
      writer.unsignedVarint(UInt32(count) + 1)
      writer.raw(text[..<count])
      return writer.bytes
    }
    var reader = MessageReader(compact(32_767))
    #expect(try reader.string(compact: true).utf8.count == 32_767)
    #expect(code(compact(32_768)) { reader throws(CodecError) in try reader.string(compact: true) } == .malformed)
  }

  @Test(
    arguments: [
      ([0x3F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0], false), ([0x00, 0x00, 0x00, 0x07, 0, 0, 0, 0, 0, 0], false),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0, 0, 0], true), ([0x08, 0, 0, 0, 0, 0, 0], true),
    ] as [([UInt8], Bool)])
  func aListOfMoreElementsThanBytesIsTruncatedAtOnce(bytes: [UInt8], compact: Bool) {
    #expect(code(bytes) { reader throws(CodecError) in try reader.count(compact: compact, minimum: 1) } == .truncated)
    #expect(
      code(bytes) { reader throws(CodecError) in try reader.nullableCount(compact: compact, minimum: 1) } == .truncated)
    #expect(code(bytes) { reader throws(CodecError) in try reader.bytes(compact: compact) } == .truncated)
    #expect(code(bytes) { reader throws(CodecError) in try reader.nullableSlice(compact: compact) } == .truncated)
  }

  @Test func theLeastSizeOfAnElementBoundsTheirNumber() throws {
    let bytes: [UInt8] = [0, 0, 0, 3] + [UInt8](repeating: 0, count: 12)
    var reader = MessageReader(bytes)
    #expect(try reader.count(compact: false, minimum: 4) == 3)
    #expect(code(bytes) { reader throws(CodecError) in try reader.count(compact: false, minimum: 5) } == .truncated)
  }

  @Test(arguments: [0, 1, 10, 1000])
  func memoryIsSetAsideForEightTimesTheBytesThatAreLeft(bytes: Int) {
    let reader = MessageReader([UInt8](repeating: 0, count: bytes))
    for count in [0, 1, 7, Int(Int32.max), Int.max] {
      let room = reader.room(for: count, of: MetadataResponse.Topic.self)
      #expect(room <= count && room >= min(count, 1))
      #expect((room - 1) * MemoryLayout<MetadataResponse.Topic>.stride <= bytes * 8)
    }
  }

  @Test func numbersOfFourBytesAreCountedBeforeTheyAreRead() {
    let bytes = [UInt8](repeating: 0, count: 8)
    for count in [-1, 3, 6, Int(Int32.max), Int.max] {
      #expect(code(bytes) { reader throws(CodecError) in try reader.int32s(count) } == .truncated)
      #expect(code(bytes) { reader throws(CodecError) in try reader.int32List(count) } == .truncated, "\(count)")
    }
    for count in [-1, 9, Int.max] {
      #expect(code(bytes) { reader throws(CodecError) in try reader.slice(count) } == .truncated)
    }
  }

  @Test(arguments: [0x00, 0x02, 0x7F, 0x80, 0xFE] as [UInt8])
  func aStructureThatMayBeNullIsMarkedByOneOrMinusOne(mark: UInt8) throws {
    #expect(code([mark]) { reader throws(CodecError) in try reader.isPresent() } == .malformed)
    var reader = MessageReader([1, 0xFF])
    #expect(try reader.isPresent())
    #expect(try !reader.isPresent())
  }
}
