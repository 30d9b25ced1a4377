import KafkaProtocol

/// FindCoordinator, and the groups whose partitions of `__consumer_offsets` are led here.
extension BrokerNode {
  /// The topic that keeps groups and their offsets.
  static let offsetsTopic = "__consumer_offsets"

  func findCoordinator(_ request: FindCoordinatorRequest, _ call: Call) -> FindCoordinatorResponse {
    var response = FindCoordinatorResponse()
    guard call.version >= 4 else {
      let found = coordinator(of: request.key, type: request.keyType, call)
      response.errorCode = found.errorCode
      if call.version >= 1 { response.errorMessage = found.errorMessage }
      response.nodeId = found.nodeId
      response.host = found.host
      response.port = found.port
      return response
    }
    response.errorMessage = ""
    for key in request.coordinatorKeys {
      response.coordinators.append(coordinator(of: key, type: request.keyType, call))
    }
    return response
  }

  private func coordinator(of key: String, type: Int8, _ call: Call) -> FindCoordinatorResponse.Coordinator {
    var result = FindCoordinatorResponse.Coordinator()
    result.key = key
    result.nodeId = -1
    result.port = -1
    result.errorMessage = nil
    func refuse(_ code: ErrorCode, _ message: String) {
      result.errorCode = code.rawValue
      result.errorMessage = message
    }
    guard type == 0 else {
      refuse(
        .invalidRequest, type == 1 ? "This broker has no transactions." : "This broker has groups of consumers only.")
      return result
    }
    guard allows(call.context, .describe, .group, key) else {
      refuse(.groupAuthorizationFailed, "Not allowed to describe the group.")
      return result
    }
    guard let topic = image.topics[Self.offsetsTopic], !topic.partitions.isEmpty else {
      createOffsetsTopic()
      refuse(.coordinatorNotAvailable, "The topic of groups is being created.")
      return result
    }
    let number = CoordinatorPartition.partition(of: key, count: Int32(clamping: topic.partitions.count))
    guard let leader = number.flatMap({ topic.partition($0)?.leader }),
      let endpoint = image.brokers[leader]?.endpoint(of: call.context.listener)
    else {
      refuse(.coordinatorNotAvailable, "The partition of the group has no leader.")
      return result
    }
    result.nodeId = leader
    result.host = endpoint.host
    result.port = endpoint.port
    return result
  }

  /// The topic has as many replicas as there are brokers, where fewer are there than its properties ask for. The broker asks for
  /// itself, whoever needs the group: few users may create topics.
  private func createOffsetsTopic() {
    let living = image.brokers.values.count { !$0.isFenced }
    guard living > 0 else { return }
    let factor = configuration.number("offsets.topic.replication.factor", 3 as Int)
    requestTopics(
      [Self.offsetsTopic], partitions: configuration.number("offsets.topic.num.partitions", 50),
      replicas: Int16(clamping: max(1, min(factor, living))),
      configs: [
        ("cleanup.policy", "compact"), ("compression.type", "producer"), ("segment.bytes", "104857600"),
      ], for: .ofBroker)
  }

  func askGroups(_ request: any KafkaRequest, _ call: Call) {
    let context = call.context
    take(
      groups.receive(
        call.token, context: context, version: call.version, request: request, topics: image,
        allows: { [unowned self] operation, type, name in allows(context, operation, type, name) }, at: now))
  }

  func maintainGroups() {
    if let deadline = groups.nextDeadline, deadline <= now.monotonic { take(groups.tick(at: now)) }
  }

  /// Does what the coordinator of groups wants done.
  func take(_ wanted: [GroupOutput]) {
    for output in wanted {
      switch output {
      case .respond(let token, let response): outputs.append(.respond(token, response))
      case .append(let partition, let records, let id): append(records, to: partition, id)
      }
    }
  }

  private func append(_ records: [UInt8], to partition: Int32, _ id: GroupAppendID) {
    var problem: ErrorCode = .none
    var offset: Int64 = 0
    let replica = topics[Self.offsetsTopic]?.replica(partition)
    if let replica, replica.isLeader, let batch = try? RecordBatch(prefixOf: records[...]) {
      if replica.inSync.count < replica.minimumInSync {
        problem = .notEnoughReplicas
      } else if batch.size > replica.topic.settings.maximumBatchSize {
        problem = .messageTooLarge
      } else {
        offset = take(batch, replica) + Int64(batch.lastOffsetDelta) + 1
      }
    } else {
      problem = .notLeaderOrFollower
    }
    guard problem == .none, let replica else { return take(groups.appended(id, problem, at: now)) }
    var response = ProduceResponse()
    response.responses = [ProduceResponse.TopicProduceResponse()]
    response.responses[0].partitionResponses = [ProduceResponse.PartitionProduceResponse()]
    let timeout = Duration.milliseconds(configuration.number("offsets.commit.timeout.ms", 5_000) as Int64)
    wait(
      WaitingAppend(
        origin: .groups(id), deadline: now.monotonic + timeout, response: response,
        parts: [WaitingAppend.Part(replica: replica, requiredOffset: offset, topic: 0, index: 0)]))
  }
}
