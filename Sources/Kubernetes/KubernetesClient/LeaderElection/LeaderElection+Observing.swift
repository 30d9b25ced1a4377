import KubernetesObjects

extension LeaderElection {
  /// Takes what is known of the lease now. Its time runs anew only where its content changed: a new label is no
  /// renewal.
  mutating func note(_ seen: Lease?, at now: Duration, into directives: inout [Directive]) {
    let before = holder
    let isSame = lease != nil && seen != nil && lease?.spec == seen?.spec && lease?.metadata.uid == seen?.metadata.uid
    if seen == nil, lease != nil, let before, before != identity { vacantFrom = expiry }
    lease = seen
    // Only other tools read these; whoever replaces the lease need not send them.
    lease?.metadata.managedFields = []
    if !isSame {
      observedAt = now
      if role == .candidate, holder == nil { blockedUntil = now }
    }
    if holder != before, holder != identity { directives.append(.holderChanged(holder)) }
    guard role == .leader, holder != identity else { return }
    lose(holder.map { .takenBy($0) } ?? .removed, at: now, into: &directives)
  }

  /// When the time of the lease's holder is over, by what was seen and by this process's clock.
  var expiry: Duration {
    guard let seconds = lease?.spec?.leaseDurationSeconds, seconds > 0 else { return observedAt + timing.leaseDuration }
    return observedAt + .seconds(min(seconds, 1 << 31))
  }

  /// When a candidate may take the lease, as far as it knows.
  var freeFrom: Duration {
    guard lease != nil else { return max(vacantFrom, blockedUntil) }
    guard let holder, holder != identity else { return blockedUntil }
    return max(expiry, blockedUntil)
  }

  /// A lease was read; it is the most recent one, so it is believed whatever its version.
  mutating func wasRead(_ lease: Lease?, at now: Duration, into directives: inout [Directive]) {
    mustRead = false
    nextAction = role == .candidate ? now + jitteredPeriod() : now
    note(lease, at: now, into: &directives)
  }

  mutating func wasWritten(
    _ lease: Lease, _ request: Request, at now: Duration, into directives: inout [Directive]
  ) {
    mustRead = false
    conflicts = 0
    nextAction = max(now, request.startedAt + timing.retryPeriod)
    note(lease, at: now, into: &directives)
    if request.kind == .release { nextAction = now }
    guard request.kind == .take, holder == identity else { return }
    let until = request.startedAt + timing.renewDeadline
    switch role {
    case .leader: leadsUntil = until
    case .candidate where now < until:
      leadsUntil = until
      role = .leader
      directives.append(.startedLeading(transitions: lease.spec?.leaseTransitions ?? 0))
    case .candidate: nextAction = now
    case .handingOver, .ended: nextAction = now
    }
  }

  /// A request failed: whether a write took effect is not known, so the lease is read before the next one.
  mutating func failed(begunAt begun: Duration, at now: Duration) {
    mustRead = true
    if role == .candidate {
      nextAction = now + jitteredPeriod()
      blockedUntil = nextAction
    } else {
      nextAction = max(now, begun + timing.retryPeriod)
    }
  }

  /// Ends what time has ended.
  mutating func expire(at now: Duration, into directives: inout [Directive]) {
    if let request, now >= request.deadline {
      self.request = nil
      failed(begunAt: request.startedAt, at: now)
    }
    if role == .leader, now >= leadsUntil { lose(.renewDeadline, at: now, into: &directives) }
    if case .handingOver = role, now >= leadsUntil { writesHaveEnded = true }
  }

  private mutating func lose(_ loss: LeadershipLoss, at now: Duration, into directives: inout [Directive]) {
    role = .candidate
    request = nil
    failed(begunAt: now, at: now)
    directives.append(.stoppedLeading(loss))
  }

  private mutating func jitteredPeriod() -> Duration {
    timing.retryPeriod * Double.random(in: 1...1 + LeaseTiming.jitter, using: &generator)
  }
}
