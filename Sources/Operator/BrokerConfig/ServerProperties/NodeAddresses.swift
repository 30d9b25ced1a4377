public import KafkaResources

/// The names in DNS under which the nodes of a cluster are reached within Kubernetes, as Koperator's clusters have them.
public struct NodeAddresses: Sendable {
  private let namespace: String
  private let spec: KafkaCluster.Spec
  private let names: ObjectNames

  /// The names for a cluster.
  public init(of cluster: KafkaCluster) {
    namespace = cluster.namespace
    spec = cluster.spec
    names = ObjectNames(cluster: cluster.name)
  }

  /// The headless Service that names a node, which is its Pod's subdomain; nil where it has a Service of its own.
  ///
  /// A node that is broker and controller belongs to the brokers' Service alone: a Pod has one subdomain.
  func subdomain(of broker: KafkaCluster.Broker) -> String? {
    guard spec.headlessServiceEnabled else { return nil }
    return spec.roles(of: broker).contains(.broker) ? names.headlessService : names.controllerHeadlessService
  }

  /// The name of a node.
  public func hostName(of broker: KafkaCluster.Broker) -> String {
    let name = names.broker(broker.id)
    return domainName(subdomain(of: broker).map { "\(name).\($0)" } ?? name)
  }

  /// The name that leads to any broker.
  public var anyBroker: String {
    domainName(spec.headlessServiceEnabled ? names.headlessService : names.allBrokerService)
  }

  /// The name of the Service of one broker on one external listener.
  func externalService(of id: Int32, listener: String) -> String {
    domainName(names.externalService(of: id, listener: listener))
  }

  /// The name of a Service of the cluster's namespace, or of a Pod by it.
  func domainName(_ name: String) -> String { "\(name).\(namespace).svc.\(spec.kubernetesClusterDomain)" }
}
