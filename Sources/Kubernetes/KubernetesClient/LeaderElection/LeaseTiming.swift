/// The times of a leader election, as client-go has them.
///
/// Two candidates never write at the same time as long as their clocks run at rates that differ by less than
/// `leaseDuration / renewDeadline`: a half by the usual figures.
public struct LeaseTiming: Sendable, Hashable {
  /// How long a candidate waits after it last saw the lease renewed, before it takes it; whole seconds.
  public let leaseDuration: Duration
  /// How long after the beginning of the last renewal that succeeded the leader still leads.
  public let renewDeadline: Duration
  /// The time between two renewals, and between two looks of a candidate before jitter.
  public let retryPeriod: Duration
  /// By how much of the retry period, at random, a candidate's wait is longer.
  public static let jitter = 1.2

  /// client-go's figures: 15 s, 10 s, 2 s.
  public static let standard = LeaseTiming(
    unchecked: .seconds(15), renewDeadline: .seconds(10), retryPeriod: .seconds(2))

  /// Times of one's own.
  ///
  /// - Throws: `LeaseTimingError` where a leader could not renew in time, or not know in time that it could not.
  public init(leaseDuration: Duration, renewDeadline: Duration, retryPeriod: Duration) throws(LeaseTimingError) {
    if leaseDuration < .seconds(1) || leaseDuration.components.attoseconds != 0 { throw .leaseDurationIsNotWhole }
    if leaseDuration <= renewDeadline { throw .renewDeadlineIsNotBeforeLeaseDuration }
    if renewDeadline <= retryPeriod * Self.jitter { throw .retryPeriodIsTooLong }
    if retryPeriod <= .zero { throw .retryPeriodIsNotPositive }
    self.init(unchecked: leaseDuration, renewDeadline: renewDeadline, retryPeriod: retryPeriod)
  }

  private init(unchecked leaseDuration: Duration, renewDeadline: Duration, retryPeriod: Duration) {
    self.leaseDuration = leaseDuration
    self.renewDeadline = renewDeadline
    self.retryPeriod = retryPeriod
  }
}

/// What is wrong with the times of a leader election.
public enum LeaseTimingError: Error, Sendable, Hashable {
  /// The API knows whole seconds only, and at least one.
  case leaseDurationIsNotWhole
  /// The leader must stop before others may begin.
  case renewDeadlineIsNotBeforeLeaseDuration
  /// With jitter, not even one retry would fit before the renew deadline.
  case retryPeriodIsTooLong
  /// A retry period must take time.
  case retryPeriodIsNotPositive
}
