import Glibc
public import Telemetry
public import Transport

/// Reports what the agent knows of its brokers to every replica of the control plane. It lives on one loop and is used there
/// only, after `init`; it must be stopped before it is dropped.
public final class AgentReporter {
  private let loop: EventLoop
  private let source: ReportSource
  private let links: ControlPlaneLinks
  private let onOutput: ((AgentOutput) -> Void)?
  /// Milliseconds since 1970.
  private let wallClock: () -> UInt64
  /// Why brokers' processes are not seen, by the broker's name: what was said is not said again.
  private var blindness: [BrokerName: String] = [:]

  /// - Parameters:
  ///   - hello: Who the agent is; its interval is the configuration's.
  ///   - tls: For the handshakes to come, until `replaceTLS`; it must offer `h2`. Nil connects in the clear.
  ///   - wallClock: Gives milliseconds since 1970, for people; the system's clock where it is nil.
  ///   - onOutput: Is shown each change that is told, whether or not a replica is there.
  ///   - onInterval: Is told the interval whenever the servers change it.
  public init(
    _ configuration: ControlPlaneConfiguration, _ hello: AgentHello, on loop: EventLoop,
    resolver: NameResolver = NameResolver(), tls: TLSContext? = nil, logger: Logger,
    wallClock: (() -> UInt64)? = nil, onOutput: ((AgentOutput) -> Void)? = nil,
    onInterval: @escaping (Duration) -> Void
  ) {
    self.loop = loop
    self.wallClock = wallClock ?? { Self.systemMilliseconds() }
    self.onOutput = onOutput
    source = ReportSource(configuration, hello, logger)
    links = ControlPlaneLinks(on: loop, source, resolver: resolver, tls: tls, onInterval: onInterval)
  }

  /// Begins to connect.
  public func start() { links.start() }

  /// Ends all calls and connections.
  public func stop() { links.stop() }

  /// Uses other certificates for the handshakes to come.
  public func replaceTLS(_ context: TLSContext?) { links.replaceTLS(context) }

  /// Takes what a broker is now, and tells what is to be told.
  public func update(_ broker: WatchedBroker, _ state: BrokerState) {
    let before = source.tracker.sequence
    tell(source.tracker.update(broker, state, at: loop.now, time: wallClock()))
    if source.tracker.sequence != before { log(broker, state, after: before) }
  }

  /// The broker is not watched any more.
  public func remove(_ broker: WatchedBroker) {
    blindness[BrokerName(broker)] = nil
    tell(source.tracker.remove(broker))
  }

  /// How the reports to each replica go.
  public var replicas: [ReplicaStatus] { links.links.map(\.status) }

  /// The interval that holds now.
  public var interval: Duration { source.interval }

  // MARK: The log

  /// Says what went from one state to another, for whoever reads the agent's log because no server is there.
  private func log(_ broker: WatchedBroker, _ state: BrokerState, after sequence: UInt64) {
    let name = BrokerName(broker)
    for transition in source.tracker.history.after(sequence, through: .max) {
      let (isWell, problem) = state.verdict(on: transition.subject)
      guard let logger = source.logger.limited(by: source.brokerLimiter, key: "\(name) \(transition.subject)") else {
        continue
      }
      let values: KeyValuePairs<LogKey, String> = [
        .broker: name.description, .subject: transition.subject.description, .before: transition.before,
        .after: transition.after,
        .reason: problem,
      ]
      if isWell {
        logger.info("a part of the broker changed", values)
      } else {
        logger.warning("a part of the broker is not well", values)
      }
    }
    // A process that was never seen changes nothing.
    let problem = state.process.status == .unknown ? state.process.problem : ""
    guard problem != blindness[name] ?? "" else { return }
    blindness[name] = problem
    guard !problem.isEmpty else { return }
    source.logger.limited(by: source.brokerLimiter, key: "\(name) blind")?
      .warning("Kafka's process cannot be seen", [.broker: name.description, .reason: problem])
  }

  private func tell(_ output: AgentOutput?) {
    guard let output else { return links.beat() }
    onOutput?(output)
    links.send(MessageEncoder.encode(output, at: loop.now))
  }

  private static func systemMilliseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(max(0, time.tv_sec)) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
  }
}

extension BrokerState {
  /// Whether a part is as it should be, and what is wrong with it in words.
  fileprivate func verdict(on subject: BrokerTransition.Subject) -> (isWell: Bool, problem: String) {
    switch subject {
    case .process: return (process.status == .running, process.problem)
    case .kafka: return (kafka.status == .answers || kafka.status == .tlsOnly, kafka.problem)
    case .listener(let name):
      guard let listener = listeners.first(where: { $0.name == name }) else { return (true, "") }
      return (listener.status == .answers || listener.status == .tlsOnly, listener.problem)
    case .logDir(let path):
      guard let dir = logDirs.first(where: { $0.path == path }) else { return (true, "") }
      return (dir.status == .ok || dir.status == .notWritable, dir.problem)
    }
  }
}
