/// A private key in PEM form (PKCS #8, not encrypted). It cannot be printed: no description, dump or mirror shows it.
public struct PrivateKey: Sendable, Hashable {
  /// What is made.
  public enum Algorithm: Sendable, Hashable {
    /// Elliptic curve P-256: what all of Envoy, Java and OpenSSL take, made in no time.
    case ellipticCurve
    /// RSA of 2,048 bits, for what takes no other.
    case rsa
  }

  private let text: String

  /// Hides a key that is there already; it is read where it is used.
  public init(pem: String) { text = pem }

  /// Makes a key.
  public init(_ algorithm: Algorithm) throws(CertificatesError) {
    text = try KeyHandle.generate(algorithm).privatePEM()
  }

  /// The text: where this is called, someone means it.
  public func reveal() -> String { text }
}

extension PrivateKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Says that there is a secret.
  public var description: String { "(secret)" }
  /// Says that there is a secret.
  public var debugDescription: String { "(secret)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
