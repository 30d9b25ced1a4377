import Testing

@testable import KafkaProtocol

/// What can be wrong with record batches, and what is at the end of their numbers.
@Suite struct BadRecordBatchTests {
  static func batch(_ count: Int, change: (inout RecordBatchBuilder) -> Void = { _ in }) throws -> [UInt8] {
    var builder = RecordBatchBuilder()
    change(&builder)
    for index in 0..<count {
      let headers = [RecordHeader(key: "k", value: nil), RecordHeader(key: "", value: [UInt8(index & 255)])]
      try builder.append(
        key: index.isMultiple(of: 2) ? nil : Array("key".utf8)[...], value: Array("value \(index)".utf8)[...],
        headers: headers, timestamp: 1_700_000_000_000 + Int64(index) * 3)
    }
    return builder.finish()
  }

  @Test func whatIsBuiltIsRead() throws {
    let bytes = try Self.batch(300) {
      $0.baseOffset = 1 << 40
      $0.leaderEpoch = 9
      $0.producerID = 77
      $0.producerEpoch = 3
      $0.baseSequence = Int32.max - 100
      $0.isTransactional = true
      $0.isControl = true
    }
    let batch = try RecordBatch(prefixOf: bytes[...])
    try batch.validate()
    #expect(batch.count == 300)
    #expect(batch.baseOffset == 1 << 40)
    #expect(batch.lastOffset == 1 << 40 + 299)
    #expect(batch.leaderEpoch == 9)
    #expect(batch.producerID == 77)
    #expect(batch.producerEpoch == 3)
    #expect(batch.lastSequence == 198)
    #expect(batch.isTransactional)
    #expect(batch.isControl)
    #expect(batch.maxTimestamp == 1_700_000_000_897)
    let records = try batch.records()
    #expect(records.count == 300)
    #expect(records[299].timestamp == batch.maxTimestamp)
    #expect(records[299].headers[1].value == [299 & 255])
    #expect(records[298].key == nil)
    #expect(records[1].value.map { String(decoding: $0, as: UTF8.self) } == "value 1")
  }

  @Test func aChangedBitIsFoundByTheChecksum() throws {
    let bytes = try Self.batch(2)
    for index in RecordBatchLayout.checksum..<bytes.count {
      var changed = bytes
      changed[index] ^= 1
      let batch = try RecordBatch(prefixOf: changed[...])
      #expect(!batch.hasValidChecksum)
      let error = #expect(throws: CodecError.self) { try batch.validate() }
      #expect(error?.code == .checksum)
    }
  }

  /// A batch with other bytes from a place on, under a checksum that is right for them.
  static func changed(_ bytes: [UInt8], at place: Int, to new: [UInt8]) throws -> RecordBatch {
    var bytes = bytes
    bytes.replaceSubrange(place..<place + new.count, with: new)
    let checksum = CRC32C.checksum(bytes[RecordBatchLayout.attributes...])
    for index in 0..<4 { bytes[RecordBatchLayout.checksum + index] = UInt8(checksum >> (24 - 8 * index) & 255) }
    return try RecordBatch(prefixOf: bytes[...])
  }

  @Test func numbersThatDoNotAgreeAreRefused() throws {
    let bytes = try Self.batch(2)
    let lies: [(place: Int, bytes: [UInt8])] = [
      (RecordBatchLayout.count, [0x7F, 0xFF, 0xFF, 0xFF]), (RecordBatchLayout.count, [0, 0, 0, 1]),
      (RecordBatchLayout.count, [0xFF, 0xFF, 0xFF, 0xFF]), (RecordBatchLayout.count, [0, 0, 0, 0]),
      (RecordBatchLayout.count, [0, 0, 0, 3]), (RecordBatchLayout.lastOffsetDelta, [0x7F, 0xFF, 0xFF, 0xFF]),
      (RecordBatchLayout.lastOffsetDelta, [0x80, 0, 0, 0]), (RecordBatchLayout.attributes, [0, 7]),
      // The first record: its length, its difference of offsets, the length of its key, the number of its headers.
      (RecordBatchLayout.records, [0x7F]), (RecordBatchLayout.records + 3, [4]), (RecordBatchLayout.records + 4, [3]),
    ]
    for lie in lies {
      let batch = try Self.changed(bytes, at: lie.place, to: lie.bytes)
      #expect(throws: CodecError.self, "\(lie)") { try batch.validate() }
    }
  }

  @Test func offsetsAtTheEndOfTheNumbersDoNotTrap() throws {
    let batch = try Self.changed(
      try Self.batch(2), at: 0, to: [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(batch.lastOffset == Int64.min)
    _ = try batch.records()
    try batch.validate()
  }

  @Test func aBatchOfAnotherFormatOrLengthIsRefused() throws {
    let bytes = try Self.batch(1)
    var old = bytes
    old[RecordBatchLayout.magic] = 1
    let error = #expect(throws: CodecError.self) { try RecordBatch(prefixOf: old[...]) }
    #expect(error?.code == .unsupportedVersion)
    for length: [UInt8] in [[0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 1], [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 48]] {
      var changed = bytes
      changed.replaceSubrange(8..<12, with: length)
      #expect(throws: CodecError.self) { try RecordBatch(prefixOf: changed[...]) }
    }
    for end in bytes.indices { #expect(throws: CodecError.self) { try RecordBatch(prefixOf: bytes[..<end]) } }
  }

  @Test func theRecordsOfACompressedBatchAreNotRead() throws {
    let batch = try Self.changed(try Self.batch(2), at: RecordBatchLayout.attributes, to: [0, 4])
    #expect(batch.compression == .zstd)
    try batch.validate()
    #expect(throws: CodecError.self) { try batch.records() }
  }

  /// The bytes are held against the definition, a bit at a time.
  @Test func theTablesGiveTheChecksumOfEveryLengthAndAlignment() {
    var state: UInt32 = 7
    let bytes = (0..<308).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    for start in 0..<8 {
      var register = UInt32.max
      for end in start...start + 300 {
        #expect(CRC32C.byTable(bytes[start..<end]) == ~register, "\(start)..<\(end)")
        guard end < bytes.count else { break }
        register ^= UInt32(bytes[end])
        for _ in 0..<8 { register = register & 1 == 0 ? register >> 1 : register >> 1 ^ 0x82F6_3B78 }
      }
    }
  }

  @Test func theInstructionAndTheTableGiveTheSameChecksum() {
    // The check value of the algorithm.
    #expect(CRC32C.byTable(Array("123456789".utf8)[...]) == 0xE306_9283)
    #expect(CRC32C.checksum([][...]) == 0)
    guard CRC32C.isAccelerated else {
      print("SKIPPED the instruction for CRC-32C: this processor has none")
      return
    }
    var bytes: [UInt8] = []
    var state: UInt32 = 1
    for _ in 0..<1000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      bytes.append(UInt8(state >> 24))
    }
    for start in 0..<9 {
      for end in stride(from: start, to: bytes.count, by: 13) {
        #expect(CRC32C.byInstruction(bytes[start..<end]) == CRC32C.byTable(bytes[start..<end]))
      }
    }
  }
}
