import KafkaProtocol

/// Produce: records are checked, appended, and acknowledged when as many replicas have them as the producer asked for.
extension BrokerNode {
  func produce(_ request: ProduceRequest, _ call: Call) {
    var response = ProduceResponse()
    var parts: [WaitingAppend.Part] = []
    var hasFailed = false
    response.responses.reserveCapacity(request.topicData.count)
    for data in request.topicData {
      let topic = data.topicId == .zero ? topics[data.name] : topicsByID[data.topicId]
      var result = ProduceResponse.TopicProduceResponse()
      result.name = data.name
      result.topicId = data.topicId
      let problem = problem(of: data, topic, request, call)
      result.partitionResponses.reserveCapacity(data.partitionData.count)
      for partition in data.partitionData {
        var answer = ProduceResponse.PartitionProduceResponse()
        answer.index = partition.index
        answer.baseOffset = -1
        let outcome: Result<WaitingAppend.Part, AppendRefusal>
        if let problem {
          outcome = .failure(problem)
        } else {
          outcome = append(partition, topic, name: data.name, id: data.topicId, request, call, &answer)
        }
        switch outcome {
        case .success(var part):
          part.topic = response.responses.count
          part.index = result.partitionResponses.count
          parts.append(part)
        case .failure(let refusal):
          hasFailed = true
          answer.errorCode = refusal.code.rawValue
          answer.errorMessage = refusal.message
        }
        result.partitionResponses.append(answer)
      }
      response.responses.append(result)
    }
    if call.version >= 10 { nameLeaders(&response, call) }
    finish(request, response, parts, hasFailed: hasFailed, call)
  }

  private func finish(
    _ request: ProduceRequest, _ response: ProduceResponse, _ parts: [WaitingAppend.Part], hasFailed: Bool, _ call: Call
  ) {
    if request.acks == 0 {
      outputs.append(hasFailed ? .disconnect(call.token) : .noResponse(call.token))
    } else if request.acks == 1 || parts.isEmpty {
      respond(call, response)
    } else {
      let timeout = Duration.milliseconds(Int64(max(0, min(request.timeoutMs, 600_000))))
      wait(
        WaitingAppend(
          origin: .producer(call.token), deadline: now.monotonic + timeout, response: response,
          parts: parts))
    }
  }

  private func problem(
    of data: ProduceRequest.TopicProduceData, _ topic: HostedTopic?, _ request: ProduceRequest, _ call: Call
  ) -> AppendRefusal? {
    guard (-1...1).contains(request.acks) else { return AppendRefusal(.invalidRequiredAcks) }
    let name = topic?.name ?? (data.topicId == .zero ? data.name : image.topicNames[data.topicId])
    guard let name else { return AppendRefusal(.unknownTopicId) }
    guard allows(call.context, .write, .topic, name) else { return AppendRefusal(.topicAuthorizationFailed) }
    guard request.transactionalId == nil else {
      return AppendRefusal(.invalidTxnState, "This broker has no transactions.")
    }
    guard let known = image.topics[name] else { return AppendRefusal(.unknownTopicOrPartition) }
    if known.isInternal, call.context.clientID != "__admin_client" { return AppendRefusal(.invalidTopicException) }
    return nil
  }

  private func append(
    _ data: ProduceRequest.PartitionProduceData, _ topic: HostedTopic?, name: String, id: KafkaUUID,
    _ request: ProduceRequest, _ call: Call, _ answer: inout ProduceResponse.PartitionProduceResponse
  ) -> Result<WaitingAppend.Part, AppendRefusal> {
    guard let replica = topic?.replica(data.index), replica.isLeader else {
      let known = image.topics[topic?.name ?? image.topicNames[id] ?? name]
      let exists = known.map { data.index >= 0 && Int(data.index) < $0.partitions.count } ?? false
      return .failure(AppendRefusal(exists ? .notLeaderOrFollower : .unknownTopicOrPartition))
    }
    let settings = replica.topic.settings
    if request.acks == -1, replica.inSync.count < replica.minimumInSync {
      return .failure(AppendRefusal(.notEnoughReplicas))
    }
    guard let records = data.records, !records.isEmpty else {
      return .failure(AppendRefusal(.invalidRecord, "There are no records."))
    }
    switch check(records, replica, settings, call.version) {
    case .failure(let refusal): return .failure(refusal)
    case .success(let batch):
      let first: Int64
      var time: Int64 = -1
      switch replica.log.check(batch) {
      case .refuse(let code): return .failure(AppendRefusal(code))
      case .duplicate(let appended):
        first = appended.firstOffset
        time = appended.timestamp
      case .accept:
        first = take(batch, replica)
        if settings.usesLogAppendTime { time = now.wall }
      }
      answer.baseOffset = first
      answer.logAppendTimeMs = time
      answer.logStartOffset = replica.log.startOffset
      return .success(
        WaitingAppend.Part(
          replica: replica, requiredOffset: first + Int64(batch.lastOffsetDelta) + 1, topic: 0, index: 0))
    }
  }

  /// Appends a checked batch to a leader's log, and wakes those that wait for it.
  func take(_ batch: RecordBatch, _ replica: PartitionReplica) -> Int64 {
    let before = replica.log.size
    var batch = batch
    if replica.topic.settings.usesLogAppendTime { batch.stamp(appendedAt: now.wall) }
    let base = replica.log.append(batch, leaderEpoch: replica.leaderEpoch, at: now.wall)
    memoryUsed += replica.log.size - before
    replica.advanceHighWatermark()
    touch(replica)
    return base
  }

  /// From version 10 on, who leads the partitions instead, and where that is.
  private func nameLeaders(_ response: inout ProduceResponse, _ call: Call) {
    var nodes: Set<Int32> = []
    for topic in response.responses.indices {
      let result = response.responses[topic]
      guard let known = image.topics[result.topicId == .zero ? result.name : image.topicNames[result.topicId] ?? ""]
      else { continue }
      for (index, partition) in result.partitionResponses.enumerated()
      where partition.errorCode == ErrorCode.notLeaderOrFollower.rawValue {
        let record = known.partitions[Int(partition.index)]
        response.responses[topic].partitionResponses[index].currentLeader.leaderId = record.leader
        response.responses[topic].partitionResponses[index].currentLeader.leaderEpoch = record.leaderEpoch
        if record.leader >= 0 { nodes.insert(record.leader) }
      }
    }
    for id in nodes.sorted() {
      guard let broker = image.brokers[id], let endpoint = broker.endpoint(of: call.context.listener) else { continue }
      var node = ProduceResponse.NodeEndpoint()
      node.nodeId = id
      node.host = endpoint.host
      node.port = endpoint.port
      node.rack = broker.rack
      response.nodeEndpoints.append(node)
    }
  }
}
