// Made by proto/generate from the definitions in proto. Changes go there.

extension ApiKey {
  /// Kafka's `Produce`.
  public static let produce = ApiKey(rawValue: 0)
  /// Kafka's `Fetch`.
  public static let fetch = ApiKey(rawValue: 1)
  /// Kafka's `ListOffsets`.
  public static let listOffsets = ApiKey(rawValue: 2)
  /// Kafka's `Metadata`.
  public static let metadata = ApiKey(rawValue: 3)
  /// Kafka's `OffsetCommit`.
  public static let offsetCommit = ApiKey(rawValue: 8)
  /// Kafka's `OffsetFetch`.
  public static let offsetFetch = ApiKey(rawValue: 9)
  /// Kafka's `FindCoordinator`.
  public static let findCoordinator = ApiKey(rawValue: 10)
  /// Kafka's `JoinGroup`.
  public static let joinGroup = ApiKey(rawValue: 11)
  /// Kafka's `Heartbeat`.
  public static let heartbeat = ApiKey(rawValue: 12)
  /// Kafka's `LeaveGroup`.
  public static let leaveGroup = ApiKey(rawValue: 13)
  /// Kafka's `SyncGroup`.
  public static let syncGroup = ApiKey(rawValue: 14)
  /// Kafka's `DescribeGroups`.
  public static let describeGroups = ApiKey(rawValue: 15)
  /// Kafka's `ListGroups`.
  public static let listGroups = ApiKey(rawValue: 16)
  /// Kafka's `SaslHandshake`.
  public static let saslHandshake = ApiKey(rawValue: 17)
  /// Kafka's `ApiVersions`.
  public static let apiVersions = ApiKey(rawValue: 18)
  /// Kafka's `CreateTopics`.
  public static let createTopics = ApiKey(rawValue: 19)
  /// Kafka's `DeleteTopics`.
  public static let deleteTopics = ApiKey(rawValue: 20)
  /// Kafka's `DeleteRecords`.
  public static let deleteRecords = ApiKey(rawValue: 21)
  /// Kafka's `InitProducerId`.
  public static let initProducerId = ApiKey(rawValue: 22)
  /// Kafka's `OffsetForLeaderEpoch`.
  public static let offsetForLeaderEpoch = ApiKey(rawValue: 23)
  /// Kafka's `DescribeAcls`.
  public static let describeAcls = ApiKey(rawValue: 29)
  /// Kafka's `CreateAcls`.
  public static let createAcls = ApiKey(rawValue: 30)
  /// Kafka's `DeleteAcls`.
  public static let deleteAcls = ApiKey(rawValue: 31)
  /// Kafka's `DescribeConfigs`.
  public static let describeConfigs = ApiKey(rawValue: 32)
  /// Kafka's `AlterConfigs`.
  public static let alterConfigs = ApiKey(rawValue: 33)
  /// Kafka's `AlterReplicaLogDirs`.
  public static let alterReplicaLogDirs = ApiKey(rawValue: 34)
  /// Kafka's `DescribeLogDirs`.
  public static let describeLogDirs = ApiKey(rawValue: 35)
  /// Kafka's `SaslAuthenticate`.
  public static let saslAuthenticate = ApiKey(rawValue: 36)
  /// Kafka's `CreatePartitions`.
  public static let createPartitions = ApiKey(rawValue: 37)
  /// Kafka's `DeleteGroups`.
  public static let deleteGroups = ApiKey(rawValue: 42)
  /// Kafka's `ElectLeaders`.
  public static let electLeaders = ApiKey(rawValue: 43)
  /// Kafka's `IncrementalAlterConfigs`.
  public static let incrementalAlterConfigs = ApiKey(rawValue: 44)
  /// Kafka's `AlterPartitionReassignments`.
  public static let alterPartitionReassignments = ApiKey(rawValue: 45)
  /// Kafka's `ListPartitionReassignments`.
  public static let listPartitionReassignments = ApiKey(rawValue: 46)
  /// Kafka's `OffsetDelete`.
  public static let offsetDelete = ApiKey(rawValue: 47)
  /// Kafka's `DescribeClientQuotas`.
  public static let describeClientQuotas = ApiKey(rawValue: 48)
  /// Kafka's `AlterClientQuotas`.
  public static let alterClientQuotas = ApiKey(rawValue: 49)
  /// Kafka's `DescribeUserScramCredentials`.
  public static let describeUserScramCredentials = ApiKey(rawValue: 50)
  /// Kafka's `AlterUserScramCredentials`.
  public static let alterUserScramCredentials = ApiKey(rawValue: 51)
  /// Kafka's `DescribeQuorum`.
  public static let describeQuorum = ApiKey(rawValue: 55)
  /// Kafka's `AlterPartition`.
  public static let alterPartition = ApiKey(rawValue: 56)
  /// Kafka's `UpdateFeatures`.
  public static let updateFeatures = ApiKey(rawValue: 57)
  /// Kafka's `DescribeCluster`.
  public static let describeCluster = ApiKey(rawValue: 60)
  /// Kafka's `BrokerRegistration`.
  public static let brokerRegistration = ApiKey(rawValue: 62)
  /// Kafka's `BrokerHeartbeat`.
  public static let brokerHeartbeat = ApiKey(rawValue: 63)
  /// Kafka's `UnregisterBroker`.
  public static let unregisterBroker = ApiKey(rawValue: 64)
  /// Kafka's `AllocateProducerIds`.
  public static let allocateProducerIds = ApiKey(rawValue: 67)
  /// Kafka's `ListConfigResources`.
  public static let listConfigResources = ApiKey(rawValue: 74)
  /// Kafka's `DescribeTopicPartitions`.
  public static let describeTopicPartitions = ApiKey(rawValue: 75)
  /// Kafka's `AddRaftVoter`.
  public static let addRaftVoter = ApiKey(rawValue: 80)
  /// Kafka's `RemoveRaftVoter`.
  public static let removeRaftVoter = ApiKey(rawValue: 81)

  /// Kafka's name of the API; nil for one that the tables do not have.
  public var name: String? {
    switch rawValue {
    case 0: "Produce"
    case 1: "Fetch"
    case 2: "ListOffsets"
    case 3: "Metadata"
    case 8: "OffsetCommit"
    case 9: "OffsetFetch"
    case 10: "FindCoordinator"
    case 11: "JoinGroup"
    case 12: "Heartbeat"
    case 13: "LeaveGroup"
    case 14: "SyncGroup"
    case 15: "DescribeGroups"
    case 16: "ListGroups"
    case 17: "SaslHandshake"
    case 18: "ApiVersions"
    case 19: "CreateTopics"
    case 20: "DeleteTopics"
    case 21: "DeleteRecords"
    case 22: "InitProducerId"
    case 23: "OffsetForLeaderEpoch"
    case 29: "DescribeAcls"
    case 30: "CreateAcls"
    case 31: "DeleteAcls"
    case 32: "DescribeConfigs"
    case 33: "AlterConfigs"
    case 34: "AlterReplicaLogDirs"
    case 35: "DescribeLogDirs"
    case 36: "SaslAuthenticate"
    case 37: "CreatePartitions"
    case 42: "DeleteGroups"
    case 43: "ElectLeaders"
    case 44: "IncrementalAlterConfigs"
    case 45: "AlterPartitionReassignments"
    case 46: "ListPartitionReassignments"
    case 47: "OffsetDelete"
    case 48: "DescribeClientQuotas"
    case 49: "AlterClientQuotas"
    case 50: "DescribeUserScramCredentials"
    case 51: "AlterUserScramCredentials"
    case 55: "DescribeQuorum"
    case 56: "AlterPartition"
    case 57: "UpdateFeatures"
    case 60: "DescribeCluster"
    case 62: "BrokerRegistration"
    case 63: "BrokerHeartbeat"
    case 64: "UnregisterBroker"
    case 67: "AllocateProducerIds"
    case 74: "ListConfigResources"
    case 75: "DescribeTopicPartitions"
    case 80: "AddRaftVoter"
    case 81: "RemoveRaftVoter"
    default: nil
    }
  }
}
