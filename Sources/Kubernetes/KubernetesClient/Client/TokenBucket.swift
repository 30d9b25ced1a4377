/// How many requests are sent at most: so many a second in the long run, and some at once after a rest.
///
/// Who comes takes a token, or the place of one that is to come: so places are given in the order of asking, and everyone
/// knows at once when the turn is. It never gives more than `burst` at one time.
struct TokenBucket: Sendable, Hashable {
  /// What counts as never, in seconds.
  private static let longest = 1e9

  private let rate: Double?
  private let burst: Double
  /// The tokens that are there; below zero, those that are promised.
  private var tokens: Double
  private var last: Duration?

  /// - Parameters:
  ///   - rate: tokens a second; nil, or none that makes sense, for no bound.
  ///   - burst: the most tokens that gather; at least one.
  init(rate: Double?, burst: Int) {
    self.rate = rate.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    self.burst = Double(max(1, burst))
    tokens = self.burst
  }

  /// Takes a token.
  ///
  /// - Returns: when it may be used; nil, and nothing is taken, where that is not before the deadline.
  mutating func take(at now: Duration, by deadline: Duration) -> Duration? {
    guard let rate else { return now }
    refill(at: now, rate)
    let missing = 1 - tokens
    let time = missing > 0 ? now + .seconds(min(missing / rate, Self.longest)) : now
    if time > now, time >= deadline { return nil }
    tokens -= 1
    return time
  }

  /// Gives a token back that was not used.
  mutating func giveBack() { tokens = min(burst, tokens + 1) }

  private mutating func refill(at now: Duration, _ rate: Double) {
    if let last, now > last { tokens = min(burst, tokens + (now - last) / .seconds(1) * rate) }
    last = max(now, last ?? now)
  }
}
