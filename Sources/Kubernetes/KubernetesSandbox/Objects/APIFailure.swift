public import JSON

/// Why a request is refused, as the `Status` object of the answer says it.
public struct APIFailure: Error, Sendable, Hashable {
  /// The official reasons (`metav1.StatusReason`), each with its HTTP status.
  public enum Reason: String, Sendable, Hashable {
    case badRequest = "BadRequest"
    case unauthorized = "Unauthorized"
    case forbidden = "Forbidden"
    case notFound = "NotFound"
    case alreadyExists = "AlreadyExists"
    case conflict = "Conflict"
    case gone = "Gone"
    case expired = "Expired"
    case invalid = "Invalid"
    case methodNotAllowed = "MethodNotAllowed"
    case notAcceptable = "NotAcceptable"
    case unsupportedMediaType = "UnsupportedMediaType"
    case requestEntityTooLarge = "RequestEntityTooLarge"
    case tooManyRequests = "TooManyRequests"
    case timeout = "Timeout"
    case serverTimeout = "ServerTimeout"
    case internalError = "InternalError"
    case serviceUnavailable = "ServiceUnavailable"
    /// None is told: the real server says so of a new object that names a version.
    case unknown = ""

    /// The HTTP status that goes with it.
    public var code: Int {
      switch self {
      case .badRequest: 400
      case .unauthorized: 401
      case .forbidden: 403
      case .notFound: 404
      case .methodNotAllowed: 405
      case .notAcceptable: 406
      case .alreadyExists, .conflict: 409
      case .gone, .expired: 410
      case .requestEntityTooLarge: 413
      case .unsupportedMediaType: 415
      case .invalid: 422
      case .tooManyRequests: 429
      case .internalError, .unknown: 500
      case .serviceUnavailable: 503
      case .timeout, .serverTimeout: 504
      }
    }
  }

  /// One of several causes (`metav1.StatusCause`).
  public struct Cause: Sendable, Hashable {
    /// `FieldValueInvalid`, `FieldManagerConflict`, `DisruptionBudget`, …
    public var reason: String
    /// For a person.
    public var message: String
    /// The field: `spec.replicas`, `.spec.replicas` in conflicts.
    public var field: String?

    /// A cause.
    public init(_ reason: String, _ message: String, field: String? = nil) {
      self.reason = reason
      self.message = message
      self.field = field
    }
  }

  /// The reason.
  public var reason: Reason
  /// For a person, in the words that kubectl's users know.
  public var message: String
  /// What the request was about: group, resource or kind as the real server fills it in, name, UID.
  public var group: String?
  /// See `group`.
  public var kind: String?
  /// See `group`.
  public var name: String?
  /// See `group`.
  public var uid: String?
  /// The causes.
  public var causes: [Cause]
  /// After how many seconds it may be tried again.
  public var retryAfterSeconds: Int?
  /// Where a list may go on although its token has expired.
  public var continueToken: String?

  /// A failure.
  public init(
    _ reason: Reason, _ message: String, group: String? = nil, kind: String? = nil, name: String? = nil,
    uid: String? = nil, causes: [Cause] = [], retryAfterSeconds: Int? = nil, continueToken: String? = nil
  ) {
    self.reason = reason
    self.message = message
    self.group = group
    self.kind = kind
    self.name = name
    self.uid = uid
    self.causes = causes
    self.retryAfterSeconds = retryAfterSeconds
    self.continueToken = continueToken
  }

  /// The `Status` object.
  public var status: JSONValue {
    var details = JSONObject()
    if let name { details["name"] = .string(name) }
    if let group, !group.isEmpty { details["group"] = .string(group) }
    if let kind { details["kind"] = .string(kind) }
    if let uid { details["uid"] = .string(uid) }
    if !causes.isEmpty { details["causes"] = .array(causes.map(\.json)) }
    if let retryAfterSeconds { details["retryAfterSeconds"] = .number(JSONNumber(retryAfterSeconds)) }
    var metadata = JSONObject()
    if let continueToken { metadata["continue"] = .string(continueToken) }
    var status: JSONObject = [
      "kind": "Status", "apiVersion": "v1", "metadata": .object(metadata), "status": "Failure",
      "message": .string(message),
    ]
    if reason != .unknown { status["reason"] = .string(reason.rawValue) }
    if !details.isEmpty { status["details"] = .object(details) }
    status["code"] = .number(JSONNumber(reason.code))
    return .object(status)
  }
}

extension APIFailure.Cause {
  fileprivate var json: JSONValue {
    var cause: JSONObject = ["reason": .string(reason), "message": .string(message)]
    if let field { cause["field"] = .string(field) }
    return .object(cause)
  }
}
