public import KafkaProtocol

extension GroupCoordinator {
  /// How long a request waits for the log: Kafka's `offsets.commit.timeout.ms`.
  static let appendTimeout = Duration.seconds(5)

  /// The log has acknowledged an append with acks=all, or failed. An append that is not known any more is ignored.
  public func appended(_ id: GroupAppendID, _ error: ErrorCode, at moment: Moment) -> [GroupOutput] {
    guard let append = appends.removeValue(forKey: id) else { return [] }
    finish(id, append, error, at: moment)
    return take()
  }

  /// Ends the appends that could not even be written, now that the state is as it is while an append is under way.
  func endUnwritten() {
    while !unwritten.isEmpty {
      let (id, moment) = unwritten.removeFirst()
      guard let append = appends.removeValue(forKey: id) else { continue }
      finish(id, append, .messageTooLarge, at: moment)
    }
  }

  @discardableResult
  func append(
    _ purpose: PendingGroupAppend.Purpose, for group: Group, _ records: [GroupLogRecord],
    waiting: GroupMember.Waiting?, at moment: Moment
  ) -> GroupAppendID {
    lastAppend += 1
    let id = GroupAppendID(rawValue: lastAppend)
    let append = PendingGroupAppend(
      group: group, purpose: purpose, waiting: waiting, deadline: moment.monotonic + Self.appendTimeout)
    group.pendingAppends += 1
    do throws(CodecError) {
      let batch = try GroupLogBatch.encode(records, timestamp: moment.wall)
      appends[id] = append
      outputs.append(.append(partition: group.partition, records: batch, id))
    } catch {
      // Nothing went to the log: more than a record can hold.
      appends[id] = append
      unwritten.append((id, moment))
    }
    return id
  }

  private func finish(_ id: GroupAppendID, _ append: PendingGroupAppend, _ error: ErrorCode, at moment: Moment) {
    let group = append.group
    group.pendingAppends -= 1
    switch append.purpose {
    case .assignment(_, let assignments): finishAssignment(id, assignments, in: group, error, at: moment)
    case .staticMember(let replacement): finish(replacement, in: group, append.waiting, error, at: moment)
    case .commit(let commits, let answer): finishCommit(commits, answer, in: group, append.waiting, error)
    case .offsetDeletion(let targets, let answer):
      finishOffsetDeletion(targets, answer, id.rawValue, in: group, append.waiting, error)
    case .deletion(let deletion):
      finish(deletion, of: group, error, isWaitedFor: append.waiting != nil, at: moment)
    case .expiry(let targets, let removesGroup):
      finishExpiry(targets, id.rawValue, in: group, removesGroup: removesGroup, error, at: moment)
    case .emptyGeneration: break
    }
    discardUnused(group)
  }

  /// The log takes too long: who waits is answered, but the append may still come to pass and then counts.
  func giveUp(_ id: GroupAppendID, at moment: Moment) {
    guard var append = appends[id] else { return }
    append.deadline = nil
    let group = append.group
    switch append.purpose {
    case .assignment(_, let assignments):
      finishAssignment(id, assignments, in: group, .requestTimedOut, at: moment)
    case .staticMember:
      if let waiting = append.waiting {
        let error = Self.groupError(.requestTimedOut)
        respond(waiting.token, Self.joinFailure(error, "", version: waiting.version))
      }
    case .commit(_, let answer):
      if let waiting = append.waiting { respond(waiting.token, Self.failed(answer, .coordinatorNotAvailable)) }
    case .offsetDeletion:
      if let waiting = append.waiting {
        var answer = OffsetDeleteResponse()
        answer.errorCode = ErrorCode.coordinatorNotAvailable.rawValue
        respond(waiting.token, answer)
      }
    case .deletion(let deletion):
      if append.waiting != nil { fail(deletion, of: group, .coordinatorNotAvailable) }
    case .expiry, .emptyGeneration: break
    }
    append.waiting = nil
    appends[id] = append
  }

  /// What a client of the membership requests is told where the log failed.
  static func groupError(_ error: ErrorCode) -> ErrorCode {
    switch error {
    case .unknownTopicOrPartition, .notEnoughReplicas, .notEnoughReplicasAfterAppend: .coordinatorNotAvailable
    case .notLeaderOrFollower, .kafkaStorageError: .notCoordinator
    case .requestTimedOut: .rebalanceInProgress
    case .messageTooLarge, .recordListTooLarge, .invalidFetchSize: .unknownServerError
    default: error
    }
  }

  /// What a client that commits or deletes is told where the log failed.
  static func commitError(_ error: ErrorCode) -> ErrorCode {
    switch error {
    case .unknownTopicOrPartition, .notEnoughReplicas, .notEnoughReplicasAfterAppend, .requestTimedOut:
      .coordinatorNotAvailable
    case .notLeaderOrFollower, .kafkaStorageError: .notCoordinator
    case .messageTooLarge, .recordListTooLarge, .invalidFetchSize: .invalidCommitOffsetSize
    default: error
    }
  }
}
