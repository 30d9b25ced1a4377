import KafkaProtocol

extension GroupCoordinator {
  /// This broker leads a partition from now on, but does not know its groups yet: they answer COORDINATOR_LOAD_IN_PROGRESS
  /// until `load`.
  public func loading(partition: Int32) {
    if partitions[partition] == nil { partitions[partition] = false }
  }

  /// Rebuilds the groups of a partition from its log: all its record batches in order. Members get a whole session to be
  /// heard. Records that cannot be read are passed over.
  public func load(partition: Int32, batches: [ArraySlice<UInt8>], at moment: Moment) -> [GroupOutput] {
    if partitions[partition] == true { forget(partition) }
    partitions[partition] = true
    if retentionDeadline == nil { retentionDeadline = moment.monotonic + .milliseconds(retentionInterval) }
    var loaded = LoadedGroups()
    for batch in batches {
      GroupLogBatch.forEach(in: batch) { key, value in
        lastAppend += 1
        loaded.take(key: key, value: value, sequence: lastAppend)
      }
    }
    for id in Set(loaded.groups.keys).union(loaded.offsets.keys).sorted() where self.partition(of: id) == partition {
      let group = Group(id: id, partition: partition, at: moment)
      if let value = loaded.groups[id] { restore(value, into: group, at: moment) }
      group.offsets = loaded.offsets[id] ?? [:]
      groups[id] = group
      if group.members.count > configuration.maximumMembers { rebalanceOrComplete(group, at: moment) }
    }
    return take()
  }

  private func restore(_ value: GroupMetadataValue, into group: Group, at moment: Moment) {
    group.generation = value.generation
    group.protocolType = value.protocolType.isEmpty ? nil : value.protocolType
    if value.currentStateTimestamp >= 0 { group.stateTimestamp = value.currentStateTimestamp }
    guard !value.members.isEmpty else { return }
    group.state = .stable
    group.protocolName = value.`protocol`
    for entry in value.members where group.members[entry.memberId] == nil {
      let supported = GroupMember.Supported(name: value.`protocol` ?? "", metadata: entry.subscription)
      let member = GroupMember(
        id: entry.memberId, instanceID: entry.groupInstanceId, clientID: entry.clientId, clientHost: entry.clientHost,
        rebalanceTimeout: entry.rebalanceTimeout < 0 ? entry.sessionTimeout : entry.rebalanceTimeout,
        sessionTimeout: entry.sessionTimeout, protocols: [supported])
      member.assignment = entry.assignment
      member.deadline = deadline(of: member, at: moment)
      group.add(member)
    }
    if let leader = value.leader, group.members[leader] != nil { group.leader = leader }
  }

  /// This broker does not lead a partition any more: whoever waits is sent to look for the new coordinator.
  public func unload(partition: Int32) -> [GroupOutput] {
    guard partitions.removeValue(forKey: partition) != nil else { return [] }
    forget(partition)
    if partitions.isEmpty { retentionDeadline = nil }
    return take()
  }

  private func forget(_ partition: Int32) {
    for id in appends.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let append = appends[id], append.group.partition == partition else { continue }
      appends[id] = nil
      abandon(append)
    }
    for id in groups.keys.sorted() {
      guard let group = groups[id], group.partition == partition else { continue }
      for member in group.orderedMembers { answer(member, .notCoordinator) }
      groups[id] = nil
    }
  }

  /// Answers who waits for an append whose end will not be known here.
  private func abandon(_ append: PendingGroupAppend) {
    guard let waiting = append.waiting else { return }
    switch append.purpose {
    case .staticMember: respond(waiting.token, Self.joinFailure(.notCoordinator, "", version: waiting.version))
    case .commit(_, let answer): respond(waiting.token, Self.failed(answer, .notCoordinator))
    case .offsetDeletion:
      var answer = OffsetDeleteResponse()
      answer.errorCode = ErrorCode.notCoordinator.rawValue
      respond(waiting.token, answer)
    case .deletion(let deletion): fail(deletion, of: append.group, .notCoordinator)
    case .assignment, .expiry, .emptyGeneration: break
    }
  }
}

/// What a log says in the end: later records take the place of earlier ones.
private struct LoadedGroups {
  var groups: [String: GroupMetadataValue] = [:]
  var offsets: [String: [GroupTopicPartition: CommittedOffset]] = [:]

  mutating func take(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>?, sequence: UInt64) {
    do throws(CodecError) {
      switch try GroupLogRecord(key: key, value: value, sequence: sequence) {
      case .offset(let group, let target, let offset): offsets[group, default: [:]][target] = offset
      case .deletedOffset(let group, let target):
        offsets[group]?[target] = nil
        if offsets[group]?.isEmpty ?? false { offsets[group] = nil }
      case .group(let id, let value): groups[id] = value
      case .deletedGroup(let id): groups[id] = nil
      case nil: break
      }
    } catch {
      // A record that nobody can read must not keep the group's others away.
    }
  }
}
