extension CompletionScript {
  /// For fish from version 3.0 on.
  static func fish(_ tree: CompletionTree) -> String {
    let test = "_\(tree.function)_at"
    func word(_ text: String) -> String { quoted(text, isFish: true) }
    var lines = ""
    for place in tree.places {
      let start = "complete -c \(tree.name) -n \(word("\(test) \(word(place.path))"))"
      for command in place.commands { lines += "\(start) -a \(word(command.word)) -d \(word(command.help))\n" }
      for option in place.options {
        let letter = option.letter.map { " -s \($0)" } ?? ""
        lines += "\(start) -l \(option.name)\(letter)\(fishOffer(option.kind)) -d \(word(option.help))\n"
      }
      if place.isRoot { lines += "\(start) -l version -d 'Show the version.'\n" }
      if place.hasHelp { lines += "\(start) -l help -s h -d 'Show help.'\n" }
      for argument in place.arguments {
        switch argument.kind {
        case .file, .folder: lines += "\(start) -F\n"
        case .choice(let words): lines += "\(start) -a \(word(words.joined(separator: " ")))\n"
        case .flag, .text, .integer, .duration, .address: break
        }
      }
    }
    return """
      # Completion of \(tree.name) for fish: put it into ~/.config/fish/completions/\(tree.name).fish, or source it.
      # Whether the words so far lead to the command that is named.
      function \(test)
          set -l at
          set -l words (commandline -opc)
          for word in $words[2..-1]
              contains -- (string join -- ' ' $at $word) \(tree.paths.map { word($0) }.joined(separator: " "))
              or break
              set at (string join -- ' ' $at $word)
          end
          test "$at" = "$argv[1]"
      end
      complete -c \(tree.name) -e
      complete -c \(tree.name) -f
      \(lines)
      """
  }

  private static func fishOffer(_ kind: OptionKind) -> String {
    switch kind {
    case .flag: ""
    case .file: " -r -F"
    case .folder: " -x -a '(__fish_complete_directories (commandline -ct))'"
    case .choice(let words): " -x -a \(quoted(words.joined(separator: " "), isFish: true))"
    case .text, .integer, .duration, .address: " -x"
    }
  }
}
