import Foundation
import JSON
import KafkaResources
import KubernetesObjects
import Testing
import YAML

@testable import BrokerConfig

/// The manifests of `deploy/agent` against what is rendered. `make golden` writes `sidecar.yaml` anew.
struct AgentManifestGoldenTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let folder = package.appending(path: "deploy/agent")

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.package.appending(path: name), encoding: .utf8)
  }

  private func pods(of manifest: String) throws -> [Pod] {
    let cluster = try KafkaCluster(document: #require(YAML.documents(in: text(manifest)).first))
    var facts = RenderingFacts()
    facts.defaultExternalAddress = "203.0.113.10"
    return try ClusterRendering(of: cluster, facts: facts).brokers.map(\.pod)
  }

  /// The part of a broker's Pod that the agent is and sees.
  private func fragment() throws -> String {
    let pod = try #require(try pods(of: "deploy/samples/simple.yaml").first)
    let spec = try #require(pod.spec)
    let agent = try #require(spec.initContainers.first { $0.name == "broker-agent" })
    let kafka = try #require(spec.containers.first { $0.name == "kafka" })
    let names = Set(agent.volumeMounts.map(\.name))
    var reduced = Container(name: kafka.name, image: kafka.image)
    reduced.volumeMounts = kafka.volumeMounts.filter { names.contains($0.name) }
    var part = PodSpec(containers: [reduced])
    part.volumes = spec.volumes.filter { names.contains($0.name) }
    part.initContainers = [agent]
    part.shareProcessNamespace = spec.shareProcessNamespace
    var metadata = ObjectMeta()
    metadata.name = pod.metadata.name
    metadata.namespace = pod.metadata.namespace
    return """
      # The agent beside a broker, as the control plane renders it into the Pod of the first broker of deploy/samples/simple.yaml; of
      # the rest of that Pod what the agent has to do with. A test holds it against what is rendered; `make golden` writes it anew.

      """ + YAML.text(ofDocuments: [Pod(metadata: metadata, spec: part).json])
  }

  @Test func theSidecarIsWhatIsRendered() throws {
    let file = Self.folder.appending(path: "sidecar.yaml")
    let text = try fragment()
    if ProcessInfo.processInfo.environment["KOPERATOR_RECORD_GOLDEN"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "look at the difference, then run 'make golden'")
  }

  /// What announces a broker has all that the agent of a node must be told, and sees Kafka's volumes where Kafka has them.
  @Test func brokersAnnounceThemselves() throws {
    let pods = try pods(of: "deploy/agent/cluster.yaml")
    #expect(pods.count == 3)
    for pod in pods {
      let spec = try #require(pod.spec)
      #expect(!spec.initContainers.contains { $0.name == "broker-agent" })
      let announce = try #require(spec.initContainers.first { $0.name == "announce" })
      let kafka = try #require(spec.containers.first { $0.name == "kafka" })
      for mount in announce.volumeMounts where mount.name != "discovery" {
        #expect(kafka.volumeMounts.contains { $0.name == mount.name && $0.mountPath == mount.mountPath })
      }
      let values = Dictionary(uniqueKeysWithValues: announce.env.map { ($0.name, $0) })
      #expect(values["LOG_VOLUMES"]?.value == "/kafka-logs" && values["KAFKA_CONFIG"]?.value == "/config/broker-config")
      for label in ["brokerId", "kafka_cr"] {
        #expect(pod.metadata.labels[label] != nil)
        #expect(values.values.contains { $0.valueFrom?.fieldRef?.fieldPath == "metadata.labels['\(label)']" })
      }
      #expect(announce.image == ContainersBeside.defaultAgentImage)
    }
  }

  /// Both see the same folders of the node, by the same paths.
  @Test func theDaemonSetReadsWhatBrokersWrite() throws {
    let cluster = try text("deploy/agent/cluster.yaml")
    let daemon = try text("deploy/agent/daemonset.yaml")
    for line in [
      "path: /var/run/koperator/brokers", "value: /run/koperator/brokers", "mountPath: /run/koperator/brokers",
    ] {
      #expect(cluster.contains(line) && daemon.contains(line))
    }
    #expect(daemon.contains("image: \(ContainersBeside.defaultAgentImage)\n"))
    #expect(daemon.contains("mountPath: \(ContainersBeside.agentCertificateFolder)\n"))
  }
}
