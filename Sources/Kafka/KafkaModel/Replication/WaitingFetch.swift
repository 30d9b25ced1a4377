import KafkaProtocol

/// A Fetch request, for as long as it waits for enough data.
///
/// It must be answered once: when there is enough, when something is to be said, or when its time is over.
final class WaitingFetch {
  let token: RequestToken
  let context: RequestContext
  let version: Int16
  /// The follower that asks; -1 for a consumer.
  let replicaID: Int32
  let minimum: Int
  let maximum: Int
  let deadline: Duration
  let isReadCommitted: Bool
  let entries: [FetchEntry]
  /// The session that it belongs to, and whether only what changed is said.
  let session: FetchSession?
  let isIncremental: Bool
  var isDone = false
  /// Whether something happened to one of its partitions.
  var isTouched = false

  init(
    token: RequestToken, context: RequestContext, version: Int16, request: FetchRequest, replicaID: Int32,
    entries: [FetchEntry], session: FetchSession?, isIncremental: Bool, deadline: Duration
  ) {
    self.token = token
    self.context = context
    self.version = version
    self.replicaID = replicaID
    minimum = Int(request.minBytes)
    maximum = max(0, Int(request.maxBytes))
    isReadCommitted = request.isolationLevel == 1
    self.entries = entries
    self.session = session
    self.isIncremental = isIncremental
    self.deadline = deadline
  }
}

/// A partition of a fetch.
struct FetchEntry {
  var topic: String
  var topicID: KafkaUUID
  var partition: Int32
  var offset: Int64
  var maximum: Int
  var currentLeaderEpoch: Int32
  var lastFetchedEpoch: Int32
  /// What is wrong with it from the start, as a topic that is not known.
  var error: ErrorCode
  /// The replica, where this broker has one.
  var replica: PartitionReplica?
}
