/// What a command ends with. `docs/exit-codes.md` lists the same; a test compares the two.
public enum ExitCode: Int32, Sendable, Hashable, CaseIterable {
  /// Done.
  case success = 0
  /// Something failed.
  case failure = 1
  /// The command line is not understood.
  case usage = 2
  /// An input file is not valid.
  case invalidInput = 3
  /// An address cannot be listened on.
  case cannotListen = 4
  /// Stopped before it was done, by SIGINT as a rule: 128 and that signal's number, as shells say it.
  case interrupted = 130

  /// What it means, in one line.
  public var summary: String {
    switch self {
    case .success:
      "It did what it was asked to do; `serve`, and a `sandbox` that is up, also end so when they are stopped."
    case .failure: "Something failed; the message on standard error says what."
    case .usage: "The command line is not understood; nothing was done."
    case .invalidInput: "An input file is missing or not valid; the message names the place and the remedy."
    case .cannotListen: "It cannot serve: an address is in use or is not this machine's."
    case .interrupted: "It was stopped before it was done, as by SIGINT."
    }
  }
}
