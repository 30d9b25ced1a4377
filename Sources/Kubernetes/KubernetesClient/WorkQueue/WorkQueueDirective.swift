/// What a work queue asks of its shell.
public enum WorkQueueDirective<Key: Hashable & Sendable>: Sendable, Hashable {
  /// Start a pass of this key now, and call `finish` when it has ended, however it ended.
  case run(WorkQueuePass<Key>)
  /// Call `wake` at this time; it replaces the time that was asked for before. Nil: there is nothing to wait for.
  case wait(until: Duration?)
  /// The drain has ended: nothing runs any more, or its deadline has passed; these keys were still running then.
  case drained(unfinished: [Key])
}

/// One pass of a key.
public struct WorkQueuePass<Key: Hashable & Sendable>: Sendable, Hashable {
  /// The key.
  public let key: Key
  /// How many passes of the key have failed in a row before this one.
  public let failures: Int
  /// How long the key has waited since it became ready.
  public let waited: Duration

  /// A pass.
  public init(key: Key, failures: Int, waited: Duration) {
    self.key = key
    self.failures = failures
    self.waited = waited
  }
}

/// How a pass ended.
public enum PassResult: Sendable, Hashable {
  /// Nothing is left to do until something changes.
  case done
  /// All is well; look again after this time.
  case again(after: Duration)
  /// It failed: try again, later after each failure in a row.
  case failed
  /// It failed, and whoever refused said how long to wait at least.
  case refused(retryAfter: Duration)
}

/// What is left of a queue's work when it is drained.
public enum DrainMode: Sendable, Hashable {
  /// What runs is finished; what is ready is dropped: the next leader looks at every key anyway.
  case finishRunning
  /// What is ready is run as well; what is delayed is dropped.
  case finishReady
}
