import JSON
import KubernetesObjects

/// The types by their kinds.
let objectKinds: [String: any KubernetesObject.Type] = {
  let types: [any KubernetesObject.Type] = [
    Pod.self, PersistentVolumeClaim.self, ConfigMap.self, Secret.self, Service.self, EndpointSlice.self, Node.self,
    Namespace.self, Event.self, Lease.self, Deployment.self, DaemonSet.self, PodDisruptionBudget.self,
    CustomResourceDefinition.self, ServiceAccount.self, Role.self, RoleBinding.self, ClusterRole.self,
    ClusterRoleBinding.self, StorageClass.self,
  ]
  var kinds: [String: any KubernetesObject.Type] = [:]
  for type in types { kinds[type.kind] = type }
  return kinds
}()

/// The recorded objects.
func recordedObjects() throws -> [JSONValue] {
  try RecordedObjects.lines.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
}
