public import KubernetesObjects

/// A client's certificate with its key, in PEM.
public struct ClientCertificate: Sendable, Hashable {
  /// The certificate and what leads to its authority.
  public let certificate: [UInt8]
  /// The key.
  public let key: SecretBytes

  /// A certificate.
  public init(certificate: [UInt8], key: SecretBytes) {
    self.certificate = certificate
    self.key = key
  }
}
