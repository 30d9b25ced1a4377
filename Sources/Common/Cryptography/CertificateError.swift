/// Why a certificate and its key cannot be used by a server, with the remedy.
public struct CertificateError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, Sendable, Hashable {
    /// There is no certificate in PEM form, or one of the chain is damaged.
    case certificate
    /// There is no private key in PEM form, or it is damaged.
    case key
    /// The private key is encrypted.
    case encryptedKey
    /// The key belongs to another certificate.
    case mismatch
    /// The key is of a kind, or of a strength, that Envoy does not take.
    case unsupportedKey
    /// The certificate is not for servers.
    case purpose
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words, with the remedy.
  public let message: String
  /// What OpenSSL said; may be empty.
  public let cause: String

  init(_ code: Code, _ message: String, cause: String = "") {
    self.code = code
    self.message = message
    self.cause = cause
  }

  /// The same bytes fail again.
  public var isRetryable: Bool { false }

  /// Message and cause.
  public var description: String { cause.isEmpty ? message : "\(message) (\(cause))" }
}
