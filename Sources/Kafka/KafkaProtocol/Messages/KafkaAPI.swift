// Made by proto/generate from the definitions in proto. Changes go there.

/// The APIs that the tables have.
public enum KafkaAPI {
  /// The APIs, by their numbers.
  public static let all: [ApiKey] = [
    ApiKey(rawValue: 0),
    ApiKey(rawValue: 1),
    ApiKey(rawValue: 2),
    ApiKey(rawValue: 3),
    ApiKey(rawValue: 8),
    ApiKey(rawValue: 9),
    ApiKey(rawValue: 10),
    ApiKey(rawValue: 11),
    ApiKey(rawValue: 12),
    ApiKey(rawValue: 13),
    ApiKey(rawValue: 14),
    ApiKey(rawValue: 15),
    ApiKey(rawValue: 16),
    ApiKey(rawValue: 17),
    ApiKey(rawValue: 18),
    ApiKey(rawValue: 19),
    ApiKey(rawValue: 20),
    ApiKey(rawValue: 21),
    ApiKey(rawValue: 22),
    ApiKey(rawValue: 23),
    ApiKey(rawValue: 29),
    ApiKey(rawValue: 30),
    ApiKey(rawValue: 31),
    ApiKey(rawValue: 32),
    ApiKey(rawValue: 33),
    ApiKey(rawValue: 34),
    ApiKey(rawValue: 35),
    ApiKey(rawValue: 36),
    ApiKey(rawValue: 37),
    ApiKey(rawValue: 42),
    ApiKey(rawValue: 43),
    ApiKey(rawValue: 44),
    ApiKey(rawValue: 45),
    ApiKey(rawValue: 46),
    ApiKey(rawValue: 47),
    ApiKey(rawValue: 48),
    ApiKey(rawValue: 49),
    ApiKey(rawValue: 50),
    ApiKey(rawValue: 51),
    ApiKey(rawValue: 55),
    ApiKey(rawValue: 56),
    ApiKey(rawValue: 57),
    ApiKey(rawValue: 60),
    ApiKey(rawValue: 62),
    ApiKey(rawValue: 63),
    ApiKey(rawValue: 64),
    ApiKey(rawValue: 67),
    ApiKey(rawValue: 74),
    ApiKey(rawValue: 75),
    ApiKey(rawValue: 80),
    ApiKey(rawValue: 81),
  ]

  /// The versions of a request that can be read and written; nil for an API that the tables do not have.
  public static func versions(of api: ApiKey) -> ClosedRange<Int16>? {
    switch api.rawValue {
    case 0: 3...13
    case 1: 4...18
    case 2: 1...11
    case 3: 0...13
    case 8: 2...10
    case 9: 1...10
    case 10: 0...6
    case 11: 0...9
    case 12: 0...4
    case 13: 0...5
    case 14: 0...5
    case 15: 0...6
    case 16: 0...5
    case 17: 0...1
    case 18: 0...4
    case 19: 2...7
    case 20: 1...6
    case 21: 0...2
    case 22: 0...6
    case 23: 2...4
    case 29: 1...3
    case 30: 1...3
    case 31: 1...3
    case 32: 1...4
    case 33: 0...2
    case 34: 1...2
    case 35: 1...5
    case 36: 0...2
    case 37: 0...3
    case 42: 0...2
    case 43: 0...2
    case 44: 0...1
    case 45: 0...1
    case 46: 0...0
    case 47: 0...0
    case 48: 0...1
    case 49: 0...1
    case 50: 0...0
    case 51: 0...0
    case 55: 0...2
    case 56: 2...3
    case 57: 0...2
    case 60: 0...2
    case 62: 0...4
    case 63: 0...2
    case 64: 0...0
    case 67: 0...0
    case 74: 0...1
    case 75: 0...0
    case 80: 0...1
    case 81: 0...0
    default: nil
    }
  }

  /// The versions that a broker of Kafka 4.3 says it takes; nil where it does not say it has the API.
  public static func advertisedVersions(of api: ApiKey) -> ClosedRange<Int16>? {
    switch api.rawValue {
    case 0: 0...13
    case 1: 4...18
    case 2: 1...11
    case 3: 0...13
    case 8: 2...10
    case 9: 1...10
    case 10: 0...6
    case 11: 0...9
    case 12: 0...4
    case 13: 0...5
    case 14: 0...5
    case 15: 0...6
    case 16: 0...5
    case 17: 0...1
    case 18: 0...4
    case 19: 2...7
    case 20: 1...6
    case 21: 0...2
    case 22: 0...5
    case 23: 2...4
    case 29: 1...3
    case 30: 1...3
    case 31: 1...3
    case 32: 1...4
    case 33: 0...2
    case 34: 1...2
    case 35: 1...5
    case 36: 0...2
    case 37: 0...3
    case 42: 0...2
    case 43: 0...2
    case 44: 0...1
    case 45: 0...1
    case 46: 0...0
    case 47: 0...0
    case 48: 0...1
    case 49: 0...1
    case 50: 0...0
    case 51: 0...0
    case 55: 0...2
    case 57: 0...2
    case 60: 0...2
    case 64: 0...0
    case 74: 0...1
    case 75: 0...0
    case 80: 0...1
    case 81: 0...0
    default: nil
    }
  }

  /// Whether a version of an API has compact lengths and tagged fields.
  public static func isFlexible(_ api: ApiKey, _ version: Int16) -> Bool {
    switch api.rawValue {
    case 0: ProduceRequest.isFlexible(version)
    case 1: FetchRequest.isFlexible(version)
    case 2: ListOffsetsRequest.isFlexible(version)
    case 3: MetadataRequest.isFlexible(version)
    case 8: OffsetCommitRequest.isFlexible(version)
    case 9: OffsetFetchRequest.isFlexible(version)
    case 10: FindCoordinatorRequest.isFlexible(version)
    case 11: JoinGroupRequest.isFlexible(version)
    case 12: HeartbeatRequest.isFlexible(version)
    case 13: LeaveGroupRequest.isFlexible(version)
    case 14: SyncGroupRequest.isFlexible(version)
    case 15: DescribeGroupsRequest.isFlexible(version)
    case 16: ListGroupsRequest.isFlexible(version)
    case 17: SaslHandshakeRequest.isFlexible(version)
    case 18: ApiVersionsRequest.isFlexible(version)
    case 19: CreateTopicsRequest.isFlexible(version)
    case 20: DeleteTopicsRequest.isFlexible(version)
    case 21: DeleteRecordsRequest.isFlexible(version)
    case 22: InitProducerIdRequest.isFlexible(version)
    case 23: OffsetForLeaderEpochRequest.isFlexible(version)
    case 29: DescribeAclsRequest.isFlexible(version)
    case 30: CreateAclsRequest.isFlexible(version)
    case 31: DeleteAclsRequest.isFlexible(version)
    case 32: DescribeConfigsRequest.isFlexible(version)
    case 33: AlterConfigsRequest.isFlexible(version)
    case 34: AlterReplicaLogDirsRequest.isFlexible(version)
    case 35: DescribeLogDirsRequest.isFlexible(version)
    case 36: SaslAuthenticateRequest.isFlexible(version)
    case 37: CreatePartitionsRequest.isFlexible(version)
    case 42: DeleteGroupsRequest.isFlexible(version)
    case 43: ElectLeadersRequest.isFlexible(version)
    case 44: IncrementalAlterConfigsRequest.isFlexible(version)
    case 45: AlterPartitionReassignmentsRequest.isFlexible(version)
    case 46: ListPartitionReassignmentsRequest.isFlexible(version)
    case 47: OffsetDeleteRequest.isFlexible(version)
    case 48: DescribeClientQuotasRequest.isFlexible(version)
    case 49: AlterClientQuotasRequest.isFlexible(version)
    case 50: DescribeUserScramCredentialsRequest.isFlexible(version)
    case 51: AlterUserScramCredentialsRequest.isFlexible(version)
    case 55: DescribeQuorumRequest.isFlexible(version)
    case 56: AlterPartitionRequest.isFlexible(version)
    case 57: UpdateFeaturesRequest.isFlexible(version)
    case 60: DescribeClusterRequest.isFlexible(version)
    case 62: BrokerRegistrationRequest.isFlexible(version)
    case 63: BrokerHeartbeatRequest.isFlexible(version)
    case 64: UnregisterBrokerRequest.isFlexible(version)
    case 67: AllocateProducerIdsRequest.isFlexible(version)
    case 74: ListConfigResourcesRequest.isFlexible(version)
    case 75: DescribeTopicPartitionsRequest.isFlexible(version)
    case 80: AddRaftVoterRequest.isFlexible(version)
    case 81: RemoveRaftVoterRequest.isFlexible(version)
    default: false
    }
  }

  /// A request of any API with all fields at their defaults; nil for an API that the tables do not have.
  public static func emptyRequest(_ api: ApiKey) -> (any KafkaRequest)? {
    switch api.rawValue {
    case 0: ProduceRequest()
    case 1: FetchRequest()
    case 2: ListOffsetsRequest()
    case 3: MetadataRequest()
    case 8: OffsetCommitRequest()
    case 9: OffsetFetchRequest()
    case 10: FindCoordinatorRequest()
    case 11: JoinGroupRequest()
    case 12: HeartbeatRequest()
    case 13: LeaveGroupRequest()
    case 14: SyncGroupRequest()
    case 15: DescribeGroupsRequest()
    case 16: ListGroupsRequest()
    case 17: SaslHandshakeRequest()
    case 18: ApiVersionsRequest()
    case 19: CreateTopicsRequest()
    case 20: DeleteTopicsRequest()
    case 21: DeleteRecordsRequest()
    case 22: InitProducerIdRequest()
    case 23: OffsetForLeaderEpochRequest()
    case 29: DescribeAclsRequest()
    case 30: CreateAclsRequest()
    case 31: DeleteAclsRequest()
    case 32: DescribeConfigsRequest()
    case 33: AlterConfigsRequest()
    case 34: AlterReplicaLogDirsRequest()
    case 35: DescribeLogDirsRequest()
    case 36: SaslAuthenticateRequest()
    case 37: CreatePartitionsRequest()
    case 42: DeleteGroupsRequest()
    case 43: ElectLeadersRequest()
    case 44: IncrementalAlterConfigsRequest()
    case 45: AlterPartitionReassignmentsRequest()
    case 46: ListPartitionReassignmentsRequest()
    case 47: OffsetDeleteRequest()
    case 48: DescribeClientQuotasRequest()
    case 49: AlterClientQuotasRequest()
    case 50: DescribeUserScramCredentialsRequest()
    case 51: AlterUserScramCredentialsRequest()
    case 55: DescribeQuorumRequest()
    case 56: AlterPartitionRequest()
    case 57: UpdateFeaturesRequest()
    case 60: DescribeClusterRequest()
    case 62: BrokerRegistrationRequest()
    case 63: BrokerHeartbeatRequest()
    case 64: UnregisterBrokerRequest()
    case 67: AllocateProducerIdsRequest()
    case 74: ListConfigResourcesRequest()
    case 75: DescribeTopicPartitionsRequest()
    case 80: AddRaftVoterRequest()
    case 81: RemoveRaftVoterRequest()
    default: nil
    }
  }

  /// Reads a request of any API; what follows it is passed over.
  ///
  /// - Throws: `CodecError`, also for an API or a version that the tables do not have.
  public static func decodeRequest(_ api: ApiKey, version: Int16, _ bytes: ArraySlice<UInt8>) throws(CodecError)
    -> any KafkaRequest
  {
    switch api.rawValue {
    case 0: try ProduceRequest.decodePrefix(bytes, version: version)
    case 1: try FetchRequest.decodePrefix(bytes, version: version)
    case 2: try ListOffsetsRequest.decodePrefix(bytes, version: version)
    case 3: try MetadataRequest.decodePrefix(bytes, version: version)
    case 8: try OffsetCommitRequest.decodePrefix(bytes, version: version)
    case 9: try OffsetFetchRequest.decodePrefix(bytes, version: version)
    case 10: try FindCoordinatorRequest.decodePrefix(bytes, version: version)
    case 11: try JoinGroupRequest.decodePrefix(bytes, version: version)
    case 12: try HeartbeatRequest.decodePrefix(bytes, version: version)
    case 13: try LeaveGroupRequest.decodePrefix(bytes, version: version)
    case 14: try SyncGroupRequest.decodePrefix(bytes, version: version)
    case 15: try DescribeGroupsRequest.decodePrefix(bytes, version: version)
    case 16: try ListGroupsRequest.decodePrefix(bytes, version: version)
    case 17: try SaslHandshakeRequest.decodePrefix(bytes, version: version)
    case 18: try ApiVersionsRequest.decodePrefix(bytes, version: version)
    case 19: try CreateTopicsRequest.decodePrefix(bytes, version: version)
    case 20: try DeleteTopicsRequest.decodePrefix(bytes, version: version)
    case 21: try DeleteRecordsRequest.decodePrefix(bytes, version: version)
    case 22: try InitProducerIdRequest.decodePrefix(bytes, version: version)
    case 23: try OffsetForLeaderEpochRequest.decodePrefix(bytes, version: version)
    case 29: try DescribeAclsRequest.decodePrefix(bytes, version: version)
    case 30: try CreateAclsRequest.decodePrefix(bytes, version: version)
    case 31: try DeleteAclsRequest.decodePrefix(bytes, version: version)
    case 32: try DescribeConfigsRequest.decodePrefix(bytes, version: version)
    case 33: try AlterConfigsRequest.decodePrefix(bytes, version: version)
    case 34: try AlterReplicaLogDirsRequest.decodePrefix(bytes, version: version)
    case 35: try DescribeLogDirsRequest.decodePrefix(bytes, version: version)
    case 36: try SaslAuthenticateRequest.decodePrefix(bytes, version: version)
    case 37: try CreatePartitionsRequest.decodePrefix(bytes, version: version)
    case 42: try DeleteGroupsRequest.decodePrefix(bytes, version: version)
    case 43: try ElectLeadersRequest.decodePrefix(bytes, version: version)
    case 44: try IncrementalAlterConfigsRequest.decodePrefix(bytes, version: version)
    case 45: try AlterPartitionReassignmentsRequest.decodePrefix(bytes, version: version)
    case 46: try ListPartitionReassignmentsRequest.decodePrefix(bytes, version: version)
    case 47: try OffsetDeleteRequest.decodePrefix(bytes, version: version)
    case 48: try DescribeClientQuotasRequest.decodePrefix(bytes, version: version)
    case 49: try AlterClientQuotasRequest.decodePrefix(bytes, version: version)
    case 50: try DescribeUserScramCredentialsRequest.decodePrefix(bytes, version: version)
    case 51: try AlterUserScramCredentialsRequest.decodePrefix(bytes, version: version)
    case 55: try DescribeQuorumRequest.decodePrefix(bytes, version: version)
    case 56: try AlterPartitionRequest.decodePrefix(bytes, version: version)
    case 57: try UpdateFeaturesRequest.decodePrefix(bytes, version: version)
    case 60: try DescribeClusterRequest.decodePrefix(bytes, version: version)
    case 62: try BrokerRegistrationRequest.decodePrefix(bytes, version: version)
    case 63: try BrokerHeartbeatRequest.decodePrefix(bytes, version: version)
    case 64: try UnregisterBrokerRequest.decodePrefix(bytes, version: version)
    case 67: try AllocateProducerIdsRequest.decodePrefix(bytes, version: version)
    case 74: try ListConfigResourcesRequest.decodePrefix(bytes, version: version)
    case 75: try DescribeTopicPartitionsRequest.decodePrefix(bytes, version: version)
    case 80: try AddRaftVoterRequest.decodePrefix(bytes, version: version)
    case 81: try RemoveRaftVoterRequest.decodePrefix(bytes, version: version)
    default: throw CodecError(.unsupportedVersion, "the tables do not have the API", object: "\(api)")
    }
  }

  /// Reads a response of any API.
  ///
  /// - Throws: `CodecError`, also for an API or a version that the tables do not have.
  public static func decodeResponse(_ api: ApiKey, version: Int16, _ bytes: ArraySlice<UInt8>) throws(CodecError)
    -> any KafkaResponse
  {
    switch api.rawValue {
    case 0: try ProduceResponse.decode(bytes, version: version)
    case 1: try FetchResponse.decode(bytes, version: version)
    case 2: try ListOffsetsResponse.decode(bytes, version: version)
    case 3: try MetadataResponse.decode(bytes, version: version)
    case 8: try OffsetCommitResponse.decode(bytes, version: version)
    case 9: try OffsetFetchResponse.decode(bytes, version: version)
    case 10: try FindCoordinatorResponse.decode(bytes, version: version)
    case 11: try JoinGroupResponse.decode(bytes, version: version)
    case 12: try HeartbeatResponse.decode(bytes, version: version)
    case 13: try LeaveGroupResponse.decode(bytes, version: version)
    case 14: try SyncGroupResponse.decode(bytes, version: version)
    case 15: try DescribeGroupsResponse.decode(bytes, version: version)
    case 16: try ListGroupsResponse.decode(bytes, version: version)
    case 17: try SaslHandshakeResponse.decode(bytes, version: version)
    case 18: try ApiVersionsResponse.decode(bytes, version: version)
    case 19: try CreateTopicsResponse.decode(bytes, version: version)
    case 20: try DeleteTopicsResponse.decode(bytes, version: version)
    case 21: try DeleteRecordsResponse.decode(bytes, version: version)
    case 22: try InitProducerIdResponse.decode(bytes, version: version)
    case 23: try OffsetForLeaderEpochResponse.decode(bytes, version: version)
    case 29: try DescribeAclsResponse.decode(bytes, version: version)
    case 30: try CreateAclsResponse.decode(bytes, version: version)
    case 31: try DeleteAclsResponse.decode(bytes, version: version)
    case 32: try DescribeConfigsResponse.decode(bytes, version: version)
    case 33: try AlterConfigsResponse.decode(bytes, version: version)
    case 34: try AlterReplicaLogDirsResponse.decode(bytes, version: version)
    case 35: try DescribeLogDirsResponse.decode(bytes, version: version)
    case 36: try SaslAuthenticateResponse.decode(bytes, version: version)
    case 37: try CreatePartitionsResponse.decode(bytes, version: version)
    case 42: try DeleteGroupsResponse.decode(bytes, version: version)
    case 43: try ElectLeadersResponse.decode(bytes, version: version)
    case 44: try IncrementalAlterConfigsResponse.decode(bytes, version: version)
    case 45: try AlterPartitionReassignmentsResponse.decode(bytes, version: version)
    case 46: try ListPartitionReassignmentsResponse.decode(bytes, version: version)
    case 47: try OffsetDeleteResponse.decode(bytes, version: version)
    case 48: try DescribeClientQuotasResponse.decode(bytes, version: version)
    case 49: try AlterClientQuotasResponse.decode(bytes, version: version)
    case 50: try DescribeUserScramCredentialsResponse.decode(bytes, version: version)
    case 51: try AlterUserScramCredentialsResponse.decode(bytes, version: version)
    case 55: try DescribeQuorumResponse.decode(bytes, version: version)
    case 56: try AlterPartitionResponse.decode(bytes, version: version)
    case 57: try UpdateFeaturesResponse.decode(bytes, version: version)
    case 60: try DescribeClusterResponse.decode(bytes, version: version)
    case 62: try BrokerRegistrationResponse.decode(bytes, version: version)
    case 63: try BrokerHeartbeatResponse.decode(bytes, version: version)
    case 64: try UnregisterBrokerResponse.decode(bytes, version: version)
    case 67: try AllocateProducerIdsResponse.decode(bytes, version: version)
    case 74: try ListConfigResourcesResponse.decode(bytes, version: version)
    case 75: try DescribeTopicPartitionsResponse.decode(bytes, version: version)
    case 80: try AddRaftVoterResponse.decode(bytes, version: version)
    case 81: try RemoveRaftVoterResponse.decode(bytes, version: version)
    default: throw CodecError(.unsupportedVersion, "the tables do not have the API", object: "\(api)")
    }
  }
}
