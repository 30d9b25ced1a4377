/// A command: a name, what it is for, its options, and what it does; or a group of commands.
///
/// It is a value from which parsing, help and completion are all made; it never prints or ends the program itself.
public struct Command: Sendable {
  /// The name.
  public let name: String
  /// What it is for, in one line.
  public let summary: String
  /// More, in paragraphs; shown in its help.
  public let discussion: String
  /// Its options.
  public let options: [Option]
  /// Its arguments, in their places.
  public let arguments: [Argument]
  /// The commands below it.
  public let subcommands: [Command]
  /// What it does; nil for a group that needs a command.
  public let run: (@Sendable (ParsedArguments) -> ExitCode)?

  /// A command that does something.
  public init(
    _ name: String, summary: String, discussion: String = "", options: [Option] = [], arguments: [Argument] = [],
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

  /// A command that does something where no command below it is named: `tool make`, `tool make clean`. It takes options,
  /// but no arguments, which would look like commands.
  public init(
    _ name: String, summary: String, discussion: String = "", options: [Option], subcommands: [Command],
    run: @escaping @Sendable (ParsedArguments) -> ExitCode
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.options = options
    arguments = []
    self.subcommands = subcommands
    self.run = run
  }

  /// Every command from this one down, with the words that lead to it.
  var all: [(path: [String], command: Command)] {
    var list: [(path: [String], command: Command)] = [([], self)]
    for subcommand in subcommands {
      for (path, command) in subcommand.all { list.append(([subcommand.name] + path, command)) }
    }
    return list
  }

  /// The usage line, as parts that are not broken across lines.
  func usage(path: String) -> [String] {
    guard subcommands.isEmpty || run != nil else { return [path, "COMMAND"] }
    var parts = [path]
    for option in options where option.isRequired { parts.append(option.form) }
    if options.contains(where: { !$0.isRequired }) { parts.append("[OPTIONS]") }
    return parts + arguments.map(\.form)
  }
}
