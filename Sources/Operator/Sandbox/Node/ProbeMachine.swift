/// One probe of a container that runs: when it is tried, and what its tries mean. It never has two tries under way.
struct ProbeMachine: Sendable, Hashable {
  private let periodSeconds: Int
  private let successThreshold: Int
  private let failureThreshold: Int
  private(set) var isUnderWay = false
  /// When it is tried next.
  private(set) var nextAt: Duration
  private var successes = 0
  private var failures = 0
  /// What it says; nil before a threshold was reached.
  private(set) var verdict: Bool?

  /// A probe of a container that started now.
  init(_ probe: ProbeCommand, at now: Duration) {
    periodSeconds = max(probe.periodSeconds, 1)
    successThreshold = max(probe.successThreshold, 1)
    failureThreshold = max(probe.failureThreshold, 1)
    nextAt = now + .seconds(max(probe.initialDelaySeconds, 0))
  }

  /// Whether it is to be tried; if so, it is under way.
  mutating func begin(at now: Duration) -> Bool {
    guard !isUnderWay, now >= nextAt else { return false }
    isUnderWay = true
    nextAt = now + .seconds(periodSeconds)
    return true
  }

  /// Takes what a try came to.
  mutating func finish(_ succeeded: Bool) {
    guard isUnderWay else { return }
    isUnderWay = false
    successes = succeeded ? successes + 1 : 0
    failures = succeeded ? 0 : failures + 1
    if successes >= successThreshold { verdict = true }
    if failures >= failureThreshold { verdict = false }
  }
}
