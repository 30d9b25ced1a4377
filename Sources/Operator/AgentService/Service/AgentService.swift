import AgentAPI
public import GRPC
import Protobuf
import Synchronization
public import Telemetry
public import Transport

/// Takes the reports of agents over gRPC, and tells which clusters' brokers are otherwise than before: the shell around
/// `AgentRegistry`.
///
/// It is a service on the listener of xDS: its limits, its TLS and its certificates hold for agents too.
public final class AgentService: GRPCService {
  /// The path of its one method.
  public static let path = "/koperator.agent.v1.AgentService/Report"

  /// How it is set.
  public struct Settings: Sendable {
    /// The limits.
    public var limits = AgentServiceLimits()
    /// Whether `set(pods:of:)` will say which pods own brokers.
    public var knowsPods = false
    /// How often agents are told to look; nil leaves them their own interval.
    public var samplingInterval: Duration?
    /// The build of the server, for agents' logs.
    public var version: String

    /// The defaults.
    public init(version: String) { self.version = version }
  }

  struct State {
    var registry: AgentRegistry
    var calls: [AgentCallID: any GRPCServiceCall] = [:]
    var silentCalls = SilentCalls()
    var lastCall: UInt64 = 0
    var samplingInterval: Duration?
    var events: [AgentEvent] = []
    var isEnding = false
    /// For when the timer is set.
    var timerTime: Duration?
    var observers: [@Sendable (Set<ClusterKey>) -> Void] = []

    /// When the timer must be set to; nil where it is set to that or an earlier time.
    mutating func timeToSet() -> Duration? {
      let times = [registry.nextDeadline, silentCalls.nextDeadline]
      guard let next = times.compactMap(\.self).min(), next < timerTime ?? .seconds(Int64.max), !isEnding else {
        return nil
      }
      timerTime = next
      return next
    }
  }

  let limits: AgentServiceLimits
  let log: Logger
  let limiter = LogLimiter()
  let metrics: MetricsRegistry
  let counters: Counters
  let state: Mutex<State>
  private let version: String
  private let timer: AgentTimer

  /// The most events that are kept for `status`.
  static let eventLimit = 256

  /// A service that takes no calls before a server has it.
  ///
  /// - Parameter loop: Where it looks at the time; it must not end before `shutdown`.
  public init(_ settings: Settings, loop: EventLoop, metrics: MetricsRegistry, log: Logger) {
    limits = settings.limits
    version = settings.version
    self.metrics = metrics
    self.log = log
    counters = Counters(metrics)
    timer = AgentTimer(loop)
    state = Mutex(
      State(
        registry: AgentRegistry(limits: settings.limits, knowsPods: settings.knowsPods),
        samplingInterval: settings.samplingInterval))
    timer.service = self
    metrics.onCollect { [weak self] _ in self?.updateMetrics() }
  }

  // MARK: For others

  /// Has `body` called, on any thread, with the clusters whose brokers are or lie otherwise than before. It must not wait.
  public func onChange(_ body: @escaping @Sendable (Set<ClusterKey>) -> Void) {
    state.withLock { $0.observers.append(body) }
  }

  /// What is known of a cluster's brokers, by id.
  public func brokers(of cluster: ClusterKey) -> [AgentReport] { state.withLock { $0.registry.brokers(of: cluster) } }

  /// Takes the pods that own the brokers of a cluster now.
  public func set(pods: [Int32: AgentRegistry.OwnerPod], of cluster: ClusterKey) {
    change { registry, now in registry.set(pods: pods, of: cluster, at: now) }
  }

  /// Tells every agent how often to look.
  public func setSamplingInterval(_ interval: Duration) {
    let milliseconds = UInt32(clamping: Int64(interval / .milliseconds(1)))
    let bytes = ServerMessage { $0.message = .sampling(Sampling { $0.intervalMs = milliseconds }) }.serialized()
    let calls = state.withLock { state in
      state.samplingInterval = interval
      for id in state.calls.keys { state.registry.setInterval(interval, of: id) }
      return Array(state.calls.values)
    }
    for call in calls { call.send(bytes) }
  }

  // MARK: GRPCService

  /// Its one method.
  public var methods: [String: Int] { [Self.path: limits.maximumMessageSize] }

  /// Begins a call; one of whom nothing is taken is ended at once.
  public func begin(
    _ call: any GRPCServiceCall, _ head: GRPCCallHead, from peer: GRPCPeer
  ) -> (any GRPCCallHandler)? {
    counters.calls.increment()
    do throws(AgentRefusal) {
      let identities = try Self.identities(of: peer)
      guard let id = try wait(for: call) else {
        call.finish(GRPCStatus(.unavailable, "the control plane is shutting down; come back"))
        return nil
      }
      return AgentCallHandler(id, call, self, peer, identities: identities)
    } catch {
      refuse(call, error, of: peer.address)
      return nil
    }
  }

  /// Gives a call its number, and a deadline for its Hello; nil while the control plane ends.
  private func wait(for call: any GRPCServiceCall) throws(AgentRefusal) -> AgentCallID? {
    let (id, time) = try state.withLock { state throws(AgentRefusal) -> (AgentCallID?, Duration?) in
      if state.isEnding { return (nil, nil) }
      guard state.silentCalls.count < limits.maximumCalls else {
        throw AgentRefusal(.tooMuch, "there are \(limits.maximumCalls) calls that have not said Hello")
      }
      state.lastCall += 1
      let id = AgentCallID(rawValue: state.lastCall)
      state.silentCalls.append(id, call, until: MonotonicClock.now + limits.helloDeadline)
      return (id, state.timeToSet())
    }
    if let time { setTimer(to: time) }
    return id
  }

  private static func identities(of peer: GRPCPeer) throws(AgentRefusal) -> [AgentIdentity] {
    guard let certificate = peer.certificate else {
      if peer.isLocal { return [.local] }
      throw AgentRefusal(
        .denied, "an agent on another machine must show a certificate, and this server asks for none")
    }
    let identities = AgentIdentity.identities(in: certificate.uriNames)
    guard identities.isEmpty else { return identities }
    throw AgentRefusal(
      .denied,
      "the client certificate of '\(certificate.subject)' names no broker and no node: it needs a URI name such as "
        + "spiffe://<trust domain>/agent/<namespace>/<cluster>/<broker id> or spiffe://<trust domain>/node/<name>")
  }

  /// Ends all calls with UNAVAILABLE, and looks at the time no more.
  public func shutdown() {
    let calls = state.withLock { state in
      state.isEnding = true
      defer { state.calls = [:] }
      return Array(state.calls.values) + state.silentCalls.takeAll()
    }
    for call in calls { call.finish(GRPCStatus(.unavailable, "the control plane is shutting down; come back")) }
    timer.stop()
  }

  // MARK: From calls

  /// Begins a call that said Hello; what it is answered.
  func open(
    _ id: AgentCallID, _ call: any GRPCServiceCall, _ hello: Hello, _ identities: [AgentIdentity]
  ) throws(AgentRefusal) -> (agent: String, welcome: ServerMessage) {
    try state.withLock { state throws(AgentRefusal) in
      // It was given up a moment ago, or the control plane ends.
      guard state.silentCalls.remove(id) else { throw AgentRefusal(.late, "Hello came too late") }
      let last = try state.registry.open(id, hello, identities: identities)
      if let interval = state.samplingInterval { state.registry.setInterval(interval, of: id) }
      state.calls[id] = call
      let interval = state.samplingInterval.map { UInt32(clamping: Int64($0 / .milliseconds(1))) } ?? 0
      let welcome = Welcome {
        $0.version = version
        $0.lastSequence = last
        $0.intervalMs = interval
      }
      return (state.registry.agent(of: id) ?? "", ServerMessage { $0.message = .welcome(welcome) })
    }
  }

  /// Takes a message of a call.
  ///
  /// - Returns: How many brokers the agent reports, where that may be another number now.
  func receive(
    _ message: AgentMessage.Message, on id: AgentCallID, at now: Duration
  ) throws(AgentRefusal) -> Int? {
    switch message {
    case .hello: throw AgentRefusal(.invalid, "Hello is the first message of a call, and only that")
    case .report(let report):
      try change(at: now) { registry throws(AgentRefusal) in try registry.receive(report, on: id, at: now) }
      if report.full { return state.withLock { $0.registry.brokerCount(of: id) } }
    case .heartbeat(let heartbeat):
      try change(at: now) { registry throws(AgentRefusal) in registry.receive(heartbeat, on: id, at: now) }
    case .transition(let transition):
      try change(at: now) { registry throws(AgentRefusal) in try registry.receive(transition, on: id, at: now) }
    case .gone(let gone):
      try change(at: now) { registry throws(AgentRefusal) in registry.receive(gone, on: id, at: now) }
      return state.withLock { $0.registry.brokerCount(of: id) }
    }
    return nil
  }

  func close(_ id: AgentCallID) {
    state.withLock { state in
      state.calls[id] = nil
      _ = state.silentCalls.remove(id)
      state.registry.close(id)
    }
  }

  /// Looks at the time.
  func advance() {
    let late = state.withLock { $0.silentCalls.takeLate(at: MonotonicClock.now) }
    for call in late {
      refuse(
        call, AgentRefusal(.late, "the call did not say Hello within \(limits.helloDeadline)"), of: "a silent call")
    }
    change { registry, now in registry.advance(to: now) }
  }

  // MARK: Changes

  private func change(_ body: (inout AgentRegistry, Duration) -> [AgentDirective]) {
    let now = MonotonicClock.now
    do throws(AgentRefusal) {
      try change(at: now) { registry throws(AgentRefusal) in body(&registry, now) }
    } catch {
      // `body` throws nothing.
    }
  }

  private func change(
    at now: Duration, _ body: (inout AgentRegistry) throws(AgentRefusal) -> [AgentDirective]
  ) throws(AgentRefusal) {
    let (directives, changed, observers, deadline) = try state.withLock { state throws(AgentRefusal) in
      let directives = try body(&state.registry)
      let changed = state.registry.takeChanges()
      for case .event(let event) in directives { state.events.append(event) }
      if state.events.count > Self.eventLimit { state.events.removeFirst(state.events.count - Self.eventLimit) }
      return (directives, changed, changed.isEmpty ? [] : state.observers, state.timeToSet())
    }
    if let deadline { setTimer(to: deadline) }
    // First what clients wait for, then what people read.
    for observer in observers { observer(changed) }
    for directive in directives { carryOut(directive) }
  }

  /// Sets the timer. Where the loop takes no more tasks, the next message tries again.
  private func setTimer(to deadline: Duration) {
    if !timer.set(to: deadline) { state.withLock { $0.timerTime = nil } }
  }

  /// The timer fired, or is about to be set anew.
  func timerFired() {
    state.withLock { $0.timerTime = nil }
    advance()
  }
}

/// The timer of a service, on a loop.
final class AgentTimer: @unchecked Sendable {
  private let loop: EventLoop
  /// Set once, before the timer is.
  weak var service: AgentService?
  private var timer: TimerID?
  private var time = Duration.zero

  init(_ loop: EventLoop) { self.loop = loop }

  /// Has the timer fire then, or earlier where that was asked for: threads may overtake each other.
  ///
  /// - Returns: False where the loop takes no more tasks.
  func set(to deadline: Duration) -> Bool {
    loop.execute {
      if let timer = self.timer {
        if self.time <= deadline { return }
        self.loop.cancel(timer)
      }
      self.time = deadline
      self.timer = self.loop.schedule(at: deadline) { [weak self] in
        self?.timer = nil
        self?.service?.timerFired()
      }
    }
  }

  func stop() {
    loop.execute {
      if let timer = self.timer { self.loop.cancel(timer) }
      self.timer = nil
    }
  }
}
