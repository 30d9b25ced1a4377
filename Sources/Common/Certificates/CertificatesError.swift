/// Why a certificate, a key or a store cannot be made or read, with the remedy.
public struct CertificatesError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, Sendable, Hashable {
    /// A name is none of its kind.
    case name
    /// A time is none that a certificate can hold.
    case validity
    /// There is no certificate in PEM form, it is damaged, or it is none of a CA.
    case certificate
    /// There is no private key in PEM form, or it is damaged or encrypted.
    case key
    /// The key belongs to another certificate.
    case mismatch
    /// A password that the store's format cannot take.
    case password
    /// OpenSSL refuses.
    case refused
  }

  /// What is wrong.
  public let code: Code
  /// What is spoken of: a name, a file's role.
  public let object: String
  /// What is wrong, in words, with the remedy.
  public let message: String
  /// What OpenSSL said; may be empty.
  public let cause: String

  init(_ code: Code, _ object: String, _ message: String, cause: String = "") {
    self.code = code
    self.object = object
    self.message = message
    self.cause = cause
  }

  /// The same input fails again.
  public var isRetryable: Bool { false }

  /// Object, message and cause in one line.
  public var description: String {
    cause.isEmpty ? "\(object): \(message)" : "\(object): \(message) (\(cause))"
  }
}
