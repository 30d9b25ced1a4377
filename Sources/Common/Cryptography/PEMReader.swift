import COpenSSL

/// Reads certificates and keys from PEM text.
enum PEMReader {
  /// Owns an X509.
  @safe
  final class Certificate {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }
    deinit { unsafe X509_free(pointer) }

    /// A certificate in DER; nil where it is none.
    convenience init?(encoded: [UInt8]) {
      let pointer = unsafe encoded.withUnsafeBytes { buffer in
        var start = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        return unsafe d2i_X509(nil, &start, buffer.count)
      }
      guard let pointer = unsafe pointer else { return nil }
      unsafe self.init(pointer)
    }

    /// In DER.
    var encoded: [UInt8] {
      var bytes = [UInt8](repeating: 0, count: Int(max(0, unsafe i2d_X509(pointer, nil))))
      unsafe bytes.withUnsafeMutableBytes { buffer in
        var start = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        _ = unsafe i2d_X509(pointer, &start)
      }
      return bytes
    }
  }

  /// Owns an EVP_PKEY.
  @safe
  final class Key {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }
    deinit { unsafe EVP_PKEY_free(pointer) }
  }

  static let noCertificate =
    "there is no certificate (-----BEGIN CERTIFICATE-----): give PEM, the server's first, then those up to its CA"

  /// All certificates of a text, at least one.
  static func certificates(in bytes: [UInt8]) throws(CertificateError) -> [Certificate] {
    ERR_clear_error()
    var certificates: [Certificate] = []
    let isWhole = unsafe withReader(bytes) { memory in
      while let next = unsafe PEM_read_bio_X509(memory, nil, nil, nil) { certificates.append(unsafe Certificate(next)) }
      return koperator_is_end_of_pem(ERR_peek_last_error()) == 1
    }
    let cause = takeError()
    guard isWhole else {
      throw CertificateError(
        .certificate, "certificate \(certificates.count + 1) of the chain is damaged: write the PEM anew", cause: cause)
    }
    guard !certificates.isEmpty else { throw CertificateError(.certificate, noCertificate) }
    return certificates
  }

  /// The first private key of a text.
  static func privateKey(in bytes: [UInt8]) throws(CertificateError) -> Key {
    ERR_clear_error()
    // A callback that knows no password: without one OpenSSL would ask on the terminal.
    let key = unsafe withReader(bytes) { unsafe PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil) }
    let cause = takeError()
    if let key = unsafe key { return unsafe Key(key) }
    if isEncrypted(bytes) {
      throw CertificateError(
        .encryptedKey, "the private key is encrypted: decrypt it with openssl pkey -in FILE -out NEW", cause: cause)
    }
    throw CertificateError(
      .key, "there is no private key in PEM form (-----BEGIN PRIVATE KEY-----), or it is damaged", cause: cause)
  }

  // By bytes: searching a String for a String links the whole of regular expressions, 1 MB, into the agent.
  private static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    let word = Array("ENCRYPTED".utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: word) }
  }

  /// The seconds of a time since 1970.
  static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64 {
    let origin = unsafe ASN1_TIME_set(nil, 0)
    defer { unsafe ASN1_TIME_free(origin) }
    var days: Int32 = 0
    var seconds: Int32 = 0
    guard unsafe ASN1_TIME_diff(&days, &seconds, origin, time) == 1 else { return 0 }
    return Int64(days) * 86_400 + Int64(seconds)
  }

  /// What a call writes into a memory BIO.
  static func text(_ write: (OpaquePointer?) -> Int32) -> String {
    let memory = unsafe BIO_new(BIO_s_mem())
    defer { unsafe BIO_free(memory) }
    _ = unsafe write(memory)
    var data: UnsafeMutablePointer<CChar>?
    let count = unsafe koperator_bio_contents(memory, &data)
    guard let data = unsafe data, count > 0 else { return "" }
    return unsafe String(decoding: UnsafeRawBufferPointer(start: data, count: count), as: UTF8.self)
  }

  /// The reason of the last failure on this thread, and an empty error queue; empty where there is none.
  static func takeError() -> String {
    let number = ERR_peek_last_error()
    ERR_clear_error()
    guard number != 0 else { return "" }
    guard let reason = unsafe ERR_reason_error_string(number) else { return "OpenSSL error \(number)" }
    return unsafe String(cString: reason)
  }

  private static func withReader<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
    unsafe bytes.withUnsafeBytes { buffer in
      let memory = unsafe BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count))
      defer { unsafe BIO_free(memory) }
      return unsafe body(memory)
    }
  }
}
