import JSON

extension KafkaCluster {
  /// What Cruise Control takes for the network capacity of a broker, in KB/s, as text.
  public struct NetworkConfig: Sendable, Hashable {
    /// What comes in.
    public var incomingNetworkThroughPut: String?
    /// What goes out.
    public var outgoingNetworkThroughPut: String?

    /// The default of both: 1 Gbit/s (Koperator).
    public static let defaultThroughPut = "125000"

    /// Capacities; nil where they are not said.
    public init(incomingNetworkThroughPut: String? = nil, outgoingNetworkThroughPut: String? = nil) {
      self.incomingNetworkThroughPut = incomingNetworkThroughPut
      self.outgoingNetworkThroughPut = outgoingNetworkThroughPut
    }

    /// These capacities, completed by others.
    public func filled(by other: NetworkConfig) -> NetworkConfig {
      NetworkConfig(
        incomingNetworkThroughPut: incomingNetworkThroughPut ?? other.incomingNetworkThroughPut,
        outgoingNetworkThroughPut: outgoingNetworkThroughPut ?? other.outgoingNetworkThroughPut)
    }

    init(_ object: ManifestObject) {
      self.init(
        incomingNetworkThroughPut: object.nonEmptyString("incomingNetworkThroughPut"),
        outgoingNetworkThroughPut: object.nonEmptyString("outgoingNetworkThroughPut"))
    }
  }

  /// Which of a Kubernetes node's addresses a NodePort listener is advertised under.
  public enum NodeAddressType: String, Sendable, Hashable, CaseIterable {
    /// The host name.
    case hostname = "Hostname"
    /// An address outside.
    case externalIP = "ExternalIP"
    /// An address within the cluster's network.
    case internalIP = "InternalIP"
    /// A DNS name within the cluster's network.
    case internalDNS = "InternalDNS"
    /// A DNS name outside.
    case externalDNS = "ExternalDNS"
  }
}
