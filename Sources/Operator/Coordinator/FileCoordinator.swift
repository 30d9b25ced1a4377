import ClusterTopology
public import EnvoyConfig
import Foundation
public import JSON
import Synchronization
public import Telemetry
import XDS
public import XDSServer

/// Serves Envoys from two files and a folder of TLS Secrets: the shell around `FileInputs`. It watches them, publishes,
/// keeps what is to outlive the process, and says what happens in the log and in metrics.
///
/// What a Secret holds goes to the xDS server and nowhere else.
public final class FileCoordinator: Sendable {
  private let manifestPath: String
  private let endpointsPath: String
  private let secretsPath: String?
  private let server: XDSServer
  private let store: SnapshotStore?
  private let metrics: MetricsRegistry
  private let log: Logger
  private let inputs: Mutex<FileInputs>
  private let watcher = Mutex<FileWatcher?>(nil)
  /// The groups whose newest resources could not be kept; the next reading of a file tries again.
  private let unkept = Mutex<Set<GroupID>>([])

  /// A coordinator that does not watch yet.
  ///
  /// - Parameters:
  ///   - manifest: The path of the KafkaCluster manifest.
  ///   - endpoints: The path of the file that says where brokers are.
  ///   - secrets: The folder that holds a folder for each TLS Secret; nil where there is none.
  ///   - store: Where the last good state is kept; nil keeps none.
  public init(
    manifest: String, endpoints: String, secrets: String? = nil, options: EnvoyOptions, namespace: String,
    server: XDSServer, store: SnapshotStore?, metrics: MetricsRegistry, log: Logger
  ) {
    manifestPath = manifest
    endpointsPath = endpoints
    secretsPath = secrets
    self.server = server
    self.store = store
    self.metrics = metrics
    self.log = log
    let membership = store?.loadMembership()
    if membership == nil, store?.hasMembership == true {
      log.warning("what was kept of brokers is damaged; it is ignored, and written anew in time")
    }
    inputs = Mutex(
      FileInputs(
        options: options, membership: membership ?? BootstrapMembership(), defaultNamespace: namespace,
        hasSecrets: secrets != nil))
  }

  /// Restores what was kept, reads the files, and watches them from then on.
  public func start() {
    restore()
    let watcher = FileWatcher(paths: [manifestPath, endpointsPath], onPoll: { [weak self] in self?.look() }) {
      [weak self] path, content in
      self?.changed(path, content)
    }
    self.watcher.withLock { $0 = watcher }
    watcher.start()
  }

  /// Watches no more. What is published stays.
  public func stop() {
    let watcher = watcher.withLock { watcher in
      defer { watcher = nil }
      return watcher
    }
    watcher?.stop()
  }

  /// Whether both files were valid once.
  public var hasLoaded: Bool { inputs.withLock { $0.hasLoaded } }

  /// How the files stand, as JSON.
  public var status: JSONValue {
    let (verdicts, secrets, alarms, loaded) = inputs.withLock {
      ($0.verdicts, $0.secrets, $0.topology?.alarms ?? [], $0.hasLoaded)
    }
    var files = JSONObject()
    for file in FileInputs.File.allCases {
      let path = file == .manifest ? manifestPath : endpointsPath
      switch verdicts[file] ?? .unread {
      case .unread: files[file.rawValue] = ["path": .string(path), "state": "unread"]
      case .accepted: files[file.rawValue] = ["path": .string(path), "state": "accepted"]
      case .refused(let problems):
        files[file.rawValue] = [
          "path": .string(path), "state": "refused", "problems": .array(problems.map { .string($0) }),
        ]
      }
    }
    return [
      "loaded": .bool(loaded), "files": .object(files), "secrets": secrets.jsonValue,
      "alarms": .array(alarms.map { .string($0.description) }),
    ]
  }

  private func restore() {
    guard let store else { return }
    let (groups, problems) = store.load()
    for problem in problems { log.warning("a kept snapshot is not usable", [.reason: problem]) }
    for (group, resources) in groups {
      do {
        try server.restore(resources + secrets(neededBy: resources), to: group)
        inputs.withLock { $0.restored(group) }
        log.info("a snapshot of an earlier run is there until the files have loaded", [.group: group.rawValue])
      } catch {
        log.warning("a kept snapshot is not usable", [.group: group.rawValue, .reason: "\(error)"])
      }
    }
  }

  /// The Secrets that kept listeners ask for, as they are now: they were not kept. Told that there is no such Secret, an
  /// Envoy would open its port without a certificate, and call itself ready.
  ///
  /// - Throws: What keeps one from being used.
  private func secrets(neededBy resources: [XDSResource]) throws(TLSSecret.Unusable) -> [XDSResource] {
    var names: Set<String> = []
    for resource in resources {
      for reference in resource.references where reference.type == .secret { names.insert(reference.name) }
    }
    var secrets: [XDSResource] = []
    for name in names.sorted() {
      guard secretsPath != nil else {
        throw TLSSecret.Unusable(message: "it needs the Secret '\(name)': --secrets is missing")
      }
      let reason: String?
      do throws(TLSSecret.Unusable) {
        let secret = try TLSSecret(name: name, SecretFolder.content(of: folder(ofSecret: name)))
        reason = secret.problem(at: Self.date)
        secrets.append(secret.certificate.resource)
      } catch {
        reason = error.message
      }
      if let reason { throw TLSSecret.Unusable(message: "it needs the Secret '\(name)': \(reason)") }
    }
    return secrets
  }

  private func changed(_ path: String, _ content: FileWatcher.Content) {
    for secret in inputs.withLock({ Array($0.secrets.verdicts.keys) }) where isFile(path, ofSecret: secret) {
      let content = SecretFolder.content(of: folder(ofSecret: secret))
      let directives = inputs.withLock { $0.receive(content, ofSecret: secret, at: Self.now, date: Self.date) }
      carryOut(directives)
    }
    // One path may serve as both; each role reads it for itself.
    for file in FileInputs.File.allCases where path == (file == .manifest ? manifestPath : endpointsPath) {
      let directives = inputs.withLock { $0.receive(content, of: file, at: Self.now) }
      carryOut(directives)
    }
  }

  /// Looks at the clock.
  private func look() {
    let directives = inputs.withLock { $0.look(at: Self.now, date: Self.date) }
    if !directives.isEmpty { carryOut(directives) }
  }

  private func folder(ofSecret name: String) -> String { "\(secretsPath ?? "")/\(name)" }

  private func isFile(_ path: String, ofSecret name: String) -> Bool {
    secretsPath != nil && SecretFolder.files.contains { path == "\(folder(ofSecret: name))/\($0)" }
  }

  /// Seconds since 1970.
  private static var date: Int64 { Int64(Date().timeIntervalSince1970) }

  /// The time since an arbitrary origin.
  private static var now: Duration {
    let time = ContinuousClock.now
    return origin.duration(to: time)
  }
  private static let origin = ContinuousClock.now

  private func carryOut(_ directives: [FileInputs.Directive]) {
    for directive in directives { carryOut(directive) }
    updateMetrics()
  }

  private func carryOut(_ directive: FileInputs.Directive) {
    switch directive {
    case .watch(let secrets):
      guard secretsPath != nil else { break }
      let watcher = watcher.withLock { $0 }
      for name in secrets {
        watcher?.watch(alsoAt: SecretFolder.files.map { "\(folder(ofSecret: name))/\($0)" })
      }
    case .secretAccepted(let secret):
      metrics.increment(.reloads, ["secret", "accepted"])
      log.info(
        "a TLS Secret is in use",
        [.secret: secret.certificate.name, .expiry: Timestamp.text(seconds: secret.expiry)])
    case .secretRefused(let name, let problems):
      metrics.increment(.reloads, ["secret", "refused"])
      for problem in problems {
        log.error(
          "a TLS Secret is refused; what was in use stays",
          [.secret: name, .file: folder(ofSecret: name), .reason: problem])
      }
    case .waiting(let point, let secret):
      log.error(
        "an access point waits for its TLS Secret; its Envoys keep what they have",
        [.accessPoint: point, .secret: secret])
    case .publish(let group, let resources): publish(group, resources)
    case .withdraw(let group):
      log.info("an access point is gone; its Envoys keep what they have", [.group: group.rawValue])
      server.withdraw(group)
      store?.remove(group)
      unkept.withLock { _ = $0.remove(group) }
    case .accepted(let file, let warnings):
      metrics.increment(.reloads, [file.rawValue, "accepted"])
      metrics.set(.configValid, [file.rawValue], to: 1)
      for warning in warnings {
        log.warning("a file is in use with a warning", [.file: path(of: file), .reason: warning])
      }
      log.info("a file was read", [.file: path(of: file)])
    case .refused(let file, let problems):
      metrics.increment(.reloads, [file.rawValue, "refused"])
      metrics.set(.configValid, [file.rawValue], to: 0)
      for problem in problems {
        log.error("a file is refused; what was in use stays", [.file: path(of: file), .reason: problem])
      }
    case .alarm(let alarm):
      let metadata: KeyValuePairs<LogKey, String> = [.accessPoint: alarm.accessPoint, .reason: alarm.description]
      if alarm.kind == .noEndpoint {
        log.error("there is no broker to bootstrap from", metadata)
      } else {
        log.error("bootstrap endpoints are held against the reports", metadata)
      }
    case .alarmOver(let alarm):
      log.info(
        "bootstrap endpoints follow the reports again",
        [.accessPoint: alarm.accessPoint, .reason: "it is over: \(alarm.description)"])
    }
  }

  private func path(of file: FileInputs.File) -> String { file == .manifest ? manifestPath : endpointsPath }

  private func publish(_ group: GroupID, _ resources: [XDSResource]) {
    do throws(SnapshotError) {
      let last = server.snapshot(of: group)?.generation
      let generation = try server.publish(resources, to: group)
      if generation != last {
        log.info("a snapshot was published", [.group: group.rawValue, .generation: String(generation)])
        keep(group, resources)
      } else if unkept.withLock({ $0.contains(group) }) {
        keep(group, resources)
      }
    } catch {
      log.error("a snapshot is refused; what was published stays", [.group: group.rawValue, .error: error.description])
    }
  }

  private func keep(_ group: GroupID, _ resources: [XDSResource]) {
    guard let store else { return }
    do {
      try store.save(resources, of: group)
      try store.save(inputs.withLock { $0.membership })
      unkept.withLock { _ = $0.remove(group) }
    } catch {
      unkept.withLock { _ = $0.insert(group) }
      log.warning("the state cannot be kept", [.group: group.rawValue, .error: "\(error)"])
    }
  }

  private func updateMetrics() {
    let (known, secrets) = inputs.withLock { ($0.topology, $0.secrets) }
    guard let topology = known else { return }
    metrics.clear(.secretValid)
    metrics.clear(.secretExpiry)
    for (name, verdict) in secrets.verdicts {
      if case .accepted = verdict { metrics.set(.secretValid, [name], to: 1) }
      if case .refused = verdict { metrics.set(.secretValid, [name], to: 0) }
    }
    for (point, secret) in secrets.inUse {
      guard let point = topology.accessPoint(point) else { continue }
      let labels = [EnvoyGroup.group(of: point).rawValue, secret.certificate.name]
      metrics.set(.secretExpiry, labels, to: Double(secret.expiry))
    }
    metrics.clear(.brokers)
    metrics.clear(.bootstrapHeld)
    for point in topology.accessPoints {
      let group = EnvoyGroup.group(of: point).rawValue
      for health in BrokerHealth.allCases {
        let count = point.brokers.filter { topology.broker($0)?.health == health }.count
        metrics.set(.brokers, [group, health.rawValue], to: Double(count))
      }
      let isHeld = topology.alarms.contains { $0.accessPoint == point.name }
      metrics.set(.bootstrapHeld, [group], to: isHeld ? 1 : 0)
    }
  }
}
