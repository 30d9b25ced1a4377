/// What an event recorder has done.
public struct EventFigures: Sendable, Hashable {
  /// Events that were created.
  public var created = 0
  /// Writes of repeats.
  public var repeated = 0
  /// Events that were not written, by the reason.
  public var dropped: [EventDrop: Int] = [:]
  /// Events that wait to be written, or whose repeats do.
  public var waiting = 0
  /// Events that are remembered.
  public var remembered = 0
}

/// Why an event was not written.
public enum EventDrop: String, Sendable, Hashable, CaseIterable {
  /// Its object had too many of late.
  case rate
  /// The recorder had as many that wait as it may.
  case full
  /// The API server does not take it.
  case refused
  /// The API server could not be reached for too long.
  case failed
}
