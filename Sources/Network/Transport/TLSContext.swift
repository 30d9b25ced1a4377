import COpenSSL

/// Why a certificate, a key or a CA cannot be used.
public struct TLSError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// The certificate cannot be read.
    case certificate
    /// The key cannot be read, or is encrypted.
    case key
    /// The key is another certificate's.
    case mismatch
    /// The CA certificates cannot be read.
    case authority
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words, with the remedy.
  public let message: String

  /// The message.
  public var description: String { message }
}

/// Certificates and settings that TLS connections are made with. It does not change: to use a new certificate, make
/// a new context and hand it to what comes next.
///
/// TLS 1.2 with forward secrecy, or 1.3; no session tickets and no session cache, so that every connection shows its
/// certificate.
@safe public final class TLSContext: @unchecked Sendable {
  private let context: OpaquePointer
  private let protocols: ProtocolList?
  /// What the own certificate says; nil for a client without one.
  public let certificate: PeerIdentity?

  /// The protocols for ALPN as they stand on the wire: each with its length before it.
  private final class ProtocolList {
    let bytes: [UInt8]
    init(_ names: [String]) {
      var bytes: [UInt8] = []
      for name in names { bytes += [UInt8(clamping: name.utf8.count)] + Array(name.utf8) }
      self.bytes = bytes
    }
  }

  /// For a server.
  ///
  /// - Parameters:
  ///   - certificateChain: PEM: the server's certificate, then those between it and its CA.
  ///   - privateKey: PEM, not encrypted.
  ///   - clientAuthorities: PEM: the CAs of clients. Where given, a client must show a certificate of theirs.
  ///   - protocols: What ALPN may choose, the best first; a client that offers only others is refused.
  public static func server(
    certificateChain: [UInt8], privateKey: [UInt8], clientAuthorities: [UInt8]? = nil, protocols: [String]
  ) throws(TLSError) -> TLSContext {
    let context = try unsafe TLSContext(
      method: TLS_server_method(), certificateChain: certificateChain, privateKey: privateKey,
      authorities: clientAuthorities, protocols: protocols)
    context.finishServer(wantsClients: clientAuthorities != nil)
    return context
  }

  /// For a client.
  ///
  /// - Parameters:
  ///   - authorities: PEM: the CAs of servers; nil takes whoever answers, which is for tests only.
  ///   - certificateChain: PEM: the client's own certificate, for mutual TLS.
  ///   - privateKey: PEM, not encrypted.
  public static func client(
    authorities: [UInt8]?, certificateChain: [UInt8]? = nil, privateKey: [UInt8]? = nil, protocols: [String] = []
  ) throws(TLSError) -> TLSContext {
    let context = try unsafe TLSContext(
      method: TLS_client_method(), certificateChain: certificateChain, privateKey: privateKey,
      authorities: authorities, protocols: protocols)
    context.finishClient(verifies: authorities != nil)
    return context
  }

  private init(
    method: OpaquePointer?, certificateChain: [UInt8]?, privateKey: [UInt8]?, authorities: [UInt8]?, protocols: [String]
  ) throws(TLSError) {
    guard let context = unsafe SSL_CTX_new(method) else { fatalError("out of memory") }
    unsafe self.context = unsafe context
    self.protocols = protocols.isEmpty ? nil : ProtocolList(protocols)
    var identity: PeerIdentity?
    if let certificateChain { identity = try unsafe Self.useCertificate(certificateChain, context) }
    certificate = identity
    if let privateKey { try unsafe Self.useKey(privateKey, context) }
    if let authorities { try unsafe Self.useAuthorities(authorities, context) }
    unsafe koperator_ctx_set_min_version(context, TLS1_2_VERSION)
    // For TLS 1.2: only what has forward secrecy and authenticated encryption.
    unsafe SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20")
    unsafe koperator_ctx_set_options(context)
    unsafe SSL_CTX_set_num_tickets(context, 0)
    unsafe koperator_ctx_no_session_cache(context)
    let modes = SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS
    unsafe koperator_ctx_set_mode(context, Int(modes))
  }

  deinit { unsafe SSL_CTX_free(context) }

  private func finishServer(wantsClients: Bool) {
    if wantsClients {
      unsafe SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
    }
    guard let protocols else { return }
    let argument = unsafe Unmanaged.passUnretained(protocols).toOpaque()
    unsafe SSL_CTX_set_alpn_select_cb(
      context,
      { _, chosen, chosenLength, offered, offeredLength, argument in
        guard let argument = unsafe argument, let offered = unsafe offered else { return SSL_TLSEXT_ERR_ALERT_FATAL }
        let list = unsafe Unmanaged<ProtocolList>.fromOpaque(argument).takeUnretainedValue()
        let wanted = unsafe Array(UnsafeBufferPointer(start: offered, count: Int(offeredLength)))
        guard let place = TLSContext.choose(from: wanted, among: list.bytes) else { return SSL_TLSEXT_ERR_ALERT_FATAL }
        unsafe chosen?.pointee = unsafe offered + place.lowerBound
        unsafe chosenLength?.pointee = UInt8(place.count)
        return SSL_TLSEXT_ERR_OK
      }, argument)
  }

  /// The place, in what the client offers, of the best protocol that both have.
  fileprivate static func choose(from offered: [UInt8], among list: [UInt8]) -> Range<Int>? {
    for best in names(list) {
      for place in names(offered) where offered[place] == list[best] { return place }
    }
    return nil
  }

  private static func names(_ list: [UInt8]) -> [Range<Int>] {
    var names: [Range<Int>] = []
    var position = 0
    while position < list.count {
      let end = position + 1 + Int(list[position])
      guard end <= list.count else { break }
      names.append(position + 1..<end)
      position = end
    }
    return names
  }

  private func finishClient(verifies: Bool) {
    unsafe SSL_CTX_set_verify(context, verifies ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nil)
    if let protocols { unsafe SSL_CTX_set_alpn_protos(context, protocols.bytes, UInt32(protocols.bytes.count)) }
  }

  /// TLS for a connected socket; `serverName` is who a client wants to reach.
  func makeSession(_ descriptor: Int32, serverName: String?) -> TLSSession? {
    guard let session = unsafe SSL_new(context) else { return nil }
    unsafe SSL_set_fd(session, descriptor)
    if let serverName {
      unsafe koperator_set_host_name(session, serverName)
      unsafe SSL_set1_host(session, serverName)
    }
    return unsafe TLSSession(session, context: self)
  }

  var isServer: Bool { unsafe SSL_CTX_get_ssl_method(context) == TLS_server_method() }

  // MARK: Reading PEM

  private static func withMemory<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
    unsafe bytes.withUnsafeBytes { buffer in
      let memory = unsafe BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count))
      defer { unsafe BIO_free(memory) }
      return unsafe body(memory)
    }
  }

  private static func useCertificate(_ pem: [UInt8], _ context: OpaquePointer) throws(TLSError) -> PeerIdentity {
    ERR_clear_error()
    let identity: PeerIdentity? = unsafe withMemory(pem) { memory -> PeerIdentity? in
      guard let leaf = unsafe PEM_read_bio_X509(memory, nil, nil, nil) else { return nil }
      defer { unsafe X509_free(leaf) }
      guard unsafe SSL_CTX_use_certificate(context, leaf) == 1 else { return nil }
      while let next = unsafe PEM_read_bio_X509(memory, nil, nil, nil) {
        let isAdded = unsafe SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 1, UnsafeMutableRawPointer(next)) == 1
        unsafe X509_free(next)
        guard isAdded else { return nil }
      }
      return unsafe PeerIdentity(leaf)
    }
    guard let identity else {
      throw TLSError(
        code: .certificate, message: "the certificate is no PEM certificate (-----BEGIN CERTIFICATE-----)\(lastError())"
      )
    }
    ERR_clear_error()
    return identity
  }

  private static func useKey(_ pem: [UInt8], _ context: OpaquePointer) throws(TLSError) {
    ERR_clear_error()
    // A callback that knows no password: without it OpenSSL would ask on the terminal.
    let key = unsafe withMemory(pem) { unsafe PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil) }
    guard let key = unsafe key else {
      throw TLSError(
        code: .key, message: "the key is no unencrypted PEM private key (-----BEGIN PRIVATE KEY-----)\(lastError())")
    }
    defer { unsafe EVP_PKEY_free(key) }
    guard unsafe SSL_CTX_use_PrivateKey(context, key) == 1, unsafe SSL_CTX_check_private_key(context) == 1 else {
      ERR_clear_error()
      throw TLSError(
        code: .mismatch,
        message: "the key does not belong to the certificate: give the key that the certificate was made for")
    }
  }

  private static func useAuthorities(_ pem: [UInt8], _ context: OpaquePointer) throws(TLSError) {
    ERR_clear_error()
    let count: Int = unsafe withMemory(pem) { memory in
      let store = unsafe SSL_CTX_get_cert_store(context)
      var count = 0
      while let certificate = unsafe PEM_read_bio_X509(memory, nil, nil, nil) {
        unsafe X509_STORE_add_cert(store, certificate)
        unsafe SSL_CTX_add_client_CA(context, certificate)
        unsafe X509_free(certificate)
        count += 1
      }
      return count
    }
    ERR_clear_error()
    guard count > 0 else {
      throw TLSError(code: .authority, message: "the CA file holds no PEM certificate (-----BEGIN CERTIFICATE-----)")
    }
  }

  /// OpenSSL's reason for the last failure, in brackets.
  static func lastError() -> String {
    let number = ERR_get_error()
    guard number != 0, let reason = unsafe ERR_reason_error_string(number) else { return "" }
    return " (\(unsafe String(cString: reason)))"
  }
}
