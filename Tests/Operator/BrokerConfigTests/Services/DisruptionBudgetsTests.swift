import KafkaResources
import KubernetesObjects
import Testing

@testable import BrokerConfig

@Suite struct DisruptionBudgetsTests {
  private func budgets(_ budget: String, kRaft: Bool = false, roles: [[String]]) throws -> [PodDisruptionBudget] {
    var brokers: [String] = []
    for (id, roles) in roles.enumerated() {
      brokers.append("{id: \(id), brokerConfig: {processRoles: [\(roles.joined(separator: ", "))]}}")
    }
    let text = """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata: {name: events, namespace: shop, labels: {tier: gold}}
      spec:
        kRaft: \(kRaft)
        zkAddresses: [zookeeper:2181]
        headlessServiceEnabled: true
        oneBrokerPerNode: false
        rollingUpgradeConfig: {failureThreshold: 1}
        cruiseControlConfig: {}
        disruptionBudget: {create: true, budget: "\(budget)"}
        listenersConfig:
          internalListeners:
            - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
            - {type: plaintext, name: controller, containerPort: 29093, usedForControllerCommunication: true}
        brokers: [\(brokers.joined(separator: ", "))]
      """
    return try ClusterRendering(of: cluster(text), facts: RenderingFacts()).disruptionBudgets
  }

  @Test(arguments: [
    ("1", 3, 2), ("2", 3, 1), ("3", 3, 1), ("0", 3, 3), ("20%", 3, 3), ("34%", 3, 2), ("50%", 5, 3), ("100%", 4, 1),
  ])
  func itIsANumberThatStays(budget: String, count: Int, minAvailable: Int32) throws {
    let budgets = try budgets(budget, roles: Array(repeating: [], count: count))
    #expect(budgets.map(\.metadata.name) == ["events-pdb"])
    #expect(budgets[0].spec?.minAvailable == .int(minAvailable))
    #expect(budgets[0].spec?.maxUnavailable == nil)
    #expect(budgets[0].spec?.selector == LabelSelector(matchLabels: ["app": "kafka", "kafka_cr": "events"]))
    #expect(budgets[0].metadata.labels == ["app": "kafka", "kafka_cr": "events", "tier": "gold"])
  }

  /// Whether a selector takes a node with these labels.
  private func takes(_ selector: LabelSelector?, _ labels: [String: String]) -> Bool {
    guard let selector else { return false }
    for (key, value) in selector.matchLabels where labels[key] != value { return false }
    for requirement in selector.matchExpressions {
      guard requirement.operator == "NotIn" else { return false }
      if let value = labels[requirement.key], requirement.values.contains(value) { return false }
    }
    return true
  }

  @Test(arguments: [
    [["controller"], ["controller"], ["controller"], ["broker"], ["broker"]],
    [["controller", "broker"], ["controller", "broker"], ["controller", "broker"]],
    [["controller", "broker"], ["controller"], ["controller"], ["broker"], ["broker"]],
    [["controller"], ["broker"]],
  ])
  func everyNodeIsInExactlyOne(roles: [[String]]) throws {
    let budgets = try budgets("2", kRaft: true, roles: roles)
    for roles in roles {
      let labels = [
        "app": "kafka", "kafka_cr": "events", "isBrokerNode": "\(roles.contains("broker"))",
        "isControllerNode": "\(roles.contains("controller"))",
      ]
      #expect(budgets.filter { takes($0.spec?.selector, labels) }.count == 1)
    }
  }

  @Test func noTwoControllersMayBeAwayAtOnce() throws {
    let separate = try budgets(
      "2", kRaft: true, roles: [["controller"], ["controller"], ["controller"], ["broker"], ["broker"], ["broker"]])
    #expect(separate.map(\.metadata.name) == ["events-pdb", "events-controller-pdb"])
    #expect(separate.map { $0.spec?.minAvailable } == [.int(1), .int(2)])
    let combined = try budgets("2", kRaft: true, roles: Array(repeating: ["broker", "controller"], count: 3))
    #expect(combined.map(\.metadata.name) == ["events-controller-pdb"])
    #expect(combined[0].spec?.minAvailable == .int(2))
    // A budget that lets no broker go lets no node go that is one.
    #expect(
      try budgets("0", kRaft: true, roles: Array(repeating: ["broker", "controller"], count: 3))[0].spec?.minAvailable
        == .int(3))
  }
}
