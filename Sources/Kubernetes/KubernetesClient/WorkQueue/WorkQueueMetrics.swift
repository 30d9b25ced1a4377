/// A work queue's figures at one time.
public struct WorkQueueMetrics: Sendable, Hashable {
  /// The keys that are ready and wait for a worker.
  public var depth = 0
  /// The keys that rest until a later time.
  public var delayed = 0
  /// The keys whose pass runs.
  public var running = 0
  /// How long the key that is ready for longest has waited.
  public var oldestReady: Duration = .zero
  /// How long the longest pass has run.
  public var longestRun: Duration = .zero
  /// The keys that were added, with those that were there already.
  public var added = 0
  /// The passes that have begun.
  public var started = 0
  /// The passes that ended well.
  public var succeeded = 0
  /// The passes that failed and are or were tried again.
  public var retried = 0
}
