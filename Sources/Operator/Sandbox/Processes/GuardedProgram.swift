/// A program that is to run under a guard.
public struct GuardedProgram: Sendable, Hashable {
  /// Where its output goes.
  public enum Output: Sendable, Hashable {
    /// To a file that never takes more than twice `limit` bytes.
    case file(path: String, limit: Int)
    /// To who started it: the last so many bytes come with its end.
    case kept(bytes: Int)
  }

  /// The absolute path of the program.
  public var executable: String
  /// What follows the program's name.
  public var arguments: [String]
  /// The whole environment.
  public var environment: [String: String]
  /// Where it runs.
  public var workingDirectory: String
  /// Where its output goes.
  public var output: Output

  /// A program.
  public init(
    executable: String, arguments: [String], environment: [String: String], workingDirectory: String, output: Output
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.output = output
  }
}

/// What happens to a guarded program. Each ends with exactly one of `failed` and `ended`.
public enum ProcessEvent: Sendable, Hashable {
  /// It runs, under this number of the system's.
  case started(process: Int32)
  /// It could not be started, or its guard was lost; the text says why.
  case failed(String)
  /// It has ended, and everything that it had started; with the output that was kept.
  case ended(ProcessExit, output: [UInt8])
}
