/// When a container that has ended may start again: at once the first time, then after 10 s, doubling to 5 min (the
/// kubelet's figures); anew from the beginning when it ran for 10 min.
struct RestartBackoff: Sendable, Hashable {
  /// The times, which tests shorten.
  struct Times: Sendable, Hashable {
    var first = Duration.seconds(10)
    var longest = Duration.seconds(300)
    var reset = Duration.seconds(600)

    init(factor: Double = 1) {
      first = first * factor
      longest = longest * factor
      reset = reset * factor
    }
  }

  private var delay: Duration?

  /// How long a container that has ended waits.
  mutating func next(ranFor time: Duration, _ times: Times) -> Duration {
    if time >= times.reset { delay = nil }
    guard let last = delay else {
      delay = times.first
      return .zero
    }
    delay = min(last * 2, times.longest)
    return last
  }
}
