public import KubernetesObjects

/// What a leader election asks of its shell. What comes of a request is told with its number, at most once.
public enum LeaderElectionDirective: Sendable, Hashable {
  /// Get the lease (the most recent one: without `resourceVersion`), and end that by the deadline.
  case read(request: Int, deadline: Duration)
  /// Write the lease, and end that by the deadline: create it where it has no `resourceVersion`, else replace it under
  /// the condition that it still has that version.
  case write(request: Int, Lease, deadline: Duration)
  /// This process leads now. The number tells one holder's time from the next one's.
  case startedLeading(transitions: Int)
  /// This process leads no more. Start no write; cancel those under way, or let them end by the deadlines that they
  /// have. After `.shutDown`, call `writesEnded` when the last has ended.
  case stoppedLeading(LeadershipLoss)
  /// Somebody else holds the lease now; nil: nobody does.
  case holderChanged(String?)
  /// Call `wake` at this time; it replaces the time that was asked for before. Nil: there is nothing to wait for.
  case wait(until: Duration?)
  /// The shutdown is complete.
  case ended
}

/// Why a process leads no more.
public enum LeadershipLoss: Sendable, Hashable {
  /// It could not renew the lease in time.
  case renewDeadline
  /// Somebody else holds the lease.
  case takenBy(String)
  /// The lease was given back by somebody else's hand, or deleted.
  case removed
  /// It was asked to stop.
  case shutDown
}

/// What came of a request.
public enum LeaseAnswer: Sendable, Hashable {
  /// The lease as it is.
  case found(Lease)
  /// There is none.
  case notFound
  /// It was written; this is what it is now.
  case written(Lease)
  /// It was not written: somebody else wrote or created it before (409), or it is gone (404).
  case conflict
  /// Anything else; whether a write took effect is not known.
  case failed
}
