public import KafkaProtocol

extension ClusterController {
  /// The name of the metadata log, which DescribeQuorum asks for.
  private static let metadataTopic = "__cluster_metadata"
  /// How many producer identifiers a broker gets at once, as in Kafka.
  private static let producerIDs: Int32 = 1_000

  /// A node that is a controller is there; it passes on what it is asked.
  public func attachController(id: Int32, directoryID: KafkaUUID, endpoints: [BrokerEndpoint], at moment: Moment) {
    image.voters[id] = QuorumVoter(id: id, directoryID: directoryID, endpoints: endpoints)
    changed()
  }

  func describeQuorum(
    _ request: DescribeQuorumRequest, _ context: RequestContext, _ moment: Moment
  ) -> DescribeQuorumResponse {
    var response = DescribeQuorumResponse()
    guard allows(context, .describe) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    for topic in request.topics {
      var answer = DescribeQuorumResponse.TopicData()
      answer.topicName = topic.topicName
      for wish in topic.partitions {
        var partition = DescribeQuorumResponse.PartitionData()
        partition.partitionIndex = wish.partitionIndex
        if topic.topicName == Self.metadataTopic, wish.partitionIndex == 0 {
          describe(&partition, moment)
        } else {
          partition.errorCode = ErrorCode.unknownTopicOrPartition.rawValue
        }
        answer.partitions.append(partition)
      }
      response.topics.append(answer)
    }
    for voter in image.voters.values.sorted(by: { $0.id < $1.id }) {
      var node = DescribeQuorumResponse.Node()
      node.nodeId = voter.id
      for endpoint in voter.endpoints {
        var listener = DescribeQuorumResponse.Listener()
        listener.name = endpoint.listener
        listener.host = endpoint.host
        listener.port = UInt16(truncatingIfNeeded: endpoint.port)
        node.listeners.append(listener)
      }
      response.nodes.append(node)
    }
    return response
  }

  /// The log's length is the image's version: every change is one record.
  private func describe(_ partition: inout DescribeQuorumResponse.PartitionData, _ moment: Moment) {
    func state(_ id: Int32, _ directory: KafkaUUID) -> DescribeQuorumResponse.ReplicaState {
      var state = DescribeQuorumResponse.ReplicaState()
      state.replicaId = id
      state.replicaDirectoryId = directory
      state.logEndOffset = image.version
      state.lastFetchTimestamp = moment.wall
      state.lastCaughtUpTimestamp = moment.wall
      return state
    }
    let voters = image.voters.values.sorted { $0.id < $1.id }
    partition.leaderId = voters.first?.id ?? -1
    partition.leaderEpoch = 1
    partition.highWatermark = image.version
    partition.currentVoters = voters.map { state($0.id, $0.directoryID) }
    partition.observers = image.brokers.values.filter { $0.isActive && image.voters[$0.id] == nil }
      .sorted { $0.id < $1.id }.map { state($0.id, .zero) }
  }

  func addVoter(_ request: AddRaftVoterRequest) -> AddRaftVoterResponse {
    var response = AddRaftVoterResponse()
    response.errorCode = ErrorCode.unsupportedVersion.rawValue
    response.errorMessage = "The controllers are those that run: no quorum is kept that a voter could be added to."
    return response
  }

  func removeVoter(_ request: RemoveRaftVoterRequest) -> RemoveRaftVoterResponse {
    var response = RemoveRaftVoterResponse()
    response.errorCode = ErrorCode.unsupportedVersion.rawValue
    response.errorMessage = "The controllers are those that run: no quorum is kept that a voter could be removed from."
    return response
  }

  func updateFeatures(_ request: UpdateFeaturesRequest, _ context: RequestContext) -> UpdateFeaturesResponse {
    var response = UpdateFeaturesResponse()
    guard allows(context, .alter) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    for wish in request.featureUpdates {
      var result = UpdateFeaturesResponse.UpdatableFeatureResult()
      result.feature = wish.feature
      if let level = image.features[wish.feature], level == wish.maxVersionLevel {
        // It has that level already.
      } else {
        result.errorCode = ErrorCode.invalidUpdateVersion.rawValue
        result.errorMessage = "The level of '\(wish.feature)' cannot be changed here."
        response.errorCode = result.errorCode
        response.errorMessage = result.errorMessage
      }
      response.results.append(result)
    }
    return response
  }

  func unregister(_ request: UnregisterBrokerRequest, _ context: RequestContext) -> UnregisterBrokerResponse {
    var response = UnregisterBrokerResponse()
    guard allows(context, .alter) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    guard image.brokers[request.brokerId] != nil else {
      response.errorCode = ErrorCode.brokerIdNotRegistered.rawValue
      response.errorMessage = "Broker ID \(request.brokerId) is not currently registered"
      return response
    }
    fence(request.brokerId)
    image.brokers[request.brokerId] = nil
    heard[request.brokerId] = nil
    return response
  }

  func allocateProducerIDs(_ request: AllocateProducerIdsRequest) -> AllocateProducerIdsResponse {
    var response = AllocateProducerIdsResponse()
    guard image.brokers[request.brokerId]?.epoch == request.brokerEpoch else {
      response.errorCode = ErrorCode.staleBrokerEpoch.rawValue
      return response
    }
    response.producerIdStart = nextProducerID
    response.producerIdLen = Self.producerIDs
    nextProducerID += Int64(Self.producerIDs)
    return response
  }
}
