import Foundation
import JSON
import KubernetesClient
import KubernetesObjects
import KubernetesSandbox
import Sandbox
import Synchronization
import Telemetry
import Testing
import Transport

/// An API server, nodes on it, and places that turn a container's command into a process as it stands.
final class NodeWorld: Sendable {
  let client: APIClient
  let folder: TemporaryFolder
  let namespace: String
  let configuration: NodeRuntimeConfiguration
  private let addresses = Mutex<Int>(1)
  private let lines = LogLines()

  /// The embedded server of all these tests: each has a namespace and nodes of its own.
  private static let server = Result { () throws -> EmbeddedAPIServer in
    var configuration = EmbeddedAPIServerConfiguration()
    configuration.address = try NetworkAddress(host: "127.0.0.1", port: 0)
    return try EmbeddedAPIServer(
      configuration, loops: try EventLoopGroup(count: 1), log: Logger(LogSink(output: { _ in })))
  }

  /// The kubeconfig of a real server that tests may use; nil where `SANDBOX_TEST_KUBECONFIG` names none.
  static let kubeconfig = ProcessInfo.processInfo.environment["SANDBOX_TEST_KUBECONFIG"]

  /// The kubeconfig of a real server, where there is one; else one of the embedded server.
  private static func anyKubeconfig(_ folder: TemporaryFolder) throws -> String {
    if let kubeconfig { return kubeconfig }
    let path = folder.path + "/kubeconfig"
    let text = """
      apiVersion: v1
      kind: Config
      clusters: [{name: c, cluster: {server: "\(try server.get().url)"}}]
      users: [{name: u, user: {}}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      current-context: x

      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  init() async throws {
    folder = try TemporaryFolder()
    // The whole suite runs at once, and leaves a request waiting for long.
    var settings = APIClientSettings()
    settings.deadline = .seconds(300)
    settings.watchBeginning = .seconds(300)
    client = try APIClient.found(
      kubeconfig: try Self.anyKubeconfig(folder), settings, log: Logger(LogSink(output: { _ in })),
      metrics: MetricsRegistry())
    let suffix = String(UInt32.random(in: 0 ... .max), radix: 16)
    namespace = "node-\(suffix)"
    var nodes = NodeRuntimeConfiguration.names(2)
    for index in nodes.indices { nodes[index].name += "-\(suffix)" }
    var configuration = NodeRuntimeConfiguration(
      nodes: nodes, folder: folder.path, hostsFile: folder.path + "/hosts", guardExecutable: koperatorExecutable)
    configuration.backoffFactor = 0.01
    configuration.stopGrace = .seconds(1)
    configuration.preparationRetry = .milliseconds(100)
    self.configuration = configuration
    _ = try await client.create(
      KubernetesClient.APIResource(
        group: "", version: "v1", plural: "namespaces", kind: "Namespace", isNamespaced: false),
      ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(namespace)]])
    // A real server takes no pods without it; its controllers make it too.
    let account = ServiceAccount(metadata: ObjectMeta(name: "default", namespace: namespace))
    do throws(ClientError) { _ = try await client.create(account) } catch {
      guard error.code == .alreadyExists else { throw error }
    }
  }

  var node: String { configuration.nodes[0].name }

  /// Runs nodes while a test goes on.
  func run<Result: Sendable>(_ body: @Sendable @escaping (NodeRuntime) async throws -> Result) async throws -> Result {
    let lines = lines
    let log = Logger(
      LogSink(
        level: .debug,
        output: { bytes in lines.add(bytes) }))
    let runtime = try NodeRuntime(
      configuration, places: places, transport: client, log: log, metrics: MetricsRegistry())
    let running = Task { await runtime.run() }
    do {
      let result = try await body(runtime)
      running.cancel()
      await running.value
      return result
    } catch {
      running.cancel()
      await running.value
      for line in lines.all.suffix(40) { print(line) }
      if let pods = try? await client.list(Pod.self, namespace: namespace).items {
        for pod in pods { print(pod.json.text()) }
      }
      throw error
    }
  }

  private var places: NodePlaces {
    NodePlaces(
      claimFolder: { [folder] _, name, _, _ throws(PodTrouble) in "\(folder.path)/claim-\(name)" },
      newAddress: { () throws(PodTrouble) in
        let number = self.addresses.withLock { number in
          number += 1
          return number
        }
        return "127.105.1.\(number)"
      },
      releaseAddress: { _ in },
      translate: { pod, place, _, configMaps, secrets throws(PodTrouble) in
        try Self.translate(pod, place, configMaps, secrets)
      })
  }

  private static func translate(
    _ pod: Pod, _ place: PodPlace, _ configMaps: [String: ConfigMap], _ secrets: [String: KubernetesObjects.Secret]
  ) throws(PodTrouble) -> PodProcesses {
    var result = PodProcesses(folders: [place.folder + "/work"])
    for (name, map) in configMaps {
      for (key, text) in map.data {
        result.files.append(.init(path: "\(place.folder)/maps/\(name)/\(key)", bytes: Array(text.utf8)))
      }
    }
    for container in pod.spec?.initContainers ?? [] {
      result.initContainers.append(try process(container, place))
    }
    for container in pod.spec?.containers ?? [] {
      if container.image == "left-out" {
        result.leftOut.append(.init(container: container.name, reason: "the test says so"))
      } else {
        result.containers.append(try process(container, place))
      }
    }
    return result
  }

  private static func process(_ container: Container, _ place: PodPlace) throws(PodTrouble) -> ContainerProcess {
    guard let program = container.command.first else {
      throw .configuration("container \(container.name): command: is empty; name a program")
    }
    var environment = ["PATH": "/usr/bin:/bin", "POD_IP": place.address, "POD_FOLDER": place.folder]
    for variable in container.env { environment[variable.name] = variable.value ?? "" }
    return ContainerProcess(
      name: container.name, executable: program, arguments: Array(container.command.dropFirst()) + container.args,
      environment: environment, workingDirectory: place.folder + "/work",
      isSidecar: container.restartPolicy == "Always", startupProbe: probe(container.startupProbe, place),
      readinessProbe: probe(container.readinessProbe, place), livenessProbe: probe(container.livenessProbe, place),
      preStop: container.lifecycle?.preStop?.exec?.command, postStart: container.lifecycle?.postStart?.exec?.command)
  }

  private static func probe(_ probe: Probe?, _ place: PodPlace) -> ProbeCommand? {
    guard let probe else { return nil }
    let action: ProbeCommand.Action
    if let command = probe.exec?.command {
      action = .exec(command)
    } else if case .int(let port) = probe.tcpSocket?.port {
      action = .tcp(host: place.address, port: UInt16(port))
    } else if let get = probe.httpGet, case .int(let port) = get.port {
      action = .http(host: place.address, port: UInt16(port), path: get.path ?? "/", isTLS: get.scheme == "HTTPS")
    } else {
      return nil
    }
    return ProbeCommand(
      action: action, initialDelaySeconds: probe.initialDelaySeconds ?? 0, periodSeconds: probe.periodSeconds ?? 10,
      timeoutSeconds: probe.timeoutSeconds ?? 1, successThreshold: probe.successThreshold ?? 1,
      failureThreshold: probe.failureThreshold ?? 3)
  }

  // MARK: Pods

  /// Creates a pod from YAML without its beginning.
  @discardableResult
  func create(
    _ name: String, containers: [Container], steps: [Container] = [], restartPolicy: String = "Always",
    grace: Int = 30, node: String? = nil, volumes: [Volume] = []
  ) async throws -> Pod {
    var spec = PodSpec(containers: containers)
    spec.initContainers = steps
    spec.restartPolicy = restartPolicy
    spec.terminationGracePeriodSeconds = grace
    spec.nodeName = node ?? self.node
    spec.volumes = volumes
    spec.tolerations = [Toleration(operator: "Exists")]
    return try await client.create(Pod(metadata: ObjectMeta(name: name, namespace: namespace), spec: spec))
  }

  func pod(_ name: String) async throws -> Pod? { try await client.find(Pod.self, name, namespace: namespace) }

  /// Waits until a pod is as it should be.
  @discardableResult
  func pod(
    _ name: String, _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation,
    until isSo: @escaping (Pod) -> Bool
  ) async throws -> Pod {
    let found = Mutex<Pod?>(nil)
    try await eventually(what, sourceLocation: sourceLocation) {
      let pod = try await self.pod(name)
      found.withLock { $0 = pod }
      return pod.map(isSo) ?? false
    }
    return try #require(found.withLock { $0 })
  }

  /// The log of a container.
  func log(_ pod: String, _ container: String) -> String { folder.text("logs/\(namespace)_\(pod)_\(container).log") }

  /// The events about a pod, as `reason: note`.
  func events(_ pod: String) async throws -> [String] {
    try await client.list(KubernetesObjects.Event.self, namespace: namespace).items
      .filter { $0.regarding?.name == pod }.map { "\($0.reason ?? ""): \($0.note ?? "")" }
  }
}

/// A container that runs a script of bash.
func bash(
  _ name: String, _ script: String, startup: Probe? = nil, readiness: Probe? = nil, liveness: Probe? = nil,
  preStop: String? = nil, isSidecar: Bool = false
) -> Container {
  var container = Container(name: name, image: "bash", command: ["/bin/bash", "-c", script])
  container.startupProbe = startup
  container.readinessProbe = readiness
  container.livenessProbe = liveness
  if let preStop {
    container.lifecycle = Lifecycle(preStop: LifecycleHandler(exec: ExecAction(command: ["bash", "-c", preStop])))
  }
  if isSidecar { container.restartPolicy = "Always" }
  container.terminationMessagePolicy = "FallbackToLogsOnError"
  return container
}

/// A probe that runs a script of bash, every second.
func probe(_ script: String, failures: Int = 1) -> Probe {
  var probe = Probe()
  probe.exec = ExecAction(command: ["bash", "-c", script])
  probe.periodSeconds = 1
  probe.timeoutSeconds = 20
  probe.failureThreshold = failures
  return probe
}

extension Pod {
  var isReady: Bool { status?.conditions.contains { $0.type == "Ready" && $0.status == "True" } ?? false }
  func container(_ name: String) -> ContainerStatus? {
    ((status?.containerStatuses ?? []) + (status?.initContainerStatuses ?? [])).first { $0.name == name }
  }
}

/// What was logged.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func add(_ bytes: [UInt8]) { lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
}

extension NodeWorld {
  /// The folder of a pod that runs.
  func podFolder(_ name: String) -> String? {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/pods")) ?? []
    return folders.first { $0.hasPrefix("\(namespace)_\(name)_") }.map { "\(folder.path)/pods/\($0)" }
  }
}
