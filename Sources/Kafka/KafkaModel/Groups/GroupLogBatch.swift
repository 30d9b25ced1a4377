import KafkaProtocol

/// Record batches of `__consumer_offsets`, never compressed.
enum GroupLogBatch {
  /// One batch of these records, so that all of them or none is in the log.
  static func encode(_ records: [GroupLogRecord], timestamp: Int64) throws(CodecError) -> [UInt8] {
    var builder = RecordBatchBuilder()
    for record in records {
      try builder.append(key: record.key()[...], value: record.value().map { $0[...] }, timestamp: timestamp)
    }
    return builder.finish()
  }

  /// Calls `body` with the key and the value of each record of bytes that hold whole batches. A batch that cannot be read,
  /// or is about transactions, is passed over.
  static func forEach(in bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>, ArraySlice<UInt8>?) -> Void) {
    var batches = RecordBatches(bytes)
    do throws(CodecError) {
      while let batch = try batches.next() {
        if !batch.isControl { read(batch, body) }
      }
    } catch {
      // The rest of these bytes is no batch.
    }
  }

  private static func read(_ batch: RecordBatch, _ body: (ArraySlice<UInt8>, ArraySlice<UInt8>?) -> Void) {
    do throws(CodecError) {
      var reader = try RecordReader(batch)
      while let record = try reader.next() {
        if let key = record.key { body(key, record.value) }
      }
    } catch {
      // The rest of this batch cannot be read.
    }
  }
}
