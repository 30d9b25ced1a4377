import KafkaProtocol

/// Fetch: records for consumers up to the high watermark, and for followers up to the end.
extension BrokerNode {
  func fetch(_ request: FetchRequest, _ call: Call) {
    let replicaID = call.version >= 15 ? request.replicaState.replicaId : request.replicaId
    if replicaID >= 0, !allows(call.context, .clusterAction, .cluster, AccessResourceType.clusterName) {
      return refuse(.clusterAuthorizationFailed, call)
    }
    if let cluster = request.clusterId, cluster != image.clusterID { return refuse(.inconsistentClusterId, call) }
    guard let (session, isIncremental) = session(for: request, replicaID, call) else { return }
    var entries: [FetchEntry] = []
    if let session {
      entries.reserveCapacity(session.entries.count)
      for entry in session.entries {
        entries.append(fetchEntry(entry.request, name: entry.key.topic, id: entry.key.topicID, replicaID, call))
      }
    } else {
      for topic in request.topics {
        for partition in topic.partitions {
          entries.append(fetchEntry(partition, name: topic.topic, id: topic.topicId, replicaID, call))
        }
      }
    }
    if replicaID >= 0 { noteFollower(replicaID, epoch: request.replicaState.replicaEpoch, entries) }
    let wait = Duration.milliseconds(Int64(max(0, min(request.maxWaitMs, 600_000))))
    let fetch = WaitingFetch(
      token: call.token, context: call.context, version: call.version, request: request, replicaID: replicaID,
      entries: entries,
      session: session, isIncremental: isIncremental, deadline: now.monotonic + wait)
    let isFull = waitingFetchCount >= configuration.maximumWaitingFetches
    if !complete(fetch, isOver: wait == .zero || isFull) { self.wait(fetch) }
  }

  /// The session of a request, and whether only changes are told; nil where the request was refused. A request without a session,
  /// and one that gets none, has none.
  private func session(for request: FetchRequest, _ replicaID: Int32, _ call: Call) -> (FetchSession?, Bool)? {
    if request.sessionEpoch == -1 {
      if request.sessionId != 0 { sessions.remove(request.sessionId) }
      return (nil, false)
    }
    if request.sessionEpoch == 0 {
      if request.sessionId != 0 { sessions.remove(request.sessionId) }
      guard call.version >= 7, !request.topics.isEmpty,
        let session = sessions.make(
          usesTopicIDs: call.version >= 13, isFollower: replicaID >= 0, random: random, at: now.monotonic)
      else { return (nil, false) }
      return sessions.update(session, request) ? (session, false) : (nil, false)
    }
    guard let session = sessions[request.sessionId] else {
      refuse(.fetchSessionIdNotFound, call)
      return nil
    }
    guard session.epoch == request.sessionEpoch else {
      refuse(.invalidFetchSessionEpoch, call)
      return nil
    }
    guard session.usesTopicIDs == (call.version >= 13) else {
      refuse(.fetchSessionTopicIdError, call)
      return nil
    }
    guard sessions.update(session, request) else {
      refuse(.fetchSessionIdNotFound, call)
      return nil
    }
    session.epoch = session.epoch == .max ? 1 : session.epoch + 1
    session.lastUse = now.monotonic
    return (session, true)
  }

  private func refuse(_ code: ErrorCode, _ call: Call) {
    var response = FetchResponse()
    response.errorCode = code.rawValue
    respond(call, response)
  }

  private func fetchEntry(
    _ partition: FetchRequest.Partition, name: String, id: KafkaUUID, _ replicaID: Int32, _ call: Call
  ) -> FetchEntry {
    var entry = FetchEntry(
      topic: name, topicID: id, partition: partition.partition, offset: partition.fetchOffset,
      maximum: max(0, Int(partition.partitionMaxBytes)), currentLeaderEpoch: partition.currentLeaderEpoch,
      lastFetchedEpoch: partition.lastFetchedEpoch, error: .none, replica: nil)
    let usesID = call.version >= 13
    guard let found = usesID ? image.topicNames[id] : name else {
      entry.error = .unknownTopicId
      return entry
    }
    if replicaID < 0, !allows(call.context, .read, .topic, found) {
      entry.error = .topicAuthorizationFailed
      return entry
    }
    entry.replica = (usesID ? topicsByID[id] : topics[found])?.replica(partition.partition)
    if entry.replica == nil {
      let count = image.topics[found]?.partitions.count ?? 0
      let exists = partition.partition >= 0 && Int(partition.partition) < count
      entry.error = exists ? .notLeaderOrFollower : .unknownTopicOrPartition
    }
    return entry
  }

  /// What a follower's fetch says of what it has. Only where its log is the leader's up to there does it count.
  private func noteFollower(_ id: Int32, epoch: Int64, _ entries: [FetchEntry]) {
    for entry in entries {
      guard let replica = entry.replica, problem(of: entry, replica) == nil, replica.replicas.contains(id),
        entry.offset <= replica.log.endOffset, diverges(entry, replica) == nil
      else { continue }
      replica.note(fetchBy: id, brokerEpoch: epoch, offset: entry.offset, at: now.monotonic)
      considerInSync(replica)
      if replica.advanceHighWatermark() { touch(replica) }
    }
  }

  private func problem(of entry: FetchEntry, _ replica: PartitionReplica) -> ErrorCode? {
    if replica.isRemoved { return .unknownTopicOrPartition }
    if entry.currentLeaderEpoch >= 0 {
      if entry.currentLeaderEpoch < replica.leaderEpoch { return .fencedLeaderEpoch }
      if entry.currentLeaderEpoch > replica.leaderEpoch { return .unknownLeaderEpoch }
    }
    return replica.isLeader ? nil : .notLeaderOrFollower
  }

  /// Where the asker's log parts from this one, if it does (KIP-595).
  private func diverges(_ entry: FetchEntry, _ replica: PartitionReplica) -> (epoch: Int32, offset: Int64)? {
    guard entry.lastFetchedEpoch >= 0 else { return nil }
    guard let end = replica.log.epochs.end(of: entry.lastFetchedEpoch, logEnd: replica.log.endOffset) else {
      return nil
    }
    return end.epoch < entry.lastFetchedEpoch || end.offset < entry.offset ? end : nil
  }

  // MARK: Answers

  private func wait(_ fetch: WaitingFetch) {
    waitingFetchCount += 1
    fetchesByConnection[fetch.context.connection, default: []].append(fetch)
    for entry in fetch.entries { entry.replica?.waitingFetches.append(fetch) }
    deadlines.insert(.fetch(fetch), at: fetch.deadline)
  }

  /// The fetch waits no more.
  func finish(_ fetch: WaitingFetch) {
    guard !fetch.isDone else { return }
    fetch.isDone = true
    waitingFetchCount -= 1
    for entry in fetch.entries { entry.replica?.waitingFetches.removeAll { $0 === fetch } }
    let connection = fetch.context.connection
    fetchesByConnection[connection]?.removeAll { $0 === fetch }
    if fetchesByConnection[connection]?.isEmpty == true { fetchesByConnection[connection] = nil }
  }

  /// Answers a fetch where there is enough to say; says whether it did.
  @discardableResult
  func complete(_ fetch: WaitingFetch, isOver: Bool) -> Bool {
    var results = [FetchResponse.PartitionData](repeating: FetchResponse.PartitionData(), count: fetch.entries.count)
    var size = 0
    var isUrgent = isOver
    let count = fetch.entries.count
    let start = count == 0 ? 0 : (fetch.session?.start ?? 0) % count
    for step in 0..<count {
      let place = start + step < count ? start + step : start + step - count
      read(fetch.entries[place], fetch, &results[place], &size, &isUrgent)
    }
    guard isUrgent || size >= fetch.minimum || count == 0 else { return false }
    let isWaiting = fetchesByConnection[fetch.context.connection]?.contains { $0 === fetch } ?? false
    if isWaiting { finish(fetch) }
    fetch.session?.start = start + 1
    outputs.append(.respond(fetch.token, response(to: fetch, results)))
    return true
  }

  private func read(
    _ entry: FetchEntry, _ fetch: WaitingFetch, _ data: inout FetchResponse.PartitionData, _ size: inout Int,
    _ isUrgent: inout Bool
  ) {
    data.partitionIndex = entry.partition
    data.highWatermark = -1
    data.abortedTransactions = fetch.isReadCommitted ? [] : nil
    data.records = []
    var error = entry.error
    if error == .none, let replica = entry.replica {
      error = problem(of: entry, replica) ?? .none
      let isFollower = fetch.replicaID >= 0
      if error == .none, isFollower, !replica.replicas.contains(fetch.replicaID) { error = .notLeaderOrFollower }
      if error == .none {
        data.highWatermark = replica.highWatermark
        data.lastStableOffset = replica.highWatermark
        data.logStartOffset = replica.log.startOffset
        if fetch.version >= 12, let end = diverges(entry, replica) {
          data.divergingEpoch.epoch = end.epoch
          data.divergingEpoch.endOffset = end.offset
          isUrgent = true
          return
        }
        if entry.offset < replica.log.startOffset || entry.offset > replica.log.endOffset {
          error = .offsetOutOfRange
        } else {
          let limit = isFollower ? replica.log.endOffset : replica.highWatermark
          let room = max(0, min(entry.maximum, fetch.maximum - size))
          let records = replica.log.read(from: entry.offset, below: limit, maximum: room, atLeastOne: size == 0)
          size += records.count
          data.records = records
        }
      } else if fetch.version >= 12, error == .notLeaderOrFollower || error == .fencedLeaderEpoch {
        data.currentLeader.leaderId = replica.leader
        data.currentLeader.leaderEpoch = replica.leaderEpoch
      }
    } else if error == .notLeaderOrFollower, fetch.version >= 12,
      let record = partitionRecord(entry.topic, entry.topicID, entry.partition)
    {
      data.currentLeader.leaderId = record.leader
      data.currentLeader.leaderEpoch = record.leaderEpoch
    }
    if error != .none {
      data.errorCode = error.rawValue
      isUrgent = true
    }
  }

  private func response(to fetch: WaitingFetch, _ results: [FetchResponse.PartitionData]) -> FetchResponse {
    var response = FetchResponse()
    response.sessionId = fetch.session?.id ?? 0
    var places: [FetchSession.Key: Int] = [:]
    var nodes: Set<Int32> = []
    for (index, entry) in fetch.entries.enumerated() {
      // A session that has changed since the request came is not the one that was asked for.
      if let session = fetch.session, index < session.entries.count {
        let isNew = session.note(results[index], at: index)
        if fetch.isIncremental, !isNew { continue }
      }
      let key = FetchSession.Key(topic: entry.topic, topicID: entry.topicID, partition: 0)
      if let place = places[key] {
        response.responses[place].partitions.append(results[index])
      } else {
        var topic = FetchResponse.FetchableTopicResponse()
        topic.topic = entry.topic
        topic.topicId = entry.topicID
        topic.partitions = [results[index]]
        places[key] = response.responses.count
        response.responses.append(topic)
      }
      if results[index].currentLeader.leaderId >= 0 { nodes.insert(results[index].currentLeader.leaderId) }
    }
    if fetch.version >= 16 {
      for id in nodes.sorted() {
        guard let broker = image.brokers[id], let endpoint = broker.endpoint(of: fetch.context.listener) else {
          continue
        }
        var node = FetchResponse.NodeEndpoint()
        node.nodeId = id
        node.host = endpoint.host
        node.port = endpoint.port
        node.rack = broker.rack
        response.nodeEndpoints.append(node)
      }
    }
    return response
  }

  func partitionRecord(_ name: String, _ id: KafkaUUID, _ partition: Int32) -> PartitionRecord? {
    image.partition(id == .zero ? name : image.topicNames[id] ?? "", partition)
  }
}
