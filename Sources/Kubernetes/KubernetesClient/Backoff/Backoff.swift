/// How long something rests after failures in a row: longer after each one, up to a cap, and never at the same time as
/// others.
///
/// Each rest is made shorter by up to a part of it, at random; so the cap is never passed.
public struct Backoff: Sendable, Hashable {
  /// The rest after the first failure, before jitter.
  public let initial: Duration
  /// How much longer each rest is than the one before.
  public let multiplier: Double
  /// The longest rest.
  public let maximum: Duration
  /// The part of a rest, 0 to 1, that chance may take away.
  public let jitter: Double

  /// A backoff; numbers that make no sense become the nearest that do.
  public init(initial: Duration, multiplier: Double = 2, maximum: Duration, jitter: Double = 0.5) {
    self.initial = max(initial, .milliseconds(1))
    self.multiplier = multiplier.isFinite ? max(multiplier, 1) : 1
    self.maximum = max(maximum, self.initial)
    self.jitter = jitter.isFinite ? min(max(jitter, 0), 1) : 0
  }

  /// For requests to the API server that fail: 1 s to 30 s.
  public static let requests = Backoff(initial: .seconds(1), maximum: .seconds(30))

  /// For keys whose pass failed: 100 ms to 5 minutes.
  public static let passes = Backoff(initial: .milliseconds(100), maximum: .seconds(300))

  /// The rest after so many failures in a row; none after none.
  public func rest(after failures: Int, using generator: inout some RandomNumberGenerator) -> Duration {
    if failures <= 0 { return .zero }
    var rest = initial
    // More steps than this change nothing that a Double could tell.
    for _ in 0..<min(failures - 1, 1024) {
      if maximum / rest <= multiplier {
        rest = maximum
        break
      }
      rest = rest * multiplier
    }
    return jitter > 0 ? rest * Double.random(in: 1 - jitter...1, using: &generator) : rest
  }
}
