import KafkaResources
import KubernetesObjects

@testable import BrokerConfig

/// Clusters and what of them these tests look at.
enum Pods {
  static let plaintext = """
    internalListeners:
        - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
        - {type: plaintext, name: controller, containerPort: 29093, usedForControllerCommunication: true}
    """

  /// What a `pvcSpec` says at least; `pvcSpec: {}` stands for it in the texts of these tests.
  private static let claim = "pvcSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}"

  /// A cluster of these brokers, in YAML's flow style.
  static func cluster(
    brokers: String, spec: String = "", listeners: String = plaintext, kRaft: Bool = false
  ) throws -> KafkaCluster {
    try BrokerConfigTests.cluster(
      """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata: {name: kafka, namespace: kafka, labels: {team: streams}}
      spec:
        \(kRaft ? "kRaft: true" : "zkAddresses: [zookeeper:2181]")
        headlessServiceEnabled: true
        oneBrokerPerNode: false
        rollingUpgradeConfig: {failureThreshold: 1}
        cruiseControlConfig: {}
        listenersConfig:
          \(listeners)
        brokers: [\(brokers.replacing("pvcSpec: {}", with: claim))]
      \(spec.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n"))
      """)
  }

  /// The first node of a cluster.
  static func broker(
    _ brokerConfig: String = "{}", spec: String = "", listeners: String = plaintext, kRaft: Bool = false,
    facts: RenderingFacts = RenderingFacts()
  ) throws -> BrokerRendering {
    // With KRaft there is one that has all roles, whatever the first one has.
    let other = kRaft ? ", {id: 90, brokerConfig: {processRoles: [controller, broker]}}" : ""
    let cluster = try cluster(
      brokers: "{id: 0, brokerConfig: \(brokerConfig)}\(other)", spec: spec, listeners: listeners, kRaft: kRaft)
    return try ClusterRendering(of: cluster, facts: facts).brokers[0]
  }
}

extension BrokerRendering {
  var kafka: Container? { pod.spec?.containers.first { $0.name == "kafka" } }
  var agent: Container? { pod.spec?.initContainers.first { $0.name == "broker-agent" } }
  func environment(_ name: String) -> String? { kafka?.env.first { $0.name == name }?.value }
}
