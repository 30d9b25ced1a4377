import KafkaResources

/// What a node is, and how it finds those that keep the metadata: a KRaft quorum, or ZooKeeper.
struct QuorumProperties {
  /// The keys.
  let properties: JavaProperties

  init(of broker: KafkaCluster.Broker, in cluster: KafkaCluster) {
    let spec = cluster.spec
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
    let addresses = NodeAddresses(of: cluster)
    let port = spec.listenersConfig.controllerListener?.containerPort ?? 0
    let controllers = spec.brokers.filter { spec.roles(of: $0).contains(.controller) }.sorted { $0.id < $1.id }
    switch spec.controllerQuorum {
    case .static:
      let voters = controllers.map { "\($0.id)@\(addresses.hostName(of: $0)):\(port)" }
      properties["controller.quorum.voters"] = voters.joined(separator: ",")
    case .dynamic:
      let servers = controllers.map { "\(addresses.hostName(of: $0)):\(port)" }
      properties["controller.quorum.bootstrap.servers"] = servers.joined(separator: ",")
    }
    self.properties = properties
  }
}
