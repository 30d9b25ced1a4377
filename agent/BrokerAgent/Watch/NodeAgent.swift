import HTTPTransport
public import Telemetry
public import Transport

/// The agent of a node: watches every broker that the discovery folder names, and reports all of them on one call to each replica
/// of the control plane.
///
/// States: watching (brokers come and go with their files), stopped. Everything happens on one loop; the folder and Kafka's
/// configurations are read by a thread of their own, so that a disk that hangs holds nobody's reports.
public final class NodeAgent: Agent, @unchecked Sendable {
  /// A look at the folder that takes longer is said.
  private static let lookDeadline: Duration = .seconds(10)

  private let configuration: NodeConfiguration
  private let loops: EventLoopGroup
  private let loop: EventLoop
  private let log: Logger
  private let version: String
  private let onOutput: ((AgentOutput) -> Void)?
  private let reader: DiscoveryReader
  private let tables = SharedTables()
  private let thread = ProbeThread()
  /// By the names of their files.
  private var observers: [String: BrokerObserver] = [:]
  private var reporting: AgentReporting?
  private var local: LocalServer?
  /// For listeners with TLS of all brokers.
  private var tls: TLSContext?
  private var timer: TimerID?
  private var isHung = false
  private var interval: Duration?
  private var lastSeen: Duration = .zero

  /// - Parameter onOutput: Is shown each change, on the loop.
  public init(
    _ configuration: NodeConfiguration, version: String, on loops: EventLoopGroup, log: Logger,
    onOutput: ((AgentOutput) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.version = version
    self.loops = loops
    loop = loops.loops[0]
    self.log = log
    self.onOutput = onOutput
    reader = DiscoveryReader(folder: configuration.discoveryFolder, podsFolder: configuration.podsFolder)
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
      reporting = AgentReporting(
        configuration.reporting, version: version, on: loop, log: log, onOutput: onOutput,
        onInterval: { [weak self] interval in
          guard let self else { return }
          self.interval = interval
          for observer in observers.values { observer.setInterval(interval) }
        },
        onStart: { [weak self] in
          guard let self else { return }
          for (broker, state) in states { reporting?.update(broker, state) }
        })
      lastSeen = loop.now
      reporting?.start()
      look()
    }
  }

  /// Ends. Not on the loop.
  public func stop() {
    local?.shutdown()
    thread.close()
    loop.executeAndWait { [self] in
      if let timer { loop.cancel(timer) }
      timer = nil
      for observer in observers.values { observer.stop() }
      observers = [:]
      reporting?.stop()
      reporting = nil
    }
  }

  /// What is known of each broker; on the loop only.
  public var states: [(broker: WatchedBroker, state: BrokerState)] {
    observers.values.map { ($0.configuration.broker, $0.state) }.sorted {
      ($0.broker.namespace, $0.broker.cluster, $0.broker.id) < ($1.broker.namespace, $1.broker.cluster, $1.broker.id)
    }
  }

  // MARK: Discovery

  private func look() {
    timer = nil
    let isTaken = thread.run(on: loop) { [reader] in
      reader.look()
    } _: { [weak self] in
      self?.take($0)
    }
    let rest = isTaken ? Self.lookDeadline : AgentReporting.lookInterval
    timer = loop.schedule(at: loop.now + rest) { [weak self] in
      guard let self else { return }
      // Where no thread is to be had, it is tried again.
      guard isTaken else { return look() }
      timer = nil
      isHung = true
      log.warning(
        "the discovery folder, or a configuration of Kafka, is read for long; brokers that are watched are not held by that",
        [.file: configuration.discoveryFolder])
    }
  }

  private func take(_ look: DiscoveryLook) {
    guard reporting != nil else { return }
    if let timer { loop.cancel(timer) }
    isHung = false
    for problem in look.problems {
      if problem.isExpected {
        if !problem.text.isEmpty {
          log.info("a file of the discovery folder is passed over", [.file: problem.path, .reason: problem.text])
        }
      } else if problem.text.isEmpty {
        log.info("what names brokers can be used again", [.file: problem.path])
      } else {
        log.warning("what names brokers cannot be used as it is", [.file: problem.path, .error: problem.text])
      }
    }
    for file in look.gone {
      guard let observer = observers.removeValue(forKey: file) else { continue }
      observer.stop()
      let broker = observer.configuration.broker
      log.info("a broker is not watched any more: its file or its pod is gone", [.broker: "\(BrokerName(broker))"])
      reporting?.remove(broker)
    }
    for found in look.found { watch(found) }
    for (file, shown) in look.settings { observers[file]?.take(shown) }
    timer = loop.schedule(at: Tick.after(AgentReporting.lookInterval, from: loop.now)) { [weak self] in self?.look() }
  }

  private func watch(_ found: DiscoveryLook.Found) {
    let broker = found.watched.broker
    let name = BrokerName(broker)
    if let old = observers[found.file] {
      old.stop()
      // The file was written for another broker; one with another pod stays the same one.
      if BrokerName(old.configuration.broker) != name { reporting?.remove(old.configuration.broker) }
    }
    let observer = BrokerObserver(
      found.watched, on: loop, tables: tables, tls: { [weak self] in self?.probeTLS() },
      log: log.with([.broker: "\(name)"])
    ) { [weak self] state in
      guard let self else { return }
      lastSeen = loop.now
      reporting?.update(broker, state)
    }
    if let interval { observer.setInterval(interval) }
    observers[found.file] = observer
    observer.start()
    log.info(
      "a broker of the node is watched",
      [.broker: "\(name)", .file: "\(configuration.discoveryFolder)/\(found.file)"])
  }

  private func probeTLS() -> TLSContext? {
    if tls == nil { tls = try? TLSContext.client(trust: .anyone) }
    return tls
  }

  // MARK: Pages

  private func page(_ path: String) -> LocalServer.Page? {
    switch path {
    case "/healthz":
      guard observers.isEmpty || loop.now - lastSeen < SidecarAgent.silenceLimit else {
        return LocalServer.Page(status: 503, body: "nothing was seen for \(SidecarAgent.silenceLimit)\n")
      }
      var text = "ok\n\(observers.count) brokers are watched\n"
      if isHung { text += "the discovery folder is being read for long\n" }
      return LocalServer.Page(body: text + (reporting?.text ?? ""))
    case "/metrics":
      return LocalServer.Page(
        type: MetricsRegistry.contentType,
        body: AgentMetrics.text(
          states.map { ("\(BrokerName($0.broker))", $0.state) },
          streams: reporting?.replicas.count { $0.isWelcomed } ?? 0))
    default: return nil
    }
  }
}
