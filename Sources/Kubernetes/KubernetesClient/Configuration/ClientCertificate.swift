public import KubernetesObjects

/// A client's certificate with its key, in PEM.
public struct ClientCertificate: Sendable, Hashable {
  /// The certificate and what leads to its authority.
  public let certificate: [UInt8]
  /// The key.
  public let key: SecretBytes
  /// The file that the certificate came from, where it may be written anew; nil for what stood in the configuration itself.
  public let certificateFile: String?
  /// The file that the key came from, where it may be written anew.
  public let keyFile: String?

  /// A certificate.
  public init(
    certificate: [UInt8], key: SecretBytes, certificateFile: String? = nil, keyFile: String? = nil
  ) {
    self.certificate = certificate
    self.key = key
    self.certificateFile = certificateFile
    self.keyFile = keyFile
  }
}
