/// Why the API server did not do what it was asked for.
public struct APIError: Error, Sendable, Hashable {
  /// The kind of failure.
  public let code: Code
  /// The failure in the server's words, or in ours where its answer is not one of Kubernetes'.
  public let message: String
  /// What was asked for.
  public let subject: RequestSubject
  /// The HTTP code; where the failure came in a watch, that of its `Status`.
  public let httpStatus: Int
  /// What the server said, where it said it in the form of Kubernetes.
  public let status: APIStatus?
  /// How long to wait before another try, where the server says so.
  public let retryAfter: Duration?

  /// An error.
  public init(
    code: Code, message: String, subject: RequestSubject, httpStatus: Int, status: APIStatus? = nil,
    retryAfter: Duration? = nil
  ) {
    self.code = code
    self.message = message
    self.subject = subject
    self.httpStatus = httpStatus
    self.status = status
    self.retryAfter = retryAfter
  }

  /// The reasons in detail: the invalid fields, the managers that own a field, the disruption budget.
  public var causes: [StatusCause] { status?.causes ?? [] }
}

extension APIError {
  /// Whether the same request, sent later, may succeed: the server was busy or not well. A request that may have been
  /// carried out can be sent again only if doing it twice does no harm.
  public var isRetryable: Bool {
    switch code {
    case .tooManyRequests, .serverTimeout, .timeout, .unavailable, .internalError: true
    case .unexpectedAnswer: httpStatus == 429 || httpStatus >= 500
    case .other: retryAfter != nil || httpStatus >= 502
    default: false
    }
  }

  /// Whether the server may have done what it was asked for all the same: it stopped waiting, or failed on the way.
  public var mayHaveBeenCarriedOut: Bool {
    switch code {
    case .timeout, .internalError: true
    case .unexpectedAnswer, .other: httpStatus >= 500 || (200..<300).contains(httpStatus)
    default: false
    }
  }

  /// Whether a list or watch must begin anew, without a resource version and a `continue` token.
  public var needsNewList: Bool { code == .gone || code == .expired }

  /// Whether a budget forbids the eviction now.
  public var isDisruptionBudget: Bool { causes.contains { $0.reason == "DisruptionBudget" } }

  /// Whether the namespace is being deleted, so that nothing can be created in it.
  public var isNamespaceTerminating: Bool { causes.contains { $0.reason == "NamespaceTerminating" } }

  /// Whether the server has not yet seen the resource version that was asked for.
  public var isResourceVersionTooLarge: Bool { causes.contains { $0.reason == "ResourceVersionTooLarge" } }

  /// The fields that other managers own, of a server-side apply that was not forced.
  public var fieldConflicts: [StatusCause] { causes.filter { $0.reason == "FieldManagerConflict" } }
}

extension APIError: CustomStringConvertible {
  /// What was asked for and why it failed: `cannot create deployments.apps in namespace kafka: …`.
  public var description: String {
    let said = message.isEmpty ? "HTTP \(httpStatus)" : message
    let text = "cannot \(subject): \(said)"
    guard let remedy else { return text }
    return "\(text) (\(remedy))"
  }

  private var remedy: String? {
    switch code {
    case .forbidden where !isNamespaceTerminating:
      let resource = "'\(subject.resourceAndSubresource)' of the API group '\(subject.group)'"
      // A Role gives nothing beyond its namespace.
      let role = subject.namespace == nil ? "ClusterRole" : "Role"
      return "a \(role) that allows '\(subject.verb)' on \(resource) is missing"
    case .unauthorized: return "the token or the certificate is wrong or has expired"
    case .notServed where subject.group.contains("."):
      return "its CustomResourceDefinition is missing, or has another version"
    default: return nil
    }
  }
}
