import JSON
import KubernetesClient
import KubernetesObjects

/// What controllers decide by: the objects of a Kubernetes cluster, as the caches had them at one time.
struct ClusterObjects: Sendable {
  /// The time of day.
  var now = Time(secondsSince1970: 0)
  var namespaces: [Namespace] = []
  var serviceAccounts: [ServiceAccount] = []
  var nodes: [Node] = []
  var pods: [Pod] = []
  var services: [Service] = []
  var slices: [EndpointSlice] = []
  /// Endpoints, which have no type here.
  var endpoints: [UnstructuredObject] = []
  var claims: [PersistentVolumeClaim] = []
  /// PersistentVolumes, which have no type here.
  var volumes: [UnstructuredObject] = []
  var storageClasses: [StorageClass] = []
  var deployments: [Deployment] = []
  var budgets: [PodDisruptionBudget] = []
}

extension APIResource {
  /// `persistentvolumes`.
  static let persistentVolumes = APIResource(
    apiVersion: "v1", plural: "persistentvolumes", kind: "PersistentVolume", isNamespaced: false)
  /// `endpoints`.
  static let endpoints = APIResource(apiVersion: "v1", plural: "endpoints", kind: "Endpoints")
}

extension KubernetesObject {
  /// Namespace and name.
  var objectKey: ObjectKey { ObjectKey(namespace: metadata.namespace ?? "", name: metadata.name) }
  /// The object as events speak of it.
  var reference: ObjectReference {
    let json = json
    return ObjectReference(
      apiVersion: json["apiVersion"]?.stringValue ?? Self.apiVersion, kind: json["kind"]?.stringValue ?? Self.kind,
      namespace: metadata.namespace, name: metadata.name, uid: metadata.uid)
  }
}

extension Pod {
  /// A condition by its type.
  func condition(_ type: String) -> Condition? { status?.conditions.first { $0.type == type } }
  /// Whether it serves.
  var isReady: Bool { condition("Ready")?.status == "True" }
  /// Whether its containers have ended for good.
  var hasEnded: Bool { status?.phase == "Succeeded" || status?.phase == "Failed" }
  /// Whether its deletion was asked for.
  var isTerminating: Bool { metadata.deletionTimestamp != nil }
  /// The names of the claims that it mounts.
  var claimNames: [String] { spec?.volumes.compactMap { $0.persistentVolumeClaim?.claimName } ?? [] }
  /// The UID of what manages it.
  var controllerUID: String? { metadata.ownerReferences.first { $0.controller == true }?.uid }
}

extension Node {
  /// The label by which Pods are kept apart, and volumes stay.
  static let hostnameLabel = "kubernetes.io/hostname"
  /// Whether its kubelet says that it is well.
  var isReady: Bool { status?.conditions.first { $0.type == "Ready" }?.status == "True" }
}
