import KubernetesClient
import KubernetesObjects

/// Removes the Pods whose node is no more: nobody else can say that their containers have ended.
///
/// A Pod whose node is merely not ready stays with it, as its volumes do, and comes back with it. (Kubernetes evicts it
/// after five minutes.)
struct PodCleanupController {
  private let objects: ClusterObjects

  init(_ objects: ClusterObjects) { self.objects = objects }

  /// The writes.
  func decision() -> ControllerDecision {
    var decision = ControllerDecision()
    let known = Set(objects.nodes.map(\.metadata.name))
    for pod in objects.pods {
      guard let node = pod.spec?.nodeName, !node.isEmpty, !known.contains(node) else { continue }
      decision.writes.append(
        .delete(Pod.resource, pod.objectKey, uid: pod.metadata.uid ?? "", gracePeriodSeconds: 0))
    }
    return decision
  }
}
