import COpenSSL

/// Owns an EVP_PKEY.
@safe
final class KeyHandle {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }
  deinit { unsafe EVP_PKEY_free(pointer) }

  /// Makes a key.
  static func generate(_ algorithm: PrivateKey.Algorithm) throws(CertificatesError) -> KeyHandle {
    let made =
      switch algorithm {
      case .ellipticCurve: unsafe koperator_key_generate_ec("P-256")
      case .rsa: unsafe koperator_key_generate_rsa(2048)
      }
    guard let made = unsafe made else {
      throw CertificatesError(
        .refused, "private key", "OpenSSL makes none: look at its configuration (openssl version -d)",
        cause: OpenSSLText.takeError())
    }
    return unsafe KeyHandle(made)
  }

  /// Reads a key.
  static func read(_ key: PrivateKey) throws(CertificatesError) -> KeyHandle {
    OpenSSLText.clearErrors()
    // A callback that knows no password: without one OpenSSL would ask on the terminal.
    let pointer = unsafe OpenSSLText.withReader(Array(key.reveal().utf8)) {
      unsafe PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let pointer = unsafe pointer else {
      throw CertificatesError(
        .key, "private key",
        "there is none in PEM form (-----BEGIN PRIVATE KEY-----), or it is damaged or encrypted: give the whole key, "
          + "not encrypted", cause: OpenSSLText.takeError())
    }
    return unsafe KeyHandle(pointer)
  }

  /// In PEM form (PKCS #8).
  func privatePEM() throws(CertificatesError) -> String {
    let text = unsafe OpenSSLText.text { unsafe PEM_write_bio_PrivateKey($0, pointer, nil, nil, 0, nil, nil) }
    guard !text.isEmpty else {
      throw CertificatesError(.refused, "private key", "it cannot be written", cause: OpenSSLText.takeError())
    }
    return text
  }

  /// In DER (PKCS #8).
  func privateDER() throws(CertificatesError) -> [UInt8] {
    guard let info = unsafe EVP_PKEY2PKCS8(pointer) else {
      throw CertificatesError(.refused, "private key", "it cannot be written", cause: OpenSSLText.takeError())
    }
    defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
    let bytes = unsafe OpenSSLText.bytes { unsafe i2d_PKCS8_PRIV_KEY_INFO_bio($0, info) }
    guard !bytes.isEmpty else {
      throw CertificatesError(.refused, "private key", "it cannot be written", cause: OpenSSLText.takeError())
    }
    return bytes
  }
}
