public import Transport

/// A key store or a trust store of the configuration, as bytes that somebody has to open.
public struct KeyStoreSource: Sendable {
  /// `JKS` or `PKCS12`.
  public var type: String
  /// The file that it was read from, for errors.
  public var path: String
  /// The file's bytes.
  public var bytes: [UInt8]
  /// The store's password; never printed.
  public var password: String
  /// The key's password where it differs from the store's.
  public var keyPassword: String?
}

/// What a store holds, in PEM form.
public struct KeyMaterial: Sendable {
  /// The certificate and those up to its CA; empty in a trust store.
  public var certificateChain: [UInt8]
  /// The private key, not encrypted; empty in a trust store.
  public var privateKey: [UInt8]
  /// The certificates that are trusted.
  public var authorities: [UInt8]

  /// What was found in a store.
  public init(certificateChain: [UInt8] = [], privateKey: [UInt8] = [], authorities: [UInt8] = []) {
    self.certificateChain = certificateChain
    self.privateKey = privateKey
    self.authorities = authorities
  }
}

/// Opens stores of Java's formats. It is given from outside, since this target has no part in OpenSSL's PKCS #12.
public typealias KeyStoreReader = @Sendable (KeyStoreSource) throws(BuiltInBrokerError) -> KeyMaterial

/// TLS of a listener: for those who connect to it, and for brokers that connect to others by it.
public struct ListenerTLS: Sendable {
  /// For handshakes of clients.
  public var server: TLSContext
  /// For connections to other brokers' listeners of the same name.
  public var client: TLSContext

  /// Both sides.
  public init(server: TLSContext, client: TLSContext) {
    self.server = server
    self.client = client
  }
}
