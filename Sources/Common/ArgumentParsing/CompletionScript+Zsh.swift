extension CompletionScript {
  /// For zsh: to be sourced, or to lie in `fpath` under the function's name.
  static func zsh(_ tree: CompletionTree) -> String {
    var values = ""
    var cases = ""
    for place in tree.places {
      for option in place.options where option.kind.takesValue {
        let patterns = option.spellings.map { quoted("\(place.path) \($0)") }.joined(separator: "|")
        values += "    (\(patterns)) \(zshOffer(option.kind) ?? ":"); return ;;\n"
      }
      cases += "    (\(quoted(place.path)))\n"
      cases += "      commands=(\(described(place.commands)))\n      options=(\(described(tree.options(of: place))))\n"
      for argument in place.arguments {
        if let offer = zshOffer(argument.kind) { cases += "      \(offer)\n" }
      }
      cases += "      ;;\n"
    }
    return """
      #compdef \(tree.name)
      # Completion of \(tree.name) for zsh: source it, or put it as \(tree.function) into a folder of fpath.
      \(tree.function)() {
        local at="" word previous="${words[CURRENT-1]}"
        local -a commands options
        if [[ "$PREFIX" == --*=* ]]; then
          previous="${PREFIX%%=*}"
          compset -P '*='
        fi
        for word in "${(@)words[2,CURRENT-1]}"; do
          case "${at:+$at }$word" in
            (\(tree.paths.map { quoted($0) }.joined(separator: "|"))) at="${at:+$at }$word" ;;
            (*) break ;;
          esac
        done
        case "$at $previous" in
      \(values)  esac
        case "$at" in
      \(cases)  esac
        (( ${#commands} )) && _describe -t commands command commands
        [[ "$PREFIX" == -* || ${#commands} -eq 0 ]] && _describe -o -t options option options
      }
      if [[ "${funcstack[1]}" == "\(tree.function)" ]]; then
        \(tree.function) "$@"
      else
        compdef \(tree.function) \(tree.name)
      fi

      """
  }

  private static func described(_ words: [CompletionTree.Word]) -> String {
    words.map { quoted("\($0.word):\($0.help)") }.joined(separator: " ")
  }

  private static func zshOffer(_ kind: OptionKind) -> String? {
    switch kind {
    case .file: "_files"
    case .folder: "_files -/"
    case .choice(let words): "compadd -- \(words.map { quoted($0) }.joined(separator: " "))"
    case .flag, .text, .integer, .duration, .address: nil
    }
  }
}
