/// What a command line asks for.
public enum Invocation: Sendable {
  /// To run a command.
  case run(Command, ParsedArguments)
  /// To print a text and end.
  case print(String)
}

/// Reads command lines for a tree of commands: a pure function of the words and the environment.
///
/// Besides the tree's own commands, every level knows `--help`, `-h` and `help COMMAND`; the first one also knows
/// `--version` and `completion SHELL`.
public struct CommandLineParser: Sendable {
  private let root: Command
  private let version: String

  /// A parser for a command and all below it.
  public init(_ root: Command, version: String) {
    self.root = root
    self.version = version
  }

  /// Reads the words behind the program's name.
  ///
  /// - Throws: `UsageError`, which names the option and the remedy.
  public func parse(_ words: [String], environment: [String: String]) throws(UsageError) -> Invocation {
    var command = root
    var path = root.name
    var rest = words[...]
    if rest.first == "--version" { return .print("\(root.name) \(version)\n") }
    while !command.subcommands.isEmpty {
      // Without the name of a command below, the command itself is meant.
      if command.run != nil, rest.first?.hasPrefix("-") ?? true { break }
      guard let word = rest.popFirst() else {
        throw UsageError(
          code: .missingCommand, object: path,
          message: "'\(path)' needs a subcommand: \(Self.list(command))", command: path)
      }
      let isRoot = path == root.name
      switch word {
      case "--help", "-h": return .print(HelpText.text(command, path: path, isRoot: isRoot))
      case "help": return .print(try help(rest, from: command, path: path))
      case "completion" where isRoot: return .print(try completion(rest))
      default: break
      }
      guard let next = command.subcommands.first(where: { $0.name == word }) else {
        throw unknown(word, in: command, path: path)
      }
      command = next
      path += " " + next.name
    }
    var reader = OptionReader(command, path: path)
    guard let parsed = try reader.read(rest, environment: environment) else {
      return .print(HelpText.text(command, path: path, isRoot: path == root.name))
    }
    return .run(command, parsed)
  }

  /// Reads the words, does what they ask for, and says what the program ends with.
  ///
  /// - Parameters:
  ///   - output: Takes what was asked for, such as help.
  ///   - error: Takes what is wrong with the command line, with its line feed.
  public func run(
    _ words: [String], environment: [String: String], output: (String) -> Void, error report: (String) -> Void
  ) -> ExitCode {
    do throws(UsageError) {
      switch try parse(words, environment: environment) {
      case .print(let text):
        output(text)
        return .success
      case .run(let command, let arguments): return command.run?(arguments) ?? .usage
      }
    } catch {
      report("\(root.name): \(error.message)\nSee '\(error.command) --help'.\n")
      return .usage
    }
  }

  private static func list(_ command: Command) -> String { command.subcommands.map(\.name).joined(separator: ", ") }

  private func unknown(_ word: String, in command: Command, path: String) -> UsageError {
    let isOption = word.hasPrefix("-")
    var known = command.subcommands.map(\.name) + ["help"] + (path == root.name ? ["completion"] : [])
    if isOption { known = ["--help"] + (path == root.name ? ["--version"] : []) }
    let what = "'\(path)' has no \(isOption ? "option" : "subcommand") '\(word)'"
    // An option of a command below was given before the command's name.
    let owners = command.all.filter { $0.command.options.contains { $0.spellings.contains(word) } }
    var remedy = Suggestion.text(word, among: known) + "; it has: \(Self.list(command))"
    if let owner = owners.first {
      remedy = "; write it behind the command: \(([path] + owner.path + [word]).joined(separator: " "))"
    }
    return UsageError(
      code: isOption ? .unknownOption : .unknownCommand, object: word, message: what + remedy, command: path)
  }

  private func help(
    _ words: ArraySlice<String>, from start: Command, path startPath: String
  ) throws(UsageError) -> String {
    var command = start
    var path = startPath
    for word in words where !word.hasPrefix("-") {
      if path == root.name, word == "completion" || word == "help" {
        return HelpText.text(HelpText.builtIn(word, of: root.name), path: "\(path) \(word)", isRoot: false)
      }
      guard let next = command.subcommands.first(where: { $0.name == word }) else {
        throw UsageError(
          code: .unknownCommand, object: word,
          message: "there is no command '\(path) \(word)'"
            + Suggestion.text(word, among: command.subcommands.map(\.name)), command: path)
      }
      command = next
      path += " " + word
    }
    return HelpText.text(command, path: path, isRoot: path == root.name)
  }

  private func completion(_ words: ArraySlice<String>) throws(UsageError) -> String {
    let path = root.name + " completion"
    var reader = OptionReader(HelpText.builtIn("completion", of: root.name), path: path)
    guard let parsed = try reader.read(words, environment: [:]) else {
      return HelpText.text(HelpText.builtIn("completion", of: root.name), path: path, isRoot: false)
    }
    guard let shell = parsed.arguments.first.flatMap(CompletionScript.Shell.init(rawValue:)) else { return "" }
    return CompletionScript.text(for: root, shell)
  }
}
