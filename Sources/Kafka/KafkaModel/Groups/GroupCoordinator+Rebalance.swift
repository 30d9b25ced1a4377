import KafkaProtocol

extension GroupCoordinator {
  /// Begins a rebalance, or ends the one that is under way where nobody is missing any more.
  func rebalanceOrComplete(_ group: Group, at moment: Moment) {
    switch group.state {
    case .empty, .completingRebalance, .stable: prepareRebalance(group, at: moment)
    case .preparingRebalance: completeJoinIfReady(group, at: moment)
    case .dead: break
    }
  }

  private func prepareRebalance(_ group: Group, at moment: Moment) {
    let wasEmpty = group.state == .empty
    for member in group.orderedMembers {
      if group.state == .completingRebalance { member.assignment = [] }
      member.owesSync = false
      if member.awaitingSync != nil { answerSync(member, .rebalanceInProgress, at: moment) }
    }
    group.assignmentAppend = nil
    group.move(to: .preparingRebalance, at: moment)
    guard wasEmpty else {
      group.joinDeadline = moment.monotonic + group.rebalanceTimeout
      return completeJoinIfReady(group, at: moment)
    }
    let delay = Duration.milliseconds(max(0, configuration.initialRebalanceDelay))
    group.isInitialRebalance = true
    group.hasNewMember = false
    group.remainingDelay = max(.zero, group.rebalanceTimeout - delay)
    if delay == .zero { return completeJoin(group, at: moment) }
    group.joinDeadline = moment.monotonic + delay
  }

  func completeJoinIfReady(_ group: Group, at moment: Moment) {
    guard group.state == .preparingRebalance, !group.isInitialRebalance, group.haveAllJoined else { return }
    completeJoin(group, at: moment)
  }

  /// The time to join is over, or everyone has: the next generation begins with those who joined.
  private func completeJoin(_ group: Group, at moment: Moment) {
    for member in group.orderedMembers where member.awaitingJoin == nil && member.instanceID == nil {
      group.remove(member)
    }
    if !group.members.isEmpty && !group.electJoinedLeader() {
      // Only static members, and none came back yet: their sessions bound how long this goes on.
      group.isInitialRebalance = false
      group.joinDeadline = moment.monotonic + max(.milliseconds(1), group.rebalanceTimeout)
      return
    }
    group.generation = group.generation == .max ? 1 : group.generation + 1
    if group.members.isEmpty {
      group.protocolName = nil
      group.leader = nil
      group.move(to: .empty, at: moment)
      append(.emptyGeneration, for: group, [GroupLogRecord.metadata(of: group)], waiting: nil, at: moment)
      return
    }
    group.protocolName = group.selectedProtocol()
    group.move(to: .completingRebalance, at: moment)
    group.syncDeadline = moment.monotonic + group.rebalanceTimeout
    for member in group.orderedMembers {
      member.isNew = false
      member.owesSync = true
      member.deadline = deadline(of: member, at: moment)
      guard let waiting = member.awaitingJoin else { continue }
      member.awaitingJoin = nil
      respond(waiting.token, joined(member, group, version: waiting.version))
    }
  }

  /// Does what time asks of a group.
  func expire(_ group: Group, at moment: Moment) {
    let now = moment.monotonic
    for (id, deadline) in group.pending.sorted(by: { $0.key < $1.key }) where deadline <= now {
      group.pending[id] = nil
      completeJoinIfReady(group, at: moment)
    }
    for member in group.orderedMembers {
      guard let deadline = member.deadline, deadline <= now, group.members[member.id] === member else { continue }
      removeAndRebalance([member], from: group, at: moment)
    }
    if let deadline = group.syncDeadline, deadline <= now {
      group.syncDeadline = nil
      removeAndRebalance(group.orderedMembers.filter(\.owesSync), from: group, at: moment)
    }
    if let deadline = group.joinDeadline, deadline <= now { joinTimeIsOver(group, at: moment) }
    discardUnused(group)
  }

  private func joinTimeIsOver(_ group: Group, at moment: Moment) {
    group.joinDeadline = nil
    guard group.state == .preparingRebalance else { return }
    guard group.isInitialRebalance, group.hasNewMember, group.remainingDelay > .zero else {
      return completeJoin(group, at: moment)
    }
    let delay = min(.milliseconds(max(1, configuration.initialRebalanceDelay)), group.remainingDelay)
    group.hasNewMember = false
    group.remainingDelay -= delay
    group.joinDeadline = moment.monotonic + delay
  }

  /// Members are no more; the others rebalance.
  func removeAndRebalance(_ members: [GroupMember], from group: Group, at moment: Moment) {
    guard !members.isEmpty else { return }
    for member in members {
      answer(member, .unknownMemberId)
      group.remove(member)
    }
    if group.state == .completingRebalance || group.state == .stable || group.state == .preparingRebalance {
      rebalanceOrComplete(group, at: moment)
    }
  }

  /// Answers what a member waits for with an error.
  func answer(_ member: GroupMember, _ error: ErrorCode) {
    if let waiting = member.awaitingJoin {
      member.awaitingJoin = nil
      respond(waiting.token, Self.joinFailure(error, member.id, version: waiting.version))
    }
    if let waiting = member.awaitingSync {
      member.awaitingSync = nil
      respond(waiting.token, Self.syncFailure(error))
    }
  }
}
