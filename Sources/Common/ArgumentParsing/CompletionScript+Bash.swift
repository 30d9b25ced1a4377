extension CompletionScript {
  /// For bash from version 3.2 on.
  static func bash(_ tree: CompletionTree) -> String {
    var values = ""
    var cases = ""
    for place in tree.places {
      for option in place.options where option.kind.takesValue {
        let patterns = option.spellings.map { quoted("\(place.path) \($0)") }.joined(separator: "|")
        values += "    \(patterns)) \(bashOffer(option.kind)); return ;;\n"
      }
      let words = place.commands.map(\.word) + tree.options(of: place).map(\.word)
      var offers = ["COMPREPLY=($(compgen -W \(quoted(words.joined(separator: " "))) -- \"$current\"))"]
      for argument in place.arguments {
        let offer = bashOffer(argument.kind, adding: true)
        if offer != ":" { offers.append(offer) }
      }
      cases += "    \(quoted(place.path))) \(offers.joined(separator: "; ")) ;;\n"
    }
    return """
      # Completion of \(tree.name) for bash: source it, or put it into /etc/bash_completion.d.
      \(tree.function)() {
        local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" at="" word
        # Bash makes --name=value three words.
        if [ "$current" = "=" ]; then
          current=""
        elif [ "$previous" = "=" ]; then
          previous="${COMP_WORDS[COMP_CWORD-2]}"
        fi
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case "${at:+$at }$word" in
            \(tree.paths.map { quoted($0) }.joined(separator: "|"))) at="${at:+$at }$word" ;;
            *) break ;;
          esac
        done
        COMPREPLY=()
        case "$at $previous" in
      \(values)  esac
        case "$at" in
      \(cases)  esac
      }
      complete -F \(tree.function) \(tree.name)

      """
  }

  private static func bashOffer(_ kind: OptionKind, adding: Bool = false) -> String {
    let set = adding ? "COMPREPLY+=" : "COMPREPLY="
    switch kind {
    case .file, .folder:
      let letter = kind == .file ? "f" : "d"
      return "compopt -o filenames 2>/dev/null; local IFS=$'\\n'; "
        + "\(set)($(compgen -\(letter) -- \"$current\")); IFS=$' \\t\\n'"
    case .choice(let words):
      return "\(set)($(compgen -W \(quoted(words.joined(separator: " "))) -- \"$current\"))"
    case .flag, .text, .integer, .duration, .address: return ":"
    }
  }
}
