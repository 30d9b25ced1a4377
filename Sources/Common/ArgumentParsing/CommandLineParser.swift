/// What a command line asks for.
public enum Invocation: Sendable {
  /// To run a command.
  case run(Command, ParsedArguments)
  /// To print a text and end.
  case print(String)
}

/// Reads command lines for a tree of commands: a pure function of the words and the environment.
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
    if rest.first == "help" {
      rest.removeFirst()
      return .print(try help(rest))
    }
    while !command.subcommands.isEmpty {
      guard let word = rest.first else {
        throw UsageError(message: "'\(path)' needs a subcommand: \(Self.list(command))", command: path)
      }
      rest.removeFirst()
      switch word {
      case "--help", "-h": return .print(HelpText.text(command, path: path))
      case "--version" where path == root.name: return .print("\(root.name) \(version)\n")
      case "completion" where path == root.name: return .print(try completion(rest))
      default: break
      }
      guard let next = command.subcommands.first(where: { $0.name == word }) else {
        let known = command.subcommands.map(\.name) + (path == root.name ? ["help", "completion"] : [])
        let what = word.hasPrefix("-") ? "'\(path)' has no option '\(word)'" : "'\(path)' has no subcommand '\(word)'"
        throw UsageError(
          message: what + Suggestion.text(word, among: known) + "; it has: \(Self.list(command))", command: path)
      }
      command = next
      path += " " + next.name
    }
    return try parse(rest, of: command, path: path, environment: environment)
  }

  private static func list(_ command: Command) -> String { command.subcommands.map(\.name).joined(separator: ", ") }

  private func help(_ words: ArraySlice<String>) throws(UsageError) -> String {
    var command = root
    var path = root.name
    for word in words {
      guard let next = command.subcommands.first(where: { $0.name == word }) else {
        throw UsageError(
          message: "there is no command '\(path) \(word)'"
            + Suggestion.text(word, among: command.subcommands.map(\.name)), command: path)
      }
      command = next
      path += " " + word
    }
    return HelpText.text(command, path: path)
  }

  private func completion(_ words: ArraySlice<String>) throws(UsageError) -> String {
    guard words.count == 1, let name = words.first, let shell = Completion.Shell(rawValue: name) else {
      throw UsageError(
        message: "'\(root.name) completion' takes the name of a shell: bash, zsh or fish",
        command: root.name + " completion")
    }
    return Completion.script(for: root, shell)
  }

  // MARK: Options

  private func parse(
    _ words: ArraySlice<String>, of command: Command, path: String, environment: [String: String]
  ) throws(UsageError) -> Invocation {
    var parsed = ParsedArguments()
    var rest = words
    var onlyArguments = false
    while let word = rest.popFirst() {
      if onlyArguments || !word.hasPrefix("-") || word == "-" {
        parsed.arguments.append(word)
      } else if word == "--" {
        onlyArguments = true
      } else if word == "--help" || word == "-h" {
        return .print(HelpText.text(command, path: path))
      } else {
        try takeOption(word, &rest, into: &parsed, of: command, path: path)
      }
    }
    try fill(&parsed, of: command, path: path, environment: environment)
    return .run(command, parsed)
  }

  private func takeOption(
    _ word: String, _ rest: inout ArraySlice<String>, into parsed: inout ParsedArguments, of command: Command,
    path: String
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let option = command.options.first { option in
      name == "--" + option.name || (option.letter.map { name == "-\($0)" } ?? false)
    }
    guard let option else {
      let known = command.options.map { "--" + $0.name } + ["--help"]
      throw UsageError(
        message: "'\(path)' has no option '\(name)'" + Suggestion.text(name, among: known), command: path)
    }
    var value = ""
    if option.kind.takesValue {
      if parts.count == 2 {
        value = String(parts[1])
      } else if let next = rest.popFirst() {
        value = next
      } else {
        throw UsageError(
          message: "--\(option.name) needs a value: --\(option.name) \(option.placeholder)", command: path)
      }
      if let refusal = option.refusal(of: value) {
        throw UsageError(message: "--\(option.name) '\(value)': \(refusal)", command: path)
      }
    } else if parts.count == 2 {
      throw UsageError(message: "--\(option.name) takes no value", command: path)
    }
    parsed.values[option.name, default: []].append(value)
  }

  /// Takes what the environment gives, and checks that all is there that must be.
  private func fill(
    _ parsed: inout ParsedArguments, of command: Command, path: String, environment: [String: String]
  ) throws(UsageError) {
    for option in command.options where parsed.values[option.name] == nil {
      guard let variable = option.environment, let value = environment[variable], !value.isEmpty else { continue }
      if let refusal = option.refusal(of: value) {
        throw UsageError(message: "\(variable)='\(value)': \(refusal)", command: path)
      }
      parsed.values[option.name] = [value]
    }
    for option in command.options where option.isRequired && parsed.value(option) == nil {
      throw UsageError(
        message: "--\(option.name) is missing: --\(option.name) \(option.placeholder), \(option.help)", command: path)
    }
    if parsed.arguments.count > command.arguments.count {
      let extra = parsed.arguments[command.arguments.count]
      throw UsageError(message: "'\(path)' does not know what to do with '\(extra)'", command: path)
    }
    if parsed.arguments.count < command.arguments.count {
      throw UsageError(message: "\(command.arguments[parsed.arguments.count]) is missing", command: path)
    }
  }
}
