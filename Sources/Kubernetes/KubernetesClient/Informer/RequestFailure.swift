/// Why a list or a watch failed, as far as a watch cache must tell.
public enum RequestFailure: Sendable, Hashable {
  /// The version or the place to go on from is too old (410 `Gone` or `Expired`).
  case expired
  /// The version is one that the server has not reached (504 with the cause `ResourceVersionTooLarge`).
  case tooNew
  /// The server said how long to wait at least (429 or 503 with `Retry-After`).
  case throttled(retryAfter: Duration)
  /// An answer was not what the API has.
  case malformed
  /// Anything else: no connection, refused, an error of the server.
  case failed
}
