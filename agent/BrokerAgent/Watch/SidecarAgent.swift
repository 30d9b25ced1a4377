import HTTPTransport
public import Telemetry
public import Transport

/// The agent beside one broker: its probes, its reports, and what it answers itself.
///
/// States: waiting for Kafka's configuration or its own certificates (each is tried again, and said once), watching and
/// reporting, stopped. Everything happens on one loop.
public final class SidecarAgent: Agent, @unchecked Sendable {
  /// Nothing seen for so long: the agent itself is not well.
  static let silenceLimit: Duration = .seconds(15)

  private let configuration: AgentConfiguration
  private let loops: EventLoopGroup
  private let loop: EventLoop
  private let log: Logger
  private let version: String
  private let onOutput: ((AgentOutput) -> Void)?
  private var observer: BrokerObserver?
  private var reporting: AgentReporting?
  private var local: LocalServer?
  private var settings: WatchedFile
  private var timer: TimerID?
  private var lastSeen: Duration = .zero

  /// - Parameter onOutput: Is shown each change, on the loop.
  public init(
    _ configuration: AgentConfiguration, version: String, on loops: EventLoopGroup, log: Logger,
    onOutput: ((AgentOutput) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.version = version
    self.loops = loops
    loop = loops.loops[0]
    self.log = log
    self.onOutput = onOutput
    settings = WatchedFile(configuration.watched.settingsFile, limit: BrokerObserver.maximumSettings)
  }

  /// Begins.
  ///
  /// - Throws: `TransportError` where the local address cannot be listened on.
  public func start() throws(TransportError) {
    if let address = configuration.local {
      local = try LocalServer(address, on: loops) { [weak self] path in self?.page(path) }
      log.info("health and metrics are served", [.address: local?.address.description ?? ""])
    }
    loop.executeAndWait { [self] in
      let broker = configuration.watched.broker
      let observer = BrokerObserver(
        configuration.watched, on: loop, tls: { try? TLSContext.client(trust: .anyone) }, log: log
      ) { [weak self] state in
        guard let self else { return }
        lastSeen = loop.now
        reporting?.update(broker, state)
      }
      self.observer = observer
      reporting = AgentReporting(
        configuration.reporting, version: version, on: loop, log: log, onOutput: onOutput,
        onInterval: { [weak self] in self?.observer?.setInterval($0) },
        onStart: { [weak self] in
          guard let self, let observer = self.observer else { return }
          reporting?.update(broker, observer.state)
        })
      lastSeen = loop.now
      observer.start()
      look()
      reporting?.start()
    }
  }

  /// Ends. Not on the loop.
  public func stop() {
    local?.shutdown()
    loop.executeAndWait { [self] in
      if let timer { loop.cancel(timer) }
      timer = nil
      observer?.stop()
      reporting?.stop()
      observer = nil
      reporting = nil
    }
  }

  /// What is known; on the loop only.
  public var state: BrokerState { observer?.state ?? BrokerState() }

  /// Looks at Kafka's configuration.
  private func look() {
    observer?.take(settings.look())
    timer = loop.schedule(at: Tick.after(AgentReporting.lookInterval, from: loop.now)) { [weak self] in self?.look() }
  }

  private func page(_ path: String) -> LocalServer.Page? {
    switch path {
    case "/healthz":
      guard loop.now - lastSeen < Self.silenceLimit else {
        return LocalServer.Page(status: 503, body: "nothing was seen for \(Self.silenceLimit)\n")
      }
      return LocalServer.Page(body: "ok\n" + (reporting?.text ?? ""))
    case "/metrics":
      let broker = configuration.watched.broker
      return LocalServer.Page(
        type: MetricsRegistry.contentType,
        body: AgentMetrics.text(
          [(String(broker.id), state)], streams: reporting?.replicas.count { $0.isWelcomed } ?? 0))
    default: return nil
    }
  }
}
