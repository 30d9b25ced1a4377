public import KafkaResources

/// One immutable picture of a cluster: its nodes, where and how they are, its listeners and its access points.
///
/// Equal inputs make equal topologies. It holds nothing of what anybody is in the middle of doing.
public struct ClusterTopology: Sendable, Hashable {
  /// One node.
  public struct Broker: Sendable, Hashable {
    /// The id.
    public let id: Int32
    /// What it does.
    public let roles: [KafkaCluster.ProcessRole]
    /// Where it was seen last; nil for one that was never seen.
    public let location: BrokerLocation?
    /// How it is.
    public let health: BrokerHealth

    /// Whether clients talk to it; a controller alone they do not.
    public var exposesClients: Bool { roles.contains(.broker) }
  }

  /// One listener of the Kafka processes.
  public struct Listener: Sendable, Hashable {
    /// The name.
    public let name: String
    /// How its bytes are protected.
    public let type: KafkaCluster.ListenerType
    /// The port that Kafka binds.
    public let containerPort: UInt16
    /// Whether it is for clients outside the Kubernetes cluster.
    public let isExternal: Bool
  }

  /// The namespace.
  public let namespace: String
  /// The name.
  public let name: String
  /// The nodes, ascending by id.
  public let brokers: [Broker]
  /// The listeners, internal ones first, in the order of the manifest.
  public let listeners: [Listener]
  /// The access points, by name.
  public let accessPoints: [AccessPoint]
  /// Who is in the bootstrap cluster of each access point, ascending by id; keyed by the access point's name.
  public let bootstrapMembers: [String: [Int32]]
  /// Where the rules of health were overruled to keep clients served.
  public let alarms: [MembershipAlarm]

  /// The picture of a cluster with what is remembered of its brokers.
  public init(_ cluster: KafkaCluster, membership: BootstrapMembership) {
    namespace = cluster.namespace
    name = cluster.name
    var brokers: [Broker] = []
    for broker in cluster.spec.brokers {
      brokers.append(
        Broker(
          id: broker.id, roles: cluster.spec.roles(of: broker), location: membership.locations[broker.id],
          health: membership.health[broker.id] ?? .unknown))
    }
    self.brokers = brokers.sorted { $0.id < $1.id }
    var listeners: [Listener] = []
    for listener in cluster.spec.listenersConfig.internalListeners {
      listeners.append(Listener(listener.common, isExternal: false))
    }
    for listener in cluster.spec.listenersConfig.externalListeners {
      listeners.append(Listener(listener.common, isExternal: true))
    }
    self.listeners = listeners
    accessPoints = AccessPoint.all(of: cluster)
    var members: [String: [Int32]] = [:]
    for point in accessPoints { members[point.name] = membership.members[point.name] ?? [] }
    bootstrapMembers = members
    alarms = membership.alarms
  }

  /// Takes in reports, then makes the picture: what a caller does on every change of manifest or reports.
  ///
  /// - Parameters:
  ///   - cluster: The manifest.
  ///   - reports: What is said about the brokers now.
  ///   - membership: What is remembered; keep it between calls, and save it where it shall outlive the process.
  ///   - now: The time since any fixed origin of a monotonic clock.
  public init(
    _ cluster: KafkaCluster, reports: BrokerReports, membership: inout BootstrapMembership, at now: Duration
  ) {
    membership.turn(to: "\(cluster.namespace)/\(cluster.name)")
    membership.receive(reports, accessPoints: AccessPoint.all(of: cluster), at: now)
    self.init(cluster, membership: membership)
  }

  /// The node with that id.
  public func broker(_ id: Int32) -> Broker? { brokers.first { $0.id == id } }

  /// The access point with that name.
  public func accessPoint(_ name: String) -> AccessPoint? { accessPoints.first { $0.name == name } }
}

extension ClusterTopology.Listener {
  fileprivate init(_ settings: KafkaCluster.ListenerSettings, isExternal: Bool) {
    self.init(
      name: settings.name, type: settings.type, containerPort: settings.containerPort, isExternal: isExternal)
  }
}
