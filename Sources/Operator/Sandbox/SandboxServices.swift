import BrokerConfig
import BuiltInBroker
import Certificates
import ClusterTopology
import Cryptography
import Foundation
import HTTPClient
import KafkaResources
import KubernetesClient
import KubernetesObjects
import Telemetry
import Transport

/// What runs in a sandbox on its ground: nodes, controllers, the reconciler, names, certificates, the control plane.
final class SandboxServices: Sendable {
  let ground: SandboxGround
  let caches: SandboxCaches
  let volumes: VolumeStore
  let node: NodeRuntime
  let controlPlane: SandboxControlPlane
  private let controllers: ClusterControllers
  private let reconciler: any ClusterReconciler
  private let names: NamePublisher
  private let keeper: CertificateKeeper
  /// The controller of built-in brokers; nil where every Kafka is real.
  let kafkaController: ControllerServer?

  init(_ settings: SandboxSettings, _ ground: SandboxGround, besideControlPlane: Bool) throws(SandboxError) {
    self.ground = ground
    let (log, metrics, client, folder) = (ground.log, ground.metrics, ground.client, ground.folder)
    let addresses = ground.addresses
    do {
      let volumes = try VolumeStore(VolumeStore.Configuration(folder: folder.volumes))
      self.volumes = volumes
      let caches = try SandboxCaches(client, log: log, metrics: metrics)
      self.caches = caches
      controlPlane = try Self.controlPlane(settings, ground)
      var domains = ["cluster.local"]
      for cluster in settings.clusters {
        let domain = cluster.cluster.spec.kubernetesClusterDomain
        if !domains.contains(domain) { domains.append(domain) }
      }
      let outside = OutsideNames(caches: caches)
      let names = try NamePublisher(
        client, NamePublisher.Configuration(file: folder.hosts, domains: domains) { outside.names }, log: log,
        metrics: metrics)
      self.names = names
      keeper = CertificateKeeper(client, ground.pki, caches, log: log) { names.refresh() }
      var configuration = ClusterControllersConfiguration()
      if besideControlPlane { configuration.enabled = ClusterControllersConfiguration.besideControlPlane }
      configuration.reclaimVolume = { uid in
        do { try await volumes.remove(uid) } catch {
          log.warning("a volume cannot be removed; it is tried again", [.object: uid, .error: "\(error)"])
          return false
        }
        return true
      }
      controllers = try ClusterControllers(
        client, addresses: addresses, configuration, log: log, metrics: metrics)
      reconciler = try MinimalReconciler(
        client,
        MinimalReconciler.Settings(
          controlPlane: ControlPlaneEndpoint(
            host: addresses.controlPlane, port: SandboxControlPlane.xdsPort, security: .mutualTLS(secret: nil))),
        log: log, metrics: metrics)
      var programs = settings.programs
      kafkaController = try Self.kafkaController(ground, &programs)
      var nodes = NodeRuntimeConfiguration.names(settings.nodes)
      for index in nodes.indices { nodes[index].address = addresses.node(index + 1) }
      node = try NodeRuntime(
        NodeRuntimeConfiguration(
          nodes: nodes, folder: folder.path, hostsFile: folder.hosts, guardExecutable: settings.koperator,
          programs: programs), places: NodePlaces(volumes: volumes, addresses: addresses), transport: client,
        log: log,
        metrics: metrics)
    } catch let error as SandboxError { throw error } catch { throw SandboxError(.failed, "\(error)") }
  }

  /// The controller of built-in brokers, where no Kafka takes their place.
  private static func kafkaController(
    _ ground: SandboxGround, _ programs: inout SandboxPrograms
  ) throws(SandboxError) -> ControllerServer? {
    guard let program = programs.sandboxBroker, programs.kafkaHome == nil || programs.kafka3Home == nil else {
      return nil
    }
    let host = ground.addresses.kafkaController
    let builtIn = BuiltInKafka(
      home: ground.folder.builtInKafka, controller: "\(host):\(Self.kafkaControllerPort)",
      token: Hexadecimal.encode(RandomBytes.generate(count: 32)))
    try builtIn.write(program: program)
    do throws(TransportError) {
      let address = try NetworkAddress(host: host, port: Self.kafkaControllerPort)
      let server = try ControllerServer(address: address, token: builtIn.token, log: ground.log)
      programs.builtInKafka = builtIn
      return server
    } catch {
      throw SandboxError(
        .addressInUse, "the controller of the brokers cannot listen at \(builtIn.controller): \(error)")
    }
  }

  /// Where the controller of built-in brokers listens: the port that Kafka's examples give to controllers.
  private static let kafkaControllerPort: UInt16 = 9093

  private static func controlPlane(
    _ settings: SandboxSettings, _ ground: SandboxGround
  ) throws(SandboxError) -> SandboxControlPlane {
    let address = ground.addresses.controlPlane
    let issued: IssuedCertificate
    do throws(CertificatesError) {
      issued = try ground.pki.server(
        "control-plane", names: [.ip(address), .dns("localhost")], now: Int64(Date().timeIntervalSince1970))
    } catch { throw SandboxError(.failed, "the control plane has no certificate: \(error)") }
    let pair = try ground.folder.pki.write(issued, as: "control-plane")
    return SandboxControlPlane(
      SandboxControlPlane.Configuration(
        koperator: settings.koperator, address: address, kubeconfig: ground.folder.kubeconfig, certificate: pair,
        authority: ground.folder.pki.authorityFile, state: ground.folder.controlPlane,
        log: "\(ground.folder.logs)/control-plane.log"), ground.supervisor, log: ground.log)
  }

  /// Starts all of it in the background.
  func start(_ undo: UndoList) {
    if let kafkaController { undo.add("the brokers' controller") { kafkaController.stop() } }
    let background = Task {
      await withDiscardingTaskGroup { group in
        group.addTask { await self.caches.run() }
        group.addTask { await self.names.run() }
        group.addTask { await self.keeper.run() }
        group.addTask { await self.controllers.run() }
        group.addTask { await self.reconciler.run() }
      }
    }
    undo.add("controllers") {
      background.cancel()
      await background.value
    }
    let volumes = self.volumes
    undo.add("volumes") { await volumes.stop() }
    // Before the controllers go, so that what the pods came to is written.
    let nodes = Task { await self.node.run() }
    undo.add("nodes") {
      nodes.cancel()
      await nodes.value
    }
    let controlPlane = self.controlPlane
    controlPlane.start()
    undo.add("the control plane") { controlPlane.stop() }
  }

  /// Waits until the control plane is ready to serve.
  func waitForControlPlane(within time: Duration) async throws(SandboxError) {
    let client: HTTPClient
    do throws(HTTPClientError) { client = try HTTPClient() } catch { throw SandboxError(.failed, "\(error)") }
    defer { Task { await client.stop() } }
    let url = "\(controlPlane.adminURL)/readyz"
    try await Sandbox.wait("the control plane is ready", until: .now + time) { () throws(SandboxError) in
      if let end = controlPlane.ends.first {
        let path = "\(ground.folder.logs)/control-plane.log"
        throw SandboxError(
          .processEnded, "the control plane ended at its start (\(end)); the end of \(path):",
          details: LogEnd.lines(of: path))
      }
      do {
        let answer = try await client.response(to: HTTPClientRequest(url: url, deadline: .seconds(5)))
        return answer.status == 200 ? nil : "\(url) answers \(answer.status)"
      } catch { return "\(error)" }
    }
  }

  /// How far a cluster is.
  func progress(of cluster: KafkaCluster, restarts: [String: Int] = [:]) -> SandboxProgress {
    var envoys: [String: [Pod]] = [:]
    for point in AccessPoint.all(of: cluster) {
      envoys[point.name] = caches.envoyPods(of: cluster, point: point.name)
    }
    return SandboxProgress(
      of: cluster, pods: caches.brokerPods(of: cluster), envoys: envoys,
      balancers: caches.balancers(of: ObjectKey(namespace: cluster.namespace, name: cluster.name)), restarts: restarts)
  }

  /// How often the containers of all pods were started again up to now.
  private var restarts: [String: Int] {
    var restarts: [String: Int] = [:]
    for pod in caches.pods.objects {
      for container in (pod.status?.initContainerStatuses ?? []) + (pod.status?.containerStatuses ?? []) {
        // A container that never ran is at its first start.
        if container.lastState.terminated == nil, container.state.terminated == nil { continue }
        restarts["\(pod.key.path)/\(container.name)"] = container.restartCount ?? 0
      }
    }
    return restarts
  }

  /// Waits until clients can use a cluster.
  func wait(for cluster: KafkaCluster, within time: Duration) async throws(SandboxError) {
    let deadline = ContinuousClock.now + time
    let name = "the KafkaCluster \(cluster.namespace)/\(cluster.name) is up"
    let restarts = restarts
    try await Sandbox.wait(name, until: deadline) { () throws(SandboxError) in
      let current = caches.kafkaClusters.first { $0.namespace == cluster.namespace && $0.name == cluster.name }
      let progress = progress(of: current ?? cluster, restarts: restarts)
      if let failing = progress.failing {
        let log = "\(ground.folder.logs)/\(failing.namespace)_\(failing.pod)_\(failing.container).log"
        let message = failing.message.isEmpty ? "" : " (\(failing.message))"
        throw SandboxError(
          .processEnded,
          "\(failing.subject) does not start: its container \(failing.container) ended \(failing.times) times, with exit code "
            + "\(failing.exitCode)\(message); the end of \(log):", details: LogEnd.lines(of: log))
      }
      return progress.missing.isEmpty ? nil : progress.missing.joined(separator: "; ")
    }
    for target in AccessTargets(of: cluster, caches).all {
      try await Sandbox.wait(name, until: deadline) { () throws(SandboxError) in
        await KafkaKnock.trouble(at: target.host, target.port, target.kind)
      }
    }
  }
}

/// What clusters are called outside, where brokers are told apart by name: all lead to the load balancer.
struct OutsideNames: Sendable {
  let caches: SandboxCaches

  var names: [PublishedName] {
    var names: [PublishedName] = []
    for cluster in caches.kafkaClusters {
      let balancers = caches.balancers(of: ObjectKey(namespace: cluster.namespace, name: cluster.name))
      for point in AccessPoint.all(of: cluster) {
        let hosts = point.hostNames.isEmpty ? [point.bootstrapHost].compactMap { $0 } : point.hostNames
        for host in hosts where IPAddress(host) == nil {
          names.append(PublishedName(host, addresses: balancers[point.name] ?? []))
        }
      }
    }
    return names.sorted { $0.name < $1.name }
  }
}

/// The addresses of a cluster's load balancers: one for each broker and one for the bootstrap.
struct AccessTargets {
  struct Target {
    let host: String
    let port: UInt16
    let kind: KafkaKnock.Kind
  }

  private(set) var all: [Target] = []

  init(of cluster: KafkaCluster, _ caches: SandboxCaches) {
    let balancers = caches.balancers(of: ObjectKey(namespace: cluster.namespace, name: cluster.name))
    for point in AccessPoint.all(of: cluster) {
      guard let host = balancers[point.name]?.first else { continue }
      let isPlain = !point.listenerType.isTLS && point.access.hostNames == nil
      let kind: KafkaKnock.Kind = isPlain ? .broker : .connection
      var ports = [point.anyCastPort]
      for broker in point.brokers {
        if let port = point.port(ofBroker: broker), !ports.contains(port) { ports.append(port) }
      }
      all += ports.map { Target(host: host, port: $0, kind: kind) }
    }
  }
}
