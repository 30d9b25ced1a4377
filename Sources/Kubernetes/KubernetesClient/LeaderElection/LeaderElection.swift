public import KubernetesObjects

/// A leader election over a Lease as a value: it is told what the API server answers and what the clocks say, and says
/// what to read and write and when to lead.
///
/// - *candidate*: looks at the lease every retry period with jitter, and at every event of a watch. It takes the lease
///   when nobody holds it, or when it has not seen it renewed for the lease's duration **by its own clock**: times in
///   the lease are not compared with it.
/// - *leader*: renews it every retry period. It leads until the renew deadline has passed since the *beginning* of the
///   last renewal that succeeded.
/// - *handing over*: leads no more; gives the lease back when the last write has ended.
/// - *ended*.
///
/// Every write of the leader ends by `writeDeadline`: before anybody else can take the lease. It must never give a
/// deadline when it does not lead, however late its timer comes, and never give the lease back while a write is under
/// way. A request that the server carries out after its deadline has passed here is met by what is left of the lease's
/// duration, and by preconditions.
public struct LeaderElection: Sendable {
  /// What the election asks of its shell.
  public typealias Directive = LeaderElectionDirective

  enum Role: Sendable, Hashable {
    case candidate
    case leader
    case handingOver(finishBy: Duration)
    case ended
  }

  struct Request: Sendable {
    enum Kind: Sendable { case read, take, release }
    let number: Int
    let kind: Kind
    let startedAt: Duration
    let deadline: Duration
  }

  /// The name of the process: no other may have it, not even an earlier process of the same pod.
  public let identity: String
  let key: ObjectKey
  let timing: LeaseTiming
  var generator: SeededGenerator
  var role = Role.candidate
  var request: Request?
  var requests = 0
  /// The lease as it was last seen; nil where there is none.
  var lease: Lease?
  /// When what the lease says was first seen as it is.
  var observedAt: Duration = .zero
  /// Whether the lease must be read before it is written.
  var mustRead = true
  /// When to read or renew next.
  var nextAction: Duration = .zero
  /// A candidate whose write failed writes no sooner.
  var blockedUntil: Duration = .zero
  /// Where the lease was deleted while somebody held it: when that holder's time is over.
  var vacantFrom: Duration = .zero
  var conflicts = 0
  var leadsUntil: Duration = .zero
  var writesHaveEnded = true
  var told: Duration?

  /// A candidate, which does nothing yet. `seed` makes the jitter: another one in each process.
  public init(identity: String, lease key: ObjectKey, timing: LeaseTiming = .standard, seed: UInt64) {
    self.identity = identity
    self.key = key
    self.timing = timing
    generator = SeededGenerator(seed: seed)
  }

  /// Who holds the lease, as far as it is known; nil where nobody does.
  public var holder: String? { Self.holder(of: lease) }

  /// Whether this process leads.
  public func isLeading(at now: Duration) -> Bool { writeDeadline(at: now) != nil }

  /// By when a write that begins now must have ended; nil where none may begin. Ask before every write.
  public func writeDeadline(at now: Duration) -> Duration? {
    role == .leader && now < leadsUntil ? leadsUntil : nil
  }

  /// Begins.
  public mutating func start(at time: ClockReading) -> [Directive] { advance([], at: time) }

  /// The time that was asked for has come. Coming earlier or later does no harm: what is still to be waited for is told
  /// again.
  public mutating func wake(at time: ClockReading) -> [Directive] {
    told = nil
    return advance([], at: time)
  }

  /// A watch says what the lease is. Such news may be late, but not false.
  public mutating func observe(_ lease: Lease, at time: ClockReading) -> [Directive] {
    var directives: [Directive] = []
    expire(at: time.monotonic, into: &directives)
    if let known = self.lease {
      switch Self.version(of: lease).isOlder(than: Self.version(of: known)) {
      case true?: return advance(directives, at: time)
      case nil where role == .leader && Self.holder(of: lease) != identity:
        // Perhaps old news: ask, and go on for as long as the lease is certain.
        mustRead = true
        nextAction = time.monotonic
        return advance(directives, at: time)
      default: break
      }
    }
    let before = holder
    note(lease, at: time.monotonic, into: &directives)
    if role == .candidate, before != nil, holder == nil {
      // It was given back: take it now, whatever is being looked up. The write's condition tells whether this is old.
      mustRead = false
      if request?.kind == .read { request = nil }
    }
    return advance(directives, at: time)
  }

  /// A watch says that the lease is gone; `lease` is its last state.
  public mutating func observeDeletion(of lease: Lease, at time: ClockReading) -> [Directive] {
    var directives: [Directive] = []
    expire(at: time.monotonic, into: &directives)
    if let known = self.lease, known.metadata.uid == lease.metadata.uid {
      note(nil, at: time.monotonic, into: &directives)
    }
    return advance(directives, at: time)
  }

  /// A request was answered, or has failed.
  public mutating func receive(_ answer: LeaseAnswer, of number: Int, at time: ClockReading) -> [Directive] {
    let now = time.monotonic
    var directives: [Directive] = []
    expire(at: now, into: &directives)
    guard let request, request.number == number else { return advance(directives, at: time) }
    self.request = nil
    switch answer {
    case .found(let lease):
      wasRead(lease, at: now, into: &directives)
    case .notFound:
      wasRead(nil, at: now, into: &directives)
    case .written(let lease):
      wasWritten(lease, request, at: now, into: &directives)
    case .conflict:
      failed(begunAt: request.startedAt, at: now)
      conflicts += 1
      // Look at once who was first; but not again and again where the server refuses for another reason.
      if conflicts == 1 { nextAction = now }
    case .failed:
      failed(begunAt: request.startedAt, at: now)
    }
    return advance(directives, at: time)
  }

  /// Stops: at once where this process does not lead; else after the writes under way have ended, so that the lease can
  /// be given back.
  public mutating func shutDown(at time: ClockReading) -> [Directive] {
    let now = time.monotonic
    var directives: [Directive] = []
    expire(at: now, into: &directives)
    switch role {
    case .leader:
      role = .handingOver(finishBy: now + timing.renewDeadline)
      writesHaveEnded = false
      nextAction = now
      directives.append(.stoppedLeading(.shutDown))
    case .candidate:
      // A write under way may yet succeed: then the lease must be given back.
      role = .handingOver(finishBy: now + timing.renewDeadline / 2)
      writesHaveEnded = true
      nextAction = now
    case .handingOver, .ended: break
    }
    return advance(directives, at: time)
  }

  /// After `.stoppedLeading(.shutDown)`: no write is under way any more.
  public mutating func writesEnded(at time: ClockReading) -> [Directive] {
    writesHaveEnded = true
    return advance([], at: time)
  }

  static func holder(of lease: Lease?) -> String? {
    guard let holder = lease?.spec?.holderIdentity, !holder.isEmpty else { return nil }
    return holder
  }

  static func version(of lease: Lease) -> ResourceVersion { ResourceVersion(lease.metadata.resourceVersion ?? "") }
}
