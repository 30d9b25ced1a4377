/// A text of properties as a person wrote it: with lines, and with keys that are there twice.
public struct JavaPropertiesDocument: Sendable, Hashable {
  /// One property of the text.
  public struct Entry: Sendable, Hashable {
    /// The key.
    public let key: String
    /// The value.
    public let value: String
    /// The line on which it begins, from 1.
    public let line: Int
  }

  /// Every property, in the order of the text.
  public let entries: [Entry]

  /// Reads a text by the rules of `java.util.Properties`.
  ///
  /// - Throws: The first thing that Java refuses, or the bound that is exceeded, with its line.
  public init(_ text: String, limits: JavaPropertiesLimits = JavaPropertiesLimits()) throws(JavaPropertiesError) {
    var reader = JavaPropertiesReader(text, limits: limits)
    entries = try reader.entries()
  }

  /// The properties: of a key that is there twice the last value.
  public var properties: JavaProperties {
    var properties = JavaProperties()
    for entry in entries { properties[entry.key] = entry.value }
    return properties
  }

  /// Those that say nothing, because their key is there again below: each with the line of the next one.
  public var overruled: [(entry: Entry, line: Int)] {
    var next: [String: Int] = [:]
    var found: [(entry: Entry, line: Int)] = []
    for entry in entries.reversed() {
      if let line = next[entry.key] { found.append((entry, line)) }
      next[entry.key] = entry.line
    }
    return found.reversed()
  }
}

extension JavaProperties {
  /// The properties of a text; of a key that is there twice the last value.
  ///
  /// - Throws: The first thing that Java refuses, or the bound that is exceeded, with its line.
  public init(text: String, limits: JavaPropertiesLimits = JavaPropertiesLimits()) throws(JavaPropertiesError) {
    self = try JavaPropertiesDocument(text, limits: limits).properties
  }
}
