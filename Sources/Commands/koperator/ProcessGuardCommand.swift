import Sandbox

/// `koperator process-guard`: what the sandbox starts its programs through. It is for no person, so that neither help
/// nor completion knows it, and it takes a short cut around both: it is started for every container and every probe.
enum ProcessGuardCommand {
  /// What it ends with; nil where the words ask for something else.
  static func run(_ words: [String]) -> Int32? {
    guard words.first == ProcessGuard.commandName else { return nil }
    return ProcessGuard.run(words.dropFirst())
  }
}
