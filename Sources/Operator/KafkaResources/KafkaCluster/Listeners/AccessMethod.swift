extension KafkaCluster {
  /// How clients outside reach the Pods of an external listener.
  public enum AccessMethod: String, Sendable, Hashable, CaseIterable {
    /// Through Envoy behind a load balancer.
    case loadBalancer = "LoadBalancer"
    /// Through a port of every Kubernetes node.
    case nodePort = "NodePort"
    /// Through a Service without an address outside (the fork, for Contour).
    case clusterIP = "ClusterIP"
  }

  /// How one load balancer tells brokers apart: our field.
  public enum AccessMode: String, Sendable, Hashable, CaseIterable {
    /// By port: `externalStartingPort` + id; or, where that is -1, by name, with TLS that Envoy terminates.
    case port
    /// By the host name in the TLS handshake, all brokers on one port; TLS is passed through.
    case sni
  }

  /// How clients reach one broker of a listener that Envoy serves.
  public enum BrokerAccess: Sendable, Hashable {
    /// A port for each broker: `externalStartingPort` + id.
    case ports
    /// A host name for each broker on one port; the brokers terminate TLS.
    case sni
    /// A host name for each broker on one port; Envoy terminates TLS with the certificate of `tlsSecretName`, and meets
    /// the brokers in plaintext.
    case termination

    /// Whether brokers are told apart by the host name in the TLS handshake.
    public var isByName: Bool { self != .ports }
  }
}
