public import KafkaResources

/// One Envoy deployment behind one load balancer: the brokers of one external listener that clients reach through it.
///
/// Its ports and its host names differ from each other; that was checked when the manifest was read.
public struct AccessPoint: Sendable, Hashable {
  /// How clients reach one broker.
  public enum Access: Sendable, Hashable {
    /// A port for each: this one + the broker's id. Envoy passes bytes through.
    case ports(startingPort: Int32)
    /// A host name for each on one port. Envoy reads the name in the TLS handshake and passes bytes through.
    case sni(KafkaCluster.HostNames)
    /// A host name for each on one port. Envoy terminates TLS with the certificate of a Secret, and meets the brokers in
    /// plaintext.
    case termination(KafkaCluster.HostNames, secret: String)

    /// The host names, where brokers are told apart by name.
    public var hostNames: KafkaCluster.HostNames? {
      switch self {
      case .ports: nil
      case .sni(let names), .termination(let names, _): names
      }
    }
  }

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
  /// How the manifest says that the listener's bytes are protected.
  public let listenerType: KafkaCluster.ListenerType
  /// The port of the brokers.
  public let containerPort: UInt16
  /// The ids of its brokers, ascending.
  public let brokers: [Int32]
  /// How clients reach one broker.
  public let access: Access
  /// The load balancer's port for the whole cluster: what clients bootstrap from; that of every broker, too, where
  /// brokers are told apart by name.
  public let anyCastPort: UInt16
  /// The port that Envoy binds for the whole cluster; the load balancer leads `anyCastPort` to it.
  public let ingressControllerTargetPort: UInt16
  /// The port of `/healthcheck`.
  public let healthCheckPort: UInt16
  /// The port of `/ready` and `/stats/prometheus`.
  public let adminPort: UInt16
  /// Whether `/healthcheck` answers HTTP/1.0.
  public let enableHealthCheckHttp10: Bool
  /// After how many seconds without a byte Envoy closes a connection; nil where the manifest does not say it.
  public let idleTimeoutSeconds: Int?
  /// The name that clients bootstrap from; nil where it is the load balancer's own.
  public let bootstrapHost: String?

  /// The port on which clients reach a broker of this access point.
  public func port(ofBroker id: Int32) -> UInt16? {
    guard case .ports(let start) = access else { return anyCastPort }
    return UInt16(exactly: Int64(start) + Int64(id))
  }

  /// The name under which clients reach a broker of this access point; nil where it is the load balancer's own.
  public func hostName(ofBroker id: Int32) -> String? { access.hostNames?.broker(id) ?? bootstrapHost }

  /// Every host name that clients connect to: the bootstrap's, then the brokers' by ascending id; none where brokers are
  /// told apart by port.
  public var hostNames: [String] {
    guard let names = access.hostNames else { return [] }
    return [names.bootstrap] + brokers.map { names.broker($0) }
  }

  /// The access points of a cluster, by name: one for each external listener that this version serves and each ingress
  /// config of it that a broker uses.
  public static func all(of cluster: KafkaCluster) -> [AccessPoint] {
    var points: [AccessPoint] = []
    for listener in cluster.spec.listenersConfig.externalListeners {
      for assignment in cluster.spec.ingressAssignments(of: listener) {
        guard let access = Access(listener, assignment) else { continue }
        points.append(AccessPoint(cluster, listener, assignment, access))
      }
    }
    return points.sorted { $0.name < $1.name }
  }

  private init(
    _ cluster: KafkaCluster, _ listener: KafkaCluster.ExternalListener, _ assignment: IngressAssignment,
    _ access: Access
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
    self.access = access
    anyCastPort = listener.anyCastPort
    ingressControllerTargetPort = listener.ingressControllerTargetPort
    let envoy = assignment.envoyConfig
    healthCheckPort = envoy.healthCheckPort ?? KafkaCluster.EnvoyConfig.defaultHealthCheckPort
    adminPort = envoy.adminPort ?? KafkaCluster.EnvoyConfig.defaultAdminPort
    enableHealthCheckHttp10 = envoy.enableHealthCheckHttp10 ?? false
    idleTimeoutSeconds = envoy.idleTimeoutSeconds
    bootstrapHost = access.hostNames?.bootstrap ?? assignment.hostnameOverride
  }
}

extension AccessPoint.Access {
  /// Nil where Envoy does not serve the listener; a manifest that passed its rules says names and Secret where they are
  /// needed.
  fileprivate init?(_ listener: KafkaCluster.ExternalListener, _ assignment: IngressAssignment) {
    switch listener.access {
    case nil: return nil
    case .ports: self = .ports(startingPort: listener.externalStartingPort)
    case .sni:
      guard let names = assignment.hostNames else { return nil }
      self = .sni(names)
    case .termination:
      guard let names = assignment.hostNames, let secret = listener.tlsSecretName else { return nil }
      self = .termination(names, secret: secret)
    }
  }
}
