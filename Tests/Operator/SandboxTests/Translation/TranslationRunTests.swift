import BrokerConfig
import Foundation
import Glibc
import KafkaResources
import KubernetesObjects
import Testing
import YAML

@testable import Sandbox

/// The real Kafka, ZooKeeper and Envoy run as the pods that are rendered for them.
@Suite(.serialized) struct TranslationRunTests {
  /// What is installed; nothing where the environment names something that is not there.
  static let programs: SandboxPrograms = {
    let environment = ProcessInfo.processInfo.environment
    let programs = try? SandboxPrograms.found(environment: environment, executable: CommandLine.arguments[0])
    return programs ?? SandboxPrograms()
  }()

  let folder: URL
  let addresses: AddressSpace

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pods-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    addresses = try AddressSpace.claim()
  }

  private func place(_ pod: Pod, _ address: String) -> PodPlace {
    var claims: [String: String] = [:]
    for volume in pod.spec?.volumes ?? [] {
      if let name = volume.persistentVolumeClaim?.claimName { claims[name] = folder.appending(path: name).path }
    }
    return PodPlace(
      address: address, folder: folder.appending(path: pod.metadata.name).path, claims: claims,
      hostsFile: folder.appending(path: "hosts").path)
  }

  private func writeHosts(_ lines: [String]) throws {
    try (lines + ["127.0.0.1 localhost", ""]).joined(separator: "\n")
      .write(to: folder.appending(path: "hosts"), atomically: true, encoding: .utf8)
  }

  /// Waits for a condition; what it waits for is a process' work, so that the time is long.
  private func wait(for what: String, of pod: RunningPod, until condition: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(180)
    while !condition() {
      try #require(pod.isRunning, "\(what): it ended: \(pod.text.suffix(3000))")
      try #require(ContinuousClock.now < deadline, "\(what): \(pod.text.suffix(3000))")
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func sample(_ name: String, brokers: Int) throws -> String {
    let text = try String(
      contentsOf: RenderedPods.package.appending(path: "deploy/samples/\(name).yaml"), encoding: .utf8)
    var value = try #require(YAML.documents(in: text).first).value
    if case .object(var object) = value, case .object(var spec)? = object["spec"],
      case .array(let all)? = spec["brokers"]
    {
      spec["brokers"] = .array(Array(all.prefix(brokers)))
      object["spec"] = .object(spec)
      value = .object(object)
    }
    return YAML.text(of: value)
  }

  @Test(.enabled(if: programs.kafkaHome != nil, "KAFKA_HOME names no Kafka"))
  func aBrokerFormatsItsVolumeServesAtItsAddressAndEndsCleanly() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let rendered = try RenderedPods(manifest: try sample("simple", brokers: 1))
    let pod = try #require(rendered.pods.first { $0.metadata.name == "kafka-0" })
    let address = try addresses.address()
    try writeHosts(["\(address) kafka-0.kafka-headless.kafka.svc.cluster.local"])
    let processes = try PodTranslation.processes(
      of: pod, place: place(pod, address), programs: Self.programs, configMaps: rendered.configMaps,
      secrets: rendered.secrets)
    let ports: [UInt16] = Self.programs.jmxExporter == nil ? [29092, 29093, 9094] : [29092, 29093, 9094, 9020]
    // Whatever else runs on this machine.
    let others = ports.filter { Loopback.accepts("127.0.0.1", $0) }
    let broker = try RunningPod(processes, log: folder.appending(path: "kafka.log"))
    defer { broker.stop() }
    try await wait(for: "the broker starts", of: broker) { broker.text.contains("Kafka Server started") }
    for port in ports {
      #expect(Loopback.accepts(address, port), "port \(port) of \(address)")
      #expect(!Loopback.accepts("127.0.0.1", port) || others.contains(port), "port \(port) is the pod's alone")
    }
    let claim = try #require(place(pod, address).claims.values.first)
    #expect(FileManager.default.fileExists(atPath: "\(claim)/kafka/meta.properties"))
    broker.stop()
    #expect(broker.status == 0, "\(broker.text.suffix(2000))")
  }

  @Test(.enabled(if: programs.kafka3Home != nil, "KAFKA_3_HOME names no Kafka with ZooKeeper"))
  func aBrokerFindsTheZooKeeperOfItsManifestByName() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let rendered = try RenderedPods(manifest: try sample("zookeeper", brokers: 1))
    let address = try addresses.address()
    let keeperAddress = try addresses.address()
    try writeHosts([
      "\(address) kafka-0.kafka-headless.kafka.svc.cluster.local",
      "\(keeperAddress) zookeeper-0.zookeeper.example.com zookeeper-1.zookeeper.example.com",
      "\(keeperAddress) zookeeper-2.zookeeper.example.com",
    ])
    let keeper = Pod(
      metadata: ObjectMeta(name: "zookeeper-0", namespace: "zookeeper"),
      spec: PodSpec(
        volumes: [
          Volume(name: "config", configMap: ConfigMapVolumeSource(name: "zookeeper")),
          Volume(name: "data", emptyDir: EmptyDirVolumeSource()),
        ],
        containers: [
          Container(
            name: "zookeeper", image: "zookeeper",
            command: ["/opt/kafka/bin/zookeeper-server-start.sh", "/config/zookeeper.properties"],
            volumeMounts: [
              VolumeMount(name: "config", mountPath: "/config"), VolumeMount(name: "data", mountPath: "/data"),
            ])
        ]))
    let maps = [
      "zookeeper": ConfigMap(
        metadata: ObjectMeta(name: "zookeeper"),
        data: ["zookeeper.properties": "dataDir=/data\nclientPort=2181\nadmin.enableServer=false\n"])
    ]
    let keeperProcesses = try PodTranslation.processes(
      of: keeper, place: place(keeper, keeperAddress), programs: Self.programs, configMaps: maps, secrets: [:])
    let zookeeper = try RunningPod(keeperProcesses, log: folder.appending(path: "zookeeper.log"))
    defer { zookeeper.stop() }
    try await wait(for: "ZooKeeper starts", of: zookeeper) { Loopback.accepts(keeperAddress, 2181) }

    let pod = try #require(rendered.pods.first { $0.metadata.name == "kafka-0" })
    let processes = try PodTranslation.processes(
      of: pod, place: place(pod, address), programs: Self.programs, configMaps: rendered.configMaps,
      secrets: rendered.secrets)
    let broker = try RunningPod(processes, log: folder.appending(path: "kafka.log"))
    defer { broker.stop() }
    try await wait(for: "the broker starts", of: broker) { Loopback.accepts(address, 9094) }
    broker.stop()
    #expect(broker.status == 0, "\(broker.text.suffix(2000))")
  }

  @Test(.enabled(if: programs.envoy != nil, "ENVOY names no Envoy"))
  func anEnvoyFindsTheControlPlaneByItsNameAndOpensItsAdminSocketBesideItself() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var rendered = try RenderedPods(manifest: try sample("simple", brokers: 1))
    // Certificates are another test's subject: this one asks whether the control plane is found.
    var map = try #require(rendered.configMaps["envoy-config-external-kafka"])
    let bootstrap = try #require(map.data["envoy.yaml"])
    map.data["envoy.yaml"] = try Self.withoutTLS(bootstrap)
    rendered.configMaps["envoy-config-external-kafka"] = map
    let pod = try #require(rendered.pods.first { $0.metadata.name.hasPrefix("envoy-external") })
    let address = try addresses.address()
    let listener = try LoopbackListener(addresses.controlPlane, port: 18000)
    var place = place(pod, address)
    let name = "koperator-xds.kafka.svc.cluster.local"
    if Self.programs.nssWrapper == nil { place.names[name] = addresses.controlPlane }
    try writeHosts(["\(addresses.controlPlane) \(name)"])
    let processes = try PodTranslation.processes(
      of: pod, place: place, programs: Self.programs, configMaps: rendered.configMaps, secrets: rendered.secrets)
    let envoy = try RunningPod(processes, log: folder.appending(path: "envoy.log"))
    defer { envoy.stop() }
    try await wait(for: "Envoy connects", of: envoy) { listener.hasConnection() }
    let socket = "\(place.folder)/containers/envoy/tmp/envoy-admin.sock"
    #expect(FileManager.default.fileExists(atPath: socket))
    envoy.stop()
    #expect(envoy.status == 0, "\(envoy.text.suffix(2000))")
  }

  private static func withoutTLS(_ bootstrap: String) throws -> String {
    var value = try #require(YAML.documents(in: bootstrap).first).value
    if case .object(var root) = value, case .object(var resources)? = root["staticResources"],
      case .array(let clusters)? = resources["clusters"]
    {
      resources["clusters"] = .array(
        clusters.map { cluster in
          guard case .object(var object) = cluster else { return cluster }
          object["transportSocket"] = nil
          return .object(object)
        })
      root["staticResources"] = .object(resources)
      value = .object(root)
    }
    return value.text()
  }
}
