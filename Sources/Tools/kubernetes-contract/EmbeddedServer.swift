import Foundation
import KubernetesClient
import KubernetesSandbox
import Sandbox
import Telemetry
import Transport

/// An embedded API server on loopback with the controllers that count budgets beside it, and what clients need to find it.
struct EmbeddedServer: Sendable {
  let server: EmbeddedAPIServer
  private let loops: EventLoopGroup
  private let controllers: Task<Void, Never>

  /// Starts it on a free port.
  init(log: Logger) throws {
    loops = try EventLoopGroup(count: 2)
    server = try EmbeddedAPIServer(EmbeddedAPIServerConfiguration(), loops: loops, log: log)
    let client = try APIClient(Self.configuration(server), log: log, metrics: MetricsRegistry())
    let work = try ClusterControllers(
      client, addresses: NoAddresses(), ClusterControllersConfiguration(enabled: [.disruptionBudgets]), log: log,
      metrics: MetricsRegistry())
    controllers = Task { await work.run() }
  }

  /// Load balancers are not what this is about.
  private struct NoAddresses: LoadBalancerAddresses {
    func newAddress() async -> String? { nil }
    func claim(_ address: String) async -> Bool { false }
    func release(_ address: String) async {}
  }

  /// How a client reaches it.
  var configuration: ClientConfiguration { Self.configuration(server) }

  private static func configuration(_ server: EmbeddedAPIServer) -> ClientConfiguration {
    ClientConfiguration(
      server: ServerAddress(isSecure: false, host: server.address.host, port: Int(server.address.port ?? 0)))
  }

  /// What kubectl needs to reach it.
  var kubeconfig: String {
    """
    apiVersion: v1
    kind: Config
    clusters: [{name: embedded, cluster: {server: "\(server.url)"}}]
    users: [{name: anybody, user: {}}]
    contexts: [{name: embedded, context: {cluster: embedded, user: anybody}}]
    current-context: embedded

    """
  }

  /// Writes the kubeconfig, says so on standard output, and serves until standard input ends.
  func serve(kubeconfig path: String) async throws {
    try Data(kubeconfig.utf8).write(to: URL(fileURLWithPath: path))
    try FileHandle.standardOutput.write(contentsOf: Data("ready\n".utf8))
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        while !FileHandle.standardInput.availableData.isEmpty {}
        done.resume()
      }
    }
    await stop()
  }

  /// Stops it.
  func stop() async {
    controllers.cancel()
    await controllers.value
    await server.shutdown()
    loops.shutdown()
  }
}
