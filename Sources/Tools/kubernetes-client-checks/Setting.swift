import Foundation
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// The cluster that the checks run against, and clients of it.
struct Setting: Sendable {
  /// The folder that the peer test has filled.
  let folder: String
  let lines = Lines()
  let metrics = MetricsRegistry()

  init(folder: String) { self.folder = folder }

  /// The lines that were logged.
  final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func append(_ bytes: [UInt8]) { lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
  }

  /// A client as a context of the kubeconfig says.
  func client(
    _ context: String, _ change: (inout APIClientSettings) -> Void = { _ in }
  ) throws -> APIClient {
    let configuration = try ClientConfiguration.found(
      kubeconfig: "\(folder)/checks.kubeconfig", context: context, environment: [:], read: SystemFiles.read)
    return try client(configuration, change)
  }

  /// A client as a pod would have it: the service account's folder is another one here.
  func podClient(port: String) throws -> APIClient {
    let folder = folder
    let read: @Sendable (String) throws(FileError) -> [UInt8] = { path throws(FileError) in
      let base = ClientConfiguration.serviceAccountFolder
      return try SystemFiles.read(path.hasPrefix(base) ? "\(folder)/pod" + path.dropFirst(base.count) : path)
    }
    let environment = ["KUBERNETES_SERVICE_HOST": "127.0.0.1", "KUBERNETES_SERVICE_PORT": port]
    let configuration = try ClientConfiguration.inCluster(environment: environment, read: read)
    return try client(configuration, read: read)
  }

  private func client(
    _ configuration: ClientConfiguration, _ change: (inout APIClientSettings) -> Void = { _ in },
    read: @escaping @Sendable (String) throws(FileError) -> [UInt8] = SystemFiles.read
  ) throws -> APIClient {
    var settings = APIClientSettings(program: "koperator", version: "checks")
    settings.requestsPerSecond = nil
    change(&settings)
    let lines = lines
    let log = Logger(LogSink(level: .debug) { lines.append($0) })
    return try APIClient(configuration, settings, log: log, metrics: metrics, read: read)
  }

  /// How many connections to a port this process has.
  static func connections(to port: Int) -> Int {
    var own: Set<String> = []
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)") {
        own.insert(target)
      }
    }
    let remote = ":" + String(format: "%04X", port)
    var count = 0
    let table = FileManager.default.contents(atPath: "/proc/net/tcp") ?? Data()
    for line in String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst() {
      let fields = line.split(separator: " ")
      // The third is the other end, the fourth the state (01: established), the tenth the socket's number.
      guard fields.count > 9, fields[2].hasSuffix(remote), fields[3] == "01" else { continue }
      if own.contains("socket:[\(fields[9])]") { count += 1 }
    }
    return count
  }
}

extension APITransport {
  /// Whom the server takes the client for.
  func whoAmI() async throws -> String {
    let resource = APIResource(
      group: "authentication.k8s.io", version: "v1", plural: "selfsubjectreviews", kind: "SelfSubjectReview",
      isNamespaced: false)
    let answer = try await create(
      resource, ["apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"])
    return answer["status"]?["userInfo"]?["username"]?.stringValue ?? ""
  }
}

/// The error that a call ends with.
func failure<Value>(_ body: () async throws(ClientError) -> Value) async throws -> ClientError {
  do throws(ClientError) { _ = try await body() } catch { return error }
  throw Checks.Failure("it succeeded")
}
