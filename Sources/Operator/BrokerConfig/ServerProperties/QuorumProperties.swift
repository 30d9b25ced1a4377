import JavaProperties
import KafkaResources

/// What a node is, and how it finds those that keep the metadata: a KRaft quorum, or ZooKeeper.
struct QuorumProperties {
  /// The keys.
  let properties: JavaProperties

  init(of broker: KafkaCluster.Broker, _ context: RenderingContext) {
    let spec = context.spec
    guard spec.kRaft else {
      properties = [
        "broker.id": String(broker.id),
        "zookeeper.connect": spec.zkAddresses.joined(separator: ",") + spec.zkPath,
      ]
      return
    }
    var properties: JavaProperties = [
      "node.id": String(broker.id),
      "process.roles": spec.roles(of: broker).map(\.rawValue).joined(separator: ","),
    ]
    let addresses = NodeAddresses(of: context.cluster)
    let port = spec.listenersConfig.controllerListener?.containerPort ?? 0
    switch spec.controllerQuorum {
    case .static:
      let voters = context.controllers.map { "\($0.id)@\(addresses.hostName(of: $0)):\(port)" }
      properties["controller.quorum.voters"] = voters.joined(separator: ",")
    case .dynamic:
      let servers = context.controllers.map { "\(addresses.hostName(of: $0)):\(port)" }
      properties["controller.quorum.bootstrap.servers"] = servers.joined(separator: ",")
    }
    self.properties = properties
  }
}
