/// Why a text is not properties as Java reads them.
public struct JavaPropertiesError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// `\u` without four hexadecimal digits behind it.
    case escape
    /// Escapes that name half of a surrogate pair.
    case encoding
    /// A bound on the size or on the number of properties is exceeded.
    case limit
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words.
  public let message: String
  /// The line, from 1: the first line of the property, where that goes over several.
  public let line: Int

  /// The same text fails the same way.
  public var isRetryable: Bool { false }
}

extension JavaPropertiesError: CustomStringConvertible {
  /// The line and the message.
  public var description: String { "line \(line): \(message)" }
}
