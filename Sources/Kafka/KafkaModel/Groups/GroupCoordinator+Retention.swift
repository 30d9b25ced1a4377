import KafkaProtocol

extension GroupCoordinator {
  /// Takes offsets out that are too old, and groups of which nothing is left.
  func expireOffsets(at moment: Moment) {
    for id in groups.keys.sorted() {
      guard let group = groups[id], group.state != .dead, group.pendingAppends == 0 else { continue }
      let expired = expiredOffsets(of: group, at: moment)
      let removesGroup =
        group.state == .empty && group.pending.isEmpty && expired.count == group.offsets.count
      guard !expired.isEmpty || removesGroup else { continue }
      var records = expired.map { GroupLogRecord.deletedOffset(group: id, $0) }
      if removesGroup {
        records.append(GroupLogRecord.deletedGroup(id))
        group.state = .dead
      }
      append(.expiry(expired, removesGroup: removesGroup), for: group, records, waiting: nil, at: moment)
    }
  }

  /// Topics are gone: nobody goes on in a new topic of the same name where the old one was read up to.
  public func deleted(topics: Set<String>, at moment: Moment) -> [GroupOutput] {
    var commits: [ObjectIdentifier: Set<GroupTopicPartition>] = [:]
    for append in appends.values {
      guard case .commit(let offsets, _) = append.purpose else { continue }
      commits[ObjectIdentifier(append.group), default: []].formUnion(offsets.keys)
    }
    for id in groups.keys.sorted() {
      guard let group = groups[id], group.state != .dead else { continue }
      let known = commits[ObjectIdentifier(group), default: []].union(group.offsets.keys)
      let targets = known.filter { topics.contains($0.topic) }
        .sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
      guard !targets.isEmpty else { continue }
      // At once, also where the log does not take the tombstones.
      for target in targets { group.offsets[target] = nil }
      append(
        .expiry(targets, removesGroup: false), for: group,
        targets.map { GroupLogRecord.deletedOffset(group: id, $0) }, waiting: nil, at: moment)
    }
    return take()
  }

  /// The offsets that nothing keeps (KIP-211): of a group without members since the last one left; of a consumer group with
  /// members those of topics that it does not read any more; without members ever, since the commit.
  private func expiredOffsets(of group: Group, at moment: Moment) -> [GroupTopicPartition] {
    let (retention, overflow) = max(0, configuration.offsetRetentionMinutes).multipliedReportingOverflow(by: 60_000)
    if overflow { return [] }
    var subscription: Set<String> = []
    if group.state != .empty {
      guard group.state == .stable, let topics = group.subscribedTopics() else { return [] }
      subscription = topics
    }
    let isUsed = group.state != .empty
    var expired: [GroupTopicPartition] = []
    for (target, offset) in group.offsets where !(isUsed && subscription.contains(target.topic)) {
      if let end = offset.expireTimestamp {
        if end <= moment.wall { expired.append(target) }
        continue
      }
      let start =
        !isUsed && group.protocolType != nil
        ? max(offset.commitTimestamp, group.stateTimestamp) : offset.commitTimestamp
      if moment.wall.subtractingReportingOverflow(start).partialValue >= retention { expired.append(target) }
    }
    return expired.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
  }

  /// The log has the tombstones, or could not take them: then the next round tries again.
  func finishExpiry(
    _ targets: [GroupTopicPartition], _ sequence: UInt64, in group: Group, removesGroup: Bool, _ error: ErrorCode,
    at moment: Moment
  ) {
    if error == .none {
      Self.forget(targets, before: sequence, in: group)
      if removesGroup && groups[group.id] === group { groups[group.id] = nil }
    } else if removesGroup {
      group.state = .empty
    }
  }
}
