import KafkaModel
import KafkaProtocol

/// The requests of the tests, each with what usually stands in it.
extension GroupWorld {
  func joinRequest(
    _ member: String = "", instance: String? = nil, group: String = "g", session: Int32 = 10_000,
    rebalance: Int32 = 30_000, type: String = "consumer", protocols: [String] = ["range"], metadata: [UInt8] = [7]
  ) -> JoinGroupRequest {
    var request = JoinGroupRequest()
    request.groupId = group
    request.memberId = member
    request.groupInstanceId = instance
    request.sessionTimeoutMs = session
    request.rebalanceTimeoutMs = rebalance
    request.protocolType = type
    request.protocols = protocols.map {
      var entry = JoinGroupRequest.JoinGroupRequestProtocol()
      entry.name = $0
      entry.metadata = metadata
      return entry
    }
    return request
  }

  func syncRequest(
    _ member: String, _ generation: Int32, group: String = "g", instance: String? = nil,
    _ assignments: [String: [UInt8]] = [:]
  ) -> SyncGroupRequest {
    var request = SyncGroupRequest()
    request.groupId = group
    request.memberId = member
    request.groupInstanceId = instance
    request.generationId = generation
    request.assignments = assignments.sorted { $0.key < $1.key }.map {
      var entry = SyncGroupRequest.Assignment()
      entry.memberId = $0.key
      entry.assignment = $0.value
      return entry
    }
    return request
  }

  /// What a heartbeat is answered.
  func beat(_ member: String, _ generation: Int32, group: String = "g", instance: String? = nil) -> ErrorCode {
    var request = HeartbeatRequest()
    request.groupId = group
    request.memberId = member
    request.generationId = generation
    request.groupInstanceId = instance
    return ErrorCode(send(request, version: 4)?.errorCode)
  }

  func leaveRequest(_ members: [(id: String, instance: String?)], group: String = "g") -> LeaveGroupRequest {
    var request = LeaveGroupRequest()
    request.groupId = group
    request.members = members.map {
      var entry = LeaveGroupRequest.MemberIdentity()
      entry.memberId = $0.id
      entry.groupInstanceId = $0.instance
      return entry
    }
    return request
  }

  func commitRequest(
    _ offset: Int64, member: String = "", generation: Int32 = -1, group: String = "g", topic: String = "orders",
    partition: Int32 = 0, metadata: String? = "m"
  ) -> OffsetCommitRequest {
    var request = OffsetCommitRequest()
    request.groupId = group
    request.memberId = member
    request.generationIdOrMemberEpoch = generation
    var entry = OffsetCommitRequest.Topic()
    entry.name = topic
    entry.topicId = SomeTopics().topicID(of: topic) ?? KafkaUUID(high: 9, low: 9)
    var part = OffsetCommitRequest.Partition()
    part.partitionIndex = partition
    part.committedOffset = offset
    part.committedLeaderEpoch = 3
    part.committedMetadata = metadata
    entry.partitions = [part]
    request.topics = [entry]
    return request
  }

  /// What a commit of one partition is answered.
  func commit(
    _ offset: Int64, member: String = "", generation: Int32 = -1, group: String = "g", topic: String = "orders",
    partition: Int32 = 0, metadata: String? = "m", version: Int16 = 9
  ) -> ErrorCode {
    let request = commitRequest(
      offset, member: member, generation: generation, group: group, topic: topic, partition: partition,
      metadata: metadata)
    return ErrorCode(send(request, version: version)?.topics.first?.partitions.first?.errorCode)
  }

  /// What the group has committed in a partition; -1 where nothing.
  func committed(_ group: String = "g", _ topic: String = "orders", _ partition: Int32 = 0) -> Int64? {
    var request = OffsetFetchRequest()
    var entry = OffsetFetchRequest.Group()
    entry.groupId = group
    var topics = OffsetFetchRequest.Topics()
    topics.name = topic
    topics.partitionIndexes = [partition]
    entry.topics = [topics]
    request.groups = [entry]
    return send(request, version: 9)?.groups.first?.topics.first?.partitions.first?.committedOffset
  }

  func described(_ group: String = "g") -> DescribeGroupsResponse.DescribedGroup? {
    var request = DescribeGroupsRequest()
    request.groups = [group]
    return send(request, version: 5)?.groups.first
  }

  /// A new member joins a group that is empty, as a consumer does: it asks for an id and joins with it.
  func first(group: String = "g", protocols: [String] = ["range"], metadata: [UInt8] = [7]) -> JoinGroupResponse? {
    let asked = send(joinRequest(group: group, protocols: protocols, metadata: metadata), version: 9)
    return send(joinRequest(asked?.memberId ?? "", group: group, protocols: protocols, metadata: metadata), version: 9)
  }

  /// A stable group of one member.
  func stable(group: String = "g", metadata: [UInt8] = [7]) -> (member: String, generation: Int32) {
    guard let joined = first(group: group, metadata: metadata) else { return ("", -1) }
    start(syncRequest(joined.memberId, joined.generationId, group: group, [joined.memberId: [1]]), version: 5)
    return (joined.memberId, joined.generationId)
  }
}
