import JSON
import KubernetesClient
import KubernetesObjects

/// What is said of the Pods of a node that nobody hears of: that they are not ready, so that no Service leads to them.
///
/// It deletes none of them: as in Kubernetes a Pod stays with its node, and comes back with it. (Kubernetes evicts it after
/// five minutes; a Pod of a broker could run nowhere else, for its volumes.)
struct NodeLifecycleController {
  private let objects: ClusterObjects

  init(_ objects: ClusterObjects) { self.objects = objects }

  /// The writes.
  func decision() -> ControllerDecision {
    var decision = ControllerDecision()
    let lost = Set(objects.nodes.filter { !$0.isReady }.map(\.metadata.name))
    let known = Set(objects.nodes.map(\.metadata.name))
    for pod in objects.pods {
      guard let node = pod.spec?.nodeName, !node.isEmpty else { continue }
      if !known.contains(node) {
        // Nobody can say that its containers have ended.
        if pod.isTerminating || pod.controllerUID != nil { remove(pod, &decision) }
      } else if lost.contains(node), pod.isReady {
        markNotReady(pod, &decision)
      }
    }
    return decision
  }

  private func markNotReady(_ pod: Pod, _ decision: inout ControllerDecision) {
    let conditions = (pod.status?.conditions ?? []).map { condition in
      guard condition.type == "Ready" else { return condition }
      var changed = condition
      changed.status = "False"
      changed.reason = "NodeNotReady"
      changed.message = "the node '\(pod.spec?.nodeName ?? "")' is not ready"
      changed.lastTransitionTime = objects.now
      return changed
    }
    decision.writes.append(
      .patch(
        Pod.resource, pod.objectKey, pod.patch(["status": ["conditions": .array(conditions.map(\.json))]]),
        subresource: "status"))
  }

  private func remove(_ pod: Pod, _ decision: inout ControllerDecision) {
    // Only what is forced goes without its node.
    decision.writes.append(
      .delete(Pod.resource, pod.objectKey, uid: pod.metadata.uid ?? "", gracePeriodSeconds: 0))
  }
}
