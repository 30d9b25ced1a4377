import Transport

/// All probes of one broker, and what they saw last, as one value. It is used on its loop only, and must be stopped before it is
/// dropped.
final class BrokerWatch {
  private let configuration: WatchConfiguration
  private let loop: EventLoop
  private let tables: SharedTables
  private let changed: (BrokerState) -> Void
  /// What is known.
  private(set) var state = BrokerState()
  private var process: ProcessProbe?
  private var kafka: KafkaProbe?
  private var listeners: [ListenerProbe] = []
  private var logDirs: [LogDirProbe] = []
  private var figures: FiguresProbe?
  private var interval: Duration = .seconds(1)

  /// - Parameters:
  ///   - tables: May be shared with others.
  ///   - changed: Called on the loop, whenever a probe saw something.
  init(
    _ configuration: WatchConfiguration, on loop: EventLoop, tables: SharedTables,
    changed: @escaping (BrokerState) -> Void
  ) {
    self.configuration = configuration
    self.loop = loop
    self.tables = tables
    self.changed = changed
  }

  /// Begins with Kafka's process, which is there whatever its configuration says.
  func start() {
    let probe = ProcessProbe(pattern: configuration.process, in: tables.processes, on: loop) { [weak self] process in
      guard let self else { return }
      state.process = process
      changed(state)
    }
    probe.setInterval(interval)
    probe.start()
    process = probe
  }

  /// Ends.
  func stop() {
    process?.stop()
    process = nil
    stopWhatSettingsSay()
  }

  /// Sets the time between two samples.
  func setInterval(_ interval: Duration) {
    self.interval = interval
    process?.setInterval(interval)
    kafka?.setInterval(interval)
    for probe in logDirs { probe.setInterval(interval) }
  }

  /// Watches what Kafka's configuration names from now on, and forgets what another one named.
  ///
  /// - Parameter tls: For listeners with TLS; it must take any certificate, as it only looks.
  func use(_ settings: BrokerSettings, tls: TLSContext?) {
    stopWhatSettingsSay()
    state.kafka = KafkaState()
    state.listeners = settings.listeners.map { ListenerState(name: $0.name, port: $0.port) }.sorted {
      $0.name < $1.name
    }
    state.logDirs = settings.logDirs.map { LogDirState(path: $0) }.sorted { $0.path < $1.path }
    if let asked = settings.asked, let address = address(of: asked) {
      let probe = KafkaProbe(
        listener: asked.name, at: address, tls: asked.security.hasTLS ? tls : nil,
        keepsConnection: !asked.security.hasSASL, node: settings.nodeID, on: loop
      ) { [weak self] kafka in
        guard let self else { return }
        let isOther = state.kafka.status != kafka.status && state.kafka.status != .unknown
        state.kafka = kafka
        changed(state)
        if isOther { for probe in listeners { probe.hurry() } }
        // Who answers runs: it has begun since the process was looked for.
        if isOther, kafka.status == .answers || kafka.status == .tlsOnly, state.process.status == .gone {
          process?.hurry()
        }
      }
      probe.setInterval(interval)
      kafka = probe
    }
    for listener in settings.listeners {
      guard let address = address(of: listener) else { continue }
      listeners.append(
        ListenerProbe(name: listener.name, at: address, tls: listener.security.hasTLS ? tls : nil, on: loop) {
          [weak self] in self?.take($0)
        })
    }
    for path in settings.logDirs {
      guard let place = configuration.paths.place(of: path) else {
        takeUnseen(path)
        continue
      }
      let folder = configuration.probeFolder(of: path).flatMap { configuration.paths.place(of: $0) }
      let probe = LogDirProbe(path: path, at: place, probeFolder: folder, mounts: tables.mounts, on: loop) {
        [weak self] in self?.take($0)
      }
      probe.setInterval(interval)
      logDirs.append(probe)
    }
    if let port = configuration.metricsPort,
      let address = try? NetworkAddress(host: configuration.broker.address, port: port)
    {
      figures = FiguresProbe(at: address, on: loop) { [weak self] figures in
        guard let self else { return }
        state.figures = figures
        changed(state)
      }
    }
    kafka?.start()
    for probe in listeners { probe.start() }
    for probe in logDirs { probe.start() }
    figures?.start()
  }

  private func stopWhatSettingsSay() {
    kafka?.stop()
    for probe in listeners { probe.stop() }
    for probe in logDirs { probe.stop() }
    figures?.stop()
    kafka = nil
    listeners = []
    logDirs = []
    figures = nil
  }

  private func take(_ listener: ListenerState) {
    guard let index = state.listeners.firstIndex(where: { $0.name == listener.name }) else { return }
    state.listeners[index] = listener
    changed(state)
  }

  private func take(_ dir: LogDirState) {
    guard let index = state.logDirs.firstIndex(where: { $0.path == dir.path }) else { return }
    state.logDirs[index] = dir
    changed(state)
  }

  private func takeUnseen(_ path: String) {
    var dir = LogDirState(path: path)
    dir.problem = "the agent does not see it: none of VOLUMES holds it"
    take(dir)
  }

  /// Where a listener is reached from beside it: at the address that it binds, or at the pod's.
  private func address(of listener: BrokerSettings.Listener) -> NetworkAddress? {
    let everywhere = listener.host.isEmpty || listener.host == "0.0.0.0" || listener.host == "::"
    if !everywhere, let address = try? NetworkAddress(host: listener.host, port: listener.port) { return address }
    return try? NetworkAddress(host: configuration.broker.address, port: listener.port)
  }
}
