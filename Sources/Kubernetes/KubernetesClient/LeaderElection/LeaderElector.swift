import KubernetesObjects
import Synchronization
public import Telemetry

/// Takes part in a leader election for a Lease: `LeaderElection` with a clock and requests.
///
/// - *candidate*: from `run` on. It watches the Lease, so that it takes over at once what is given back, and looks at
///   it every retry period where the watch fails.
/// - *leader*: the body runs, with a `LeaderTransport` for its writes.
/// - *lost*: the body is cancelled; when it has ended, the process is a candidate again.
/// - *handing over*: after `shutDown`, when the task of `run` is cancelled, or when the body returns by itself: the
///   lease is given back when the last write under way has ended.
///
/// It must never run two bodies at once, never let a write begin without the election's leave, and never give the lease
/// back before the last write has ended.
public final class LeaderElector: Sendable {
  /// What the leader does. It is cancelled when this process leads no more; what it writes goes through the transport.
  public typealias Body = @Sendable (LeaderTransport) async -> Void

  enum Step: Sendable {
    case read(request: Int, deadline: Duration)
    case write(request: Int, Lease, deadline: Duration)
    case lead(LeaderTerm)
    case stop(LeadershipLoss)
    case end
  }

  struct State {
    var election: LeaderElection
    var steps: [Step] = []
    var wakeAt: Duration?
    var term: LeaderTerm?
    var terms = 0
    var campaigns: UInt64 = 0
    /// Whether the election is asked and told anything.
    var isCampaigning = false
    var isRunning = false
    var isStopping = false
    /// Who was last said to hold the lease.
    var holderTold: String?
    /// Whether it was said that the lease cannot be read or written.
    var troubleTold = false
    /// Whether it was said that the lease cannot be watched; another campaign does not say it again.
    var watchTroubleTold = false
  }

  /// The name of this process in the election.
  public let identity: String
  let lease: ObjectKey
  let timing: LeaseTiming
  let transport: any APITransport
  let writes: any APITransport
  let clock: any MonotonicClock
  let log: Logger
  let seed: UInt64
  let wakeup = Wakeup()
  let state: Mutex<State>
  let leads: Gauge?
  private let terms: Counter?
  private let refusals: Counter?

  /// An elector that does nothing yet.
  ///
  /// - Parameters:
  ///   - transport: what reads, writes and watches the Lease.
  ///   - writes: what the body's transport sends by; nil for the same. Where it is another client, a renewal of the lease
  ///     never waits behind the body's requests for the client's rate limit.
  ///   - lease: the namespace and name of the Lease; it is created where it is not there.
  ///   - identity: a name that no other process has or had: see `uniqueIdentity`.
  ///   - seed: makes the jitter; another one in each process.
  public init(
    _ transport: any APITransport, writes: (any APITransport)? = nil, lease: ObjectKey,
    identity: String = LeaderElector.uniqueIdentity(), timing: LeaseTiming = .standard,
    clock: any MonotonicClock = SystemClock(), log: Logger, metrics: MetricsRegistry? = nil,
    seed: UInt64 = .random(in: 0 ... .max)
  ) {
    self.transport = transport
    self.writes = writes ?? transport
    self.lease = lease
    self.identity = identity
    self.timing = timing
    self.clock = clock
    self.seed = seed
    let name = "\(lease.namespace)/\(lease.name)"
    self.log = log.with([.lease: name])
    leads = metrics?.gauge(.leader, [name])
    terms = metrics?.counter(.leaderTerms, [name])
    refusals = metrics?.counter(.leaderRefusals, [name])
    leads?.set(to: 0)
    state = Mutex(
      State(election: LeaderElection(identity: identity, lease: lease, timing: timing, seed: seed)))
  }

  /// Whether this process leads now.
  public var isLeading: Bool {
    state.withLock { $0.isCampaigning && $0.election.isLeading(at: clock.now) }
  }

  /// Who holds the lease, as far as it is known; nil where nobody does.
  public var holder: String? { state.withLock { $0.election.holder } }

  /// Has `run` give the lease back, where this process has it, and return. Its requests for that take at most the renew
  /// deadline.
  public func shutDown() {
    state.withLock { $0.isStopping = true }
    change { $0.shutDown(at: $1) }
    wakeup.signal()
  }

  /// Takes part until this task is cancelled, `shutDown` is called, or the body returns by itself; then the lease has
  /// been given back and the body has ended. It can be called again after that.
  public func run(_ body: @escaping Body) async {
    let isFree = state.withLock { state in
      if state.isRunning { return false }
      state.isRunning = true
      state.isStopping = false
      return true
    }
    assert(isFree, "an elector runs once at a time")
    guard isFree else { return }
    // Giving the lease back takes requests after a cancellation: what sends them must not be cancelled itself.
    let work = Task { await participate(body) }
    await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      shutDown()
    }
    state.withLock { $0.isRunning = false }
  }

  /// Tells the election something, and keeps what it asks for.
  ///
  /// - Parameter term: the term that it is about; what is left of an earlier one says nothing of the writes of this one.
  func change(
    of term: Int? = nil, _ body: (inout LeaderElection, ClockReading) -> [LeaderElectionDirective]
  ) {
    let mustWake = state.withLock { state in
      guard state.isCampaigning, term ?? state.terms == state.terms else { return false }
      // Read here: where the lock was waited for, the time has gone on.
      let directives = body(&state.election, clock.reading)
      for directive in directives { take(directive, &state) }
      return !directives.isEmpty
    }
    if mustWake { wakeup.signal() }
  }

  private func take(_ directive: LeaderElectionDirective, _ state: inout State) {
    switch directive {
    case .read(let request, let deadline): state.steps.append(.read(request: request, deadline: deadline))
    case .write(let request, let lease, let deadline):
      state.steps.append(.write(request: request, lease, deadline: deadline))
    case .startedLeading:
      state.terms += 1
      let term = term(state.terms)
      state.term = term
      state.steps.append(.lead(term))
      leads?.set(to: 1)
      terms?.increment()
      tell(identity, &state)
    case .stoppedLeading(let loss):
      leads?.set(to: 0)
      log.log(loss == .shutDown ? .info : .warning, "this process leads no more", [.reason: "\(loss)"])
      if state.holderTold == identity { state.holderTold = nil }
      state.steps.append(.stop(loss))
    case .holderChanged(let holder): tell(holder, &state)
    case .wait(let until): state.wakeAt = until
    case .ended: state.steps.append(.end)
    }
  }

  private func term(_ number: Int) -> LeaderTerm {
    LeaderTerm(
      leave: { [self] in
        state.withLock { state in
          let now = clock.now
          guard state.isCampaigning, state.terms == number else { return nil }
          return state.election.writeDeadline(at: now).map { LeaderTerm.WriteLeave(deadline: $0, left: $0 - now) }
        }
      },
      becameIdle: { [self] in change(of: number) { $0.writesEnded(at: $1) } },
      refused: { [refusals] in refusals?.increment() })
  }

  /// Says who holds the lease, once for each change.
  private func tell(_ holder: String?, _ state: inout State) {
    if holder == state.holderTold { return }
    state.holderTold = holder
    switch holder {
    case identity?: log.info("this process leads now", [.holder: identity])
    case let holder?: log.info("another process leads now", [.holder: holder])
    case nil: log.info("no process leads now")
    }
  }
}
