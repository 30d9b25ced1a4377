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
    tell(source.tracker.update(broker, state, at: loop.now, time: wallClock()))
  }

  /// The broker is not watched any more.
  public func remove(_ broker: WatchedBroker) { tell(source.tracker.remove(broker)) }

  /// How the reports to each replica go.
  public var replicas: [ReplicaStatus] { links.links.map(\.status) }

  /// The interval that holds now.
  public var interval: Duration { source.interval }

  private func tell(_ output: AgentOutput?) {
    guard let output else { return }
    onOutput?(output)
    links.send(MessageEncoder.encode(output, at: loop.now))
  }

  private static func systemMilliseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(max(0, time.tv_sec)) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
  }
}
