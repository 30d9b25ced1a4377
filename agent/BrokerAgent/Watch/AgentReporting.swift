import Glibc
import Telemetry
import Transport

/// How an agent's reports begin: as soon as there is a certificate to show, and then for good. On the loop only.
///
/// States: waiting for the certificate (it is tried again, and said once), reporting, stopped.
final class AgentReporting {
  /// How often files that are missing are looked at.
  static let lookInterval: Duration = .seconds(2)

  private let configuration: ReportingConfiguration
  private let version: String
  private let loop: EventLoop
  private let log: Logger
  private let onOutput: ((AgentOutput) -> Void)?
  private let onInterval: (Duration) -> Void
  private let onStart: () -> Void
  private var reporter: AgentReporter?
  private var certificates: AgentCertificates?
  private var problem = ""
  /// What would be told, where there is nobody to tell.
  private var shown = StateTracker()
  private var timer: TimerID?

  /// - Parameters:
  ///   - onOutput: Is shown each change.
  ///   - onInterval: Is told the interval whenever the servers change it.
  ///   - onStart: Called when reports begin: all that is known is to be told then.
  init(
    _ configuration: ReportingConfiguration, version: String, on loop: EventLoop, log: Logger,
    onOutput: ((AgentOutput) -> Void)?, onInterval: @escaping (Duration) -> Void, onStart: @escaping () -> Void
  ) {
    self.configuration = configuration
    self.version = version
    self.loop = loop
    self.log = log
    self.onOutput = onOutput
    self.onInterval = onInterval
    self.onStart = onStart
  }

  /// Begins, now or when there is a certificate.
  func start() {
    timer = nil
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
        return wait(folder, error.description)
      }
    } else {
      log.warning("reports go out in the clear: give TLS_FOLDER, unless this is one machine", [.address: "\(target)"])
    }
    let hello = AgentHello(
      version: version, incarnation: Self.wallNanoseconds(), node: configuration.node, intervalMilliseconds: 1_000)
    let reporter = AgentReporter(
      ControlPlaneConfiguration(target: target), hello, on: loop, tls: tls, logger: log, onOutput: onOutput,
      onInterval: onInterval)
    certificates?.watch(on: loop) { [weak self] context in self?.reporter?.replaceTLS(context) }
    self.reporter = reporter
    reporter.start()
    onStart()
  }

  private func wait(_ folder: String, _ problem: String) {
    if problem != self.problem {
      log.warning(
        "the agent's certificate cannot be used; it is tried again, and nothing is reported",
        [.file: folder, .error: problem])
    }
    self.problem = problem
    timer = loop.schedule(at: Tick.after(Self.lookInterval, from: loop.now)) { [weak self] in self?.start() }
  }

  /// Ends.
  func stop() {
    if let timer { loop.cancel(timer) }
    timer = nil
    reporter?.stop()
    certificates?.stop(on: loop)
    reporter = nil
  }

  /// Takes what a broker is now, and tells what is to be told.
  func update(_ broker: WatchedBroker, _ state: BrokerState) {
    if let reporter { return reporter.update(broker, state) }
    guard configuration.controlPlane == nil, let onOutput else { return }
    let time = Self.wallNanoseconds() / 1_000_000
    if let output = shown.update(broker, state, at: loop.now, time: time) { onOutput(output) }
  }

  /// The broker is not watched any more.
  func remove(_ broker: WatchedBroker) {
    if let reporter { return reporter.remove(broker) }
    if let output = shown.remove(broker) { onOutput?(output) }
  }

  /// How the reports to each replica go.
  var replicas: [ReplicaStatus] { reporter?.replicas ?? [] }

  /// What `/healthz` says of it.
  var text: String {
    let replicas = replicas
    var text = "reports go to \(replicas.count { $0.isWelcomed }) of \(replicas.count) replicas\n"
    for replica in replicas where !replica.problem.isEmpty { text += "\(replica.address): \(replica.problem)\n" }
    return text
  }

  /// Nanoseconds since 1970.
  private static func wallNanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(max(0, time.tv_sec)) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
