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

  /// Appends a producer's batch as the leader does: it gets the next offsets and the leader epoch. It must be checked.
  mutating func append(_ batch: RecordBatch, leaderEpoch: Int32, at wall: Int64) -> Int64 {
    let base = endOffset
    place(batch, baseOffset: base, leaderEpoch: leaderEpoch, at: wall)
    return base
  }

  /// Appends batches as a follower does, with the offsets and epochs that the leader gave them.
  ///
  /// - Returns: `.corruptMessage` where a batch is damaged or does not go on where the log ends; what came before it is kept.
  mutating func appendReplicated(_ records: ArraySlice<UInt8>, at wall: Int64) -> ErrorCode {
    var batches = RecordBatches(records)
    do throws(CodecError) {
      while let batch = try batches.nextWhole() {
        guard batch.lastOffsetDelta >= 0, batch.baseOffset >= 0,
          batch.baseOffset <= Int64.max - Int64(Int32.max) - 1, continues(batch), batch.hasValidChecksum
        else { return .corruptMessage }
        place(batch, baseOffset: batch.baseOffset, leaderEpoch: batch.leaderEpoch, at: wall)
      }
    } catch {
      return .corruptMessage
    }
    return .none
  }

  /// Whether a batch comes after all that is here. The first batch of a log may begin before its start.
  private func continues(_ batch: RecordBatch) -> Bool {
    batch.baseOffset >= endOffset || segments.isEmpty && batch.lastOffset >= endOffset
  }

  private mutating func place(_ batch: RecordBatch, baseOffset: Int64, leaderEpoch: Int32, at wall: Int64) {
    epochs.assign(leaderEpoch, at: baseOffset)
    if segments.last.map({ $0.bytes.count + batch.size > Self.segmentSize }) ?? true { segments.append(LogSegment()) }
    segments[segments.count - 1].append(batch, baseOffset: baseOffset, leaderEpoch: leaderEpoch, at: wall)
    size += batch.size
    endOffset = baseOffset + Int64(batch.lastOffsetDelta) + 1
    if batch.hasProducerID { producers.note(batch, firstOffset: baseOffset, at: wall) }
  }

  /// Judges a producer's batch.
  func check(_ batch: RecordBatch) -> ProducerStates.Verdict {
    batch.hasProducerID ? producers.check(batch, isWhole: startOffset == 0) : .accept
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
        guard let batch = segment.batch(entry), batch.hasProducerID else { continue }
        producers.note(batch, firstOffset: entry.baseOffset, at: segment.lastAppend)
      }
    }
  }
}
