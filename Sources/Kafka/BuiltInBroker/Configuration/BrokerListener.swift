/// A listener as the configuration describes it.
public struct BrokerListener: Sendable {
  /// Its name, in capitals as a rule.
  public var name: String
  /// The host that it binds to; empty binds to every address.
  public var host: String
  /// The port that it binds to; 0 lets the system choose.
  public var port: UInt16
  /// The host that clients are told; nil tells the one that it binds to.
  public var advertisedHost: String?
  /// The port that clients are told; nil tells the one that was bound.
  public var advertisedPort: UInt16?
  /// How it is protected.
  public var security: SecurityProtocol
  /// Whether it is one of `controller.listener.names`.
  public var isController = false
  /// TLS, where the protocol has it.
  public var tls: ListenerTLS?
  /// SASL, where the protocol has it.
  public var sasl = SASLConfiguration()

  /// A listener in the clear.
  public init(_ name: String, host: String = "127.0.0.1", port: UInt16 = 0, security: SecurityProtocol = .plaintext) {
    self.name = name
    self.host = host
    self.port = port
    self.security = security
  }
}
