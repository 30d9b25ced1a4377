import Foundation
import HTTPClient
import JSON
import Synchronization
import Telemetry

/// The control plane of a sandbox: `koperator serve` as a guarded process, started again where it ends.
///
/// States: starting, running, stopped.
final class SandboxControlPlane: Sendable {
  /// Where things are.
  struct Configuration: Sendable {
    /// The program.
    var koperator: String
    /// Its address.
    var address: String
    var kubeconfig: String
    var certificate: PKIFolder.Pair
    var authority: String
    /// Where it keeps what it served last.
    var state: String
    /// Its log.
    var log: String
  }

  private struct State {
    var handle: ProcessSupervisor.Handle?
    var isStopped = false
    /// The ends since it was ready last.
    var ends: [String] = []
  }

  static let xdsPort: UInt16 = 18_000
  static let adminPort: UInt16 = 18_001
  private static let logLimit = 16 << 20

  private let configuration: Configuration
  private let supervisor: ProcessSupervisor
  private let log: Logger
  private let state = Mutex(State())

  init(_ configuration: Configuration, _ supervisor: ProcessSupervisor, log: Logger) {
    self.configuration = configuration
    self.supervisor = supervisor
    self.log = log
  }

  /// Where `/status` and `/metrics` are.
  var adminURL: String { "http://\(configuration.address):\(Self.adminPort)" }

  /// The file of its log.
  var logFile: String { configuration.log }

  /// How often it has ended, and with what, since the start.
  var ends: [String] { state.withLock { $0.ends } }

  func start() {
    let program = GuardedProgram(
      executable: configuration.koperator,
      arguments: [
        "serve", "--kubernetes", "--agents", "--kubeconfig", configuration.kubeconfig, "--listen-address",
        "load-balancer", "--xds",
        "\(configuration.address):\(Self.xdsPort)", "--admin", "\(configuration.address):\(Self.adminPort)",
        "--xds-cert",
        configuration.certificate.certificate, "--xds-key", configuration.certificate.key, "--xds-client-ca",
        configuration.authority, "--state", configuration.state, "--threads", "1",
      ],
      environment: ProcessInfo.processInfo.environment, workingDirectory: configuration.state,
      output: .file(path: configuration.log, limit: Self.logLimit))
    state.withLock { state in
      guard !state.isStopped else { return }
      state.handle = supervisor.start(program) { [weak self] event in self?.happened(event) }
    }
  }

  private func happened(_ event: ProcessEvent) {
    let reason: String
    switch event {
    case .started: return
    case .failed(let message): reason = message
    case .ended(let exit, _): reason = exit.signal.map { "signal \($0)" } ?? "exit code \(exit.code)"
    }
    let isStopped = state.withLock { state in
      state.handle = nil
      state.ends.append(reason)
      // The last ones tell enough.
      if state.ends.count > 10 { state.ends.removeFirst() }
      return state.isStopped
    }
    if isStopped { return }
    log.warning("the control plane ended; it is started again", [.reason: reason])
    Task { [weak self] in
      try? await Task.sleep(for: .seconds(1))
      self?.start()
    }
  }

  /// Ends it, and starts it no more. `supervisor.stop` waits for it.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      if let handle = state.handle { supervisor.signal(handle, .terminate) }
    }
  }

  /// Whether it has ended since it was stopped.
  var hasEnded: Bool { state.withLock { $0.handle == nil } }
}
