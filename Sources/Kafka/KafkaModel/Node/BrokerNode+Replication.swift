import KafkaProtocol

/// Replication: fetches from leaders, and the in-sync replicas of partitions that this broker leads.
extension BrokerNode {
  /// How long a fetch waits at the leader for data: `replica.fetch.wait.max.ms`.
  var replicaFetchWait: Int32 { configuration.number("replica.fetch.wait.max.ms", 500) }
  /// How long a follower may lag before it is out of the in-sync replicas: `replica.lag.time.max.ms`.
  var replicaLag: Duration { .milliseconds(configuration.number("replica.lag.time.max.ms", 30_000) as Int64) }
  /// How long nothing is asked of a leader that failed. Ours; with as much again by chance.
  static let fetchBackoff = Duration.milliseconds(100)
  /// How long the controller is not asked again after a failure. Ours.
  static let alterBackoff = Duration.milliseconds(200)

  func maintainReplication() {
    if let retry = alterPartition.retry, retry <= now.monotonic { alterPartition.retry = nil }
    for (leader, fetcher) in fetchers {
      if let retry = fetcher.retry, retry <= now.monotonic { fetchers[leader]?.retry = nil }
    }
    checkInSync()
    sendAlterPartition()
    if fetchersAreStale { renewFetchers() }
    for leader in fetchers.keys.sorted() { sendFetch(to: leader) }
  }

  // MARK: Fetches

  /// Sorts the followers by their leaders anew.
  private func renewFetchers() {
    fetchersAreStale = false
    for leader in fetchers.keys { fetchers[leader]?.replicas = [] }
    for name in topics.keys.sorted() {
      for case let replica? in topics[name]?.replicas ?? [] {
        guard case .follower(let leader) = replica.role else { continue }
        fetchers[leader, default: ReplicaFetcher()].replicas.append(replica)
      }
    }
    fetchers = fetchers.filter { !$0.value.replicas.isEmpty || $0.value.isInFlight }
  }

  private func sendFetch(to leader: Int32) {
    guard var fetcher = fetchers[leader], !fetcher.isInFlight, fetcher.retry == nil,
      image.brokers[leader]?.isFenced == false
    else { return }
    var request = FetchRequest()
    request.replicaState.replicaId = configuration.nodeID
    request.replicaState.replicaEpoch = brokerEpoch
    request.maxWaitMs = replicaFetchWait
    request.minBytes = 1
    request.maxBytes = configuration.number("replica.fetch.response.max.bytes", 10 << 20)
    let partitionMaximum: Int32 = configuration.number("replica.fetch.max.bytes", 1 << 20)
    var soonest: Duration?
    for replica in fetcher.replicas {
      if let retry = replica.retryFetch {
        guard retry <= now.monotonic else {
          soonest = soonest.map { min($0, retry) } ?? retry
          continue
        }
        replica.retryFetch = nil
      }
      var partition = FetchRequest.Partition()
      partition.partition = replica.partition
      partition.currentLeaderEpoch = replica.leaderEpoch
      partition.fetchOffset = replica.log.endOffset
      partition.lastFetchedEpoch = replica.log.epochs.latest ?? -1
      partition.logStartOffset = replica.log.startOffset
      partition.partitionMaxBytes = partitionMaximum
      replica.fetchedEpoch = replica.leaderEpoch
      replica.fetchedOffset = replica.log.endOffset
      if request.topics.last?.topicId != replica.topic.id {
        var topic = FetchRequest.Topic()
        topic.topic = replica.topic.name
        topic.topicId = replica.topic.id
        request.topics.append(topic)
      }
      request.topics[request.topics.count - 1].partitions.append(partition)
    }
    fetcher.retry = request.topics.isEmpty ? soonest : nil
    fetcher.isInFlight = !request.topics.isEmpty
    fetchers[leader] = fetcher
    if fetcher.isInFlight { outputs.append(.fetch(from: leader, request)) }
  }

  func takeFetched(from leader: Int32, _ response: FetchResponse?) {
    fetchers[leader]?.isInFlight = false
    guard let response, response.errorCode == 0 else {
      let spread = Duration.milliseconds(Int64(random() % 100))
      fetchers[leader]?.retry = now.monotonic + Self.fetchBackoff + spread
      return
    }
    for topic in response.responses {
      guard let hosted = topicsByID[topic.topicId] else { continue }
      for data in topic.partitions {
        guard let replica = hosted.replica(data.partitionIndex), replica.role == .follower(of: leader),
          replica.fetchedEpoch == replica.leaderEpoch, replica.fetchedOffset == replica.log.endOffset
        else { continue }
        take(data, replica)
      }
    }
    if fetchers[leader]?.replicas.isEmpty == true { fetchers[leader] = nil }
  }

  private func take(_ data: FetchResponse.PartitionData, _ replica: PartitionReplica) {
    let before = replica.log.size
    switch ErrorCode(rawValue: data.errorCode) {
    case .none:
      if data.divergingEpoch.epoch >= 0 || data.divergingEpoch.endOffset >= 0 {
        let mine = replica.log.epochs.end(of: data.divergingEpoch.epoch, logEnd: replica.log.endOffset)
        replica.truncate(to: min(data.divergingEpoch.endOffset, mine?.offset ?? data.divergingEpoch.endOffset))
      } else {
        if let records = data.records, !records.isEmpty,
          replica.log.appendReplicated(records, at: now.wall) != .none
        {
          replica.retryFetch = now.monotonic + Self.fetchBackoff
        }
        if data.logStartOffset > replica.log.startOffset { replica.deleteRecords(before: data.logStartOffset) }
        if replica.learnHighWatermark(data.highWatermark) { touch(replica) }
      }
    case .offsetOutOfRange:
      // The leader says where its log begins: it holds nothing that this replica could go on from.
      replica.restart(at: max(0, data.logStartOffset))
    default: replica.retryFetch = now.monotonic + Self.fetchBackoff
    }
    memoryUsed += replica.log.size - before
  }

  // MARK: In-sync replicas

  /// A follower said something new: it may have caught up.
  func considerInSync(_ replica: PartitionReplica) {
    guard replica.proposal == nil, replica.inSync.count < replica.replicas.count else { return }
    nominate(replica)
  }

  private func nominate(_ replica: PartitionReplica) {
    guard !replica.isInSyncCandidate else { return }
    replica.isInSyncCandidate = true
    alterPartition.candidates.append(replica)
  }

  /// Looks at all partitions that are led here, as often as Kafka does: twice in the time that a follower may lag.
  private func checkInSync() {
    guard nextInSyncCheck <= now.monotonic else { return }
    nextInSyncCheck = now.monotonic + replicaLag / 2
    for name in topics.keys.sorted() {
      for case let replica? in topics[name]?.replicas ?? [] where replica.isLeader && replica.replicas.count > 1 {
        nominate(replica)
      }
    }
  }

  private func sendAlterPartition() {
    guard alterPartition.inFlight.isEmpty, brokerEpoch >= 0,
      !alterPartition.candidates.isEmpty || !alterPartition.unanswered.isEmpty,
      alterPartition.retry == nil
    else { return }
    let unanswered = alterPartition.unanswered
    let candidates = alterPartition.candidates
    alterPartition.unanswered = []
    alterPartition.candidates = []
    var request = AlterPartitionRequest()
    request.brokerId = configuration.nodeID
    request.brokerEpoch = brokerEpoch
    for replica in unanswered where replica.proposal != nil { add(replica, replica.proposal ?? [], &request) }
    for replica in candidates {
      replica.isInSyncCandidate = false
      guard
        let wanted = replica.wantedInSync(lag: replicaLag, epochs: { epochOfLiving($0) }, at: now.monotonic)
      else { continue }
      replica.propose(wanted)
      add(replica, wanted, &request)
    }
    if !request.topics.isEmpty { outputs.append(.alterPartition(request)) }
  }

  private func add(_ replica: PartitionReplica, _ wanted: [Int32], _ request: inout AlterPartitionRequest) {
    alterPartition.inFlight.append(replica)
    var partition = AlterPartitionRequest.PartitionData()
    partition.partitionIndex = replica.partition
    partition.leaderEpoch = replica.leaderEpoch
    partition.partitionEpoch = replica.partitionEpoch
    for id in wanted {
      var state = AlterPartitionRequest.BrokerState()
      state.brokerId = id
      state.brokerEpoch = id == configuration.nodeID ? brokerEpoch : replica.brokerEpoch(of: id)
      partition.newIsrWithEpochs.append(state)
    }
    var topic = AlterPartitionRequest.TopicData()
    topic.topicId = replica.topic.id
    topic.partitions = [partition]
    request.topics.append(topic)
  }

  private func epochOfLiving(_ id: Int32) -> Int64? {
    guard let broker = image.brokers[id], !broker.isFenced else { return nil }
    return broker.epoch
  }

  func takeAlteredPartition(_ response: AlterPartitionResponse?) {
    let inFlight = alterPartition.inFlight
    alterPartition.inFlight = []
    guard let response, response.errorCode == 0 else {
      alterPartition.unanswered = inFlight
      alterPartition.retry = now.monotonic + Self.alterBackoff
      return
    }
    for topic in response.topics {
      guard let hosted = topicsByID[topic.topicId] else { continue }
      for data in topic.partitions {
        guard let replica = hosted.replica(data.partitionIndex) else { continue }
        switch ErrorCode(rawValue: data.errorCode) {
        case .none:
          if replica.confirm(inSync: data.isr, leaderEpoch: data.leaderEpoch, partitionEpoch: data.partitionEpoch) {
            touch(replica)
          }
        case .invalidUpdateVersion, .fencedLeaderEpoch, .newLeaderElected, .unknownTopicOrPartition, .unknownTopicId:
          // The controller has a newer state, which may hold the proposal: the image will say.
          break
        default:
          replica.withdrawProposal()
          if replica.advanceHighWatermark() { touch(replica) }
        }
      }
    }
  }
}
