/// Reads the words of one command: its options and arguments.
struct OptionReader {
  let command: Command
  let path: String
  private var parsed = ParsedArguments()

  init(_ command: Command, path: String) {
    self.command = command
    self.path = path
  }

  /// The values that the words and the environment give; nil where the words ask for help.
  mutating func read(
    _ words: ArraySlice<String>, environment: [String: String]
  ) throws(UsageError) -> ParsedArguments? {
    var rest = words
    var onlyArguments = false
    while let word = rest.popFirst() {
      if onlyArguments || !word.hasPrefix("-") || word == "-" {
        try take(argument: word)
      } else if word == "--" {
        onlyArguments = true
      } else if word == "--help" || word == "-h" {
        return nil
      } else {
        try take(option: word, &rest)
      }
    }
    for option in command.options where parsed.given[option.name] == nil {
      try take(option, from: environment)
    }
    try checkThatAllIsThere()
    return parsed
  }

  private func error(_ code: UsageError.Code, _ object: String, _ message: String) -> UsageError {
    UsageError(code: code, object: object, message: message, command: path)
  }

  private var usage: String { command.usage(path: path).joined(separator: " ") }

  // MARK: Options

  /// Takes `--name`, `--name value`, `--name=value`, `-x`, `-x value`, `-xvalue`, `-x=value` or several flags as `-xyz`.
  private mutating func take(option word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let isLong = word.hasPrefix("--")
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    var name = String(parts[0])
    var attached = parts.count == 2 ? String(parts[1]) : nil
    if !isLong, name.count > 2, !command.options.contains(where: { "-" + $0.name == name }) {
      attached = String(word.dropFirst(2))
      name = String(word.prefix(2))
    }
    guard let option = command.options.first(where: { $0.spellings.contains(name) }) else {
      // A long name with one dash is mistyped as a whole.
      let meant = isLong ? name : String(parts[0])
      let known = command.options.flatMap(\.spellings) + ["--help"]
      let suggestion = Suggestion.text(meant.hasPrefix("--") ? meant : "-" + meant, among: known)
      throw error(.unknownOption, meant, "'\(path)' has no option '\(meant)'" + suggestion)
    }
    if !option.kind.takesValue {
      parsed.given[option.name, default: []].append("")
      guard let more = attached else { return }
      if isLong || more.hasPrefix("=") || parts[0].count == 2 {
        throw error(.invalidValue, "--\(option.name)", "--\(option.name) takes no value")
      }
      return try take(option: "-" + more, &rest)
    }
    let value: String
    if let attached { value = attached } else { value = try takeValue(of: option, &rest) }
    if let refusal = option.kind.refusal(of: value) {
      throw error(.invalidValue, "--\(option.name)", "--\(option.name) '\(value)': \(refusal)")
    }
    parsed.given[option.name, default: []].append(value)
  }

  private func takeValue(of option: Option, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
    guard let next = rest.popFirst(), !isOption(next) else {
      throw error(.missingValue, "--\(option.name)", "--\(option.name) needs a value: \(option.form)")
    }
    return next
  }

  /// Whether a word that should be a value is one of the command's options: the value was left out then.
  private func isOption(_ word: String) -> Bool {
    guard word.hasPrefix("--") else { return false }
    let name = word.prefix { $0 != "=" }
    return name == "--help" || command.options.contains { name == "--" + $0.name }
  }

  private mutating func take(_ option: Option, from environment: [String: String]) throws(UsageError) {
    guard let variable = option.environment, let text = environment[variable], !text.isEmpty else { return }
    if !option.kind.takesValue {
      switch text {
      case "true", "1", "yes": parsed.given[option.name] = [""]
      case "false", "0", "no": break
      default: throw error(.invalidValue, variable, "\(variable)='\(text)': true or false is expected")
      }
      return
    }
    let values = option.isRepeated ? text.split(separator: ",").map(String.init) : [text]
    for value in values {
      if let refusal = option.kind.refusal(of: value) {
        throw error(.invalidValue, variable, "\(variable)='\(value)': \(refusal)")
      }
    }
    if !values.isEmpty { parsed.given[option.name] = values }
  }

  // MARK: Arguments

  private mutating func take(argument word: String) throws(UsageError) {
    let index = parsed.arguments.count
    let last = command.arguments.last
    guard let argument = index < command.arguments.count ? command.arguments[index] : last,
      index < command.arguments.count || argument.isRepeated
    else {
      throw error(
        .unexpectedArgument, word, "'\(path)' does not know what to do with '\(word)'; its usage is: \(usage)")
    }
    if let refusal = argument.kind.refusal(of: word) {
      throw error(.invalidValue, argument.name, "\(argument.name) '\(word)': \(refusal)")
    }
    parsed.arguments.append(word)
  }

  private func checkThatAllIsThere() throws(UsageError) {
    for option in command.options where option.isRequired && parsed.value(option) == nil {
      let variable = option.environment.map { " (or set \($0))" } ?? ""
      throw error(
        .missingOption, "--\(option.name)", "--\(option.name) is missing: \(option.form)\(variable), \(option.help)")
    }
    if parsed.arguments.count < command.arguments.count {
      let argument = command.arguments[parsed.arguments.count]
      if argument.isRequired {
        throw error(.missingArgument, argument.name, "\(argument.name) is missing; the usage is: \(usage)")
      }
    }
  }
}
