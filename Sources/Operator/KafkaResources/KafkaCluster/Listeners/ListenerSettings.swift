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

    static let fields: Set<String> = [
      "type", "name", "containerPort", "serverSSLCertSecret", "sslClientAuth", "usedForInnerBrokerCommunication",
      "usedForControllerCommunication", "usedForKafkaAdminCommunication", "internalStartingPort",
      "externalListenerForHostname",
    ]

    init(_ object: ManifestObject) {
      for field in ["type", "name", "containerPort"] where object.value(field) == nil {
        object.missing(field, remedy: "every listener has a type, a name and a containerPort")
      }
      type = object.choice("type", ListenerType.self) ?? .plaintext
      name = object.string("name") ?? ""
      containerPort = object.port("containerPort") ?? 0
      sslClientAuth = object.choice("sslClientAuth", SSLClientAuthentication.self) ?? .required
      serverSSLCertSecret = object.object("serverSSLCertSecret")?.text("name")
      usedForInnerBrokerCommunication = object.bool("usedForInnerBrokerCommunication") ?? false
      usedForControllerCommunication = object.bool("usedForControllerCommunication") ?? false
      usedForKafkaAdminCommunication = object.bool("usedForKafkaAdminCommunication") ?? false
      if object.value("name")?.stringValue != nil { Self.check(name, in: object) }
    }

    /// Koperator's pattern `^[a-z0-9\-]+` looks at the beginning only, so what follows is a warning; but a '/' would make
    /// the name of an Envoy's group, and what its certificate allows, stand for something else.
    private static func check(_ name: String, in object: ManifestObject) {
      let valid = NamePattern.listenerPrefix(of: name)
      if valid == 0 {
        object.problems.error(
          at: object.path.appending("name"), "'\(name)' does not match the pattern ^[a-z0-9-]+",
          remedy: "use lower-case letters, digits and '-'")
      } else if name.utf8.contains(UInt8(ascii: "/")) {
        object.problems.error(
          at: object.path.appending("name"), "'\(name)' holds a '/'", remedy: "use lower-case letters, digits and '-'")
      } else if valid < name.utf8.count {
        object.problems.warning(
          at: object.path.appending("name"), "'\(name)' has characters that names of Kubernetes objects cannot have",
          remedy: "use lower-case letters, digits and '-'")
      }
    }
  }
}
