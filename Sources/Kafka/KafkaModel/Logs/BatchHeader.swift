import KafkaProtocol

/// What stands before the records of a batch (magic 2, KIP-98), as a log needs it.
///
/// It never reads past the bytes that it is given.
struct BatchHeader: Sendable, Hashable {
  /// How many bytes stand before the first record.
  static let size = 61
  /// The batch's bytes that its length does not count: base offset and length.
  static let lengthEnd = 12

  var baseOffset: Int64
  /// The whole batch, in bytes.
  var size: Int
  var leaderEpoch: Int32
  var magic: Int8
  var checksum: UInt32
  var attributes: Int16
  var lastOffsetDelta: Int32
  var baseTimestamp: Int64
  var maxTimestamp: Int64
  var producerID: Int64
  var producerEpoch: Int16
  var baseSequence: Int32
  var count: Int32

  /// The header of the batch that starts where the bytes start; nil where they do not hold a whole batch.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= BatchHeader.size else { return nil }
    let start = bytes.startIndex
    let length = Int32(truncatingIfNeeded: bytes.bigEndian(at: start + 8, count: 4))
    guard length >= BatchHeader.size - BatchHeader.lengthEnd, Int(length) <= bytes.count - BatchHeader.lengthEnd else {
      return nil
    }
    baseOffset = Int64(bitPattern: bytes.bigEndian(at: start, count: 8))
    size = Int(length) + BatchHeader.lengthEnd
    leaderEpoch = Int32(truncatingIfNeeded: bytes.bigEndian(at: start + 12, count: 4))
    magic = Int8(bitPattern: bytes[start + 16])
    checksum = UInt32(truncatingIfNeeded: bytes.bigEndian(at: start + 17, count: 4))
    attributes = Int16(truncatingIfNeeded: bytes.bigEndian(at: start + 21, count: 2))
    lastOffsetDelta = Int32(truncatingIfNeeded: bytes.bigEndian(at: start + 23, count: 4))
    baseTimestamp = Int64(bitPattern: bytes.bigEndian(at: start + 27, count: 8))
    maxTimestamp = Int64(bitPattern: bytes.bigEndian(at: start + 35, count: 8))
    producerID = Int64(bitPattern: bytes.bigEndian(at: start + 43, count: 8))
    producerEpoch = Int16(truncatingIfNeeded: bytes.bigEndian(at: start + 51, count: 2))
    baseSequence = Int32(truncatingIfNeeded: bytes.bigEndian(at: start + 53, count: 4))
    count = Int32(truncatingIfNeeded: bytes.bigEndian(at: start + 57, count: 4))
  }

  /// The codec of the records: 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd.
  var compression: Int { Int(attributes & 7) }
  /// Whether the batch is part of a transaction.
  var isTransactional: Bool { attributes & 16 != 0 }
  /// Whether the batch is a marker that only brokers write.
  var isControl: Bool { attributes & 32 != 0 }
  /// Whether the timestamps are those of the append.
  var hasLogAppendTime: Bool { attributes & 8 != 0 }
  /// Whether the batch has a producer's sequence numbers.
  var isIdempotent: Bool { producerID >= 0 }

  /// The sequence number of the last record, which starts again at 0 after the highest.
  var lastSequence: Int32 {
    let (sum, overflow) = baseSequence.addingReportingOverflow(lastOffsetDelta)
    return overflow ? lastOffsetDelta - (Int32.max - baseSequence) - 1 : sum
  }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// The number that so many bytes are, the highest first. The bytes must be there.
  func bigEndian(at index: Int, count: Int) -> UInt64 {
    var value: UInt64 = 0
    for position in index..<index + count { value = value << 8 | UInt64(self[position]) }
    return value
  }
}

extension [UInt8] {
  /// Writes a number over bytes that are there, the highest first.
  mutating func setBigEndian(_ value: UInt64, at index: Int, count: Int) {
    for position in 0..<count {
      self[index + position] = UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - position)))
    }
  }
}

extension BatchHeader {
  /// Whether a batch's checksum is that of its bytes: all from the attributes on.
  func isIntact(_ batch: ArraySlice<UInt8>) -> Bool { CRC32C.checksum(batch.dropFirst(21)) == checksum }
}
