import Certificates
import Foundation
import KubernetesClient
import KubernetesObjects
import Telemetry

/// The API server of a sandbox: the embedded one, or a real one that a kubeconfig names.
///
/// In both cases the folder has a kubeconfig for it.
final class SandboxServer: Sendable {
  /// The port of the embedded one, Kubernetes' own.
  static let port: UInt16 = 6443

  private let kubeconfig: String
  private let end: @Sendable () async -> Void
  /// Where it is, for people.
  let url: String
  let isEmbedded: Bool

  init(
    _ settings: SandboxSettings, _ folder: SandboxFolder, _ addresses: AddressSpace, _ pki: SandboxPKI, log: Logger
  ) throws(SandboxError) {
    kubeconfig = folder.kubeconfig
    guard let real = settings.kubeconfig else {
      throw SandboxError(.failed, "the embedded API server is not there yet: give --api KUBECONFIG")
    }
    isEmbedded = false
    end = {}
    guard let content = FileManager.default.contents(atPath: real) else {
      throw SandboxError(.invalidInput, "--api '\(real)': the file cannot be read; name a kubeconfig")
    }
    try folder.write(String(decoding: content, as: UTF8.self), to: folder.kubeconfig)
    url = real
  }

  /// A client, once the server answers.
  func client(log: Logger, metrics: MetricsRegistry, within time: Duration) async throws(SandboxError) -> APIClient {
    let client: APIClient
    do throws(ClientError) {
      client = try APIClient.found(
        kubeconfig: kubeconfig, APIClientSettings(program: "koperator-sandbox", version: "0.1.0"), log: log,
        metrics: metrics)
    } catch { throw SandboxError(.invalidInput, "\(kubeconfig): \(error)") }
    let deadline = ContinuousClock.now + time
    while true {
      do throws(ClientError) {
        _ = try await client.discovery(within: .seconds(5))
        return client
      } catch {
        if Task.isCancelled { throw SandboxError(.stopped, "stopped before the API server answered") }
        guard ContinuousClock.now < deadline else {
          await client.stop()
          throw SandboxError(.apiServer, "the API server at \(url) does not answer: \(error)")
        }
      }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Whether a real control plane works on the server's objects: its parts hold leases then.
  func hasControllers(_ client: any APITransport) async -> Bool {
    if isEmbedded { return false }
    guard let lease = try? await client.find(Lease.self, "kube-controller-manager", namespace: "kube-system"),
      let renewed = lease.spec?.renewTime
    else { return false }
    return Double(renewed.microsecondsSince1970) / 1e6 > Date().timeIntervalSince1970 - 60
  }

  func stop() async { await end() }
}

extension APITransport {
  /// What the server serves.
  func discovery(within time: Duration? = nil) async throws(ClientError) -> Discovery {
    var discovery = Discovery()
    for request in Discovery.requests {
      let answer = try await send(request, within: time)
      do throws(AnswerError) { try discovery.add(aggregated: answer.body) } catch {
        throw ClientError(.unreadable(error), subject: request.subject)
      }
    }
    return discovery
  }
}
