import COpenSSL

/// What a server's certificate says, read from its PEM text and found to belong to a private key. It keeps nothing of the
/// key.
public struct ServerCredentials: Sendable, Hashable {
  /// The subject, as RFC 2253 writes it; empty where it has none.
  public let subject: String
  /// The serial number, in hexadecimal digits.
  public let serialNumber: String
  /// The first second at which the certificate is valid, since 1970.
  public let notBefore: Int64
  /// The last second at which it is valid, since 1970.
  public let notAfter: Int64
  /// The certificate, in DER.
  private let leaf: [UInt8]

  /// Reads a chain, the server's certificate first, and its private key.
  ///
  /// - Throws: What is wrong with one of them: not PEM, damaged, encrypted, not a pair, not for servers, a chain that
  ///   clients do not take, or what Envoy does not take (RSA below 2048 bits, anything but RSA and ECDSA on P-256, P-384 and
  ///   P-521, a certificate that asks for OCSP stapling).
  public init(certificateChain: [UInt8], privateKey: [UInt8]) throws(CertificateError) {
    let chain = try PEMReader.certificates(in: certificateChain)
    let key = try PEMReader.privateKey(in: privateKey)
    guard let certificate = chain.first else { throw CertificateError(.certificate, PEMReader.noCertificate) }
    guard unsafe X509_check_private_key(certificate.pointer, key.pointer) == 1 else {
      let cause = PEMReader.takeError()
      if let place = chain.firstIndex(where: { unsafe X509_check_private_key($0.pointer, key.pointer) == 1 }) {
        throw CertificateError(
          .mismatch,
          "the private key belongs to certificate \(place + 1) of the chain: put that first",
          cause: cause)
      }
      throw CertificateError(
        .mismatch, "the private key does not belong to the certificate: give the key that it was made for", cause: cause
      )
    }
    if chain.count > Self.longestChain {
      throw CertificateError(
        .certificate,
        "the chain has \(chain.count) certificates, and Java clients take \(Self.longestChain): give the server's and "
          + "those up to its CA alone")
    }
    try Self.check(key)
    try Self.checkUse(of: certificate)
    subject = unsafe PEMReader.text { unsafe koperator_print_subject($0, certificate.pointer) }
    serialNumber = unsafe PEMReader.text { unsafe i2a_ASN1_INTEGER($0, X509_get0_serialNumber(certificate.pointer)) }
    notBefore = unsafe PEMReader.seconds(X509_get0_notBefore(certificate.pointer))
    notAfter = unsafe PEMReader.seconds(X509_get0_notAfter(certificate.pointer))
    leaf = certificate.encoded
  }

  /// Those of some host names that the certificate is not for. Only subject alternative names count (RFC 9525): clients
  /// do not look at the common name any more.
  public func uncovered(_ hosts: [String]) -> [String] {
    guard let certificate = PEMReader.Certificate(encoded: leaf) else { return hosts }
    let flags = UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT)
    return hosts.filter { unsafe X509_check_host(certificate.pointer, $0, $0.utf8.count, flags, nil) != 1 }
  }

  /// The certificates of a chain that Java's clients take (`jdk.tls.maxCertificateChainLength`).
  static let longestChain = 10

  private static func checkUse(of certificate: PEMReader.Certificate) throws(CertificateError) {
    if unsafe X509_get_extended_key_usage(certificate.pointer) & UInt32(XKU_SSL_SERVER | XKU_ANYEKU) == 0 {
      throw CertificateError(
        .purpose, "the certificate is not for servers: its extended key usage has to have serverAuth, or be left out")
    }
    // What OpenSSL's clients ask of a server; all bits where the certificate says nothing.
    let uses = UInt32(KU_DIGITAL_SIGNATURE | KU_KEY_ENCIPHERMENT | KU_KEY_AGREEMENT)
    if unsafe X509_get_key_usage(certificate.pointer) & uses == 0 {
      throw CertificateError(
        .purpose, "the certificate is not for TLS: its key usage has to have digitalSignature, or be left out")
    }
    if unsafe X509_get_ext_by_NID(certificate.pointer, NID_tlsfeature, -1) >= 0 {
      throw CertificateError(
        .purpose, "the certificate asks for OCSP stapling, which is not done: have it issued without must-staple")
    }
  }

  private static func check(_ key: PEMReader.Key) throws(CertificateError) {
    let bits = unsafe EVP_PKEY_get_bits(key.pointer)
    switch unsafe EVP_PKEY_get_base_id(key.pointer) {
    case EVP_PKEY_RSA:
      if bits >= 2048 { return }
      throw CertificateError(.unsupportedKey, "the key is RSA of \(bits) bits: Envoy takes 2048 and more")
    case EVP_PKEY_EC:
      var isExplicit: Int32 = 0
      if unsafe EVP_PKEY_get_int_param(key.pointer, "decoded-from-explicit", &isExplicit) == 1, isExplicit == 1 {
        throw CertificateError(
          .unsupportedKey, "the key spells its curve out: make one that names it (-pkeyopt ec_param_enc:named_curve)")
      }
      var name = [CChar](repeating: 0, count: 80)
      var count = 0
      _ = unsafe EVP_PKEY_get_group_name(key.pointer, &name, name.count, &count)
      let curve = String(decoding: name.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if ["prime256v1", "secp384r1", "secp521r1"].contains(curve) { return }
      throw CertificateError(.unsupportedKey, "the key is on the curve '\(curve)': Envoy takes P-256, P-384 and P-521")
    default:
      throw CertificateError(.unsupportedKey, "the key is neither RSA nor ECDSA: Envoy takes no other")
    }
  }
}
