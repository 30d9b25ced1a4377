import JSON

extension KafkaCluster {
  /// Whether clients of a TLS listener have to show a certificate (Kafka's `ssl.client.auth`).
  public enum SSLClientAuthentication: String, Sendable, Hashable, CaseIterable {
    /// They have to.
    case required
    /// They may.
    case requested
    /// They are not asked.
    case none
  }

  /// What every listener has.
  public struct ListenerSettings: Sendable, Hashable {
    /// How its bytes are protected.
    public let type: ListenerType
    /// The name, unique in the cluster.
    public let name: String
    /// The port that Kafka binds; 0 stands for one that could not be read, which is an error of the manifest.
    public let containerPort: UInt16
    /// The Secret with the listener's own certificate as Java key stores; nil where it is that of `sslSecrets`.
    public let serverSSLCertSecret: String?
    /// Whether clients have to show a certificate (default required); TLS listeners alone look at it.
    public let sslClientAuth: SSLClientAuthentication
    /// Whether brokers talk to each other over it.
    public let usedForInnerBrokerCommunication: Bool
    /// Whether controllers are reached over it.
    public let usedForControllerCommunication: Bool
    /// Whether the operator reaches the brokers over it (the fork).
    public let usedForKafkaAdminCommunication: Bool

    /// The name of its port in Kafka's container and in Services; Kubernetes allows no `_` in it.
    public var portName: String {
      let name = name.filter { $0 != "_" }
      return name.hasPrefix("tcp-") ? name : "tcp-" + name
    }

    init(_ object: ManifestObject) {
      type = object.choice("type", ListenerType.self) ?? .plaintext
      name = object.string("name") ?? ""
      containerPort = object.port("containerPort") ?? 0
      sslClientAuth = object.choice("sslClientAuth", SSLClientAuthentication.self) ?? .required
      serverSSLCertSecret = object.object("serverSSLCertSecret")?.nonEmptyString("name")
      usedForInnerBrokerCommunication = object.bool("usedForInnerBrokerCommunication") ?? false
      usedForControllerCommunication = object.bool("usedForControllerCommunication") ?? false
      usedForKafkaAdminCommunication = object.bool("usedForKafkaAdminCommunication") ?? false
    }

    /// Whether a key of Kafka's configuration says where the listener's key store is, alone or with all others'.
    package func hasKeyStoreKey(_ key: String) -> Bool {
      key.hasPrefix("ssl.keystore.") || key.hasPrefix("listener.name.\(name.lowercased()).ssl.keystore.")
    }
  }
}
