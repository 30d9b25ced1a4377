import KafkaProtocol

extension GroupCoordinator {
  /// How long a member may wait for the answer to its first join before it is taken for dead, as in Kafka.
  static let newMemberTimeout = Duration.seconds(300)

  func join(_ request: JoinGroupRequest, _ call: GroupCall) {
    if let error = refusal(of: request.groupId, .read, call) { return refuse(call, error, request.memberId) }
    let session = request.sessionTimeoutMs
    guard session >= configuration.minimumSessionTimeout, session <= configuration.maximumSessionTimeout else {
      return refuse(call, .invalidSessionTimeout, request.memberId)
    }
    if groups[request.groupId] == nil && !request.memberId.isEmpty {
      return refuse(call, .unknownMemberId, request.memberId)
    }
    guard let group = groupOrNew(request.groupId, at: call.moment) else {
      return refuse(call, .policyViolation, request.memberId)
    }
    defer { discardUnused(group) }
    let protocols = request.protocols.map { GroupMember.Supported(name: $0.name, metadata: $0.metadata) }
    if group.state == .dead { return refuse(call, .coordinatorNotAvailable, request.memberId) }
    guard hasRoom(in: group, for: request.memberId) else { return refuse(call, .groupMaxSizeReached, "") }
    guard group.accepts(request.protocolType, protocols) else {
      return refuse(call, .inconsistentGroupProtocol, request.memberId)
    }
    if request.memberId.isEmpty {
      joinAsNew(request, protocols, group, call)
    } else {
      joinAsKnown(request, protocols, group, call)
    }
  }

  private func hasRoom(in group: Group, for memberID: String) -> Bool {
    if let member = group.members[memberID] {
      if group.state != .preparingRebalance || member.awaitingJoin != nil { return true }
      return group.members.values.count { $0.awaitingJoin != nil } < configuration.maximumMembers
    }
    if group.pending[memberID] != nil { return group.members.count < configuration.maximumMembers }
    return group.members.count + group.pending.count < configuration.maximumMembers
  }

  private func joinAsNew(
    _ request: JoinGroupRequest, _ protocols: [GroupMember.Supported], _ group: Group, _ call: GroupCall
  ) {
    let id = identifiers.make(for: request.groupInstanceId ?? call.context.clientID)
    if let instance = request.groupInstanceId {
      if let current = group.instances[instance], let member = group.members[current] {
        return replace(member, with: id, request, protocols, group, call)
      }
      return add(id, request, protocols, group, call)
    }
    guard call.version >= 4 else { return add(id, request, protocols, group, call) }
    group.pending[id] = call.moment.monotonic + .milliseconds(request.sessionTimeoutMs)
    refuse(call, .memberIdRequired, id)
  }

  private func add(
    _ id: String, _ request: JoinGroupRequest, _ protocols: [GroupMember.Supported], _ group: Group, _ call: GroupCall
  ) {
    let member = GroupMember(
      id: id, instanceID: request.groupInstanceId, clientID: call.context.clientID,
      clientHost: call.context.clientHost, rebalanceTimeout: rebalanceTimeout(request, call),
      sessionTimeout: request.sessionTimeoutMs, protocols: protocols)
    member.isNew = true
    member.awaitingJoin = call.waiting
    member.deadline = call.moment.monotonic + Self.newMemberTimeout
    if group.members.isEmpty { group.protocolType = request.protocolType }
    if group.state == .preparingRebalance && group.isInitialRebalance { group.hasNewMember = true }
    group.add(member)
    rebalanceOrComplete(group, at: call.moment)
  }

  /// Version 0 has no rebalance timeout: the session's holds.
  private func rebalanceTimeout(_ request: JoinGroupRequest, _ call: GroupCall) -> Int32 {
    call.version == 0 || request.rebalanceTimeoutMs < 0 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs
  }

  private func joinAsKnown(
    _ request: JoinGroupRequest, _ protocols: [GroupMember.Supported], _ group: Group, _ call: GroupCall
  ) {
    let id = request.memberId
    if group.pending[id] != nil {
      guard request.groupInstanceId == nil else { return refuse(call, .unknownMemberId, id) }
      return add(id, request, protocols, group, call)
    }
    if let error = fault(of: id, request.groupInstanceId, in: group) { return refuse(call, error, id) }
    guard let member = group.members[id] else { return refuse(call, .unknownMemberId, id) }
    switch group.state {
    case .preparingRebalance: rejoin(member, request, protocols, group, call)
    case .completingRebalance where member.protocols == protocols,
      .stable where member.protocols == protocols && group.leader != id:
      // It did not see the answer: what holds is said again.
      abandonJoin(of: member)
      respond(call.token, joined(member, group, version: call.version))
      if member.awaitingSync == nil { member.deadline = deadline(of: member, at: call.moment) }
    case .completingRebalance, .stable: rejoin(member, request, protocols, group, call)
    case .empty, .dead: refuse(call, .unknownMemberId, id)
    }
  }

  private func rejoin(
    _ member: GroupMember, _ request: JoinGroupRequest, _ protocols: [GroupMember.Supported], _ group: Group,
    _ call: GroupCall
  ) {
    abandonJoin(of: member)
    update(member, request, protocols, call)
    // A sync that still waits is answered by the rebalance that begins.
    member.awaitingJoin = call.waiting
    if !member.isNew { member.deadline = nil }
    rebalanceOrComplete(group, at: call.moment)
  }

  private func update(
    _ member: GroupMember, _ request: JoinGroupRequest, _ protocols: [GroupMember.Supported], _ call: GroupCall
  ) {
    member.protocols = protocols
    member.clientID = call.context.clientID
    member.clientHost = call.context.clientHost
    member.rebalanceTimeout = rebalanceTimeout(request, call)
    member.sessionTimeout = request.sessionTimeoutMs
  }

  /// Answers a join that the same member repeats: only its last one counts.
  private func abandonJoin(of member: GroupMember) {
    guard let waiting = member.awaitingJoin else { return }
    member.awaitingJoin = nil
    respond(waiting.token, Self.joinFailure(.rebalanceInProgress, member.id, version: waiting.version))
  }

  /// A static member came back under a new id: the former one is fenced. Where the group is stable and still uses the same
  /// protocol, there is no rebalance (KIP-345).
  private func replace(
    _ member: GroupMember, with id: String, _ request: JoinGroupRequest, _ protocols: [GroupMember.Supported],
    _ group: Group, _ call: GroupCall
  ) {
    let replacement = PendingGroupAppend.StaticReplacement(
      memberID: id, formerID: member.id, formerLeader: group.leader, formerProtocols: member.protocols)
    answer(member, .fencedInstanceId)
    group.rename(member, to: id)
    update(member, request, protocols, call)
    if group.state == .stable && group.selectedProtocol() == group.protocolName {
      member.deadline = deadline(of: member, at: call.moment)
      append(
        .staticMember(replacement), for: group, [GroupLogRecord.metadata(of: group)], waiting: call.waiting,
        at: call.moment)
      return
    }
    member.isNew = true
    member.awaitingJoin = call.waiting
    member.deadline = call.moment.monotonic + Self.newMemberTimeout
    rebalanceOrComplete(group, at: call.moment)
  }

  /// The log has the static member's new id, or could not take it.
  func finish(
    _ replacement: PendingGroupAppend.StaticReplacement, in group: Group, _ waiting: GroupMember.Waiting?,
    _ error: ErrorCode, at moment: Moment
  ) {
    let member = group.members[replacement.memberID]
    if error != .none, let member {
      group.rename(member, to: replacement.formerID)
      member.protocols = replacement.formerProtocols
    }
    guard let waiting else { return }
    if error != .none {
      return respond(waiting.token, Self.joinFailure(Self.groupError(error), "", version: waiting.version))
    }
    guard let member else {
      let answer = Self.joinFailure(.unknownMemberId, replacement.memberID, version: waiting.version)
      return respond(waiting.token, answer)
    }
    member.deadline = member.awaitingJoin == nil ? deadline(of: member, at: moment) : member.deadline
    var response = joined(member, group, version: waiting.version)
    if waiting.version >= 9 {
      response.skipAssignment = member.id == group.leader
    } else {
      // Without a way to say so, the leader is kept from assigning by a leader that is not itself (KIP-814).
      response.members = []
      response.leader = replacement.formerLeader ?? ""
    }
    respond(waiting.token, response)
  }

  /// The answer to a member of the current generation.
  func joined(_ member: GroupMember, _ group: Group, version: Int16) -> JoinGroupResponse {
    var response = JoinGroupResponse()
    response.generationId = group.generation
    response.protocolType = group.protocolType
    response.protocolName = group.protocolName ?? ""
    response.leader = group.leader ?? ""
    response.memberId = member.id
    guard group.leader == member.id else { return response }
    for other in group.orderedMembers {
      var entry = JoinGroupResponse.Member()
      entry.memberId = other.id
      entry.groupInstanceId = other.instanceID
      entry.metadata = other.metadata(for: group.protocolName)
      response.members.append(entry)
    }
    return response
  }

  func refuse(_ call: GroupCall, _ error: ErrorCode, _ memberID: String) {
    respond(call.token, Self.joinFailure(error, memberID, version: call.version))
  }

  static func joinFailure(_ error: ErrorCode, _ memberID: String, version: Int16) -> JoinGroupResponse {
    var response = JoinGroupResponse()
    response.errorCode = error.rawValue
    response.memberId = memberID
    response.protocolName = version >= 7 ? nil : ""
    return response
  }
}
