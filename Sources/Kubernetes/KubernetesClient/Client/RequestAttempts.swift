import HTTPClient

/// The attempts of one request: after each that failed, whether and when there is another.
///
/// States: under way, given up. It never sends again what could be carried out twice, and never goes past its deadline.
struct RequestAttempts: Sendable {
  /// What is to be done after a failure.
  enum Directive: Sendable, Hashable {
    /// Another attempt, at that time.
    case again(at: Duration)
    /// Another attempt at once, if who the client is can be told anew; else the error.
    case withFreshIdentity(orElse: ClientError)
    /// No other attempt.
    case giveUp(ClientError)
  }

  private let request: APIRequest
  private let deadline: Duration
  private let maximum: Int
  private let backoff: Backoff
  /// How many have failed.
  private(set) var failures = 0
  private var triedFreshIdentity = false
  private var perhapsCarriedOut = false

  init(_ request: APIRequest, deadline: Duration, maximum: Int, backoff: Backoff) {
    self.request = request
    self.deadline = deadline
    self.maximum = max(1, min(maximum, request.maximumAttempts ?? maximum))
    self.backoff = backoff
  }

  /// The error that the request ends with.
  func error(_ cause: ClientError.Cause) -> ClientError {
    ClientError(
      cause, subject: request.subject, mayHaveBeenCarriedOut: perhapsCarriedOut || cause.mayHaveBeenCarriedOut)
  }

  /// An attempt has failed.
  ///
  /// - Parameter wasPerhapsCarriedOut: whether it was cut off when the server may have had it, which not every cause tells.
  mutating func failed(
    _ cause: ClientError.Cause, wasPerhapsCarriedOut: Bool = false, at now: Duration,
    using generator: inout some RandomNumberGenerator
  ) -> Directive {
    failures += 1
    if wasPerhapsCarriedOut || cause.mayHaveBeenCarriedOut { perhapsCarriedOut = true }
    let error = error(cause)
    if cause.isOfIdentity, !triedFreshIdentity, failures < maximum, now < deadline {
      triedFreshIdentity = true
      return .withFreshIdentity(orElse: error)
    }
    guard failures < maximum, canBeSentAgain(after: cause) else { return .giveUp(error) }
    let rest = max(backoff.rest(after: failures, using: &generator), error.apiError?.retryAfter ?? .zero)
    return rest < deadline - now ? .again(at: now + rest) : .giveUp(error)
  }

  private func canBeSentAgain(after cause: ClientError.Cause) -> Bool {
    switch cause {
    // A budget gives way when pods are ready, not when time passes: who evicts decides.
    case .refused(let error): !error.isDisruptionBudget && request.canBeSentAgain(after: error)
    case .noAnswer(let error): error.isRetryable && (request.isIdempotent || !error.wasPerhapsSent)
    default: false
    }
  }
}

extension ClientError.Cause {
  /// Whether the server did not believe who the client says it is.
  fileprivate var isOfIdentity: Bool {
    switch self {
    case .refused(let error): error.code == .unauthorized
    case .noAnswer(let error): error.code == .credentialsRefused || error.code == .credentialsUnusable
    default: false
    }
  }
}
