import Foundation
import KafkaResources
import Testing
import YAML

@testable import BrokerConfig

/// What is said of manifests as a whole: Koperator's own samples, ours, and documents that are none.
struct ManifestReviewTests {
  /// What is said of documents: each problem by its place, what is refused with `!`, what is left out with `-`.
  private func said(_ documents: [YAMLDocument]) -> [String] {
    ManifestReview(of: documents).verdicts.flatMap { verdict -> [String] in
      switch verdict {
      case .accepted(_, let warnings): warnings.map(\.description)
      case .refused(let problems): problems.map { ($0.isError ? "!" : "") + $0.description }
      case .leftOut(let kind): ["- \(kind)"]
      case .empty: []
      }
    }
  }

  private func said(_ text: String) throws -> [String] { said(try YAML.documents(in: text)) }

  /// Every warning that Koperator's samples get, word by word: one more would be a false alarm, or a sample with a fault.
  static let ofKoperatorsSamples: [String: [String]] = [
    "example-cruisecontroloperation.yaml": [
      "line 3, column 1: metadata.labels.kafka_cr: the label is missing: nobody knows whose operation it is, and nobody "
        + "carries it out; write the name of the KafkaCluster"
    ],
    "example-user-with-k8scsr.yaml": [
      "line 13, column 5: spec.pkiBackendSpec.signerName: '<your-own-signer-name>' is no signer's name, which Kubernetes "
        + "takes as domain/name; write a name such as clusterissuers.cert-manager.io/kafka"
    ],
    "simplekafkacluster_with_sasl.yaml": [
      "line 15, column 3: spec.readOnlyConfig: line 10 of the text: "
        + "'listener.name.external.oauthbearer.sasl.jaas.config' holds a secret that everybody reads who reads the "
        + "manifest; let a provider fill it in: ${provider:path:key}"
    ],
  ]

  @Test func koperatorsSamplesAreAcceptedWithTheseWarningsOnly() throws {
    guard let folder = Shared.find("koperator/samples", orSkip: "a review of Koperator's samples") else { return }
    var names: [String] = []
    var documents: [YAMLDocument] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".yaml") {
      let found = try YAML.documents(in: Shared.text(folder.appending(path: name)))
      #expect(said(found) == Self.ofKoperatorsSamples[name, default: []], "\(name)")
      names += found.map { _ in name }
      documents += found
    }
    #expect(names.count == 13)
    // Together they say no more than alone.
    #expect(said(documents) == names.flatMap { Self.ofKoperatorsSamples[$0, default: []] })
  }

  private static let topic = """
    apiVersion: kafka.banzaicloud.io/v1alpha1
    kind: KafkaTopic
    metadata: {name: orders}
    spec: {clusterRef: {name: kafka}, name: orders, partitions: 3, replicationFactor: 2, config: {
      retention.ms: "1", num.io.threads: "8", cleanup.policy: never}}
    """

  @Test func aTopicsConfigurationIsHeldAgainstKafkas() throws {
    #expect(
      try said(Self.topic) == [
        "line 5, column 22: spec.config[\"num.io.threads\"]: Kafka 4.3 does not know 'num.io.threads'; "
          + "check its name; what a plugin reads may stay",
        "line 5, column 43: spec.config[\"cleanup.policy\"]: 'cleanup.policy': 'never' is no value of this key; "
          + "use one of: compact, delete",
      ])
  }

  @Test func whatIsNotOursIsLeftOutAndWhatIsNothingIsRefused() throws {
    let text = """
      kind: Deployment
      ---
      kind: KafkaTopic
      apiVersion: kafka.strimzi.io/v1beta2
      ---
      # nothing
      ---
      brokers: [{id: 0}]
      ---
      metadata: {name: a}
      ---
      7
      """
    let kinds = "KafkaCluster, KafkaTopic, KafkaUser, CruiseControlOperation"
    #expect(
      try said(text) == [
        "- Deployment", "- KafkaTopic", "- document that is no manifest",
        "!line 10, column 1: kind: the field is missing; write a manifest of one of these kinds: \(kinds)",
        "!line 12, column 1: .: it is no manifest; write a manifest of one of these kinds: \(kinds)",
      ])
  }

  @Test func aKindThatTheGroupDoesNotHaveIsRefused() throws {
    #expect(
      try said("apiVersion: kafka.banzaicloud.io/v1beta1\nkind: Kafkacluster\n") == [
        "!line 2, column 1: kind: 'Kafkacluster' is no kind of kafka.banzaicloud.io; "
          + "write one of: KafkaCluster, KafkaTopic, KafkaUser, CruiseControlOperation"
      ])
  }

  @Test(arguments: ["v1 List", "kafka.banzaicloud.io/v1alpha1 KafkaTopicList"])
  func aListCountsAsItsItems(of words: String) throws {
    let parts = words.split(separator: " ")
    let text = """
      apiVersion: \(parts[0])
      kind: \(parts[1])
      items:
      - {kind: Deployment}
      - apiVersion: kafka.banzaicloud.io/v1alpha1
        kind: KafkaTopic
        metadata: {name: orders}
        spec: {clusterRef: {name: kafka}, name: orders, partitions: 0, replicationFactor: 2}
      """
    let documents = try YAML.documents(in: text).flatMap(\.manifests)
    #expect(
      said(documents) == [
        "- Deployment",
        "!line 8, column 51: spec.partitions: a topic cannot have 0 of them; write 1 or more, or -1 for the brokers' default",
      ])
  }

  @Test(arguments: ["apiVersion: apps/v1\nkind: DeploymentList\nitems: [{}]", "kind: List\nitems: [1]", "[1]"])
  func anythingElseIsOneManifest(text: String) throws {
    let documents = try YAML.documents(in: text)
    #expect(documents.flatMap(\.manifests).map(\.value) == documents.map(\.value))
  }

  @Test func whatPodsAndClaimsCannotHaveIsToldWhereItIsWrittenAllAtOnce() throws {
    let text = """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata: {name: kafka}
      spec:
        zkAddresses: [zookeeper:2181]
        envs: [{name: A, value: 7}]
        brokerConfigGroups:
          used:
            storageConfigs:
              - mountPath: /a
                pvcSpec:
                  {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, volumeName: "{{ .Broker }}"}
          unused: {containers: [{name: 7}]}
        brokers:
          - {id: 0, brokerConfigGroup: used}
          - {id: 1, brokerConfigGroup: used, brokerConfig: {tolerations: [{tolerationSeconds: "300"}]}}
        listenersConfig:
          internalListeners:
            - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
      """
    #expect(
      try said(text).map { String($0.prefix { $0 != ";" }) } == [
        "!line 6, column 20: spec.envs[0].value: a string is expected here, not a number",
        "!line 11, column 11: spec.brokerConfigGroups.used.storageConfigs[0].pvcSpec: a template cannot be rendered: "
          + "there is no field '.Broker'",
        "!line 16, column 70: spec.brokers[1].brokerConfig.tolerations[0].tolerationSeconds: an integer is expected here, "
          + "not a string",
      ])
  }

  @Test func whatDocumentsSayTogetherStandsWithTheLaterOne() throws {
    let second = Self.topic.replacing("{name: orders}", with: "{name: again}").replacing("8", with: "9")
    let found = try said(
      Self.topic.replacing("num.io.threads: \"8\", cleanup.policy: never", with: "") + "\n---\n" + second)
    #expect(
      found.first
        == "!line 10, column 35: spec.name: the topic 'orders' is that of the KafkaTopic default/orders, too; "
        + "leave one of them out")
    #expect(found.count == 3)
  }

  @Test func problemsAreToldInTheOrderOfTheText() throws {
    let text = """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata: {name: kafka}
      spec:
        zkAddresses: []
        brokers: [{id: 0}, {id: 0}]
        listenersConfig:
          internalListeners: [{type: plaintext, name: internal, containerPort: 0}]
        unknown: 1
      """
    #expect(
      try said(text).map { $0.split(separator: ":")[0] } == [
        "!line 5, column 3", "line 6, column 13", "!line 6, column 23", "!line 8, column 59", "line 9, column 3",
      ])
  }
}
