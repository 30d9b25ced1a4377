import CLinux
import Glibc

/// A program that is run for its output. Who runs it waits on a thread that may block.
///
/// The program has no input and a group of processes of its own, which is killed where the program does not end in time or
/// prints too much. It never outlives its deadline.
struct ChildProcess: Sendable {
  /// What a program came to.
  struct Output: Sendable {
    /// What it printed.
    var output: [UInt8] = []
    /// The end of what it printed as errors, at most `longestErrors` bytes.
    var errors: [UInt8] = []
    /// What it ended with; nil where a signal ended it.
    var status: Int32?
  }

  /// Why a program gave nothing.
  enum Failure: Error, Sendable, Hashable {
    /// The system does not start it.
    case notStarted(errno: Int32)
    /// It was not done at its deadline.
    case tooLate
    /// It printed more than it may.
    case tooLong
  }

  /// How much of its errors is kept, in bytes.
  static let longestErrors = 2048

  let command: String
  let arguments: [String]
  let environment: [String: String]
  let deadline: Duration
  let maximumOutput: Int

  /// Runs the program to its end.
  func run() throws(Failure) -> Output {
    let out = try Self.pipe()
    let errors: (read: Int32, write: Int32)
    do { errors = try Self.pipe() } catch {
      close(out.read)
      close(out.write)
      throw error
    }
    defer {
      close(out.read)
      close(errors.read)
    }
    let process: pid_t
    do {
      defer {
        close(out.write)
        close(errors.write)
      }
      process = try spawn(output: out.write, errors: errors.write)
    }
    var collector = OutputCollector(process: process, output: out.read, errors: errors.read, limit: maximumOutput)
    return try collector.collect(until: .now + deadline)
  }

  private static func pipe() throws(Failure) -> (read: Int32, write: Int32) {
    var read: Int32 = -1
    var write: Int32 = -1
    guard unsafe koperator_pipe(&read, &write) == 0 else { throw .notStarted(errno: errno) }
    return (read, write)
  }

  private func spawn(output: Int32, errors: Int32) throws(Failure) -> pid_t {
    var files = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&files)
    defer { unsafe posix_spawn_file_actions_destroy(&files) }
    unsafe posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&files, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&files, errors, 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // This process may hold signals back, which a program that is run must not inherit.
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var variables: [String] = []
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) { variables.append("\(name)=\(value)") }
    let argumentList = CStrings([command] + arguments)
    let variableList = CStrings(variables)
    var process: pid_t = 0
    let result = unsafe posix_spawnp(
      &process, command, &files, &attributes, argumentList.pointer, variableList.pointer)
    guard result == 0 else { throw .notStarted(errno: result) }
    return process
  }
}
