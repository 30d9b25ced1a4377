/// Reads the records of an uncompressed batch, one after another.
///
/// It must never trap, and never set memory aside for a number that the bytes left cannot hold.
public struct RecordReader: Sendable {
  private let baseOffset: Int64
  private let baseTimestamp: Int64
  /// The time of every record, where the leader gave it.
  private let appendTime: Int64?
  private var reader: MessageReader
  private var left: Int32

  /// The records of a batch that is not compressed.
  public init(_ batch: RecordBatch) throws(CodecError) {
    guard batch.compression == Compression.none else {
      throw CodecError(.unsupportedVersion, "the records of a compressed batch cannot be read")
    }
    baseOffset = batch.baseOffset
    baseTimestamp = batch.baseTimestamp
    appendTime = batch.timestampType == .logAppendTime ? batch.maxTimestamp : nil
    reader = MessageReader(batch.body)
    left = batch.count
    guard left >= 0, Int(left) <= reader.remaining / RecordBatchLayout.smallestRecord else {
      throw CodecError(.truncated, "\(left) records are announced, \(reader.remaining) bytes are left")
    }
  }

  /// The next record, or nil after the last.
  public mutating func next() throws(CodecError) -> Record? {
    guard left > 0 else {
      try reader.finish()
      return nil
    }
    left -= 1
    let length = Int(try reader.varint())
    guard length >= 0, length <= reader.remaining else {
      throw CodecError(.truncated, "a record has \(length) bytes, \(reader.remaining) are left")
    }
    var record = MessageReader(try reader.slice(length))
    let read = try read(&record)
    guard record.remaining == 0 else { throw CodecError(.malformed, "a record is longer than what it holds") }
    return read
  }

  private func read(_ reader: inout MessageReader) throws(CodecError) -> Record {
    // Attributes of a record: none is in use.
    _ = try reader.int8()
    let timestampDelta = try reader.varlong()
    let offsetDelta = try reader.varint()
    let key = try reader.varintBytes()
    let value = try reader.varintBytes()
    let count = Int(try reader.varint())
    // A header has two lengths at least.
    guard count >= 0, count <= reader.remaining / 2 else {
      throw CodecError(.malformed, "\(count) headers are announced, \(reader.remaining) bytes are left")
    }
    var headers: [RecordHeader] = []
    for _ in 0..<count {
      guard let name = try reader.varintBytes() else {
        throw CodecError(.malformed, "the key of a header is null")
      }
      guard let text = String(validating: name, as: UTF8.self) else {
        throw CodecError(.malformed, "the key of a header is not valid UTF-8")
      }
      headers.append(RecordHeader(key: text, value: try reader.varintBytes().map { Array($0) }))
    }
    return Record(
      offset: baseOffset &+ Int64(offsetDelta), timestamp: appendTime ?? (baseTimestamp &+ timestampDelta), key: key,
      value: value, headers: headers)
  }
}

extension MessageReader {
  /// Bytes behind a signed length of variable length, -1 for null.
  mutating func varintBytes() throws(CodecError) -> ArraySlice<UInt8>? {
    let length = Int(try varint())
    return length == -1 ? nil : try slice(length)
  }
}

extension MessageWriter {
  /// Bytes behind a signed length of variable length, -1 for null.
  mutating func varintBytes(_ value: (some Collection<UInt8>)?) {
    guard let value else { return varint(-1) }
    varint(Int32(truncatingIfNeeded: value.count))
    raw(value)
  }
}
