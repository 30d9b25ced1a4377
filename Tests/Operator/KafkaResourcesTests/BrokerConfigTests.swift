import JSON
import Testing
import YAML

@testable import KafkaResources

/// A broker's settings, completed by its group's, the cluster's and the defaults.
struct BrokerConfigTests {
  private func spec(broker: String, group: String? = nil, more: String = "") throws -> KafkaCluster.Spec {
    let name = group == nil ? "" : ", brokerConfigGroup: g"
    let groups = group.map { "brokerConfigGroups: {g: \($0)}\n" } ?? ""
    return try cluster(manifest(brokers: "[{id: 0\(name)\(broker)}]", more: groups + more)).spec
  }

  private func config(broker: String, group: String? = nil, more: String = "") throws -> KafkaCluster.BrokerConfig {
    let spec = try spec(broker: broker, group: group, more: more)
    return spec.effectiveConfig(of: spec.brokers[0])
  }

  private func names(_ envs: [JSONValue]) -> [String] { envs.compactMap { $0["name"]?.stringValue } }

  @Test func aBrokerWithoutAnySettingsHasTheDefaults() throws {
    let spec = try spec(broker: "")
    let settings = spec.settings(of: spec.brokers[0])
    #expect(settings.image == "ghcr.io/adobe/koperator/kafka:2.13-3.9.2-jdk21.0.11")
    #expect(settings.metricsReporterImage == "adobe/cruise-control:3.0.3-adbe-20260722")
    #expect(settings.kafkaHeapOpts == "-Xmx2G -Xms2G")
    #expect(settings.serviceAccountName == "default")
    #expect(settings.terminationGracePeriodSeconds == 120)
    #expect(settings.resourceRequirements["limits"]?["memory"]?.stringValue == "3Gi")
    #expect(settings.incomingNetworkThroughPut == "125000")
    #expect(settings.roles == [.broker])
    #expect(settings.written == KafkaCluster.BrokerConfig())
  }

  @Test func whatABrokerDoesNotSayIsItsGroups() throws {
    let merged = try config(
      broker: ", brokerConfig: {image: \"own:1\", config: \"a=1\", serviceAccountName: \"\"}",
      group: "{image: \"group:1\", config: \"a=2\\nb=2\", serviceAccountName: kafka, kafkaHeapOpts: -Xmx1G}")
    #expect(merged.image == "own:1")
    #expect(merged.config == "a=1")
    #expect(merged.serviceAccountName == "kafka")
    #expect(merged.kafkaHeapOpts == "-Xmx1G")
  }

  @Test func mapsAndObjectsAreCompletedMemberByMember() throws {
    let merged = try config(
      broker: """
        , brokerConfig: {nodeSelector: {a: own, b: own}, resourceRequirements: {limits: {cpu: "2"}},
          networkConfig: {incomingNetworkThroughPut: "1"}, podSecurityContext: {supplementalGroups: [1], fsGroup: 5}}
        """,
      group: """
        {nodeSelector: {b: group, c: group}, resourceRequirements: {limits: {cpu: "1", memory: 1Gi}},
         networkConfig: {incomingNetworkThroughPut: "2", outgoingNetworkThroughPut: "2"},
         podSecurityContext: {supplementalGroups: [2], runAsUser: 0}}
        """)
    #expect(merged.nodeSelector == ["a": "own", "b": "own", "c": "group"])
    #expect(merged.resourceRequirements == ["limits": ["cpu": "2", "memory": "1Gi"]])
    #expect(merged.networkConfig?.incomingNetworkThroughPut == "1")
    #expect(merged.networkConfig?.outgoingNetworkThroughPut == "2")
    #expect(merged.podSecurityContext == ["supplementalGroups": [1, 2], "fsGroup": 5, "runAsUser": 0])
  }

  @Test func listsAreTheBrokersThenTheGroups() throws {
    let merged = try config(
      broker: ", brokerConfig: {tolerations: [{key: a}, {key: b}], volumes: [{name: own}]}",
      group: "{tolerations: [{key: b}, {key: c}], volumes: [{name: group}]}")
    #expect(merged.tolerations == [["key": "a"], ["key": "b"], ["key": "c"]])
    #expect(merged.volumes == [["name": "own"], ["name": "group"]])
  }

  @Test func ofVolumesWithOneMountPathTheBrokersStays() throws {
    let claim = "{accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}"
    let merged = try config(
      broker: ", brokerConfig: {storageConfigs: [{mountPath: /b, emptyDir: {}}]}",
      group: "{storageConfigs: [{mountPath: /a, pvcSpec: \(claim)}, {mountPath: /b, pvcSpec: \(claim)}]}")
    #expect(merged.storageConfigs.map(\.mountPath) == ["/b", "/a"])
    #expect(merged.storageConfigs.map(\.isPersistent) == [false, true])
  }

  @Test func affinityIsTheGroupsWithTheBrokersPartsInPlace() throws {
    let merged = try config(
      broker: ", brokerConfig: {affinity: {podAntiAffinity: {required: [1]}}}",
      group: "{affinity: {podAntiAffinity: {required: [2], preferred: [3]}, nodeAffinity: {required: [4]}}}")
    #expect(
      merged.affinity == ["podAntiAffinity": ["required": [1], "preferred": [3]], "nodeAffinity": ["required": [4]]])
    let group = try config(broker: "", group: "{affinity: {podAffinity: {required: [1]}}}")
    #expect(group.affinity == ["podAffinity": ["required": [1]]])
  }

  @Test func environmentVariablesAreTheClustersThenTheGroupsThenTheBrokers() throws {
    let envs = "envs: [{name: C}]"
    let broker = ", brokerConfig: {envs: [{name: B}]}"
    #expect(names(try config(broker: broker, group: "{envs: [{name: G}]}", more: envs).envs) == ["C", "G", "B"])
    #expect(names(try config(broker: broker, more: envs).envs) == ["C", "B"])
    #expect(names(try config(broker: "", more: envs).envs) == ["C"])
  }

  @Test func aProbeIsReplacedWhole() throws {
    let merged = try config(
      broker: ", brokerConfig: {readinessProbe: {exec: {command: [a]}}}",
      group: "{readinessProbe: {httpGet: {port: 1}}}")
    #expect(merged.readinessProbe == ["exec": ["command": ["a"]]])
  }

  @Test(arguments: [
    ("ghcr.io/adobe/koperator/kafka:2.13-3.9.2-jdk21.0.11", "3.9.2"), ("apache/kafka:4.1.0", "4.1.0"),
    ("reg.example:5000/kafka:v3.8", "3.8.0"), ("ghcr.io/banzaicloud/kafka:2.13-3.4.1@sha256:00", "3.4.1"),
    ("apache/kafka:latest", nil), ("apache/kafka", nil), ("kafka:2.13-3.9", nil), ("kafka@sha256:00", nil),
  ])
  func kafkasVersionIsInTheImagesTag(image: String, version: String?) {
    #expect(KafkaVersion(image: image)?.description == version)
  }

  @Test func theManifestsOwnVersionWinsOverImages() throws {
    let spec = try spec(broker: ", brokerConfig: {image: \"kafka:3.7.0\"}", more: "clusterImage: \"kafka:3.8.0\"")
    #expect(spec.kafkaVersion(of: spec.brokers[0])?.description == "3.7.0")
    let said = try self.spec(broker: ", brokerConfig: {image: \"kafka:3.7.0\"}", more: "kafkaVersion: \"3.6.1\"")
    #expect(said.kafkaVersion(of: said.brokers[0])?.description == "3.6.1")
  }
}
