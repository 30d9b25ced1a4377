public import ClusterTopology
import JSON
public import XDS

/// Which group of Envoys a node belongs to: `node.cluster` is the KafkaCluster's name, `node.metadata` holds `namespace` and
/// `accessPoint`. Bootstrap files say so.
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

/// A node does not say which group it belongs to.
public struct EnvoyNodeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is missing.
  public enum Code: Sendable, Hashable {
    /// `node.cluster`.
    case missingCluster
    /// `node.metadata.namespace`.
    case missingNamespace
    /// `node.metadata.accessPoint`.
    case missingAccessPoint
  }

  /// What is missing.
  public let code: Code
  /// The node's id.
  public let node: String

  init(_ code: Code, node: String) {
    self.code = code
    self.node = node
  }

  /// The same node says the same again.
  public var isRetryable: Bool { false }

  /// What is missing, and where it is set.
  public var message: String {
    switch code {
    case .missingCluster: "node.cluster is missing: it names the KafkaCluster"
    case .missingNamespace: "node.metadata.\(EnvoyGroup.namespaceKey) is missing: it names the KafkaCluster's namespace"
    case .missingAccessPoint:
      "node.metadata.\(EnvoyGroup.accessPointKey) is missing: it names the access point (listener or listener-ingressConfig)"
    }
  }

  /// The node, what is missing, and where it is set.
  public var description: String { "node '\(node)': \(message); use the file that 'koperator envoy bootstrap' prints" }
}
