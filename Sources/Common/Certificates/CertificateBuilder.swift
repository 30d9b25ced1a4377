import COpenSSL

/// A certificate in the making.
@safe
final class CertificateBuilder {
  /// How far a certificate's beginning lies back: clocks differ.
  static let leeway: Int64 = 3600
  /// RFC 5280 §4.1.2.5: from 2050 on, times are written otherwise; X.509 ends with the year 9999.
  static let lastSecond: Int64 = 253_402_300_799

  let handle: CertificateHandle
  private var issuer: CertificateHandle?

  /// A certificate with a subject, a validity and a serial number, but no key yet.
  init(commonName: String, now: Int64, validFor: Duration) throws(CertificatesError) {
    OpenSSLText.clearErrors()
    guard let pointer = unsafe X509_new() else { throw Self.refused("no certificate can be made") }
    unsafe handle = CertificateHandle(pointer)
    guard unsafe X509_set_version(pointer, 2) == 1 else { throw Self.refused("the version cannot be set") }
    try setSerial()
    let start = now - Self.leeway
    let end = now + validFor.components.seconds
    guard now >= 0, end > now, end <= Self.lastSecond else {
      throw CertificatesError(
        .validity, commonName,
        "it cannot be valid from \(now) for \(validFor.components.seconds) s: give a time "
          + "since 1970 and a duration above 0 that ends before the year 10000")
    }
    guard unsafe ASN1_TIME_set(X509_getm_notBefore(pointer), Int(start)) != nil,
      unsafe ASN1_TIME_set(X509_getm_notAfter(pointer), Int(end)) != nil
    else { throw Self.refused("the validity cannot be set") }
    try setSubject(commonName)
  }

  private static func refused(_ message: String) -> CertificatesError {
    CertificatesError(.refused, "certificate", message, cause: OpenSSLText.takeError())
  }

  /// A random number of 127 bits: positive, and of at most 20 octets (RFC 5280 §4.1.2.2).
  private func setSerial() throws(CertificatesError) {
    guard let number = unsafe BN_new() else { throw Self.refused("no serial number can be made") }
    defer { unsafe BN_free(number) }
    guard unsafe BN_rand(number, 127, 0, 0) == 1,
      unsafe BN_to_ASN1_INTEGER(number, X509_get_serialNumber(handle.pointer)) != nil
    else { throw Self.refused("no serial number can be made") }
  }

  private func setSubject(_ commonName: String) throws(CertificatesError) {
    let bytes = Array(commonName.utf8)
    // RFC 5280, appendix A: ub-common-name.
    guard !bytes.isEmpty, commonName.unicodeScalars.count <= 64 else {
      throw CertificatesError(
        .name, "common name '\(commonName)'", "it has \(commonName.unicodeScalars.count) characters: give 1 to 64")
    }
    let name = unsafe X509_get_subject_name(handle.pointer)
    guard
      unsafe X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_FLAG, bytes, Int32(clamping: bytes.count), -1, 0) == 1
    else { throw Self.refused("the common name '\(commonName)' cannot be set") }
  }

  /// Says whose certificate it is.
  func use(publicKeyOf key: KeyHandle) throws(CertificatesError) {
    guard unsafe X509_set_pubkey(handle.pointer, key.pointer) == 1 else { throw Self.refused("the key cannot be set") }
  }

  /// Says who signs it.
  func setIssuer(_ issuer: CertificateHandle) throws(CertificatesError) {
    self.issuer = issuer
    guard unsafe X509_set_issuer_name(handle.pointer, X509_get_subject_name(issuer.pointer)) == 1 else {
      throw Self.refused("the issuer cannot be set")
    }
  }

  /// Adds an extension in the words of OpenSSL's configuration, which are ours alone.
  func add(_ name: String, _ value: String) throws(CertificatesError) {
    var context = unsafe X509V3_CTX()
    unsafe X509V3_set_ctx(&context, issuer?.pointer, handle.pointer, nil, nil, 0)
    guard let made = unsafe X509V3_EXT_nconf(nil, &context, name, value) else {
      throw Self.refused("the extension \(name) cannot be made")
    }
    defer { unsafe X509_EXTENSION_free(made) }
    guard unsafe X509_add_ext(handle.pointer, made, -1) == 1 else {
      throw Self.refused("the extension \(name) cannot be added")
    }
  }

  /// Adds the subject's other names. They are set as values, not as text of a configuration: a comma is part of a name.
  func add(names: [CertificateName]) throws(CertificatesError) {
    guard let list = unsafe GENERAL_NAMES_new() else { throw Self.refused("no names can be made") }
    defer { unsafe koperator_general_names_free(list) }
    for name in names {
      guard let entry = try unsafe SubjectName.entry(name) else { throw Self.refused("no name can be made") }
      guard unsafe koperator_general_names_push(list, entry) == 1 else {
        unsafe GENERAL_NAME_free(entry)
        throw Self.refused("no name can be added")
      }
    }
    guard unsafe X509_add1_ext_i2d(handle.pointer, NID_subject_alt_name, UnsafeMutableRawPointer(list), 0, 0) == 1
    else { throw Self.refused("the names cannot be added") }
  }

  /// The certificate, signed.
  func signed(by key: KeyHandle) throws(CertificatesError) -> CertificateHandle {
    guard unsafe X509_sign(handle.pointer, key.pointer, EVP_sha256()) > 0 else {
      throw Self.refused("it cannot be signed")
    }
    return handle
  }

  /// Checks that a key is the certificate's.
  static func check(_ certificate: CertificateHandle, belongsTo key: KeyHandle) throws(CertificatesError) {
    guard unsafe X509_check_private_key(certificate.pointer, key.pointer) == 1 else {
      throw CertificatesError(
        .mismatch, "private key", "it does not belong to the certificate: give the key that it was made for",
        cause: OpenSSLText.takeError())
    }
  }

  /// Checks that a certificate may sign others.
  static func checkIsAuthority(_ certificate: CertificateHandle) throws(CertificatesError) {
    guard unsafe X509_check_ca(certificate.pointer) == 1 else {
      throw CertificatesError(
        .certificate, "CA certificate", "\(certificate.subject) is no CA: give a certificate with CA:TRUE")
    }
  }
}
