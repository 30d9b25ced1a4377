import KafkaProtocol

/// Metadata: brokers and topics, as they look from the listener that the client came to.
extension BrokerNode {
  func metadata(_ request: MetadataRequest, _ call: Call) {
    var response = MetadataResponse()
    for id in image.brokers.keys.sorted() {
      guard let broker = image.brokers[id], !broker.isFenced, let endpoint = broker.endpoint(of: call.context.listener)
      else { continue }
      var node = MetadataResponse.Broker()
      node.nodeId = id
      node.host = endpoint.host
      node.port = endpoint.port
      node.rack = broker.rack
      response.brokers.append(node)
    }
    response.clusterId = image.clusterID
    response.controllerId = controllerForClients
    if (8...10).contains(call.version), request.includeClusterAuthorizedOperations,
      allows(call.context, .describe, .cluster, AccessResourceType.clusterName)
    {
      response.clusterAuthorizedOperations = allowedOperations(call.context, .cluster, AccessResourceType.clusterName)
    }
    let wantsAll = request.topics == nil || call.version == 0 && request.topics?.isEmpty == true
    if wantsAll {
      for name in image.topics.keys.sorted() where allows(call.context, .describe, .topic, name) {
        if let record = image.topics[name] { response.topics.append(describe(record, request, call)) }
      }
    } else {
      var missing: [String] = []
      for topic in request.topics ?? [] { response.topics.append(find(topic, request, call, &missing)) }
      createAutomatically(missing, call)
    }
    respond(call, response)
  }

  /// Clients send the controller's requests to any broker that is not fenced: each passes them on.
  var controllerForClients: Int32 {
    if let broker = image.brokers[image.controllerID], !broker.isFenced { return image.controllerID }
    return image.brokers.values.filter { !$0.isFenced }.map(\.id).min() ?? -1
  }

  private func find(
    _ topic: MetadataRequest.Topic, _ request: MetadataRequest, _ call: Call, _ missing: inout [String]
  ) -> MetadataResponse.Topic {
    var result = MetadataResponse.Topic()
    result.name = topic.name
    result.topicId = topic.topicId
    let name = topic.topicId == .zero ? topic.name : image.topicNames[topic.topicId]
    guard let name else {
      result.errorCode = ErrorCode.unknownTopicId.rawValue
      if call.version < 12 { result.name = "" }
      return result
    }
    guard allows(call.context, .describe, .topic, name) else {
      result.errorCode =
        topic.topicId == .zero ? ErrorCode.topicAuthorizationFailed.rawValue : ErrorCode.unknownTopicId.rawValue
      return result
    }
    if let record = image.topics[name] { return describe(record, request, call) }
    guard TopicName.isValid(name) else {
      result.errorCode = ErrorCode.invalidTopicException.rawValue
      return result
    }
    let mayCreate = request.allowAutoTopicCreation || call.version < 4
    guard mayCreate, brokerValue("auto.create.topics.enable") != "false" else {
      result.errorCode = ErrorCode.unknownTopicOrPartition.rawValue
      return result
    }
    guard
      allows(call.context, .create, .cluster, AccessResourceType.clusterName)
        || allows(call.context, .create, .topic, name)
    else {
      result.errorCode = ErrorCode.topicAuthorizationFailed.rawValue
      return result
    }
    missing.append(name)
    result.errorCode = ErrorCode.leaderNotAvailable.rawValue
    return result
  }

  private func describe(
    _ record: TopicRecord, _ request: MetadataRequest, _ call: Call
  ) -> MetadataResponse.Topic {
    var topic = MetadataResponse.Topic()
    topic.name = record.name
    topic.topicId = record.id
    topic.isInternal = record.isInternal
    if call.version >= 8, request.includeTopicAuthorizedOperations {
      topic.topicAuthorizedOperations = allowedOperations(call.context, .topic, record.name)
    }
    topic.partitions.reserveCapacity(record.partitions.count)
    for (index, partition) in record.partitions.enumerated() {
      var data = MetadataResponse.Partition()
      data.partitionIndex = Int32(index)
      data.leaderId = partition.leader
      data.leaderEpoch = partition.leaderEpoch
      data.replicaNodes = Int32List(partition.replicas)
      data.isrNodes = Int32List(partition.inSyncReplicas)
      data.offlineReplicas = Int32List(partition.replicas.filter { image.brokers[$0]?.isFenced ?? true })
      if partition.leader < 0 {
        data.errorCode = ErrorCode.leaderNotAvailable.rawValue
      } else if image.brokers[partition.leader]?.endpoint(of: call.context.listener) == nil {
        data.errorCode = call.version >= 6 ? ErrorCode.listenerNotFound.rawValue : ErrorCode.leaderNotAvailable.rawValue
      }
      topic.partitions.append(data)
    }
    return topic
  }

  // MARK: Topics that are created on the way

  /// Topics that the controller was asked for.
  struct AutomaticTopics {
    var names: [String]
    var deadline: Duration
  }

  /// Asks the controller for topics, but for those that it is already asked for.
  func createAutomatically(_ names: [String], _ call: Call) {
    requestTopics(
      names,
      partitions: brokerValue("num.partitions").flatMap { Int32($0) } ?? 1,
      replicas: brokerValue("default.replication.factor").flatMap { Int16($0) } ?? 1, configs: [], for: call.context)
  }

  func requestTopics(
    _ names: [String], partitions: Int32, replicas: Int16, configs: [(String, String)], for context: RequestContext
  ) {
    automaticTopics = automaticTopics.filter { $0.value.deadline > now.monotonic }
    var request = CreateTopicsRequest()
    var asked: Set<String> = []
    for topics in automaticTopics.values { asked.formUnion(topics.names) }
    for name in names where asked.insert(name).inserted {
      var topic = CreateTopicsRequest.CreatableTopic()
      topic.name = name
      topic.numPartitions = partitions
      topic.replicationFactor = replicas
      for (key, value) in configs {
        var config = CreateTopicsRequest.CreatableTopicConfig()
        config.name = key
        config.value = value
        topic.configs.append(config)
      }
      request.topics.append(topic)
    }
    guard !request.topics.isEmpty, automaticTopics.count < 1_000 else { return }
    let token = ownToken()
    automaticTopics[token] = AutomaticTopics(
      names: request.topics.map(\.name), deadline: now.monotonic + .seconds(10))
    request.timeoutMs = 10_000
    outputs.append(.forward(token, context, .createTopics, version: 7, request))
  }
}
