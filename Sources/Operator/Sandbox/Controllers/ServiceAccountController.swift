import KubernetesClient
import KubernetesObjects

/// The account `default` of each namespace: without it a real API server takes no Pods.
struct ServiceAccountController {
  private let objects: ClusterObjects

  init(_ objects: ClusterObjects) { self.objects = objects }

  /// The accounts that are missing.
  func decision() -> ControllerDecision {
    var decision = ControllerDecision()
    let known = Set(objects.serviceAccounts.map(\.objectKey))
    for namespace in objects.namespaces where namespace.metadata.deletionTimestamp == nil {
      let account = ServiceAccount(metadata: ObjectMeta(name: "default", namespace: namespace.metadata.name))
      if known.contains(account.objectKey) { continue }
      decision.writes.append(.create(ServiceAccount.resource, account.json))
    }
    return decision
  }
}
