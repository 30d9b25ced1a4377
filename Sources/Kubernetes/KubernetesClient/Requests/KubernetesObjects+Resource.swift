public import KubernetesObjects

extension Pod: APIObject {
  /// `pods`.
  public static let resource = served(as: "pods")
}

extension PersistentVolumeClaim: APIObject {
  /// `persistentvolumeclaims`.
  public static let resource = served(as: "persistentvolumeclaims")
}

extension ConfigMap: APIObject {
  /// `configmaps`.
  public static let resource = served(as: "configmaps")
}

extension Secret: APIObject {
  /// `secrets`.
  public static let resource = served(as: "secrets")
}

extension Service: APIObject {
  /// `services`.
  public static let resource = served(as: "services")
}

extension ServiceAccount: APIObject {
  /// `serviceaccounts`.
  public static let resource = served(as: "serviceaccounts")
}

extension Namespace: APIObject {
  /// `namespaces`.
  public static let resource = served(as: "namespaces", isNamespaced: false)
}

extension Node: APIObject {
  /// `nodes`.
  public static let resource = served(as: "nodes", isNamespaced: false)
}

extension Deployment: APIObject {
  /// `deployments`.
  public static let resource = served(as: "deployments")
}

extension DaemonSet: APIObject {
  /// `daemonsets`.
  public static let resource = served(as: "daemonsets")
}

extension PodDisruptionBudget: APIObject {
  /// `poddisruptionbudgets`.
  public static let resource = served(as: "poddisruptionbudgets")
}

extension StorageClass: APIObject {
  /// `storageclasses`.
  public static let resource = served(as: "storageclasses", isNamespaced: false)
}

extension Role: APIObject {
  /// `roles`.
  public static let resource = served(as: "roles")
}

extension RoleBinding: APIObject {
  /// `rolebindings`.
  public static let resource = served(as: "rolebindings")
}

extension ClusterRole: APIObject {
  /// `clusterroles`.
  public static let resource = served(as: "clusterroles", isNamespaced: false)
}

extension ClusterRoleBinding: APIObject {
  /// `clusterrolebindings`.
  public static let resource = served(as: "clusterrolebindings", isNamespaced: false)
}

extension EndpointSlice: APIObject {
  /// `endpointslices`.
  public static let resource = served(as: "endpointslices")
}

extension Lease: APIObject {
  /// `leases`.
  public static let resource = served(as: "leases")
}

extension Event: APIObject {
  /// `events`.
  public static let resource = served(as: "events")
}

extension CustomResourceDefinition: APIObject {
  /// `customresourcedefinitions`.
  public static let resource = served(as: "customresourcedefinitions", isNamespaced: false)
}
