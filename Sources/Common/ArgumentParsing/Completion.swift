/// Writes the scripts by which shells complete a command's words.
enum Completion {
  enum Shell: String {
    case bash, zsh, fish
  }

  static func script(for root: Command, _ shell: Shell) -> String {
    switch shell {
    case .bash: bash(root)
    case .zsh: "#compdef \(root.name)\nautoload -U +X bashcompinit && bashcompinit\n" + bash(root)
    case .fish: fish(root)
    }
  }

  /// Every command with its path of words, the root's being empty.
  private static func all(_ command: Command, _ path: [String] = []) -> [(path: [String], command: Command)] {
    var list: [(path: [String], command: Command)] = [(path, command)]
    for subcommand in command.subcommands { list += all(subcommand, path + [subcommand.name]) }
    return list
  }

  private static func words(of command: Command, isRoot: Bool) -> [String] {
    var words = command.subcommands.map(\.name)
    if isRoot { words += ["help", "completion", "--version"] }
    return words + command.options.map { "--" + $0.name } + ["--help"]
  }

  private static func bash(_ root: Command) -> String {
    let function = "_" + String(root.name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    var cases = ""
    var values = ""
    for (path, command) in all(root) {
      let key = path.joined(separator: " ")
      cases += "    \"\(key)\") words=\"\(words(of: command, isRoot: path.isEmpty).joined(separator: " "))\" ;;\n"
      for option in command.options where option.kind.takesValue {
        values += "    \"\(key) --\(option.name)\") \(bashValue(option.kind)) ;;\n"
      }
    }
    return """
      # Completion of \(root.name) for bash: source this, or put it into /etc/bash_completion.d.
      \(function)() {
        local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" path="" words="" word
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case "$word" in -*) break ;; *) path="${path:+$path }$word" ;; esac
        done
        case "$path $previous" in
      \(values)  esac
        case "$path" in
          completion) words="bash zsh fish" ;;
      \(cases)  esac
        COMPREPLY=($(compgen -W "$words" -- "$current"))
      }
      complete -F \(function) \(root.name)

      """
  }

  private static func bashValue(_ kind: OptionKind) -> String {
    switch kind {
    case .file: "COMPREPLY=($(compgen -f -- \"$current\")); return"
    case .folder: "COMPREPLY=($(compgen -d -- \"$current\")); return"
    case .choice(let words): "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$current\")); return"
    default: "COMPREPLY=(); return"
    }
  }

  private static func fish(_ root: Command) -> String {
    var text = "# Completion of \(root.name) for fish: put it into ~/.config/fish/completions/\(root.name).fish.\n"
    text += "complete -c \(root.name) -f\n"
    for (path, command) in all(root) {
      let condition =
        path.isEmpty
        ? "__fish_use_subcommand" : path.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
      for subcommand in command.subcommands {
        text += "complete -c \(root.name) -n '\(condition)' -a \(subcommand.name) -d \(quoted(subcommand.summary))\n"
      }
      for option in command.options {
        var flags = "-l \(option.name)"
        if let letter = option.letter { flags += " -s \(letter)" }
        switch option.kind {
        case .flag: break
        case .file, .folder: flags += " -r -F"
        case .choice(let words): flags += " -x -a '\(words.joined(separator: " "))'"
        default: flags += " -x"
        }
        text += "complete -c \(root.name) -n '\(condition)' \(flags) -d \(quoted(option.help))\n"
      }
    }
    return text + "complete -c \(root.name) -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
