public import Transport

/// How a connection to a broker is protected and who it says it is.
public struct KafkaSecurity: Sendable {
  /// The TLS side, nil for plaintext.
  public var tls: TLSContext?
  /// What the client shows to SASL, nil without.
  public var credentials: SASLCredentials?

  /// Plaintext without SASL, unless told else.
  public init(tls: TLSContext? = nil, credentials: SASLCredentials? = nil) {
    self.tls = tls
    self.credentials = credentials
  }
}

/// A name and a password for SASL; never printed.
public struct SASLCredentials: Sendable {
  /// The mechanisms that are spoken.
  public enum Mechanism: String, Sendable, CaseIterable {
    case plain = "PLAIN"
    case scramSHA256 = "SCRAM-SHA-256"
    case scramSHA512 = "SCRAM-SHA-512"
  }

  /// How it is shown.
  public var mechanism: Mechanism
  /// The user's name.
  public var username: String
  let password: String

  /// The credentials of a user.
  public init(mechanism: Mechanism, username: String, password: String) {
    self.mechanism = mechanism
    self.username = username
    self.password = password
  }
}

extension SASLCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The mechanism and the name.
  public var description: String { "\(mechanism.rawValue) as \(username)" }
  /// The same.
  public var debugDescription: String { description }
  /// Nothing: the password stays unseen.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
