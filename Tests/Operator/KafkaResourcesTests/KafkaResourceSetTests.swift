import JSON
import Testing
import YAML

@testable import KafkaResources

/// The rules about more than one resource.
struct KafkaResourceSetTests {
  /// What is said of each document.
  private func said(_ texts: String...) throws -> [String] {
    let resources = try texts.map { try #require(try KafkaResource(document: document($0))) }
    return KafkaResourceSet(resources).problems().map { RuleTests.shown($0) }
  }

  private static let second = ResourceTests.topic().replacing("name: orders, namespace", with: "name: again, namespace")

  @Test func twoTopicsOfOneNameAreRefused() throws {
    #expect(
      try said(ResourceTests.topic(), Self.second) == [
        "",
        "!spec.name: the topic 'orders' is that of the KafkaTopic shop/orders, too; leave one of them out",
      ])
  }

  @Test func oneNameInTwoClustersIsFine() throws {
    #expect(
      try said(ResourceTests.topic(), Self.second.replacing("{name: kafka}", with: "{name: other}")) == ["", ""])
    #expect(try said(ResourceTests.topic(), ResourceTests.topic()) == ["", ""])
  }

  @Test func aClusterThatIsNotThereIsAWarning() throws {
    let cluster = manifest()
    #expect(
      try said(cluster, ResourceTests.user(), ResourceTests.topic(), ResourceTests.operation()) == [
        "",
        "spec.clusterRef: there is no KafkaCluster infra/kafka among these manifests; "
          + "use one of: shop/kafka, unless it is another", "", "",
      ])
    #expect(
      try said(cluster, ResourceTests.operation(", labels: {kafka_cr: other}"))[1]
        == "metadata.labels.kafka_cr: there is no KafkaCluster shop/other among these manifests; "
        + "use one of: shop/kafka, unless it is another")
  }

  @Test func aClusterWithoutNamespaceIsThatOfEveryNamespace() throws {
    let cluster = manifest().replacing("  namespace: shop\n", with: "")
    #expect(try said(cluster, ResourceTests.user(), ResourceTests.topic()) == ["", "", ""])
  }

  @Test func whereNoClusterIsGivenItIsElsewhere() throws {
    #expect(try said(ResourceTests.user(), ResourceTests.topic()) == ["", ""])
  }

  @Test func moreReplicasThanBrokersAreAWarning() throws {
    #expect(
      try said(manifest(), ResourceTests.topic().replacing("Factor: 2", with: "Factor: 4"))[1]
        == "spec.replicationFactor: 4 replicas need as many brokers, and the cluster has 3; write 3 or less")
  }

  @Test func aSecretOfTwoUsersIsAWarning() throws {
    #expect(
      try said(ResourceTests.user(), ResourceTests.user(name: "two")) == [
        "",
        "spec.secretName: the Secret 'client' is that of the KafkaUser client, too; give each user a Secret of its own",
      ])
  }
}
