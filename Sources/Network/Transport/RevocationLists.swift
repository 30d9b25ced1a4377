import COpenSSL

/// Certificate revocation lists (CRLs, RFC 5280 §5) from a PEM text, for the certificates that clients show.
///
/// Only the client's own certificate is looked up, not the CAs above it. A list that has expired is used on, with a warning:
/// whom it revokes stays out, and nobody is locked out because a list was not renewed in time. A client whose CA has no list
/// is refused.
@safe
struct RevocationLists {
  /// What is odd but no error, in words.
  private(set) var warnings: [String] = []
  /// When the first of the lists expires, in seconds since 1970; nil where none says.
  private(set) var expiry: Int64?
  private var lists: [List] = []

  @safe
  private final class List {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }
    deinit { unsafe X509_CRL_free(pointer) }
  }

  init(_ pem: PEM) throws(TLSError) {
    ERR_clear_error()
    var lists: [List] = []
    let isWhole = unsafe OpenSSL.withReader(pem.bytes) { memory in
      while let next = unsafe PEM_read_bio_X509_CRL(memory, nil, nil, nil) { lists.append(unsafe List(next)) }
      return koperator_is_end_of_pem(ERR_peek_last_error()) == 1
    }
    let cause = OpenSSL.takeError()
    let remedy = "give a PEM file with the revocation lists of the clients' CAs"
    guard isWhole else {
      throw TLSError(
        .revocations, pem.name, "revocation list \(lists.count + 1) is damaged: \(remedy)", cause: cause)
    }
    guard !lists.isEmpty else {
      throw TLSError(
        .revocations, pem.name, "there is no revocation list (-----BEGIN X509 CRL-----): \(remedy)")
    }
    self.lists = lists
    for list in lists { note(list, of: pem) }
  }

  private mutating func note(_ list: List, of pem: PEM) {
    let issuer = unsafe OpenSSL.text { unsafe koperator_print_name($0, X509_CRL_get_issuer(list.pointer)) }
    let from = unsafe X509_CRL_get0_lastUpdate(list.pointer)
    if unsafe X509_cmp_current_time(from) > 0 {
      let when = unsafe OpenSSL.text { unsafe ASN1_TIME_print($0, from) }
      warnings.append(
        "\(pem.name): the revocation list of \(issuer) is not valid before \(when); it is used nevertheless")
    }
    guard let until = unsafe X509_CRL_get0_nextUpdate(list.pointer) else { return }
    let end = unsafe PeerIdentity.seconds(until)
    expiry = min(expiry ?? end, end)
    if unsafe X509_cmp_current_time(until) < 0 {
      let when = unsafe OpenSSL.text { unsafe ASN1_TIME_print($0, until) }
      warnings.append(
        "\(pem.name): the revocation list of \(issuer) expired on \(when): who was revoked since is let in; "
          + "give a newer one")
    }
  }

  /// Adds the lists to a context, which looks clients up in them from then on.
  mutating func install(on context: OpaquePointer, authorities: [CredentialLoader.Certificate], _ pem: PEM) {
    let store = unsafe SSL_CTX_get_cert_store(context)
    for list in lists { unsafe X509_STORE_add_crl(store, list.pointer) }
    ERR_clear_error()
    unsafe X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), UInt(X509_V_FLAG_CRL_CHECK))
    for authority in authorities {
      let name = unsafe X509_get_subject_name(authority.pointer)
      let hasList = lists.contains { unsafe X509_NAME_cmp(X509_CRL_get_issuer($0.pointer), name) == 0 }
      guard !hasList else { continue }
      let text = unsafe PeerIdentity(authority.pointer).subject
      warnings.append("\(pem.name): there is no revocation list of \(text): clients with its certificates are refused")
    }
  }

  /// Lets lists be used that have expired, or are of the future by a clock that is wrong.
  static let verify: @convention(c) (Int32, OpaquePointer?) -> Int32 = { isGood, store in
    guard isGood == 0 else { return isGood }
    let error = unsafe X509_STORE_CTX_get_error(store)
    guard error == X509_V_ERR_CRL_HAS_EXPIRED || error == X509_V_ERR_CRL_NOT_YET_VALID else { return isGood }
    unsafe X509_STORE_CTX_set_error(store, X509_V_OK)
    return 1
  }
}
