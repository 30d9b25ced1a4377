import KafkaProtocol

/// A part of a log: whole record batches, one behind the other, and where each stands.
///
/// It never holds part of a batch.
struct LogSegment: Sendable {
  /// Where a batch stands.
  struct Entry: Sendable {
    var baseOffset: Int64
    var lastOffset: Int64
    var maxTimestamp: Int64
    var position: Int
    var size: Int
  }

  var bytes: [UInt8] = []
  var entries: [Entry] = []
  /// When its newest record was made, in milliseconds since 1970.
  var maxTimestamp: Int64 = -1
  /// When it was last written to, in wall time of this broker.
  var lastAppend: Int64 = 0

  var firstOffset: Int64? { entries.first?.baseOffset }
  var lastOffset: Int64? { entries.last?.lastOffset }

  /// The first batch that ends at an offset or after it.
  func index(of offset: Int64) -> Int {
    entries.partitionPoint(where: { $0.lastOffset >= offset })
  }

  /// The batch of an entry.
  func batch(_ entry: Entry) -> RecordBatch? {
    try? RecordBatch(prefixOf: bytes[entry.position..<entry.position + entry.size])
  }

  /// The batches from the one that holds an offset: those that end before `limit`, of at most so many bytes, or the first
  /// alone where that is larger and `atLeastOne` says so. No bytes are copied.
  func read(from offset: Int64, below limit: Int64, maximum: Int, atLeastOne: Bool) -> ArraySlice<UInt8> {
    let first = index(of: offset)
    guard first < entries.count, entries[first].lastOffset < limit else { return [] }
    let start = entries[first].position
    if entries[first].size > maximum {
      return atLeastOne ? bytes[start..<start + entries[first].size] : []
    }
    let end = entries.partitionPoint(where: {
      $0.lastOffset >= limit || $0.position + $0.size - start > maximum
    })
    let last = entries[end - 1]
    return bytes[start..<last.position + last.size]
  }

  /// Takes in a batch, with an offset and a leader epoch.
  mutating func append(_ batch: RecordBatch, baseOffset: Int64, leaderEpoch: Int32, at wall: Int64) {
    entries.append(
      Entry(
        baseOffset: baseOffset, lastOffset: baseOffset + Int64(batch.lastOffsetDelta), maxTimestamp: batch.maxTimestamp,
        position: bytes.count, size: batch.size))
    batch.write(to: &bytes, baseOffset: baseOffset, leaderEpoch: leaderEpoch)
    maxTimestamp = max(maxTimestamp, batch.maxTimestamp)
    lastAppend = wall
  }

  /// Removes the batches that hold an offset or what comes after it; says the first offset that went.
  mutating func truncate(to offset: Int64) -> Int64? {
    let first = index(of: offset)
    guard first < entries.count else { return nil }
    let entry = entries[first]
    entries.removeSubrange(first...)
    bytes.removeSubrange(entry.position...)
    maxTimestamp = entries.reduce(-1) { max($0, $1.maxTimestamp) }
    return entry.baseOffset
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first place where a condition holds that holds for all places after it, too; the end where it holds for none.
  func partitionPoint(where condition: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
