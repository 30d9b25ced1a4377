import KafkaProtocol

// Topics: list, describe, create, delete, grow.
extension KafkaClient {
  /// All topics that the client may see, by their names.
  public func listTopics(includingInternal: Bool = false) async throws(KafkaAdminError) -> [String: TopicListing] {
    var listings: [String: TopicListing] = [:]
    for topic in try await metadata(of: nil).topics {
      guard let listing = TopicListing(topic), includingInternal || !listing.isInternal else { continue }
      listings[listing.name] = listing
    }
    return listings
  }

  /// Topics with their partitions, by their names; each one that there is not has its error.
  public func describeTopics(
    _ names: [String]
  ) async throws(KafkaAdminError) -> [String: Result<TopicDescription, KafkaAdminError>] {
    var topics: [String: Result<TopicDescription, KafkaAdminError>] = [:]
    for topic in try await metadata(of: names).topics {
      guard let listing = TopicListing(topic) else { continue }
      let error = ErrorCode(rawValue: topic.errorCode)
      topics[listing.name] =
        error.isError
        ? .failure(KafkaAdminError(error, object: "topic \(listing.name)"))
        : .success(TopicDescription(listing, topic.partitions))
    }
    return topics
  }

  /// Asks for topics; nil for all.
  private func metadata(of names: [String]?) async throws(KafkaAdminError) -> MetadataResponse {
    var request = MetadataRequest()
    request.topics = names.map { names in
      names.map { name in
        var topic = MetadataRequest.Topic()
        topic.name = name
        return topic
      }
    }
    request.allowAutoTopicCreation = false
    return try await send(request, to: .any, versions: 4...13)
  }

  /// Creates topics, and says of each what came of it.
  ///
  /// - Parameters:
  ///   - isTrial: only checks whether they could be created.
  ///   - patience: how long the controller may take.
  public func createTopics(
    _ topics: [NewTopic], isTrial: Bool = false, patience: Duration = .seconds(30)
  ) async throws(KafkaAdminError) -> [String: Result<TopicListing, KafkaAdminError>] {
    var request = CreateTopicsRequest()
    request.topics = topics.map(\.creatable)
    request.timeoutMs = patience.wholeMilliseconds
    request.validateOnly = isTrial
    let response = try await send(request, to: .controller)
    var outcomes: [String: Result<TopicListing, KafkaAdminError>] = [:]
    for topic in response.topics {
      let error = ErrorCode(rawValue: topic.errorCode)
      outcomes[topic.name] =
        error.isError
        ? .failure(KafkaAdminError(error, text: topic.errorMessage, object: "topic \(topic.name)"))
        : .success(TopicListing(name: topic.name, id: topic.topicId, isInternal: false))
    }
    return outcomes
  }

  /// Deletes topics by their names, and says of each that was not deleted why.
  public func deleteTopics(
    _ names: [String], patience: Duration = .seconds(30)
  ) async throws(KafkaAdminError) -> [String: KafkaAdminError] {
    var request = DeleteTopicsRequest()
    request.topicNames = names
    request.timeoutMs = patience.wholeMilliseconds
    var failures: [String: KafkaAdminError] = [:]
    for topic in try await send(request, to: .controller, versions: 1...5).responses {
      let error = ErrorCode(rawValue: topic.errorCode)
      guard error.isError, let name = topic.name else { continue }
      failures[name] = KafkaAdminError(error, text: topic.errorMessage, object: "topic \(name)")
    }
    return failures
  }

  /// Gives topics more partitions, and says of each that did not get them why.
  ///
  /// - Parameter counts: how many partitions each topic is to have.
  public func createPartitions(
    _ counts: [String: Int32], patience: Duration = .seconds(30)
  ) async throws(KafkaAdminError) -> [String: KafkaAdminError] {
    var request = CreatePartitionsRequest()
    request.topics = counts.sorted { $0.key < $1.key }.map { name, count in
      var topic = CreatePartitionsRequest.Topic()
      topic.name = name
      topic.count = count
      topic.assignments = nil
      return topic
    }
    request.timeoutMs = patience.wholeMilliseconds
    var failures: [String: KafkaAdminError] = [:]
    for topic in try await send(request, to: .controller).results {
      let error = ErrorCode(rawValue: topic.errorCode)
      if error.isError {
        failures[topic.name] = KafkaAdminError(error, text: topic.errorMessage, object: "topic \(topic.name)")
      }
    }
    return failures
  }
}

extension TopicListing {
  init?(_ topic: MetadataResponse.Topic) {
    guard let name = topic.name else { return nil }
    self.init(name: name, id: topic.topicId, isInternal: topic.isInternal)
  }
}

extension TopicDescription {
  init(_ listing: TopicListing, _ partitions: [MetadataResponse.Partition]) {
    var found: [Int32: PartitionDescription] = [:]
    for partition in partitions {
      found[partition.partitionIndex] = PartitionDescription(
        leader: partition.leaderId >= 0 ? partition.leaderId : nil, leaderEpoch: partition.leaderEpoch,
        replicas: Array(partition.replicaNodes), inSyncReplicas: Array(partition.isrNodes),
        offlineReplicas: Array(partition.offlineReplicas))
    }
    self.init(listing: listing, partitions: found)
  }
}

extension NewTopic {
  var creatable: CreateTopicsRequest.CreatableTopic {
    var topic = CreateTopicsRequest.CreatableTopic()
    topic.name = name
    topic.numPartitions = assignments.isEmpty ? partitions : -1
    topic.replicationFactor = assignments.isEmpty ? replicationFactor : -1
    topic.assignments = assignments.sorted { $0.key < $1.key }.map { index, brokers in
      var assignment = CreateTopicsRequest.CreatableReplicaAssignment()
      assignment.partitionIndex = index
      assignment.brokerIds = brokers
      return assignment
    }
    topic.configs = configs.sorted { $0.key < $1.key }.map { name, value in
      var config = CreateTopicsRequest.CreatableTopicConfig()
      config.name = name
      config.value = value
      return config
    }
    return topic
  }
}

extension Duration {
  /// In milliseconds, as far as the protocol's fields go.
  var wholeMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    let (product, isOver) = seconds.multipliedReportingOverflow(by: 1_000)
    return isOver ? .max : Int32(clamping: product &+ attoseconds / 1_000_000_000_000_000)
  }
}
