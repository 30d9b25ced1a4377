import Foundation
import KubernetesClient
import KubernetesSandbox
import Telemetry
import Transport

/// An embedded API server on loopback, and what clients need to find it.
struct EmbeddedServer: Sendable {
  let server: EmbeddedAPIServer
  private let loops: EventLoopGroup

  /// Starts it on a free port.
  init(log: Logger) throws {
    loops = try EventLoopGroup(count: 2)
    server = try EmbeddedAPIServer(EmbeddedAPIServerConfiguration(), loops: loops, log: log)
  }

  /// How a client reaches it.
  var configuration: ClientConfiguration {
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
    await server.shutdown()
    loops.shutdown()
  }
}
