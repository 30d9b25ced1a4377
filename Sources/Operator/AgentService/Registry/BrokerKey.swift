/// A KafkaCluster.
public struct ClusterKey: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The Kubernetes namespace.
  public let namespace: String
  /// The name.
  public let name: String

  /// The cluster of that name.
  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// `<namespace>/<name>`.
  public var description: String { "\(namespace)/\(name)" }

  /// By namespace, then name.
  public static func < (one: ClusterKey, other: ClusterKey) -> Bool {
    (one.namespace, one.name) < (other.namespace, other.name)
  }
}

/// A broker of a cluster.
public struct BrokerKey: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The cluster.
  public let cluster: ClusterKey
  /// Kafka's node id.
  public let id: Int32

  /// The broker of that id.
  public init(cluster: ClusterKey, id: Int32) {
    self.cluster = cluster
    self.id = id
  }

  /// `<namespace>/<name>/<id>`.
  public var description: String { "\(cluster)/\(id)" }

  /// By cluster, then id.
  public static func < (one: BrokerKey, other: BrokerKey) -> Bool {
    (one.cluster, one.id) < (other.cluster, other.id)
  }
}
