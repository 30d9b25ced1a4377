public import HTTPClient

/// Why a request came to nothing: what failed, and of which request.
public struct ClientError: Error, Sendable, Hashable {
  /// What failed.
  public enum Cause: Sendable, Hashable {
    /// The server answered that it did not do it.
    case refused(APIError)
    /// No whole answer came.
    case noAnswer(HTTPClientError)
    /// The server did it, and its answer cannot be read.
    case unreadable(AnswerError)
    /// There is no such request.
    case invalid(RequestError)
    /// Who the client is cannot be told: a file cannot be read, a plugin failed.
    case configuration(ConfigurationError)
    /// Only the leader may write, and this process does not lead.
    case notLeading
    /// The time was over before the request could be sent (again).
    case outOfTime
    /// The task was cancelled.
    case cancelled
    /// The client has stopped.
    case stopped
  }

  /// What failed.
  public let cause: Cause
  /// What was asked for; nil where it is no certain request.
  public let subject: RequestSubject?
  /// Whether the server may have done what it was asked for all the same: who writes must look before trying again.
  public let mayHaveBeenCarriedOut: Bool

  /// An error.
  ///
  /// - Parameter mayHaveBeenCarriedOut: nil for what follows from the cause. Where it is cancelled, stopped or out of time,
  ///   that is no: only who sent it knows better.
  public init(_ cause: Cause, subject: RequestSubject? = nil, mayHaveBeenCarriedOut: Bool? = nil) {
    self.cause = cause
    self.subject = subject
    let isRead = subject.map { ["get", "list", "watch"].contains($0.verb) } ?? false
    self.mayHaveBeenCarriedOut = !isRead && (mayHaveBeenCarriedOut ?? cause.mayHaveBeenCarriedOut)
  }

  /// What the server said, where it refused.
  public var apiError: APIError? {
    if case .refused(let error) = cause { error } else { nil }
  }

  /// What the server refused it for; nil where it did not.
  public var code: APIError.Code? { apiError?.code }

  /// What a watch cache must know of it.
  public var requestFailure: RequestFailure {
    switch cause {
    case .refused(let error): RequestFailure(error)
    case .unreadable: .malformed
    default: .failed
    }
  }

  /// Whether the same request, sent later, may succeed. Where it may have been carried out and doing it twice does harm, look
  /// first.
  public var isRetryable: Bool {
    switch cause {
    case .refused(let error): error.isRetryable
    case .noAnswer(let error): error.isRetryable
    case .unreadable(let error): error.isRetryable
    case .configuration(let error): error.isRetryable
    case .outOfTime: true
    case .invalid, .notLeading, .cancelled, .stopped: false
    }
  }

  /// Whether it is the caller's own doing: the task was cancelled, or the client stopped.
  public var isCancellation: Bool { cause == .cancelled || cause == .stopped }
}

extension ClientError.Cause {
  /// Whether the server may have done what it was asked for, as far as the cause tells.
  var mayHaveBeenCarriedOut: Bool {
    switch self {
    case .refused(let error): error.mayHaveBeenCarriedOut
    case .noAnswer(let error): error.wasPerhapsSent
    case .unreadable: true
    case .invalid, .configuration, .notLeading, .outOfTime, .cancelled, .stopped: false
    }
  }
}

extension HTTPClientError {
  /// Whether anything of the request may have reached the server's API.
  var wasPerhapsSent: Bool {
    guard mayHaveBeenSent else { return false }
    return switch code {
    case .invalidRequest, .nameNotResolved, .connectFailed, .proxyFailed, .handshakeFailed, .serverNotTrusted,
      .credentialsUnusable, .credentialsRefused, .tooManyRequests:
      false
    default: true
    }
  }
}
