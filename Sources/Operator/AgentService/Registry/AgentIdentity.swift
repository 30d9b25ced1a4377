/// What an agent may report.
///
/// A certificate says it by URI names; the scheme and the trust domain before the path are the user's:
/// `spiffe://example.org/agent/<namespace>/<cluster>/<broker id>` for an agent beside its broker, and
/// `spiffe://example.org/node/<name>` for one that watches all brokers of a Kubernetes node. Without a certificate an agent
/// on this machine may report everything, and no other may.
public enum AgentIdentity: Sendable, Hashable, CustomStringConvertible {
  /// This broker.
  case broker(BrokerKey)
  /// The brokers whose pods run on this node.
  case node(String)
  /// Every broker: it has no certificate, and is on this machine.
  case local

  /// `agent/<namespace>/<cluster>/<broker id>`, `node/<name>` or `local`.
  public var description: String {
    switch self {
    case .broker(let key): "agent/\(key)"
    case .node(let name): "node/\(name)"
    case .local: "local"
    }
  }

  /// What the URI names of a certificate stand for, in their order.
  public static func identities(in uriNames: [String]) -> [AgentIdentity] { uriNames.compactMap { identity(in: $0) } }

  private static func identity(in name: String) -> AgentIdentity? {
    guard let scheme = name.firstRange(of: "://"), scheme.lowerBound > name.startIndex else { return nil }
    // trust domain, kind, what it names
    let parts = name[scheme.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains("") { return nil }
    if parts.count == 3, parts[1] == "node" { return .node(String(parts[2])) }
    guard parts.count == 5, parts[1] == "agent", parts[4].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let id = Int32(parts[4])
    else { return nil }
    return .broker(BrokerKey(cluster: ClusterKey(namespace: String(parts[2]), name: String(parts[3])), id: id))
  }
}
