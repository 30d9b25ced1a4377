// Made by proto/generate from the definitions in proto. Changes go there.

import JSON
import KafkaProtocol

/// The types of all messages that vectors can be of.
let convertibleMessages: [String: any ConvertibleMessage.Type] = [
  "AddRaftVoterRequest": AddRaftVoterRequest.self,
  "AddRaftVoterResponse": AddRaftVoterResponse.self,
  "AllocateProducerIdsRequest": AllocateProducerIdsRequest.self,
  "AllocateProducerIdsResponse": AllocateProducerIdsResponse.self,
  "AlterClientQuotasRequest": AlterClientQuotasRequest.self,
  "AlterClientQuotasResponse": AlterClientQuotasResponse.self,
  "AlterConfigsRequest": AlterConfigsRequest.self,
  "AlterConfigsResponse": AlterConfigsResponse.self,
  "AlterPartitionRequest": AlterPartitionRequest.self,
  "AlterPartitionResponse": AlterPartitionResponse.self,
  "AlterPartitionReassignmentsRequest": AlterPartitionReassignmentsRequest.self,
  "AlterPartitionReassignmentsResponse": AlterPartitionReassignmentsResponse.self,
  "AlterReplicaLogDirsRequest": AlterReplicaLogDirsRequest.self,
  "AlterReplicaLogDirsResponse": AlterReplicaLogDirsResponse.self,
  "AlterUserScramCredentialsRequest": AlterUserScramCredentialsRequest.self,
  "AlterUserScramCredentialsResponse": AlterUserScramCredentialsResponse.self,
  "ApiVersionsRequest": ApiVersionsRequest.self,
  "ApiVersionsResponse": ApiVersionsResponse.self,
  "BrokerHeartbeatRequest": BrokerHeartbeatRequest.self,
  "BrokerHeartbeatResponse": BrokerHeartbeatResponse.self,
  "BrokerRegistrationRequest": BrokerRegistrationRequest.self,
  "BrokerRegistrationResponse": BrokerRegistrationResponse.self,
  "CreateAclsRequest": CreateAclsRequest.self,
  "CreateAclsResponse": CreateAclsResponse.self,
  "CreatePartitionsRequest": CreatePartitionsRequest.self,
  "CreatePartitionsResponse": CreatePartitionsResponse.self,
  "CreateTopicsRequest": CreateTopicsRequest.self,
  "CreateTopicsResponse": CreateTopicsResponse.self,
  "DeleteAclsRequest": DeleteAclsRequest.self,
  "DeleteAclsResponse": DeleteAclsResponse.self,
  "DeleteGroupsRequest": DeleteGroupsRequest.self,
  "DeleteGroupsResponse": DeleteGroupsResponse.self,
  "DeleteRecordsRequest": DeleteRecordsRequest.self,
  "DeleteRecordsResponse": DeleteRecordsResponse.self,
  "DeleteTopicsRequest": DeleteTopicsRequest.self,
  "DeleteTopicsResponse": DeleteTopicsResponse.self,
  "DescribeAclsRequest": DescribeAclsRequest.self,
  "DescribeAclsResponse": DescribeAclsResponse.self,
  "DescribeClientQuotasRequest": DescribeClientQuotasRequest.self,
  "DescribeClientQuotasResponse": DescribeClientQuotasResponse.self,
  "DescribeClusterRequest": DescribeClusterRequest.self,
  "DescribeClusterResponse": DescribeClusterResponse.self,
  "DescribeConfigsRequest": DescribeConfigsRequest.self,
  "DescribeConfigsResponse": DescribeConfigsResponse.self,
  "DescribeGroupsRequest": DescribeGroupsRequest.self,
  "DescribeGroupsResponse": DescribeGroupsResponse.self,
  "DescribeLogDirsRequest": DescribeLogDirsRequest.self,
  "DescribeLogDirsResponse": DescribeLogDirsResponse.self,
  "DescribeQuorumRequest": DescribeQuorumRequest.self,
  "DescribeQuorumResponse": DescribeQuorumResponse.self,
  "DescribeTopicPartitionsRequest": DescribeTopicPartitionsRequest.self,
  "DescribeTopicPartitionsResponse": DescribeTopicPartitionsResponse.self,
  "DescribeUserScramCredentialsRequest": DescribeUserScramCredentialsRequest.self,
  "DescribeUserScramCredentialsResponse": DescribeUserScramCredentialsResponse.self,
  "ElectLeadersRequest": ElectLeadersRequest.self,
  "ElectLeadersResponse": ElectLeadersResponse.self,
  "FetchRequest": FetchRequest.self,
  "FetchResponse": FetchResponse.self,
  "FindCoordinatorRequest": FindCoordinatorRequest.self,
  "FindCoordinatorResponse": FindCoordinatorResponse.self,
  "HeartbeatRequest": HeartbeatRequest.self,
  "HeartbeatResponse": HeartbeatResponse.self,
  "IncrementalAlterConfigsRequest": IncrementalAlterConfigsRequest.self,
  "IncrementalAlterConfigsResponse": IncrementalAlterConfigsResponse.self,
  "InitProducerIdRequest": InitProducerIdRequest.self,
  "InitProducerIdResponse": InitProducerIdResponse.self,
  "JoinGroupRequest": JoinGroupRequest.self,
  "JoinGroupResponse": JoinGroupResponse.self,
  "LeaveGroupRequest": LeaveGroupRequest.self,
  "LeaveGroupResponse": LeaveGroupResponse.self,
  "ListConfigResourcesRequest": ListConfigResourcesRequest.self,
  "ListConfigResourcesResponse": ListConfigResourcesResponse.self,
  "ListGroupsRequest": ListGroupsRequest.self,
  "ListGroupsResponse": ListGroupsResponse.self,
  "ListOffsetsRequest": ListOffsetsRequest.self,
  "ListOffsetsResponse": ListOffsetsResponse.self,
  "ListPartitionReassignmentsRequest": ListPartitionReassignmentsRequest.self,
  "ListPartitionReassignmentsResponse": ListPartitionReassignmentsResponse.self,
  "MetadataRequest": MetadataRequest.self,
  "MetadataResponse": MetadataResponse.self,
  "OffsetCommitRequest": OffsetCommitRequest.self,
  "OffsetCommitResponse": OffsetCommitResponse.self,
  "OffsetDeleteRequest": OffsetDeleteRequest.self,
  "OffsetDeleteResponse": OffsetDeleteResponse.self,
  "OffsetFetchRequest": OffsetFetchRequest.self,
  "OffsetFetchResponse": OffsetFetchResponse.self,
  "OffsetForLeaderEpochRequest": OffsetForLeaderEpochRequest.self,
  "OffsetForLeaderEpochResponse": OffsetForLeaderEpochResponse.self,
  "ProduceRequest": ProduceRequest.self,
  "ProduceResponse": ProduceResponse.self,
  "RemoveRaftVoterRequest": RemoveRaftVoterRequest.self,
  "RemoveRaftVoterResponse": RemoveRaftVoterResponse.self,
  "SaslAuthenticateRequest": SaslAuthenticateRequest.self,
  "SaslAuthenticateResponse": SaslAuthenticateResponse.self,
  "SaslHandshakeRequest": SaslHandshakeRequest.self,
  "SaslHandshakeResponse": SaslHandshakeResponse.self,
  "SyncGroupRequest": SyncGroupRequest.self,
  "SyncGroupResponse": SyncGroupResponse.self,
  "UnregisterBrokerRequest": UnregisterBrokerRequest.self,
  "UnregisterBrokerResponse": UnregisterBrokerResponse.self,
  "UpdateFeaturesRequest": UpdateFeaturesRequest.self,
  "UpdateFeaturesResponse": UpdateFeaturesResponse.self,
]

extension AddRaftVoterRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("clusterId", clusterId, version)
    fields.add("timeoutMs", timeoutMs, version)
    fields.add("voterId", voterId, version)
    fields.add("voterDirectoryId", voterDirectoryId, version)
    fields.add("listeners", listeners, version)
    if version >= 1 {
      fields.add("ackWhenCommitted", ackWhenCommitted, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("clusterId", &clusterId, version)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.read("voterId", &voterId, version)
    try fields.read("voterDirectoryId", &voterDirectoryId, version)
    try fields.read("listeners", &listeners, version)
    try fields.read("ackWhenCommitted", &ackWhenCommitted, version)
    try fields.finish()
  }
}

extension AddRaftVoterRequest.Listener: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("host", host, version)
    fields.add("port", port, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.finish()
  }
}

extension AddRaftVoterResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension AllocateProducerIdsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("brokerId", brokerId, version)
    fields.add("brokerEpoch", brokerEpoch, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("brokerId", &brokerId, version)
    try fields.read("brokerEpoch", &brokerEpoch, version)
    try fields.finish()
  }
}

extension AllocateProducerIdsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("producerIdStart", producerIdStart, version)
    fields.add("producerIdLen", producerIdLen, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("producerIdStart", &producerIdStart, version)
    try fields.read("producerIdLen", &producerIdLen, version)
    try fields.finish()
  }
}

extension AlterClientQuotasRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("entries", entries, version)
    fields.add("validateOnly", validateOnly, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("entries", &entries, version)
    try fields.read("validateOnly", &validateOnly, version)
    try fields.finish()
  }
}

extension AlterClientQuotasRequest.EntryData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("entity", entity, version)
    fields.add("ops", ops, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("entity", &entity, version)
    try fields.read("ops", &ops, version)
    try fields.finish()
  }
}

extension AlterClientQuotasRequest.EntityData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("entityType", entityType, version)
    fields.add("entityName", entityName, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("entityType", &entityType, version)
    try fields.read("entityName", &entityName, version)
    try fields.finish()
  }
}

extension AlterClientQuotasRequest.OpData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("key", key, version)
    fields.add("value", value, version)
    fields.add("remove", remove, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("key", &key, version)
    try fields.read("value", &value, version)
    try fields.read("remove", &remove, version)
    try fields.finish()
  }
}

extension AlterClientQuotasResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("entries", entries, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("entries", &entries, version)
    try fields.finish()
  }
}

extension AlterClientQuotasResponse.EntryData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("entity", entity, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("entity", &entity, version)
    try fields.finish()
  }
}

extension AlterClientQuotasResponse.EntityData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("entityType", entityType, version)
    fields.add("entityName", entityName, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("entityType", &entityType, version)
    try fields.read("entityName", &entityName, version)
    try fields.finish()
  }
}

extension AlterConfigsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resources", resources, version)
    fields.add("validateOnly", validateOnly, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resources", &resources, version)
    try fields.read("validateOnly", &validateOnly, version)
    try fields.finish()
  }
}

extension AlterConfigsRequest.Resource: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    fields.add("configs", configs, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.read("configs", &configs, version)
    try fields.finish()
  }
}

extension AlterConfigsRequest.AlterableConfig: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("value", value, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("value", &value, version)
    try fields.finish()
  }
}

extension AlterConfigsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("responses", responses, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("responses", &responses, version)
    try fields.finish()
  }
}

extension AlterConfigsResponse.ResourceResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.finish()
  }
}

extension AlterPartitionRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("brokerId", brokerId, version)
    fields.add("brokerEpoch", brokerEpoch, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("brokerId", &brokerId, version)
    try fields.read("brokerEpoch", &brokerEpoch, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension AlterPartitionRequest.TopicData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topicId", topicId, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension AlterPartitionRequest.PartitionData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("leaderEpoch", leaderEpoch, version)
    if version <= 2 {
      fields.add("newIsr", newIsr, version)
    }
    if version >= 3 {
      fields.add("newIsrWithEpochs", newIsrWithEpochs, version)
    }
    fields.add("leaderRecoveryState", leaderRecoveryState, version)
    fields.add("partitionEpoch", partitionEpoch, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.read("newIsr", &newIsr, version)
    try fields.read("newIsrWithEpochs", &newIsrWithEpochs, version)
    try fields.read("leaderRecoveryState", &leaderRecoveryState, version)
    try fields.read("partitionEpoch", &partitionEpoch, version)
    try fields.finish()
  }
}

extension AlterPartitionRequest.BrokerState: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("brokerId", brokerId, version)
    }
    if version >= 3 {
      fields.add("brokerEpoch", brokerEpoch, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("brokerId", &brokerId, version)
    try fields.read("brokerEpoch", &brokerEpoch, version)
    try fields.finish()
  }
}

extension AlterPartitionResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension AlterPartitionResponse.TopicData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topicId", topicId, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension AlterPartitionResponse.PartitionData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("errorCode", errorCode, version)
    fields.add("leaderId", leaderId, version)
    fields.add("leaderEpoch", leaderEpoch, version)
    fields.add("isr", isr, version)
    fields.add("leaderRecoveryState", leaderRecoveryState, version)
    fields.add("partitionEpoch", partitionEpoch, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("leaderId", &leaderId, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.read("isr", &isr, version)
    try fields.read("leaderRecoveryState", &leaderRecoveryState, version)
    try fields.read("partitionEpoch", &partitionEpoch, version)
    try fields.finish()
  }
}

extension AlterPartitionReassignmentsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("timeoutMs", timeoutMs, version)
    if version >= 1 {
      fields.add("allowReplicationFactorChange", allowReplicationFactorChange, version)
    }
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.read("allowReplicationFactorChange", &allowReplicationFactorChange, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension AlterPartitionReassignmentsRequest.ReassignableTopic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension AlterPartitionReassignmentsRequest.ReassignablePartition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("replicas", replicas, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("replicas", &replicas, version)
    try fields.finish()
  }
}

extension AlterPartitionReassignmentsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    if version >= 1 {
      fields.add("allowReplicationFactorChange", allowReplicationFactorChange, version)
    }
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("responses", responses, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("allowReplicationFactorChange", &allowReplicationFactorChange, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("responses", &responses, version)
    try fields.finish()
  }
}

extension AlterPartitionReassignmentsResponse.ReassignableTopicResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension AlterPartitionReassignmentsResponse.ReassignablePartitionResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension AlterReplicaLogDirsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("dirs", dirs, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("dirs", &dirs, version)
    try fields.finish()
  }
}

extension AlterReplicaLogDirsRequest.AlterReplicaLogDir: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("path", path, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("path", &path, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension AlterReplicaLogDirsRequest.AlterReplicaLogDirTopic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension AlterReplicaLogDirsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("results", results, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension AlterReplicaLogDirsResponse.AlterReplicaLogDirTopicResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topicName", topicName, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topicName", &topicName, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension AlterReplicaLogDirsResponse.AlterReplicaLogDirPartitionResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("errorCode", errorCode, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension AlterUserScramCredentialsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("deletions", deletions, version)
    fields.add("upsertions", upsertions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("deletions", &deletions, version)
    try fields.read("upsertions", &upsertions, version)
    try fields.finish()
  }
}

extension AlterUserScramCredentialsRequest.ScramCredentialDeletion: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("mechanism", mechanism, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("mechanism", &mechanism, version)
    try fields.finish()
  }
}

extension AlterUserScramCredentialsRequest.ScramCredentialUpsertion: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("mechanism", mechanism, version)
    fields.add("iterations", iterations, version)
    fields.add("salt", salt, version)
    fields.add("saltedPassword", saltedPassword, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("mechanism", &mechanism, version)
    try fields.read("iterations", &iterations, version)
    try fields.read("salt", &salt, version)
    try fields.read("saltedPassword", &saltedPassword, version)
    try fields.finish()
  }
}

extension AlterUserScramCredentialsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("results", results, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension AlterUserScramCredentialsResponse.Result: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("user", user, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("user", &user, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension ApiVersionsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("clientSoftwareName", clientSoftwareName, version)
    }
    if version >= 3 {
      fields.add("clientSoftwareVersion", clientSoftwareVersion, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("clientSoftwareName", &clientSoftwareName, version)
    try fields.read("clientSoftwareVersion", &clientSoftwareVersion, version)
    try fields.finish()
  }
}

extension ApiVersionsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("apiKeys", apiKeys, version)
    if version >= 1 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    if version >= 3 {
      if supportedFeatures != [] { fields.add("supportedFeatures", supportedFeatures, version) }
    }
    if version >= 3 {
      if finalizedFeaturesEpoch != -1 { fields.add("finalizedFeaturesEpoch", finalizedFeaturesEpoch, version) }
    }
    if version >= 3 {
      if finalizedFeatures != [] { fields.add("finalizedFeatures", finalizedFeatures, version) }
    }
    if version >= 3 {
      if zkMigrationReady != false { fields.add("zkMigrationReady", zkMigrationReady, version) }
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("apiKeys", &apiKeys, version)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("supportedFeatures", &supportedFeatures, version)
    try fields.read("finalizedFeaturesEpoch", &finalizedFeaturesEpoch, version)
    try fields.read("finalizedFeatures", &finalizedFeatures, version)
    try fields.read("zkMigrationReady", &zkMigrationReady, version)
    try fields.finish()
  }
}

extension ApiVersionsResponse.ApiVersion: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("apiKey", apiKey, version)
    fields.add("minVersion", minVersion, version)
    fields.add("maxVersion", maxVersion, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("apiKey", &apiKey, version)
    try fields.read("minVersion", &minVersion, version)
    try fields.read("maxVersion", &maxVersion, version)
    try fields.finish()
  }
}

extension ApiVersionsResponse.SupportedFeatureKey: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("name", name, version)
    }
    if version >= 3 {
      fields.add("minVersion", minVersion, version)
    }
    if version >= 3 {
      fields.add("maxVersion", maxVersion, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("minVersion", &minVersion, version)
    try fields.read("maxVersion", &maxVersion, version)
    try fields.finish()
  }
}

extension ApiVersionsResponse.FinalizedFeatureKey: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("name", name, version)
    }
    if version >= 3 {
      fields.add("maxVersionLevel", maxVersionLevel, version)
    }
    if version >= 3 {
      fields.add("minVersionLevel", minVersionLevel, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("maxVersionLevel", &maxVersionLevel, version)
    try fields.read("minVersionLevel", &minVersionLevel, version)
    try fields.finish()
  }
}

extension BrokerHeartbeatRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("brokerId", brokerId, version)
    fields.add("brokerEpoch", brokerEpoch, version)
    fields.add("currentMetadataOffset", currentMetadataOffset, version)
    fields.add("wantFence", wantFence, version)
    fields.add("wantShutDown", wantShutDown, version)
    if version >= 1 {
      if offlineLogDirs != [] { fields.add("offlineLogDirs", offlineLogDirs, version) }
    }
    if version >= 2 {
      if cordonedLogDirs != nil { fields.add("cordonedLogDirs", cordonedLogDirs, version) }
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("brokerId", &brokerId, version)
    try fields.read("brokerEpoch", &brokerEpoch, version)
    try fields.read("currentMetadataOffset", &currentMetadataOffset, version)
    try fields.read("wantFence", &wantFence, version)
    try fields.read("wantShutDown", &wantShutDown, version)
    try fields.read("offlineLogDirs", &offlineLogDirs, version)
    try fields.read("cordonedLogDirs", &cordonedLogDirs, version)
    try fields.finish()
  }
}

extension BrokerHeartbeatResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("isCaughtUp", isCaughtUp, version)
    fields.add("isFenced", isFenced, version)
    fields.add("shouldShutDown", shouldShutDown, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("isCaughtUp", &isCaughtUp, version)
    try fields.read("isFenced", &isFenced, version)
    try fields.read("shouldShutDown", &shouldShutDown, version)
    try fields.finish()
  }
}

extension BrokerRegistrationRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("brokerId", brokerId, version)
    fields.add("clusterId", clusterId, version)
    fields.add("incarnationId", incarnationId, version)
    fields.add("listeners", listeners, version)
    fields.add("features", features, version)
    fields.add("rack", rack, version)
    if version >= 1 {
      fields.add("isMigratingZkBroker", isMigratingZkBroker, version)
    }
    if version >= 2 {
      fields.add("logDirs", logDirs, version)
    }
    if version >= 3 {
      fields.add("previousBrokerEpoch", previousBrokerEpoch, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("brokerId", &brokerId, version)
    try fields.read("clusterId", &clusterId, version)
    try fields.read("incarnationId", &incarnationId, version)
    try fields.read("listeners", &listeners, version)
    try fields.read("features", &features, version)
    try fields.read("rack", &rack, version)
    try fields.read("isMigratingZkBroker", &isMigratingZkBroker, version)
    try fields.read("logDirs", &logDirs, version)
    try fields.read("previousBrokerEpoch", &previousBrokerEpoch, version)
    try fields.finish()
  }
}

extension BrokerRegistrationRequest.Listener: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("host", host, version)
    fields.add("port", port, version)
    fields.add("securityProtocol", securityProtocol, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.read("securityProtocol", &securityProtocol, version)
    try fields.finish()
  }
}

extension BrokerRegistrationRequest.Feature: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("minSupportedVersion", minSupportedVersion, version)
    fields.add("maxSupportedVersion", maxSupportedVersion, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("minSupportedVersion", &minSupportedVersion, version)
    try fields.read("maxSupportedVersion", &maxSupportedVersion, version)
    try fields.finish()
  }
}

extension BrokerRegistrationResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("brokerEpoch", brokerEpoch, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("brokerEpoch", &brokerEpoch, version)
    try fields.finish()
  }
}

extension ConsumerProtocolSubscription: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topics", topics, version)
    fields.add("userData", userData, version)
    if version >= 1 {
      fields.add("ownedPartitions", ownedPartitions, version)
    }
    if version >= 2 {
      fields.add("generationId", generationId, version)
    }
    if version >= 3 {
      fields.add("rackId", rackId, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.read("userData", &userData, version)
    try fields.read("ownedPartitions", &ownedPartitions, version)
    try fields.read("generationId", &generationId, version)
    try fields.read("rackId", &rackId, version)
    try fields.finish()
  }
}

extension ConsumerProtocolSubscription.TopicPartition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("topic", topic, version)
    }
    if version >= 1 {
      fields.add("partitions", partitions, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension ConsumerProtocolAssignment: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("assignedPartitions", assignedPartitions, version)
    fields.add("userData", userData, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("assignedPartitions", &assignedPartitions, version)
    try fields.read("userData", &userData, version)
    try fields.finish()
  }
}

extension ConsumerProtocolAssignment.TopicPartition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topic", topic, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension CreateAclsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("creations", creations, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("creations", &creations, version)
    try fields.finish()
  }
}

extension CreateAclsRequest.AclCreation: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    fields.add("resourcePatternType", resourcePatternType, version)
    fields.add("principal", principal, version)
    fields.add("host", host, version)
    fields.add("operation", operation, version)
    fields.add("permissionType", permissionType, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.read("resourcePatternType", &resourcePatternType, version)
    try fields.read("principal", &principal, version)
    try fields.read("host", &host, version)
    try fields.read("operation", &operation, version)
    try fields.read("permissionType", &permissionType, version)
    try fields.finish()
  }
}

extension CreateAclsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("results", results, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension CreateAclsResponse.AclCreationResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension CreatePartitionsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topics", topics, version)
    fields.add("timeoutMs", timeoutMs, version)
    fields.add("validateOnly", validateOnly, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.read("validateOnly", &validateOnly, version)
    try fields.finish()
  }
}

extension CreatePartitionsRequest.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("count", count, version)
    fields.add("assignments", assignments, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("count", &count, version)
    try fields.read("assignments", &assignments, version)
    try fields.finish()
  }
}

extension CreatePartitionsRequest.Assignment: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("brokerIds", brokerIds, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("brokerIds", &brokerIds, version)
    try fields.finish()
  }
}

extension CreatePartitionsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("results", results, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension CreatePartitionsResponse.TopicResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension CreateTopicsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topics", topics, version)
    fields.add("timeoutMs", timeoutMs, version)
    fields.add("validateOnly", validateOnly, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.read("validateOnly", &validateOnly, version)
    try fields.finish()
  }
}

extension CreateTopicsRequest.CreatableTopic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("numPartitions", numPartitions, version)
    fields.add("replicationFactor", replicationFactor, version)
    fields.add("assignments", assignments, version)
    fields.add("configs", configs, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("numPartitions", &numPartitions, version)
    try fields.read("replicationFactor", &replicationFactor, version)
    try fields.read("assignments", &assignments, version)
    try fields.read("configs", &configs, version)
    try fields.finish()
  }
}

extension CreateTopicsRequest.CreatableReplicaAssignment: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("brokerIds", brokerIds, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("brokerIds", &brokerIds, version)
    try fields.finish()
  }
}

extension CreateTopicsRequest.CreatableTopicConfig: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("value", value, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("value", &value, version)
    try fields.finish()
  }
}

extension CreateTopicsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension CreateTopicsResponse.CreatableTopicResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    if version >= 7 {
      fields.add("topicId", topicId, version)
    }
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    if version >= 5 {
      if topicConfigErrorCode != 0 { fields.add("topicConfigErrorCode", topicConfigErrorCode, version) }
    }
    if version >= 5 {
      fields.add("numPartitions", numPartitions, version)
    }
    if version >= 5 {
      fields.add("replicationFactor", replicationFactor, version)
    }
    if version >= 5 {
      fields.add("configs", configs, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("topicConfigErrorCode", &topicConfigErrorCode, version)
    try fields.read("numPartitions", &numPartitions, version)
    try fields.read("replicationFactor", &replicationFactor, version)
    try fields.read("configs", &configs, version)
    try fields.finish()
  }
}

extension CreateTopicsResponse.CreatableTopicConfigs: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 5 {
      fields.add("name", name, version)
    }
    if version >= 5 {
      fields.add("value", value, version)
    }
    if version >= 5 {
      fields.add("readOnly", readOnly, version)
    }
    if version >= 5 {
      fields.add("configSource", configSource, version)
    }
    if version >= 5 {
      fields.add("isSensitive", isSensitive, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("value", &value, version)
    try fields.read("readOnly", &readOnly, version)
    try fields.read("configSource", &configSource, version)
    try fields.read("isSensitive", &isSensitive, version)
    try fields.finish()
  }
}

extension DeleteAclsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("filters", filters, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("filters", &filters, version)
    try fields.finish()
  }
}

extension DeleteAclsRequest.Filter: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resourceTypeFilter", resourceTypeFilter, version)
    fields.add("resourceNameFilter", resourceNameFilter, version)
    fields.add("patternTypeFilter", patternTypeFilter, version)
    fields.add("principalFilter", principalFilter, version)
    fields.add("hostFilter", hostFilter, version)
    fields.add("operation", operation, version)
    fields.add("permissionType", permissionType, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceTypeFilter", &resourceTypeFilter, version)
    try fields.read("resourceNameFilter", &resourceNameFilter, version)
    try fields.read("patternTypeFilter", &patternTypeFilter, version)
    try fields.read("principalFilter", &principalFilter, version)
    try fields.read("hostFilter", &hostFilter, version)
    try fields.read("operation", &operation, version)
    try fields.read("permissionType", &permissionType, version)
    try fields.finish()
  }
}

extension DeleteAclsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("filterResults", filterResults, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("filterResults", &filterResults, version)
    try fields.finish()
  }
}

extension DeleteAclsResponse.FilterResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("matchingAcls", matchingAcls, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("matchingAcls", &matchingAcls, version)
    try fields.finish()
  }
}

extension DeleteAclsResponse.MatchingAcl: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    fields.add("patternType", patternType, version)
    fields.add("principal", principal, version)
    fields.add("host", host, version)
    fields.add("operation", operation, version)
    fields.add("permissionType", permissionType, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.read("patternType", &patternType, version)
    try fields.read("principal", &principal, version)
    try fields.read("host", &host, version)
    try fields.read("operation", &operation, version)
    try fields.read("permissionType", &permissionType, version)
    try fields.finish()
  }
}

extension DeleteGroupsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupsNames", groupsNames, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupsNames", &groupsNames, version)
    try fields.finish()
  }
}

extension DeleteGroupsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("results", results, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension DeleteGroupsResponse.DeletableGroupResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupId", groupId, version)
    fields.add("errorCode", errorCode, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension DeleteRecordsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topics", topics, version)
    fields.add("timeoutMs", timeoutMs, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.finish()
  }
}

extension DeleteRecordsRequest.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension DeleteRecordsRequest.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("offset", offset, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("offset", &offset, version)
    try fields.finish()
  }
}

extension DeleteRecordsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension DeleteRecordsResponse.TopicResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension DeleteRecordsResponse.PartitionResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("lowWatermark", lowWatermark, version)
    fields.add("errorCode", errorCode, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("lowWatermark", &lowWatermark, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension DeleteTopicsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 6 {
      fields.add("topics", topics, version)
    }
    if version <= 5 {
      fields.add("topicNames", topicNames, version)
    }
    fields.add("timeoutMs", timeoutMs, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.read("topicNames", &topicNames, version)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.finish()
  }
}

extension DeleteTopicsRequest.DeleteTopicState: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 6 {
      fields.add("name", name, version)
    }
    if version >= 6 {
      fields.add("topicId", topicId, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.finish()
  }
}

extension DeleteTopicsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("responses", responses, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("responses", &responses, version)
    try fields.finish()
  }
}

extension DeleteTopicsResponse.DeletableTopicResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    if version >= 6 {
      fields.add("topicId", topicId, version)
    }
    fields.add("errorCode", errorCode, version)
    if version >= 5 {
      fields.add("errorMessage", errorMessage, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension DescribeAclsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resourceTypeFilter", resourceTypeFilter, version)
    fields.add("resourceNameFilter", resourceNameFilter, version)
    fields.add("patternTypeFilter", patternTypeFilter, version)
    fields.add("principalFilter", principalFilter, version)
    fields.add("hostFilter", hostFilter, version)
    fields.add("operation", operation, version)
    fields.add("permissionType", permissionType, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceTypeFilter", &resourceTypeFilter, version)
    try fields.read("resourceNameFilter", &resourceNameFilter, version)
    try fields.read("patternTypeFilter", &patternTypeFilter, version)
    try fields.read("principalFilter", &principalFilter, version)
    try fields.read("hostFilter", &hostFilter, version)
    try fields.read("operation", &operation, version)
    try fields.read("permissionType", &permissionType, version)
    try fields.finish()
  }
}

extension DescribeAclsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("resources", resources, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("resources", &resources, version)
    try fields.finish()
  }
}

extension DescribeAclsResponse.Resource: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    fields.add("patternType", patternType, version)
    fields.add("acls", acls, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.read("patternType", &patternType, version)
    try fields.read("acls", &acls, version)
    try fields.finish()
  }
}

extension DescribeAclsResponse.AclDescription: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("principal", principal, version)
    fields.add("host", host, version)
    fields.add("operation", operation, version)
    fields.add("permissionType", permissionType, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("principal", &principal, version)
    try fields.read("host", &host, version)
    try fields.read("operation", &operation, version)
    try fields.read("permissionType", &permissionType, version)
    try fields.finish()
  }
}

extension DescribeClientQuotasRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("components", components, version)
    fields.add("strict", strict, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("components", &components, version)
    try fields.read("strict", &strict, version)
    try fields.finish()
  }
}

extension DescribeClientQuotasRequest.ComponentData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("entityType", entityType, version)
    fields.add("matchType", matchType, version)
    fields.add("match", match, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("entityType", &entityType, version)
    try fields.read("matchType", &matchType, version)
    try fields.read("match", &match, version)
    try fields.finish()
  }
}

extension DescribeClientQuotasResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("entries", entries, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("entries", &entries, version)
    try fields.finish()
  }
}

extension DescribeClientQuotasResponse.EntryData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("entity", entity, version)
    fields.add("values", values, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("entity", &entity, version)
    try fields.read("values", &values, version)
    try fields.finish()
  }
}

extension DescribeClientQuotasResponse.EntityData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("entityType", entityType, version)
    fields.add("entityName", entityName, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("entityType", &entityType, version)
    try fields.read("entityName", &entityName, version)
    try fields.finish()
  }
}

extension DescribeClientQuotasResponse.ValueData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("key", key, version)
    fields.add("value", value, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("key", &key, version)
    try fields.read("value", &value, version)
    try fields.finish()
  }
}

extension DescribeClusterRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("includeClusterAuthorizedOperations", includeClusterAuthorizedOperations, version)
    if version >= 1 {
      fields.add("endpointType", endpointType, version)
    }
    if version >= 2 {
      fields.add("includeFencedBrokers", includeFencedBrokers, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("includeClusterAuthorizedOperations", &includeClusterAuthorizedOperations, version)
    try fields.read("endpointType", &endpointType, version)
    try fields.read("includeFencedBrokers", &includeFencedBrokers, version)
    try fields.finish()
  }
}

extension DescribeClusterResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    if version >= 1 {
      fields.add("endpointType", endpointType, version)
    }
    fields.add("clusterId", clusterId, version)
    fields.add("controllerId", controllerId, version)
    fields.add("brokers", brokers, version)
    fields.add("clusterAuthorizedOperations", clusterAuthorizedOperations, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("endpointType", &endpointType, version)
    try fields.read("clusterId", &clusterId, version)
    try fields.read("controllerId", &controllerId, version)
    try fields.read("brokers", &brokers, version)
    try fields.read("clusterAuthorizedOperations", &clusterAuthorizedOperations, version)
    try fields.finish()
  }
}

extension DescribeClusterResponse.Broker: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("brokerId", brokerId, version)
    fields.add("host", host, version)
    fields.add("port", port, version)
    fields.add("rack", rack, version)
    if version >= 2 {
      fields.add("isFenced", isFenced, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("brokerId", &brokerId, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.read("rack", &rack, version)
    try fields.read("isFenced", &isFenced, version)
    try fields.finish()
  }
}

extension DescribeConfigsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resources", resources, version)
    fields.add("includeSynonyms", includeSynonyms, version)
    if version >= 3 {
      fields.add("includeDocumentation", includeDocumentation, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resources", &resources, version)
    try fields.read("includeSynonyms", &includeSynonyms, version)
    try fields.read("includeDocumentation", &includeDocumentation, version)
    try fields.finish()
  }
}

extension DescribeConfigsRequest.Resource: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    fields.add("configurationKeys", configurationKeys, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.read("configurationKeys", &configurationKeys, version)
    try fields.finish()
  }
}

extension DescribeConfigsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("results", results, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension DescribeConfigsResponse.Result: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    fields.add("configs", configs, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.read("configs", &configs, version)
    try fields.finish()
  }
}

extension DescribeConfigsResponse.ResourceResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("value", value, version)
    fields.add("readOnly", readOnly, version)
    fields.add("configSource", configSource, version)
    fields.add("isSensitive", isSensitive, version)
    fields.add("synonyms", synonyms, version)
    if version >= 3 {
      fields.add("configType", configType, version)
    }
    if version >= 3 {
      fields.add("documentation", documentation, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("value", &value, version)
    try fields.read("readOnly", &readOnly, version)
    try fields.read("configSource", &configSource, version)
    try fields.read("isSensitive", &isSensitive, version)
    try fields.read("synonyms", &synonyms, version)
    try fields.read("configType", &configType, version)
    try fields.read("documentation", &documentation, version)
    try fields.finish()
  }
}

extension DescribeConfigsResponse.Synonym: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("value", value, version)
    fields.add("source", source, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("value", &value, version)
    try fields.read("source", &source, version)
    try fields.finish()
  }
}

extension DescribeGroupsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groups", groups, version)
    if version >= 3 {
      fields.add("includeAuthorizedOperations", includeAuthorizedOperations, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groups", &groups, version)
    try fields.read("includeAuthorizedOperations", &includeAuthorizedOperations, version)
    try fields.finish()
  }
}

extension DescribeGroupsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("groups", groups, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("groups", &groups, version)
    try fields.finish()
  }
}

extension DescribeGroupsResponse.DescribedGroup: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    if version >= 6 {
      fields.add("errorMessage", errorMessage, version)
    }
    fields.add("groupId", groupId, version)
    fields.add("groupState", groupState, version)
    fields.add("protocolType", protocolType, version)
    fields.add("protocolData", protocolData, version)
    fields.add("members", members, version)
    if version >= 3 {
      fields.add("authorizedOperations", authorizedOperations, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("groupId", &groupId, version)
    try fields.read("groupState", &groupState, version)
    try fields.read("protocolType", &protocolType, version)
    try fields.read("protocolData", &protocolData, version)
    try fields.read("members", &members, version)
    try fields.read("authorizedOperations", &authorizedOperations, version)
    try fields.finish()
  }
}

extension DescribeGroupsResponse.DescribedGroupMember: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("memberId", memberId, version)
    if version >= 4 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    fields.add("clientId", clientId, version)
    fields.add("clientHost", clientHost, version)
    fields.add("memberMetadata", memberMetadata, version)
    fields.add("memberAssignment", memberAssignment, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.read("clientId", &clientId, version)
    try fields.read("clientHost", &clientHost, version)
    try fields.read("memberMetadata", &memberMetadata, version)
    try fields.read("memberAssignment", &memberAssignment, version)
    try fields.finish()
  }
}

extension DescribeLogDirsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension DescribeLogDirsRequest.DescribableLogDirTopic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topic", topic, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension DescribeLogDirsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    if version >= 3 {
      fields.add("errorCode", errorCode, version)
    }
    fields.add("results", results, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension DescribeLogDirsResponse.Result: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("logDir", logDir, version)
    fields.add("topics", topics, version)
    if version >= 4 {
      fields.add("totalBytes", totalBytes, version)
    }
    if version >= 4 {
      fields.add("usableBytes", usableBytes, version)
    }
    if version >= 5 {
      fields.add("isCordoned", isCordoned, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("logDir", &logDir, version)
    try fields.read("topics", &topics, version)
    try fields.read("totalBytes", &totalBytes, version)
    try fields.read("usableBytes", &usableBytes, version)
    try fields.read("isCordoned", &isCordoned, version)
    try fields.finish()
  }
}

extension DescribeLogDirsResponse.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension DescribeLogDirsResponse.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("partitionSize", partitionSize, version)
    fields.add("offsetLag", offsetLag, version)
    fields.add("isFutureKey", isFutureKey, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("partitionSize", &partitionSize, version)
    try fields.read("offsetLag", &offsetLag, version)
    try fields.read("isFutureKey", &isFutureKey, version)
    try fields.finish()
  }
}

extension DescribeQuorumRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension DescribeQuorumRequest.TopicData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topicName", topicName, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topicName", &topicName, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension DescribeQuorumRequest.PartitionData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.finish()
  }
}

extension DescribeQuorumResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    if version >= 2 {
      fields.add("errorMessage", errorMessage, version)
    }
    fields.add("topics", topics, version)
    if version >= 2 {
      fields.add("nodes", nodes, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("topics", &topics, version)
    try fields.read("nodes", &nodes, version)
    try fields.finish()
  }
}

extension DescribeQuorumResponse.TopicData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topicName", topicName, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topicName", &topicName, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension DescribeQuorumResponse.PartitionData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("errorCode", errorCode, version)
    if version >= 2 {
      fields.add("errorMessage", errorMessage, version)
    }
    fields.add("leaderId", leaderId, version)
    fields.add("leaderEpoch", leaderEpoch, version)
    fields.add("highWatermark", highWatermark, version)
    fields.add("currentVoters", currentVoters, version)
    fields.add("observers", observers, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("leaderId", &leaderId, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.read("highWatermark", &highWatermark, version)
    try fields.read("currentVoters", &currentVoters, version)
    try fields.read("observers", &observers, version)
    try fields.finish()
  }
}

extension DescribeQuorumResponse.Node: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 2 {
      fields.add("nodeId", nodeId, version)
    }
    if version >= 2 {
      fields.add("listeners", listeners, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("nodeId", &nodeId, version)
    try fields.read("listeners", &listeners, version)
    try fields.finish()
  }
}

extension DescribeQuorumResponse.Listener: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 2 {
      fields.add("name", name, version)
    }
    if version >= 2 {
      fields.add("host", host, version)
    }
    if version >= 2 {
      fields.add("port", port, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.finish()
  }
}

extension DescribeQuorumResponse.ReplicaState: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("replicaId", replicaId, version)
    if version >= 2 {
      fields.add("replicaDirectoryId", replicaDirectoryId, version)
    }
    fields.add("logEndOffset", logEndOffset, version)
    if version >= 1 {
      fields.add("lastFetchTimestamp", lastFetchTimestamp, version)
    }
    if version >= 1 {
      fields.add("lastCaughtUpTimestamp", lastCaughtUpTimestamp, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("replicaId", &replicaId, version)
    try fields.read("replicaDirectoryId", &replicaDirectoryId, version)
    try fields.read("logEndOffset", &logEndOffset, version)
    try fields.read("lastFetchTimestamp", &lastFetchTimestamp, version)
    try fields.read("lastCaughtUpTimestamp", &lastCaughtUpTimestamp, version)
    try fields.finish()
  }
}

extension DescribeTopicPartitionsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topics", topics, version)
    fields.add("responsePartitionLimit", responsePartitionLimit, version)
    fields.add("cursor", cursor, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.read("responsePartitionLimit", &responsePartitionLimit, version)
    try fields.read("cursor", &cursor, version)
    try fields.finish()
  }
}

extension DescribeTopicPartitionsRequest.TopicRequest: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.finish()
  }
}

extension DescribeTopicPartitionsRequest.Cursor: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topicName", topicName, version)
    fields.add("partitionIndex", partitionIndex, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topicName", &topicName, version)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.finish()
  }
}

extension DescribeTopicPartitionsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("topics", topics, version)
    fields.add("nextCursor", nextCursor, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.read("nextCursor", &nextCursor, version)
    try fields.finish()
  }
}

extension DescribeTopicPartitionsResponse.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("name", name, version)
    fields.add("topicId", topicId, version)
    fields.add("isInternal", isInternal, version)
    fields.add("partitions", partitions, version)
    fields.add("topicAuthorizedOperations", topicAuthorizedOperations, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("isInternal", &isInternal, version)
    try fields.read("partitions", &partitions, version)
    try fields.read("topicAuthorizedOperations", &topicAuthorizedOperations, version)
    try fields.finish()
  }
}

extension DescribeTopicPartitionsResponse.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("leaderId", leaderId, version)
    fields.add("leaderEpoch", leaderEpoch, version)
    fields.add("replicaNodes", replicaNodes, version)
    fields.add("isrNodes", isrNodes, version)
    fields.add("eligibleLeaderReplicas", eligibleLeaderReplicas, version)
    fields.add("lastKnownElr", lastKnownElr, version)
    fields.add("offlineReplicas", offlineReplicas, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("leaderId", &leaderId, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.read("replicaNodes", &replicaNodes, version)
    try fields.read("isrNodes", &isrNodes, version)
    try fields.read("eligibleLeaderReplicas", &eligibleLeaderReplicas, version)
    try fields.read("lastKnownElr", &lastKnownElr, version)
    try fields.read("offlineReplicas", &offlineReplicas, version)
    try fields.finish()
  }
}

extension DescribeTopicPartitionsResponse.Cursor: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topicName", topicName, version)
    fields.add("partitionIndex", partitionIndex, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topicName", &topicName, version)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.finish()
  }
}

extension DescribeUserScramCredentialsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("users", users, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("users", &users, version)
    try fields.finish()
  }
}

extension DescribeUserScramCredentialsRequest.UserName: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.finish()
  }
}

extension DescribeUserScramCredentialsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("results", results, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension DescribeUserScramCredentialsResponse.Result: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("user", user, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("credentialInfos", credentialInfos, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("user", &user, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("credentialInfos", &credentialInfos, version)
    try fields.finish()
  }
}

extension DescribeUserScramCredentialsResponse.CredentialInfo: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("mechanism", mechanism, version)
    fields.add("iterations", iterations, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("mechanism", &mechanism, version)
    try fields.read("iterations", &iterations, version)
    try fields.finish()
  }
}

extension ElectLeadersRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("electionType", electionType, version)
    }
    fields.add("topicPartitions", topicPartitions, version)
    fields.add("timeoutMs", timeoutMs, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("electionType", &electionType, version)
    try fields.read("topicPartitions", &topicPartitions, version)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.finish()
  }
}

extension ElectLeadersRequest.TopicPartitions: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topic", topic, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension ElectLeadersResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    if version >= 1 {
      fields.add("errorCode", errorCode, version)
    }
    fields.add("replicaElectionResults", replicaElectionResults, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("replicaElectionResults", &replicaElectionResults, version)
    try fields.finish()
  }
}

extension ElectLeadersResponse.ReplicaElectionResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topic", topic, version)
    fields.add("partitionResult", partitionResult, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("partitionResult", &partitionResult, version)
    try fields.finish()
  }
}

extension ElectLeadersResponse.PartitionResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionId", partitionId, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionId", &partitionId, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension FetchRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 12 {
      if clusterId != nil { fields.add("clusterId", clusterId, version) }
    }
    if version <= 14 {
      fields.add("replicaId", replicaId, version)
    }
    if version >= 15 {
      if replicaState != FetchRequest.ReplicaState() { fields.add("replicaState", replicaState, version) }
    }
    fields.add("maxWaitMs", maxWaitMs, version)
    fields.add("minBytes", minBytes, version)
    fields.add("maxBytes", maxBytes, version)
    fields.add("isolationLevel", isolationLevel, version)
    if version >= 7 {
      fields.add("sessionId", sessionId, version)
    }
    if version >= 7 {
      fields.add("sessionEpoch", sessionEpoch, version)
    }
    fields.add("topics", topics, version)
    if version >= 7 {
      fields.add("forgottenTopicsData", forgottenTopicsData, version)
    }
    if version >= 11 {
      fields.add("rackId", rackId, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("clusterId", &clusterId, version)
    try fields.read("replicaId", &replicaId, version)
    try fields.read("replicaState", &replicaState, version)
    try fields.read("maxWaitMs", &maxWaitMs, version)
    try fields.read("minBytes", &minBytes, version)
    try fields.read("maxBytes", &maxBytes, version)
    try fields.read("isolationLevel", &isolationLevel, version)
    try fields.read("sessionId", &sessionId, version)
    try fields.read("sessionEpoch", &sessionEpoch, version)
    try fields.read("topics", &topics, version)
    try fields.read("forgottenTopicsData", &forgottenTopicsData, version)
    try fields.read("rackId", &rackId, version)
    try fields.finish()
  }
}

extension FetchRequest.ReplicaState: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 15 {
      fields.add("replicaId", replicaId, version)
    }
    if version >= 15 {
      fields.add("replicaEpoch", replicaEpoch, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("replicaId", &replicaId, version)
    try fields.read("replicaEpoch", &replicaEpoch, version)
    try fields.finish()
  }
}

extension FetchRequest.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 12 {
      fields.add("topic", topic, version)
    }
    if version >= 13 {
      fields.add("topicId", topicId, version)
    }
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension FetchRequest.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partition", partition, version)
    if version >= 9 {
      fields.add("currentLeaderEpoch", currentLeaderEpoch, version)
    }
    fields.add("fetchOffset", fetchOffset, version)
    if version >= 12 {
      fields.add("lastFetchedEpoch", lastFetchedEpoch, version)
    }
    if version >= 5 {
      fields.add("logStartOffset", logStartOffset, version)
    }
    fields.add("partitionMaxBytes", partitionMaxBytes, version)
    if version >= 17 {
      if replicaDirectoryId != KafkaUUID.zero { fields.add("replicaDirectoryId", replicaDirectoryId, version) }
    }
    if version >= 18 {
      if highWatermark != 9223372036854775807 { fields.add("highWatermark", highWatermark, version) }
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partition", &partition, version)
    try fields.read("currentLeaderEpoch", &currentLeaderEpoch, version)
    try fields.read("fetchOffset", &fetchOffset, version)
    try fields.read("lastFetchedEpoch", &lastFetchedEpoch, version)
    try fields.read("logStartOffset", &logStartOffset, version)
    try fields.read("partitionMaxBytes", &partitionMaxBytes, version)
    try fields.read("replicaDirectoryId", &replicaDirectoryId, version)
    try fields.read("highWatermark", &highWatermark, version)
    try fields.finish()
  }
}

extension FetchRequest.ForgottenTopic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 7 && version <= 12 {
      fields.add("topic", topic, version)
    }
    if version >= 13 {
      fields.add("topicId", topicId, version)
    }
    if version >= 7 {
      fields.add("partitions", partitions, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension FetchResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    if version >= 7 {
      fields.add("errorCode", errorCode, version)
    }
    if version >= 7 {
      fields.add("sessionId", sessionId, version)
    }
    fields.add("responses", responses, version)
    if version >= 16 {
      if nodeEndpoints != [] { fields.add("nodeEndpoints", nodeEndpoints, version) }
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("sessionId", &sessionId, version)
    try fields.read("responses", &responses, version)
    try fields.read("nodeEndpoints", &nodeEndpoints, version)
    try fields.finish()
  }
}

extension FetchResponse.FetchableTopicResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 12 {
      fields.add("topic", topic, version)
    }
    if version >= 13 {
      fields.add("topicId", topicId, version)
    }
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension FetchResponse.PartitionData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("errorCode", errorCode, version)
    fields.add("highWatermark", highWatermark, version)
    fields.add("lastStableOffset", lastStableOffset, version)
    if version >= 5 {
      fields.add("logStartOffset", logStartOffset, version)
    }
    if version >= 12 {
      if divergingEpoch != FetchResponse.EpochEndOffset() { fields.add("divergingEpoch", divergingEpoch, version) }
    }
    if version >= 12 {
      if currentLeader != FetchResponse.LeaderIdAndEpoch() { fields.add("currentLeader", currentLeader, version) }
    }
    if version >= 12 {
      if snapshotId != FetchResponse.SnapshotId() { fields.add("snapshotId", snapshotId, version) }
    }
    fields.add("abortedTransactions", abortedTransactions, version)
    if version >= 11 {
      fields.add("preferredReadReplica", preferredReadReplica, version)
    }
    fields.add("records", records, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("highWatermark", &highWatermark, version)
    try fields.read("lastStableOffset", &lastStableOffset, version)
    try fields.read("logStartOffset", &logStartOffset, version)
    try fields.read("divergingEpoch", &divergingEpoch, version)
    try fields.read("currentLeader", &currentLeader, version)
    try fields.read("snapshotId", &snapshotId, version)
    try fields.read("abortedTransactions", &abortedTransactions, version)
    try fields.read("preferredReadReplica", &preferredReadReplica, version)
    try fields.read("records", &records, version)
    try fields.finish()
  }
}

extension FetchResponse.EpochEndOffset: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 12 {
      fields.add("epoch", epoch, version)
    }
    if version >= 12 {
      fields.add("endOffset", endOffset, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("epoch", &epoch, version)
    try fields.read("endOffset", &endOffset, version)
    try fields.finish()
  }
}

extension FetchResponse.LeaderIdAndEpoch: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 12 {
      fields.add("leaderId", leaderId, version)
    }
    if version >= 12 {
      fields.add("leaderEpoch", leaderEpoch, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("leaderId", &leaderId, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.finish()
  }
}

extension FetchResponse.SnapshotId: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("endOffset", endOffset, version)
    fields.add("epoch", epoch, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("endOffset", &endOffset, version)
    try fields.read("epoch", &epoch, version)
    try fields.finish()
  }
}

extension FetchResponse.AbortedTransaction: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("producerId", producerId, version)
    fields.add("firstOffset", firstOffset, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("producerId", &producerId, version)
    try fields.read("firstOffset", &firstOffset, version)
    try fields.finish()
  }
}

extension FetchResponse.NodeEndpoint: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 16 {
      fields.add("nodeId", nodeId, version)
    }
    if version >= 16 {
      fields.add("host", host, version)
    }
    if version >= 16 {
      fields.add("port", port, version)
    }
    if version >= 16 {
      fields.add("rack", rack, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("nodeId", &nodeId, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.read("rack", &rack, version)
    try fields.finish()
  }
}

extension FindCoordinatorRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 3 {
      fields.add("key", key, version)
    }
    if version >= 1 {
      fields.add("keyType", keyType, version)
    }
    if version >= 4 {
      fields.add("coordinatorKeys", coordinatorKeys, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("key", &key, version)
    try fields.read("keyType", &keyType, version)
    try fields.read("coordinatorKeys", &coordinatorKeys, version)
    try fields.finish()
  }
}

extension FindCoordinatorResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    if version <= 3 {
      fields.add("errorCode", errorCode, version)
    }
    if version >= 1 && version <= 3 {
      fields.add("errorMessage", errorMessage, version)
    }
    if version <= 3 {
      fields.add("nodeId", nodeId, version)
    }
    if version <= 3 {
      fields.add("host", host, version)
    }
    if version <= 3 {
      fields.add("port", port, version)
    }
    if version >= 4 {
      fields.add("coordinators", coordinators, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("nodeId", &nodeId, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.read("coordinators", &coordinators, version)
    try fields.finish()
  }
}

extension FindCoordinatorResponse.Coordinator: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 4 {
      fields.add("key", key, version)
    }
    if version >= 4 {
      fields.add("nodeId", nodeId, version)
    }
    if version >= 4 {
      fields.add("host", host, version)
    }
    if version >= 4 {
      fields.add("port", port, version)
    }
    if version >= 4 {
      fields.add("errorCode", errorCode, version)
    }
    if version >= 4 {
      fields.add("errorMessage", errorMessage, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("key", &key, version)
    try fields.read("nodeId", &nodeId, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension OffsetCommitKey: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("group", group, version)
    fields.add("topic", topic, version)
    fields.add("partition", partition, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("group", &group, version)
    try fields.read("topic", &topic, version)
    try fields.read("partition", &partition, version)
    try fields.finish()
  }
}

extension OffsetCommitValue: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("offset", offset, version)
    if version >= 3 {
      fields.add("leaderEpoch", leaderEpoch, version)
    }
    fields.add("metadata", metadata, version)
    fields.add("commitTimestamp", commitTimestamp, version)
    if version == 1 {
      fields.add("expireTimestamp", expireTimestamp, version)
    }
    if version >= 4 {
      if topicId != KafkaUUID.zero { fields.add("topicId", topicId, version) }
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("offset", &offset, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.read("metadata", &metadata, version)
    try fields.read("commitTimestamp", &commitTimestamp, version)
    try fields.read("expireTimestamp", &expireTimestamp, version)
    try fields.read("topicId", &topicId, version)
    try fields.finish()
  }
}

extension GroupMetadataKey: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("group", group, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("group", &group, version)
    try fields.finish()
  }
}

extension GroupMetadataValue: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("protocolType", protocolType, version)
    fields.add("generation", generation, version)
    fields.add("protocol", `protocol`, version)
    fields.add("leader", leader, version)
    if version >= 2 {
      fields.add("currentStateTimestamp", currentStateTimestamp, version)
    }
    fields.add("members", members, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("protocolType", &protocolType, version)
    try fields.read("generation", &generation, version)
    try fields.read("protocol", &`protocol`, version)
    try fields.read("leader", &leader, version)
    try fields.read("currentStateTimestamp", &currentStateTimestamp, version)
    try fields.read("members", &members, version)
    try fields.finish()
  }
}

extension GroupMetadataValue.MemberMetadata: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("memberId", memberId, version)
    if version >= 3 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    fields.add("clientId", clientId, version)
    fields.add("clientHost", clientHost, version)
    if version >= 1 {
      fields.add("rebalanceTimeout", rebalanceTimeout, version)
    }
    fields.add("sessionTimeout", sessionTimeout, version)
    fields.add("subscription", subscription, version)
    fields.add("assignment", assignment, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.read("clientId", &clientId, version)
    try fields.read("clientHost", &clientHost, version)
    try fields.read("rebalanceTimeout", &rebalanceTimeout, version)
    try fields.read("sessionTimeout", &sessionTimeout, version)
    try fields.read("subscription", &subscription, version)
    try fields.read("assignment", &assignment, version)
    try fields.finish()
  }
}

extension RequestHeader: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("requestApiKey", requestApiKey, version)
    fields.add("requestApiVersion", requestApiVersion, version)
    fields.add("correlationId", correlationId, version)
    fields.add("clientId", clientId, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("requestApiKey", &requestApiKey, version)
    try fields.read("requestApiVersion", &requestApiVersion, version)
    try fields.read("correlationId", &correlationId, version)
    try fields.read("clientId", &clientId, version)
    try fields.finish()
  }
}

extension ResponseHeader: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("correlationId", correlationId, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("correlationId", &correlationId, version)
    try fields.finish()
  }
}

extension HeartbeatRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupId", groupId, version)
    fields.add("generationId", generationId, version)
    fields.add("memberId", memberId, version)
    if version >= 3 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("generationId", &generationId, version)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.finish()
  }
}

extension HeartbeatResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("errorCode", errorCode, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension IncrementalAlterConfigsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resources", resources, version)
    fields.add("validateOnly", validateOnly, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resources", &resources, version)
    try fields.read("validateOnly", &validateOnly, version)
    try fields.finish()
  }
}

extension IncrementalAlterConfigsRequest.AlterConfigsResource: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    fields.add("configs", configs, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.read("configs", &configs, version)
    try fields.finish()
  }
}

extension IncrementalAlterConfigsRequest.AlterableConfig: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("configOperation", configOperation, version)
    fields.add("value", value, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("configOperation", &configOperation, version)
    try fields.read("value", &value, version)
    try fields.finish()
  }
}

extension IncrementalAlterConfigsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("responses", responses, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("responses", &responses, version)
    try fields.finish()
  }
}

extension IncrementalAlterConfigsResponse.AlterConfigsResourceResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("resourceType", resourceType, version)
    fields.add("resourceName", resourceName, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("resourceType", &resourceType, version)
    try fields.read("resourceName", &resourceName, version)
    try fields.finish()
  }
}

extension InitProducerIdRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("transactionalId", transactionalId, version)
    fields.add("transactionTimeoutMs", transactionTimeoutMs, version)
    if version >= 3 {
      fields.add("producerId", producerId, version)
    }
    if version >= 3 {
      fields.add("producerEpoch", producerEpoch, version)
    }
    if version >= 6 {
      fields.add("enable2Pc", enable2Pc, version)
    }
    if version >= 6 {
      fields.add("keepPreparedTxn", keepPreparedTxn, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("transactionalId", &transactionalId, version)
    try fields.read("transactionTimeoutMs", &transactionTimeoutMs, version)
    try fields.read("producerId", &producerId, version)
    try fields.read("producerEpoch", &producerEpoch, version)
    try fields.read("enable2Pc", &enable2Pc, version)
    try fields.read("keepPreparedTxn", &keepPreparedTxn, version)
    try fields.finish()
  }
}

extension InitProducerIdResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("producerId", producerId, version)
    fields.add("producerEpoch", producerEpoch, version)
    if version >= 6 {
      fields.add("ongoingTxnProducerId", ongoingTxnProducerId, version)
    }
    if version >= 6 {
      fields.add("ongoingTxnProducerEpoch", ongoingTxnProducerEpoch, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("producerId", &producerId, version)
    try fields.read("producerEpoch", &producerEpoch, version)
    try fields.read("ongoingTxnProducerId", &ongoingTxnProducerId, version)
    try fields.read("ongoingTxnProducerEpoch", &ongoingTxnProducerEpoch, version)
    try fields.finish()
  }
}

extension JoinGroupRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupId", groupId, version)
    fields.add("sessionTimeoutMs", sessionTimeoutMs, version)
    if version >= 1 {
      fields.add("rebalanceTimeoutMs", rebalanceTimeoutMs, version)
    }
    fields.add("memberId", memberId, version)
    if version >= 5 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    fields.add("protocolType", protocolType, version)
    fields.add("protocols", protocols, version)
    if version >= 8 {
      fields.add("reason", reason, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("sessionTimeoutMs", &sessionTimeoutMs, version)
    try fields.read("rebalanceTimeoutMs", &rebalanceTimeoutMs, version)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.read("protocolType", &protocolType, version)
    try fields.read("protocols", &protocols, version)
    try fields.read("reason", &reason, version)
    try fields.finish()
  }
}

extension JoinGroupRequest.JoinGroupRequestProtocol: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("metadata", metadata, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("metadata", &metadata, version)
    try fields.finish()
  }
}

extension JoinGroupResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 2 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("errorCode", errorCode, version)
    fields.add("generationId", generationId, version)
    if version >= 7 {
      fields.add("protocolType", protocolType, version)
    }
    fields.add("protocolName", protocolName, version)
    fields.add("leader", leader, version)
    if version >= 9 {
      fields.add("skipAssignment", skipAssignment, version)
    }
    fields.add("memberId", memberId, version)
    fields.add("members", members, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("generationId", &generationId, version)
    try fields.read("protocolType", &protocolType, version)
    try fields.read("protocolName", &protocolName, version)
    try fields.read("leader", &leader, version)
    try fields.read("skipAssignment", &skipAssignment, version)
    try fields.read("memberId", &memberId, version)
    try fields.read("members", &members, version)
    try fields.finish()
  }
}

extension JoinGroupResponse.Member: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("memberId", memberId, version)
    if version >= 5 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    fields.add("metadata", metadata, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.read("metadata", &metadata, version)
    try fields.finish()
  }
}

extension LeaveGroupRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupId", groupId, version)
    if version <= 2 {
      fields.add("memberId", memberId, version)
    }
    if version >= 3 {
      fields.add("members", members, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("memberId", &memberId, version)
    try fields.read("members", &members, version)
    try fields.finish()
  }
}

extension LeaveGroupRequest.MemberIdentity: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("memberId", memberId, version)
    }
    if version >= 3 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    if version >= 5 {
      fields.add("reason", reason, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.read("reason", &reason, version)
    try fields.finish()
  }
}

extension LeaveGroupResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("errorCode", errorCode, version)
    if version >= 3 {
      fields.add("members", members, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("members", &members, version)
    try fields.finish()
  }
}

extension LeaveGroupResponse.MemberResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("memberId", memberId, version)
    }
    if version >= 3 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    if version >= 3 {
      fields.add("errorCode", errorCode, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension ListConfigResourcesRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("resourceTypes", resourceTypes, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceTypes", &resourceTypes, version)
    try fields.finish()
  }
}

extension ListConfigResourcesResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("configResources", configResources, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("configResources", &configResources, version)
    try fields.finish()
  }
}

extension ListConfigResourcesResponse.ConfigResource: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("resourceName", resourceName, version)
    if version >= 1 {
      fields.add("resourceType", resourceType, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("resourceName", &resourceName, version)
    try fields.read("resourceType", &resourceType, version)
    try fields.finish()
  }
}

extension ListGroupsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 4 {
      fields.add("statesFilter", statesFilter, version)
    }
    if version >= 5 {
      fields.add("typesFilter", typesFilter, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("statesFilter", &statesFilter, version)
    try fields.read("typesFilter", &typesFilter, version)
    try fields.finish()
  }
}

extension ListGroupsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("errorCode", errorCode, version)
    fields.add("groups", groups, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("groups", &groups, version)
    try fields.finish()
  }
}

extension ListGroupsResponse.ListedGroup: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupId", groupId, version)
    fields.add("protocolType", protocolType, version)
    if version >= 4 {
      fields.add("groupState", groupState, version)
    }
    if version >= 5 {
      fields.add("groupType", groupType, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("protocolType", &protocolType, version)
    try fields.read("groupState", &groupState, version)
    try fields.read("groupType", &groupType, version)
    try fields.finish()
  }
}

extension ListOffsetsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("replicaId", replicaId, version)
    if version >= 2 {
      fields.add("isolationLevel", isolationLevel, version)
    }
    fields.add("topics", topics, version)
    if version >= 10 {
      fields.add("timeoutMs", timeoutMs, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("replicaId", &replicaId, version)
    try fields.read("isolationLevel", &isolationLevel, version)
    try fields.read("topics", &topics, version)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.finish()
  }
}

extension ListOffsetsRequest.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension ListOffsetsRequest.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    if version >= 4 {
      fields.add("currentLeaderEpoch", currentLeaderEpoch, version)
    }
    fields.add("timestamp", timestamp, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("currentLeaderEpoch", &currentLeaderEpoch, version)
    try fields.read("timestamp", &timestamp, version)
    try fields.finish()
  }
}

extension ListOffsetsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 2 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension ListOffsetsResponse.TopicResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension ListOffsetsResponse.PartitionResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("errorCode", errorCode, version)
    fields.add("timestamp", timestamp, version)
    fields.add("offset", offset, version)
    if version >= 4 {
      fields.add("leaderEpoch", leaderEpoch, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("timestamp", &timestamp, version)
    try fields.read("offset", &offset, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.finish()
  }
}

extension ListPartitionReassignmentsRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("timeoutMs", timeoutMs, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension ListPartitionReassignmentsRequest.Topics: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitionIndexes", partitionIndexes, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitionIndexes", &partitionIndexes, version)
    try fields.finish()
  }
}

extension ListPartitionReassignmentsResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension ListPartitionReassignmentsResponse.OngoingTopicReassignment: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension ListPartitionReassignmentsResponse.OngoingPartitionReassignment: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("replicas", replicas, version)
    fields.add("addingReplicas", addingReplicas, version)
    fields.add("removingReplicas", removingReplicas, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("replicas", &replicas, version)
    try fields.read("addingReplicas", &addingReplicas, version)
    try fields.read("removingReplicas", &removingReplicas, version)
    try fields.finish()
  }
}

extension MetadataRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topics", topics, version)
    if version >= 4 {
      fields.add("allowAutoTopicCreation", allowAutoTopicCreation, version)
    }
    if version >= 8 && version <= 10 {
      fields.add("includeClusterAuthorizedOperations", includeClusterAuthorizedOperations, version)
    }
    if version >= 8 {
      fields.add("includeTopicAuthorizedOperations", includeTopicAuthorizedOperations, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topics", &topics, version)
    try fields.read("allowAutoTopicCreation", &allowAutoTopicCreation, version)
    try fields.read("includeClusterAuthorizedOperations", &includeClusterAuthorizedOperations, version)
    try fields.read("includeTopicAuthorizedOperations", &includeTopicAuthorizedOperations, version)
    try fields.finish()
  }
}

extension MetadataRequest.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 10 {
      fields.add("topicId", topicId, version)
    }
    fields.add("name", name, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topicId", &topicId, version)
    try fields.read("name", &name, version)
    try fields.finish()
  }
}

extension MetadataResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("brokers", brokers, version)
    if version >= 2 {
      fields.add("clusterId", clusterId, version)
    }
    if version >= 1 {
      fields.add("controllerId", controllerId, version)
    }
    fields.add("topics", topics, version)
    if version >= 8 && version <= 10 {
      fields.add("clusterAuthorizedOperations", clusterAuthorizedOperations, version)
    }
    if version >= 13 {
      fields.add("errorCode", errorCode, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("brokers", &brokers, version)
    try fields.read("clusterId", &clusterId, version)
    try fields.read("controllerId", &controllerId, version)
    try fields.read("topics", &topics, version)
    try fields.read("clusterAuthorizedOperations", &clusterAuthorizedOperations, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension MetadataResponse.Broker: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("nodeId", nodeId, version)
    fields.add("host", host, version)
    fields.add("port", port, version)
    if version >= 1 {
      fields.add("rack", rack, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("nodeId", &nodeId, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.read("rack", &rack, version)
    try fields.finish()
  }
}

extension MetadataResponse.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("name", name, version)
    if version >= 10 {
      fields.add("topicId", topicId, version)
    }
    if version >= 1 {
      fields.add("isInternal", isInternal, version)
    }
    fields.add("partitions", partitions, version)
    if version >= 8 {
      fields.add("topicAuthorizedOperations", topicAuthorizedOperations, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("isInternal", &isInternal, version)
    try fields.read("partitions", &partitions, version)
    try fields.read("topicAuthorizedOperations", &topicAuthorizedOperations, version)
    try fields.finish()
  }
}

extension MetadataResponse.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("leaderId", leaderId, version)
    if version >= 7 {
      fields.add("leaderEpoch", leaderEpoch, version)
    }
    fields.add("replicaNodes", replicaNodes, version)
    fields.add("isrNodes", isrNodes, version)
    if version >= 5 {
      fields.add("offlineReplicas", offlineReplicas, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("leaderId", &leaderId, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.read("replicaNodes", &replicaNodes, version)
    try fields.read("isrNodes", &isrNodes, version)
    try fields.read("offlineReplicas", &offlineReplicas, version)
    try fields.finish()
  }
}

extension OffsetCommitRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupId", groupId, version)
    fields.add("generationIdOrMemberEpoch", generationIdOrMemberEpoch, version)
    fields.add("memberId", memberId, version)
    if version >= 7 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    if version <= 4 {
      fields.add("retentionTimeMs", retentionTimeMs, version)
    }
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("generationIdOrMemberEpoch", &generationIdOrMemberEpoch, version)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.read("retentionTimeMs", &retentionTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension OffsetCommitRequest.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 9 {
      fields.add("name", name, version)
    }
    if version >= 10 {
      fields.add("topicId", topicId, version)
    }
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension OffsetCommitRequest.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("committedOffset", committedOffset, version)
    if version >= 6 {
      fields.add("committedLeaderEpoch", committedLeaderEpoch, version)
    }
    fields.add("committedMetadata", committedMetadata, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("committedOffset", &committedOffset, version)
    try fields.read("committedLeaderEpoch", &committedLeaderEpoch, version)
    try fields.read("committedMetadata", &committedMetadata, version)
    try fields.finish()
  }
}

extension OffsetCommitResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension OffsetCommitResponse.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 9 {
      fields.add("name", name, version)
    }
    if version >= 10 {
      fields.add("topicId", topicId, version)
    }
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension OffsetCommitResponse.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("errorCode", errorCode, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension OffsetDeleteRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupId", groupId, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension OffsetDeleteRequest.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension OffsetDeleteRequest.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.finish()
  }
}

extension OffsetDeleteResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension OffsetDeleteResponse.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("name", name, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension OffsetDeleteResponse.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partitionIndex", partitionIndex, version)
    fields.add("errorCode", errorCode, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension OffsetFetchRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 7 {
      fields.add("groupId", groupId, version)
    }
    if version <= 7 {
      fields.add("topics", topics, version)
    }
    if version >= 8 {
      fields.add("groups", groups, version)
    }
    if version >= 7 {
      fields.add("requireStable", requireStable, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("topics", &topics, version)
    try fields.read("groups", &groups, version)
    try fields.read("requireStable", &requireStable, version)
    try fields.finish()
  }
}

extension OffsetFetchRequest.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 7 {
      fields.add("name", name, version)
    }
    if version <= 7 {
      fields.add("partitionIndexes", partitionIndexes, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitionIndexes", &partitionIndexes, version)
    try fields.finish()
  }
}

extension OffsetFetchRequest.Group: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 8 {
      fields.add("groupId", groupId, version)
    }
    if version >= 9 {
      fields.add("memberId", memberId, version)
    }
    if version >= 9 {
      fields.add("memberEpoch", memberEpoch, version)
    }
    if version >= 8 {
      fields.add("topics", topics, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("memberId", &memberId, version)
    try fields.read("memberEpoch", &memberEpoch, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension OffsetFetchRequest.Topics: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 8 && version <= 9 {
      fields.add("name", name, version)
    }
    if version >= 10 {
      fields.add("topicId", topicId, version)
    }
    if version >= 8 {
      fields.add("partitionIndexes", partitionIndexes, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitionIndexes", &partitionIndexes, version)
    try fields.finish()
  }
}

extension OffsetFetchResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    if version <= 7 {
      fields.add("topics", topics, version)
    }
    if version >= 2 && version <= 7 {
      fields.add("errorCode", errorCode, version)
    }
    if version >= 8 {
      fields.add("groups", groups, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("groups", &groups, version)
    try fields.finish()
  }
}

extension OffsetFetchResponse.Topic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 7 {
      fields.add("name", name, version)
    }
    if version <= 7 {
      fields.add("partitions", partitions, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension OffsetFetchResponse.Partition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 7 {
      fields.add("partitionIndex", partitionIndex, version)
    }
    if version <= 7 {
      fields.add("committedOffset", committedOffset, version)
    }
    if version >= 5 && version <= 7 {
      fields.add("committedLeaderEpoch", committedLeaderEpoch, version)
    }
    if version <= 7 {
      fields.add("metadata", metadata, version)
    }
    if version <= 7 {
      fields.add("errorCode", errorCode, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("committedOffset", &committedOffset, version)
    try fields.read("committedLeaderEpoch", &committedLeaderEpoch, version)
    try fields.read("metadata", &metadata, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension OffsetFetchResponse.Group: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 8 {
      fields.add("groupId", groupId, version)
    }
    if version >= 8 {
      fields.add("topics", topics, version)
    }
    if version >= 8 {
      fields.add("errorCode", errorCode, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("topics", &topics, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension OffsetFetchResponse.Topics: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 8 && version <= 9 {
      fields.add("name", name, version)
    }
    if version >= 10 {
      fields.add("topicId", topicId, version)
    }
    if version >= 8 {
      fields.add("partitions", partitions, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension OffsetFetchResponse.Partitions: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 8 {
      fields.add("partitionIndex", partitionIndex, version)
    }
    if version >= 8 {
      fields.add("committedOffset", committedOffset, version)
    }
    if version >= 8 {
      fields.add("committedLeaderEpoch", committedLeaderEpoch, version)
    }
    if version >= 8 {
      fields.add("metadata", metadata, version)
    }
    if version >= 8 {
      fields.add("errorCode", errorCode, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partitionIndex", &partitionIndex, version)
    try fields.read("committedOffset", &committedOffset, version)
    try fields.read("committedLeaderEpoch", &committedLeaderEpoch, version)
    try fields.read("metadata", &metadata, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.finish()
  }
}

extension OffsetForLeaderEpochRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 3 {
      fields.add("replicaId", replicaId, version)
    }
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("replicaId", &replicaId, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension OffsetForLeaderEpochRequest.OffsetForLeaderTopic: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topic", topic, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension OffsetForLeaderEpochRequest.OffsetForLeaderPartition: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("partition", partition, version)
    fields.add("currentLeaderEpoch", currentLeaderEpoch, version)
    fields.add("leaderEpoch", leaderEpoch, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("partition", &partition, version)
    try fields.read("currentLeaderEpoch", &currentLeaderEpoch, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.finish()
  }
}

extension OffsetForLeaderEpochResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("topics", topics, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("topics", &topics, version)
    try fields.finish()
  }
}

extension OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("topic", topic, version)
    fields.add("partitions", partitions, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("topic", &topic, version)
    try fields.read("partitions", &partitions, version)
    try fields.finish()
  }
}

extension OffsetForLeaderEpochResponse.EpochEndOffset: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("partition", partition, version)
    fields.add("leaderEpoch", leaderEpoch, version)
    fields.add("endOffset", endOffset, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("partition", &partition, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.read("endOffset", &endOffset, version)
    try fields.finish()
  }
}

extension ProduceRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("transactionalId", transactionalId, version)
    fields.add("acks", acks, version)
    fields.add("timeoutMs", timeoutMs, version)
    fields.add("topicData", topicData, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("transactionalId", &transactionalId, version)
    try fields.read("acks", &acks, version)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.read("topicData", &topicData, version)
    try fields.finish()
  }
}

extension ProduceRequest.TopicProduceData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 12 {
      fields.add("name", name, version)
    }
    if version >= 13 {
      fields.add("topicId", topicId, version)
    }
    fields.add("partitionData", partitionData, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitionData", &partitionData, version)
    try fields.finish()
  }
}

extension ProduceRequest.PartitionProduceData: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("index", index, version)
    fields.add("records", records, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("index", &index, version)
    try fields.read("records", &records, version)
    try fields.finish()
  }
}

extension ProduceResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("responses", responses, version)
    fields.add("throttleTimeMs", throttleTimeMs, version)
    if version >= 10 {
      if nodeEndpoints != [] { fields.add("nodeEndpoints", nodeEndpoints, version) }
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("responses", &responses, version)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("nodeEndpoints", &nodeEndpoints, version)
    try fields.finish()
  }
}

extension ProduceResponse.TopicProduceResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version <= 12 {
      fields.add("name", name, version)
    }
    if version >= 13 {
      fields.add("topicId", topicId, version)
    }
    fields.add("partitionResponses", partitionResponses, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("name", &name, version)
    try fields.read("topicId", &topicId, version)
    try fields.read("partitionResponses", &partitionResponses, version)
    try fields.finish()
  }
}

extension ProduceResponse.PartitionProduceResponse: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("index", index, version)
    fields.add("errorCode", errorCode, version)
    fields.add("baseOffset", baseOffset, version)
    fields.add("logAppendTimeMs", logAppendTimeMs, version)
    if version >= 5 {
      fields.add("logStartOffset", logStartOffset, version)
    }
    if version >= 8 {
      fields.add("recordErrors", recordErrors, version)
    }
    if version >= 8 {
      fields.add("errorMessage", errorMessage, version)
    }
    if version >= 10 {
      if currentLeader != ProduceResponse.LeaderIdAndEpoch() { fields.add("currentLeader", currentLeader, version) }
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("index", &index, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("baseOffset", &baseOffset, version)
    try fields.read("logAppendTimeMs", &logAppendTimeMs, version)
    try fields.read("logStartOffset", &logStartOffset, version)
    try fields.read("recordErrors", &recordErrors, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("currentLeader", &currentLeader, version)
    try fields.finish()
  }
}

extension ProduceResponse.BatchIndexAndErrorMessage: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 8 {
      fields.add("batchIndex", batchIndex, version)
    }
    if version >= 8 {
      fields.add("batchIndexErrorMessage", batchIndexErrorMessage, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("batchIndex", &batchIndex, version)
    try fields.read("batchIndexErrorMessage", &batchIndexErrorMessage, version)
    try fields.finish()
  }
}

extension ProduceResponse.LeaderIdAndEpoch: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 10 {
      fields.add("leaderId", leaderId, version)
    }
    if version >= 10 {
      fields.add("leaderEpoch", leaderEpoch, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("leaderId", &leaderId, version)
    try fields.read("leaderEpoch", &leaderEpoch, version)
    try fields.finish()
  }
}

extension ProduceResponse.NodeEndpoint: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 10 {
      fields.add("nodeId", nodeId, version)
    }
    if version >= 10 {
      fields.add("host", host, version)
    }
    if version >= 10 {
      fields.add("port", port, version)
    }
    if version >= 10 {
      fields.add("rack", rack, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("nodeId", &nodeId, version)
    try fields.read("host", &host, version)
    try fields.read("port", &port, version)
    try fields.read("rack", &rack, version)
    try fields.finish()
  }
}

extension RemoveRaftVoterRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("clusterId", clusterId, version)
    fields.add("voterId", voterId, version)
    fields.add("voterDirectoryId", voterDirectoryId, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("clusterId", &clusterId, version)
    try fields.read("voterId", &voterId, version)
    try fields.read("voterDirectoryId", &voterDirectoryId, version)
    try fields.finish()
  }
}

extension RemoveRaftVoterResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension SaslAuthenticateRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("authBytes", authBytes, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("authBytes", &authBytes, version)
    try fields.finish()
  }
}

extension SaslAuthenticateResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    fields.add("authBytes", authBytes, version)
    if version >= 1 {
      fields.add("sessionLifetimeMs", sessionLifetimeMs, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("authBytes", &authBytes, version)
    try fields.read("sessionLifetimeMs", &sessionLifetimeMs, version)
    try fields.finish()
  }
}

extension SaslHandshakeRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("mechanism", mechanism, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("mechanism", &mechanism, version)
    try fields.finish()
  }
}

extension SaslHandshakeResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("errorCode", errorCode, version)
    fields.add("mechanisms", mechanisms, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("mechanisms", &mechanisms, version)
    try fields.finish()
  }
}

extension SyncGroupRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("groupId", groupId, version)
    fields.add("generationId", generationId, version)
    fields.add("memberId", memberId, version)
    if version >= 3 {
      fields.add("groupInstanceId", groupInstanceId, version)
    }
    if version >= 5 {
      fields.add("protocolType", protocolType, version)
    }
    if version >= 5 {
      fields.add("protocolName", protocolName, version)
    }
    fields.add("assignments", assignments, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("groupId", &groupId, version)
    try fields.read("generationId", &generationId, version)
    try fields.read("memberId", &memberId, version)
    try fields.read("groupInstanceId", &groupInstanceId, version)
    try fields.read("protocolType", &protocolType, version)
    try fields.read("protocolName", &protocolName, version)
    try fields.read("assignments", &assignments, version)
    try fields.finish()
  }
}

extension SyncGroupRequest.Assignment: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("memberId", memberId, version)
    fields.add("assignment", assignment, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("memberId", &memberId, version)
    try fields.read("assignment", &assignment, version)
    try fields.finish()
  }
}

extension SyncGroupResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    if version >= 1 {
      fields.add("throttleTimeMs", throttleTimeMs, version)
    }
    fields.add("errorCode", errorCode, version)
    if version >= 5 {
      fields.add("protocolType", protocolType, version)
    }
    if version >= 5 {
      fields.add("protocolName", protocolName, version)
    }
    fields.add("assignment", assignment, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("protocolType", &protocolType, version)
    try fields.read("protocolName", &protocolName, version)
    try fields.read("assignment", &assignment, version)
    try fields.finish()
  }
}

extension UnregisterBrokerRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("brokerId", brokerId, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("brokerId", &brokerId, version)
    try fields.finish()
  }
}

extension UnregisterBrokerResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}

extension UpdateFeaturesRequest: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("timeoutMs", timeoutMs, version)
    fields.add("featureUpdates", featureUpdates, version)
    if version >= 1 {
      fields.add("validateOnly", validateOnly, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("timeoutMs", &timeoutMs, version)
    try fields.read("featureUpdates", &featureUpdates, version)
    try fields.read("validateOnly", &validateOnly, version)
    try fields.finish()
  }
}

extension UpdateFeaturesRequest.FeatureUpdateKey: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("feature", feature, version)
    fields.add("maxVersionLevel", maxVersionLevel, version)
    if version <= 0 {
      fields.add("allowDowngrade", allowDowngrade, version)
    }
    if version >= 1 {
      fields.add("upgradeType", upgradeType, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("feature", &feature, version)
    try fields.read("maxVersionLevel", &maxVersionLevel, version)
    try fields.read("allowDowngrade", &allowDowngrade, version)
    try fields.read("upgradeType", &upgradeType, version)
    try fields.finish()
  }
}

extension UpdateFeaturesResponse: ConvertibleMessage {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("throttleTimeMs", throttleTimeMs, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    if version <= 1 {
      fields.add("results", results, version)
    }
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("throttleTimeMs", &throttleTimeMs, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.read("results", &results, version)
    try fields.finish()
  }
}

extension UpdateFeaturesResponse.UpdatableFeatureResult: Convertible {
  func json(_ version: Int16) -> JSONValue {
    var fields = FieldWriter()
    fields.add("feature", feature, version)
    fields.add("errorCode", errorCode, version)
    fields.add("errorMessage", errorMessage, version)
    return fields.value
  }

  init(json: JSONValue, _ version: Int16) throws {
    self.init()
    let fields = try FieldReader(json)
    try fields.read("feature", &feature, version)
    try fields.read("errorCode", &errorCode, version)
    try fields.read("errorMessage", &errorMessage, version)
    try fields.finish()
  }
}
