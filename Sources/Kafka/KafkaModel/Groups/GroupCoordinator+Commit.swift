import KafkaProtocol

extension GroupCoordinator {
  func commit(_ request: OffsetCommitRequest, _ call: GroupCall) {
    if let error = refusal(of: request.groupId, .read, call, mayBeEmpty: true) {
      return respond(call.token, commitAnswer(request, call) { _, _ in error })
    }
    if groups[request.groupId] == nil && request.generationIdOrMemberEpoch >= 0 {
      return respond(call.token, commitAnswer(request, call) { _, _ in .illegalGeneration })
    }
    guard let group = groupOrNew(request.groupId, at: call.moment) else {
      return respond(call.token, commitAnswer(request, call) { _, _ in .policyViolation })
    }
    defer { discardUnused(group) }
    if let error = commitFault(request, group) {
      return respond(call.token, commitAnswer(request, call) { _, _ in error })
    }
    if let member = group.members[request.memberId], member.awaitingJoin == nil, member.awaitingSync == nil {
      member.deadline = deadline(of: member, at: call.moment)
    }
    let sequence = lastAppend + 1
    var commits: [GroupTopicPartition: CommittedOffset] = [:]
    let answer = commitAnswer(request, call) { topic, partition in
      let (name, error) = commitTarget(topic, partition, call)
      guard error == .none else { return error }
      var expiry: Int64?
      if (2...4).contains(call.version), request.retentionTimeMs >= 0 {
        let (end, overflow) = call.moment.wall.addingReportingOverflow(request.retentionTimeMs)
        expiry = overflow ? .max : end
      }
      commits[GroupTopicPartition(topic: name, partition: partition.partitionIndex)] = CommittedOffset(
        offset: partition.committedOffset, leaderEpoch: partition.committedLeaderEpoch,
        metadata: partition.committedMetadata ?? "", commitTimestamp: call.moment.wall, expireTimestamp: expiry,
        topicID: call.topics.topicID(of: name) ?? .zero, sequence: sequence)
      return .none
    }
    if commits.isEmpty { return respond(call.token, answer) }
    let records = commits.sorted { ($0.key.topic, $0.key.partition) < ($1.key.topic, $1.key.partition) }
      .map { GroupLogRecord.offset(group: group.id, $0.key, $0.value) }
    append(.commit(commits, answer), for: group, records, waiting: call.waiting, at: call.moment)
  }

  /// Why nothing of a commit is taken; nil where it comes from who may commit.
  private func commitFault(_ request: OffsetCommitRequest, _ group: Group) -> ErrorCode? {
    let generation = request.generationIdOrMemberEpoch
    if group.state == .dead { return .coordinatorNotAvailable }
    if generation < 0 && group.state == .empty { return nil }
    guard generation >= 0 || !request.memberId.isEmpty || request.groupInstanceId != nil else {
      return .unknownMemberId
    }
    if let error = fault(of: request.memberId, request.groupInstanceId, in: group) { return error }
    if generation != group.generation { return .illegalGeneration }
    return group.state == .completingRebalance ? .rebalanceInProgress : nil
  }

  private func commitTarget(
    _ topic: OffsetCommitRequest.Topic, _ partition: OffsetCommitRequest.Partition, _ call: GroupCall
  ) -> (name: String, error: ErrorCode) {
    var name = topic.name
    if call.version >= 10 {
      guard let known = call.topics.topicName(of: topic.topicId) else { return ("", .unknownTopicId) }
      name = known
    }
    guard call.allows(.read, .topic, name) else { return (name, .topicAuthorizationFailed) }
    guard let count = call.topics.partitionCount(of: name), partition.partitionIndex >= 0,
      Int(partition.partitionIndex) < count
    else { return (name, .unknownTopicOrPartition) }
    if partition.committedMetadata.map({ $0.utf8.count > configuration.maximumOffsetMetadata }) ?? false {
      return (name, .offsetMetadataTooLarge)
    }
    return (name, .none)
  }

  private func commitAnswer(
    _ request: OffsetCommitRequest, _ call: GroupCall,
    _ error: (OffsetCommitRequest.Topic, OffsetCommitRequest.Partition) -> ErrorCode
  ) -> OffsetCommitResponse {
    var response = OffsetCommitResponse()
    for topic in request.topics {
      var answer = OffsetCommitResponse.Topic()
      if call.version >= 10 { answer.topicId = topic.topicId } else { answer.name = topic.name }
      for partition in topic.partitions {
        var entry = OffsetCommitResponse.Partition()
        entry.partitionIndex = partition.partitionIndex
        entry.errorCode = error(topic, partition).rawValue
        answer.partitions.append(entry)
      }
      response.topics.append(answer)
    }
    return response
  }

  /// The log has the offsets, or could not take them.
  func finishCommit(
    _ commits: [GroupTopicPartition: CommittedOffset], _ answer: OffsetCommitResponse, in group: Group,
    _ waiting: GroupMember.Waiting?, _ error: ErrorCode
  ) {
    if error == .none {
      for (target, offset) in commits where group.offsets[target].map({ $0.sequence < offset.sequence }) ?? true {
        group.offsets[target] = offset
      }
    }
    guard let waiting else { return }
    respond(waiting.token, error == .none ? answer : Self.failed(answer, Self.commitError(error)))
  }

  /// The answer where what would have been taken was not.
  static func failed(_ answer: OffsetCommitResponse, _ error: ErrorCode) -> OffsetCommitResponse {
    var answer = answer
    for topic in answer.topics.indices {
      for partition in answer.topics[topic].partitions.indices
      where answer.topics[topic].partitions[partition].errorCode == ErrorCode.none.rawValue {
        answer.topics[topic].partitions[partition].errorCode = error.rawValue
      }
    }
    return answer
  }
}
