public import KafkaProtocol

/// Why a call to Kafka failed.
public struct KafkaAdminError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Code: String, Sendable, Hashable {
    /// The broker cannot be reached, or the connection broke.
    case connection
    /// The deadline passed before the answer came.
    case timedOut
    /// What came is no answer of Kafka's.
    case malformed
    /// The broker knows no version of the API that this client knows.
    case unsupportedVersion
    /// The version that both know has no place for what the request holds.
    case unrepresentable
    /// The broker does not accept the credentials.
    case authentication
    /// The broker answered with an error of Kafka's.
    case api
    /// More requests wait than are allowed.
    case overloaded
    /// The client or its connection was closed.
    case closed
    /// The caller's task was cancelled.
    case cancelled
  }

  /// What happened.
  public let code: Code
  /// What happened, in words.
  public let message: String
  /// What it is about: a broker's address, a topic, an API.
  public let object: String
  /// What is behind it, where something is.
  public let cause: String
  /// Kafka's own error, where the broker answered with one.
  public let error: ErrorCode?

  /// An error.
  public init(_ code: Code, _ message: String, object: String = "", cause: String = "", error: ErrorCode? = nil) {
    self.code = code
    self.message = message
    self.object = object
    self.cause = cause
    self.error = error
  }

  /// An error that the broker answered with.
  ///
  /// - Parameter message: what the broker says of it; nil where it says nothing.
  public init(_ error: ErrorCode, _ message: String?, object: String) {
    self.init(.api, message ?? error.message, object: object, cause: error.name, error: error)
  }

  /// Whether the same call can succeed later. A call that changes something may have been carried out where the connection
  /// broke or the deadline passed.
  public var isRetryable: Bool {
    switch code {
    case .connection, .timedOut, .overloaded: true
    case .api: error?.isRetryable ?? false
    case .malformed, .unsupportedVersion, .unrepresentable, .authentication, .closed, .cancelled: false
    }
  }

  public var description: String {
    (object.isEmpty ? "" : "\(object): ") + message + (cause.isEmpty ? "" : " (\(cause))")
  }
}
