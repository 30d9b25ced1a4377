import BrokerConfig
import Foundation
import KafkaResources
import KubernetesObjects
import YAML

@testable import Sandbox

/// The pods of a manifest, as they are rendered, with what they mount.
struct RenderedPods {
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  var pods: [Pod] = []
  var configMaps: [String: ConfigMap] = [:]
  var secrets: [String: Secret] = [:]

  /// Renders a cluster; Deployments become one pod each.
  init(manifest text: String, externalAddress: String = "203.0.113.10") throws {
    let documents = try YAML.documents(in: text)
    guard let document = documents.first(where: { $0.value["kind"]?.stringValue == "KafkaCluster" }) else { return }
    let cluster = try KafkaCluster(document: document)
    var facts = RenderingFacts()
    facts.defaultExternalAddress = externalAddress
    facts.clusterID = "zlFiTJelTOuhnklFwLWixw"
    for id in 0..<3 as Range<Int32> {
      facts.nodeLabels[id] = ["topology.kubernetes.io/region": "r", "topology.kubernetes.io/zone": "z\(id)"]
      facts.nodePorts["kafka-\(id)-external"] = 31_000 + UInt16(id)
    }
    let rendering = try ClusterRendering(of: cluster, facts: facts)
    for object in rendering.objects {
      if let pod = object as? Pod { pods.append(pod) }
      if let map = object as? ConfigMap { configMaps[map.metadata.name] = map }
      if let deployment = object as? Deployment, let template = deployment.spec?.template {
        var metadata = template.metadata
        metadata.name = "\(deployment.metadata.name)-x7k2p"
        metadata.namespace = deployment.metadata.namespace
        pods.append(Pod(metadata: metadata, spec: template.spec))
      }
    }
    for pod in pods { addSecrets(of: pod) }
  }

  /// Secrets that somebody else makes.
  private mutating func addSecrets(of pod: Pod) {
    for volume in pod.spec?.volumes ?? [] {
      if let name = volume.secret?.secretName { add(name, ["tls.crt", "tls.key", "ca.crt", "keystore.jks"]) }
    }
    for container in pod.spec?.containers ?? [] {
      for variable in container.env {
        if let reference = variable.valueFrom?.secretKeyRef { add(reference.name, [reference.key]) }
      }
    }
  }

  private mutating func add(_ name: String, _ keys: [String]) {
    var secret = secrets[name] ?? Secret(metadata: ObjectMeta(name: name))
    for key in keys { secret.data[key] = SecretBytes("content of \(key)") }
    secrets[name] = secret
  }

  /// A place like those of the sandbox.
  static func place(of pod: Pod, address: String = "127.42.1.1") -> PodPlace {
    var claims: [String: String] = [:]
    for volume in pod.spec?.volumes ?? [] {
      if let name = volume.persistentVolumeClaim?.claimName { claims[name] = "/sandbox/volumes/\(name)" }
    }
    return PodPlace(
      address: address, folder: "/sandbox/pods/\(pod.metadata.name)", claims: claims, hostsFile: "/sandbox/hosts",
      nodeAddress: "127.42.0.11", names: ["koperator-xds.kafka.svc.cluster.local": "127.42.0.2"])
  }

  /// Programs that need not be there.
  static let programs = SandboxPrograms(
    kafkaHome: "/programs/kafka", kafka3Home: "/programs/kafka-3.9", envoy: "/programs/envoy",
    nssWrapper: "/programs/libnss_wrapper.so", jmxExporter: "/programs/jmx_prometheus.jar",
    brokerAgent: "/programs/broker-agent")

  /// The processes of a pod.
  func processes(of pod: Pod, programs: SandboxPrograms = RenderedPods.programs) throws -> PodProcesses {
    try PodTranslation.processes(
      of: pod, place: Self.place(of: pod), programs: programs, configMaps: configMaps, secrets: secrets)
  }
}
