/// A watch that a watch cache wants, with bookmarks.
public struct WatchRequest: Sendable, Hashable {
  /// The request's number.
  public let request: Int
  /// The version after which it begins.
  public let from: ResourceVersion
  /// After which time the server is to end it (`timeoutSeconds`).
  public let timeout: Duration
}

/// An event of a watch.
public enum WatchEvent<Object: CachedObject>: Sendable {
  /// An object is there that was not, or not among those that are watched.
  case added(Object)
  /// An object changed.
  case modified(Object)
  /// An object is gone, or no longer among those that are watched; its last state, with the version of its end.
  case deleted(Object)
  /// An object is gone whose last state could not be read; the version of its end.
  case gone(ObjectKey, ResourceVersion)
  /// Nothing changed up to this version.
  case bookmark(ResourceVersion)
  /// An object changed, but could not be read: it stays in the cache as it was.
  case unreadable(ObjectKey, ResourceVersion)
  /// The server ends the watch with a status.
  case error(RequestFailure)
}
