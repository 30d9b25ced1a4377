import EnvoyConfig
import Foundation
import JSON
import KubernetesClient
import KubernetesObjects
import Telemetry
import Testing
import Transport
import XDS
import XDSServer

@testable import Coordinator

/// A coordinator with a real xDS server, on an API server in memory.
private final class Fixture {
  let server: XDSServer
  let coordinator: KubernetesCoordinator
  let metrics = MetricsRegistry()
  let lines = Record<String>()
  private let loops: EventLoopGroup

  init(
    _ api: TestServer, state: TemporaryFolder? = nil, namespace: String? = "shop", secretsRefusal: String? = nil
  ) throws {
    let lines = lines
    let log = Logger(LogSink { lines.append(String(decoding: $0, as: UTF8.self)) })
    loops = try EventLoopGroup(count: 1)
    server = try XDSServer(
      try XDSServerConfiguration(address: NetworkAddress("127.0.0.1:0"), identifier: "test"), loops: loops,
      metrics: metrics, log: log
    ) { _ in .refuse(.notFound, message: "no client is expected") }
    coordinator = try KubernetesCoordinator(
      api,
      KubernetesCoordinator.Settings(
        namespace: namespace, server: "https://api", options: EnvoyOptions(), secretsRefusal: secretsRefusal),
      server: server, store: try state.map { try SnapshotStore($0.path("state")) }, metrics: metrics, log: log)
  }

  deinit {
    // To wait for its end would take a thread from those that it needs.
    coordinator.cancel()
    server.shutdown()
    loops.shutdown()
  }

  func logged(_ words: String...) -> Bool {
    lines.all.contains { line in words.allSatisfy { line.contains($0) } }
  }

  var clusters: [String] { server.snapshot(of: World.group)?.resources(of: .cluster).map(\.name) ?? [] }
  var secret: [UInt8]? { server.snapshot(of: World.group)?.resources(of: .secret).first?.body }
  var isRestored: Bool {
    get async { await server.status()["groups"]?[0]?["restored"]?.boolValue ?? false }
  }
}

/// A Secret of type kubernetes.io/tls.
private func secret(_ content: TLSSecret.Content, name: String = "kafka-tls") -> JSONValue {
  guard case .pair(let certificate, let key) = content else { return .null }
  return KubernetesObjects.Secret(
    metadata: ObjectMeta(name: name, namespace: "shop"),
    data: ["tls.crt": SecretBytes(certificate), "tls.key": SecretBytes(key.reveal())], type: "kubernetes.io/tls"
  ).json
}

@Suite struct KubernetesCoordinatorTests {
  private func api(_ cluster: String = manifest([0, 1])) -> TestServer {
    let api = TestServer()
    api.set("kafkaclusters", cluster)
    for id: Int32 in 0...1 { api.set("pods", brokerPod(id, at: "10.0.0.\(id + 1)").json) }
    return api
  }

  @Test func whatTheLabelsOfBrokersAndEnvoysChoose() {
    #expect(WatchedResources.brokerPods.description == "app=kafka,brokerId,kafka_cr")
    #expect(WatchedResources.envoyServices.description == "app=envoyingress,eListenerName,kafka_cr")
  }

  @Test func whatIsThereIsServedAndChangesArePublished() async throws {
    let api = api()
    let fixture = try Fixture(api)
    fixture.coordinator.start()
    #expect(await eventually { fixture.coordinator.hasLoaded })
    #expect(fixture.clusters == ["all-brokers", "broker-0", "broker-1"])
    api.set("kafkaclusters", manifest([0, 1, 2]))
    #expect(await eventually { fixture.clusters.contains("broker-2") })
    api.set("pods", brokerPod(2, at: "10.0.0.3").json)
    let coordinator = fixture.coordinator
    func status() -> JSONValue? { coordinator.status["clusters"]?["shop/kafka"] }
    #expect(await eventually { status()?["brokers"]?["2"]?["address"]?.stringValue == "10.0.0.3" })
    api.remove("pods", "kafka-2-a")
    #expect(await eventually { status()?["brokers"]?["2"]?["health"]?.stringValue == "unreachable" })
    #expect(
      await eventually {
        fixture.metrics.text().contains("koperator_config_valid{file=\"kafkacluster/shop/kafka\"} 1\n")
      })
  }

  @Test func aNamespaceWithoutKafkaClusterIsSaid() async throws {
    let api = TestServer()
    let fixture = try Fixture(api)
    fixture.coordinator.start()
    #expect(await eventually { fixture.logged("nothing is served until there is a KafkaCluster", "'shop'") })
    #expect(fixture.coordinator.hasLoaded)
    api.set("kafkaclusters", manifest([0, 1]))
    #expect(await eventually { fixture.clusters.count == 3 })
  }

  @Test func aRefusedManifestIsSaidShownAndCounted() async throws {
    let api = api()
    let fixture = try Fixture(api)
    fixture.coordinator.start()
    #expect(await eventually { fixture.clusters.count == 3 })
    api.set("kafkaclusters", manifest([0, 0]))
    #expect(await eventually { fixture.logged("a KafkaCluster is refused", "shop/kafka", "spec.brokers[1].id") })
    #expect(
      await eventually {
        fixture.metrics.text().contains("koperator_config_valid{file=\"kafkacluster/shop/kafka\"} 0\n")
      })
    #expect(fixture.clusters.count == 3)
    #expect(fixture.coordinator.status["clusters"]?["shop/kafka"]?["state"]?.stringValue == "refused")
  }

  @Test func nothingIsPublishedUntilKafkaClustersAndPodsAreKnown() async throws {
    let folder = try TemporaryFolder()
    let api = api()
    do {
      let first = try Fixture(api, state: folder)
      first.coordinator.start()
      #expect(await eventually { first.clusters.count == 3 })
    }
    api.set("kafkaclusters", manifest([0, 1, 2]))
    api.fall(silent: "pods")
    let second = try Fixture(api, state: folder)
    second.coordinator.start()
    // What was kept is there, for Envoys that start fresh alone.
    #expect(second.clusters.count == 3)
    #expect(await second.isRestored)
    #expect(await eventually { second.logged("a watch cache has trouble", "pods") })
    #expect(!second.coordinator.hasLoaded)
    #expect(await second.isRestored)
    #expect(second.coordinator.status["kubernetes"]?["caches"]?["pods"]?["synced"]?.boolValue == false)
    #expect(second.coordinator.status["kubernetes"]?["caches"]?["pods"]?["trouble"]?.stringValue != nil)
    api.answer()
    #expect(await eventually { second.clusters.count == 4 })
    #expect(await eventually { second.coordinator.hasLoaded })
    #expect(await second.isRestored == false)
  }

  @Test func withoutServicesEnvoysAreServedAllTheSame() async throws {
    let api = api()
    api.fall(silent: "services")
    let fixture = try Fixture(api)
    fixture.coordinator.start()
    #expect(await eventually { fixture.coordinator.hasLoaded })
    #expect(fixture.clusters.count == 3)
    #expect(await eventually { fixture.logged("a watch cache has trouble", "services") })
  }

  @Test func aClusterThatIsDeletedLeavesNothingBehind() async throws {
    let folder = try TemporaryFolder()
    let api = api()
    let fixture = try Fixture(api, state: folder)
    fixture.coordinator.start()
    #expect(await eventually { fixture.clusters.count == 3 })
    let store = try SnapshotStore(folder.path("state"))
    #expect(await eventually { store.loadMemberships().clusters.keys.sorted() == ["shop/kafka"] })
    api.remove("kafkaclusters", "kafka")
    #expect(await eventually { fixture.server.groups.isEmpty })
    #expect(await eventually { store.load().groups.isEmpty && store.loadMemberships().clusters.isEmpty })
    #expect(fixture.logged("a KafkaCluster is gone", "shop/kafka"))
  }

  @Test func whatWasKeptOfAClusterThatIsGoneIsRemoved() async throws {
    let folder = try TemporaryFolder()
    let api = api()
    do {
      let first = try Fixture(api, state: folder)
      first.coordinator.start()
      #expect(await eventually { first.clusters.count == 3 })
    }
    api.remove("kafkaclusters", "kafka")
    let second = try Fixture(api, state: folder)
    second.coordinator.start()
    #expect(await eventually { second.server.groups.isEmpty && second.coordinator.hasLoaded })
    let store = try SnapshotStore(folder.path("state"))
    #expect(await eventually { store.load().groups.isEmpty && store.loadMemberships().clusters.isEmpty })
  }

  @Test func aSecretIsReadWatchedAndNeverKept() async throws {
    let folder = try TemporaryFolder()
    let api = api(terminating([0, 1]))
    let fixture = try Fixture(api, state: folder)
    fixture.coordinator.start()
    #expect(await eventually { fixture.logged("a TLS Secret is refused", "there is no Secret 'shop/kafka-tls'") })
    #expect(fixture.coordinator.hasLoaded)
    #expect(fixture.server.groups.isEmpty)
    api.set("secrets", secret(Certificates.first))
    #expect(await eventually { fixture.secret != nil })
    let first = fixture.secret
    api.set("secrets", secret(Certificates.second))
    #expect(await eventually { fixture.secret != first })
    let second = fixture.secret
    api.remove("secrets", "kafka-tls")
    let coordinator = fixture.coordinator
    func state() -> String? {
      coordinator.status["clusters"]?["shop/kafka"]?["secrets"]?["kafka-tls"]?["state"]?.stringValue
    }
    #expect(await eventually { state() == "refused" })
    #expect(fixture.secret == second)

    var texts = fixture.lines.all + [coordinator.status.text(style: .pretty), fixture.metrics.text()]
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path("state")) {
      texts.append((try? String(contentsOfFile: folder.path("state/\(file)"), encoding: .utf8)) ?? "")
    }
    for content in [Certificates.first, Certificates.second] {
      let line = Certificates.keyLine(of: content)
      let encoded = Data(Certificates.key(of: content).reveal()).base64EncodedString().prefix(80)
      #expect(texts.allSatisfy { !$0.contains(line) && !$0.contains(encoded) && !$0.contains("PRIVATE") })
    }
  }

  @Test func aSecondClusterThatNamesTheSameSecretGetsItToo() async throws {
    let api = api(terminating([0, 1]))
    api.set("secrets", secret(Certificates.first))
    let fixture = try Fixture(api)
    fixture.coordinator.start()
    #expect(await eventually { fixture.secret != nil })
    api.set("kafkaclusters", terminating([0, 1]).replacing("name: kafka,", with: "name: other,"))
    let group = GroupID(rawValue: "shop/other/external")
    #expect(await eventually { fixture.server.snapshot(of: group)?.resources(of: .secret).isEmpty == false })
  }

  @Test func aSecretThatCannotBeReadNowIsTriedAgain() async throws {
    let api = api(terminating([0, 1]))
    api.set("secrets", secret(Certificates.first))
    api.fall(silent: "secrets")
    let fixture = try Fixture(api)
    fixture.coordinator.start()
    #expect(
      await eventually { fixture.coordinator.hasLoaded && fixture.logged("a watch cache has trouble", "secrets") })
    // Nothing is known of it, so nothing is said of it.
    #expect(!fixture.logged("a TLS Secret is refused"))
    #expect(fixture.server.groups.isEmpty)
    api.answer()
    #expect(await eventually { fixture.secret != nil })
  }

  @Test func aSecretWithoutAKeySaysWhatIsMissing() async throws {
    let api = api(terminating([0, 1]))
    api.set("secrets", "metadata: {name: kafka-tls, namespace: shop}\ndata: {tls.crt: YQ==}\n")
    let fixture = try Fixture(api)
    fixture.coordinator.start()
    #expect(
      await eventually { fixture.logged("a TLS Secret is refused", "the Secret 'shop/kafka-tls' has no tls.key") })
  }

  @Test func whereEnvoysMayNotHavePrivateKeysNoneIsGiven() async throws {
    let api = api(terminating([0, 1]))
    api.set("secrets", secret(Certificates.first))
    let fixture = try Fixture(api, secretsRefusal: "give --xds-cert")
    fixture.coordinator.start()
    #expect(await eventually { fixture.logged("a TLS Secret is refused", "give --xds-cert") })
    #expect(fixture.server.groups.isEmpty)
  }

  @Test func everyNamespaceIsServedWhereNoneIsNamed() async throws {
    let api = api()
    api.set("kafkaclusters", manifest([0]).replacing("namespace: shop", with: "namespace: other"))
    api.set("pods", brokerPod(0, at: "10.1.0.1", namespace: "other").json)
    let fixture = try Fixture(api, namespace: nil)
    fixture.coordinator.start()
    #expect(
      await eventually {
        fixture.server.groups.map(\.rawValue) == ["other/kafka/external", "shop/kafka/external"]
      })
    #expect(fixture.coordinator.status["kubernetes"]?["namespace"] == .null)
  }

  @Test func stoppingEndsTheWatchesAndLeavesWhatIsPublished() async throws {
    let api = api()
    let fixture = try Fixture(api)
    fixture.coordinator.start()
    #expect(await eventually { fixture.coordinator.hasLoaded })
    await fixture.coordinator.cancel()?.value
    api.set("kafkaclusters", manifest([0, 1, 2]))
    #expect(fixture.clusters.count == 3)
    #expect(fixture.coordinator.hasLoaded)
  }
}
