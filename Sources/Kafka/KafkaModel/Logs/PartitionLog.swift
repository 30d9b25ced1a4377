import KafkaProtocol

/// The records of one replica of a partition, in memory: batches from `startOffset` up to `endOffset`, their leader epochs and
/// what is known of idempotent producers.
///
/// An offset is never given twice but after `truncate`, and bytes are copied once, when they are appended.
public struct PartitionLog: Sendable {
  /// How large a segment grows before the next one starts, in bytes; a larger batch has its own. Ours.
  static let segmentSize = 1 << 20

  private(set) var segments: [LogSegment] = []
  /// The first offset that can be read.
  public private(set) var startOffset: Int64
  /// The offset that the next record gets.
  public private(set) var endOffset: Int64
  /// What all batches take, in bytes.
  public private(set) var size = 0
  private(set) var epochs = EpochCache()
  private(set) var producers = ProducerStates()

  /// An empty log whose first record gets an offset.
  public init(startOffset: Int64 = 0) {
    self.startOffset = startOffset
    endOffset = startOffset
  }

  // MARK: Writing

  /// Notes that a leader epoch starts here.
  mutating func assign(epoch: Int32) { epochs.assign(epoch, at: endOffset) }

  /// Appends a producer's batch as the leader does: it gets the next offsets and the leader epoch. The header must be the
  /// batch's, and checked.
  mutating func append(_ batch: ArraySlice<UInt8>, header: BatchHeader, leaderEpoch: Int32, at wall: Int64) -> Int64 {
    let base = endOffset
    epochs.assign(leaderEpoch, at: base)
    let segment = place(batch, baseOffset: base, header: header, at: wall)
    let position = segments[segment].entries[segments[segment].entries.count - 1].position
    segments[segment].bytes.setBigEndian(UInt64(bitPattern: base), at: position, count: 8)
    segments[segment].bytes.setBigEndian(UInt64(UInt32(bitPattern: leaderEpoch)), at: position + 12, count: 4)
    return base
  }

  /// Appends batches as a follower does, with the offsets and epochs that the leader gave them.
  ///
  /// - Returns: `.corruptMessage` where a batch is damaged or does not go on where the log ends; what came before it is kept.
  mutating func appendReplicated(_ records: ArraySlice<UInt8>, at wall: Int64) -> ErrorCode {
    var rest = records
    while let header = BatchHeader(rest) {
      let batch = rest.prefix(header.size)
      guard header.magic == 2, header.lastOffsetDelta >= 0, header.baseOffset >= 0,
        header.baseOffset <= Int64.max - Int64(Int32.max) - 1, continues(header), header.isIntact(batch)
      else { return .corruptMessage }
      epochs.assign(header.leaderEpoch, at: header.baseOffset)
      _ = place(batch, baseOffset: header.baseOffset, header: header, at: wall)
      rest = rest.dropFirst(header.size)
    }
    return .none
  }

  /// Whether a batch comes after all that is here. The first batch of a log may begin before its start.
  private func continues(_ header: BatchHeader) -> Bool {
    header.baseOffset >= endOffset || segments.isEmpty && header.baseOffset + Int64(header.lastOffsetDelta) >= endOffset
  }

  private mutating func place(_ batch: ArraySlice<UInt8>, baseOffset: Int64, header: BatchHeader, at wall: Int64) -> Int
  {
    if segments.last.map({ $0.bytes.count + batch.count > Self.segmentSize }) ?? true { segments.append(LogSegment()) }
    let index = segments.count - 1
    segments[index].append(batch, baseOffset: baseOffset, header: header, at: wall)
    size += batch.count
    endOffset = baseOffset + Int64(header.lastOffsetDelta) + 1
    if header.isIdempotent { producers.note(header, firstOffset: baseOffset, at: wall) }
    return index
  }

  /// Judges a producer's batch.
  func check(_ header: BatchHeader) -> ProducerStates.Verdict {
    header.isIdempotent ? producers.check(header, isWhole: startOffset == 0) : .accept
  }

  // MARK: Reading

  /// The batches from the one that holds an offset: those that end before `limit`, of at most so many bytes, or the first alone
  /// where that is larger and `atLeastOne` says so. No bytes are copied, and at most one segment is read.
  func read(from offset: Int64, below limit: Int64, maximum: Int, atLeastOne: Bool) -> ArraySlice<UInt8> {
    guard offset < limit, offset < endOffset else { return [] }
    let index = segments.partitionPoint(where: { ($0.lastOffset ?? -1) >= offset })
    guard index < segments.count else { return [] }
    return segments[index].read(from: offset, below: limit, maximum: maximum, atLeastOne: atLeastOne)
  }

  /// How many bytes of batches lie from an offset to another, about.
  func bytes(from offset: Int64, below limit: Int64) -> Int {
    var sum = 0
    for segment in segments {
      guard let last = segment.lastOffset, last >= offset, let first = segment.firstOffset, first < limit else {
        continue
      }
      let from = segment.entries[segment.index(of: offset)].position
      let end = segment.index(of: limit)
      sum += (end < segment.entries.count ? segment.entries[end].position : segment.bytes.count) - from
    }
    return sum
  }

  /// All batches, in order, by segments.
  var allRecords: [ArraySlice<UInt8>] { segments.map { $0.bytes[...] } }

  // MARK: Removing

  /// Removes what stands at an offset and after it.
  mutating func truncate(to offset: Int64) {
    if offset < startOffset {
      restart(at: max(0, offset))
      return
    }
    guard offset < endOffset else {
      // An epoch may have begun without a record.
      epochs.truncate(to: offset)
      return
    }
    var end = offset
    while let last = segments.last?.lastOffset, last >= offset {
      let index = segments.count - 1
      let before = segments[index].bytes.count
      if let first = segments[index].truncate(to: offset) { end = min(end, max(first, startOffset)) }
      size -= before - segments[index].bytes.count
      if segments[index].entries.isEmpty { segments.removeLast() }
    }
    endOffset = end
    epochs.truncate(to: end)
    rebuildProducers()
  }

  /// Removes all; the next record gets an offset.
  mutating func restart(at offset: Int64) {
    segments = []
    startOffset = offset
    endOffset = offset
    size = 0
    epochs.removeAll()
    producers.removeAll()
  }

  /// Lets readers start at an offset only, and frees the segments before it.
  mutating func deleteRecords(before offset: Int64) {
    guard offset > startOffset else { return }
    if offset > endOffset {
      restart(at: offset)
      return
    }
    startOffset = offset
    while let last = segments.first?.lastOffset, last < offset {
      size -= segments[0].bytes.count
      segments.removeFirst()
    }
    epochs.deleteRecords(before: offset)
  }

  /// Forgets idempotent producers that were silent since a time.
  mutating func expireProducers(before wall: Int64) { producers.expire(before: wall) }

  private mutating func rebuildProducers() {
    guard !producers.producers.isEmpty else { return }
    producers.removeAll()
    for segment in segments {
      for entry in segment.entries {
        guard let header = BatchHeader(segment.bytes[entry.position..<entry.position + entry.size]), header.isIdempotent
        else { continue }
        producers.note(header, firstOffset: entry.baseOffset, at: segment.lastAppend)
      }
    }
  }
}
