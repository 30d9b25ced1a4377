/// A place in a text.
public struct YAMLPosition: Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1.
  public let column: Int

  /// A place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// As messages say it.
  public var description: String { "line \(line), column \(column)" }
}
