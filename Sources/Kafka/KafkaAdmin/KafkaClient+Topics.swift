public import KafkaProtocol

extension KafkaClient {
  /// A topic to be made.
  public struct NewTopic: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// How many partitions; -1 leaves it to the cluster.
    public var partitions: Int32
    /// How many replicas each has; -1 leaves it to the cluster.
    public var replicas: Int16
    /// Its own settings.
    public var configs: [String: String]

    /// A topic.
    public init(name: String, partitions: Int32 = -1, replicas: Int16 = -1, configs: [String: String] = [:]) {
      self.name = name
      self.partitions = partitions
      self.replicas = replicas
      self.configs = configs
    }
  }

  /// Topics with their partitions; all of them where none is named.
  ///
  /// - Throws: `KafkaAdminError`, also where a topic that is named is not there.
  public func describeTopics(_ names: [String]? = nil) async throws(KafkaAdminError) -> [MetadataResponse.Topic] {
    var request = MetadataRequest()
    request.allowAutoTopicCreation = false
    request.topics = names?.map { name in
      var topic = MetadataRequest.Topic()
      topic.name = name
      return topic
    }
    let response = try await send(request)
    for topic in response.topics where names != nil && topic.errorCode != 0 {
      throw KafkaAdminError(ErrorCode(rawValue: topic.errorCode), nil, object: "topic \(topic.name ?? "")")
    }
    return response.topics
  }

  /// Makes topics; one that is there already counts as made where `ifMissing` is set.
  public func createTopics(
    _ topics: [NewTopic], ifMissing: Bool = false, validateOnly: Bool = false
  ) async throws(KafkaAdminError) {
    var request = CreateTopicsRequest()
    request.timeoutMs = 30_000
    request.validateOnly = validateOnly
    for topic in topics {
      var wish = CreateTopicsRequest.CreatableTopic()
      wish.name = topic.name
      wish.numPartitions = topic.partitions
      wish.replicationFactor = topic.replicas
      for (name, value) in topic.configs.sorted(by: { $0.key < $1.key }) {
        var config = CreateTopicsRequest.CreatableTopicConfig()
        config.name = name
        config.value = value
        wish.configs.append(config)
      }
      request.topics.append(wish)
    }
    _ = try await send(request, to: .controller, isRepeatable: ifMissing) { response in
      for topic in response.topics where topic.errorCode != 0 {
        let error = ErrorCode(rawValue: topic.errorCode)
        if ifMissing, error == .topicAlreadyExists { continue }
        return KafkaAdminError(error, topic.errorMessage, object: "topic \(topic.name)")
      }
      return nil
    }
  }

  /// Deletes topics; one that is not there counts as deleted where `ifThere` is set.
  public func deleteTopics(_ names: [String], ifThere: Bool = false) async throws(KafkaAdminError) {
    var request = DeleteTopicsRequest()
    request.timeoutMs = 30_000
    request.topics = names.map { name in
      var topic = DeleteTopicsRequest.DeleteTopicState()
      topic.name = name
      return topic
    }
    _ = try await send(request, to: .controller, isRepeatable: ifThere) { response in
      for topic in response.responses where topic.errorCode != 0 {
        let error = ErrorCode(rawValue: topic.errorCode)
        if ifThere, error == .unknownTopicOrPartition { continue }
        return KafkaAdminError(error, topic.errorMessage, object: "topic \(topic.name ?? "")")
      }
      return nil
    }
  }

  /// The log directories of a broker, with the partitions in them.
  public func describeLogDirectories(
    of broker: Int32
  ) async throws(KafkaAdminError) -> [DescribeLogDirsResponse.Result] {
    var request = DescribeLogDirsRequest()
    request.topics = nil
    let response = try await send(request, to: .broker(broker)) { response in
      let error = ErrorCode(rawValue: response.errorCode)
      return error.isError ? KafkaAdminError(error, nil, object: "broker \(broker)") : nil
    }
    return response.results
  }
}
