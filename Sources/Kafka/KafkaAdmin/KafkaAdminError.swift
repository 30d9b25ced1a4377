public import KafkaProtocol
import Transport

/// A request to a Kafka cluster that did not succeed: what happened, to what, why, and whether trying again can help.
public struct KafkaAdminError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Code: String, Sendable, Hashable {
    /// The broker answered with an error of Kafka's: `apiError` says which.
    case api
    /// The connection could not be made.
    case connectFailed
    /// The connection broke.
    case connectionLost
    /// The time for the request, or for the making of the connection, is over.
    case timedOut
    /// The task that asked was cancelled.
    case cancelled
    /// The other side broke Kafka's protocol.
    case protocolError
    /// Both sides know no common version of the API that can carry the request.
    case unsupportedVersion
    /// The other side refused the credentials, or did not prove that it knows them.
    case authenticationFailed
    /// More requests wait than the bound allows.
    case overloaded
    /// The connection or the client was closed on this side.
    case closed
    /// What was asked for cannot be asked for.
    case invalidArgument
    /// The cluster's answer does not have what was asked for.
    case notFound
  }

  /// What happened.
  public let code: Code
  /// What happened, in words.
  public let message: String
  /// The broker, topic or API that it happened to.
  public let object: String
  /// What Kafka, the operating system or OpenSSL said; empty where nobody said more.
  public let cause: String
  /// Kafka's error where there is one.
  public let apiError: ErrorCode?
  /// Whether the same request may succeed later.
  public let isRetryable: Bool
  /// Whether the request went out, so that it may have been carried out though no answer came.
  public let mayHaveHappened: Bool

  /// An error with all its parts.
  public init(
    _ code: Code, _ message: String, object: String = "", cause: String = "", apiError: ErrorCode? = nil,
    isRetryable: Bool = false, mayHaveHappened: Bool = false
  ) {
    self.code = code
    self.message = message
    self.object = object
    self.cause = cause
    self.apiError = apiError
    self.isRetryable = isRetryable
    self.mayHaveHappened = mayHaveHappened
  }

  /// Object, message and cause in one line.
  public var description: String {
    let text = object.isEmpty ? message : "\(object): \(message)"
    return cause.isEmpty ? text : "\(text) (\(cause))"
  }
}

extension KafkaAdminError {
  /// An error of Kafka's in an answer, with the broker's own text where it sent one.
  public init(_ error: ErrorCode, text: String? = nil, object: String) {
    self.init(
      .api, "\(error.name): \(error.message)", object: object, cause: text ?? "", apiError: error,
      isRetryable: error.isRetryable)
  }

  /// A socket that failed.
  init(_ code: Code, _ error: TransportError, mayHaveHappened: Bool = false) {
    self.init(
      code, error.message, object: error.object, cause: error.cause, isRetryable: error.isRetryable,
      mayHaveHappened: mayHaveHappened)
  }

  /// Bytes that are no answer.
  init(_ error: CodecError, in api: ApiKey) {
    self.init(.protocolError, "the answer cannot be read", object: "\(api)", cause: error.description)
  }

  /// The same error for a request that had gone out.
  func afterSending() -> KafkaAdminError {
    KafkaAdminError(
      code, message, object: object, cause: cause, apiError: apiError, isRetryable: isRetryable, mayHaveHappened: true)
  }
}
