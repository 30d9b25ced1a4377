/// The moments at which what is looked at again and again is looked at, together: whole multiples of the interval on the machine's
/// monotonic clock. A process that wakes once for all of it costs half of one that wakes for each.
enum Tick {
  /// Rests of this length or more end at a whole second; shorter ones at a multiple of themselves.
  private static let longRest = Duration.seconds(4)

  /// The time after a rest: at the last tick before its end, unless that would make it shorter than a quarter.
  ///
  /// Who rests from tick to tick has exactly the rhythm that he asked for.
  static func after(_ rest: Duration, from now: Duration) -> Duration {
    guard rest > .zero else { return now }
    let grid = nanoseconds(rest < longRest ? rest : .seconds(1))
    let end = nanoseconds(now + rest)
    guard grid > 0, end >= 0 else { return now + rest }
    let tick = Duration.nanoseconds(end - end % grid)
    return tick - now < rest / 4 ? tick + .nanoseconds(grid) : tick
  }

  private static func nanoseconds(_ time: Duration) -> Int64 {
    let (seconds, attoseconds) = time.components
    return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
  }
}
