import BrokerConfig
import ClusterTopology
import KafkaResources
import KubernetesClient
import KubernetesObjects

/// What the running cluster says that its rendering needs.
///
/// What is recorded of volumes stands at their claims, for they outlive the KafkaCluster: who used them (the id of the
/// Kafka cluster), and with which controllers a dynamic quorum began.
struct ClusterFacts: Sendable {
  /// The annotation of claims with the ids of the controllers that the quorum began with.
  static let initialControllers = "sandbox.koperator.kafka.banzaicloud.io/initial-controllers"

  /// The facts that are known.
  private(set) var facts: RenderingFacts
  /// The brokers whose node is not known yet, and has to be for their configuration.
  private(set) var brokersWithoutNode: Set<Int32> = []
  /// The access points whose load balancer has no address yet.
  private(set) var pointsWithoutAddress: [String] = []

  init(of cluster: KafkaCluster, in world: ClusterWorld, controlPlane: ControlPlaneEndpoint) {
    facts = RenderingFacts(
      existingClaims: ExistingClaims(world.claims, of: cluster), ownerUID: world.manifest?.metadata.uid,
      controlPlane: controlPlane)
    readVolumes(of: cluster, in: world)
    readNodes(of: cluster, in: world)
    readAddresses(of: cluster, in: world)
  }

  /// The same, with something in the place of what is not known, so that what does not depend on it can be rendered.
  func completed(for cluster: KafkaCluster) -> RenderingFacts {
    var completed = facts
    completed.defaultExternalAddress = "not-known-yet.invalid"
    for broker in cluster.spec.brokers {
      for listener in cluster.spec.listenersConfig.externalListeners {
        let service = ObjectNames(cluster: cluster.name).externalService(
          of: broker.id, listener: listener.common.name)
        if completed.nodePorts[service] == nil { completed.nodePorts[service] = 1 }
      }
    }
    return completed
  }

  // MARK: Volumes

  private mutating func readVolumes(of cluster: KafkaCluster, in world: ClusterWorld) {
    var clusterID = cluster.status.clusterID
    var began: (time: Time, ids: Set<Int32>)?
    for (claim, volume) in world.brokerClaims where claim.metadata.deletionTimestamp == nil {
      guard let user = claim.metadata.annotations[SandboxAnnotation.usedBy] else { continue }
      facts.usedVolumes[volume.broker.id, default: []].insert(volume.mountPath)
      if !user.isEmpty { clusterID = clusterID ?? user }
      let ids = claim.metadata.annotations[Self.initialControllers]?.split(separator: ",").compactMap { Int32($0) }
      let time = claim.metadata.creationTimestamp ?? Time(secondsSince1970: 0)
      if let ids, began.map({ time < $0.time }) ?? true { began = (time, Set(ids)) }
    }
    for (text, broker) in cluster.status.brokersState {
      guard let id = Int32(text) else { continue }
      for (path, volume) in broker.volumes where volume.state == .used {
        facts.usedVolumes[id, default: []].insert(path)
      }
    }
    facts.clusterID = clusterID
    facts.initialControllers = began?.ids
  }

  // MARK: Nodes

  private mutating func readNodes(of cluster: KafkaCluster, in world: ClusterWorld) {
    let needsNode = !cluster.spec.rackAwareness.labels.isEmpty
    let pods = world.brokerPods
    for broker in cluster.spec.brokers {
      let pod = pods[broker.id]?.compactMap { $0.spec?.nodeName }.first { !$0.isEmpty }
      let claims = world.brokerClaims.filter { $0.volume.broker.id == broker.id }
      let chosen = claims.lazy.compactMap { $0.claim.metadata.annotations[VolumeController.selectedNodeAnnotation] }
        .first
      guard let name = pod ?? chosen, let node = world.nodes.first(where: { $0.metadata.name == name }) else {
        if needsNode { brokersWithoutNode.insert(broker.id) }
        continue
      }
      facts.nodeLabels[broker.id] = node.metadata.labels
      var addresses: [KafkaCluster.NodeAddressType: String] = [:]
      for address in node.status?.addresses ?? [] {
        if let type = KafkaCluster.NodeAddressType(rawValue: address.type) { addresses[type] = address.address }
      }
      facts.nodeAddresses[broker.id] = addresses
    }
    // Any node shows what a rack looks like, until the broker has one.
    for id in brokersWithoutNode { facts.nodeLabels[id] = world.nodes.first?.metadata.labels ?? [:] }
  }

  // MARK: Addresses

  private mutating func readAddresses(of cluster: KafkaCluster, in world: ClusterWorld) {
    let names = ObjectNames(cluster: cluster.name)
    for point in AccessPoint.all(of: cluster) {
      let service = world.services.first { $0.metadata.name == names.envoyService(point.name) }
      let ingress = service?.status?.loadBalancer.ingress.first
      let address = [ingress?.hostname ?? "", ingress?.ip ?? ""].first { !$0.isEmpty }
      if let address {
        facts.externalAddresses[point.name] = address
      } else {
        pointsWithoutAddress.append(point.name)
      }
    }
    for service in world.services {
      if let port = service.spec?.ports.first?.nodePort, let number = UInt16(exactly: port), number > 0 {
        facts.nodePorts[service.metadata.name] = number
      }
    }
  }
}
