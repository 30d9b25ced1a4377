extension RequestFailure {
  /// What a watch cache must know of an answer.
  public init(_ error: APIError) {
    if error.needsNewList {
      self = .expired
    } else if error.isResourceVersionTooLarge {
      self = .tooNew
    } else if let wait = error.retryAfter {
      self = .throttled(retryAfter: wait)
    } else {
      self = error.code == .unexpectedAnswer ? .malformed : .failed
    }
  }
}
