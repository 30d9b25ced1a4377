/// One header of a request or an answer.
public struct HeaderField: Sendable, Hashable {
  /// The name; its case does not matter.
  public let name: String
  /// The value.
  public let value: String

  /// A header.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether the header has that name, in whatever case.
  public func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}
