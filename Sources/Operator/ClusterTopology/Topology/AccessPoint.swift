public import KafkaResources

/// One Envoy deployment behind one load balancer: the brokers of one external listener that clients reach through it.
///
/// Its ports differ from each other; that was checked when the manifest was read.
public struct AccessPoint: Sendable, Hashable {
  /// `<listener>`, or `<listener>-<ingressConfig>`: unique in the cluster.
  public let name: String
  /// `<namespace>/<cluster>/<access point>`: the group of Envoys that get the same configuration.
  public let groupName: String
  /// The namespace of the cluster.
  public let namespace: String
  /// The name of the cluster.
  public let cluster: String
  /// The listener.
  public let listener: String
  /// The ingress config; nil where the listener has none.
  public let ingressConfig: String?
  /// How the listener's bytes are protected; Envoy passes them through.
  public let listenerType: KafkaCluster.ListenerType
  /// The port of the brokers.
  public let containerPort: UInt16
  /// The ids of its brokers, ascending.
  public let brokers: [Int32]
  /// Broker i is reached on this port + i.
  public let externalStartingPort: Int32
  /// The load balancer's port for the whole cluster: what clients bootstrap from.
  public let anyCastPort: UInt16
  /// The port that Envoy binds for the whole cluster; the load balancer leads `anyCastPort` to it.
  public let ingressControllerTargetPort: UInt16
  /// The port of `/healthcheck`.
  public let healthCheckPort: UInt16
  /// The port of `/ready` and `/stats/prometheus`.
  public let adminPort: UInt16
  /// Whether `/healthcheck` answers HTTP/1.0.
  public let enableHealthCheckHttp10: Bool
  /// The name under which clients know the load balancer, where the manifest says one.
  public let hostnameOverride: String?

  /// The port on which a broker of this access point is reached.
  public func port(ofBroker id: Int32) -> UInt16? { UInt16(exactly: Int64(externalStartingPort) + Int64(id)) }

  /// The access points of a cluster, by name: one for each external listener that this version serves and each ingress
  /// config of it that a broker uses.
  public static func all(of cluster: KafkaCluster) -> [AccessPoint] {
    var points: [AccessPoint] = []
    for listener in cluster.spec.listenersConfig.externalListeners where listener.isServed {
      for assignment in cluster.spec.ingressAssignments(of: listener) {
        points.append(AccessPoint(cluster, listener, assignment))
      }
    }
    return points.sorted { $0.name < $1.name }
  }

  private init(
    _ cluster: KafkaCluster, _ listener: KafkaCluster.ExternalListener, _ assignment: IngressAssignment
  ) {
    name = assignment.name
    groupName = "\(cluster.namespace)/\(cluster.name)/\(assignment.name)"
    namespace = cluster.namespace
    self.cluster = cluster.name
    self.listener = listener.common.name
    ingressConfig = assignment.ingressConfig
    listenerType = listener.common.type
    containerPort = listener.common.containerPort
    brokers = assignment.brokers
    externalStartingPort = listener.externalStartingPort
    anyCastPort = listener.anyCastPort
    ingressControllerTargetPort = listener.ingressControllerTargetPort
    let envoy = assignment.envoyConfig
    healthCheckPort = envoy.healthCheckPort ?? KafkaCluster.EnvoyConfig.defaultHealthCheckPort
    adminPort = envoy.adminPort ?? KafkaCluster.EnvoyConfig.defaultAdminPort
    enableHealthCheckHttp10 = envoy.enableHealthCheckHttp10 ?? false
    hostnameOverride = assignment.hostnameOverride
  }
}
