/// Writes the help of a command, at most 100 columns wide.
enum HelpText {
  private static let width = 100

  static func text(_ command: Command, path: String) -> String {
    var text = command.summary + "\n\nUSAGE: " + usage(command, path: path) + "\n"
    if !command.discussion.isEmpty {
      for paragraph in command.discussion.split(separator: "\n\n") {
        text += "\n" + wrapped(String(paragraph), indentation: 0) + "\n"
      }
    }
    if !command.subcommands.isEmpty {
      text += "\nCOMMANDS:\n" + table(command.subcommands.map { ($0.name, $0.summary) })
      text += "\nSee '\(path) COMMAND --help' for a command.\n"
    }
    let rows = command.options.map { (left($0), right($0)) } + [("-h, --help", "Show this.")]
    text += "\nOPTIONS:\n" + table(rows)
    return text
  }

  private static func usage(_ command: Command, path: String) -> String {
    guard command.subcommands.isEmpty else { return path + " COMMAND" }
    var usage = path
    for option in command.options where option.isRequired { usage += " --\(option.name) \(option.placeholder)" }
    if command.options.contains(where: { !$0.isRequired }) { usage += " [OPTIONS]" }
    for argument in command.arguments { usage += " \(argument)" }
    return usage
  }

  private static func left(_ option: Option) -> String {
    var text = option.letter.map { "-\($0), " } ?? "    "
    text += "--\(option.name)"
    if option.kind.takesValue { text += " \(option.placeholder)" }
    return text
  }

  private static func right(_ option: Option) -> String {
    var text = option.help
    if case .choice(let words) = option.kind { text += " One of \(words.joined(separator: ", "))." }
    if let value = option.defaultValue { text += " Default: \(value)." }
    if let variable = option.environment { text += " Environment: \(variable)." }
    return text
  }

  private static func table(_ rows: [(String, String)]) -> String {
    let column = min(34, (rows.map(\.0.count).max() ?? 0) + 4)
    var text = ""
    for (left, right) in rows {
      let lines = wrapped(right, indentation: column)
      let isLong = left.count + 4 > column
      text += "  " + left
      text += isLong ? "\n" + lines : String(repeating: " ", count: column - left.count - 2) + lines.dropFirst(column)
      text += "\n"
    }
    return text
  }

  private static func wrapped(_ text: String, indentation: Int) -> String {
    let margin = String(repeating: " ", count: indentation)
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, indentation + line.count + 1 + word.count > width {
        lines.append(margin + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    if !line.isEmpty { lines.append(margin + line) }
    return lines.joined(separator: "\n")
  }
}
