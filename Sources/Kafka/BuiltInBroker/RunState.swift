import Glibc
import Synchronization

/// How far a node is, for those who wait on other threads.
final class RunState: Sendable {
  struct Values {
    var isServing = false
    var isReleased = false
    var failure: BuiltInBrokerError?
  }

  private let values = Mutex(Values())

  var failure: BuiltInBrokerError? { values.withLock { $0.failure } }

  func serve() { values.withLock { $0.isServing = true } }
  func release() { values.withLock { $0.isReleased = true } }
  func fail(_ error: BuiltInBrokerError) { values.withLock { $0.failure = $0.failure ?? error } }

  /// Waits for something, in small steps, at most for so long, and not beyond a failure.
  func wait(_ patience: Duration, for condition: (Values) -> Bool) -> Bool {
    let end = ContinuousClock.now + patience
    while true {
      let now = values.withLock { $0 }
      if condition(now) { return true }
      guard now.failure == nil, ContinuousClock.now < end else { return false }
      usleep(5_000)
    }
  }
}
