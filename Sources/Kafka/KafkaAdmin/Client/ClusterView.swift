import KafkaProtocol
import Transport

/// What a client knows of the cluster's nodes.
public struct ClusterView: Sendable, Hashable {
  /// A broker, or a controller where the client speaks with controllers.
  public struct Node: Sendable, Hashable {
    /// Its number.
    public let id: Int32
    /// The host that it says it is reached at.
    public let host: String
    /// The port there.
    public let port: Int32
    /// Its rack; nil where it has none.
    public let rack: String?
    /// Whether the controller keeps clients away from it; known to DescribeCluster only.
    public let isFenced: Bool
  }

  /// The cluster's identifier; nil where the broker does not say it.
  public internal(set) var clusterID: String?
  /// The node that answers what only a controller answers; in KRaft any broker, which passes it on. Nil where there is none now.
  public internal(set) var controllerID: Int32?
  /// The nodes by their numbers.
  public internal(set) var nodes: [Int32: Node] = [:]

  init() {}

  init(_ response: MetadataResponse) {
    clusterID = response.clusterId
    controllerID = response.controllerId >= 0 ? response.controllerId : nil
    for broker in response.brokers {
      nodes[broker.nodeId] = Node(
        id: broker.nodeId, host: broker.host, port: broker.port, rack: broker.rack, isFenced: false)
    }
  }

  init(_ response: DescribeClusterResponse) {
    clusterID = response.clusterId
    controllerID = response.controllerId >= 0 ? response.controllerId : nil
    for broker in response.brokers {
      nodes[broker.brokerId] = Node(
        id: broker.brokerId, host: broker.host, port: broker.port, rack: broker.rack, isFenced: broker.isFenced)
    }
  }
}

extension ClusterView.Node {
  /// Where to connect; nil where the node gives what is no address.
  var target: ConnectTarget? {
    guard let port = UInt16(exactly: port), port > 0 else { return nil }
    if let address = try? NetworkAddress(host: host, port: port) { return .address(address) }
    return try? ConnectTarget("\(host):\(port)")
  }
}
