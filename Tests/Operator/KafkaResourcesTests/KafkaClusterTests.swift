import JSON
import Testing
import YAML

@testable import KafkaResources

struct KafkaClusterTests {
  @Test func aSmallManifestHasTheDefaultsOfKoperator() throws {
    let cluster = try cluster(manifest())
    #expect(cluster.namespace == "shop")
    #expect(cluster.name == "kafka")
    #expect(cluster.otherWarnings.isEmpty)
    #expect(cluster.spec.ingressController == .envoy)
    #expect(cluster.spec.kubernetesClusterDomain == "cluster.local")
    #expect(cluster.spec.brokers.map(\.id) == [0, 1, 2])
    let listener = try #require(cluster.spec.listenersConfig.externalListeners.first)
    #expect(listener.anyCastPort == 29092)
    #expect(listener.ingressControllerTargetPort == 29092)
    #expect(listener.accessMethod == .loadBalancer)
    #expect(listener.isServed)
  }

  @Test func aManifestWithoutNamespaceGetsThatOfTheCaller() throws {
    let text = manifest().replacing("  namespace: shop\n", with: "")
    #expect(try KafkaCluster(document: document(text)).namespace == "default")
    #expect(try KafkaCluster(document: document(text), defaultNamespace: "kafka").namespace == "kafka")
  }

  @Test func brokersAreReachedWhateverIsWrongWithTheirDisks() throws {
    let text = manifest(brokers: "[{id: 0, brokerConfig: {storageConfigs: [{mountPath: /kafka-logs}]}}]")
    let problem = try #require(try refusal(of: text).first)
    let served = try KafkaCluster(document: document(text), for: .serving)
    #expect(served.spec.brokers.count == 1)
    #expect(served.warnings.contains { !$0.isError && $0.path == problem.path && $0.message == problem.message })
    let ports = manifest(brokers: "[{id: 0}, {id: 50000}]")
    #expect(throws: ManifestErrors.self) { try KafkaCluster(document: document(ports), for: .serving) }
  }

  @Test func everyFieldIsKeptAndUnknownOnesAreWarnings() throws {
    let text = manifest(more: "clusterImage: \"kafka:3.9\"\nbrokrs: 3\nrackAwareness: {labels: [zone]}")
    let cluster = try cluster(text)
    #expect(cluster.raw["spec"]?["brokrs"]?.intValue == 3)
    #expect(cluster.raw["spec"]?["rackAwareness"]?["labels"]?[0]?.stringValue == "zone")
    #expect(cluster.otherWarnings.map(\.path.description) == ["spec.brokrs"])
    #expect(cluster.otherWarnings.first?.line == 13)
  }

  @Test func nullMeansAbsent() throws {
    let cluster = try cluster(manifest(more: "envoyConfig: ~\nkRaft: null"))
    #expect(cluster.otherWarnings.isEmpty)
    #expect(!cluster.spec.kRaft)
  }

  @Test func aGroupCompletesItsBrokers() throws {
    let text = manifest(
      brokers: """
        [{id: 0, brokerConfigGroup: a, brokerConfig: {brokerIngressMapping: [az1], processRoles: [controller]}},
         {id: 1, brokerConfigGroup: a}, {id: 2}]
        """,
      internal: kRaftListeners,
      more:
        "kRaft: true\nbrokerConfigGroups: {a: {brokerIngressMapping: [az2, az1], processRoles: [broker, controller]}}")
    let spec = try cluster(text).spec
    let configs = spec.brokers.map { spec.effectiveConfig(of: $0) }
    #expect(configs[0].brokerIngressMapping == ["az1", "az2"])
    #expect(configs[0].processRoles == [.controller, .broker])
    #expect(configs[1].brokerIngressMapping == ["az2", "az1"])
    #expect(configs[2] == KafkaCluster.BrokerConfig())
    #expect(spec.roles(of: spec.brokers[2]) == [.broker])
  }

  @Test func withZooKeeperEveryNodeIsABroker() throws {
    let spec = try cluster(manifest(brokers: "[{id: 0, brokerConfig: {processRoles: [controller]}}]")).spec
    #expect(spec.roles(of: spec.brokers[0]) == [.broker])
  }

  @Test func ingressConfigsShareTheBrokersOfAListener() throws {
    let text = manifest(
      brokers: """
        [{id: 2}, {id: 1, brokerConfig: {brokerIngressMapping: [az2]}},
         {id: 0, brokerConfig: {brokerIngressMapping: [az1, az2]}}]
        """,
      external: """
        [{type: plaintext, name: external, containerPort: 9094, externalStartingPort: 19090,
          hostnameOverride: all.example, config: {defaultIngressConfig: az1, ingressConfig: {
            az1: {envoyConfig: {adminPort: 8181}}, az2: {hostnameOverride: az2.example}, unused: {}}}}]
        """,
      more: "envoyConfig: {healthCheckPort: 8180, adminPort: 8281}")
    let spec = try cluster(text).spec
    let listener = try #require(spec.listenersConfig.externalListeners.first)
    let assignments = spec.ingressAssignments(of: listener)
    #expect(assignments.map(\.name) == ["external-az1", "external-az2"])
    #expect(assignments.map(\.brokers) == [[0, 2], [0, 1]])
    #expect(assignments.map(\.hostnameOverride) == ["all.example", "az2.example"])
    #expect(assignments.map(\.envoyConfig.adminPort) == [8181, 8281])
    #expect(assignments.map(\.envoyConfig.healthCheckPort) == [8180, 8180])
  }

  @Test(arguments: [
    ("envoyproxy/envoy:v1.22.2", true), ("envoyproxy/envoy:v1.35.9", true), ("envoyproxy/envoy:v1.36.0", false),
    ("reg.example:5000/envoy:distroless-v1.30-latest", true), ("envoyproxy/envoy:v1.40.0@sha256:00", false),
    ("envoyproxy/envoy:latest", false), ("envoyproxy/envoy", false), ("reg.example:5000/envoy", false),
    ("envoyproxy/envoy:1.9.0", true), ("envoyproxy/envoy:v2.0.1", false),
  ])
  func anImageThatPinsAnOldEnvoyIsAWarning(image: String, isOld: Bool) throws {
    let warnings = try cluster(manifest(more: "envoyConfig: {image: \"\(image)\"}")).otherWarnings
    #expect(warnings.map(\.path.description) == (isOld ? ["spec.envoyConfig.image"] : []))
  }

  @Test(arguments: ["istioingress", "contour"])
  func anotherIngressControllerIsAWarning(name: String) throws {
    let cluster = try cluster(manifest(more: "ingressController: \(name)"))
    #expect(cluster.otherWarnings.map(\.path.description) == ["spec.ingressController"])
    #expect(cluster.spec.listenersConfig.externalListeners.first?.isServed == true)
  }

  @Test func aClusterIPListenerIsLeftOutWithAWarning() throws {
    let text = manifest(
      external: """
        [{type: ssl, name: tls, containerPort: 9095, externalStartingPort: 1, accessMethod: ClusterIP},
         {type: plaintext, name: external, containerPort: 9094, externalStartingPort: 19090}]
        """)
    let cluster = try cluster(text)
    #expect(cluster.otherWarnings.map(\.path.description) == ["spec.listenersConfig.externalListeners[0].accessMethod"])
    #expect(cluster.spec.listenersConfig.externalListeners.map(\.isServed) == [false, true])
  }

  @Test func aNodePortListenerWithAssignedPortsIsFine() throws {
    let text = manifest(
      external: """
        [{type: plaintext, name: external, containerPort: 9094, externalStartingPort: 0, accessMethod: NodePort}]
        """)
    let cluster = try cluster(text)
    #expect(cluster.otherWarnings.isEmpty)
    #expect(cluster.spec.listenersConfig.externalListeners.first?.isServed == false)
  }
}
