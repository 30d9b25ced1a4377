/// Numbers from a seed, for jitter: the same seed gives the same numbers (SplitMix64). Never for secrets.
struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// How long content that was rejected rests before it is tried again.
struct RetryBackoff: Sendable {
  let minimum: Duration
  let maximum: Duration

  /// The delay after the n-th rejection in a row, n from 1: it doubles from the minimum to the maximum, and lies
  /// anywhere in the upper half of twice its step, so that streams do not come together.
  func delay(afterAttempt attempt: Int, using generator: inout SeededGenerator) -> Duration {
    var upper = minimum
    for _ in 0..<min(max(attempt, 1), 32) where upper < maximum { upper += upper }
    if upper > maximum { upper = maximum }
    let lower = max(minimum, upper / 2)
    if upper <= lower { return lower }
    let span = (upper - lower) / .milliseconds(1)
    return lower + .milliseconds(1) * Int(Double.random(in: 0...1, using: &generator) * span)
  }
}
