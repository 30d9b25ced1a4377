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
