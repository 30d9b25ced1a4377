import KafkaProtocol

extension GroupCoordinator {
  func synchronize(_ request: SyncGroupRequest, _ call: GroupCall) {
    func refuse(_ error: ErrorCode) { respond(call.token, Self.syncFailure(error)) }
    if let error = refusal(of: request.groupId, .read, call) { return refuse(error) }
    guard let group = groups[request.groupId], group.state != .dead else { return refuse(.unknownMemberId) }
    if let error = fault(of: request.memberId, request.groupInstanceId, in: group) { return refuse(error) }
    guard let member = group.members[request.memberId] else { return refuse(.unknownMemberId) }
    guard request.generationId == group.generation else { return refuse(.illegalGeneration) }
    if let type = request.protocolType, type != group.protocolType { return refuse(.inconsistentGroupProtocol) }
    if let name = request.protocolName, name != group.protocolName { return refuse(.inconsistentGroupProtocol) }
    switch group.state {
    case .empty, .dead: refuse(.unknownMemberId)
    case .preparingRebalance: refuse(.rebalanceInProgress)
    case .completingRebalance: awaitAssignment(member, request, group, call)
    case .stable:
      settle(member, in: group)
      member.deadline = deadline(of: member, at: call.moment)
      respond(call.token, synchronized(member, group))
    }
  }

  private func awaitAssignment(_ member: GroupMember, _ request: SyncGroupRequest, _ group: Group, _ call: GroupCall) {
    if let waiting = member.awaitingSync { respond(waiting.token, Self.syncFailure(.rebalanceInProgress)) }
    member.awaitingSync = call.waiting
    member.deadline = nil
    settle(member, in: group)
    guard member.id == group.leader, group.assignmentAppend == nil else { return }
    var assignments: [String: [UInt8]] = [:]
    for entry in request.assignments where group.members[entry.memberId] != nil {
      assignments[entry.memberId] = entry.assignment
    }
    group.assignmentAppend = append(
      .assignment(generation: group.generation, assignments), for: group,
      [GroupLogRecord.metadata(of: group, assignments: assignments)], waiting: nil, at: call.moment)
  }

  /// The member has asked for its assignment.
  private func settle(_ member: GroupMember, in group: Group) {
    member.owesSync = false
    for other in group.members.values where other.owesSync { return }
    group.syncDeadline = nil
  }

  /// The log has the assignment, or could not take it.
  func finishAssignment(
    _ id: GroupAppendID, _ assignments: [String: [UInt8]], in group: Group, _ error: ErrorCode, at moment: Moment
  ) {
    // A rebalance or a new leader's assignment may have come between.
    guard group.assignmentAppend == id else { return }
    group.assignmentAppend = nil
    guard group.state == .completingRebalance else { return }
    if error == .none {
      for member in group.members.values { member.assignment = assignments[member.id] ?? [] }
      group.move(to: .stable, at: moment)
    }
    for member in group.orderedMembers where member.awaitingSync != nil {
      answerSync(member, error == .none ? nil : Self.groupError(error), in: group, at: moment)
    }
    if error != .none { rebalanceOrComplete(group, at: moment) }
  }

  /// Answers a member that waits for its assignment, and counts its session again.
  func answerSync(_ member: GroupMember, _ error: ErrorCode?, in group: Group? = nil, at moment: Moment) {
    guard let waiting = member.awaitingSync else { return }
    member.awaitingSync = nil
    if member.awaitingJoin == nil { member.deadline = deadline(of: member, at: moment) }
    if let error {
      respond(waiting.token, Self.syncFailure(error))
    } else if let group {
      respond(waiting.token, synchronized(member, group))
    }
  }

  private func synchronized(_ member: GroupMember, _ group: Group) -> SyncGroupResponse {
    var response = SyncGroupResponse()
    response.protocolType = group.protocolType
    response.protocolName = group.protocolName
    response.assignment = member.assignment
    return response
  }

  static func syncFailure(_ error: ErrorCode) -> SyncGroupResponse {
    var response = SyncGroupResponse()
    response.errorCode = error.rawValue
    return response
  }
}
