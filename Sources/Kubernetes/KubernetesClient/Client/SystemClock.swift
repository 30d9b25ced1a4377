import Glibc
public import KubernetesObjects

/// The machine's clock: `CLOCK_BOOTTIME`, which goes on while the machine sleeps.
public struct SystemClock: MonotonicClock {
  /// A sleep is parted into pieces of this length: a timer that stood still with the machine is late by no more.
  private static let longestPiece = Duration.seconds(5)

  /// The clock.
  public init() {}

  /// The time since the machine's start.
  public var now: Duration {
    let time = Self.read(CLOCK_BOOTTIME)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// The time of day.
  public var wall: MicroTime {
    let time = Self.read(CLOCK_REALTIME)
    return MicroTime(microsecondsSince1970: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  /// Waits until the clock shows that time.
  public func sleep(until deadline: Duration) async throws(CancellationError) {
    while true {
      let rest = deadline - now
      guard rest > .zero else { break }
      // It fails for nothing but a cancelled task.
      do { try await Task.sleep(for: min(rest, Self.longestPiece)) } catch { throw CancellationError() }
    }
    if Task.isCancelled { throw CancellationError() }
  }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return time
  }
}
