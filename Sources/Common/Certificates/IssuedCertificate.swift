/// A certificate with its key, and the CA that signed it.
public struct IssuedCertificate: Sendable, Hashable {
  /// The certificate, in PEM form.
  public let certificate: String
  /// Its key.
  public let key: PrivateKey
  /// The certificate of the CA, in PEM form.
  public let authority: String
  /// The subject, as RFC 2253 writes it: `CN=kafka,O=example`. Kafka takes it for the name of a principal.
  public let subject: String
  /// When it ends, in seconds since 1970.
  public let notAfter: Int64

  /// A certificate that is there already.
  ///
  /// - Throws: What of it is damaged, or that the key belongs to another certificate.
  public init(certificate: String, key: PrivateKey, authority: String) throws(CertificatesError) {
    let handle = try CertificateHandle.read(certificate, object: "certificate")[0]
    try CertificateBuilder.check(handle, belongsTo: KeyHandle.read(key))
    self.init(handle, key: key, authority: authority)
  }

  init(_ handle: CertificateHandle, key: PrivateKey, authority: String) {
    certificate = handle.pem
    self.key = key
    self.authority = authority
    subject = handle.subject
    notAfter = handle.notAfter
  }
}
