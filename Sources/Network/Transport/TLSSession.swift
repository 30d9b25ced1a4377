import COpenSSL

/// TLS on one socket.
@safe final class TLSSession {
  enum Handshake {
    case done
    case wantsRead
    case wantsWrite
    case failed(String)
  }

  enum Read {
    case bytes(Int)
    case wantsRead
    case wantsWrite
    case end
    case failed(String)
  }

  enum Write {
    case wrote(Int)
    case wantsRead
    case wantsWrite
    case failed(String)
  }

  private let session: OpaquePointer
  private let context: TLSContext

  init(_ session: OpaquePointer, context: TLSContext) {
    unsafe self.session = unsafe session
    self.context = context
    if context.isServer { unsafe SSL_set_accept_state(session) } else { unsafe SSL_set_connect_state(session) }
  }

  deinit { unsafe SSL_free(session) }

  func handshake() -> Handshake {
    ERR_clear_error()
    let result = unsafe SSL_do_handshake(session)
    if result == 1 { return .done }
    switch unsafe SSL_get_error(session, result) {
    case SSL_ERROR_WANT_READ: return .wantsRead
    case SSL_ERROR_WANT_WRITE: return .wantsWrite
    default: return .failed(reason())
    }
  }

  private func reason() -> String {
    let text = TLSContext.lastError()
    ERR_clear_error()
    return text.isEmpty ? "the other side closed the connection" : String(text.dropFirst(2).dropLast())
  }

  /// Whether bytes were decrypted that nobody has read.
  var hasPending: Bool { unsafe SSL_has_pending(session) == 1 }

  func read(into buffer: inout [UInt8]) -> Read {
    ERR_clear_error()
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe SSL_read(session, $0.baseAddress, Int32($0.count)) }
    if count > 0 { return .bytes(Int(count)) }
    switch unsafe SSL_get_error(session, count) {
    case SSL_ERROR_WANT_READ: return .wantsRead
    case SSL_ERROR_WANT_WRITE: return .wantsWrite
    case SSL_ERROR_ZERO_RETURN: return .end
    default: return .failed(reason())
    }
  }

  func write(_ bytes: [UInt8]) -> Write {
    ERR_clear_error()
    let count = unsafe bytes.withUnsafeBytes { unsafe SSL_write(session, $0.baseAddress, Int32($0.count)) }
    if count > 0 { return .wrote(Int(count)) }
    switch unsafe SSL_get_error(session, count) {
    case SSL_ERROR_WANT_READ: return .wantsRead
    case SSL_ERROR_WANT_WRITE: return .wantsWrite
    default: return .failed(reason())
    }
  }

  func sayGoodbye() {
    ERR_clear_error()
    unsafe SSL_shutdown(session)
    ERR_clear_error()
  }

  var applicationProtocol: String? {
    var name: UnsafePointer<UInt8>?
    var length: UInt32 = 0
    unsafe SSL_get0_alpn_selected(session, &name, &length)
    guard let name = unsafe name, length > 0 else { return nil }
    return unsafe String(decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
  }

  var peerIdentity: PeerIdentity? {
    guard let certificate = unsafe SSL_get1_peer_certificate(session) else { return nil }
    defer { unsafe X509_free(certificate) }
    return unsafe PeerIdentity(certificate)
  }
}
