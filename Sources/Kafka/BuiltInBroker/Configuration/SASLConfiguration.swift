/// The mechanisms of SASL that the built-in broker speaks.
public enum SASLMechanismName: String, Sendable, Hashable, CaseIterable {
  case plain = "PLAIN"
  case scramSHA256 = "SCRAM-SHA-256"
  case scramSHA512 = "SCRAM-SHA-512"
  /// With tokens that nobody signed, as Kafka's own development login module makes them.
  case oauthBearer = "OAUTHBEARER"
}

/// SASL of a listener. Passwords in it are never printed.
public struct SASLConfiguration: Sendable {
  /// What clients may choose from, in the order of `sasl.enabled.mechanisms`.
  public var mechanisms: [SASLMechanismName] = []
  /// Names and passwords for PLAIN.
  public var plainUsers: [String: String] = [:]
  /// The claim of a token that names its owner.
  public var principalClaim = "sub"
  /// How long a token's times may be off, in seconds.
  public var allowableClockSkew: Int64 = 0
  /// What this broker shows to others; nil where the listener is not for that.
  public var ownLogin: Login?

  /// A name and what proves it.
  public struct Login: Sendable {
    /// How it is shown.
    public var mechanism: SASLMechanismName
    /// The name.
    public var username: String
    /// What proves it.
    public var password: String
  }

  /// Nothing enabled.
  public init() {}
}

extension SASLConfiguration: CustomStringConvertible, CustomReflectable {
  /// The names alone.
  public var description: String { mechanisms.map(\.rawValue).joined(separator: ",") }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SASLConfiguration.Login: CustomStringConvertible, CustomReflectable {
  /// The names alone.
  public var description: String { "\(mechanism.rawValue) as \(username)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
