import COpenSSL

/// Puts certificates and keys into a TLS context, and says what is wrong with those that it cannot use.
@safe
struct CredentialLoader {
  private let context: OpaquePointer
  private(set) var identity: PeerIdentity?
  private(set) var warnings: [String] = []
  private(set) var revocationsExpire: Int64?
  private var authorities: [Certificate] = []

  init(_ context: OpaquePointer) { unsafe self.context = context }

  /// Uses a certificate, those between it and its CA, and its key.
  mutating func use(_ chain: PEM, key: PEM) throws(TLSError) {
    let certificates = try Self.certificates(
      in: chain, .certificate,
      remedy: "give a PEM file with the certificate first and those between it and its CA after it")
    guard let leaf = certificates.first else { return }
    guard unsafe SSL_CTX_use_certificate(context, leaf.pointer) == 1 else {
      throw TLSError(.certificate, chain.name, "the certificate cannot be used", cause: OpenSSL.takeError())
    }
    for next in certificates.dropFirst() {
      guard unsafe koperator_ssl_ctx_add_chain_certificate(context, next.pointer) == 1 else {
        throw TLSError(
          .certificate, chain.name, "a certificate of the chain cannot be used", cause: OpenSSL.takeError())
      }
    }
    let identity = unsafe PeerIdentity(leaf.pointer)
    self.identity = identity
    if unsafe X509_cmp_current_time(X509_get0_notAfter(leaf.pointer)) < 0 {
      let when = unsafe OpenSSL.text { unsafe ASN1_TIME_print($0, X509_get0_notAfter(leaf.pointer)) }
      warnings.append("\(chain.name): the certificate of \(identity.subject) expired on \(when)")
    }
    if unsafe X509_cmp_current_time(X509_get0_notBefore(leaf.pointer)) > 0 {
      let when = unsafe OpenSSL.text { unsafe ASN1_TIME_print($0, X509_get0_notBefore(leaf.pointer)) }
      warnings.append("\(chain.name): the certificate of \(identity.subject) is not valid before \(when)")
    }
    try useKey(key, of: chain)
  }

  private func useKey(_ pem: PEM, of chain: PEM) throws(TLSError) {
    ERR_clear_error()
    // A callback that knows no password: without one OpenSSL would ask on the terminal.
    let key = unsafe OpenSSL.withReader(pem.bytes) {
      unsafe PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let key = unsafe key else {
      let cause = OpenSSL.takeError()
      if Self.isEncrypted(pem) {
        throw TLSError(
          .encryptedKey, pem.name, "the private key is encrypted: decrypt it with openssl pkey -in FILE -out NEW",
          cause: cause)
      }
      throw TLSError(
        .key, pem.name, "there is no private key in PEM form (-----BEGIN PRIVATE KEY-----), or it is damaged",
        cause: cause)
    }
    defer { unsafe EVP_PKEY_free(key) }
    guard unsafe SSL_CTX_use_PrivateKey(context, key) == 1, unsafe SSL_CTX_check_private_key(context) == 1 else {
      throw TLSError(
        .mismatch, pem.name,
        "the private key does not belong to the certificate in \(chain.name): give the key that it was made for",
        cause: OpenSSL.takeError())
    }
  }

  /// Looks clients up in revocation lists; after `trust`.
  mutating func revoke(_ pem: PEM) throws(TLSError) {
    var lists = try RevocationLists(pem)
    unsafe lists.install(on: context, authorities: authorities, pem)
    warnings += lists.warnings
    revocationsExpire = lists.expiry
  }

  /// Trusts CAs; a server also names them to its clients.
  mutating func trust(_ pem: PEM, namesToClients: Bool) throws(TLSError) {
    let certificates = try Self.certificates(
      in: pem, .authority, remedy: "give a PEM file with the certificates of the CAs")
    let store = unsafe SSL_CTX_get_cert_store(context)
    for certificate in certificates {
      unsafe X509_STORE_add_cert(store, certificate.pointer)
      if namesToClients { unsafe SSL_CTX_add_client_CA(context, certificate.pointer) }
    }
    authorities += certificates
    ERR_clear_error()
  }

  /// Owns an X509.
  @safe
  final class Certificate {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }
    deinit { unsafe X509_free(pointer) }
  }

  /// All certificates of a text, at least one.
  private static func certificates(
    in pem: PEM, _ code: TLSError.Code, remedy: String
  ) throws(TLSError) -> [Certificate] {
    ERR_clear_error()
    var certificates: [Certificate] = []
    let isWhole = unsafe OpenSSL.withReader(pem.bytes) { memory in
      while let next = unsafe PEM_read_bio_X509(memory, nil, nil, nil) { certificates.append(unsafe Certificate(next)) }
      return koperator_is_end_of_pem(ERR_peek_last_error()) == 1
    }
    let cause = OpenSSL.takeError()
    guard isWhole else {
      throw TLSError(code, pem.name, "certificate \(certificates.count + 1) is damaged: \(remedy)", cause: cause)
    }
    guard !certificates.isEmpty else {
      throw TLSError(code, pem.name, "there is no certificate (-----BEGIN CERTIFICATE-----): \(remedy)")
    }
    return certificates
  }

  private static func isEncrypted(_ pem: PEM) -> Bool {
    let mark = Array("ENCRYPTED".utf8)
    guard pem.bytes.count >= mark.count else { return false }
    for start in 0...(pem.bytes.count - mark.count) where pem.bytes[start..<start + mark.count].elementsEqual(mark) {
      return true
    }
    return false
  }
}
