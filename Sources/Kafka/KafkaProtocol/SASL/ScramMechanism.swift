public import Cryptography

/// The SCRAM mechanisms that Kafka has (RFC 5802, RFC 7677; KIP-84).
public enum ScramMechanism: String, Sendable, Hashable, CaseIterable {
  /// With SHA-256.
  case sha256 = "SCRAM-SHA-256"
  /// With SHA-512.
  case sha512 = "SCRAM-SHA-512"

  /// SASL's name of the mechanism.
  public var name: String { rawValue }

  /// The digest.
  public var algorithm: DigestAlgorithm { self == .sha256 ? .sha256 : .sha512 }

  /// The number that Kafka's user requests name it by (KIP-554).
  public var type: Int8 { self == .sha256 ? 1 : 2 }

  /// The mechanism with that number.
  public init?(type: Int8) {
    switch type {
    case 1: self = .sha256
    case 2: self = .sha512
    default: return nil
    }
  }

  /// The fewest iterations that Kafka takes.
  public static let minimumIterations: Int32 = 4096
  /// The most that Kafka takes for a new credential.
  public static let maximumIterations: Int32 = 16384
}
