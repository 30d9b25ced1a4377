public import KubernetesObjects

/// Which node of which cluster an object belongs to, by its labels.
///
/// Names say nothing: Koperator lets the API server complete them (`kafka-0-x7f2k`, `kafka-controller-0-x7f2k`), and what
/// we make has names of its own.
public struct BrokerIdentity: Sendable, Hashable {
  /// The namespace; empty where the object names none.
  public let namespace: String
  /// The cluster.
  public let cluster: String
  /// The id of the node.
  public let id: Int32

  /// An identity.
  public init(namespace: String, cluster: String, id: Int32) {
    self.namespace = namespace
    self.cluster = cluster
    self.id = id
  }

  /// The identity that an object's labels say; nil where it belongs to no node of a Kafka cluster.
  public init?(of metadata: ObjectMeta) {
    let labels = metadata.labels
    guard labels["app"] == ObjectLabels.kafkaApp, let cluster = labels[ObjectLabels.cluster], !cluster.isEmpty,
      let text = labels[ObjectLabels.brokerID], let id = Int32(text), id >= 0, String(id) == text
    else { return nil }
    self.init(namespace: metadata.namespace ?? "", cluster: cluster, id: id)
  }
}

/// Which volume of a node a claim is for.
public struct VolumeIdentity: Sendable, Hashable {
  /// The annotation of claims with the mount path (Koperator's).
  public static let mountPathAnnotation = "mountPath"

  /// The node.
  public let broker: BrokerIdentity
  /// Where the node has it, without a slash at the end.
  public let mountPath: String

  /// The identity that a claim's labels and annotation say; nil where it is no volume of a Kafka node.
  public init?(of claim: PersistentVolumeClaim) {
    guard let broker = BrokerIdentity(of: claim.metadata),
      let path = claim.metadata.annotations[Self.mountPathAnnotation], path.hasPrefix("/")
    else { return nil }
    self.broker = broker
    mountPath = Self.normalized(path)
  }

  /// A mount path as it is compared.
  static func normalized(_ path: String) -> String { String(path.trimming(.end) { $0 == "/" }) }
}
