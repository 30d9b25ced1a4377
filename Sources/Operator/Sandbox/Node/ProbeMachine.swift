/// One probe of a container that runs: when it is tried, and what its tries mean.
///
/// A startup or readiness probe that makes a connection is tried five times a second until it succeeds for the first time, so
/// that a pod is ready as soon as its program is; such tries between those that the manifest asks for may succeed, and
/// are no failures. It never has two tries under way.
struct ProbeMachine: Sendable, Hashable {
  /// How long the tries between those that the manifest asks for are apart.
  static let eagerPeriod = Duration.milliseconds(200)

  private let period: Duration
  private let successThreshold: Int
  private let failureThreshold: Int
  private(set) var isUnderWay = false
  /// When it is tried next.
  private(set) var nextAt: Duration
  /// When the manifest asks for the next try.
  private var scheduledAt: Duration
  private var isScheduled = false
  /// Whether it is tried between, too.
  private var isEager: Bool
  private var successes = 0
  private var failures = 0
  /// What it says; nil before a threshold was reached.
  private(set) var verdict: Bool?

  /// A probe of a container that started now.
  init(_ probe: ProbeCommand, _ kind: ProbeKind, at now: Duration) {
    period = .seconds(max(probe.periodSeconds, 1))
    successThreshold = max(probe.successThreshold, 1)
    failureThreshold = max(probe.failureThreshold, 1)
    nextAt = now + .seconds(max(probe.initialDelaySeconds, 0))
    scheduledAt = nextAt
    isEager = kind != .liveness && !probe.action.isProgram
  }

  /// Whether it is to be tried; if so, it is under way.
  mutating func begin(at now: Duration) -> Bool {
    guard !isUnderWay, now >= nextAt else { return false }
    isUnderWay = true
    isScheduled = now >= scheduledAt
    if isScheduled { scheduledAt = now + period }
    nextAt = isEager ? min(now + Self.eagerPeriod, scheduledAt) : scheduledAt
    return true
  }

  /// Takes what a try came to; whether that was a failure.
  mutating func finish(_ succeeded: Bool) -> Bool {
    guard isUnderWay else { return false }
    isUnderWay = false
    guard succeeded || isScheduled else { return false }
    if succeeded {
      isEager = false
      nextAt = scheduledAt
    }
    successes = succeeded ? successes + 1 : 0
    failures = succeeded ? 0 : failures + 1
    if successes >= successThreshold { verdict = true }
    if failures >= failureThreshold { verdict = false }
    return !succeeded
  }
}

extension ProbeCommand.Action {
  /// Whether a try starts a program, which is more than a connection.
  fileprivate var isProgram: Bool { if case .exec = self { true } else { false } }
}
