import COpenSSL

/// What a store of Java's formats holds: JKS (version 1 or 2) or PKCS #12.
public struct KeyStoreContents: Sendable, Hashable {
  /// The certificate of the key and those up to its CA, in PEM form; empty where there is no key.
  public let certificateChain: String
  /// The first key, not encrypted; nil in a trust store.
  public let key: PrivateKey?
  /// The certificates that are trusted, in PEM form; of a key store those behind the key's own.
  public let authorities: String

  /// Reads a store, whichever of the formats it has: Java, too, looks at the bytes and not at the name.
  ///
  /// - Parameters:
  ///   - password: Of the store.
  ///   - keyPassword: Of the key in a JKS store, where it is another one.
  /// - Throws: `CertificatesError` where the bytes are damaged or the password is wrong.
  public init(_ bytes: [UInt8], password: String, keyPassword: String? = nil) throws(CertificatesError) {
    if bytes.starts(with: [0xFE, 0xED, 0xFE, 0xED]) {
      var reader = JavaKeyStoreReader(bytes, password: password, keyPassword: keyPassword ?? password)
      self = try reader.contents()
    } else {
      self = try Self.pkcs12(bytes, password: password)
    }
  }

  init(chain: [CertificateHandle], key: PrivateKey?, trusted: [CertificateHandle]) {
    certificateChain = key == nil ? "" : chain.map(\.pem).joined()
    self.key = key
    authorities = (trusted + (key == nil ? [] : chain.dropFirst())).map(\.pem).joined()
  }

  private static func pkcs12(_ bytes: [UInt8], password: String) throws(CertificatesError) -> KeyStoreContents {
    OpenSSLText.clearErrors()
    let store = unsafe OpenSSLText.withReader(bytes) { unsafe d2i_PKCS12_bio($0, nil) }
    guard let store = unsafe store else {
      throw CertificatesError(
        .certificate, "key store", "it is neither JKS nor PKCS #12, or it is damaged: write it anew",
        cause: OpenSSLText.takeError())
    }
    defer { unsafe PKCS12_free(store) }
    var key: OpaquePointer?
    var leaf: OpaquePointer?
    var others: OpaquePointer?
    guard unsafe PKCS12_parse(store, password, &key, &leaf, &others) == 1 else {
      throw CertificatesError(
        .password, "key store", "the password is wrong, or the store is damaged", cause: OpenSSLText.takeError())
    }
    let pair = unsafe key.map { unsafe KeyHandle($0) }
    var chain: [CertificateHandle] = []
    if let leaf = unsafe leaf { chain.append(unsafe CertificateHandle(leaf)) }
    while let next = unsafe koperator_certificates_take(others) { chain.append(unsafe CertificateHandle(next)) }
    unsafe koperator_certificates_free(others)
    guard let pair else { return KeyStoreContents(chain: [], key: nil, trusted: chain) }
    return KeyStoreContents(chain: chain, key: PrivateKey(pem: try pair.privatePEM()), trusted: [])
  }
}

extension CertificateHandle {
  /// A certificate in DER.
  static func read(der: [UInt8]) throws(CertificatesError) -> CertificateHandle {
    OpenSSLText.clearErrors()
    guard let pointer = unsafe OpenSSLText.withReader(der, { unsafe d2i_X509_bio($0, nil) }) else {
      throw CertificatesError(
        .certificate, "key store", "a certificate in it is damaged: write it anew", cause: OpenSSLText.takeError())
    }
    return unsafe CertificateHandle(pointer)
  }
}

extension KeyHandle {
  /// A key in DER (PKCS #8, not encrypted).
  static func read(der: [UInt8]) throws(CertificatesError) -> KeyHandle {
    OpenSSLText.clearErrors()
    guard let pointer = unsafe OpenSSLText.withReader(der, { unsafe d2i_PrivateKey_bio($0, nil) }) else {
      throw CertificatesError(
        .key, "key store", "the key in it is damaged: write it anew", cause: OpenSSLText.takeError())
    }
    return unsafe KeyHandle(pointer)
  }
}
