/// A point in time as the model is told it: it has no clock of its own.
public struct Moment: Sendable, Hashable {
  /// Time since some fixed point; never goes back. Deadlines are counted on it.
  public var monotonic: Duration
  /// Milliseconds since 1970-01-01T00:00:00Z, for timestamps of records.
  public var wall: Int64

  /// This point in time.
  public init(monotonic: Duration, wall: Int64) {
    self.monotonic = monotonic
    self.wall = wall
  }

  /// The point in time that is so much later.
  public func later(_ duration: Duration) -> Moment {
    let (seconds, attoseconds) = duration.components
    return Moment(
      monotonic: monotonic + duration, wall: wall + seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
  }
}
