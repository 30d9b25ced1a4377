import KafkaProtocol

extension GroupCoordinator {
  func heartbeat(_ request: HeartbeatRequest, _ call: GroupCall) {
    var response = HeartbeatResponse()
    response.errorCode = heard(request, call).rawValue
    respond(call.token, response)
  }

  private func heard(_ request: HeartbeatRequest, _ call: GroupCall) -> ErrorCode {
    if let error = refusal(of: request.groupId, .read, call) { return error }
    guard let group = groups[request.groupId], group.state != .dead else { return .unknownMemberId }
    if let error = fault(of: request.memberId, request.groupInstanceId, in: group) { return error }
    guard let member = group.members[request.memberId], group.state != .empty else { return .unknownMemberId }
    guard request.generationId == group.generation else { return .illegalGeneration }
    // A member that waits for an answer is alive without heartbeats.
    if member.awaitingJoin == nil && member.awaitingSync == nil {
      member.deadline = deadline(of: member, at: call.moment)
    }
    return group.state == .preparingRebalance ? .rebalanceInProgress : .none
  }

  func leave(_ request: LeaveGroupRequest, _ call: GroupCall) {
    var response = LeaveGroupResponse()
    defer { respond(call.token, response) }
    if let error = refusal(of: request.groupId, .read, call) {
      response.errorCode = error.rawValue
      return
    }
    var identities = request.members
    if call.version < 3 {
      var identity = LeaveGroupRequest.MemberIdentity()
      identity.memberId = request.memberId
      identities = [identity]
    }
    var leaving: [GroupMember] = []
    var hasForgottenPending = false
    let group = groups[request.groupId].flatMap { $0.state == .dead ? nil : $0 }
    for identity in identities {
      var error = ErrorCode.unknownMemberId
      if let group {
        switch depart(identity, from: group) {
        case .member(let member):
          error = .none
          if !leaving.contains(where: { $0 === member }) { leaving.append(member) }
        case .pending:
          error = .none
          hasForgottenPending = true
        case .fault(let fault): error = fault
        }
      }
      guard call.version >= 3 else {
        response.errorCode = error.rawValue
        continue
      }
      var entry = LeaveGroupResponse.MemberResponse()
      entry.memberId = identity.memberId
      entry.groupInstanceId = identity.groupInstanceId
      entry.errorCode = error.rawValue
      response.members.append(entry)
    }
    guard let group else { return }
    removeAndRebalance(leaving, from: group, at: call.moment)
    if hasForgottenPending { completeJoinIfReady(group, at: call.moment) }
    discardUnused(group)
  }

  private enum Departure {
    case member(GroupMember)
    case pending
    case fault(ErrorCode)
  }

  private func depart(_ identity: LeaveGroupRequest.MemberIdentity, from group: Group) -> Departure {
    if let instance = identity.groupInstanceId {
      guard let current = group.instances[instance], let member = group.members[current] else {
        return .fault(.unknownMemberId)
      }
      // An administrator removes an instance without knowing its member's id.
      if identity.memberId.isEmpty || identity.memberId == current { return .member(member) }
      return .fault(.fencedInstanceId)
    }
    if group.pending.removeValue(forKey: identity.memberId) != nil { return .pending }
    guard let member = group.members[identity.memberId] else { return .fault(.unknownMemberId) }
    return .member(member)
  }
}
