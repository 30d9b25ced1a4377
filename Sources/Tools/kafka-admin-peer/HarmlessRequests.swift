import KafkaProtocol

/// A request of each API that changes nothing that matters, for any version.
struct HarmlessRequests {
  /// A topic that is there, with one partition at least.
  let topic: String
  let topicID: KafkaUUID
  /// A node that is not there.
  private let nobody: Int32 = 9_999

  /// The request of an API in a version; nil where the tables do not have it.
  func request(_ api: ApiKey, _ version: Int16) -> (any KafkaRequest)? {
    switch api {
    case .produce: produce(version)
    case .fetch: fetch(version)
    case .listOffsets: listOffsets()
    case .metadata: metadata(version)
    case .offsetFetch: offsetFetch(version)
    case .findCoordinator: findCoordinator(version)
    case .createTopics: createTopics()
    case .deleteTopics: deleteTopics(version)
    case .createPartitions: createPartitions()
    case .deleteRecords: deleteRecords()
    case .describeConfigs: describeConfigs()
    case .describeLogDirs: describeLogDirs()
    case .describeTopicPartitions: describeTopicPartitions()
    default: more(api, version)
    }
  }

  private func more(_ api: ApiKey, _ version: Int16) -> (any KafkaRequest)? {
    switch api {
    case .initProducerId: initProducerID()
    case .describeAcls: describeAcls()
    case .describeQuorum: describeQuorum()
    case .electLeaders: electLeaders()
    case .describeGroups: describeGroups()
    case .saslHandshake: saslHandshake()
    case .apiVersions: apiVersions(version)
    case .unregisterBroker: unregisterBroker()
    case .alterPartition: alterPartition()
    case .brokerHeartbeat: heartbeat()
    case .brokerRegistration: registration()
    case .allocateProducerIds: allocate()
    default: empty(api)
    }
  }

  /// With all fields at their defaults: nothing is asked for, or a group without a name.
  private func empty(_ api: ApiKey) -> (any KafkaRequest)? {
    let kinds: [any KafkaRequest.Type] = [
      OffsetCommitRequest.self, JoinGroupRequest.self, HeartbeatRequest.self, LeaveGroupRequest.self,
      SyncGroupRequest.self, ListGroupsRequest.self, OffsetForLeaderEpochRequest.self, CreateAclsRequest.self,
      DeleteAclsRequest.self, AlterConfigsRequest.self, AlterReplicaLogDirsRequest.self,
      SaslAuthenticateRequest.self, DeleteGroupsRequest.self, IncrementalAlterConfigsRequest.self,
      AlterPartitionReassignmentsRequest.self, ListPartitionReassignmentsRequest.self, OffsetDeleteRequest.self,
      DescribeClientQuotasRequest.self, AlterClientQuotasRequest.self, DescribeUserScramCredentialsRequest.self,
      AlterUserScramCredentialsRequest.self, UpdateFeaturesRequest.self, DescribeClusterRequest.self,
      ListConfigResourcesRequest.self, AddRaftVoterRequest.self, RemoveRaftVoterRequest.self,
    ]
    return kinds.first { $0.apiKey == api }?.init()
  }

  // MARK: Records

  private func produce(_ version: Int16) -> any KafkaRequest {
    var request = ProduceRequest()
    request.acks = -1
    request.timeoutMs = 10_000
    return request
  }

  private func fetch(_ version: Int16) -> any KafkaRequest {
    var partition = FetchRequest.Partition()
    partition.partitionMaxBytes = 1 << 20
    var wanted = FetchRequest.Topic()
    if version >= 13 { wanted.topicId = topicID } else { wanted.topic = topic }
    wanted.partitions = [partition]
    var request = FetchRequest()
    request.maxWaitMs = 10
    request.minBytes = 0
    request.topics = [wanted]
    return request
  }

  private func listOffsets() -> any KafkaRequest {
    var partition = ListOffsetsRequest.Partition()
    partition.timestamp = -1
    var wanted = ListOffsetsRequest.Topic()
    wanted.name = topic
    wanted.partitions = [partition]
    var request = ListOffsetsRequest()
    request.replicaId = -1
    request.topics = [wanted]
    return request
  }

  private func deleteRecords() -> any KafkaRequest {
    var wanted = DeleteRecordsRequest.Topic()
    wanted.name = topic
    wanted.partitions = [DeleteRecordsRequest.Partition()]
    var request = DeleteRecordsRequest()
    request.topics = [wanted]
    request.timeoutMs = 5_000
    return request
  }

  private func initProducerID() -> any KafkaRequest {
    var request = InitProducerIdRequest()
    request.transactionalId = nil
    request.transactionTimeoutMs = 60_000
    return request
  }

  // MARK: Topics

  private func metadata(_ version: Int16) -> any KafkaRequest {
    var wanted = MetadataRequest.Topic()
    wanted.name = topic
    var request = MetadataRequest()
    request.topics = version == 0 ? [] : [wanted]
    return request
  }

  private func createTopics() -> any KafkaRequest {
    var wanted = CreateTopicsRequest.CreatableTopic()
    wanted.name = "never-made"
    wanted.numPartitions = 1
    wanted.replicationFactor = 1
    var request = CreateTopicsRequest()
    request.topics = [wanted]
    request.validateOnly = true
    return request
  }

  private func deleteTopics(_ version: Int16) -> any KafkaRequest {
    var request = DeleteTopicsRequest()
    request.timeoutMs = 5_000
    if version >= 6 {
      var wanted = DeleteTopicsRequest.DeleteTopicState()
      wanted.name = "never-made"
      request.topics = [wanted]
    } else {
      request.topicNames = ["never-made"]
    }
    return request
  }

  private func createPartitions() -> any KafkaRequest {
    var wanted = CreatePartitionsRequest.Topic()
    wanted.name = topic
    wanted.count = 50
    wanted.assignments = nil
    var request = CreatePartitionsRequest()
    request.topics = [wanted]
    request.timeoutMs = 5_000
    request.validateOnly = true
    return request
  }

  private func describeTopicPartitions() -> any KafkaRequest {
    var wanted = DescribeTopicPartitionsRequest.TopicRequest()
    wanted.name = topic
    var request = DescribeTopicPartitionsRequest()
    request.topics = [wanted]
    return request
  }

  private func electLeaders() -> any KafkaRequest {
    var wanted = ElectLeadersRequest.TopicPartitions()
    wanted.topic = topic
    wanted.partitions = [0]
    var request = ElectLeadersRequest()
    request.topicPartitions = [wanted]
    return request
  }

  // MARK: Groups

  private func offsetFetch(_ version: Int16) -> any KafkaRequest {
    var request = OffsetFetchRequest()
    if version >= 8 {
      var group = OffsetFetchRequest.Group()
      group.groupId = "nobody"
      group.topics = nil
      request.groups = [group]
    } else {
      request.groupId = "nobody"
    }
    return request
  }

  private func findCoordinator(_ version: Int16) -> any KafkaRequest {
    var request = FindCoordinatorRequest()
    if version >= 4 { request.coordinatorKeys = ["nobody"] } else { request.key = "nobody" }
    return request
  }

  private func describeGroups() -> any KafkaRequest {
    var request = DescribeGroupsRequest()
    request.groups = ["nobody"]
    return request
  }

  // MARK: The cluster

  private func describeConfigs() -> any KafkaRequest {
    var wanted = DescribeConfigsRequest.Resource()
    wanted.resourceType = 2
    wanted.resourceName = topic
    wanted.configurationKeys = nil
    var request = DescribeConfigsRequest()
    request.resources = [wanted]
    return request
  }

  private func describeLogDirs() -> any KafkaRequest {
    var request = DescribeLogDirsRequest()
    request.topics = nil
    return request
  }

  private func describeAcls() -> any KafkaRequest {
    var request = DescribeAclsRequest()
    request.resourceTypeFilter = 1
    request.resourceNameFilter = nil
    request.principalFilter = nil
    request.hostFilter = nil
    request.operation = 1
    request.permissionType = 1
    return request
  }

  private func describeQuorum() -> any KafkaRequest {
    var wanted = DescribeQuorumRequest.TopicData()
    wanted.topicName = "__cluster_metadata"
    wanted.partitions = [DescribeQuorumRequest.PartitionData()]
    var request = DescribeQuorumRequest()
    request.topics = [wanted]
    return request
  }

  private func saslHandshake() -> any KafkaRequest {
    var request = SaslHandshakeRequest()
    request.mechanism = "PLAIN"
    return request
  }

  private func apiVersions(_ version: Int16) -> any KafkaRequest {
    var request = ApiVersionsRequest()
    if version >= 3 {
      request.clientSoftwareName = "koperator"
      request.clientSoftwareVersion = "1"
    }
    return request
  }

  private func unregisterBroker() -> any KafkaRequest {
    var request = UnregisterBrokerRequest()
    request.brokerId = nobody
    return request
  }

  private func alterPartition() -> any KafkaRequest {
    var request = AlterPartitionRequest()
    request.brokerId = nobody
    return request
  }

  private func heartbeat() -> any KafkaRequest {
    var request = BrokerHeartbeatRequest()
    request.brokerId = nobody
    return request
  }

  private func registration() -> any KafkaRequest {
    var request = BrokerRegistrationRequest()
    request.brokerId = nobody
    request.clusterId = "another-cluster"
    return request
  }

  private func allocate() -> any KafkaRequest {
    var request = AllocateProducerIdsRequest()
    request.brokerId = nobody
    return request
  }
}
