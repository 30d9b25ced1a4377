import BrokerConfig
import Foundation
import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects
import KubernetesSandbox
import Synchronization
import Telemetry
import Testing
import Transport

@testable import Sandbox

/// An embedded API server with controllers, the reconciler and nodes, as a sandbox has them. What a container of a Pod is
/// here is a program that does nothing until it is told to end.
final class ReconcilerServer: Sendable {
  let client: APIClient
  private let clients: [APIClient]
  let addresses: AddressSpace
  private let server: EmbeddedAPIServer
  private let loops: EventLoopGroup
  private let folder: TemporaryFolder
  private let running: Mutex<[Task<Void, Never>]>
  private let caches: ClusterCaches
  private let reconciled: ReconcilerCaches
  let node: NodeRuntime
  private let lines = Lines()

  private final class Lines: Sendable {
    let all = Mutex<[String]>([])
  }

  init() async throws {
    let lines = lines
    let log = Logger(
      LogSink(
        level: .info, output: { bytes in lines.all.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }))
    let metrics = MetricsRegistry()
    loops = try EventLoopGroup(count: 1)
    let embedded = try EmbeddedAPIServer(EmbeddedAPIServerConfiguration(), loops: loops, log: log)
    server = embedded
    // Without TLS every watch has a connection, and a client has only so many.
    let clients = try (0..<4).map { _ in try Self.client(of: embedded, log: log, metrics: metrics) }
    self.clients = clients
    client = clients[0]
    folder = try TemporaryFolder()
    let space = try AddressSpace.claim()
    addresses = space
    let objects = SandboxObjects(client: client)
    try await objects.applyDefinitions(within: .seconds(60))
    _ = try await client.create(Namespace(metadata: ObjectMeta(name: "kafka")))

    let controllers = try ClusterControllers(clients[1], addresses: space, log: log, metrics: metrics)
    let reconciler = try MinimalReconciler(
      clients[2], .init(controlPlane: ControlPlaneEndpoint(host: space.controlPlane, security: .cleartext)), log: log,
      metrics: metrics)
    var configuration = NodeRuntimeConfiguration(
      nodes: NodeRuntimeConfiguration.names(3), folder: folder.path, hostsFile: folder.path + "/hosts",
      guardExecutable: koperatorExecutable)
    configuration.stopGrace = .seconds(1)
    configuration.preparationRetry = .milliseconds(100)
    node = try NodeRuntime(
      configuration, places: Self.places(folder, space), transport: clients[3], log: log, metrics: metrics)
    caches = try ClusterCaches(
      of: ClusterControllersConfiguration.Controller.allCases.reduce(into: []) { $0.formUnion($1.follows) }, client,
      clock: SystemClock(), log: log, metrics: metrics)
    reconciled = try ReconcilerCaches(client, clock: SystemClock(), log: log, metrics: metrics)
    let (caches, reconciled, node) = (caches, reconciled, node)
    running = Mutex([
      Task { await controllers.run() }, Task { await reconciler.run() }, Task { await node.run() },
      Task { await caches.run { _ in } }, Task { await reconciled.run { _ in } },
    ])
    try await caches.untilSynced(within: .seconds(60))
    try await reconciled.untilSynced(within: .seconds(60))
  }

  private static func client(
    of server: EmbeddedAPIServer, log: Logger, metrics: MetricsRegistry
  ) throws -> APIClient {
    var settings = APIClientSettings()
    settings.requestsPerSecond = nil
    // The whole suite runs at once, and leaves a request waiting for long.
    settings.deadline = .seconds(300)
    settings.watchBeginning = .seconds(300)
    let address = ServerAddress(isSecure: false, host: server.address.host, port: Int(server.address.port ?? 0))
    return try APIClient(ClientConfiguration(server: address), settings, log: log, metrics: metrics)
  }

  private static func places(_ folder: TemporaryFolder, _ space: AddressSpace) -> NodePlaces {
    NodePlaces(
      claimFolder: { _, _, uid, _ throws(PodTrouble) in "\(folder.path)/volumes/\(uid)" },
      newAddress: { () throws(PodTrouble) in
        do throws(AddressSpaceError) { return try space.address() } catch { throw .notYet("\(error)") }
      },
      releaseAddress: { space.release($0) },
      translate: { pod, place, _, configMaps, _ throws(PodTrouble) in
        for volume in pod.spec?.volumes ?? [] {
          guard let name = volume.configMap?.name, configMaps[name] == nil else { continue }
          throw .notYet("configmap \(name) is not there yet")
        }
        return PodProcesses(
          folders: [place.folder],
          containers: (pod.spec?.containers ?? []).map {
            ContainerProcess(
              name: $0.name, executable: "/bin/sleep", arguments: ["3600"], workingDirectory: place.folder)
          })
      })
  }

  /// Runs a test, and stops everything after it.
  static func run(_ body: (ReconcilerServer) async throws -> Void) async throws {
    let server = try await ReconcilerServer()
    do { try await body(server) } catch {
      for line in server.lines.all.withLock({ $0.suffix(60) }) { print(line, terminator: "") }
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private func stop() async {
    let tasks = running.withLock { $0 }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
    for client in clients { await client.stop() }
    await server.shutdown()
    loops.shutdown()
  }

  // MARK: What there is

  var objects: ClusterObjects { caches.objects }
  func world(_ name: String = "k") -> ClusterWorld { reconciled.world(of: ObjectKey(namespace: "kafka", name: name)) }
  func lines(with text: String) -> [String] { lines.all.withLock { $0.filter { $0.contains(text) } } }

  /// The Pods of brokers by name.
  var brokers: [Pod] { objects.pods.filter { $0.metadata.labels["app"] == "kafka" } }

  /// Applies a cluster.
  func apply(_ spec: JSONObject, name: String = "k") async throws {
    try await client.apply(
      .kafkaClusters,
      [
        "apiVersion": "kafka.banzaicloud.io/v1beta1", "kind": "KafkaCluster",
        "metadata": ["name": .string(name), "namespace": "kafka"], "spec": .object(spec),
      ], name: name, namespace: "kafka", fieldManager: "test", force: true)
  }

  /// Waits until a cluster says that it is ready, as it is wanted now.
  func untilReady(_ name: String = "k", sourceLocation: SourceLocation = #_sourceLocation) async throws {
    try await eventually("the cluster is ready", within: .seconds(120), sourceLocation: sourceLocation) {
      let manifest = self.world(name).manifest
      let status = manifest?["status"]
      let condition = status?["conditions"]?.arrayValue?.first { $0["type"] == "Ready" }
      return condition?["status"] == "True"
        && status?["observedGeneration"]?.intValue == manifest?.metadata.generation
    }
  }

  /// Waits until nobody has anything to do; says who has.
  func untilSettled(_ name: String = "k", sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let last = Mutex("")
    do {
      try await eventually("nothing is left to do", within: .seconds(120), sourceLocation: sourceLocation) {
        let text = self.remainder(name)
        last.withLock { $0 = text }
        return text.isEmpty
      }
    } catch {
      print("left to do: \(last.withLock { $0 })")
      throw error
    }
  }

  private func remainder(_ name: String) -> String {
    let objects = objects
    var writes = Scheduler(objects).decision().writes + VolumeController(objects).decision().writes
    writes += EndpointController(objects).decision().writes + DeploymentController(objects).decision().writes
    writes += DisruptionController(objects).decision().writes + ServiceAccountController(objects).decision().writes
    writes += PodCleanupController(objects).decision().writes
    let plan = ClusterPlanner(
      world(name), controlPlane: ControlPlaneEndpoint(host: addresses.controlPlane, security: .cleartext)
    ).plan()
    writes += plan.writes
    var left = writes.map { "\($0.resource) \($0.key.path)" }
    for apply in plan.applies {
      let decision = ApplyDecision(applying: apply.desired, to: apply.live, fieldManager: ReconcilerCaches.fieldManager)
      if !decision.isUnchanged {
        left.append("apply \(apply.resource) \(ObjectKey(of: apply.desired).path): \(decision)")
      }
    }
    return left.joined(separator: "\n")
  }
}
