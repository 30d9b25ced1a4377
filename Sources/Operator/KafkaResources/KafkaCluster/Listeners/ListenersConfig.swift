import JSON

extension KafkaCluster {
  /// Where the cluster's Kafka processes listen.
  public struct ListenersConfig: Sendable, Hashable {
    /// For traffic within the Kubernetes cluster, in the order of the manifest.
    public let internalListeners: [InternalListener]
    /// For clients outside, in the order of the manifest.
    public internal(set) var externalListeners: [ExternalListener]
    /// Where the certificates of listeners come from that name no Secret; nil where the manifest does not say.
    public let sslSecrets: SSLSecrets?
    /// Annotations of the brokers' Services.
    public let serviceAnnotations: [String: String]

    /// No listeners.
    public init() {
      internalListeners = []
      externalListeners = []
      sslSecrets = nil
      serviceAnnotations = [:]
    }

    /// What every listener has: the internal ones, then the external ones.
    public var all: [ListenerSettings] { internalListeners.map(\.common) + externalListeners.map(\.common) }

    /// The listener over which brokers talk to each other: the first that says so.
    public var innerBrokerListener: ListenerSettings? { all.first { $0.usedForInnerBrokerCommunication } }

    /// The listener over which controllers are reached: the first that says so.
    public var controllerListener: ListenerSettings? { all.first { $0.usedForControllerCommunication } }

    /// The listener over which the operator reaches the brokers: the first that says so, else that of the brokers.
    public var adminListener: ListenerSettings? {
      all.first { $0.usedForKafkaAdminCommunication } ?? innerBrokerListener
    }

    init(_ object: ManifestObject) {
      internalListeners = (object.objects("internalListeners") ?? []).map { InternalListener($0) }
      externalListeners = (object.objects("externalListeners") ?? []).map { ExternalListener($0) }
      sslSecrets = object.object("sslSecrets").map { SSLSecrets($0) }
      serviceAnnotations = object.texts("serviceAnnotations")
    }
  }

  /// How the bytes of a listener are protected.
  public enum ListenerType: String, Sendable, Hashable, CaseIterable {
    /// TLS.
    case ssl
    /// Nothing.
    case plaintext
    /// SASL over TLS.
    case saslSSL = "sasl_ssl"
    /// SASL.
    case saslPlaintext = "sasl_plaintext"

    /// Whether the connection begins with a TLS handshake.
    public var isTLS: Bool { self == .ssl || self == .saslSSL }
  }
}
