/// The scripts by which shells complete a program's words, made from its tree of commands.
///
/// All of them do the same: follow the words to a command as far as they name one, then offer what that command takes.
enum CompletionScript {
  enum Shell: String, CaseIterable {
    case bash, zsh, fish
  }

  static func text(for root: Command, _ shell: Shell) -> String {
    let tree = CompletionTree(root)
    switch shell {
    case .bash: return bash(tree)
    case .zsh: return zsh(tree)
    case .fish: return fish(tree)
    }
  }

  /// A text as a word of the shells: in single quotes, which all three read the same but for the backslash in fish.
  static func quoted(_ text: String, isFish: Bool = false) -> String {
    var quoted = "'"
    for character in text {
      switch character {
      case "\\" where isFish: quoted += "\\\\"
      case "'": quoted += isFish ? "\\'" : "'\\''"
      default: quoted.append(character)
      }
    }
    return quoted + "'"
  }
}
