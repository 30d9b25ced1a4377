import KafkaProtocol

/// A fetch session (KIP-227): what a client fetches, so that it need not say it each time, and what it was told last, so that it
/// is told only what changed.
final class FetchSession {
  /// A partition of a session.
  struct Key: Hashable {
    var topic: String
    var topicID: KafkaUUID
    var partition: Int32
  }

  /// What was asked for, and what was told last.
  struct Entry {
    var key: Key
    var request: FetchRequest.Partition
    var highWatermark: Int64 = -1
    var startOffset: Int64 = -1
    var errorCode: Int16 = 0
  }

  /// How many partitions a session holds. Ours; a client with more fetches without a session.
  static let maximumPartitions = 100_000

  let id: Int32
  /// The epoch that the next request has.
  var epoch: Int32 = 1
  var lastUse: Duration
  /// Whether it names topics by identifiers (from version 13 on).
  let usesTopicIDs: Bool
  let isFollower: Bool
  private(set) var entries: [Entry] = []
  private var places: [Key: Int] = [:]
  /// Where the next response begins, so that all partitions get their turn.
  var start = 0

  init(id: Int32, usesTopicIDs: Bool, isFollower: Bool, at now: Duration) {
    self.id = id
    self.usesTopicIDs = usesTopicIDs
    self.isFollower = isFollower
    lastUse = now
  }

  /// Takes in what a request says; says whether there was room for so many partitions.
  func update(_ request: FetchRequest, maximum: Int) -> Bool {
    for topic in request.topics {
      for partition in topic.partitions {
        let key = Key(topic: topic.topic, topicID: topic.topicId, partition: partition.partition)
        if let place = places[key] {
          entries[place].request = partition
        } else {
          guard entries.count < maximum else { return false }
          places[key] = entries.count
          entries.append(Entry(key: key, request: partition))
        }
      }
    }
    forget(request.forgottenTopicsData)
    return true
  }

  private func forget(_ topics: [FetchRequest.ForgottenTopic]) {
    guard !topics.isEmpty else { return }
    var gone: Set<Key> = []
    for topic in topics {
      for partition in topic.partitions {
        gone.insert(Key(topic: topic.topic, topicID: topic.topicId, partition: partition))
      }
    }
    entries.removeAll { gone.contains($0.key) }
    places = [:]
    for (place, entry) in entries.enumerated() { places[entry.key] = place }
  }

  /// Notes what a partition is told; says whether that is anything new.
  func note(_ data: FetchResponse.PartitionData, at place: Int) -> Bool {
    let entry = entries[place]
    let isNew =
      data.records?.isEmpty == false || data.errorCode != 0 || entry.errorCode != 0
      || data.highWatermark != entry.highWatermark
      || data.logStartOffset != entry.startOffset || data.divergingEpoch.epoch >= 0
    entries[place].highWatermark = data.highWatermark
    entries[place].startOffset = data.logStartOffset
    entries[place].errorCode = data.errorCode
    return isNew
  }
}

/// The sessions of a broker, of which there are only so many: the one that was not used for longest goes, if that is long.
final class FetchSessionCache {
  /// `min.incremental.fetch.session.eviction.ms`: how long a session must have been silent before another takes its place.
  static let evictionAge = Duration.seconds(120)

  private let limit: Int
  private let maximumPartitions: Int
  private var sessions: [Int32: FetchSession] = [:]
  /// How many partitions all sessions hold.
  private(set) var partitionCount = 0

  /// - Parameter maximumPartitions: How many partitions all sessions may hold. Ours.
  init(limit: Int, maximumPartitions: Int = 1_000_000) {
    self.limit = limit
    self.maximumPartitions = maximumPartitions
  }

  var count: Int { sessions.count }

  subscript(id: Int32) -> FetchSession? { sessions[id] }

  /// A new session; nil where there is no room.
  func make(usesTopicIDs: Bool, isFollower: Bool, random: () -> UInt64, at now: Duration) -> FetchSession? {
    if sessions.count >= limit {
      guard let oldest = sessions.values.min(by: { $0.lastUse < $1.lastUse }), oldest.lastUse + Self.evictionAge <= now
      else { return nil }
      remove(oldest.id)
    }
    for _ in 0..<8 {
      let id = Int32(truncatingIfNeeded: random() & 0x7fff_ffff)
      guard id != 0, sessions[id] == nil else { continue }
      let session = FetchSession(id: id, usesTopicIDs: usesTopicIDs, isFollower: isFollower, at: now)
      sessions[id] = session
      return session
    }
    return nil
  }

  /// Takes into a session what a request says; where there is no room for its partitions, the session is gone.
  func update(_ session: FetchSession, _ request: FetchRequest) -> Bool {
    let before = session.entries.count
    let room = before + maximumPartitions - partitionCount
    let hasRoom = session.update(request, maximum: min(FetchSession.maximumPartitions, room))
    partitionCount += session.entries.count - before
    if !hasRoom { remove(session.id) }
    return hasRoom
  }

  func remove(_ id: Int32) {
    guard let session = sessions.removeValue(forKey: id) else { return }
    partitionCount -= session.entries.count
  }
}
