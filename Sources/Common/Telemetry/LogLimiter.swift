import Glibc
import Synchronization

/// A rate limit for log lines, shared between threads, on the machine's monotonic clock.
///
/// See `Logger.limited(by:key:)`. It bounds lines by key; it never delays one.
public final class LogLimiter: Sendable {
  private let limit: Mutex<RateLimit>
  private let now: @Sendable () -> Duration

  /// - Parameters:
  ///   - limit: How many lines of a key are written, and how many keys are told apart.
  ///   - now: The time since any fixed origin; the monotonic clock where it is nil.
  public init(_ limit: RateLimit = RateLimit(), now: (@Sendable () -> Duration)? = nil) {
    self.limit = Mutex(limit)
    self.now = now ?? { Self.monotonic() }
  }

  func admit(_ key: String) -> RateLimit.Decision {
    let time = now()
    return limit.withLock { $0.admit(key, at: time) }
  }

  private static func monotonic() -> Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
