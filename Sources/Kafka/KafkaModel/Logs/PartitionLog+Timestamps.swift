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
        if let batch = segment.batch(entry), let found = firstRecord(of: batch, since: timestamp) {
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
    return segments[index].batch(entry).flatMap { firstRecord(of: $0, since: entry.maxTimestamp) }
  }

  /// The first record of a batch that can be read and has a time or a later one. All records of a batch that the leader stamped
  /// have the batch's time.
  private func firstRecord(of batch: RecordBatch, since timestamp: Int64) -> Found? {
    guard batch.timestampType == .createTime, batch.compression == Compression.none else {
      guard batch.maxTimestamp >= timestamp else { return nil }
      return Found(
        offset: max(batch.baseOffset, startOffset), timestamp: batch.maxTimestamp, leaderEpoch: batch.leaderEpoch)
    }
    do throws(CodecError) {
      var records = try RecordReader(batch)
      while let record = try records.next() {
        guard record.timestamp >= timestamp, record.offset >= startOffset else { continue }
        return Found(offset: record.offset, timestamp: record.timestamp, leaderEpoch: batch.leaderEpoch)
      }
    } catch {
      // Records that cannot be read have no time.
    }
    return nil
  }
}
