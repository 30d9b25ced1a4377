import JSON
import KubernetesClient
import KubernetesObjects

/// The Pods and the status of Deployments.
struct DeploymentController {
  private let objects: ClusterObjects

  init(_ objects: ClusterObjects) { self.objects = objects }

  /// The writes.
  func decision() -> ControllerDecision {
    var decision = ControllerDecision()
    for deployment in objects.deployments where deployment.metadata.deletionTimestamp == nil {
      let balancer = balancer(of: deployment)
      let pods = DeploymentPods(
        of: deployment, objects.pods, address: balancer?.loadBalancerAddress, now: objects.now)
      // Its address comes first: a Pod cannot move to it later.
      if balancer == nil || balancer?.loadBalancerAddress != nil { step(pods, &decision) }
      report(pods, &decision)
    }
    removeOrphans(&decision)
    return decision
  }

  /// Pods go with their Deployment, also where nobody collects garbage.
  private func removeOrphans(_ decision: inout ControllerDecision) {
    let known = Set(objects.deployments.compactMap(\.metadata.uid))
    for pod in objects.pods where !pod.isTerminating {
      let owner = pod.metadata.ownerReferences.first { $0.controller == true }
      guard let owner, owner.kind == Deployment.kind, !known.contains(owner.uid) else { continue }
      decision.writes.append(.delete(Pod.resource, pod.objectKey, uid: pod.metadata.uid ?? ""))
    }
  }

  /// The load balancer that leads to the Pods of a Deployment.
  private func balancer(of deployment: Deployment) -> Service? {
    let labels = deployment.spec?.template.metadata.labels ?? [:]
    return objects.services.first { service in
      let selector = service.spec?.selector ?? [:]
      return service.isOurLoadBalancer && service.metadata.namespace == deployment.metadata.namespace
        && !selector.isEmpty && selector.allSatisfy { labels[$0.key] == $0.value }
    }
  }

  private func step(_ pods: DeploymentPods, _ decision: inout ControllerDecision) {
    let steps = pods.steps
    for pod in steps.delete {
      decision.writes.append(.delete(Pod.resource, pod.objectKey, uid: pod.metadata.uid ?? ""))
    }
    for pod in steps.create { decision.writes.append(.create(Pod.resource, pod.json)) }
    if pods.replicas > 1, let address = pods.address {
      decision.notes.insert(
        ControllerNote(
          reason: "OneAddress", action: "AssignAddress",
          message: "one of the \(pods.replicas) Pods of Deployment '\(pods.deployment.objectKey.path)' has the load "
            + "balancer's address \(address); the others have addresses of their own",
          object: pods.deployment.reference))
    }
    for pod in pods.current + pods.old {
      if let rest = pods.untilAvailable(pod), rest > 0 { decision.look(after: .seconds(rest)) }
    }
  }

  // MARK: Status

  private func report(_ pods: DeploymentPods, _ decision: inout ControllerDecision) {
    let deployment = pods.deployment
    let living = pods.current + pods.old
    let available = living.filter { pods.isAvailable($0) }.count
    func count(_ number: Int) -> Int? { number == 0 ? nil : number }
    let old = deployment.status ?? DeploymentStatus()
    var status = DeploymentStatus(
      observedGeneration: deployment.metadata.generation, replicas: count(living.count),
      updatedReplicas: count(pods.current.count), readyReplicas: count(living.filter(\.isReady).count),
      availableReplicas: count(available), unavailableReplicas: count(max(0, pods.replicas - available)),
      collisionCount: old.collisionCount)
    status.other = old.other
    let hasMoved = !status.hasSameCounts(as: old)
    let isComplete =
      pods.current.count == pods.replicas && living.count == pods.replicas && available == pods.replicas
    status.conditions = [
      availability(available >= pods.replicas - pods.bounds.unavailable, old),
      progress(pods, isComplete: isComplete, hasMoved: hasMoved, old, &decision),
    ]
    if !hasMoved, status.observedGeneration == old.observedGeneration, status.conditions == old.conditions { return }
    var changed = deployment
    changed.status = status
    changed.metadata.managedFields = []
    decision.writes.append(.replace(Deployment.resource, changed.json, subresource: "status"))
  }

  private func availability(_ isAvailable: Bool, _ old: DeploymentStatus) -> Condition {
    condition(
      "Available", isAvailable ? "True" : "False",
      isAvailable ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
      isAvailable ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", old,
      isNews: false)
  }

  private func progress(
    _ pods: DeploymentPods, isComplete: Bool, hasMoved: Bool, _ old: DeploymentStatus,
    _ decision: inout ControllerDecision
  ) -> Condition {
    let name = pods.deployment.metadata.name
    if isComplete {
      return condition(
        "Progressing", "True", "NewReplicaSetAvailable", "Deployment \"\(name)\" has successfully progressed.", old,
        isNews: hasMoved)
    }
    let before = old.conditions.first { $0.type == "Progressing" }
    let hasBegun = before == nil || before?.reason == "NewReplicaSetAvailable"
    let since = hasMoved || hasBegun ? objects.now : before?.lastUpdateTime ?? objects.now
    let rest =
      since.secondsSince1970 + Int64(pods.deployment.spec?.progressDeadlineSeconds ?? 600)
      - objects.now.secondsSince1970
    // Once it has taken too long, only a step forward ends that.
    if rest <= 0 || (before?.reason == "ProgressDeadlineExceeded" && !hasMoved) {
      return condition(
        "Progressing", "False", "ProgressDeadlineExceeded", "Deployment \"\(name)\" has timed out progressing.", old,
        isNews: false)
    }
    decision.look(after: .seconds(rest))
    return condition(
      "Progressing", "True", "ReplicaSetUpdated", "Deployment \"\(name)\" is progressing.", old,
      isNews: hasMoved || hasBegun)
  }

  /// A condition with the times of the one before, as far as nothing is new.
  private func condition(
    _ type: String, _ status: String, _ reason: String, _ message: String, _ old: DeploymentStatus, isNews: Bool
  ) -> Condition {
    let before = old.conditions.first { $0.type == type }
    let isSame = before?.status == status && before?.reason == reason && !isNews
    return Condition(
      type: type, status: status,
      lastUpdateTime: isSame ? before?.lastUpdateTime ?? objects.now : objects.now,
      lastTransitionTime: before?.status == status ? before?.lastTransitionTime ?? objects.now : objects.now,
      reason: reason, message: message)
  }
}

extension DeploymentStatus {
  /// Whether the numbers are the same; none and zero are.
  fileprivate func hasSameCounts(as other: DeploymentStatus) -> Bool {
    let pairs = [
      (replicas, other.replicas), (updatedReplicas, other.updatedReplicas), (readyReplicas, other.readyReplicas),
      (availableReplicas, other.availableReplicas), (unavailableReplicas, other.unavailableReplicas),
    ]
    return pairs.allSatisfy { ($0.0 ?? 0) == ($0.1 ?? 0) }
  }
}
