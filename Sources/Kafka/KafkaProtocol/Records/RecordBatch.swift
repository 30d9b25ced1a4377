/// A record batch of the format 2 (KIP-98), as it is kept and sent: a view of its bytes.
///
/// One that exists has a whole header, and is as long as that says. Checksum and records are looked at when they are asked
/// for: `validate` checks what can be checked without decompressing. It must never trap, whatever the bytes are.
public struct RecordBatch: Sendable, Equatable {
  /// All its bytes.
  public private(set) var bytes: ArraySlice<UInt8>

  /// Which time the timestamps are.
  public enum TimestampType: UInt8, Sendable, Hashable {
    /// When the producer made the record.
    case createTime = 0
    /// When the leader appended the batch.
    case logAppendTime = 1
  }

  /// The batch that begins these bytes; others may follow.
  public init(prefixOf bytes: ArraySlice<UInt8>) throws(CodecError) {
    guard bytes.count >= RecordBatchLayout.records else {
      throw CodecError(.truncated, "\(bytes.count) bytes are less than the header of a record batch")
    }
    let view = RecordBatch(unchecked: bytes)
    let magic = view.int8(RecordBatchLayout.magic)
    guard magic == 2 else {
      throw CodecError(.unsupportedVersion, "record batches of the format \(magic) are not supported")
    }
    let length = Int(view.int32(RecordBatchLayout.length)) + RecordBatchLayout.overhead
    guard length >= RecordBatchLayout.records else {
      throw CodecError(.malformed, "a record batch of \(length) bytes is shorter than its header")
    }
    guard length <= bytes.count else {
      throw CodecError(.truncated, "the record batch has \(length) bytes, \(bytes.count) are left")
    }
    self.init(unchecked: bytes.prefix(length))
  }

  private init(unchecked bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  // MARK: header

  /// The number of bytes.
  public var size: Int { bytes.count }
  /// The offset of the first record that was ever in it.
  public var baseOffset: Int64 { int64(RecordBatchLayout.baseOffset) }
  /// The offset of the last record that was ever in it. The sum of what strangers send may be none: it wraps around.
  public var lastOffset: Int64 { baseOffset &+ Int64(lastOffsetDelta) }
  /// The offset of what comes after it.
  public var nextOffset: Int64 { lastOffset &+ 1 }
  /// The leader epoch in which it was appended.
  public var leaderEpoch: Int32 { int32(RecordBatchLayout.leaderEpoch) }
  /// The CRC-32C that it says it has.
  public var checksum: UInt32 { UInt32(bitPattern: int32(RecordBatchLayout.checksum)) }
  /// Compression, kind of timestamps, whether it is transactional, whether it holds control records.
  public var attributes: Int16 { int16(RecordBatchLayout.attributes) }
  /// How the records are compressed; nil for a number that means nothing.
  public var compression: Compression? { Compression(rawValue: UInt8(attributes & 7)) }
  /// Which time the timestamps are.
  public var timestampType: TimestampType { attributes & 8 == 0 ? .createTime : .logAppendTime }
  /// Whether it is part of a transaction.
  public var isTransactional: Bool { attributes & 16 != 0 }
  /// Whether it has a producer's sequence numbers.
  public var hasProducerID: Bool { producerID >= 0 }
  /// Whether its records are marks for the consumer, such as the end of a transaction.
  public var isControl: Bool { attributes & 32 != 0 }
  /// The difference between the first and the last offset.
  public var lastOffsetDelta: Int32 { int32(RecordBatchLayout.lastOffsetDelta) }
  /// The timestamp that those of the records are differences to.
  public var baseTimestamp: Int64 { int64(RecordBatchLayout.baseTimestamp) }
  /// The largest timestamp.
  public var maxTimestamp: Int64 { int64(RecordBatchLayout.maxTimestamp) }
  /// The producer's id, -1 where it is not idempotent.
  public var producerID: Int64 { int64(RecordBatchLayout.producerID) }
  /// The producer's epoch, -1 where it is not idempotent.
  public var producerEpoch: Int16 { int16(RecordBatchLayout.producerEpoch) }
  /// The sequence number of the first record, -1 where the producer is not idempotent.
  public var baseSequence: Int32 { int32(RecordBatchLayout.baseSequence) }
  /// The sequence number of the last record; after the largest number comes 0.
  public var lastSequence: Int32 {
    guard baseSequence >= 0 else { return -1 }
    return Int32(truncatingIfNeeded: (Int64(baseSequence) + Int64(lastOffsetDelta)) & 0x7FFF_FFFF)
  }
  /// The number of records that it says it holds.
  public var count: Int32 { int32(RecordBatchLayout.count) }
  /// The records, compressed as `compression` says.
  public var body: ArraySlice<UInt8> { bytes.dropFirst(RecordBatchLayout.records) }

  // MARK: checks

  /// Whether the checksum is that of the bytes.
  public var hasValidChecksum: Bool { CRC32C.checksum(bytes.dropFirst(RecordBatchLayout.attributes)) == checksum }

  /// Refuses a batch that a producer may not send: a wrong checksum, a compression that means nothing, numbers of records and
  /// offsets that do not agree, and in an uncompressed batch records that are not as they should be.
  ///
  /// - Returns: What the records say; nil where they are compressed, and so not looked at.
  @discardableResult public func validate() throws(CodecError) -> RecordSummary? {
    guard hasValidChecksum else {
      throw CodecError(.checksum, "the record batch has not the checksum that it says it has")
    }
    guard let compression else { throw CodecError(.malformed, "the compression \(attributes & 7) means nothing") }
    guard count > 0, lastOffsetDelta == count - 1 else {
      throw CodecError(.malformed, "\(count) records do not end \(lastOffsetDelta) offsets after the first")
    }
    guard compression == .none else { return nil }
    var records = try RecordReader(self)
    var expected = baseOffset
    var summary = RecordSummary()
    while let record = try records.next() {
      guard record.offset == expected else {
        throw CodecError(.malformed, "the record with the offset \(record.offset) stands where \(expected) belongs")
      }
      expected &+= 1
      summary.add(record)
    }
    return summary
  }

  /// The records of an uncompressed batch.
  public func records() throws(CodecError) -> [Record] {
    var reader = try RecordReader(self)
    var records: [Record] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  // MARK: changes

  /// Writes its bytes behind others, as they are at its place in a log; they are copied once.
  public func write(to log: inout [UInt8], baseOffset: Int64, leaderEpoch: Int32) {
    let length = RecordBatchLayout.length..<RecordBatchLayout.leaderEpoch
    unsafe withUnsafeBytes(of: baseOffset.bigEndian) { unsafe log.append(contentsOf: $0) }
    log.append(contentsOf: bytes.dropFirst(length.lowerBound).prefix(length.count))
    unsafe withUnsafeBytes(of: leaderEpoch.bigEndian) { unsafe log.append(contentsOf: $0) }
    log.append(contentsOf: bytes.dropFirst(RecordBatchLayout.magic))
  }

  /// Gives it its place in a log. The checksum does not reach these fields, so it stays.
  public mutating func place(at baseOffset: Int64, leaderEpoch: Int32) {
    store(baseOffset, at: RecordBatchLayout.baseOffset)
    store(leaderEpoch, at: RecordBatchLayout.leaderEpoch)
  }

  /// Corrects the largest timestamp, and the checksum with it.
  public mutating func correct(maxTimestamp: Int64) {
    store(maxTimestamp, at: RecordBatchLayout.maxTimestamp)
    store(CRC32C.checksum(bytes.dropFirst(RecordBatchLayout.attributes)), at: RecordBatchLayout.checksum)
  }

  /// Gives all its records the time at which the leader appends it, and the checksum that it has then.
  public mutating func stamp(appendedAt milliseconds: Int64) {
    store(attributes | 8, at: RecordBatchLayout.attributes)
    correct(maxTimestamp: milliseconds)
  }

  // MARK: numbers

  private func int8(_ offset: Int) -> Int8 { load(offset) }
  private func int16(_ offset: Int) -> Int16 { load(offset) }
  private func int32(_ offset: Int) -> Int32 { load(offset) }
  private func int64(_ offset: Int) -> Int64 { load(offset) }

  /// The offset is one of the layout, and the header is there.
  private func load<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> Number {
    unsafe bytes.withUnsafeBytes { buffer in
      Number(bigEndian: unsafe buffer.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }

  private mutating func store<Number: FixedWidthInteger & BitwiseCopyable>(_ value: Number, at offset: Int) {
    unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.storeBytes(of: value.bigEndian, toByteOffset: offset, as: Number.self)
    }
  }
}
