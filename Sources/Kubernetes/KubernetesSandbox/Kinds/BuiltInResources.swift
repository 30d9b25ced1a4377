/// The resources that the server has by itself: their names, schemas, columns, and what each does besides.
enum BuiltInResources {
  /// All of them, in the order in which discovery lists their groups.
  static let types: [ResourceType] =
    core + apps + events + policy + access + storage + networking + others

  private static let core: [ResourceType] = [
    type("ConfigMap", "configmaps", short: ["cm"], hasGeneration: false, strategy: ConfigMapStrategy.strategy),
    type(
      "Endpoints", "endpoints", singular: "endpoints", short: ["ep"], hasGeneration: false,
      strategy: EndpointStrategy.endpoints),
    type("Event", "events", short: ["ev"], hasGeneration: false, strategy: EventStrategy.core),
    type(
      "Namespace", "namespaces", short: ["ns"], isNamespaced: false, hasStatus: true, hasGeneration: false,
      name: NameRules.label, strategy: NamespaceStrategy.strategy),
    type(
      "Node", "nodes", short: ["no"], isNamespaced: false, hasStatus: true, hasGeneration: false,
      strategy: NodeStrategy.strategy),
    type(
      "PersistentVolumeClaim", "persistentvolumeclaims", short: ["pvc"], hasStatus: true, hasGeneration: false,
      strategy: ClaimStrategy.strategy),
    type(
      "PersistentVolume", "persistentvolumes", short: ["pv"], isNamespaced: false, hasStatus: true,
      hasGeneration: false, strategy: PersistentVolumeStrategy.strategy),
    type("Pod", "pods", short: ["po"], categories: ["all"], hasStatus: true, strategy: PodStrategy.strategy),
    type("Secret", "secrets", hasGeneration: false, strategy: SecretStrategy.strategy),
    type(
      "ServiceAccount", "serviceaccounts", short: ["sa"], hasGeneration: false,
      strategy: ResourceType.Strategy(returnsDeletedObject: true)),
    type(
      "Service", "services", short: ["svc"], categories: ["all"], hasStatus: true, hasGeneration: false,
      name: NameRules.label, strategy: ServiceStrategy.strategy),
  ]

  private static let apps: [ResourceType] = [
    type(
      "DaemonSet", "daemonsets", in: "apps", short: ["ds"], categories: ["all"], hasStatus: true,
      strategy: WorkloadStrategy.daemonSets),
    type(
      "Deployment", "deployments", in: "apps", short: ["deploy"], categories: ["all"], hasStatus: true,
      strategy: WorkloadStrategy.deployments),
    type(
      "ReplicaSet", "replicasets", in: "apps", short: ["rs"], categories: ["all"], hasStatus: true,
      strategy: WorkloadStrategy.replicaSets),
    type(
      "StatefulSet", "statefulsets", in: "apps", short: ["sts"], categories: ["all"], hasStatus: true,
      strategy: WorkloadStrategy.statefulSets),
  ]

  private static let events: [ResourceType] = [
    type(
      "Event", "events", in: "events.k8s.io", short: ["ev"], hasGeneration: false,
      strategy: EventStrategy.newer)
  ]

  private static let policy: [ResourceType] = [
    type(
      "PodDisruptionBudget", "poddisruptionbudgets", in: "policy", short: ["pdb"], hasStatus: true,
      strategy: BudgetStrategy.strategy)
  ]

  private static let access: [ResourceType] = [
    type(
      "ClusterRoleBinding", "clusterrolebindings", in: "rbac.authorization.k8s.io", isNamespaced: false,
      hasGeneration: false, strategy: AccessStrategy.bindings),
    type(
      "ClusterRole", "clusterroles", in: "rbac.authorization.k8s.io", isNamespaced: false, hasGeneration: false,
      strategy: AccessStrategy.roles),
    type(
      "RoleBinding", "rolebindings", in: "rbac.authorization.k8s.io", hasGeneration: false,
      strategy: AccessStrategy.bindings),
    type("Role", "roles", in: "rbac.authorization.k8s.io", hasGeneration: false, strategy: AccessStrategy.roles),
  ]

  private static let storage: [ResourceType] = [
    type(
      "StorageClass", "storageclasses", in: "storage.k8s.io", short: ["sc"], isNamespaced: false, hasGeneration: false,
      strategy: StorageClassStrategy.strategy)
  ]

  private static let networking: [ResourceType] = [
    type(
      "Ingress", "ingresses", in: "networking.k8s.io", short: ["ing"], hasStatus: true,
      strategy: NetworkingStrategy.ingresses),
    type(
      "NetworkPolicy", "networkpolicies", in: "networking.k8s.io", singular: "networkpolicy", short: ["netpol"],
      strategy: NetworkingStrategy.policies),
  ]

  private static let others: [ResourceType] = [
    type(
      "PriorityClass", "priorityclasses", in: "scheduling.k8s.io", short: ["pc"], isNamespaced: false,
      strategy: PriorityClassStrategy.strategy),
    type("Lease", "leases", in: "coordination.k8s.io", hasGeneration: false, strategy: LeaseStrategy.strategy),
    type("EndpointSlice", "endpointslices", in: "discovery.k8s.io", strategy: EndpointStrategy.slices),
    type(
      "CustomResourceDefinition", "customresourcedefinitions", in: "apiextensions.k8s.io", short: ["crd", "crds"],
      categories: ["api-extensions"], isNamespaced: false, hasStatus: true, strategy: DefinitionStrategy.strategy),
  ]

  private static func type(
    _ kind: String, _ plural: String, in group: String = "", singular: String? = nil, short: [String] = [],
    categories: [String] = [], isNamespaced: Bool = true, hasStatus: Bool = false, hasGeneration: Bool = true,
    name: MetadataRules.NameRule? = nil,
    strategy: ResourceType.Strategy = ResourceType.Strategy()
  ) -> ResourceType {
    let version = ResourceType.Version(
      name: "v1", isServed: true, isStorage: true, schema: schema(group: group, kind: kind), hasStatus: hasStatus,
      columns: BuiltInTable.columns(of: kind))
    var whole = MetadataRules.checked(strategy, isNamespaced: isNamespaced, name: name)
    whole.hasGeneration = hasGeneration
    return ResourceType(
      group: group, plural: plural, singular: singular ?? kind.lowercased(), kind: kind, listKind: kind + "List",
      shortNames: short, categories: categories, isNamespaced: isNamespaced, versions: [version], strategy: whole,
      definition: nil)
  }

  private static func schema(group: String, kind: String) -> SchemaNode {
    BuiltInSchemas.schema(group: group, version: "v1", kind: kind) ?? .anything
  }
}
