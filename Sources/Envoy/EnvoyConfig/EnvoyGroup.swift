public import ClusterTopology
import JSON
public import XDS

/// Which group of Envoys a node belongs to: `node.cluster` is the KafkaCluster's name, `node.metadata` holds
/// `namespace` and `accessPoint`. Bootstrap files say so.
public enum EnvoyGroup {
  /// The key of the namespace in a node's metadata.
  public static let namespaceKey = "namespace"
  /// The key of the access point in a node's metadata.
  public static let accessPointKey = "accessPoint"

  /// The group of an access point.
  public static func group(of point: AccessPoint) -> GroupID { GroupID(rawValue: point.groupName) }

  /// The group that a node asks for; it may not exist.
  ///
  /// - Throws: What the node leaves out.
  public static func group(of node: XDSNode) throws(EnvoyNodeError) -> GroupID {
    guard !node.cluster.isEmpty else { throw EnvoyNodeError(.missingCluster, node: node.id) }
    let namespace = node.metadata[namespaceKey]?.stringValue ?? ""
    guard !namespace.isEmpty else { throw EnvoyNodeError(.missingNamespace, node: node.id) }
    let point = node.metadata[accessPointKey]?.stringValue ?? ""
    guard !point.isEmpty else { throw EnvoyNodeError(.missingAccessPoint, node: node.id) }
    return GroupID(rawValue: "\(namespace)/\(node.cluster)/\(point)")
  }
}
