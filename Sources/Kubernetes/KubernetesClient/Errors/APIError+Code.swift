extension APIError {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The server does not know who asks: the token is wrong or has expired.
    case unauthorized
    /// Who asks may not do this.
    case forbidden
    /// There is no such object.
    case notFound
    /// The server has no such resource: its definition is missing, or of another version.
    case notServed
    /// The object was changed in the meantime, a precondition does not hold, or another manager owns a field.
    case conflict
    /// There is an object of that name already.
    case alreadyExists
    /// What was asked for is not there any more.
    case gone
    /// The resource version or the `continue` token is too old.
    case expired
    /// The object breaks the rules of its kind.
    case invalid
    /// The request makes no sense to the server.
    case badRequest
    /// The request's body is larger than the server takes.
    case requestTooLarge
    /// The resource does not have this verb.
    case methodNotAllowed
    /// The server has no answer of the wanted form.
    case notAcceptable
    /// The server cannot read a body of this form.
    case unsupportedMediaType
    /// The server is too busy, or a disruption budget forbids the eviction now.
    case tooManyRequests
    /// The server gave up waiting; it may have done what it was asked for.
    case timeout
    /// The server could not do it in time, and did nothing.
    case serverTimeout
    /// The server is not ready.
    case unavailable
    /// The server failed.
    case internalError
    /// The answer is not Kubernetes': of a proxy, say.
    case unexpectedAnswer
    /// A failure of another kind.
    case other
  }
}

extension APIError.Code {
  /// The kind of failure that a status tells of: by its reason, else by its HTTP code.
  init(_ status: APIStatus, httpStatus: Int) {
    if let known = Self.reasons[status.reason] {
      self = known
    } else {
      self = Self.codes[status.code == 0 ? httpStatus : status.code] ?? .other
    }
    // Only what names neither kind nor object speaks of the resource itself.
    if self == .notFound, status.kind.isEmpty, status.name.isEmpty { self = .notServed }
  }

  private static let reasons: [String: Self] = [
    "Unauthorized": .unauthorized, "Forbidden": .forbidden, "NotFound": .notFound, "Conflict": .conflict,
    "AlreadyExists": .alreadyExists, "Gone": .gone, "Expired": .expired, "ResourceExpired": .expired,
    "Invalid": .invalid, "BadRequest": .badRequest, "RequestEntityTooLarge": .requestTooLarge,
    "MethodNotAllowed": .methodNotAllowed, "NotAcceptable": .notAcceptable,
    "UnsupportedMediaType": .unsupportedMediaType, "TooManyRequests": .tooManyRequests, "Timeout": .timeout,
    "ServerTimeout": .serverTimeout, "ServiceUnavailable": .unavailable, "InternalError": .internalError,
  ]

  private static let codes: [Int: Self] = [
    400: .badRequest, 401: .unauthorized, 403: .forbidden, 404: .notFound, 405: .methodNotAllowed,
    406: .notAcceptable, 409: .conflict, 410: .gone, 413: .requestTooLarge, 415: .unsupportedMediaType,
    422: .invalid, 429: .tooManyRequests, 500: .internalError, 503: .unavailable, 504: .timeout,
  ]
}
