import COpenSSL

extension IssuedCertificate {
  /// Key, certificate and CA in one file (PKCS #12), which Java and OpenSSL read.
  ///
  /// - Parameters:
  ///   - password: At least one character, all of them ASCII.
  ///   - name: The entry's name, Java's alias.
  public func pkcs12(password: String, name: String = "certificate") throws(CertificatesError) -> [UInt8] {
    try PKCS12File.check(password)
    let leaf = try CertificateHandle.read(certificate, object: "certificate")[0]
    let authorities = try CertificateHandle.read(authority, object: "CA certificate")
    let pair = try KeyHandle.read(key)
    let others = unsafe koperator_certificates_new()
    defer { unsafe koperator_certificates_free(others) }
    for authority in authorities { _ = unsafe koperator_certificates_push(others, authority.pointer) }
    let made = unsafe PKCS12_create(
      password, name, pair.pointer, leaf.pointer, others, NID_aes_256_cbc, NID_aes_256_cbc, PKCS12File.iterations,
      PKCS12File.iterations, 0)
    return try unsafe PKCS12File.bytes(made)
  }
}

extension CertificateAuthority {
  /// The CA's certificate in a file (PKCS #12) that Java takes for a trust store.
  ///
  /// - Parameters:
  ///   - password: At least one character, all of them ASCII.
  ///   - name: The entry's name, Java's alias.
  public func pkcs12TrustStore(password: String, name: String = "ca") throws(CertificatesError) -> [UInt8] {
    try PKCS12File.check(password)
    let authority = try CertificateHandle.read(certificate, object: "CA certificate")[0]
    var bags: OpaquePointer?
    defer { unsafe koperator_safe_bags_free(bags) }
    // The bag takes the entry's name from its certificate, which is a copy here.
    _ = unsafe X509_alias_set1(authority.pointer, name, Int32(clamping: name.utf8.count))
    guard let bag = unsafe PKCS12_add_cert(&bags, authority.pointer), unsafe PKCS12File.markTrusted(bag) else {
      throw PKCS12File.refused()
    }
    var safes: OpaquePointer?
    defer { unsafe koperator_safes_free(safes) }
    guard unsafe PKCS12_add_safe(&safes, bags, NID_aes_256_cbc, PKCS12File.iterations, password) == 1,
      let made = unsafe PKCS12_add_safes(safes, 0)
    else { throw PKCS12File.refused() }
    guard unsafe PKCS12_set_mac(made, password, -1, nil, 0, PKCS12File.iterations, EVP_sha256()) == 1 else {
      unsafe PKCS12_free(made)
      throw PKCS12File.refused()
    }
    return try unsafe PKCS12File.bytes(made)
  }
}

/// What both kinds of files share.
private enum PKCS12File {
  /// Rounds of the key derivation, as Java's keytool makes them.
  static let iterations: Int32 = 10_000
  /// The attribute by which Java tells a CA from a mere certificate, and its value, any extended key usage.
  private static let trustedKeyUsage = "2.16.840.1.113894.746875.1.1"
  private static let anyUsage = "2.5.29.37.0"

  static func check(_ password: String) throws(CertificatesError) {
    guard !password.isEmpty, password.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw CertificatesError(
        .password, "password of the store",
        "it is empty, or not all of it is ASCII, which not every program reads alike: give one of ASCII characters")
    }
  }

  static func refused() -> CertificatesError {
    CertificatesError(.refused, "PKCS #12 store", "it cannot be made", cause: OpenSSLText.takeError())
  }

  static func markTrusted(_ bag: OpaquePointer) -> Bool {
    unsafe koperator_safe_bag_add_object(bag, trustedKeyUsage, anyUsage) == 1
  }

  /// The bytes of a store, which is freed.
  static func bytes(_ store: OpaquePointer?) throws(CertificatesError) -> [UInt8] {
    guard let store = unsafe store else { throw refused() }
    defer { unsafe PKCS12_free(store) }
    let bytes = unsafe OpenSSLText.bytes { unsafe i2d_PKCS12_bio($0, store) }
    guard !bytes.isEmpty else { throw refused() }
    return bytes
  }
}
