/// How a watch cache is doing.
public struct CacheHealth: Sendable, Hashable {
  /// Whether it has had a complete list: from then on, an object that it does not have did not exist a moment ago.
  public let isSynced: Bool
  /// How long ago the server last said anything about it; nil where it never did. There is a bookmark about every minute,
  /// so that more than a few minutes mean that what it has is old.
  public let silence: Duration?
  /// What is wrong and what can be done about it, in words; nil where nothing is.
  public let trouble: String?
  /// How many objects it has.
  public let objects: Int
  /// The objects that are there, but could not be read: it has an older state of them, or none.
  public let unreadable: Int
}
