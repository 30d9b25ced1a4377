import JSON

extension KafkaCluster {
  /// Where the certificates of listeners come from that name no Secret of their own.
  public struct SSLSecrets: Sendable, Hashable {
    /// The Secret of the certificate authority; empty where it is not said.
    public let tlsSecretName: String
    /// A Secret with the key stores' password; Koperator does not look at it.
    public let jksPasswordName: String?
    /// Whether the certificate authority is made; else the Secret has to be there.
    public let create: Bool
    /// The cert-manager issuer that signs; nil where one is made.
    public let issuerRef: IssuerReference?
    /// What makes certificates (default cert-manager).
    public let pkiBackend: PKIBackend

    init(_ object: ManifestObject) {
      tlsSecretName = object.nonEmptyString("tlsSecretName") ?? ""
      jksPasswordName = object.nonEmptyString("jksPasswordName")
      create = object.bool("create") ?? false
      issuerRef = object.object("issuerRef").map { IssuerReference($0) }
      pkiBackend = object.nonEmptyString("pkiBackend").flatMap { PKIBackend(rawValue: $0) } ?? .certManager
    }
  }
}

/// What makes certificates.
public enum PKIBackend: String, Sendable, Hashable, CaseIterable {
  /// cert-manager.
  case certManager = "cert-manager"
  /// Kubernetes' certificate signing requests (of users alone).
  case kubernetesCSR = "k8s-csr"
}

/// An issuer of cert-manager.
public struct IssuerReference: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The kind, where it is said: `Issuer` or `ClusterIssuer`.
  public let kind: String?
  /// The API group, where it is said.
  public let group: String?

  init(_ object: ManifestObject) {
    name = object.nonEmptyString("name") ?? ""
    kind = object.nonEmptyString("kind")
    group = object.nonEmptyString("group")
  }
}
