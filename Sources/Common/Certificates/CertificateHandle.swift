import COpenSSL

/// Owns an X509.
@safe
final class CertificateHandle {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }
  deinit { unsafe X509_free(pointer) }

  /// The certificates of a text, at least one.
  static func read(_ pem: String, object: String) throws(CertificatesError) -> [CertificateHandle] {
    OpenSSLText.clearErrors()
    var found: [CertificateHandle] = []
    let isWhole = unsafe OpenSSLText.withReader(Array(pem.utf8)) { memory in
      while let next = unsafe PEM_read_bio_X509(memory, nil, nil, nil) { found.append(unsafe CertificateHandle(next)) }
      return koperator_is_end_of_pem(ERR_peek_last_error()) == 1
    }
    let cause = OpenSSLText.takeError()
    guard isWhole, !found.isEmpty else {
      throw CertificatesError(
        .certificate, object,
        "there is no certificate in PEM form (-----BEGIN CERTIFICATE-----), or it is damaged: give the whole text",
        cause: isWhole ? "" : cause)
    }
    return found
  }

  /// In PEM form.
  var pem: String { unsafe OpenSSLText.text { unsafe PEM_write_bio_X509($0, pointer) } }

  /// In DER.
  var der: [UInt8] { unsafe OpenSSLText.bytes { unsafe i2d_X509_bio($0, pointer) } }

  /// The subject, as RFC 2253 writes it.
  var subject: String { unsafe OpenSSLText.text { unsafe koperator_print_subject($0, pointer) } }

  /// When it ends, in seconds since 1970.
  var notAfter: Int64 {
    var days: Int32 = 0
    var seconds: Int32 = 0
    let epoch = unsafe ASN1_TIME_set(nil, 0)
    defer { unsafe ASN1_TIME_free(epoch) }
    guard unsafe ASN1_TIME_diff(&days, &seconds, epoch, X509_get0_notAfter(pointer)) == 1 else { return 0 }
    return Int64(days) * 86_400 + Int64(seconds)
  }
}
