import KafkaProtocol

/// A broker without sockets: it takes what happens and says what is to be done.
///
/// It answers clients, keeps the replicas that the controller's image gives it, copies them from their leaders, and asks the
/// controller for changes of in-sync replicas. It must be used from one thread at a time, it must never answer a request twice,
/// and it must not acknowledge an append with acks=all that a confirmed in-sync replica lacks.
public final class BrokerNode {
  /// What it was started with.
  public let configuration: BrokerNodeConfiguration
  /// What it knows of the cluster.
  public internal(set) var image = ClusterImage()
  /// Its epoch, from its newest registration; -1 before the first.
  public internal(set) var brokerEpoch: Int64 = -1

  let random: () -> UInt64
  var now = Moment(monotonic: .zero, wall: 0)
  var outputs: [BrokerOutput] = []
  var authorizer: Authorizer?
  var spaces: [String: DirectorySpace] = [:]

  // Replicas.
  var topics: [String: HostedTopic] = [:]
  var topicsByID: [KafkaUUID: HostedTopic] = [:]
  /// Directories that replicas were asked to be in before they came, by topic and partition.
  var wantedDirectories: [String: [Int32: String]] = [:]
  /// How many replicas lie in each log directory, by its path.
  var replicasByDirectory: [String: Int] = [:]
  var memoryUsed = 0

  // Replication.
  var fetchers: [Int32: ReplicaFetcher] = [:]
  var fetchersAreStale = false
  var alterPartition = AlterPartitionState()
  var nextInSyncCheck: Duration = .zero

  // Waiting requests.
  var waitingAppendCount = 0
  var touchedFetches: [WaitingFetch] = []
  /// Brokers that follow a partition that this one leads since the update that is being taken in.
  var followersToWake: Set<Int32> = []
  var waitingFetchCount = 0
  var fetchesByConnection: [ConnectionID: [WaitingFetch]] = [:]
  var deadlines = DeadlineQueue()
  let sessions: FetchSessionCache
  var producerIDs = ProducerIDPool()
  var automaticTopics: [RequestToken: AutomaticTopics] = [:]
  var tokens: UInt64 = 1 << 63
  var nextRetention: Duration = .zero

  // Groups.
  let groups: GroupCoordinator

  /// A broker that knows nothing yet. `random` gives 64 random bits.
  public init(configuration: BrokerNodeConfiguration, random: @escaping () -> UInt64) {
    self.configuration = configuration
    self.random = random
    sessions = FetchSessionCache(limit: configuration.number("max.incremental.fetch.session.cache.slots", 1_000))
    groups = GroupCoordinator(configuration: configuration.groups, random: random)
    if configuration.hasAuthorizer {
      authorizer = Authorizer(
        entries: [], superUsers: configuration.superUsers, allowsWithoutEntries: configuration.allowsWithoutEntries)
    }
  }

  /// Takes what happened, at a time that is not before that of the call before, and says what is to be done, in this order.
  public func receive(_ input: BrokerInput, at moment: Moment) -> [BrokerOutput] {
    now = moment
    switch input {
    case .request(let token, let context, _, let version, let request):
      answer(request, Call(token: token, context: context, version: version))
    case .connectionClosed(let connection): forget(connection)
    case .registered(let epoch): brokerEpoch = epoch
    case .update(let update): apply(update)
    case .fetched(let leader, let response): takeFetched(from: leader, response)
    case .alteredPartition(let response): takeAlteredPartition(response)
    case .forwarded(let token, let response): takeForwarded(token, response)
    case .producerIDs(let response): takeProducerIDs(response)
    case .diskSpace(let directories): spaces = Dictionary(directories.map { ($0.path, $0) }) { $1 }
    case .tick: break
    }
    settle()
    let result = outputs
    outputs = []
    return result
  }

  /// When the next `.tick` is due, on the monotonic clock; nil where nothing waits for time.
  public var nextDeadline: Duration? {
    var next: Duration? = min(nextInSyncCheck, nextRetention)
    func consider(_ deadline: Duration?) {
      if let deadline { next = next.map { min($0, deadline) } ?? deadline }
    }
    consider(deadlines.next)
    consider(alterPartition.retry)
    consider(producerIDs.retry)
    consider(groups.nextDeadline)
    for fetcher in fetchers.values { consider(fetcher.retry) }
    return next
  }

  /// The partitions of which the broker holds a replica, by topic and number.
  public var hostedPartitions: [HostedPartition] {
    var result: [HostedPartition] = []
    for name in topics.keys.sorted() {
      guard let topic = topics[name] else { continue }
      for case let replica? in topic.replicas {
        result.append(
          HostedPartition(
            topic: name, topicID: topic.id, partition: replica.partition, directory: replica.directory,
            size: Int64(replica.log.size)))
      }
    }
    return result
  }

  // MARK: Inside

  func respond(_ call: Call, _ response: any KafkaResponse) { outputs.append(.respond(call.token, response)) }

  /// Whether somebody may do something; always, where there is no authorizer.
  func allows(
    _ context: RequestContext, _ operation: AccessOperation, _ type: AccessResourceType, _ name: String
  ) -> Bool {
    authorizer?.isAllowed(context.principal, from: context.clientHost, operation, on: type, named: name) ?? true
  }

  /// The operations that somebody may do on a resource, as bits (KIP-430).
  func allowedOperations(_ context: RequestContext, _ type: AccessResourceType, _ name: String) -> Int32 {
    AccessOperation.bits(of: type.operations.filter { allows(context, $0, type, name) })
  }

  /// Brings about what follows from an input: waits that are over, requests to leaders and the controller.
  private func settle() {
    expireWaiting()
    answerTouchedFetches()
    maintainGroups()
    maintainReplication()
    maintainProducerIDs()
    maintainRetention()
    answerTouchedFetches()
  }

  private func forget(_ connection: ConnectionID) {
    for fetch in fetchesByConnection.removeValue(forKey: connection) ?? [] { finish(fetch) }
    producerIDs.forget(connection)
  }
}

/// A request that is being answered.
struct Call {
  var token: RequestToken
  var context: RequestContext
  var version: Int16
}
