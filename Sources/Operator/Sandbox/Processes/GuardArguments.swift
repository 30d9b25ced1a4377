/// What a guard is told on its command line.
struct GuardArguments: Hashable {
  /// The step: the guard itself, or what it becomes the program by.
  enum Step: String {
    /// Watches over the program.
    case run
    /// Becomes the program.
    case become
  }

  /// The step.
  var step: Step
  /// The process that it must not outlive.
  var parent: Int32
  /// Where the output goes; empty where the program has the guard's own output.
  var log: String
  /// The bound of the log, in bytes.
  var logLimit: Int
  /// Where the program runs.
  var directory: String
  /// The absolute path of the program.
  var executable: String
  /// What follows the program's name.
  var arguments: [String]

  /// The descriptor that reports are written to.
  static let reports: Int32 = 3

  /// The words behind `process-guard`.
  var words: [String] {
    [step.rawValue, String(parent), log, String(logLimit), directory, executable] + arguments
  }

  /// Arguments.
  init(
    _ step: Step, parent: Int32, log: String = "", logLimit: Int = 0, directory: String, executable: String,
    arguments: [String]
  ) {
    self.step = step
    self.parent = parent
    self.log = log
    self.logLimit = logLimit
    self.directory = directory
    self.executable = executable
    self.arguments = arguments
  }

  /// Reads the words behind `process-guard`; nil where they are not what `words` gives.
  init?(words: some Collection<String>) {
    let words = Array(words)
    guard words.count >= 6, let step = Step(rawValue: words[0]), let parent = Int32(words[1]),
      let limit = Int(words[3])
    else { return nil }
    self.init(
      step, parent: parent, log: words[2], logLimit: limit, directory: words[4], executable: words[5],
      arguments: Array(words[6...]))
  }
}
