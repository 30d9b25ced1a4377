public import KubernetesObjects

/// What the two clocks of a machine say at one time.
public struct ClockReading: Sendable, Hashable {
  /// A clock that never goes back, and goes on while the machine sleeps (`CLOCK_BOOTTIME`): every decision is made by
  /// it.
  public let monotonic: Duration
  /// The time of day. It is written into leases for people to read; no decision is made by it.
  public let wall: MicroTime

  /// A reading.
  public init(monotonic: Duration, wall: MicroTime) {
    self.monotonic = monotonic
    self.wall = wall
  }
}
