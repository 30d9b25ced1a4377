import Cryptography
import JSON
import KafkaProtocol
import Testing

/// Record batches that Kafka's own code made.
@Suite(.enabled(if: VectorFolder.isThere, "there are no vectors of Kafka's (KAFKA_VECTORS names a folder)"))
struct RecordBatchVectorsTests {
  private func batches() throws -> [(line: JSONValue, batch: RecordBatch)] {
    try VectorFolder.lines(of: "RecordBatch.jsonl").map { line in
      let bytes = try #require(Hexadecimal.decode(line["bytes"]?.stringValue ?? "?"))
      let batch = try RecordBatch(prefixOf: bytes[...])
      #expect(batch.size == bytes.count)
      return (line, batch)
    }
  }

  @Test func batchVectorsHaveTheirHeaderAndChecksum() throws {
    var seen: Set<String> = []
    for (line, batch) in try batches() {
      #expect(batch.baseOffset == Int64(line["baseOffset"]?.intValue ?? 0))
      #expect(batch.leaderEpoch == Int32(line["partitionLeaderEpoch"]?.intValue ?? 0))
      #expect(batch.count == Int32(line["count"]?.intValue ?? 0))
      #expect(Int(batch.checksum) == line["crc"]?.intValue)
      #expect(batch.hasValidChecksum)
      let compression = try #require(batch.compression)
      #expect("\(compression)" == line["compression"]?.stringValue)
      seen.insert("\(compression)")
      try batch.validate()
    }
    print("Kafka's vectors: record batches with \(seen.sorted().joined(separator: ", "))")
  }

  @Test func batchVectorsAreReadAndWrittenAsKafkaDoes() throws {
    for (line, batch) in try batches() where batch.compression == Compression.none {
      let records = try batch.records()
      let expected = try #require(line["records"]?.arrayValue)
      #expect(records.count == expected.count)
      for (record, fields) in zip(records, expected) {
        #expect(record.timestamp == Int64(fields["timestamp"]?.intValue ?? 0))
        #expect(record.key.map { String(decoding: $0, as: UTF8.self) } == fields["key"]?.stringValue)
        #expect(record.value.map { String(decoding: $0, as: UTF8.self) } == fields["value"]?.stringValue)
      }
      var builder = RecordBatchBuilder()
      builder.baseOffset = batch.baseOffset
      builder.leaderEpoch = batch.leaderEpoch
      for record in records {
        try builder.append(
          key: record.key, value: record.value, headers: record.headers, timestamp: record.timestamp)
      }
      #expect(builder.finish()[...] == batch.bytes)
    }
  }

  @Test func aBatchVectorThatIsCutOrDamagedIsAnError() throws {
    for (_, batch) in try batches().prefix(12) {
      for count in stride(from: 0, to: batch.size, by: max(1, batch.size / 200)) {
        #expect(throws: CodecError.self) { try RecordBatch(prefixOf: batch.bytes.prefix(count)) }
      }
      for place in stride(from: 21, to: batch.size, by: max(1, batch.size / 100)) {
        var bytes = Array(batch.bytes)
        bytes[place] ^= 0x10
        #expect(throws: CodecError.self) { try RecordBatch(prefixOf: bytes[...]).validate() }
      }
    }
  }
}
