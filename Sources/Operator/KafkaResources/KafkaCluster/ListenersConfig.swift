import JSON

extension KafkaCluster {
  /// Where the cluster's Kafka processes listen.
  public struct ListenersConfig: Sendable, Hashable {
    /// For traffic within the Kubernetes cluster, in the order of the manifest.
    public let internalListeners: [InternalListener]
    /// For clients outside, in the order of the manifest.
    public internal(set) var externalListeners: [ExternalListener]

    /// No listeners.
    public init() {
      internalListeners = []
      externalListeners = []
    }

    init(_ object: ManifestObject) {
      object.warnAboutFields(notIn: ["internalListeners", "externalListeners", "sslSecrets", "serviceAnnotations"])
      internalListeners = (object.objects("internalListeners") ?? []).map { InternalListener($0) }
      externalListeners = (object.objects("externalListeners") ?? []).map { ExternalListener($0) }
      _ = object.object("sslSecrets")
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

  /// A listener for traffic within the Kubernetes cluster.
  public struct InternalListener: Sendable, Hashable {
    /// What every listener has.
    public let common: ListenerSettings
    /// Whether brokers talk to each other over it.
    public let usedForInnerBrokerCommunication: Bool
    /// Whether controllers are reached over it.
    public let usedForControllerCommunication: Bool

    init(_ object: ManifestObject) {
      object.warnAboutFields(notIn: ListenerSettings.fields)
      common = ListenerSettings(object)
      usedForInnerBrokerCommunication = object.bool("usedForInnerBrokerCommunication") ?? false
      usedForControllerCommunication = object.bool("usedForControllerCommunication") ?? false
    }
  }
}
