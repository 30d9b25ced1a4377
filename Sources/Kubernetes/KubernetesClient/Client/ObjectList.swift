/// The objects of a list, of all its pages.
public struct ObjectList<Object: Sendable>: Sendable {
  /// The objects.
  public var items: [Object]
  /// The objects that are there, but could not be read.
  public var unreadable: [UnreadableObject]
  /// The state that the list shows: where a watch begins.
  public var resourceVersion: String

  /// A list.
  public init(items: [Object] = [], unreadable: [UnreadableObject] = [], resourceVersion: String = "") {
    self.items = items
    self.unreadable = unreadable
    self.resourceVersion = resourceVersion
  }
}

extension ObjectList: Equatable where Object: Equatable {}

/// The bounds of a list that is read whole.
public struct ListBounds: Sendable, Hashable {
  /// The objects of a page: client-go's 500.
  public var pageSize = 500
  /// The most pages.
  public var maximumPages = 2000
  /// How often it begins anew where the server has forgotten its state (410, after five minutes); the last time without pages.
  public var maximumRestarts = 2

  /// The defaults.
  public init() {}
}
