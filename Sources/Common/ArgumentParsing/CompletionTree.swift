/// A tree of commands as completion needs it: a flat list of places, each named by the words that lead to it.
struct CompletionTree {
  struct Word {
    let word: String
    let help: String
  }

  struct Place {
    /// The words behind the program's name, joined by spaces; empty at the root.
    let path: String
    let commands: [Word]
    let options: [Option]
    let arguments: [Argument]
    /// Whether `--help` can be given here.
    let hasHelp: Bool
    let isRoot: Bool
  }

  let name: String
  /// The name of the shells' function.
  let function: String
  let places: [Place]

  init(_ root: Command) {
    name = root.name
    function = "_" + String(root.name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    let builtIns = HelpText.builtIns(root.name)
    var places: [Place] = []
    func words(_ command: Command) -> [Word] {
      command.subcommands.map { Word(word: $0.name, help: $0.summary) }
    }
    for (path, command) in root.all {
      let more = path.isEmpty ? builtIns.map { Word(word: $0.name, help: $0.summary) } : []
      places.append(
        Place(
          path: path.joined(separator: " "), commands: words(command) + more, options: command.options,
          arguments: command.arguments, hasHelp: true, isRoot: path.isEmpty))
    }
    // `help` takes the words that lead to a command.
    for (path, command) in root.all where !command.subcommands.isEmpty {
      places.append(
        Place(
          path: (["help"] + path).joined(separator: " "), commands: words(command), options: [], arguments: [],
          hasHelp: false, isRoot: false))
    }
    for command in builtIns where command.name == "completion" {
      places.append(
        Place(
          path: command.name, commands: [], options: command.options, arguments: command.arguments, hasHelp: true,
          isRoot: false))
    }
    self.places = places
  }

  /// The paths that words can lead to, but for the root's.
  var paths: [String] { places.map(\.path).filter { !$0.isEmpty } }

  /// The options of a place with those that every program has.
  func options(of place: Place) -> [Word] {
    var words = place.options.map { Word(word: "--" + $0.name, help: $0.help) }
    if place.isRoot { words.append(Word(word: "--version", help: "Show the version.")) }
    if place.hasHelp { words.append(Word(word: "--help", help: "Show help.")) }
    return words
  }
}
