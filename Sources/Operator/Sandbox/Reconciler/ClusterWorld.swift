import BrokerConfig
import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects

/// What a pass over one KafkaCluster decides by: what the caches had in its namespace at one time.
struct ClusterWorld: Sendable {
  var now = Time(secondsSince1970: 0)
  var key: ObjectKey
  /// The KafkaCluster; nil where it is gone.
  var manifest: UnstructuredObject?
  var nodes: [Node] = []
  var pods: [Pod] = []
  var services: [Service] = []
  var configMaps: [ConfigMap] = []
  var claims: [PersistentVolumeClaim] = []
  var deployments: [Deployment] = []
  var budgets: [PodDisruptionBudget] = []

  /// The Pods of the brokers of this cluster, by id.
  var brokerPods: [Int32: [Pod]] {
    var pods: [Int32: [Pod]] = [:]
    for pod in self.pods {
      guard let identity = BrokerIdentity(of: pod.metadata), identity.cluster == key.name else { continue }
      pods[identity.id, default: []].append(pod)
    }
    return pods
  }

  /// The claims of this cluster with the volumes that they are for.
  var brokerClaims: [(claim: PersistentVolumeClaim, volume: VolumeIdentity)] {
    claims.compactMap { claim in
      guard let volume = VolumeIdentity(of: claim), volume.broker.cluster == key.name else { return nil }
      return (claim, volume)
    }
  }

  /// The live object of a kind and name as JSON, where there is one.
  func live(_ resource: APIResource, _ key: ObjectKey) -> JSONValue? {
    switch resource {
    case Service.resource: services.first { $0.objectKey == key }?.json
    case ConfigMap.resource: configMaps.first { $0.objectKey == key }?.json
    case PersistentVolumeClaim.resource: claims.first { $0.objectKey == key }?.json
    case Deployment.resource: deployments.first { $0.objectKey == key }?.json
    case PodDisruptionBudget.resource: budgets.first { $0.objectKey == key }?.json
    default: nil
    }
  }

  /// Everything but Pods and claims that says it belongs to this cluster, by an owner reference.
  func owned(by uid: String?) -> [OwnedObject] {
    var owned: [OwnedObject] = []
    func add(_ resource: APIResource, _ objects: [some KubernetesObject]) {
      for object in objects {
        let owner = object.metadata.ownerReferences.first { $0.kind == KafkaCluster.kind && $0.name == key.name }
        guard let owner, uid == nil || owner.uid == uid else { continue }
        owned.append(
          OwnedObject(
            resource: resource, key: object.objectKey, uid: object.metadata.uid ?? "",
            isBeingDeleted: object.metadata.deletionTimestamp != nil))
      }
    }
    // Pods before what leads to them.
    add(Deployment.resource, deployments)
    add(Service.resource, services)
    add(ConfigMap.resource, configMaps)
    add(PodDisruptionBudget.resource, budgets)
    return owned
  }
}

/// An object that belongs to a KafkaCluster.
struct OwnedObject: Sendable, Hashable {
  let resource: APIResource
  let key: ObjectKey
  let uid: String
  let isBeingDeleted: Bool
}

extension APIResource {
  /// `kafkaclusters`.
  static let kafkaClusters = APIResource(
    apiVersion: KafkaCluster.apiVersion, plural: "kafkaclusters", kind: KafkaCluster.kind)

  /// The resource of an object that a cluster is rendered to; nil for kinds that are none of these.
  init?(of object: any KubernetesObject) {
    switch object {
    case is Pod: self = Pod.resource
    case is Service: self = Service.resource
    case is ConfigMap: self = ConfigMap.resource
    case is PersistentVolumeClaim: self = PersistentVolumeClaim.resource
    case is Deployment: self = Deployment.resource
    case is PodDisruptionBudget: self = PodDisruptionBudget.resource
    default: return nil
    }
  }
}
