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
      "node.metadata.\(EnvoyGroup.accessPointKey) is missing: it names the listener, with '-' and the ingress config if any"
    }
  }

  /// The node, what is missing, and where it is set.
  public var description: String { "node '\(node)': \(message); use the file that 'koperator envoy bootstrap' prints" }
}
