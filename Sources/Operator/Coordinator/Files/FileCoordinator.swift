public import AgentService
public import EnvoyConfig
import ClusterTopology
import Dispatch
import Foundation
public import JSON
import Synchronization
public import Telemetry
import XDS
public import XDSServer

/// Serves Envoys from two files and a folder of TLS Secrets: the shell around `FileInputs`. It watches them, and has a
/// `ClusterPublisher` carry out what comes of them.
public final class FileCoordinator: InputCoordinator {
  private let manifestPath: String
  private let endpointsPath: String?
  private let agents: AgentService?
  private let secretsPath: String?
  private let publisher: ClusterPublisher
  private let metrics: MetricsRegistry
  private let log: Logger
  private let inputs: Mutex<FileInputs>
  private let watcher = Mutex<FileWatcher?>(nil)
  /// One change at a time, with what follows from it: files and agents change on threads of their own.
  private let turn = Mutex(())
  private let agentQueue = DispatchQueue(label: "koperator.agents")
  /// Whether a look at the agents is on its way.
  private let isLookPending = Mutex(false)
  private let isStopped = Mutex(false)

  /// A coordinator that does not watch yet.
  ///
  /// - Parameters:
  ///   - manifest: The path of the KafkaCluster manifest.
  ///   - endpoints: The path of the file that says where brokers are; nil where only agents say it.
  ///   - agents: Who hears agents; nil where nobody does.
  ///   - secrets: The folder that holds a folder for each TLS Secret; nil where there is none.
  ///   - store: Where the last good state is kept; nil keeps none.
  public init(
    manifest: String, endpoints: String?, agents: AgentService? = nil, secrets: String? = nil, options: EnvoyOptions,
    namespace: String, server: XDSServer, store: SnapshotStore?, metrics: MetricsRegistry, log: Logger
  ) {
    manifestPath = manifest
    endpointsPath = endpoints
    self.agents = agents
    secretsPath = secrets
    publisher = ClusterPublisher(server: server, store: store, metrics: metrics, hasManyClusters: false)
    self.metrics = metrics
    self.log = log
    let membership = store?.loadMembership()
    if membership == nil, store?.hasMembership == true {
      log.warning("what was kept of brokers is damaged; it is ignored, and written anew in time")
    }
    inputs = Mutex(
      FileInputs(
        options: options, membership: membership ?? BootstrapMembership(), defaultNamespace: namespace,
        hasSecrets: secrets != nil, hasEndpoints: endpoints != nil, takesAgents: agents != nil))
  }

  /// Restores what was kept, reads the files, and watches them from then on.
  public func start() {
    restore()
    let paths = [manifestPath, endpointsPath].compactMap { $0 }
    if endpointsPath == nil {
      log.info("nothing is served before agents have said where the brokers are")
    }
    agents?.onChange { [weak self] _ in self?.lookAtAgents() }
    let watcher = FileWatcher(paths: paths, onPoll: { [weak self] in self?.look() }) {
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
    isStopped.withLock { $0 = true }
    // What is under way ends first.
    turn.withLock { _ in }
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
      guard let path = path(of: file) else { continue }
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
    let groups = publisher.restore(log: log) { names, _ throws(TLSSecret.Unusable) in try secrets(names) }
    for group in groups { inputs.withLock { $0.restored(group) } }
  }

  /// The Secrets that kept listeners ask for.
  ///
  /// - Throws: What keeps one from being used.
  private func secrets(_ names: [String]) throws(TLSSecret.Unusable) -> [XDSResource] {
    var secrets: [XDSResource] = []
    for name in names {
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
    turn.withLock { _ in take(path, content) }
    lookAtAgents()
  }

  /// Takes what agents say, soon and not on the loop that heard them: once for all that comes meanwhile.
  private func lookAtAgents() {
    guard let agents else { return }
    let isPending = isLookPending.withLock { pending in
      defer { pending = true }
      return pending
    }
    if isPending { return }
    agentQueue.async { [weak self] in
      guard let self else { return }
      isLookPending.withLock { $0 = false }
      turn.withLock { _ in
        if self.isStopped.withLock({ $0 }) { return }
        guard let cluster = self.inputs.withLock({ $0.inputs.cluster }) else { return }
        let known = agents.brokers(of: ClusterKey(namespace: cluster.namespace, name: cluster.name))
        let directives = self.inputs.withLock { $0.receive(agents: known.map(\.word), at: Self.now) }
        if !directives.isEmpty { self.carryOut(directives) }
      }
    }
  }

  private func take(_ path: String, _ content: FileWatcher.Content) {
    for secret in inputs.withLock({ Array($0.secrets.verdicts.keys) }) where isFile(path, ofSecret: secret) {
      let content = SecretFolder.content(of: folder(ofSecret: secret))
      let directives = inputs.withLock { $0.receive(content, ofSecret: secret, at: Self.now, date: Self.date) }
      carryOut(directives)
    }
    // One path may serve as both; each role reads it for itself.
    for file in FileInputs.File.allCases where path == self.path(of: file) {
      let directives = inputs.withLock { $0.receive(content, of: file, at: Self.now) }
      carryOut(directives)
    }
  }

  /// Looks at the clock.
  private func look() {
    turn.withLock { _ in
      let directives = inputs.withLock { $0.look(at: Self.now, date: Self.date) }
      if !directives.isEmpty { carryOut(directives) }
    }
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
    let inputs = inputs.withLock { $0.inputs }
    if inputs.topology != nil { publisher.updateMetrics([inputs]) }
  }

  private func carryOut(_ directive: FileInputs.Directive) {
    switch directive {
    case .cluster(let directive):
      var log = log
      if case .watch(let secrets) = directive { watch(secrets) }
      if case .secretRefused(let name, _) = directive { log = log.with([.file: folder(ofSecret: name)]) }
      publisher.carryOut(directive, inputs.withLock { $0.membership }, log: log)
    case .accepted(let file, let warnings):
      metrics.increment(.reloads, [file.rawValue, "accepted"])
      metrics.set(.configValid, [file.rawValue], to: 1)
      for warning in warnings {
        log.warning("a file is in use with a warning", [.file: path(of: file) ?? "", .reason: warning])
      }
      log.info("a file was read", [.file: path(of: file) ?? ""])
    case .refused(let file, let problems):
      metrics.increment(.reloads, [file.rawValue, "refused"])
      metrics.set(.configValid, [file.rawValue], to: 0)
      for problem in problems {
        log.error("a file is refused; what was in use stays", [.file: path(of: file) ?? "", .reason: problem])
      }
    }
  }

  private func watch(_ secrets: [String]) {
    guard secretsPath != nil else { return }
    let watcher = watcher.withLock { $0 }
    for name in secrets {
      watcher?.watch(alsoAt: SecretFolder.files.map { "\(folder(ofSecret: name))/\($0)" })
    }
  }

  private func path(of file: FileInputs.File) -> String? { file == .manifest ? manifestPath : endpointsPath }
}
