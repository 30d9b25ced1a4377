public import JSON

/// What a client says of itself on the first request of a stream. The list of its extensions (60 KB in Envoy 1.40) is
/// not kept.
public struct XDSNode: Sendable, Hashable {
  /// `id`: names the proxy; several streams may use one.
  public var id: String
  /// `cluster`: names the group of proxies in most deployments.
  public var cluster: String
  /// `metadata`: whatever the bootstrap says.
  public var metadata: JSONObject
  /// `user_agent_name`: `envoy`, as a rule.
  public var userAgentName: String
  /// The version of the client, where it says one.
  public var userAgentVersion: String

  /// A node.
  public init(
    id: String, cluster: String = "", metadata: JSONObject = [:], userAgentName: String = "",
    userAgentVersion: String = ""
  ) {
    self.id = id
    self.cluster = cluster
    self.metadata = metadata
    self.userAgentName = userAgentName
    self.userAgentVersion = userAgentVersion
  }
}

/// What a node is given, as the caller's table of groups says.
public enum GroupDecision: Sendable, Hashable {
  /// It belongs to this group.
  case group(GroupID)
  /// It is refused: the stream is closed with this code and message, which the proxy logs.
  case refuse(XDSStatusCode, message: String)
}
