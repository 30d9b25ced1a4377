public import JSON

/// One document of a YAML text, as the JSON value that kubectl would send for it.
public struct YAMLDocument: Sendable {
  /// The value.
  public let value: JSONValue
  /// What is legal and yet probably not meant, such as a key that is written twice.
  public let warnings: [YAMLWarning]
  let positions: [JSONPath: YAMLPosition]

  /// Where a value is written; where it is missing, the place of what would hold it.
  public func position(of path: JSONPath) -> YAMLPosition? {
    var path = path
    while true {
      if let position = positions[path] { return position }
      guard !path.components.isEmpty else { return nil }
      path = path.parent
    }
  }
}

/// A place in a text.
public struct YAMLPosition: Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1.
  public let column: Int

  /// As messages say it.
  public var description: String { "line \(line), column \(column)" }
}

/// Something legal that is probably not meant.
public struct YAMLWarning: Sendable, Hashable, CustomStringConvertible {
  /// What.
  public let message: String
  /// Where.
  public let position: YAMLPosition

  /// The place and the message.
  public var description: String { "\(position): \(message)" }
}

/// Why a text is not the YAML that was expected.
public struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// The text breaks YAML's grammar, or is not UTF-8.
    case syntax
    /// A bound on size, nesting or the expansion of aliases is exceeded.
    case limit
    /// An alias has no anchor, a merge key no mapping, a key is no scalar.
    case structure
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words.
  public let message: String
  /// Where, if that is known.
  public let position: YAMLPosition?

  /// The place and the message.
  public var description: String {
    guard let position else { return message }
    return "\(position): \(message)"
  }
}

/// What a reader accepts at the most.
public struct YAMLLimits: Sendable, Hashable {
  /// The longest text, in bytes.
  public var size: Int
  /// The deepest nesting.
  public var depth: Int
  /// The most values in a document, with what its aliases stand for counted each time.
  public var values: Int

  /// Limits; the defaults are 16 MiB, 100 levels, a million values.
  public init(size: Int = 16 << 20, depth: Int = 100, values: Int = 1_000_000) {
    self.size = size
    self.depth = depth
    self.values = values
  }
}
