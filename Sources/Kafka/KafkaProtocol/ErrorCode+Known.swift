// Numbers, names and what can be tried again are those of Kafka 4.3.1 (`Errors`).

extension ErrorCode {
  /// The broker failed in a way that it does not name.
  public static let unknownServerError = ErrorCode(rawValue: -1)
  /// No error.
  public static let none = ErrorCode(rawValue: 0)
  /// The offset is outside what the partition's log holds.
  public static let offsetOutOfRange = ErrorCode(rawValue: 1)
  /// The records are damaged: their checksum, size or form is wrong.
  public static let corruptMessage = ErrorCode(rawValue: 2)
  /// The broker has no such topic or partition.
  public static let unknownTopicOrPartition = ErrorCode(rawValue: 3)
  /// The size to fetch is not one that can be asked for.
  public static let invalidFetchSize = ErrorCode(rawValue: 4)
  /// The partition has no leader for now.
  public static let leaderNotAvailable = ErrorCode(rawValue: 5)
  /// This broker is not the partition's leader, or not one of its replicas.
  public static let notLeaderOrFollower = ErrorCode(rawValue: 6)
  /// The request was not finished in its time.
  public static let requestTimedOut = ErrorCode(rawValue: 7)
  /// The broker is not there.
  public static let brokerNotAvailable = ErrorCode(rawValue: 8)
  /// The replica is not there.
  public static let replicaNotAvailable = ErrorCode(rawValue: 9)
  /// The record batch is larger than the topic takes.
  public static let messageTooLarge = ErrorCode(rawValue: 10)
  /// The controller that sent this has been replaced.
  public static let staleControllerEpoch = ErrorCode(rawValue: 11)
  /// The text that goes with the committed offset is too long.
  public static let offsetMetadataTooLarge = ErrorCode(rawValue: 12)
  /// The connection broke before an answer came.
  public static let networkException = ErrorCode(rawValue: 13)
  /// The coordinator is still loading what it coordinates.
  public static let coordinatorLoadInProgress = ErrorCode(rawValue: 14)
  /// No coordinator is there for now.
  public static let coordinatorNotAvailable = ErrorCode(rawValue: 15)
  /// This broker is not the coordinator.
  public static let notCoordinator = ErrorCode(rawValue: 16)
  /// The topic's name is not valid, or the topic is not for this.
  public static let invalidTopicException = ErrorCode(rawValue: 17)
  /// The records are more than a segment of the log holds.
  public static let recordListTooLarge = ErrorCode(rawValue: 18)
  /// The partition has fewer in-sync replicas than its topic asks for.
  public static let notEnoughReplicas = ErrorCode(rawValue: 19)
  /// The records are written, but to fewer in-sync replicas than the topic asks for.
  public static let notEnoughReplicasAfterAppend = ErrorCode(rawValue: 20)
  /// The number of acknowledgements is not one that can be asked for.
  public static let invalidRequiredAcks = ErrorCode(rawValue: 21)
  /// The group is in another generation.
  public static let illegalGeneration = ErrorCode(rawValue: 22)
  /// The member's protocols are not those of the group.
  public static let inconsistentGroupProtocol = ErrorCode(rawValue: 23)
  /// The group's name is not valid.
  public static let invalidGroupId = ErrorCode(rawValue: 24)
  /// The group has no such member.
  public static let unknownMemberId = ErrorCode(rawValue: 25)
  /// The session timeout is outside what the broker allows.
  public static let invalidSessionTimeout = ErrorCode(rawValue: 26)
  /// The group is rebalancing: the member has to join again.
  public static let rebalanceInProgress = ErrorCode(rawValue: 27)
  /// The committed offset is larger than the group's log takes.
  public static let invalidCommitOffsetSize = ErrorCode(rawValue: 28)
  /// The client may not do this with the topic.
  public static let topicAuthorizationFailed = ErrorCode(rawValue: 29)
  /// The client may not do this with the group.
  public static let groupAuthorizationFailed = ErrorCode(rawValue: 30)
  /// The client may not do this with the cluster.
  public static let clusterAuthorizationFailed = ErrorCode(rawValue: 31)
  /// The timestamp is outside what the topic allows.
  public static let invalidTimestamp = ErrorCode(rawValue: 32)
  /// The broker does not offer this SASL mechanism.
  public static let unsupportedSaslMechanism = ErrorCode(rawValue: 33)
  /// The request does not belong at this point of the authentication.
  public static let illegalSaslState = ErrorCode(rawValue: 34)
  /// The broker does not have this version of the request.
  public static let unsupportedVersion = ErrorCode(rawValue: 35)
  /// A topic of this name is there already.
  public static let topicAlreadyExists = ErrorCode(rawValue: 36)
  /// The number of partitions is not one that the topic can have.
  public static let invalidPartitions = ErrorCode(rawValue: 37)
  /// The replication factor is not above zero, or larger than the cluster.
  public static let invalidReplicationFactor = ErrorCode(rawValue: 38)
  /// The replicas cannot be assigned like this.
  public static let invalidReplicaAssignment = ErrorCode(rawValue: 39)
  /// The configuration is not valid.
  public static let invalidConfig = ErrorCode(rawValue: 40)
  /// This is not the controller.
  public static let notController = ErrorCode(rawValue: 41)
  /// The request is not valid.
  public static let invalidRequest = ErrorCode(rawValue: 42)
  /// The log's message format is too old for this.
  public static let unsupportedForMessageFormat = ErrorCode(rawValue: 43)
  /// A policy of the broker forbids this.
  public static let policyViolation = ErrorCode(rawValue: 44)
  /// The producer's sequence number does not follow on the last one.
  public static let outOfOrderSequenceNumber = ErrorCode(rawValue: 45)
  /// The broker has these records already.
  public static let duplicateSequenceNumber = ErrorCode(rawValue: 46)
  /// A newer producer with this id is at work.
  public static let invalidProducerEpoch = ErrorCode(rawValue: 47)
  /// The transaction is in no state for this.
  public static let invalidTxnState = ErrorCode(rawValue: 48)
  /// The producer id is not the one of the transactional id.
  public static let invalidProducerIdMapping = ErrorCode(rawValue: 49)
  /// The transaction timeout is longer than the broker allows.
  public static let invalidTransactionTimeout = ErrorCode(rawValue: 50)
  /// Another change of this transaction is still going on.
  public static let concurrentTransactions = ErrorCode(rawValue: 51)
  /// A newer transaction coordinator is at work.
  public static let transactionCoordinatorFenced = ErrorCode(rawValue: 52)
  /// The client may not use the transactional id.
  public static let transactionalIdAuthorizationFailed = ErrorCode(rawValue: 53)
  /// The broker has no security of this kind.
  public static let securityDisabled = ErrorCode(rawValue: 54)
  /// The operation was not tried, because another of the request failed.
  public static let operationNotAttempted = ErrorCode(rawValue: 55)
  /// The broker cannot use the disk.
  public static let kafkaStorageError = ErrorCode(rawValue: 56)
  /// The broker has no such log directory.
  public static let logDirNotFound = ErrorCode(rawValue: 57)
  /// The authentication failed.
  public static let saslAuthenticationFailed = ErrorCode(rawValue: 58)
  /// The broker knows nothing of this producer any more.
  public static let unknownProducerId = ErrorCode(rawValue: 59)
  /// The partition is being reassigned.
  public static let reassignmentInProgress = ErrorCode(rawValue: 60)
  /// Delegation tokens are not enabled.
  public static let delegationTokenAuthDisabled = ErrorCode(rawValue: 61)
  /// There is no such delegation token.
  public static let delegationTokenNotFound = ErrorCode(rawValue: 62)
  /// The delegation token belongs to another.
  public static let delegationTokenOwnerMismatch = ErrorCode(rawValue: 63)
  /// Delegation tokens cannot be asked for over this connection.
  public static let delegationTokenRequestNotAllowed = ErrorCode(rawValue: 64)
  /// The client may not use delegation tokens.
  public static let delegationTokenAuthorizationFailed = ErrorCode(rawValue: 65)
  /// The delegation token is too old.
  public static let delegationTokenExpired = ErrorCode(rawValue: 66)
  /// The kind of principal is not supported.
  public static let invalidPrincipalType = ErrorCode(rawValue: 67)
  /// The group has members.
  public static let nonEmptyGroup = ErrorCode(rawValue: 68)
  /// There is no such group.
  public static let groupIdNotFound = ErrorCode(rawValue: 69)
  /// The fetch session is not there any more.
  public static let fetchSessionIdNotFound = ErrorCode(rawValue: 70)
  /// The fetch session is at another epoch.
  public static let invalidFetchSessionEpoch = ErrorCode(rawValue: 71)
  /// The leader has no listener like the one that was asked.
  public static let listenerNotFound = ErrorCode(rawValue: 72)
  /// Topics cannot be deleted on this broker.
  public static let topicDeletionDisabled = ErrorCode(rawValue: 73)
  /// The leader epoch is older than the broker's.
  public static let fencedLeaderEpoch = ErrorCode(rawValue: 74)
  /// The leader epoch is newer than the broker's.
  public static let unknownLeaderEpoch = ErrorCode(rawValue: 75)
  /// The client cannot take this compression.
  public static let unsupportedCompressionType = ErrorCode(rawValue: 76)
  /// The broker has registered anew since.
  public static let staleBrokerEpoch = ErrorCode(rawValue: 77)
  /// The leader does not know its high watermark yet.
  public static let offsetNotAvailable = ErrorCode(rawValue: 78)
  /// The member has to join again under the id that it is given.
  public static let memberIdRequired = ErrorCode(rawValue: 79)
  /// The preferred leader is not there.
  public static let preferredLeaderNotAvailable = ErrorCode(rawValue: 80)
  /// The group is full.
  public static let groupMaxSizeReached = ErrorCode(rawValue: 81)
  /// A newer member with this instance id is at work.
  public static let fencedInstanceId = ErrorCode(rawValue: 82)
  /// No replica that may lead is there.
  public static let eligibleLeadersNotAvailable = ErrorCode(rawValue: 83)
  /// The leader is the right one already.
  public static let electionNotNeeded = ErrorCode(rawValue: 84)
  /// The partition is not being reassigned.
  public static let noReassignmentInProgress = ErrorCode(rawValue: 85)
  /// The group consumes the topic.
  public static let groupSubscribedToTopic = ErrorCode(rawValue: 86)
  /// A record is not one that the topic takes.
  public static let invalidRecord = ErrorCode(rawValue: 87)
  /// Offsets of an open transaction are in the way.
  public static let unstableOffsetCommit = ErrorCode(rawValue: 88)
  /// The quota is used up for now.
  public static let throttlingQuotaExceeded = ErrorCode(rawValue: 89)
  /// A newer producer with this transactional id is at work.
  public static let producerFenced = ErrorCode(rawValue: 90)
  /// There is no such thing.
  public static let resourceNotFound = ErrorCode(rawValue: 91)
  /// The thing is there already.
  public static let duplicateResource = ErrorCode(rawValue: 92)
  /// The credential is not one that can be kept.
  public static let unacceptableCredential = ErrorCode(rawValue: 93)
  /// The voters differ from what the other side knows.
  public static let inconsistentVoterSet = ErrorCode(rawValue: 94)
  /// The version of the feature is not one that it can be set to.
  public static let invalidUpdateVersion = ErrorCode(rawValue: 95)
  /// The feature could not be changed.
  public static let featureUpdateFailed = ErrorCode(rawValue: 96)
  /// The principal inside the forwarded request cannot be read.
  public static let principalDeserializationFailure = ErrorCode(rawValue: 97)
  /// There is no such snapshot.
  public static let snapshotNotFound = ErrorCode(rawValue: 98)
  /// The position is outside the snapshot.
  public static let positionOutOfRange = ErrorCode(rawValue: 99)
  /// The broker has no topic with this id.
  public static let unknownTopicId = ErrorCode(rawValue: 100)
  /// Another broker has registered with this id.
  public static let duplicateBrokerRegistration = ErrorCode(rawValue: 101)
  /// No broker has registered with this id.
  public static let brokerIdNotRegistered = ErrorCode(rawValue: 102)
  /// The log has another topic id.
  public static let inconsistentTopicId = ErrorCode(rawValue: 103)
  /// The cluster has another id.
  public static let inconsistentClusterId = ErrorCode(rawValue: 104)
  /// There is no such transactional id.
  public static let transactionalIdNotFound = ErrorCode(rawValue: 105)
  /// The fetch session has another topic id.
  public static let fetchSessionTopicIdError = ErrorCode(rawValue: 106)
  /// The replica may not become in-sync.
  public static let ineligibleReplica = ErrorCode(rawValue: 107)
  /// The change elected another leader.
  public static let newLeaderElected = ErrorCode(rawValue: 108)
  /// The offset is in remote storage now.
  public static let offsetMovedToTieredStorage = ErrorCode(rawValue: 109)
  /// The member's epoch is older than the coordinator's.
  public static let fencedMemberEpoch = ErrorCode(rawValue: 110)
  /// Another member still holds the instance id.
  public static let unreleasedInstanceId = ErrorCode(rawValue: 111)
  /// The coordinator does not have the assignor.
  public static let unsupportedAssignor = ErrorCode(rawValue: 112)
  /// The member's epoch is older than the last one.
  public static let staleMemberEpoch = ErrorCode(rawValue: 113)
  /// The address is that of the other kind: a controller's for a broker's, or the reverse.
  public static let mismatchedEndpointType = ErrorCode(rawValue: 114)
  /// The kind of endpoint is not supported.
  public static let unsupportedEndpointType = ErrorCode(rawValue: 115)
  /// The controller has no such controller.
  public static let unknownControllerId = ErrorCode(rawValue: 116)
  /// The telemetry subscription is not this one any more.
  public static let unknownSubscriptionId = ErrorCode(rawValue: 117)
  /// The telemetry is larger than the broker takes.
  public static let telemetryTooLarge = ErrorCode(rawValue: 118)
  /// The registration is not valid.
  public static let invalidRegistration = ErrorCode(rawValue: 119)
  /// The transaction has to be aborted.
  public static let transactionAbortable = ErrorCode(rawValue: 120)
  /// The record is in no state for this.
  public static let invalidRecordState = ErrorCode(rawValue: 121)
  /// The share session is not there any more.
  public static let shareSessionNotFound = ErrorCode(rawValue: 122)
  /// The share session is at another epoch.
  public static let invalidShareSessionEpoch = ErrorCode(rawValue: 123)
  /// The share state has a newer epoch.
  public static let fencedStateEpoch = ErrorCode(rawValue: 124)
  /// The voter's key is not that of the voter.
  public static let invalidVoterKey = ErrorCode(rawValue: 125)
  /// The voter is there already.
  public static let duplicateVoter = ErrorCode(rawValue: 126)
  /// There is no such voter.
  public static let voterNotFound = ErrorCode(rawValue: 127)
  /// The regular expression is not valid.
  public static let invalidRegularExpression = ErrorCode(rawValue: 128)
  /// The client has to begin again at its bootstrap servers.
  public static let rebootstrapRequired = ErrorCode(rawValue: 129)
  /// The streams topology is not valid.
  public static let streamsInvalidTopology = ErrorCode(rawValue: 130)
  /// The streams topology has another epoch.
  public static let streamsInvalidTopologyEpoch = ErrorCode(rawValue: 131)
  /// A newer streams topology is at work.
  public static let streamsTopologyFenced = ErrorCode(rawValue: 132)
  /// The broker has no room for another share session.
  public static let shareSessionLimitReached = ErrorCode(rawValue: 133)
}

extension ErrorCode {
  struct Details {
    let name: String
    let isRetryable: Bool
    let message: String

    init(_ name: String, retryable: Bool = false, _ message: String) {
      self.name = name
      self.isRetryable = retryable
      self.message = message
    }
  }

  /// The number of the first row; each row is the next number.
  static let first: Int16 = -1

  static let table: [Details] = [
    Details("UNKNOWN_SERVER_ERROR", "the broker failed in a way that it does not name"),
    Details("NONE", "no error"),
    Details("OFFSET_OUT_OF_RANGE", "the offset is outside what the partition's log holds"),
    Details("CORRUPT_MESSAGE", retryable: true, "the records are damaged: their checksum, size or form is wrong"),
    Details("UNKNOWN_TOPIC_OR_PARTITION", retryable: true, "the broker has no such topic or partition"),
    Details("INVALID_FETCH_SIZE", "the size to fetch is not one that can be asked for"),
    Details("LEADER_NOT_AVAILABLE", retryable: true, "the partition has no leader for now"),
    Details(
      "NOT_LEADER_OR_FOLLOWER", retryable: true, "this broker is not the partition's leader or one of its replicas"),
    Details("REQUEST_TIMED_OUT", retryable: true, "the request was not finished in its time"),
    Details("BROKER_NOT_AVAILABLE", "the broker is not there"),
    Details("REPLICA_NOT_AVAILABLE", retryable: true, "the replica is not there"),
    Details("MESSAGE_TOO_LARGE", "the record batch is larger than the topic takes"),
    Details("STALE_CONTROLLER_EPOCH", "the controller that sent this has been replaced"),
    Details("OFFSET_METADATA_TOO_LARGE", "the text that goes with the committed offset is too long"),
    Details("NETWORK_EXCEPTION", retryable: true, "the connection broke before an answer came"),
    Details("COORDINATOR_LOAD_IN_PROGRESS", retryable: true, "the coordinator is still loading what it coordinates"),
    Details("COORDINATOR_NOT_AVAILABLE", retryable: true, "no coordinator is there for now"),
    Details("NOT_COORDINATOR", retryable: true, "this broker is not the coordinator"),
    Details("INVALID_TOPIC_EXCEPTION", "the topic's name is not valid, or the topic is not for this"),
    Details("RECORD_LIST_TOO_LARGE", "the records are more than a segment of the log holds"),
    Details("NOT_ENOUGH_REPLICAS", retryable: true, "the partition has fewer in-sync replicas than its topic asks for"),
    Details(
      "NOT_ENOUGH_REPLICAS_AFTER_APPEND", retryable: true,
      "the records are written to fewer in-sync replicas than the topic asks for"),
    Details("INVALID_REQUIRED_ACKS", "the number of acknowledgements is not one that can be asked for"),
    Details("ILLEGAL_GENERATION", "the group is in another generation"),
    Details("INCONSISTENT_GROUP_PROTOCOL", "the member's protocols are not those of the group"),
    Details("INVALID_GROUP_ID", "the group's name is not valid"),
    Details("UNKNOWN_MEMBER_ID", "the group has no such member"),
    Details("INVALID_SESSION_TIMEOUT", "the session timeout is outside what the broker allows"),
    Details("REBALANCE_IN_PROGRESS", "the group is rebalancing: the member has to join again"),
    Details("INVALID_COMMIT_OFFSET_SIZE", "the committed offset is larger than the group's log takes"),
    Details("TOPIC_AUTHORIZATION_FAILED", "the client may not do this with the topic"),
    Details("GROUP_AUTHORIZATION_FAILED", "the client may not do this with the group"),
    Details("CLUSTER_AUTHORIZATION_FAILED", "the client may not do this with the cluster"),
    Details("INVALID_TIMESTAMP", "the timestamp is outside what the topic allows"),
    Details("UNSUPPORTED_SASL_MECHANISM", "the broker does not offer this SASL mechanism"),
    Details("ILLEGAL_SASL_STATE", "the request does not belong at this point of the authentication"),
    Details("UNSUPPORTED_VERSION", "the broker does not have this version of the request"),
    Details("TOPIC_ALREADY_EXISTS", "a topic of this name is there already"),
    Details("INVALID_PARTITIONS", "the number of partitions is not one that the topic can have"),
    Details("INVALID_REPLICATION_FACTOR", "the replication factor is not above zero, or larger than the cluster"),
    Details("INVALID_REPLICA_ASSIGNMENT", "the replicas cannot be assigned like this"),
    Details("INVALID_CONFIG", "the configuration is not valid"),
    Details("NOT_CONTROLLER", retryable: true, "this is not the controller"),
    Details("INVALID_REQUEST", "the request is not valid"),
    Details("UNSUPPORTED_FOR_MESSAGE_FORMAT", "the log's message format is too old for this"),
    Details("POLICY_VIOLATION", "a policy of the broker forbids this"),
    Details("OUT_OF_ORDER_SEQUENCE_NUMBER", "the producer's sequence number does not follow on the last one"),
    Details("DUPLICATE_SEQUENCE_NUMBER", "the broker has these records already"),
    Details("INVALID_PRODUCER_EPOCH", "a newer producer with this id is at work"),
    Details("INVALID_TXN_STATE", "the transaction is in no state for this"),
    Details("INVALID_PRODUCER_ID_MAPPING", "the producer id is not the one of the transactional id"),
    Details("INVALID_TRANSACTION_TIMEOUT", "the transaction timeout is longer than the broker allows"),
    Details("CONCURRENT_TRANSACTIONS", retryable: true, "another change of this transaction is still going on"),
    Details("TRANSACTION_COORDINATOR_FENCED", "a newer transaction coordinator is at work"),
    Details("TRANSACTIONAL_ID_AUTHORIZATION_FAILED", "the client may not use the transactional id"),
    Details("SECURITY_DISABLED", "the broker has no security of this kind"),
    Details("OPERATION_NOT_ATTEMPTED", "the operation was not tried, because another of the request failed"),
    Details("KAFKA_STORAGE_ERROR", retryable: true, "the broker cannot use the disk"),
    Details("LOG_DIR_NOT_FOUND", "the broker has no such log directory"),
    Details("SASL_AUTHENTICATION_FAILED", "the authentication failed"),
    Details("UNKNOWN_PRODUCER_ID", "the broker knows nothing of this producer any more"),
    Details("REASSIGNMENT_IN_PROGRESS", "the partition is being reassigned"),
    Details("DELEGATION_TOKEN_AUTH_DISABLED", "delegation tokens are not enabled"),
    Details("DELEGATION_TOKEN_NOT_FOUND", "there is no such delegation token"),
    Details("DELEGATION_TOKEN_OWNER_MISMATCH", "the delegation token belongs to another"),
    Details("DELEGATION_TOKEN_REQUEST_NOT_ALLOWED", "delegation tokens cannot be asked for over this connection"),
    Details("DELEGATION_TOKEN_AUTHORIZATION_FAILED", "the client may not use delegation tokens"),
    Details("DELEGATION_TOKEN_EXPIRED", "the delegation token is too old"),
    Details("INVALID_PRINCIPAL_TYPE", "the kind of principal is not supported"),
    Details("NON_EMPTY_GROUP", "the group has members"),
    Details("GROUP_ID_NOT_FOUND", "there is no such group"),
    Details("FETCH_SESSION_ID_NOT_FOUND", retryable: true, "the fetch session is not there any more"),
    Details("INVALID_FETCH_SESSION_EPOCH", retryable: true, "the fetch session is at another epoch"),
    Details("LISTENER_NOT_FOUND", retryable: true, "the leader has no listener like the one that was asked"),
    Details("TOPIC_DELETION_DISABLED", "topics cannot be deleted on this broker"),
    Details("FENCED_LEADER_EPOCH", retryable: true, "the leader epoch is older than the broker's"),
    Details("UNKNOWN_LEADER_EPOCH", retryable: true, "the leader epoch is newer than the broker's"),
    Details("UNSUPPORTED_COMPRESSION_TYPE", "the client cannot take this compression"),
    Details("STALE_BROKER_EPOCH", "the broker has registered anew since"),
    Details("OFFSET_NOT_AVAILABLE", retryable: true, "the leader does not know its high watermark yet"),
    Details("MEMBER_ID_REQUIRED", "the member has to join again under the id that it is given"),
    Details("PREFERRED_LEADER_NOT_AVAILABLE", retryable: true, "the preferred leader is not there"),
    Details("GROUP_MAX_SIZE_REACHED", "the group is full"),
    Details("FENCED_INSTANCE_ID", "a newer member with this instance id is at work"),
    Details("ELIGIBLE_LEADERS_NOT_AVAILABLE", retryable: true, "no replica that may lead is there"),
    Details("ELECTION_NOT_NEEDED", retryable: true, "the leader is the right one already"),
    Details("NO_REASSIGNMENT_IN_PROGRESS", "the partition is not being reassigned"),
    Details("GROUP_SUBSCRIBED_TO_TOPIC", "the group consumes the topic"),
    Details("INVALID_RECORD", "a record is not one that the topic takes"),
    Details("UNSTABLE_OFFSET_COMMIT", retryable: true, "offsets of an open transaction are in the way"),
    Details("THROTTLING_QUOTA_EXCEEDED", retryable: true, "the quota is used up for now"),
    Details("PRODUCER_FENCED", "a newer producer with this transactional id is at work"),
    Details("RESOURCE_NOT_FOUND", "there is no such thing"),
    Details("DUPLICATE_RESOURCE", "the thing is there already"),
    Details("UNACCEPTABLE_CREDENTIAL", "the credential is not one that can be kept"),
    Details("INCONSISTENT_VOTER_SET", "the voters differ from what the other side knows"),
    Details("INVALID_UPDATE_VERSION", "the version of the feature is not one that it can be set to"),
    Details("FEATURE_UPDATE_FAILED", "the feature could not be changed"),
    Details("PRINCIPAL_DESERIALIZATION_FAILURE", "the principal inside the forwarded request cannot be read"),
    Details("SNAPSHOT_NOT_FOUND", "there is no such snapshot"),
    Details("POSITION_OUT_OF_RANGE", "the position is outside the snapshot"),
    Details("UNKNOWN_TOPIC_ID", retryable: true, "the broker has no topic with this id"),
    Details("DUPLICATE_BROKER_REGISTRATION", "another broker has registered with this id"),
    Details("BROKER_ID_NOT_REGISTERED", "no broker has registered with this id"),
    Details("INCONSISTENT_TOPIC_ID", retryable: true, "the log has another topic id"),
    Details("INCONSISTENT_CLUSTER_ID", "the cluster has another id"),
    Details("TRANSACTIONAL_ID_NOT_FOUND", "there is no such transactional id"),
    Details("FETCH_SESSION_TOPIC_ID_ERROR", retryable: true, "the fetch session has another topic id"),
    Details("INELIGIBLE_REPLICA", "the replica may not become in-sync"),
    Details("NEW_LEADER_ELECTED", "the change elected another leader"),
    Details("OFFSET_MOVED_TO_TIERED_STORAGE", "the offset is in remote storage now"),
    Details("FENCED_MEMBER_EPOCH", "the member's epoch is older than the coordinator's"),
    Details("UNRELEASED_INSTANCE_ID", "another member still holds the instance id"),
    Details("UNSUPPORTED_ASSIGNOR", "the coordinator does not have the assignor"),
    Details("STALE_MEMBER_EPOCH", "the member's epoch is older than the last one"),
    Details("MISMATCHED_ENDPOINT_TYPE", "the address is that of the other kind: of a controller or of a broker"),
    Details("UNSUPPORTED_ENDPOINT_TYPE", "the kind of endpoint is not supported"),
    Details("UNKNOWN_CONTROLLER_ID", "the controller has no such controller"),
    Details("UNKNOWN_SUBSCRIPTION_ID", "the telemetry subscription is not this one any more"),
    Details("TELEMETRY_TOO_LARGE", "the telemetry is larger than the broker takes"),
    Details("INVALID_REGISTRATION", "the registration is not valid"),
    Details("TRANSACTION_ABORTABLE", "the transaction has to be aborted"),
    Details("INVALID_RECORD_STATE", "the record is in no state for this"),
    Details("SHARE_SESSION_NOT_FOUND", retryable: true, "the share session is not there any more"),
    Details("INVALID_SHARE_SESSION_EPOCH", retryable: true, "the share session is at another epoch"),
    Details("FENCED_STATE_EPOCH", "the share state has a newer epoch"),
    Details("INVALID_VOTER_KEY", "the voter's key is not that of the voter"),
    Details("DUPLICATE_VOTER", "the voter is there already"),
    Details("VOTER_NOT_FOUND", "there is no such voter"),
    Details("INVALID_REGULAR_EXPRESSION", "the regular expression is not valid"),
    Details("REBOOTSTRAP_REQUIRED", "the client has to begin again at its bootstrap servers"),
    Details("STREAMS_INVALID_TOPOLOGY", "the streams topology is not valid"),
    Details("STREAMS_INVALID_TOPOLOGY_EPOCH", "the streams topology has another epoch"),
    Details("STREAMS_TOPOLOGY_FENCED", "a newer streams topology is at work"),
    Details("SHARE_SESSION_LIMIT_REACHED", retryable: true, "the broker has no room for another share session"),
  ]
}
