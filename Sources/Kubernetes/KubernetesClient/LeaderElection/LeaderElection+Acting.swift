import KubernetesObjects

extension LeaderElection {
  /// Does what is due, and says how long to wait.
  mutating func advance(_ earlier: [Directive], at time: ClockReading) -> [Directive] {
    let now = time.monotonic
    var directives = earlier
    expire(at: now, into: &directives)
    if request == nil {
      switch role {
      case .candidate:
        if !mustRead, now >= freeFrom {
          take(at: time, into: &directives)
        } else if now >= nextAction {
          read(at: now, into: &directives)
        }
      case .leader where now >= nextAction:
        if mustRead { read(at: now, into: &directives) } else { take(at: time, into: &directives) }
      case .leader, .ended: break
      case .handingOver(let finishBy): handOver(finishBy, at: time, into: &directives)
      }
    } else if case .handingOver(let finishBy) = role, now >= finishBy {
      end(into: &directives)
    }
    let next = nextWake
    if next != told {
      told = next
      directives.append(.wait(until: next))
    }
    return directives
  }

  private var nextWake: Duration? {
    switch role {
    case .ended: return nil
    case .candidate:
      if let request { return request.deadline }
      return mustRead ? nextAction : min(nextAction, freeFrom)
    case .leader: return min(request?.deadline ?? nextAction, leadsUntil)
    case .handingOver(let finishBy):
      if let request { return min(request.deadline, finishBy) }
      return min(writesHaveEnded ? nextAction : leadsUntil, finishBy)
    }
  }

  private mutating func handOver(_ finishBy: Duration, at time: ClockReading, into directives: inout [Directive]) {
    let now = time.monotonic
    guard writesHaveEnded, now >= nextAction || now >= finishBy else { return }
    // Before the first read nothing was ever written.
    let isOurs = mustRead ? requests > 0 : holder == identity
    if now >= finishBy || !isOurs { return end(into: &directives) }
    if mustRead { return read(at: now, into: &directives) }
    guard var given = lease else { return end(into: &directives) }
    var spec = given.spec ?? LeaseSpec()
    spec.holderIdentity = ""
    spec.leaseDurationSeconds = 1
    spec.acquireTime = time.wall
    spec.renewTime = time.wall
    given.spec = spec
    write(given, .release, at: now, into: &directives)
  }

  private mutating func end(into directives: inout [Directive]) {
    role = .ended
    request = nil
    directives.append(.ended)
  }

  /// Takes or renews the lease.
  private mutating func take(at time: ClockReading, into directives: inout [Directive]) {
    var taken = lease ?? Lease(metadata: ObjectMeta(name: key.name, namespace: key.namespace))
    var spec = taken.spec ?? LeaseSpec()
    spec.leaseDurationSeconds = Int(timing.leaseDuration.components.seconds)
    if spec.holderIdentity == identity {
      // A clock that stands still or goes back must not make a renewal that nobody can see.
      let before = spec.renewTime?.microsecondsSince1970 ?? .min
      spec.renewTime = MicroTime(
        microsecondsSince1970: max(time.wall.microsecondsSince1970, before == .min ? .min : before + 1))
    } else {
      if lease != nil { spec.leaseTransitions = (spec.leaseTransitions ?? 0) + 1 }
      spec.holderIdentity = identity
      spec.acquireTime = time.wall
      spec.renewTime = time.wall
    }
    if spec.leaseTransitions == nil { spec.leaseTransitions = 0 }
    taken.spec = spec
    write(taken, .take, at: time.monotonic, into: &directives)
  }

  private mutating func read(at now: Duration, into directives: inout [Directive]) {
    let request = begin(.read, at: now)
    directives.append(.read(request: request.number, deadline: request.deadline))
  }

  private mutating func write(
    _ lease: Lease, _ kind: Request.Kind, at now: Duration, into directives: inout [Directive]
  ) {
    let request = begin(kind, at: now)
    directives.append(.write(request: request.number, lease, deadline: request.deadline))
  }

  private mutating func begin(_ kind: Request.Kind, at now: Duration) -> Request {
    requests += 1
    var deadline = now + timing.renewDeadline / 2
    switch role {
    case .leader: deadline = min(deadline, leadsUntil)
    case .handingOver(let finishBy): deadline = min(deadline, finishBy)
    case .candidate, .ended: break
    }
    let begun = Request(number: requests, kind: kind, startedAt: now, deadline: deadline)
    request = begun
    return begun
  }
}
