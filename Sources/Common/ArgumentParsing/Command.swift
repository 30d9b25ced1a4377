/// A command: a name, what it is for, its options, and what it does; or a group of commands.
public struct Command: Sendable {
  /// The name.
  public let name: String
  /// What it is for, in one line.
  public let summary: String
  /// More, in paragraphs; shown in its help.
  public let discussion: String
  /// Its options.
  public let options: [Option]
  /// The names of its arguments, all of which must be given.
  public let arguments: [String]
  /// The commands below it.
  public let subcommands: [Command]
  /// What it does; nil for a group.
  public let run: (@Sendable (ParsedArguments) -> ExitCode)?

  /// A command that does something.
  public init(
    _ name: String, summary: String, discussion: String = "", options: [Option] = [], arguments: [String] = [],
    run: @escaping @Sendable (ParsedArguments) -> ExitCode
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.options = options
    self.arguments = arguments
    subcommands = []
    self.run = run
  }

  /// A group of commands.
  public init(_ name: String, summary: String, discussion: String = "", subcommands: [Command]) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    options = []
    arguments = []
    self.subcommands = subcommands
    run = nil
  }
}

/// What a command line says, checked against the options.
public struct ParsedArguments: Sendable, Hashable {
  var values: [String: [String]] = [:]
  /// The arguments, in order.
  public internal(set) var arguments: [String] = []

  /// The value of an option: the last one given, or its default; nil where it has neither.
  public func value(_ option: Option) -> String? { values[option.name]?.last ?? option.defaultValue }

  /// The value of an option that is required or has a default.
  public func required(_ option: Option) -> String { value(option) ?? "" }

  /// Whether a flag is given.
  public func isSet(_ option: Option) -> Bool { values[option.name] != nil }

  /// The value of an option that takes whole numbers.
  public func integer(_ option: Option) -> Int? { value(option).flatMap { Int($0) } }
}

/// Why a command line is not understood.
public struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, and what to write instead.
  public let message: String
  /// The command that was called, as words.
  public let command: String

  /// The message.
  public var description: String { message }
}
