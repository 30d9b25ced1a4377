import JSON

extension KafkaCluster {
  /// What Contour needs to serve the listeners that have an address within the Kubernetes cluster alone (the fork).
  public struct ContourIngressConfig: Sendable, Hashable {
    /// The Secret that it terminates TLS with.
    public let tlsSecretName: String?
    /// The template of brokers' host names.
    public let brokerFQDNTemplate: String?

    init(_ object: ManifestObject) {
      tlsSecretName = object.nonEmptyString("tlsSecretName")
      brokerFQDNTemplate = object.nonEmptyString("brokerFQDNTemplate")
    }
  }
}
