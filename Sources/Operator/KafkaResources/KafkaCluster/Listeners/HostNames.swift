extension KafkaCluster {
  /// The host names of one Envoy's brokers and of its cluster, as clients put them into the TLS handshake.
  ///
  /// They are lower-case, as Envoy compares them. Whether they are valid and differ is a rule of the manifest.
  public struct HostNames: Sendable, Hashable {
    /// What stands for the broker's id in a template (the fork's word for it).
    public static let placeholder = "%id"

    /// The template of a broker's name.
    public let template: String
    /// The name that clients bootstrap from.
    public let bootstrap: String

    /// Names by a template and a bootstrap name.
    public init(template: String, bootstrap: String) {
      self.template = template.lowercased()
      self.bootstrap = bootstrap.lowercased()
    }

    /// The name of a broker.
    public func broker(_ id: Int32) -> String { template.replacing(Self.placeholder, with: String(id)) }
  }
}
