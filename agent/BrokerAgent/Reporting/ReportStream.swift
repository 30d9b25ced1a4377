/// One call to one replica, as a value: what the agent says first, next, and when nothing happens.
///
/// States: opened (Hello and all that is known were said), welcomed (the replica took the call, and got the history that it
/// missed), failed (the call must end). Changes are sent in both of the first two.
struct ReportStream: Sendable {
  /// Why a call must end.
  enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// A message cannot be understood.
    case garbage
    /// The server says too much.
    case flood
    /// The server never took the call.
    case silence

    var description: String {
      switch self {
      case .garbage: "the server sent a message that cannot be read"
      case .flood: "the server sends too many messages"
      case .silence: "the server did not welcome the agent in time"
      }
    }
  }

  /// The limits of the interval that a server may set.
  static let intervals = Duration.milliseconds(200)...(.milliseconds(10_000))
  /// How many messages a server may send in a burst; one more each second.
  static let burst = 60

  /// Whether the server took the call.
  private(set) var isWelcomed = false
  /// The interval that the server wants, within the limits; nil where it leaves the agent its own.
  private(set) var wantedInterval: Duration?
  /// The server's build.
  private(set) var serverVersion = ""
  /// Up to this change the call's first reports tell all.
  private let firstSequence: UInt64
  private let begun: Duration
  private let welcomeDeadline: Duration
  private var lastSent: Duration
  private var heard = 0

  /// A call that begins now.
  ///
  /// - Parameter patience: How long the server may take for its welcome.
  /// - Returns: The stream, and what to send first.
  static func begin(
    _ hello: AgentHello, _ tracker: StateTracker, at now: Duration, patience: Duration
  ) -> (stream: ReportStream, output: [AgentOutput]) {
    (ReportStream(firstSequence: tracker.sequence, at: now, patience), [.hello(hello)] + tracker.reports())
  }

  private init(firstSequence: UInt64, at now: Duration, _ patience: Duration) {
    self.firstSequence = firstSequence
    begun = now
    welcomeDeadline = now + patience
    lastSent = now
  }

  /// Takes a message of the server: nil stands for one that cannot be read.
  ///
  /// - Returns: What to send: the history, after the welcome.
  mutating func receive(
    _ input: AgentInput?, _ tracker: StateTracker, at now: Duration
  ) throws(Failure) -> [AgentOutput] {
    heard += 1
    let (seconds, _) = (now - begun).components
    if heard > Self.burst + Int(max(0, seconds)) { throw .flood }
    switch input {
    case nil: throw .garbage
    case .unknown: return []
    case .sampling(let milliseconds):
      want(milliseconds)
      return []
    case .welcome(let welcome):
      guard !isWelcomed else { return [] }
      isWelcomed = true
      serverVersion = welcome.version
      want(welcome.intervalMilliseconds)
      return missed(after: welcome.lastSequence, tracker.history)
    }
  }

  private mutating func want(_ milliseconds: UInt32) {
    guard milliseconds > 0 else { return wantedInterval = nil }
    wantedInterval = min(max(.milliseconds(milliseconds), Self.intervals.lowerBound), Self.intervals.upperBound)
  }

  /// What changed before this call began. Later changes went out as they happened.
  private func missed(after sequence: UInt64, _ history: TransitionRing) -> [AgentOutput] {
    var lost = history.lost(after: sequence)
    return history.after(sequence, through: firstSequence).map { transition in
      defer { lost = 0 }
      return .transition(transition, lost: lost)
    }
  }

  /// Something was sent.
  mutating func sent(at now: Duration) { lastSent = now }

  /// When `timeout` must be called, where the agent samples at `interval`.
  func nextDeadline(interval: Duration) -> Duration {
    isWelcomed ? lastSent + interval : min(lastSent + interval, welcomeDeadline)
  }

  /// Does what is due.
  ///
  /// - Returns: A heartbeat, where nothing was sent for an interval.
  func timeout(
    _ tracker: StateTracker, interval: Duration, at now: Duration
  ) throws(Failure) -> AgentOutput? {
    if !isWelcomed, now >= welcomeDeadline { throw .silence }
    guard now - lastSent >= interval else { return nil }
    return .heartbeat(sequence: tracker.sequence)
  }

  /// A heartbeat that is nearly due, for a moment at which the agent is awake anyway.
  func earlyHeartbeat(_ tracker: StateTracker, interval: Duration, at now: Duration) -> AgentOutput? {
    guard isWelcomed, now - lastSent >= interval - interval / 16 else { return nil }
    return .heartbeat(sequence: tracker.sequence)
  }
}
