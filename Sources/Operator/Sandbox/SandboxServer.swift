import Certificates
import Cryptography
import Foundation
import KubernetesClient
import KubernetesObjects
import KubernetesSandbox
import Telemetry
import Transport

/// The API server of a sandbox: the embedded one, or a real one that a kubeconfig names.
///
/// In both cases the folder has a kubeconfig for it.
final class SandboxServer: Sendable {
  /// The port of the embedded one, Kubernetes' own.
  static let port: UInt16 = 6443
  /// Its user, as kubeadm calls it.
  private static let user = "kubernetes-admin"

  private let kubeconfig: String
  private let embedded: (server: EmbeddedAPIServer, loops: EventLoopGroup)?
  /// Where it is, for people.
  let url: String

  /// Whether it is the embedded one.
  var isEmbedded: Bool { embedded != nil }

  init(
    _ settings: SandboxSettings, _ folder: SandboxFolder, _ addresses: AddressSpace, _ pki: SandboxPKI, log: Logger
  ) throws(SandboxError) {
    kubeconfig = folder.kubeconfig
    if let real = settings.kubeconfig {
      embedded = nil
      guard let content = FileManager.default.contents(atPath: real) else {
        throw SandboxError(.invalidInput, "--api '\(real)': the file cannot be read; name a kubeconfig")
      }
      try folder.write(String(decoding: content, as: UTF8.self), to: folder.kubeconfig)
      url = real
      return
    }
    let token = Hexadecimal.encode(RandomBytes.generate(count: 24))
    let (server, loops) = try Self.listen(folder, addresses.apiServer, pki, token: token, log: log)
    embedded = (server, loops)
    url = server.url
    try folder.write(Self.kubeconfig(server: server.url, pki, token: token, name: settings.name), to: folder.kubeconfig)
  }

  private static func listen(
    _ folder: SandboxFolder, _ address: String, _ pki: SandboxPKI, token: String, log: Logger
  ) throws(SandboxError) -> (EmbeddedAPIServer, EventLoopGroup) {
    var configuration = EmbeddedAPIServerConfiguration()
    let loops: EventLoopGroup
    do {
      let issued = try pki.server(
        "kube-apiserver", names: [.ip(address), .dns("localhost"), .dns("kubernetes.default.svc.cluster.local")],
        now: Int64(Date().timeIntervalSince1970))
      configuration.address = try NetworkAddress(host: address, port: port)
      configuration.tls = try TLSContext.server(
        certificateChain: PEM(Array(issued.certificate.utf8), name: "the API server's certificate"),
        privateKey: PEM(Array(issued.key.reveal().utf8), name: "the API server's key"), protocols: ["h2", "http/1.1"],
        requiresProtocol: false)
      loops = try EventLoopGroup(count: 1)
    } catch { throw SandboxError(.failed, "the API server cannot be made: \(error)") }
    configuration.tokens = [token: user]
    configuration.storeFile = folder.objects
    configuration.validator = KafkaRules.validator
    configuration.podLogs = ContainerLogs(folder: folder.logs).source
    do throws(EmbeddedAPIServerError) {
      return (try EmbeddedAPIServer(configuration, loops: loops, log: log), loops)
    } catch {
      Thread.detachNewThread { loops.shutdown() }
      let code: SandboxError.Code =
        switch error.code {
        case .cannotListen: .addressInUse
        case .storeFile, .state: .damagedFile
        case .storeFileInUse: .alreadyRunning
        }
      throw SandboxError(code, error.message)
    }
  }

  private static func kubeconfig(server: String, _ pki: SandboxPKI, token: String, name: String) -> String {
    """
    apiVersion: v1
    kind: Config
    clusters:
      - name: sandbox-\(name)
        cluster:
          server: \(server)
          certificate-authority-data: \(Data(pki.authority.certificate.utf8).base64EncodedString())
    users:
      - name: \(user)
        user:
          token: \(token)
    contexts:
      - name: sandbox-\(name)
        context: {cluster: sandbox-\(name), user: \(user), namespace: default}
    current-context: sandbox-\(name)

    """
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
        if Task.isCancelled {
          await client.stop()
          throw SandboxError(.stopped, "stopped before the API server answered")
        }
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

  func stop() async {
    guard let embedded else { return }
    await embedded.server.shutdown()
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        embedded.loops.shutdown()
        done.resume()
      }
    }
  }
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
