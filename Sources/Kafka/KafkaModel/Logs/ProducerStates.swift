import KafkaProtocol

/// What a log knows of idempotent producers (KIP-98): for each its epoch and its last five batches.
///
/// It never holds more than `limit` producers: the one that was silent longest goes.
struct ProducerStates: Sendable {
  /// A batch that was appended.
  struct Appended: Sendable, Hashable {
    var firstSequence: Int32
    var lastSequence: Int32
    var firstOffset: Int64
    var lastOffset: Int64
    var timestamp: Int64
  }
  /// A producer.
  struct Producer: Sendable {
    var epoch: Int16
    var batches: [Appended]
    /// When it was last heard of, in wall time of the record's broker.
    var lastUse: Int64
  }
  /// What becomes of a batch.
  enum Verdict: Sendable, Hashable {
    case accept
    case duplicate(Appended)
    case refuse(ErrorCode)
  }

  /// How many batches of a producer are remembered: so many requests may be in flight.
  static let remembered = 5
  /// How many producers a partition remembers. Ours: Kafka has no bound but time.
  static let limit = 2_000

  private(set) var producers: [Int64: Producer] = [:]

  /// Judges a batch before it is appended.
  ///
  /// A producer that the log does not know begins with the sequence number 0 as long as nothing was taken from the log's
  /// beginning. Kafka takes any number then: a leader that gets the second of two batches in flight, whose first one was lost with
  /// the leader before, refuses the first for ever.
  ///
  /// - Parameter isWhole: Whether the log still holds its first record.
  func check(_ batch: RecordBatch, isWhole: Bool) -> Verdict {
    guard let producer = producers[batch.producerID] else {
      return isWhole && batch.baseSequence != 0 ? .refuse(.outOfOrderSequenceNumber) : .accept
    }
    if batch.producerEpoch < producer.epoch { return .refuse(.invalidProducerEpoch) }
    if batch.producerEpoch > producer.epoch {
      return batch.baseSequence == 0 ? .accept : .refuse(.outOfOrderSequenceNumber)
    }
    let last = batch.lastSequence
    for known in producer.batches
    where known.firstSequence == batch.baseSequence && known.lastSequence == last {
      return .duplicate(known)
    }
    guard let newest = producer.batches.last else { return .accept }
    let next = newest.lastSequence == .max ? 0 : newest.lastSequence + 1
    return batch.baseSequence == next ? .accept : .refuse(.outOfOrderSequenceNumber)
  }

  /// Notes a batch that was appended.
  mutating func note(_ batch: RecordBatch, firstOffset: Int64, at wall: Int64) {
    let appended = Appended(
      firstSequence: batch.baseSequence, lastSequence: batch.lastSequence, firstOffset: firstOffset,
      lastOffset: firstOffset + Int64(batch.lastOffsetDelta),
      timestamp: batch.timestampType == .logAppendTime ? batch.maxTimestamp : -1)
    if producers[batch.producerID] == nil, producers.count >= Self.limit { removeOldest() }
    var producer = producers[batch.producerID] ?? Producer(epoch: batch.producerEpoch, batches: [], lastUse: wall)
    if producer.epoch != batch.producerEpoch {
      producer.epoch = batch.producerEpoch
      producer.batches = []
    }
    if producer.batches.count == Self.remembered { producer.batches.removeFirst() }
    producer.batches.append(appended)
    producer.lastUse = wall
    producers[batch.producerID] = producer
  }

  /// Forgets producers that were silent since a time.
  mutating func expire(before wall: Int64) {
    guard producers.contains(where: { $0.value.lastUse < wall }) else { return }
    producers = producers.filter { $0.value.lastUse >= wall }
  }

  /// Forgets all.
  mutating func removeAll() { producers = [:] }

  private mutating func removeOldest() {
    guard let oldest = producers.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
    producers[oldest.key] = nil
  }
}
