/// Why a command line is not understood: it names the word at fault and the remedy.
public struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Code: Sendable, Hashable {
    /// There is no such command.
    case unknownCommand
    /// A group of commands was called without one of them.
    case missingCommand
    /// The command has no such option.
    case unknownOption
    /// An option needs a value and has none.
    case missingValue
    /// An option or argument does not take this value.
    case invalidValue
    /// An option that must be given is not.
    case missingOption
    /// An argument that must be given is not.
    case missingArgument
    /// There are more arguments than the command takes.
    case unexpectedArgument
  }

  /// What kind of fault it is.
  public let code: Code
  /// The word, option or environment variable that it is about.
  public let object: String
  /// What is wrong, and what to write instead.
  public let message: String
  /// The command that was called, as words.
  public let command: String

  /// The message.
  public var description: String { message }
}
