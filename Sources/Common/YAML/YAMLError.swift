/// Why a text is not the YAML that was expected.
public struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// The text breaks YAML's grammar, or is not UTF-8.
    case syntax
    /// A bound on size, nesting or the expansion of aliases is exceeded.
    case limit
    /// An alias has no anchor, a merge key no mapping, a key is no text, a scalar is not what its tag says.
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
