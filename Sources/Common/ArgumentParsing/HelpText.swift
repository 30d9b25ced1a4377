/// Writes the help of a command, at most 100 columns wide.
enum HelpText {
  private static let width = 100
  private static let shells = CompletionScript.Shell.allCases.map(\.rawValue)

  /// The commands that every program has without naming them.
  static func builtIns(_ program: String) -> [Command] {
    [
      Command("help", summary: "Show the help of a command.", arguments: [Argument("COMMAND", isRepeated: true)]) { _ in
        .success
      },
      Command(
        "completion", summary: "Print a script that completes commands in a shell.",
        discussion: "For the shell that runs:\n\nbash: source <(\(program) completion bash)\n\n"
          + "zsh: source <(\(program) completion zsh)\n\nfish: \(program) completion fish | source",
        arguments: [Argument("SHELL", .choice(shells), help: "The shell.")]
      ) { _ in .success },
    ]
  }

  static func builtIn(_ name: String, of program: String) -> Command {
    let all = builtIns(program)
    return all.first { $0.name == name } ?? all[0]
  }

  static func text(_ command: Command, path: String, isRoot: Bool) -> String {
    var text = wrapped(command.summary, indentation: 0) + "\n\n" + usage(command.usage(path: path)) + "\n"
    for paragraph in paragraphs(command.discussion) { text += "\n" + wrapped(paragraph, indentation: 0) + "\n" }
    if !command.subcommands.isEmpty {
      let commands = command.subcommands + (isRoot ? builtIns(command.name) : [])
      text += "\nCOMMANDS:\n" + table(commands.map { ($0.name, $0.summary) })
      text += "\nSee '\(path) COMMAND --help' for a command.\n"
    }
    let arguments = command.arguments.filter { !$0.help.isEmpty }
    if !arguments.isEmpty {
      text += "\nARGUMENTS:\n" + table(arguments.map { ($0.form, $0.help + values($0.kind)) })
    }
    var rows = command.options.map { (left($0), right($0)) } + [("-h, --help", "Show this.")]
    if isRoot { rows.append(("    --version", "Show the version.")) }
    return text + "\nOPTIONS:\n" + table(rows)
  }

  private static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var isNew = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        isNew = true
      } else if isNew {
        paragraphs.append(String(line))
        isNew = false
      } else {
        paragraphs[paragraphs.count - 1] += "\n\(line)"
      }
    }
    return paragraphs
  }

  private static func usage(_ parts: [String]) -> String {
    var text = "USAGE: "
    var column = text.count
    for (index, part) in parts.enumerated() {
      if index > 0, column + 1 + part.count > width {
        text += "\n" + String(repeating: " ", count: 11)
        column = 11
      } else if index > 0 {
        text += " "
        column += 1
      }
      text += part
      column += part.count
    }
    return text
  }

  /// What may be given, where the kind bounds it.
  private static func values(_ kind: OptionKind) -> String {
    switch kind {
    case .choice(let words): " One of \(words.joined(separator: ", "))."
    case .integer(let range): " From \(range.lowerBound) to \(range.upperBound)."
    case .duration(let range): " From \(DurationText.text(range.lowerBound)) to \(DurationText.text(range.upperBound))."
    case .flag, .text, .file, .folder, .address: ""
    }
  }

  private static func left(_ option: Option) -> String {
    var text = option.letter.map { "-\($0), " } ?? "    "
    text += "--\(option.name)"
    if option.kind.takesValue { text += " \(option.placeholder)" }
    return text
  }

  private static func right(_ option: Option) -> String {
    var text = option.help + values(option.kind)
    if option.isRepeated { text += " May be repeated." }
    if let value = option.defaultValue { text += " Default: \(value)." }
    if let variable = option.environment {
      text += " Environment: \(variable)\(option.isRepeated ? ", with commas between values" : "")."
    }
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
