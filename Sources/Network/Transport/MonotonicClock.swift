import Glibc

/// The machine's monotonic clock (`CLOCK_MONOTONIC`): the origin of every `Duration` that is called "now" or a deadline.
public enum MonotonicClock {
  /// The time since the clock's origin, which is fixed while the machine runs.
  public static var now: Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Duration(secondsComponent: Int64(time.tv_sec), attosecondsComponent: Int64(time.tv_nsec) * 1_000_000_000)
  }
}
