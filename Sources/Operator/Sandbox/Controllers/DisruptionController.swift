import JSON
import KubernetesClient
import KubernetesObjects

/// What PodDisruptionBudgets say: how many Pods are well, how many have to be, and how many may be evicted.
struct DisruptionController {
  /// How long an eviction counts whose Pod is not being deleted: the API server's own figure.
  private static let longestDisruption: Int64 = 120

  private let objects: ClusterObjects

  init(_ objects: ClusterObjects) { self.objects = objects }

  /// The writes.
  func decision() -> ControllerDecision {
    var decision = ControllerDecision()
    for budget in objects.budgets where budget.metadata.deletionTimestamp == nil {
      let status = status(of: budget, &decision)
      guard status.withoutTimes != budget.status?.withoutTimes else { continue }
      var changed = budget
      changed.status = status
      changed.metadata.managedFields = []
      decision.writes.append(.replace(PodDisruptionBudget.resource, changed.json, subresource: "status"))
    }
    return decision
  }

  private func status(
    of budget: PodDisruptionBudget, _ decision: inout ControllerDecision
  ) -> PodDisruptionBudgetStatus {
    let old = budget.status
    var status = PodDisruptionBudgetStatus(
      observedGeneration: budget.metadata.generation, disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0,
      expectedPods: 0)
    status.other = old?.other ?? [:]
    let pods = pods(of: budget)
    guard let (expected, desired) = expectation(of: budget, pods) else {
      status.conditions = [
        condition(
          "False", "SyncFailed",
          "jobs or replicas of the Pods' owners are not known: write minAvailable as a number", old)
      ]
      return status
    }
    for (name, time) in old?.disruptedPods ?? [:] {
      let rest = time.secondsSince1970 + Self.longestDisruption - objects.now.secondsSince1970
      let isOpen = pods.contains { $0.metadata.name == name && !$0.isTerminating } && rest > 0
      guard isOpen else { continue }
      status.disruptedPods[name] = time
      decision.look(after: .seconds(rest))
    }
    let healthy = pods.filter { $0.isReady && !$0.isTerminating && status.disruptedPods[$0.metadata.name] == nil }.count
    status.currentHealthy = healthy
    status.desiredHealthy = desired
    status.expectedPods = expected
    let allowed = expected > 0 ? max(0, healthy - desired) : 0
    status.disruptionsAllowed = allowed
    status.conditions = [
      allowed > 0 ? condition("True", "SufficientPods", "", old) : condition("False", "InsufficientPods", "", old)
    ]
    return status
  }

  private func pods(of budget: PodDisruptionBudget) -> [Pod] {
    guard let selector = try? Selector(budget.spec?.selector) else { return [] }
    return objects.pods.filter {
      $0.metadata.namespace == budget.metadata.namespace && !$0.hasEnded && selector.matches($0.metadata.labels)
    }
  }

  /// How many Pods there should be, and how many of them well; nil where that is a share of something unknown.
  private func expectation(of budget: PodDisruptionBudget, _ pods: [Pod]) -> (expected: Int, desired: Int)? {
    if case .int(let number) = budget.spec?.minAvailable { return (pods.count, Int(number)) }
    var scales: [String: Int] = [:]
    for pod in pods {
      // Pods that nobody controls do not count here.
      guard let owner = pod.controllerUID else { continue }
      guard let deployment = objects.deployments.first(where: { $0.metadata.uid == owner }) else { return nil }
      scales[owner] = deployment.spec?.replicas ?? 1
    }
    let expected = scales.values.reduce(0, +)
    if let least = budget.spec?.minAvailable {
      guard let desired = try? least.scaled(of: expected, roundingUp: true) else { return nil }
      return (expected, desired)
    }
    guard let most = budget.spec?.maxUnavailable, let away = try? most.scaled(of: expected, roundingUp: true) else {
      return nil
    }
    return (expected, max(0, expected - away))
  }

  private func condition(
    _ status: String, _ reason: String, _ message: String, _ old: PodDisruptionBudgetStatus?
  ) -> Condition {
    let before = old?.conditions.first { $0.type == "DisruptionAllowed" }
    return Condition(
      type: "DisruptionAllowed", status: status, observedGeneration: nil,
      lastTransitionTime: before?.status == status ? before?.lastTransitionTime ?? objects.now : objects.now,
      reason: reason, message: message)
  }
}

extension PodDisruptionBudgetStatus {
  /// What it says, whenever it began to be so.
  fileprivate var withoutTimes: PodDisruptionBudgetStatus {
    var status = self
    for index in status.conditions.indices {
      status.conditions[index].lastTransitionTime = nil
      status.conditions[index].message = nil
    }
    return status
  }
}
