/// A certificate authority: its certificate, and the key that signs others'.
///
/// It keeps no list of what it issued. Its key must never be printed; who stores it says so by `key.reveal()`.
public struct CertificateAuthority: Sendable, Hashable {
  /// Its certificate, in PEM form.
  public let certificate: String
  /// Its key.
  public let key: PrivateKey
  /// When it ends, in seconds since 1970.
  public let notAfter: Int64

  /// Makes an authority that signs itself.
  ///
  /// - Parameters:
  ///   - commonName: What people see as the issuer.
  ///   - now: Seconds since 1970; it is valid from an hour before, for clocks that are behind.
  ///   - validFor: How long.
  public init(
    commonName: String, now: Int64, validFor: Duration = .seconds(3650 * 86_400),
    algorithm: PrivateKey.Algorithm = .ellipticCurve
  ) throws(CertificatesError) {
    key = try PrivateKey(algorithm)
    let pair = try KeyHandle.read(key)
    let builder = try CertificateBuilder(commonName: commonName, now: now, validFor: validFor)
    try builder.use(publicKeyOf: pair)
    try builder.setIssuer(builder.handle)
    try builder.add("basicConstraints", "critical,CA:TRUE")
    try builder.add("keyUsage", "critical,keyCertSign,cRLSign")
    try builder.add("subjectKeyIdentifier", "hash")
    let handle = try builder.signed(by: pair)
    certificate = handle.pem
    notAfter = handle.notAfter
  }

  /// Takes an authority that is there already.
  ///
  /// - Throws: What of it is damaged; that it is none of a CA; that the key belongs to another certificate.
  public init(certificate: String, key: PrivateKey) throws(CertificatesError) {
    let handle = try CertificateHandle.read(certificate, object: "CA certificate")[0]
    try CertificateBuilder.checkIsAuthority(handle)
    try CertificateBuilder.check(handle, belongsTo: KeyHandle.read(key))
    self.certificate = handle.pem
    self.key = key
    notAfter = handle.notAfter
  }

  /// Makes a key and signs a certificate for it.
  ///
  /// - Parameters:
  ///   - commonName: The subject; it is not looked at where names are.
  ///   - names: Who its owner is.
  ///   - now: Seconds since 1970; it is valid from an hour before, for clocks that are behind.
  ///   - validFor: How long; it never outlives the authority.
  ///   - usage: What it is for.
  public func issue(
    commonName: String, names: [CertificateName], now: Int64, validFor: Duration = .seconds(365 * 86_400),
    usage: CertificateUsage = [.server, .client], algorithm: PrivateKey.Algorithm = .ellipticCurve
  ) throws(CertificatesError) -> IssuedCertificate {
    let key = try PrivateKey(algorithm)
    let pair = try KeyHandle.read(key)
    let issuer = try CertificateHandle.read(certificate, object: "CA certificate")[0]
    let builder = try CertificateBuilder(
      commonName: commonName, now: now, validFor: min(validFor, .seconds(max(1, notAfter - now))))
    try builder.use(publicKeyOf: pair)
    try builder.setIssuer(issuer)
    try builder.add("basicConstraints", "critical,CA:FALSE")
    try builder.add(
      "keyUsage", algorithm == .rsa ? "critical,digitalSignature,keyEncipherment" : "critical,digitalSignature")
    if !usage.isEmpty { try builder.add("extendedKeyUsage", usage.extensionText) }
    try builder.add("subjectKeyIdentifier", "hash")
    try builder.add("authorityKeyIdentifier", "keyid")
    if !names.isEmpty { try builder.add(names: names) }
    let handle = try builder.signed(by: KeyHandle.read(self.key))
    return IssuedCertificate(handle, key: key, authority: certificate)
  }
}
