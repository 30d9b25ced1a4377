public import AgentAPI

// What agents send.
extension AgentRegistry {
  /// Takes a report.
  ///
  /// - Returns: What follows for others.
  /// - Throws: Why the call is to be ended; `close` follows.
  public mutating func receive(
    _ report: AgentAPI.BrokerReport, on id: AgentCallID, at now: Duration
  ) throws(AgentRefusal) -> [AgentDirective] {
    let report = try report.checked()
    guard calls[id] != nil else { return [] }
    var directives: [AgentDirective] = []
    if report.full {
      directives += try receive(full: report, on: id, at: now)
    } else if let key = calls[id]?.brokers[report.broker] {
      directives += try take(report, of: key, on: id, at: now)
    } else if let waiting = calls[id]?.waiting[report.broker] {
      try waiting.checkMerging(report)
      calls[id]?.waiting[report.broker]?.merge(report)
      calls[id]?.waiting[report.broker]?.full = true
      try checkSize(of: id)
    } else {
      throw AgentRefusal(.invalid, "the first report of the broker number \(report.broker) on this call is not full")
    }
    return directives + hear(id, but: calls[id]?.brokers[report.broker], at: now)
  }

  /// Takes a message that nothing has changed.
  public mutating func receive(_ heartbeat: Heartbeat, on id: AgentCallID, at now: Duration) -> [AgentDirective] {
    hear(id, but: nil, at: now)
  }

  /// Takes what was so once. It never changes what is so now.
  public mutating func receive(
    _ transition: Transition, on id: AgentCallID, at now: Duration
  ) throws(AgentRefusal) -> [AgentDirective] {
    var directives: [AgentDirective] = []
    if let key = calls[id]?.brokers[transition.broker], var record = records[key], record.call == id {
      if transition.sequence > record.lastPast {
        record.lastPast = transition.sequence
        records[key] = record
        let lost = transition.lost == 0 ? "" : ", after \(transition.lost) that the agent lost"
        directives.append(
          .event(
            AgentEvent(
              time: now, broker: key, subject: .past(transition.subject.shortened),
              before: transition.before.shortened, after: transition.after.shortened,
              reason: "at \(transition.timeMs) ms of the agent's clock\(lost)")))
      }
    } else if calls[id]?.waiting[transition.broker] == nil {
      throw AgentRefusal(.invalid, "a transition of the broker number \(transition.broker), which was not reported")
    }
    return directives + hear(id, but: nil, at: now)
  }

  /// Takes that a broker left.
  public mutating func receive(_ gone: BrokerGone, on id: AgentCallID, at now: Duration) -> [AgentDirective] {
    var directives: [AgentDirective] = []
    let waiting = calls[id]?.waiting.removeValue(forKey: gone.broker)
    calls[id]?.held.remove(gone.broker)
    // Where its pod was deleted first, it waits for one: what was known before is still this agent's.
    let key = calls[id]?.brokers.removeValue(forKey: gone.broker) ?? waiting?.identity?.key
    if let key, let call = calls[id], var record = records[key],
      record.call == id || record.call == nil && record.incarnation == call.incarnation && record.agent == call.agent
    {
      record.call = nil
      if gone.sequence > record.report.sequence {
        record.report.sequence = gone.sequence
        record.hasLeft = true
        record.lastHeard = now
        change(&record, at: now, into: &directives) { $0.machine.leave() }
        expect(record)
      }
      records[key] = record
    }
    return directives + hear(id, but: nil, at: now)
  }

  // MARK: Reports

  private mutating func receive(
    full report: BrokerReport, on id: AgentCallID, at now: Duration
  ) throws(AgentRefusal) -> [AgentDirective] {
    guard var call = calls[id], let identity = report.identity else { return [] }
    let key = identity.key
    if let other = call.brokers[report.broker], other != key {
      throw AgentRefusal(.invalid, "the number \(report.broker) is that of the broker \(other), which did not leave")
    }
    let pod = pods[key.cluster]?[key.id]
    let permission = try call.permission(for: key, podUID: identity.podUid, pod: pod, knowsPods: knowsPods)
    let isNew = call.brokers[report.broker] == nil && call.waiting[report.broker] == nil
    if isNew, call.brokers.count + call.waiting.count >= limits.maximumBrokersOfAgent {
      throw AgentRefusal(.tooMuch, "an agent reports \(limits.maximumBrokersOfAgent) brokers at the most")
    }
    if permission == .waiting {
      bringUp(id)
      if records[key]?.call == id { records[key]?.call = nil }
      calls[id]?.brokers[report.broker] = nil
      calls[id]?.waiting[report.broker] = report
      try checkSize(of: id)
      return []
    }
    var directives: [AgentDirective] = []
    do throws(AgentRefusal) {
      try claim(key, identity, for: call, at: now, into: &directives)
    } catch {
      guard error.code == .taken, call.isOfNode else { throw error }
      return try hold(report, on: id, because: error)
    }
    for (number, known) in call.brokers where known == key && number != report.broker {
      call.brokers[number] = nil
    }
    call.brokers[report.broker] = key
    call.waiting[report.broker] = nil
    call.held.remove(report.broker)
    calls[id] = call
    return directives + (try take(report, of: key, on: id, at: now))
  }

  /// Keeps a report, unheard, of a broker that another agent has.
  private mutating func hold(
    _ report: AgentAPI.BrokerReport, on id: AgentCallID, because refusal: AgentRefusal
  ) throws(AgentRefusal) -> [AgentDirective] {
    calls[id]?.brokers[report.broker] = nil
    calls[id]?.waiting[report.broker] = report
    let isNew = calls[id]?.held.insert(report.broker).inserted ?? false
    try checkSize(of: id)
    return isNew ? [.held(id, refusal)] : []
  }

  /// Looks again whether the brokers of a call that another agent had are to be had.
  mutating func claimHeld(on id: AgentCallID, at now: Duration) -> [AgentDirective] {
    var directives: [AgentDirective] = []
    for number in (calls[id]?.held ?? []).sorted() {
      guard let report = calls[id]?.waiting[number] else { continue }
      do throws(AgentRefusal) {
        directives += try receive(full: report, on: id, at: now)
      } catch {
        close(id)
        return directives + [.end(id, error)]
      }
    }
    return directives
  }

  /// Makes the broker the call's.
  ///
  /// The same process on another call takes it at once, and ends the other call. So does any process where the agent said
  /// that the broker left. A newer process, or that of the pod that owns the broker where the other is not of that pod, takes
  /// it when the other's call is over or silent for two seconds. An older one takes it when the other is given up: clocks
  /// are set back, too.
  ///
  /// - Throws: That another agent has it.
  private mutating func claim(
    _ key: BrokerKey, _ identity: BrokerIdentity, for call: AgentCall, at now: Duration,
    into directives: inout [AgentDirective]
  ) throws(AgentRefusal) {
    guard let record = records[key] else {
      guard records.count < limits.maximumBrokers else {
        throw AgentRefusal(.tooMuch, "\(limits.maximumBrokers) brokers are known already")
      }
      return
    }
    if record.call == call.id || record.hasLeft { return }
    if record.incarnation == call.incarnation, record.agent == call.agent {
      guard let old = record.call else { return }
      directives.append(.end(old, AgentRefusal(.taken, "the agent has come back on another call")))
      close(old)
      return
    }
    let owner = pods[key.cluster]?[key.id]?.uid
    let isOwner = owner != nil && identity.podUid == owner && record.identity.podUid != owner
    let silence = now - lastHeard(record)
    if isOwner || call.incarnation > record.incarnation {
      if record.call == nil || silence >= limits.replaceableAfter { return }
    } else if silence >= limits.unreachableAfter(interval: record.interval) {
      return
    }
    throw AgentRefusal(
      .taken,
      "the agent '\(record.agent)' of the pod '\(record.identity.podName)' reports the broker \(key), and spoke "
        + "\(silence.components.seconds) s ago")
  }

  /// Takes the report of a broker that is the call's, or is to be.
  private mutating func take(
    _ report: BrokerReport, of key: BrokerKey, on id: AgentCallID, at now: Duration
  ) throws(AgentRefusal) -> [AgentDirective] {
    guard let call = calls[id] else { return [] }
    var record = records[key] ?? AgentRecord(key, call, limits: limits, at: now)
    if report.full, record.call != id || record.hasLeft { record.turn(to: call) }
    guard record.call == id, report.full || records[key] != nil else {
      throw AgentRefusal(.taken, "another agent reports the broker \(key) now, or it was forgotten")
    }
    try record.report.checkMerging(report)
    // A full report is sent again on a new call, with the same number where nothing changed.
    let isStale =
      report.full ? report.sequence < record.report.sequence : report.sequence <= record.report.sequence
    record.lastHeard = now
    let size = record.call == id ? record.size : 0
    var directives: [AgentDirective] = []
    if isStale {
      staleReports += 1
      change(&record, at: now, into: &directives) { $0.machine.hear(interval: $0.interval, at: now) }
    } else {
      var parts: [AgentRecord.Change] = []
      change(&record, at: now, into: &directives) { parts = $0.take(report, at: now) }
      for part in parts {
        directives.append(
          .event(
            AgentEvent(
              time: now, broker: key, subject: part.subject, before: part.before, after: part.after,
              reason: part.reason)))
      }
    }
    records[key] = record
    expect(record)
    if record.size > size { try checkSize(of: id) }
    return directives
  }

  /// Takes those of a call's reports that waited for their pods.
  mutating func admitWaiting(on id: AgentCallID, at now: Duration) -> [AgentDirective] {
    var directives: [AgentDirective] = []
    for (_, report) in (calls[id]?.waiting ?? [:]).sorted(by: { $0.key < $1.key }) {
      do throws(AgentRefusal) {
        directives += try receive(full: report, on: id, at: now)
      } catch {
        close(id)
        return directives + [.end(id, error)]
      }
    }
    return directives
  }

  private func checkSize(of id: AgentCallID) throws(AgentRefusal) {
    guard let call = calls[id] else { return }
    var size = 0
    for key in call.brokers.values {
      if let record = records[key], record.call == id { size += record.size }
    }
    for report in call.waiting.values { size += report.encodedSize }
    if size > limits.maximumAgentSize {
      throw AgentRefusal(.tooMuch, "what the agent says is longer than \(limits.maximumAgentSize) bytes")
    }
  }
}
