/// Makes an uncompressed record batch of the format 2.
///
/// Settings may be changed until `finish`. The offsets of the records follow on one another.
public struct RecordBatchBuilder: Sendable {
  /// The offset of the first record.
  public var baseOffset: Int64 = 0
  /// The leader epoch; -1 where there is none yet.
  public var leaderEpoch: Int32 = -1
  /// The producer's id; -1 where it is not idempotent.
  public var producerID: Int64 = -1
  /// The producer's epoch.
  public var producerEpoch: Int16 = -1
  /// The sequence number of the first record.
  public var baseSequence: Int32 = -1
  /// Whether it is part of a transaction.
  public var isTransactional = false
  /// Whether its records are marks for the consumer.
  public var isControl = false
  /// Which time the timestamps are.
  public var timestampType = RecordBatch.TimestampType.createTime

  private var records = MessageWriter()
  private var baseTimestamp: Int64 = -1
  private var maxTimestamp: Int64 = -1
  /// The number of records.
  public private(set) var count: Int32 = 0

  /// A batch without records.
  public init() {}

  /// The bytes that the batch would have now.
  public var size: Int { RecordBatchLayout.records + records.count }

  /// Adds a record; one that would make the batch larger than its length can say is refused.
  ///
  /// - Parameter timestamp: milliseconds since 1970.
  public mutating func append(
    key: ArraySlice<UInt8>?, value: ArraySlice<UInt8>?, headers: [RecordHeader] = [], timestamp: Int64
  ) throws(CodecError) {
    if count == 0 { baseTimestamp = timestamp }
    var record = MessageWriter()
    record.int8(0)
    record.varlong(timestamp &- baseTimestamp)
    record.varint(count)
    record.varintBytes(key)
    record.varintBytes(value)
    record.varint(Int32(truncatingIfNeeded: headers.count))
    for header in headers {
      record.varintBytes(header.key.utf8)
      record.varintBytes(header.value)
    }
    guard size + record.count < Int(Int32.max) - 16, count < Int32.max else {
      throw CodecError(.tooLarge, "the record batch is larger than its length can say")
    }
    records.varint(Int32(record.count))
    records.raw(record)
    maxTimestamp = max(maxTimestamp, timestamp)
    count += 1
  }

  /// The batch.
  public consuming func finish() -> [UInt8] {
    var attributes = Int16(timestampType.rawValue) << 3
    if isTransactional { attributes |= 16 }
    if isControl { attributes |= 32 }
    var writer = MessageWriter(capacity: size)
    writer.int64(baseOffset)
    writer.int32(Int32(size - RecordBatchLayout.overhead))
    writer.int32(leaderEpoch)
    writer.int8(2)
    // The checksum, which is known when the rest is.
    writer.int32(0)
    writer.int16(attributes)
    writer.int32(max(count - 1, 0))
    writer.int64(baseTimestamp)
    writer.int64(maxTimestamp)
    writer.int64(producerID)
    writer.int16(producerEpoch)
    writer.int32(baseSequence)
    writer.int32(count)
    writer.raw(records)
    var bytes = writer.bytes
    let checksum = CRC32C.checksum(bytes[RecordBatchLayout.attributes...])
    unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.storeBytes(
        of: checksum.bigEndian, toByteOffset: RecordBatchLayout.checksum, as: UInt32.self)
    }
    return bytes
  }
}
