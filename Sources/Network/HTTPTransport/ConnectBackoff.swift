/// How long a client rests before it connects again: longer after each failure, up to a cap, and never at the same time as
/// others. The numbers are gRPC's (doc/connection-backoff.md).
public struct ConnectBackoff: Sendable, Hashable {
  /// The first rest.
  public var initial: Duration = .seconds(1)
  /// How much longer each rest is than the one before.
  public var multiplier = 1.6
  /// Each rest is made longer or shorter by up to this part of it, at random.
  public var jitter = 0.2
  /// The longest rest, before jitter.
  public var maximum: Duration = .seconds(120)
  private var rest: Duration?

  /// gRPC's numbers.
  public init() {}

  /// The rest after one more failure.
  public mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
    let rest = min(rest ?? initial, maximum)
    self.rest = min(rest * multiplier, maximum)
    guard jitter > 0 else { return rest }
    return rest * Double.random(in: 1 - jitter...1 + jitter, using: &generator)
  }

  /// Begins anew, after a success.
  public mutating func reset() { rest = nil }
}

/// Numbers from a seed, for jitter: the same seed gives the same numbers (SplitMix64). Never for secrets.
struct JitterGenerator: RandomNumberGenerator, Sendable {
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
