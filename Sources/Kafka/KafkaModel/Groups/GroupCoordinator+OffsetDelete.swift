import KafkaProtocol

extension GroupCoordinator {
  func deleteOffsets(_ request: OffsetDeleteRequest, _ call: GroupCall) {
    func refuse(_ error: ErrorCode) {
      var response = OffsetDeleteResponse()
      response.errorCode = error.rawValue
      respond(call.token, response)
    }
    if let error = refusal(of: request.groupId, .delete, call, mayBeEmpty: true) { return refuse(error) }
    guard let group = groups[request.groupId], group.state != .dead else { return refuse(.groupIdNotFound) }
    let isUsed = group.state != .empty
    if isUsed && group.protocolType != "consumer" { return refuse(.nonEmptyGroup) }
    // Members whose subscription cannot be read may use every topic.
    let subscription = isUsed ? group.subscribedTopics() : []
    var response = OffsetDeleteResponse()
    var deleted: [GroupTopicPartition] = []
    var seen: Set<GroupTopicPartition> = []
    for topic in request.topics {
      var answer = OffsetDeleteResponse.Topic()
      answer.name = topic.name
      for partition in topic.partitions {
        let target = GroupTopicPartition(topic: topic.name, partition: partition.partitionIndex)
        var entry = OffsetDeleteResponse.Partition()
        entry.partitionIndex = partition.partitionIndex
        if !call.allows(.read, .topic, topic.name) {
          entry.errorCode = ErrorCode.topicAuthorizationFailed.rawValue
        } else if call.topics.partitionCount(of: topic.name).map({ !(0..<$0).contains(Int(target.partition)) }) ?? true
        {
          entry.errorCode = ErrorCode.unknownTopicOrPartition.rawValue
        } else if subscription?.contains(topic.name) ?? true {
          entry.errorCode = ErrorCode.groupSubscribedToTopic.rawValue
        } else if group.offsets[target] != nil, seen.insert(target).inserted {
          deleted.append(target)
        }
        answer.partitions.append(entry)
      }
      response.topics.append(answer)
    }
    if deleted.isEmpty { return respond(call.token, response) }
    append(
      .offsetDeletion(deleted, response), for: group, deleted.map { GroupLogRecord.deletedOffset(group: group.id, $0) },
      waiting: call.waiting, at: call.moment)
  }

  /// The log has the tombstones, or could not take them.
  func finishOffsetDeletion(
    _ targets: [GroupTopicPartition], _ answer: OffsetDeleteResponse, _ sequence: UInt64, in group: Group,
    _ waiting: GroupMember.Waiting?, _ error: ErrorCode
  ) {
    if error == .none { Self.forget(targets, before: sequence, in: group) }
    guard let waiting else { return }
    var answer = answer
    if error != .none {
      answer = OffsetDeleteResponse()
      answer.errorCode = Self.commitError(error).rawValue
    }
    respond(waiting.token, answer)
  }

  /// Forgets offsets, but not those that were committed after the tombstones.
  static func forget(_ targets: [GroupTopicPartition], before sequence: UInt64, in group: Group) {
    for target in targets where group.offsets[target].map({ $0.sequence < sequence }) ?? false {
      group.offsets[target] = nil
    }
  }
}
