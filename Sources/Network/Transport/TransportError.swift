import CLinux

/// Why a socket, a loop or a handshake failed.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What failed.
  public enum Code: Sendable, Hashable {
    /// An address cannot be read.
    case address
    /// A listener cannot listen.
    case listen
    /// A connection cannot be made.
    case connect
    /// A connection broke.
    case connection
    /// A TLS handshake failed, or its deadline passed.
    case handshake
    /// The system refused something else.
    case system
  }

  /// What failed.
  public let code: Code
  /// What failed, in words, with the remedy where there is one.
  public let message: String
  /// The system's word on it.
  public let cause: String

  /// An error.
  public init(_ code: Code, _ message: String, cause: String = "") {
    self.code = code
    self.message = message
    self.cause = cause
  }

  /// An error of the system, by its number.
  static func system(_ code: Code, _ message: String, _ number: Int32 = koperator_errno()) -> TransportError {
    TransportError(code, message, cause: unsafe String(cString: strerror(number)))
  }

  /// The message and its cause.
  public var description: String { cause.isEmpty ? message : "\(message): \(cause)" }
}
