/// What a watch cache asks of its shell. Every request has a number; what comes of it is told with that number, and
/// what comes of a request that was replaced or cancelled does no harm.
public enum InformerDirective<Object: CachedObject>: Sendable {
  /// Ask for a page.
  case list(ListRequest)
  /// Begin to watch.
  case watch(WatchRequest)
  /// End this request: nothing that comes of it is of use.
  case cancel(request: Int)
  /// Call `wake` at this time; it replaces the time that was asked for before. Nil: there is nothing to wait for.
  case wait(until: Duration?)
  /// These objects changed; each is in the cache as `after` has it, unless a later change in the list says otherwise.
  case changed([ObjectChange<Object>])
  /// The first list is complete: from now on an object that is not in the cache does not exist. It comes once.
  case synced
  /// The cache has seen the version that this waiter waits for.
  case caughtUp(waiter: Int)
  /// The deadline of this waiter passed before the cache saw its version, or too many wait.
  case gaveUp(waiter: Int)
  /// Something is wrong; the cache deals with it by itself. It comes once for each kind of thing, until `recovered`.
  case trouble(InformerTrouble)
  /// What was wrong is over.
  case recovered
}

/// What a watch cache has met.
public enum InformerTrouble: Sendable, Hashable {
  /// A list failed.
  case list(RequestFailure)
  /// A watch failed.
  case watch(RequestFailure)
  /// An object could not be read.
  case unreadable(ObjectKey)
}

extension InformerTrouble {
  /// The same for all that count as one: refusals, however long each asks to wait.
  var kind: InformerTrouble {
    switch self {
    case .list(.throttled): .list(.throttled(retryAfter: .zero))
    case .watch(.throttled): .watch(.throttled(retryAfter: .zero))
    case .list, .watch, .unreadable: self
    }
  }
}
