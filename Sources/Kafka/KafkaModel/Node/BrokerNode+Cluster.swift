import KafkaProtocol

/// ApiVersions, DescribeCluster and DescribeTopicPartitions.
extension BrokerNode {
  func apiVersions(_ call: Call) -> ApiVersionsResponse {
    var response = ApiVersionsResponse()
    let isKnown = ApiVersionsRequest.validVersions.contains(call.version)
    if !isKnown { response.errorCode = ErrorCode.unsupportedVersion.rawValue }
    for api in KafkaAPI.all {
      guard isKnown || api == .apiVersions, let versions = KafkaAPI.advertisedVersions(of: api) else { continue }
      var entry = ApiVersionsResponse.ApiVersion()
      entry.apiKey = api.rawValue
      entry.minVersion = versions.lowerBound
      entry.maxVersion = versions.upperBound
      response.apiKeys.append(entry)
    }
    guard isKnown, call.version >= 3 else { return response }
    response.finalizedFeaturesEpoch = image.version
    for name in image.features.keys.sorted() {
      guard let level = image.features[name] else { continue }
      var feature = ApiVersionsResponse.FinalizedFeatureKey()
      feature.name = name
      feature.maxVersionLevel = level
      feature.minVersionLevel = level
      response.finalizedFeatures.append(feature)
      var supported = ApiVersionsResponse.SupportedFeatureKey()
      supported.name = name
      supported.minVersion = 0
      supported.maxVersion = level
      response.supportedFeatures.append(supported)
    }
    return response
  }

  func describeCluster(_ request: DescribeClusterRequest, _ call: Call) -> DescribeClusterResponse {
    var response = DescribeClusterResponse()
    response.endpointType = request.endpointType
    guard request.endpointType == 1 else {
      response.errorCode =
        request.endpointType == 2
        ? ErrorCode.mismatchedEndpointType.rawValue : ErrorCode.unsupportedEndpointType.rawValue
      response.errorMessage = "A broker describes the endpoints of brokers."
      return response
    }
    response.clusterId = image.clusterID
    response.controllerId = controllerForClients
    for id in image.brokers.keys.sorted() {
      guard let broker = image.brokers[id], !broker.isFenced || call.version >= 2 && request.includeFencedBrokers,
        let endpoint = broker.endpoint(of: call.context.listener)
      else { continue }
      var node = DescribeClusterResponse.Broker()
      node.brokerId = id
      node.host = endpoint.host
      node.port = endpoint.port
      node.rack = broker.rack
      node.isFenced = call.version >= 2 && broker.isFenced
      response.brokers.append(node)
    }
    if request.includeClusterAuthorizedOperations {
      response.clusterAuthorizedOperations =
        allows(call.context, .describe, .cluster, AccessResourceType.clusterName)
        ? allowedOperations(call.context, .cluster, AccessResourceType.clusterName) : 0
    }
    return response
  }

  func describeTopicPartitions(
    _ request: DescribeTopicPartitionsRequest, _ call: Call
  ) -> DescribeTopicPartitionsResponse {
    var response = DescribeTopicPartitionsResponse()
    let all = request.topics.isEmpty
    var names = all ? image.topics.keys.sorted() : Set(request.topics.map(\.name)).sorted()
    if let cursor = request.cursor { names.removeAll { $0 < cursor.topicName } }
    var room = max(
      1, min(Int(request.responsePartitionLimit), configuration.number("max.request.partition.size.limit", 2_000)))
    for name in names {
      let mayDescribe = allows(call.context, .describe, .topic, name)
      if all, !mayDescribe { continue }
      var topic = DescribeTopicPartitionsResponse.Topic()
      topic.name = name
      guard mayDescribe, let record = image.topics[name] else {
        topic.errorCode =
          mayDescribe ? ErrorCode.unknownTopicOrPartition.rawValue : ErrorCode.topicAuthorizationFailed.rawValue
        response.topics.append(topic)
        continue
      }
      var first = 0
      if let cursor = request.cursor, cursor.topicName == name { first = max(0, Int(cursor.partitionIndex)) }
      if room == 0 {
        response.nextCursor = cursor(name, first)
        return response
      }
      topic.topicId = record.id
      topic.isInternal = record.isInternal
      topic.topicAuthorizedOperations = allowedOperations(call.context, .topic, name)
      let end = min(record.partitions.count, first + room)
      for index in min(first, end)..<end { topic.partitions.append(describe(record.partitions[index], index)) }
      room -= topic.partitions.count
      response.topics.append(topic)
      if end < record.partitions.count {
        response.nextCursor = cursor(name, end)
        return response
      }
    }
    return response
  }

  private func cursor(_ topic: String, _ partition: Int) -> DescribeTopicPartitionsResponse.Cursor {
    var cursor = DescribeTopicPartitionsResponse.Cursor()
    cursor.topicName = topic
    cursor.partitionIndex = Int32(clamping: partition)
    return cursor
  }

  private func describe(_ record: PartitionRecord, _ index: Int) -> DescribeTopicPartitionsResponse.Partition {
    var partition = DescribeTopicPartitionsResponse.Partition()
    partition.partitionIndex = Int32(clamping: index)
    partition.leaderId = record.leader
    partition.leaderEpoch = record.leaderEpoch
    partition.replicaNodes = Int32List(record.replicas)
    partition.isrNodes = Int32List(record.inSyncReplicas)
    partition.eligibleLeaderReplicas = []
    partition.lastKnownElr = []
    partition.offlineReplicas = Int32List(record.replicas.filter { image.brokers[$0]?.isFenced ?? true })
    if record.leader < 0 { partition.errorCode = ErrorCode.leaderNotAvailable.rawValue }
    return partition
  }
}
