extension APIRequest {
  /// Whether the request may be sent again as it is after this error: it may succeed then, and nothing is done twice.
  public func canBeSentAgain(after error: APIError) -> Bool {
    error.isRetryable && (isIdempotent || !error.mayHaveBeenCarriedOut)
  }
}
