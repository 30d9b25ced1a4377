/// The bounds of an event recorder. Where client-go has such a figure, it is the default here.
public struct EventLimits: Sendable, Hashable {
  /// How many events are remembered, so that a repeat is told from a new one; each may take 3 KiB.
  public var series = 1000
  /// For how many objects the rate is remembered.
  public var objects = 4096
  /// How many new events an object may have at once.
  public var burst = 25
  /// How long after that an object may have one more.
  public var refill = Duration.seconds(300)
  /// How long after its last repeat an event is over: what happens later is a new one.
  public var quiet = Duration.seconds(360)
  /// How long after its repeats were written an event's next repeats are; it doubles each time.
  public var rest = Duration.seconds(5)
  /// The longest that repeats wait to be written; less than `quiet`.
  public var longestRest = Duration.seconds(300)
  /// How many writes there may be at once, of all objects.
  public var writeBurst = 50
  /// How long after that one more write may be.
  public var writeInterval = Duration.milliseconds(200)
  /// How often a write is tried.
  public var tries = 12

  /// The usual bounds.
  public init() {}
}
