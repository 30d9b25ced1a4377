/// Why a certificate, a key or a CA cannot be used: the file, what is wrong with it, and the remedy.
public struct TLSError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, Sendable, Hashable {
    /// A file cannot be read.
    case unreadable
    /// There is no certificate in PEM form, or it is damaged.
    case certificate
    /// There is no private key in PEM form, or it is damaged.
    case key
    /// The private key is encrypted.
    case encryptedKey
    /// The key belongs to another certificate.
    case mismatch
    /// There is no CA certificate in PEM form.
    case authority
    /// There is no revocation list in PEM form, or it is damaged.
    case revocations
    /// OpenSSL refuses the settings.
    case settings
  }

  /// What is wrong.
  public let code: Code
  /// The file that is spoken of, or what its bytes were called.
  public let object: String
  /// What is wrong, in words, with the remedy.
  public let message: String
  /// What OpenSSL or the system said; may be empty.
  public let cause: String

  init(_ code: Code, _ object: String, _ message: String, cause: String = "") {
    self.code = code
    self.object = object
    self.message = message
    self.cause = cause
  }

  /// Object, message and cause in one line.
  public var description: String {
    cause.isEmpty ? "\(object): \(message)" : "\(object): \(message) (\(cause))"
  }
}
