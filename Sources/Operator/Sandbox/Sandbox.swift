import Foundation
import JSON
import KubernetesClient
import Synchronization

/// The whole system on one machine: an API server, nodes whose pods are processes, controllers, the control plane, real
/// Envoys and real Kafka, in a range of loopback addresses of its own.
///
/// States: new, starting, up, stopping, stopped. Whatever becomes of it, `stop` leaves nothing running, and neither does the
/// death of this process.
public final class Sandbox: Sendable {
  /// What it is made of.
  public let settings: SandboxSettings
  let say: @Sendable (String) -> Void
  private let undo = UndoList()
  let services = Mutex<SandboxServices?>(nil)
  private let state = Mutex("starting")
  let stopRequested = Mutex<(@Sendable () -> Void)?>(nil)

  /// A sandbox that does not run.
  ///
  /// - Parameter say: Takes lines that tell people how far it is.
  public init(_ settings: SandboxSettings, say: @escaping @Sendable (String) -> Void = { _ in }) {
    self.settings = settings
    self.say = say
  }

  /// How it is, in one word.
  var stateWord: String { state.withLock { $0 } }

  // MARK: Start

  /// Starts everything, and returns when clients can use every cluster of the manifests.
  ///
  /// - Throws: `SandboxError` where that does not come about; `stop` is to be called then, too.
  public func start() async throws(SandboxError) {
    for cluster in settings.clusters { try settings.programs.check(for: cluster.cluster) }
    let ground = try await SandboxGround(settings, undo)
    say("addresses \(ground.addresses.range), folder \(settings.folder)")
    let objects = SandboxObjects(client: ground.client)
    try await objects.applyDefinitions(within: settings.deadline(30))
    let services = try SandboxServices(
      settings, ground, besideControlPlane: await ground.server.hasControllers(ground.client))
    self.services.withLock { $0 = services }
    let socket = try ControlSocket(ground.folder.socket) { [weak self] request in
      await self?.answer(request) ?? ControlSocket.answer(to: SandboxError(.stopped, "the sandbox stops"))
    }
    undo.add("the socket") { socket.stop() }
    services.start(undo)
    do throws(CacheError) { try await services.caches.untilSynced(within: settings.deadline(30)) } catch {
      throw SandboxError(
        Task.isCancelled ? .stopped : .apiServer, "the API server's objects cannot be watched: \(error)")
    }
    try await services.waitForControlPlane(within: settings.deadline(60))
    say("the API server and the control plane are up")
    try await objects.apply(settings.manifests)
    for cluster in settings.clusters {
      let cluster = cluster.cluster
      say("starting \(cluster.spec.brokers.count) brokers of \(cluster.namespace)/\(cluster.name)")
      try await services.wait(for: cluster, within: settings.deadline(240))
    }
    state.withLock { $0 = "up" }
  }

  // MARK: Stop

  /// Stops everything, in the reverse order of the start.
  public func stop() async {
    state.withLock { $0 = "stopping" }
    await undo.undoAll()
    services.withLock { $0 = nil }
    state.withLock { $0 = "stopped" }
  }

  /// What runs, while it runs.
  func running() throws(SandboxError) -> SandboxServices {
    guard let services = services.withLock({ $0 }) else { throw SandboxError(.notRunning, "the sandbox does not run") }
    return services
  }

  /// Where kubectl finds the API server.
  public var kubeconfig: String { SandboxFolder.kubeconfig(in: settings.folder) }
}

/// What is to be done when a sandbox stops, the last first.
final class UndoList: Sendable {
  private let steps = Mutex<[(name: String, work: @Sendable () async -> Void)]>([])

  func add(_ name: String, _ work: @escaping @Sendable () async -> Void) {
    steps.withLock { $0.append((name, work)) }
  }

  /// Does all of it, each once.
  func undoAll() async {
    while let step = steps.withLock({ $0.popLast() }) { await step.work() }
  }
}
