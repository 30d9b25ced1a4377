public import KubernetesObjects

/// A clock that never goes back, as what does I/O for the state machines needs it: tests give one that stands still.
public protocol MonotonicClock: Sendable {
  /// The time since a start that no one knows, the machine's sleep included.
  var now: Duration { get }
  /// The time of day, for people to read: no decision is made by it.
  var wall: MicroTime { get }
  /// Waits until the clock shows that time. Where the task is cancelled, it returns at once by an error.
  func sleep(until deadline: Duration) async throws(CancellationError)
}

extension MonotonicClock {
  /// Waits that long.
  public func sleep(for duration: Duration) async throws(CancellationError) { try await sleep(until: now + duration) }

  /// What both clocks show.
  public var reading: ClockReading { ClockReading(monotonic: now, wall: wall) }
}
