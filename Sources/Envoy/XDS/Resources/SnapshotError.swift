/// Why a snapshot was not made, or not published.
public struct SnapshotError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// A resource has no name.
    case unnamed
    /// Two resources of one type have one name.
    case duplicate
    /// It would take every listener, or every cluster, from proxies that have some, and nobody said that it should.
    case removesEverything
    /// Its generation is not greater than that of the snapshot it shall replace.
    case outdated
    /// A restored snapshot came after the inputs had loaded.
    case alreadyLive
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words.
  public let message: String
  /// The type of resource that it speaks of.
  public let type: TypeURL?
  /// The group that it speaks of.
  public let group: GroupID?

  init(_ code: Code, _ message: String, type: TypeURL? = nil, group: GroupID? = nil) {
    self.code = code
    self.message = message
    self.type = type
    self.group = group
  }

  /// A snapshot that would take everything of a type from proxies that have some.
  public static func removal(of count: Int, _ type: TypeURL, _ group: GroupID) -> SnapshotError {
    SnapshotError(
      .removesEverything, "it has none, and would remove all \(count) that proxies have now", type: type, group: group)
  }

  /// A first snapshot that holds nothing.
  public static func emptiness(of group: GroupID) -> SnapshotError {
    SnapshotError(
      .removesEverything, "the first snapshot is empty, and would remove whatever proxies have", group: group)
  }

  /// The message with its objects.
  public var description: String {
    var text = message
    if let type { text += " (\(type))" }
    if let group { text += " (group \(group))" }
    return text
  }
}
