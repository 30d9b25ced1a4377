/// What a watch cache asks of its shell. Every request has a number; what comes of it is told with that number, and what
/// comes of a request that was replaced or cancelled does no harm.
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
  /// Something is wrong; the cache deals with it by itself. It comes once for each thing that goes wrong in a row.
  case trouble(InformerTrouble)
  /// What was wrong is over.
  case recovered
}

/// A page of a list that a watch cache wants: always of the most recent state (no `resourceVersion`), so that the cache
/// never goes back in time.
public struct ListRequest: Sendable, Hashable {
  /// The request's number.
  public let request: Int
  /// Where to go on; nil for the first page.
  public let `continue`: String?
  /// How many objects at most; nil for all at once, where paging is too slow for the server's memory.
  public let limit: Int?
  /// When it must have ended.
  public let deadline: Duration
}

/// A watch that a watch cache wants, with bookmarks.
public struct WatchRequest: Sendable, Hashable {
  /// The request's number.
  public let request: Int
  /// The version after which it begins.
  public let from: ResourceVersion
  /// After which time the server is to end it (`timeoutSeconds`).
  public let timeout: Duration
}

/// A page of a list.
public struct ListPage<Object: CachedObject>: Sendable {
  /// The objects.
  public var items: [Object]
  /// The objects that are there, but could not be read: they stay in the cache as they were.
  public var unreadable: [ObjectKey]
  /// The list's version.
  public var resourceVersion: ResourceVersion
  /// Where to go on; nil or empty after the last page.
  public var `continue`: String?

  /// A page.
  public init(
    items: [Object], unreadable: [ObjectKey] = [], resourceVersion: ResourceVersion, continue: String? = nil
  ) {
    self.items = items
    self.unreadable = unreadable
    self.resourceVersion = resourceVersion
    self.continue = `continue`
  }
}

/// An event of a watch.
public enum WatchEvent<Object: CachedObject>: Sendable {
  /// An object is there that was not, or not among those that are watched.
  case added(Object)
  /// An object changed.
  case modified(Object)
  /// An object is gone, or no longer among those that are watched; its last state, with the version of its end.
  case deleted(Object)
  /// Nothing changed up to this version.
  case bookmark(ResourceVersion)
  /// An object changed, but could not be read: it stays in the cache as it was.
  case unreadable(ObjectKey, ResourceVersion)
  /// The server ends the watch with a status.
  case error(RequestFailure)
}

/// Why a list or a watch failed, as far as a watch cache must tell.
public enum RequestFailure: Sendable, Hashable {
  /// The version or the place to go on from is too old (410 `Gone` or `Expired`).
  case expired
  /// The version is one that the server has not reached (504 with the cause `ResourceVersionTooLarge`).
  case tooNew
  /// The server said how long to wait at least (429 or 503 with `Retry-After`).
  case throttled(retryAfter: Duration)
  /// An answer was not what the API has.
  case malformed
  /// Anything else: no connection, refused, an error of the server.
  case failed
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
