import KafkaProtocol

extension ClusterController {
  /// The topics that Kafka itself keeps.
  static let internalTopics: Set<String> = ["__consumer_offsets", "__transaction_state", "__share_group_state"]
  /// How many partitions the cluster may have; ours: all of them are in the memory of one machine.
  static let maximumPartitions = 200_000

  /// What topics there are already, as far as new ones must agree with them.
  private struct Census {
    var partitions = 0
    var namesInMetrics: [[UInt8]: String] = [:]

    init(_ topics: [String: TopicRecord]) {
      for (name, topic) in topics {
        partitions += topic.partitions.count
        namesInMetrics[TopicName.inMetrics(name)] = name
      }
    }
  }

  // MARK: Creating

  func createTopics(_ request: CreateTopicsRequest, _ context: RequestContext) -> CreateTopicsResponse {
    var response = CreateTopicsResponse()
    var seen: [String: Int] = [:]
    for topic in request.topics { seen[topic.name, default: 0] += 1 }
    var census = Census(image.topics)
    for topic in request.topics {
      var result = CreateTopicsResponse.CreatableTopicResult()
      result.name = topic.name
      let isAllowed = allows(context, .create) || allows(context, .create, .topic, topic.name)
      if !isAllowed {
        result.errorCode = ErrorCode.topicAuthorizationFailed.rawValue
        result.errorMessage = "\(context.principal) may not create the topic."
      } else if seen[topic.name] != 1 {
        result.errorCode = ErrorCode.invalidRequest.rawValue
        result.errorMessage = "The request names the topic more than once."
      } else {
        create(topic, validateOnly: request.validateOnly, &census, &result)
      }
      response.topics.append(result)
    }
    return response
  }

  private func create(
    _ topic: CreateTopicsRequest.CreatableTopic, validateOnly: Bool, _ census: inout Census,
    _ result: inout CreateTopicsResponse.CreatableTopicResult
  ) {
    func refuse(_ error: ErrorCode, _ message: String) {
      result.errorCode = error.rawValue
      result.errorMessage = message
    }
    if let problem = TopicName.problem(with: topic.name) { return refuse(.invalidTopicException, problem) }
    if image.topics[topic.name] != nil { return refuse(.topicAlreadyExists, "Topic '\(topic.name)' already exists.") }
    if let other = census.namesInMetrics[TopicName.inMetrics(topic.name)] {
      return refuse(.invalidTopicException, "Topic '\(topic.name)' collides with existing topic: \(other)")
    }
    var settings: [String: String] = [:]
    for config in topic.configs {
      guard let value = config.value else { continue }
      if let problem = ConfigCatalog.topicProblem(config.name, value) { return refuse(.invalidConfig, problem) }
      settings[config.name] = value
    }
    let replicas: [[Int32]]
    switch assignment(topic) {
    case .success(let lists): replicas = lists
    case .failure(let failure): return refuse(failure.error, failure.message)
    }
    if let refusal = refusal(ofFurther: replicas.count, census) { return refuse(refusal.error, refusal.message) }
    result.numPartitions = Int32(replicas.count)
    result.replicationFactor = Int16(replicas.first?.count ?? 0)
    result.configs = settings.sorted { $0.key < $1.key }.map { key, value in
      var config = CreateTopicsResponse.CreatableTopicConfigs()
      config.name = key
      config.value = value
      // What is configured for the topic itself (DescribeConfigs' DYNAMIC_TOPIC_CONFIG).
      config.configSource = 1
      return config
    }
    if validateOnly { return }
    var record = TopicRecord(
      id: newID(), name: topic.name, isInternal: Self.internalTopics.contains(topic.name))
    for list in replicas { record.partitions.append(partition(list)) }
    image.setTopic(record)
    census.partitions += replicas.count
    census.namesInMetrics[TopicName.inMetrics(topic.name)] = topic.name
    if !settings.isEmpty { image.configs[.topic(topic.name)] = settings }
    result.topicId = record.id
  }

  /// A new partition: those of its replicas that live are in sync, all with an empty log.
  private func partition(_ replicas: [Int32]) -> PartitionRecord {
    let inSync = replicas.filter(isActive)
    return PartitionRecord(
      replicas: replicas, inSyncReplicas: inSync.isEmpty ? Array(replicas.prefix(1)) : inSync,
      leader: inSync.first ?? -1)
  }

  private func refusal(ofFurther partitions: Int, _ census: Census) -> Refusal? {
    guard census.partitions + partitions > Self.maximumPartitions else { return nil }
    return Refusal(
      error: .policyViolation,
      message: "The cluster may have \(Self.maximumPartitions) partitions, and has \(census.partitions).")
  }

  struct Refusal: Error {
    let error: ErrorCode
    let message: String
  }

  private func assignment(_ topic: CreateTopicsRequest.CreatableTopic) -> Result<[[Int32]], Refusal> {
    if !topic.assignments.isEmpty {
      guard topic.numPartitions == -1, topic.replicationFactor == -1 else {
        return .failure(
          Refusal(
            error: .invalidRequest,
            message: "Replication factor and number of partitions must be -1 where replicas are assigned."))
      }
      let ordered = topic.assignments.sorted { $0.partitionIndex < $1.partitionIndex }
      guard ordered.enumerated().allSatisfy({ Int($0.element.partitionIndex) == $0.offset }) else {
        return .failure(
          Refusal(error: .invalidReplicaAssignment, message: "Partitions must be numbered from 0 without a gap."))
      }
      let count = ordered[0].brokerIds.count
      for each in ordered {
        if let refusal = problem(ofReplicas: each.brokerIds) { return .failure(refusal) }
        guard each.brokerIds.count == count else {
          return .failure(
            Refusal(error: .invalidReplicaAssignment, message: "All partitions must have as many replicas."))
        }
      }
      return .success(ordered.map(\.brokerIds))
    }
    let partitions = topic.numPartitions == -1 ? number("num.partitions", 1) : Int64(topic.numPartitions)
    let factor =
      topic.replicationFactor == -1 ? number("default.replication.factor", 1) : Int64(topic.replicationFactor)
    guard partitions > 0, partitions <= Int64(Self.maximumPartitions) else {
      return .failure(
        Refusal(
          error: .invalidPartitions,
          message:
            "Number of partitions was set to an invalid value: \(partitions), not 1 to \(Self.maximumPartitions)."
        ))
    }
    return place(partitions: Int(partitions), factor: Int(factor), from: 0)
  }

  func problem(ofReplicas replicas: [Int32]) -> Refusal? {
    if replicas.isEmpty {
      return Refusal(error: .invalidReplicaAssignment, message: "A partition must have a replica.")
    }
    if Set(replicas).count != replicas.count {
      return Refusal(
        error: .invalidReplicaAssignment, message: "The replica list \(replicas) names a broker more than once.")
    }
    if let unknown = replicas.first(where: { image.brokers[$0] == nil }) {
      return Refusal(
        error: .invalidReplicaAssignment,
        message: "The replica list \(replicas) names broker \(unknown), which is not registered.")
    }
    return nil
  }

  /// Spreads replicas over brokers, and over racks before brokers of one rack.
  func place(partitions: Int, factor: Int, from first: Int) -> Result<[[Int32]], Refusal> {
    let brokers = image.brokers.values.filter(\.isActive)
    guard factor > 0, factor <= brokers.count else {
      return .failure(
        Refusal(
          error: .invalidReplicationFactor,
          message: "Unable to replicate the partition \(factor) time(s): \(brokers.count) broker(s) are alive."))
    }
    var racks: [String: [Int32]] = [:]
    for broker in brokers.sorted(by: { $0.id < $1.id }) { racks[broker.rack ?? "", default: []].append(broker.id) }
    let columns = racks.sorted { $0.key < $1.key }.map(\.value)
    var ordered: [(broker: Int32, rack: Int)] = []
    for row in 0..<(columns.map(\.count).max() ?? 0) {
      for (rack, column) in columns.enumerated() where row < column.count { ordered.append((column[row], rack)) }
    }
    let start = Int(truncatingIfNeeded: random() % UInt64(ordered.count)) + first
    var lists: [[Int32]] = []
    for number in 0..<partitions {
      // Every round over the brokers shifts the followers, so that one broker's leaders do not share all their followers.
      let shift = number / ordered.count
      var replicas = [ordered[(start + number) % ordered.count]]
      var step = 0
      while replicas.count < factor, step < 2 * ordered.count {
        let candidate = ordered[(start + number + 1 + (shift + step) % ordered.count) % ordered.count]
        // In the first round over them only brokers of racks that have none yet.
        let isNewRack = step >= ordered.count || !replicas.contains { $0.rack == candidate.rack }
        if isNewRack || columns.count == 1, !replicas.contains(where: { $0.broker == candidate.broker }) {
          replicas.append(candidate)
        }
        step += 1
      }
      lists.append(replicas.map(\.broker))
    }
    return .success(lists)
  }

  // MARK: Deleting and growing

  func deleteTopics(_ request: DeleteTopicsRequest, _ context: RequestContext) -> DeleteTopicsResponse {
    var response = DeleteTopicsResponse()
    var wishes = request.topics
    for name in request.topicNames {
      var wish = DeleteTopicsRequest.DeleteTopicState()
      wish.name = name
      wishes.append(wish)
    }
    for wish in wishes {
      var result = DeleteTopicsResponse.DeletableTopicResult()
      result.name = wish.name ?? image.topicNames[wish.topicId]
      result.topicId = wish.topicId
      if let name = result.name, let topic = image.topics[name] {
        result.topicId = topic.id
        if !allows(context, .delete) && !allows(context, .delete, .topic, name) {
          result.errorCode = ErrorCode.topicAuthorizationFailed.rawValue
        } else if properties["delete.topic.enable"] == "false" {
          result.errorCode = ErrorCode.topicDeletionDisabled.rawValue
          result.errorMessage = "delete.topic.enable is false."
        } else {
          image.removeTopic(name)
          image.configs[.topic(name)] = nil
        }
      } else {
        result.errorCode =
          (wish.name == nil ? ErrorCode.unknownTopicId : ErrorCode.unknownTopicOrPartition).rawValue
      }
      response.responses.append(result)
    }
    return response
  }

  func createPartitions(_ request: CreatePartitionsRequest, _ context: RequestContext) -> CreatePartitionsResponse {
    var response = CreatePartitionsResponse()
    var census = Census(image.topics)
    for wish in request.topics {
      var result = CreatePartitionsResponse.TopicResult()
      result.name = wish.name
      if let refusal = grow(wish, context, validateOnly: request.validateOnly, &census) {
        result.errorCode = refusal.error.rawValue
        result.errorMessage = refusal.message
      }
      response.results.append(result)
    }
    return response
  }

  private func grow(
    _ wish: CreatePartitionsRequest.Topic, _ context: RequestContext, validateOnly: Bool, _ census: inout Census
  ) -> Refusal? {
    guard allows(context, .alter, .topic, wish.name) else {
      return Refusal(error: .topicAuthorizationFailed, message: "\(context.principal) may not alter the topic.")
    }
    guard var topic = image.topics[wish.name] else {
      return Refusal(error: .unknownTopicOrPartition, message: "There is no topic '\(wish.name)'.")
    }
    let present = topic.partitions.count
    guard Int(wish.count) > present, Int(wish.count) <= Self.maximumPartitions else {
      return Refusal(
        error: .invalidPartitions,
        message:
          "The topic '\(wish.name)' currently has \(present) partition(s); \(wish.count) would not be an increase.")
    }
    let more = Int(wish.count) - present
    if let refusal = refusal(ofFurther: more, census) { return refusal }
    let lists: [[Int32]]
    if let assignments = wish.assignments {
      guard assignments.count == more else {
        return Refusal(
          error: .invalidReplicaAssignment,
          message: "\(assignments.count) replica lists are given for \(more) new partitions.")
      }
      for each in assignments { if let refusal = problem(ofReplicas: each.brokerIds) { return refusal } }
      lists = assignments.map(\.brokerIds)
    } else {
      switch place(partitions: more, factor: topic.partitions.first?.replicas.count ?? 1, from: present) {
      case .success(let placed): lists = placed
      case .failure(let refusal): return refusal
      }
    }
    if validateOnly { return nil }
    for list in lists { topic.partitions.append(partition(list)) }
    census.partitions += more
    image.setTopic(topic)
    return nil
  }
}
