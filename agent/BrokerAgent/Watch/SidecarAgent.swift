import Glibc
import HTTPTransport
import JavaProperties
public import Telemetry
public import Transport

/// The agent beside one broker: its probes, its reports, and what it answers itself.
///
/// States: waiting for Kafka's configuration or its own certificates (each is tried again, and said once), watching and
/// reporting, stopped. Everything happens on one loop.
public final class SidecarAgent: @unchecked Sendable {
  /// How often files that are missing, and Kafka's configuration, are looked at.
  private static let lookInterval: Duration = .seconds(2)
  /// One byte more of Kafka's configuration than is taken, so that a longer file is told as such.
  private static let maximumSettings = JavaPropertiesLimits().size + 1
  /// Nothing seen for so long: the agent itself is not well.
  private static let silenceLimit: Duration = .seconds(15)

  private let configuration: AgentConfiguration
  private let loops: EventLoopGroup
  private let loop: EventLoop
  private let log: Logger
  private let version: String
  private let onOutput: ((AgentOutput) -> Void)?
  private var watch: BrokerWatch?
  private var reporter: AgentReporter?
  private var certificates: AgentCertificates?
  private var local: LocalServer?
  private var settings: BrokerSettings?
  private var settingsText: [UInt8] = []
  private var said: Set<String> = []
  /// What would be told, where there is nobody to tell.
  private var shown = StateTracker()
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
      let watch = BrokerWatch(configuration, on: loop) { [weak self] state in
        guard let self else { return }
        lastSeen = loop.now
        tell(state)
      }
      self.watch = watch
      lastSeen = loop.now
      watch.start()
      look()
    }
  }

  /// Ends. Not on the loop.
  public func stop() {
    local?.shutdown()
    loop.executeAndWait { [self] in
      if let timer { loop.cancel(timer) }
      timer = nil
      watch?.stop()
      reporter?.stop()
      certificates?.stop(on: loop)
      watch = nil
      reporter = nil
    }
  }

  /// What is known; on the loop only.
  public var state: BrokerState { watch?.state ?? BrokerState() }

  private func tell(_ state: BrokerState) {
    if let reporter { return reporter.update(configuration.broker, state) }
    guard configuration.controlPlane == nil, let onOutput else { return }
    let time = Self.wallNanoseconds() / 1_000_000
    if let output = shown.update(configuration.broker, state, at: loop.now, time: time) { onOutput(output) }
  }

  // MARK: Files

  private func look() {
    lookAtSettings()
    if reporter == nil { startReporting() }
    timer = loop.schedule(at: loop.now + Self.lookInterval) { [weak self] in self?.look() }
  }

  /// Reads Kafka's configuration; a change of it, as a rolling restart brings one, is followed.
  private func lookAtSettings() {
    var bytes: [UInt8] = []
    let error = SystemFile.read(configuration.settingsFile, limit: Self.maximumSettings) {
      bytes.append(contentsOf: $0)
    }
    guard error == 0 else {
      return say(
        "Kafka's configuration cannot be read; it is tried again", configuration.settingsFile, DiskError.name(of: error)
      )
    }
    guard bytes != settingsText else { return }
    settingsText = bytes
    do throws(AgentError) {
      let settings = try BrokerSettings(properties: String(decoding: bytes, as: UTF8.self))
      if let id = settings.nodeID, id != configuration.broker.id {
        throw AgentError(
          .configuration, "node.id",
          "it is \(id), and BROKER_ID is \(configuration.broker.id): mount that broker's file")
      }
      guard settings != self.settings else { return }
      self.settings = settings
      let tls = settings.listeners.contains { $0.security.hasTLS } ? try? TLSContext.client(trust: .anyone) : nil
      watch?.use(settings, tls: tls)
      said.remove(configuration.settingsFile)
      log.info(
        "Kafka is watched",
        [
          .file: configuration.settingsFile,
          .count: "\(settings.listeners.count) listeners, \(settings.logDirs.count) log dirs",
        ])
    } catch {
      say("Kafka's configuration cannot be used", configuration.settingsFile, error.description)
    }
  }

  private func say(_ message: StaticString, _ file: String, _ problem: String) {
    guard said.insert(file).inserted else { return }
    log.warning(message, [.file: file, .error: problem])
  }

  // MARK: Reporting

  private func startReporting() {
    guard let target = configuration.controlPlane else { return }
    var tls: TLSContext?
    if let folder = configuration.tlsFolder {
      do throws(TLSError) {
        let files = AgentCertificates.Files(
          authorities: "\(folder)/ca.crt", certificate: "\(folder)/tls.crt", key: "\(folder)/tls.key")
        let found = try AgentCertificates(files, logger: log)
        certificates = found
        tls = found.context
      } catch {
        return say(
          "the agent's certificate cannot be used; it is tried again, and nothing is reported", folder, "\(error)")
      }
    } else {
      log.warning("reports go out in the clear: give TLS_FOLDER, unless this is one machine", [.address: "\(target)"])
    }
    let hello = AgentHello(
      version: version, capabilities: [], incarnation: Self.wallNanoseconds(), node: configuration.node,
      intervalMilliseconds: 1_000)
    let reporter = AgentReporter(
      ControlPlaneConfiguration(target: target), hello, on: loop, tls: tls, logger: log, onOutput: onOutput
    ) { [weak self] interval in self?.watch?.setInterval(interval) }
    certificates?.watch(on: loop) { [weak self] context in self?.reporter?.replaceTLS(context) }
    self.reporter = reporter
    reporter.start()
    reporter.update(configuration.broker, state)
  }

  /// Nanoseconds since 1970.
  private static func wallNanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(max(0, time.tv_sec)) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  // MARK: Pages

  private func page(_ path: String) -> LocalServer.Page? {
    let replicas = reporter?.replicas ?? []
    let welcomed = replicas.count { $0.isWelcomed }
    switch path {
    case "/healthz":
      guard loop.now - lastSeen < Self.silenceLimit else {
        return LocalServer.Page(status: 503, body: "nothing was seen for \(Self.silenceLimit)\n")
      }
      var text = "ok\nreports go to \(welcomed) of \(replicas.count) replicas\n"
      for replica in replicas where !replica.problem.isEmpty { text += "\(replica.address): \(replica.problem)\n" }
      return LocalServer.Page(body: text)
    case "/metrics":
      return LocalServer.Page(
        type: MetricsRegistry.contentType,
        body: AgentMetrics.text([(configuration.broker, state)], streams: welcomed))
    default: return nil
    }
  }
}
