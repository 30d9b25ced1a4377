import KafkaProtocol
import Testing

@Suite struct RecordBatchTests {
  private func batch(_ values: [String], timestamp: Int64 = 1_000) throws -> RecordBatch {
    var builder = RecordBatchBuilder()
    for (index, value) in values.enumerated() {
      try builder.append(key: nil, value: Array(value.utf8)[...], timestamp: timestamp + Int64(index))
    }
    return try RecordBatch(prefixOf: builder.finish()[...])
  }

  @Test func placingABatchInALogLeavesItsChecksumRight() throws {
    var batch = try batch(["a", "b", "c"])
    batch.place(at: 77, leaderEpoch: 5)
    #expect(batch.baseOffset == 77)
    #expect(batch.lastOffset == 79)
    #expect(batch.leaderEpoch == 5)
    try batch.validate()
    #expect(try batch.records().map(\.offset) == [77, 78, 79])
  }

  @Test func aBatchThatTheLeaderStampsHasItsTimeForEveryRecord() throws {
    var batch = try batch(["a", "b"])
    batch.stamp(appendedAt: 9_999)
    #expect(batch.timestampType == .logAppendTime)
    try batch.validate()
    #expect(try batch.records().map(\.timestamp) == [9_999, 9_999])
  }

  @Test func headersAndNullsComeBackAsTheyWere() throws {
    var builder = RecordBatchBuilder()
    let headers = [RecordHeader(key: "trace", value: [1, 2]), RecordHeader(key: "", value: nil)]
    try builder.append(key: [1][...], value: nil, headers: headers, timestamp: -1)
    let record = try #require(try RecordBatch(prefixOf: builder.finish()[...]).records().first)
    #expect(record.headers == headers)
    #expect(record.key == [1][...])
    #expect(record.value == nil)
    #expect(record.timestamp == -1)
  }

  @Test func batchesThatFollowOnOneAnotherAreCutApartAndTheRestIsLeft() throws {
    let first = try batch(["a"])
    let second = try batch(["b", "c"])
    let bytes = Array(first.bytes) + Array(second.bytes) + Array(first.bytes.prefix(40))
    var batches = RecordBatches(bytes[...])
    #expect(try batches.nextWhole() == first)
    #expect(try batches.nextWhole() == second)
    #expect(try batches.nextWhole() == nil)
    #expect(batches.remaining.count == 40)
    #expect(throws: CodecError.self) { try RecordBatches.all(in: bytes[...]) }
  }

  /// The check value of RFC 3720 §B.4: 32 bytes of zero, of ones, rising and falling.
  @Test func theChecksumIsThatOfTheStandard() {
    #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)[...]) == 0x8A91_36AA)
    #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)[...]) == 0x62A8_AB43)
    #expect(CRC32C.checksum(Array(0..<32 as Range<UInt8>)[...]) == 0x46DD_794E)
    #expect(CRC32C.checksum(Array((0..<32 as Range<UInt8>).reversed())[...]) == 0x113F_DB5C)
    #expect(CRC32C.checksum(Array("123456789".utf8)[...]) == 0xE306_9283)
    #expect(CRC32C.checksum([]) == 0)
  }
}
