/// Why a broker cannot start or go on: what is spoken of, what is wrong with it, and the remedy.
public struct BuiltInBrokerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, Sendable, Hashable {
    /// A key of the configuration is missing, or its value cannot be used.
    case configuration
    /// A key store, a trust store or a certificate cannot be read.
    case keyStore
    /// A log directory cannot be used.
    case logDirectory
    /// A listener's address cannot be used.
    case cannotListen
    /// The controller refused the broker, or cannot be reached.
    case controller
  }

  /// What is wrong.
  public let code: Code
  /// The key, the path or the address that is spoken of.
  public let object: String
  /// What is wrong, in words, with the remedy.
  public let message: String
  /// What the system said; may be empty.
  public let cause: String

  /// An error with all its parts.
  public init(_ code: Code, _ object: String, _ message: String, cause: String = "") {
    self.code = code
    self.object = object
    self.message = message
    self.cause = cause
  }

  /// Whether the same attempt may succeed later.
  public var isRetryable: Bool { code == .controller }

  /// Message and cause in one line, for where the object is said already.
  public var reason: String { cause.isEmpty ? message : "\(message) (\(cause))" }

  /// Object, message and cause in one line.
  public var description: String {
    cause.isEmpty ? "\(object): \(message)" : "\(object): \(message) (\(cause))"
  }
}
