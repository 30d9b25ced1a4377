import COpenSSL

/// Certificates and settings that TLS connections are made with. It does not change: to use a new certificate, make
/// a new context and hand it to what comes next.
///
/// TLS 1.2 with forward secrecy, or 1.3; no session tickets, no session cache, no renegotiation and no compression,
/// so that every connection shows its certificate.
@safe public final class TLSContext: @unchecked Sendable {
  let context: OpaquePointer
  let isServer: Bool
  /// Whether a client checks that the server's certificate names the server.
  let verifiesName: Bool
  private let protocols: ProtocolList
  /// What the own certificate says; nil for a client without one.
  public let certificate: PeerIdentity?
  /// What is odd but no error, in words: a certificate or a revocation list that has expired or is not valid yet, a CA of
  /// clients without a revocation list where others have one.
  public let warnings: [String]
  /// When the first of the revocation lists expires, in seconds since 1970; nil where there are none.
  public let revocationsExpire: Int64?

  /// For a server.
  ///
  /// - Parameters:
  ///   - certificateChain: The server's certificate, then those between it and its CA.
  ///   - privateKey: Its key, not encrypted.
  ///   - clients: Whether clients show certificates.
  ///   - revocations: The certificates of clients that do not count any more (CRLs): one of each CA of clients. One that has
  ///     expired is used on, with a warning.
  ///   - protocols: What ALPN may choose, the best first (`h2`, `http/1.1`).
  ///   - requiresProtocol: Whether a client that offers none of them, or does not know ALPN, is refused.
  public static func server(
    certificateChain: PEM, privateKey: PEM, clients: TLSClientPolicy = .anonymous, revocations: PEM? = nil,
    protocols: [String] = [], requiresProtocol: Bool = true
  ) throws(TLSError) -> TLSContext {
    if let revocations, clients == .anonymous {
      throw TLSError(.settings, revocations.name, "revocation lists need the CA of clients: give both or no lists")
    }
    return try TLSContext(
      isServer: true, certificateChain: certificateChain, privateKey: privateKey, authorities: clients.authorities,
      revocations: revocations, protocols: ProtocolList(protocols, isRequired: requiresProtocol && !protocols.isEmpty),
      verification: clients.verification, verifiesName: false)
  }

  /// For a server, from bytes; a client must show a certificate where `clientAuthorities` are given.
  public static func server(
    certificateChain: [UInt8], privateKey: [UInt8], clientAuthorities: [UInt8]? = nil, protocols: [String]
  ) throws(TLSError) -> TLSContext {
    try server(
      certificateChain: PEM(certificateChain, name: "certificate"), privateKey: PEM(privateKey, name: "private key"),
      clients: clientAuthorities.map { .required(PEM($0, name: "client CA")) } ?? .anonymous, protocols: protocols)
  }

  /// For a client.
  ///
  /// - Parameters:
  ///   - trust: Whose certificates servers must show.
  ///   - certificateChain: The client's own certificate, for mutual TLS; it needs the key, too.
  ///   - privateKey: Its key, not encrypted.
  ///   - protocols: What ALPN offers, the best first.
  public static func client(
    trust: TLSServerTrust, certificateChain: PEM? = nil, privateKey: PEM? = nil, protocols: [String] = []
  ) throws(TLSError) -> TLSContext {
    if let certificateChain, privateKey == nil {
      throw TLSError(.key, certificateChain.name, "the certificate has no private key: give both or none")
    }
    if let privateKey, certificateChain == nil {
      throw TLSError(.certificate, privateKey.name, "the private key has no certificate: give both or none")
    }
    var authorities: PEM?
    if case .authorities(let pem) = trust { authorities = pem }
    let verifies = trust != .anyone
    return try TLSContext(
      isServer: false, certificateChain: certificateChain, privateKey: privateKey, authorities: authorities,
      protocols: ProtocolList(protocols, isRequired: false), verification: verifies ? SSL_VERIFY_PEER : SSL_VERIFY_NONE,
      verifiesName: verifies)
  }

  private init(
    isServer: Bool, certificateChain: PEM?, privateKey: PEM?, authorities: PEM?, revocations: PEM? = nil,
    protocols: ProtocolList,
    verification: Int32, verifiesName: Bool
  ) throws(TLSError) {
    guard let context = unsafe SSL_CTX_new(isServer ? TLS_server_method() : TLS_client_method()) else {
      throw TLSError(.settings, "TLS", "OpenSSL makes no context", cause: OpenSSL.takeError())
    }
    unsafe self.context = context
    self.isServer = isServer
    self.protocols = protocols
    self.verifiesName = verifiesName
    var loader = unsafe CredentialLoader(context)
    do {
      if let certificateChain, let privateKey { try loader.use(certificateChain, key: privateKey) }
      if let authorities {
        try loader.trust(authorities, namesToClients: isServer)
      } else if verifiesName {
        unsafe SSL_CTX_set_default_verify_paths(context)
      }
      if let revocations { try loader.revoke(revocations) }
    } catch {
      // The class is not complete here, so its deinit does not run.
      unsafe SSL_CTX_free(context)
      throw error
    }
    certificate = loader.identity
    warnings = loader.warnings
    revocationsExpire = loader.revocationsExpire
    configure(verification, looksUpRevocations: revocations != nil)
  }

  deinit { unsafe SSL_CTX_free(context) }

  private func configure(_ verification: Int32, looksUpRevocations: Bool) {
    unsafe koperator_ssl_ctx_set_minimum_version(context, TLS1_2_VERSION)
    // TLS 1.2: only what has forward secrecy and authenticated encryption. TLS 1.3 has nothing else.
    unsafe SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20")
    unsafe koperator_ssl_ctx_set_safe_options(context)
    unsafe SSL_CTX_set_num_tickets(context, 0)
    unsafe koperator_ssl_ctx_disable_session_cache(context)
    unsafe koperator_ssl_ctx_set_mode(context, Int(SSL_MODE_RELEASE_BUFFERS))
    unsafe SSL_CTX_set_verify(context, verification, looksUpRevocations ? RevocationLists.verify : nil)
    guard !protocols.wire.isEmpty else { return }
    if isServer {
      unsafe protocols.install(on: context)
    } else {
      unsafe SSL_CTX_set_alpn_protos(context, protocols.wire, UInt32(protocols.wire.count))
    }
  }
}

/// Whether a server asks its clients for certificates.
public enum TLSClientPolicy: Sendable, Hashable {
  /// Clients show none.
  case anonymous
  /// Clients may show one of these CAs'; one of another CA is refused.
  case optional(PEM)
  /// Clients must show one of these CAs'.
  case required(PEM)

  var authorities: PEM? {
    switch self {
    case .anonymous: nil
    case .optional(let pem), .required(let pem): pem
    }
  }

  var verification: Int32 {
    switch self {
    case .anonymous: SSL_VERIFY_NONE
    case .optional: SSL_VERIFY_PEER
    case .required: SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT
    }
  }
}

/// Which servers a client trusts.
public enum TLSServerTrust: Sendable, Hashable {
  /// Those with a certificate of these CAs that names the server.
  case authorities(PEM)
  /// Those with a certificate of the machine's CAs that names the server.
  case system
  /// Whoever answers: for tests only.
  case anyone
}
