import KafkaProtocol

/// ListOffsets, OffsetForLeaderEpoch and DeleteRecords: questions about where records are.
extension BrokerNode {
  /// What is asked of a partition that must be led here.
  private enum Found {
    case leader(PartitionReplica)
    case refused(ErrorCode)
  }

  private func leader(
    of name: String, _ partition: Int32, epoch: Int32 = -1, _ operation: AccessOperation, _ call: Call
  ) -> Found {
    guard allows(call.context, operation, .topic, name) else { return .refused(.topicAuthorizationFailed) }
    guard let replica = topics[name]?.replica(partition) else {
      return .refused(partitionRecord(name, .zero, partition) == nil ? .unknownTopicOrPartition : .notLeaderOrFollower)
    }
    if epoch >= 0, epoch < replica.leaderEpoch { return .refused(.fencedLeaderEpoch) }
    if epoch >= 0, epoch > replica.leaderEpoch { return .refused(.unknownLeaderEpoch) }
    return replica.isLeader ? .leader(replica) : .refused(.notLeaderOrFollower)
  }

  func listOffsets(_ request: ListOffsetsRequest, _ call: Call) -> ListOffsetsResponse {
    var response = ListOffsetsResponse()
    for topic in request.topics {
      var result = ListOffsetsResponse.TopicResponse()
      result.name = topic.name
      for partition in topic.partitions {
        var answer = ListOffsetsResponse.PartitionResponse()
        answer.partitionIndex = partition.partitionIndex
        let isFollower = request.replicaId >= 0
        switch leader(
          of: topic.name, partition.partitionIndex, epoch: partition.currentLeaderEpoch,
          isFollower ? .clusterAction : .describe, call)
        {
        case .refused(let code): answer.errorCode = code.rawValue
        case .leader(let replica): find(partition.timestamp, replica, isFollower: isFollower, &answer, call)
        }
        result.partitions.append(answer)
      }
      response.topics.append(result)
    }
    return response
  }

  private func find(
    _ timestamp: Int64, _ replica: PartitionReplica, isFollower: Bool,
    _ answer: inout ListOffsetsResponse.PartitionResponse, _ call: Call
  ) {
    let limit = isFollower ? replica.log.endOffset : replica.highWatermark
    // A new leader knows only later how far its records are replicated: its end must not seem to have gone back.
    if !isFollower, replica.highWatermark < replica.leaderEpochStart,
      timestamp == -1 || timestamp >= 0 || timestamp == -3
    {
      answer.errorCode =
        call.version >= 5 ? ErrorCode.offsetNotAvailable.rawValue : ErrorCode.leaderNotAvailable.rawValue
      return
    }
    func set(_ offset: Int64, _ time: Int64, _ epoch: Int32?) {
      answer.offset = offset
      answer.timestamp = time
      if call.version >= 4 { answer.leaderEpoch = epoch ?? -1 }
    }
    switch timestamp {
    case -1: set(limit, -1, replica.leaderEpoch)
    case -2, -4: set(replica.log.startOffset, -1, replica.log.epochs.epoch(at: replica.log.startOffset))
    case -3:
      guard call.version >= 7 else { return answer.errorCode = ErrorCode.unsupportedVersion.rawValue }
      if let found = replica.log.newestRecord(below: limit) { set(found.offset, found.timestamp, found.leaderEpoch) }
    case -5, -6: set(-1, -1, nil)  // Nothing lies in tiered storage.
    case 0...:
      if let found = replica.log.firstRecord(since: timestamp, below: limit) {
        set(found.offset, found.timestamp, found.leaderEpoch)
      }
    default: answer.errorCode = ErrorCode.invalidRequest.rawValue
    }
  }

  func offsetsForLeaderEpoch(_ request: OffsetForLeaderEpochRequest, _ call: Call) -> OffsetForLeaderEpochResponse {
    var response = OffsetForLeaderEpochResponse()
    for topic in request.topics {
      var result = OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult()
      result.topic = topic.topic
      for partition in topic.partitions {
        var answer = OffsetForLeaderEpochResponse.EpochEndOffset()
        answer.partition = partition.partition
        switch leader(of: topic.topic, partition.partition, epoch: partition.currentLeaderEpoch, .describe, call) {
        case .refused(let code): answer.errorCode = code.rawValue
        case .leader(let replica):
          if let end = replica.log.epochs.end(of: partition.leaderEpoch, logEnd: replica.log.endOffset) {
            answer.leaderEpoch = end.epoch
            answer.endOffset = end.offset
          }
        }
        result.partitions.append(answer)
      }
      response.topics.append(result)
    }
    return response
  }

  func deleteRecords(_ request: DeleteRecordsRequest, _ call: Call) -> DeleteRecordsResponse {
    var response = DeleteRecordsResponse()
    for topic in request.topics {
      var result = DeleteRecordsResponse.TopicResult()
      result.name = topic.name
      for partition in topic.partitions {
        var answer = DeleteRecordsResponse.PartitionResult()
        answer.partitionIndex = partition.partitionIndex
        answer.lowWatermark = -1
        switch leader(of: topic.name, partition.partitionIndex, .delete, call) {
        case .refused(let code): answer.errorCode = code.rawValue
        case .leader(let replica): delete(before: partition.offset, replica, &answer)
        }
        result.partitions.append(answer)
      }
      response.topics.append(result)
    }
    return response
  }

  private func delete(
    before offset: Int64, _ replica: PartitionReplica, _ answer: inout DeleteRecordsResponse.PartitionResult
  ) {
    let target = offset == -1 ? replica.highWatermark : offset
    if replica.topic.isInternal || !replica.topic.settings.deletes {
      answer.errorCode = ErrorCode.policyViolation.rawValue
    } else if target < 0 || target > replica.highWatermark {
      answer.errorCode = ErrorCode.offsetOutOfRange.rawValue
    } else {
      let before = replica.log.size
      replica.deleteRecords(before: target)
      memoryUsed += replica.log.size - before
      answer.lowWatermark = replica.log.startOffset
      touch(replica)
    }
  }
}
