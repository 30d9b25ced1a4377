// Silence.
extension AgentRegistry {
  /// Notes a message of a call, for all its brokers but one that was seen to already.
  mutating func hear(_ id: AgentCallID, but seen: BrokerKey?, at now: Duration) -> [AgentDirective] {
    calls[id]?.lastHeard = now
    guard let call = calls[id], call.isNoteDue(at: now) else { return [] }
    calls[id]?.noted = now
    var directives: [AgentDirective] = []
    for key in call.brokers.values where key != seen {
      guard var record = records.removeValue(forKey: key) else { continue }
      if record.call == id {
        record.lastHeard = now
        change(&record, at: now, into: &directives) { $0.machine.hear(interval: $0.interval, at: now) }
      }
      records[key] = record
      if record.call == id { expect(record) }
    }
    directives.sort()
    if !call.held.isEmpty { directives += claimHeld(on: id, at: now) }
    if isSomeoneBack, !blindness.isEmpty { directives += advance(to: now) }
    isSomeoneBack = false
    return directives
  }

  /// When the agent of a broker spoke last: a record of an agent with many brokers may be behind its call.
  func lastHeard(_ record: AgentRecord) -> Duration {
    guard let id = record.call, let call = calls[id] else { return record.lastHeard }
    return max(record.lastHeard, call.lastHeard)
  }

  /// Finds whose silence means something by now.
  public mutating func advance(to now: Duration) -> [AgentDirective] {
    for (id, call) in calls where call.brokers.count > 1 { bringUp(id) }
    var directives = judgeBlindness(at: now)
    nextDeadline = nil
    for key in records.keys.sorted() {
      guard var record = records.removeValue(forKey: key) else { continue }
      let isBlind = isBlind(key.cluster)
      let silence = record.silence(at: now, limits: limits, isBlind: isBlind)
      if silence != .none, silence != record.machine.silence {
        change(&record, at: now, into: &directives) { $0.machine.fallSilent(silence) }
      }
      if silence != .none, now - record.lastHeard >= limits.forgottenAfter {
        changed.insert(key.cluster)
        continue
      }
      records[key] = record
      let deadline = record.nextDeadline(limits: limits, isBlind: isBlind)
      nextDeadline = min(nextDeadline ?? deadline, deadline)
    }
    return directives
  }

  /// Tells the records of a call when it was heard last.
  mutating func bringUp(_ id: AgentCallID) {
    guard let call = calls[id] else { return }
    for key in call.brokers.values where records[key]?.call == id {
      if let heard = records[key]?.lastHeard, heard < call.lastHeard { records[key]?.lastHeard = call.lastHeard }
    }
  }

  /// Makes the deadline early enough for a record.
  mutating func expect(_ record: AgentRecord) {
    let deadline = record.nextDeadline(limits: limits, isBlind: false)
    nextDeadline = min(nextDeadline ?? deadline, deadline)
  }

  /// Changes a record, and says so where its health is another then.
  mutating func change(
    _ record: inout AgentRecord, at now: Duration, into directives: inout [AgentDirective],
    _ body: (inout AgentRecord) -> Void
  ) {
    let before = record.machine.health
    let address = record.identity.address
    let isNew = record.report.identity == nil
    let wasSilent = record.machine.silence != .none
    body(&record)
    if wasSilent, record.machine.silence == .none { isSomeoneBack = true }
    let after = record.machine.health
    if before == after, address == record.identity.address, !isNew { return }
    changed.insert(record.key.cluster)
    if before == after { return }
    directives.append(
      .event(
        AgentEvent(
          time: now, broker: record.key, subject: .health, before: before.rawValue, after: after.rawValue,
          reason: record.machine.reason)))
  }

  // MARK: Blindness

  /// Looks at the agents of each cluster, and at all of them where there are several clusters.
  private mutating func judgeBlindness(at now: Duration) -> [AgentDirective] {
    var directives: [AgentDirective] = []
    let clusters = Set(records.keys.map(\.cluster)).sorted()
    var scopes: [ClusterKey?] = clusters
    if clusters.count > 1 || blindness[nil]?.isBlind == true { scopes.append(nil) }
    for scope in scopes {
      var known = blindness[scope] ?? AgentBlindness()
      let (silent, speaking) = agents(in: scope, at: now)
      let change = known.judge(silent: silent, speaking: speaking)
      blindness[scope] = known.isBlind ? known : nil
      switch change {
      case .began: directives.append(.blind(scope, agents: silent.keys.sorted()))
      case .ended:
        directives.append(.sees(scope))
        // Whoever is not back yet has as long to come back as anyone.
        for key in records.keys where scope == nil || key.cluster == scope {
          if records[key]?.machine.silence == .short { records[key]?.countsFrom = now }
        }
      case nil: break
      }
    }
    for scope in blindness.keys where scope != nil && !scopes.contains(scope) { blindness[scope] = nil }
    return directives
  }

  private func agents(in scope: ClusterKey?, at now: Duration) -> (silent: [String: Duration], speaking: Int) {
    var silent: [String: Duration] = [:]
    var speaking: Set<String> = []
    for record in records.values where scope == nil || record.key.cluster == scope {
      if record.hasLeft || (record.machine.silence == .long && now - record.lastHeard >= limits.unknownAfter) {
        continue
      }
      if now - record.lastHeard < limits.unknownAfter(interval: record.interval) {
        speaking.insert(record.agent)
      } else if !knowsPods || pods[record.key.cluster]?[record.key.id] != nil {
        // The agent beside a broker goes with its pod: its silence is no riddle.
        silent[record.agent] = max(silent[record.agent] ?? .zero, record.lastHeard)
      }
    }
    for agent in speaking { silent[agent] = nil }
    return (silent, speaking.count)
  }
}
