import KafkaProtocol

extension GroupCoordinator {
  func describe(_ request: DescribeGroupsRequest, _ call: GroupCall) {
    var response = DescribeGroupsResponse()
    for id in request.groups {
      var answer = DescribeGroupsResponse.DescribedGroup()
      answer.groupId = id
      if let error = refusal(of: id, .describe, call, mayBeEmpty: true) {
        answer.errorCode = error.rawValue
        response.groups.append(answer)
        continue
      }
      if request.includeAuthorizedOperations && call.version >= 3 {
        let allowed = AccessResourceType.group.operations.filter { call.allows($0, .group, id) }
        answer.authorizedOperations = AccessOperation.bits(of: allowed)
      }
      if let group = groups[id], group.state != .dead {
        Self.fill(&answer, from: group)
      } else {
        answer.groupState = GroupState.dead.rawValue
        if call.version >= 6 {
          answer.errorCode = ErrorCode.groupIdNotFound.rawValue
          answer.errorMessage = "There is no group \(id)."
        }
      }
      response.groups.append(answer)
    }
    respond(call.token, response)
  }

  private static func fill(_ answer: inout DescribeGroupsResponse.DescribedGroup, from group: Group) {
    answer.groupState = group.state.rawValue
    answer.protocolType = group.protocolType ?? ""
    let isStable = group.state == .stable
    if isStable { answer.protocolData = group.protocolName ?? "" }
    for member in group.orderedMembers {
      var entry = DescribeGroupsResponse.DescribedGroupMember()
      entry.memberId = member.id
      entry.groupInstanceId = member.instanceID
      entry.clientId = member.clientID
      // Java's form of an address without a name.
      entry.clientHost = "/\(member.clientHost)"
      if isStable {
        entry.memberMetadata = member.metadata(for: group.protocolName)
        entry.memberAssignment = member.assignment
      }
      answer.members.append(entry)
    }
  }

  func list(_ request: ListGroupsRequest, _ call: GroupCall) {
    var response = ListGroupsResponse()
    defer { respond(call.token, response) }
    if partitions.values.contains(false) {
      response.errorCode = ErrorCode.coordinatorLoadInProgress.rawValue
      return
    }
    let mayAll = call.allows(.describe, .cluster, AccessResourceType.clusterName)
    let states = Set(request.statesFilter.map { $0.lowercased() })
    let types = Set(request.typesFilter.map { $0.lowercased() })
    guard types.isEmpty || types.contains("classic") else { return }
    for group in groups.values.sorted(by: { $0.id < $1.id }) {
      guard states.isEmpty || states.contains(group.state.rawValue.lowercased()) else { continue }
      guard mayAll || call.allows(.describe, .group, group.id) else { continue }
      var entry = ListGroupsResponse.ListedGroup()
      entry.groupId = group.id
      entry.protocolType = group.protocolType ?? ""
      entry.groupState = group.state.rawValue
      entry.groupType = "classic"
      response.groups.append(entry)
    }
  }

  func delete(_ request: DeleteGroupsRequest, _ call: GroupCall) {
    let deletion = GroupDeletion(call.waiting)
    // The answer waits for this loop, too.
    deletion.outstanding = 1
    for id in request.groupsNames where !deletion.results.contains(where: { $0.group == id }) {
      if let error = refusal(of: id, .delete, call, mayBeEmpty: true) {
        deletion.results.append((id, error))
      } else if let group = groups[id], group.state != .dead {
        guard group.state == .empty && group.members.isEmpty else {
          deletion.results.append((id, .nonEmptyGroup))
          continue
        }
        group.pending = [:]
        group.move(to: .dead, at: call.moment)
        deletion.outstanding += 1
        deletion.results.append((id, .none))
        append(.deletion(deletion), for: group, tombstones(of: group), waiting: call.waiting, at: call.moment)
      } else {
        deletion.results.append((id, .groupIdNotFound))
      }
    }
    progress(deletion)
  }

  /// The log has the group's tombstones, or could not take them.
  func finish(_ deletion: GroupDeletion, of group: Group, _ error: ErrorCode, isWaitedFor: Bool, at moment: Moment) {
    if error == .none {
      if groups[group.id] === group { groups[group.id] = nil }
    } else {
      group.move(to: .empty, at: moment)
    }
    guard isWaitedFor else { return }
    if error == .none { progress(deletion) } else { fail(deletion, of: group, Self.commitError(error)) }
  }

  /// One group of a deletion could not be deleted, or not in time.
  func fail(_ deletion: GroupDeletion, of group: Group, _ error: ErrorCode) {
    if let index = deletion.results.firstIndex(where: { $0.group == group.id }) {
      deletion.results[index].error = error
    }
    progress(deletion)
  }

  /// One part of a deletion is done; the last one is answered.
  private func progress(_ deletion: GroupDeletion) {
    deletion.outstanding -= 1
    guard deletion.outstanding == 0 else { return }
    var response = DeleteGroupsResponse()
    for (id, error) in deletion.results {
      var result = DeleteGroupsResponse.DeletableGroupResult()
      result.groupId = id
      result.errorCode = error.rawValue
      response.results.append(result)
    }
    respond(deletion.waiting.token, response)
  }

  /// What takes all of a group out of the log, also offsets that are on their way there.
  private func tombstones(of group: Group) -> [GroupLogRecord] {
    var targets = Set(group.offsets.keys)
    for append in appends.values where append.group === group {
      if case .commit(let commits, _) = append.purpose { targets.formUnion(commits.keys) }
    }
    let ordered = targets.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
    return ordered.map { GroupLogRecord.deletedOffset(group: group.id, $0) } + [GroupLogRecord.deletedGroup(group.id)]
  }
}
