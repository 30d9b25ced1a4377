import KafkaResources
import KubernetesObjects

/// How many Kafka nodes others may evict at a time. Every node is in exactly one budget: Kubernetes refuses to evict a
/// Pod that is in two.
///
/// A node with both roles counts as a controller, so that no two of the quorum are evicted at once.
struct DisruptionBudgets {
  let context: RenderingContext

  /// The budgets, brokers' first; none where the manifest wants none.
  func budgets() -> [PodDisruptionBudget] {
    guard context.spec.disruptionBudget.create else { return [] }
    var brokers = 0
    var controllers = 0
    var combined = 0
    for broker in context.spec.brokers {
      let roles = context.spec.roles(of: broker)
      if roles.contains(.controller) {
        controllers += 1
        if roles.contains(.broker) { combined += 1 }
      } else {
        brokers += 1
      }
    }
    var budgets: [PodDisruptionBudget] = []
    if brokers > 0 { budgets.append(self.brokers(brokers, besidesCombined: combined > 0)) }
    if controllers > 0 { budgets.append(self.controllers(controllers, combined: combined)) }
    return budgets
  }

  private func brokers(_ count: Int, besidesCombined: Bool) -> PodDisruptionBudget {
    let labels = context.spec.kRaft ? context.labels.brokers : context.labels.kafka
    var selector = LabelSelector(matchLabels: labels)
    if besidesCombined {
      selector.matchExpressions = [
        LabelSelectorRequirement(key: ObjectLabels.isControllerNode, operator: "NotIn", values: ["true"])
      ]
    }
    return budget(
      context.names.disruptionBudget, labels: labels, selector: selector,
      minAvailable: count - Self.allowed(context.spec.disruptionBudget.budget, of: count))
  }

  private func controllers(_ count: Int, combined: Int) -> PodDisruptionBudget {
    let brokers = combined > 0 ? Self.allowed(context.spec.disruptionBudget.budget, of: combined) : 1
    return budget(
      context.names.controllerDisruptionBudget, labels: context.labels.controllers,
      selector: LabelSelector(matchLabels: context.labels.controllers), minAvailable: count - min(1, brokers))
  }

  /// A number always: with a percentage, and with `maxUnavailable`, Kubernetes has to find the owner's scale, which a
  /// KafkaCluster does not have, and then allows no eviction.
  private func budget(
    _ name: String, labels: [String: String], selector: LabelSelector, minAvailable: Int
  ) -> PodDisruptionBudget {
    PodDisruptionBudget(
      metadata: context.metadata(
        name, labels: context.clusterLabels.adding(labels),
        annotations: context.spec.listenersConfig.serviceAnnotations),
      spec: PodDisruptionBudgetSpec(
        minAvailable: .int(Int32(clamping: max(1, minAvailable))), selector: selector))
  }

  /// How many of `count` may be away by a budget: a number, or a percentage, which is rounded down.
  static func allowed(_ budget: String, of count: Int) -> Int {
    guard budget.hasSuffix("%") else { return Int(budget) ?? 1 }
    return (Int(budget.dropLast()) ?? 0) * count / 100
  }
}
