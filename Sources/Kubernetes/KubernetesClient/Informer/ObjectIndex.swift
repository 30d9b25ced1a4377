/// A way to find objects of a cache by something other than their names.
public struct ObjectIndex<Object: CachedObject>: Sendable {
  /// The name of the index.
  public let name: String
  /// The values under which an object is found.
  public let values: @Sendable (Object) -> [String]

  /// An index.
  public init(_ name: String, values: @escaping @Sendable (Object) -> [String]) {
    self.name = name
    self.values = values
  }
}
