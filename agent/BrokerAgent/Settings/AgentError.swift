/// Why the agent cannot do what it is told.
public struct AgentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, Sendable, Hashable {
    /// A setting, or a file of settings, cannot be understood.
    case configuration
  }

  /// What is wrong.
  public let code: Code
  /// The setting or the file.
  public let object: String
  /// What is wrong with it, in words, with the remedy.
  public let message: String

  /// An error.
  public init(_ code: Code, _ object: String, _ message: String) {
    self.code = code
    self.object = object
    self.message = message
  }

  /// Object and message.
  public var description: String { "\(object): \(message)" }
}
