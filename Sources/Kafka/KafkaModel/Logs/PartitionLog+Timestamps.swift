import KafkaProtocol

/// Looking for records by their time.
extension PartitionLog {
  /// A record that was found.
  struct Found: Sendable, Hashable {
    var offset: Int64
    var timestamp: Int64
    var leaderEpoch: Int32
  }

  /// The first record of a time or later, before an offset. Records of compressed batches are not looked at one by one: there the
  /// batch's first record stands for those that may be meant.
  func firstRecord(since timestamp: Int64, below limit: Int64) -> Found? {
    for segment in segments where segment.maxTimestamp >= timestamp {
      for entry in segment.entries where entry.maxTimestamp >= timestamp && entry.lastOffset >= startOffset {
        guard entry.baseOffset < limit else { return nil }
        let records = RecordTimes(segment.bytes[entry.position..<entry.position + entry.size])
        if let found = records.first(where: { $0.timestamp >= timestamp && $0.offset >= startOffset }) {
          return found.offset < limit ? found : nil
        }
      }
    }
    return nil
  }

  /// The record with the newest time, before an offset; the first of those that share it.
  func newestRecord(below limit: Int64) -> Found? {
    var newest: (segment: Int, entry: LogSegment.Entry)?
    for (index, segment) in segments.enumerated() {
      for entry in segment.entries where entry.lastOffset < limit && entry.lastOffset >= startOffset {
        if entry.maxTimestamp > newest?.entry.maxTimestamp ?? -1 { newest = (index, entry) }
      }
    }
    guard let (index, entry) = newest else { return nil }
    let records = RecordTimes(segments[index].bytes[entry.position..<entry.position + entry.size])
    return records.first { $0.timestamp >= entry.maxTimestamp }
  }
}

/// The offsets and times of a batch's records.
private struct RecordTimes {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  func first(where condition: (PartitionLog.Found) -> Bool) -> PartitionLog.Found? {
    guard let header = BatchHeader(bytes) else { return nil }
    let epoch = header.leaderEpoch
    if header.hasLogAppendTime || header.compression != 0 {
      let found = PartitionLog.Found(offset: header.baseOffset, timestamp: header.maxTimestamp, leaderEpoch: epoch)
      return condition(found) ? found : nil
    }
    var reader = MessageReader(bytes.dropFirst(BatchHeader.size))
    for _ in 0..<max(0, header.count) {
      guard let length = try? reader.varint(), let record = try? reader.slice(Int(length)) else { return nil }
      var fields = MessageReader(record)
      guard (try? fields.int8()) != nil, let time = try? fields.varlong(), let delta = try? fields.varint() else {
        return nil
      }
      let (timestamp, overflow) = header.baseTimestamp.addingReportingOverflow(time)
      guard !overflow else { return nil }
      let found = PartitionLog.Found(offset: header.baseOffset + Int64(delta), timestamp: timestamp, leaderEpoch: epoch)
      if condition(found) { return found }
    }
    return nil
  }
}
