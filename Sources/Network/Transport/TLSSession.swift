import COpenSSL

/// TLS of one connection, between bytes and bytes: it meets no socket. What comes is lent to it (`feed`), what is to be sent
/// lands in the loop's shared ciphertext buffer, so that an idle session holds no buffers of its own.
@safe
final class TLSSession {
  /// How a handshake stands.
  enum Handshake {
    case done
    case wantsInput
    case failed(String)
  }

  /// What a read brought.
  enum Read {
    case bytes(Int)
    case wantsInput
    case ended
    case failed(String)
  }

  private let session: OpaquePointer
  private let context: TLSContext
  private let buffers: LoopBuffers
  private var input = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// A session that begins with the next call of `handshake`; nil where OpenSSL has no memory.
  ///
  /// - Parameter serverName: Who a client wants to reach: a host name, or a numeric address.
  init?(_ context: TLSContext, buffers: LoopBuffers, serverName: String? = nil) {
    guard let session = unsafe SSL_new(context.context) else { return nil }
    guard let stream = unsafe BIO_new(BufferStream.method) else {
      unsafe SSL_free(session)
      return nil
    }
    unsafe self.session = session
    self.context = context
    self.buffers = buffers
    unsafe BIO_set_data(stream, Unmanaged.passUnretained(self).toOpaque())
    unsafe BIO_set_init(stream, 1)
    unsafe SSL_set_bio(session, stream, stream)
    if context.isServer {
      unsafe SSL_set_accept_state(session)
    } else {
      unsafe SSL_set_connect_state(session)
      if let serverName { prepareClient(serverName) }
    }
  }

  deinit { unsafe SSL_free(session) }

  private func prepareClient(_ serverName: String) {
    // The root's dot belongs to the look-up only: neither SNI (RFC 6066 §3) nor certificates have it.
    let name = serverName.hasSuffix(".") ? String(serverName.dropLast()) : serverName
    let isAddress = NetworkAddress.ipv4(name[...]) != nil || NetworkAddress.ipv6(name[...]) != nil
    if !isAddress { unsafe koperator_ssl_set_server_name(session, name) }
    guard context.verifiesName else { return }
    if isAddress {
      unsafe X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), name)
    } else {
      unsafe SSL_set1_host(session, name)
    }
  }

  // MARK: Working

  /// Lends bytes that came; they must be there until they are used up, that is, until a call says `wantsInput`.
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe input = bytes }

  /// Whether lent bytes are left.
  var hasInput: Bool { unsafe !input.isEmpty }

  func handshake() -> Handshake {
    ERR_clear_error()
    let result = unsafe SSL_do_handshake(session)
    if result == 1 { return .done }
    if unsafe SSL_get_error(session, result) == SSL_ERROR_WANT_READ { return .wantsInput }
    return .failed(reason())
  }

  func read(into target: UnsafeMutableBufferPointer<UInt8>) -> Read {
    ERR_clear_error()
    let count = unsafe SSL_read(session, target.baseAddress, Int32(clamping: target.count))
    if count > 0 { return .bytes(Int(count)) }
    switch unsafe SSL_get_error(session, count) {
    case SSL_ERROR_WANT_READ: return .wantsInput
    case SSL_ERROR_ZERO_RETURN: return .ended
    default: return .failed(reason())
    }
  }

  /// Seals one record's worth of bytes; false where the session is broken.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    ERR_clear_error()
    return unsafe SSL_write(session, bytes.baseAddress, Int32(clamping: bytes.count)) == Int32(clamping: bytes.count)
  }

  /// Says that nothing more comes (close_notify).
  func sayGoodbye() {
    ERR_clear_error()
    unsafe SSL_shutdown(session)
    ERR_clear_error()
  }

  private func reason() -> String {
    // What was found on the peer's certificate stays with the session, also where anyone is trusted: it explains this failure
    // alone.
    let isVerification = ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_CERTIFICATE_VERIFY_FAILED
    let text = OpenSSL.takeError()
    guard isVerification, let reason = unsafe X509_verify_cert_error_string(SSL_get_verify_result(session)) else {
      return text.isEmpty ? "the peer closed the connection" : text
    }
    return unsafe "\(text): \(String(cString: reason))"
  }

  // MARK: What was agreed

  var applicationProtocol: String? {
    var name: UnsafePointer<UInt8>?
    var length: UInt32 = 0
    unsafe SSL_get0_alpn_selected(session, &name, &length)
    guard let name = unsafe name, length > 0 else { return nil }
    return unsafe String(decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
  }

  var version: String { unsafe String(cString: SSL_get_version(session)) }

  var peerIdentity: PeerIdentity? {
    guard let certificate = unsafe SSL_get1_peer_certificate(session) else { return nil }
    defer { unsafe X509_free(certificate) }
    return unsafe PeerIdentity(certificate)
  }

  /// The peer's certificate as DER.
  var peerCertificate: [UInt8]? {
    guard let certificate = unsafe SSL_get1_peer_certificate(session) else { return nil }
    defer { unsafe X509_free(certificate) }
    return unsafe Self.encoding(of: certificate)
  }

  /// Frees the certificates between the peer's own and its CA, which nobody needs after the handshake: some 4 KB each.
  func forgetChain() { unsafe koperator_certificates_clear(SSL_get_peer_cert_chain(session)) }

  private static func encoding(of certificate: OpaquePointer) -> [UInt8] {
    let length = unsafe i2d_X509(certificate, nil)
    guard length > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      var position = buffer.baseAddress
      count = Int(max(0, unsafe i2d_X509(certificate, &position)))
    }
  }

  // MARK: OpenSSL's side

  fileprivate func take(_ target: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
    let taken = min(count, unsafe input.count)
    guard taken > 0, let source = unsafe input.baseAddress else { return 0 }
    unsafe UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: taken)
    unsafe input = UnsafeBufferPointer(rebasing: input[taken...])
    return taken
  }

  fileprivate func give(_ source: UnsafePointer<CChar>, _ count: Int) {
    unsafe buffers.ciphertext.append(contentsOf: UnsafeRawBufferPointer(start: source, count: count))
  }
}

/// The kind of BIO that sessions work on: it reads what was lent, and writes to the loop's buffer.
private enum BufferStream {
  /// Made once and never freed.
  nonisolated(unsafe) static let method: OpaquePointer? = {
    let method = unsafe BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "loop buffers")
    unsafe BIO_meth_set_read(method) { stream, target, count in
      guard let stream = unsafe stream, let target = unsafe target, let data = unsafe BIO_get_data(stream) else {
        return -1
      }
      unsafe koperator_bio_clear_retry_flags(stream)
      let session = unsafe Unmanaged<TLSSession>.fromOpaque(data).takeUnretainedValue()
      let taken = unsafe session.take(target, Int(count))
      if taken > 0 { return Int32(taken) }
      unsafe koperator_bio_set_retry_read(stream)
      return -1
    }
    unsafe BIO_meth_set_write(method) { stream, source, count in
      guard let stream = unsafe stream, let source = unsafe source, let data = unsafe BIO_get_data(stream) else {
        return -1
      }
      unsafe koperator_bio_clear_retry_flags(stream)
      unsafe Unmanaged<TLSSession>.fromOpaque(data).takeUnretainedValue().give(source, Int(count))
      return count
    }
    unsafe BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
    return unsafe method
  }()
}
