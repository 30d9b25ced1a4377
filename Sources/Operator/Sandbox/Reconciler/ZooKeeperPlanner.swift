import KafkaResources
import KubernetesClient
import KubernetesObjects

/// What is done about ZooKeepers: one for each place that a cluster names, as long as a cluster names it.
///
/// It must never touch a Service of that name that somebody else made: then the user has a ZooKeeper there.
struct ZooKeeperPlanner {
  /// What there is.
  struct World: Sendable {
    var clusters: [UnstructuredObject] = []
    var namespaces: Set<String> = []
    /// All Services, whoever made them.
    var services: [Service] = []
    /// Of these only those with the label of a ZooKeeper.
    var pods: [Pod] = []
    var claims: [PersistentVolumeClaim] = []
    var configMaps: [ConfigMap] = []
  }

  let world: World

  /// The writes, and those of clusters whose ZooKeeper is not ours to make.
  func plan() -> ReconcilePlan {
    var plan = ReconcilePlan()
    let places = self.places
    for place in places.sorted(by: { ($0.service.path, $0.port) < ($1.service.path, $1.port) }) { make(place, &plan) }
    remove(besides: Set(places.map(\.service)), &plan)
    return plan
  }

  /// The places that clusters name. A cluster that cannot be read keeps what there is: nothing is known to be unwanted.
  private var places: Set<ZooKeeperPlace> {
    var places: Set<ZooKeeperPlace> = []
    for manifest in world.clusters {
      do throws(ManifestErrors) {
        let cluster = try KafkaCluster(
          manifest: manifest.json, defaultNamespace: manifest.metadata.namespace ?? "", for: .serving)
        if let place = ZooKeeperPlace.place(of: cluster) { places.insert(place) }
      } catch {
        guard let first = manifest["spec"]?["zkAddresses"]?[0]?.stringValue else { continue }
        let place = ZooKeeperPlace(
          first, namespace: manifest.metadata.namespace ?? "", domain: "cluster.local")
        if let place { places.insert(place) }
      }
    }
    return places
  }

  private func make(_ place: ZooKeeperPlace, _ plan: inout ReconcilePlan) {
    let objects = ZooKeeperObjects(place: place)
    let key = place.service
    let service = world.services.first { $0.objectKey == key }
    if let service, service.metadata.labels[SandboxAnnotation.zooKeeper] == nil { return }
    guard world.namespaces.contains(key.namespace) else {
      plan.writes.append(.create(Namespace.resource, Namespace(metadata: ObjectMeta(name: key.namespace)).json))
      // The rest when it is there.
      return
    }
    if service == nil { plan.writes.append(.create(Service.resource, objects.service.json)) }
    if !world.claims.contains(where: { $0.objectKey == objects.claim.objectKey }) {
      plan.writes.append(.create(PersistentVolumeClaim.resource, objects.claim.json))
    }
    let config = world.configMaps.first { $0.objectKey == objects.configMap.objectKey }
    if let config {
      if config.data != objects.configMap.data {
        var changed = objects.configMap
        changed.metadata.resourceVersion = config.metadata.resourceVersion
        plan.writes.append(.replace(ConfigMap.resource, changed.json))
      }
    } else {
      plan.writes.append(.create(ConfigMap.resource, objects.configMap.json))
    }
    let pod = world.pods.first { $0.objectKey == objects.pod.objectKey }
    guard let pod else {
      plan.writes.append(.create(Pod.resource, objects.pod.json))
      return
    }
    let isSame =
      pod.metadata.annotations[SandboxAnnotation.rendered]
      == objects.pod.metadata.annotations[SandboxAnnotation.rendered]
    if !pod.isTerminating, !isSame || pod.hasEnded {
      plan.writes.append(.delete(Pod.resource, pod.objectKey, uid: pod.metadata.uid ?? ""))
    }
  }

  /// What no cluster names any more goes, the Pod first.
  private func remove(besides wanted: Set<ObjectKey>, _ plan: inout ReconcilePlan) {
    func remove(_ resource: APIResource, _ objects: [some KubernetesObject]) {
      for object in objects where object.metadata.deletionTimestamp == nil {
        guard let name = object.metadata.labels[SandboxAnnotation.zooKeeper] else { continue }
        if wanted.contains(ObjectKey(namespace: object.metadata.namespace ?? "", name: name)) { continue }
        plan.writes.append(.delete(resource, object.objectKey, uid: object.metadata.uid ?? ""))
      }
    }
    remove(Pod.resource, world.pods)
    remove(Service.resource, world.services)
    remove(ConfigMap.resource, world.configMaps)
    remove(PersistentVolumeClaim.resource, world.claims)
  }
}
