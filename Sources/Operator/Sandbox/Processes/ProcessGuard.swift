import CLinux
import Glibc
import KubernetesClient

/// What runs above each program of the sandbox (`koperator process-guard`), so that nothing is left of it, whatever
/// ends.
///
/// The guard gets SIGHUP when its parent dies, however it dies, and then kills the program and everything that the
/// program started: it is the reaper of all that lose their parent below it, so that none can leave. If the guard
/// itself is killed, the program gets SIGKILL, and the sandbox kills its process group. The program's output goes to a
/// bounded log; its end is told as `GuardReport`.
///
/// States: starting, running, ending (the program has ended, what it left is killed). It must never outlive its parent,
/// and never end while something of the program runs.
public enum ProcessGuard {
  /// What the command is called. It is none for people.
  public static let commandName = "process-guard"

  /// Runs a guard with the words behind the command's name.
  ///
  /// - Returns: what the process is to end with.
  public static func run(_ words: some Collection<String>) -> Int32 {
    guard let arguments = GuardArguments(words: words) else {
      let text = "koperator: 'process-guard' is how 'koperator sandbox' starts programs; it is not to be used by hand\n"
      _ = unsafe text.withCString { unsafe write(2, $0, strlen($0)) }
      return 64
    }
    switch arguments.step {
    case .run:
      guard var running = RunningGuard(arguments) else { return 1 }
      return running.run()
    case .become: return become(arguments)
    }
  }

  /// Becomes the program. It returns where that fails only.
  private static func become(_ arguments: GuardArguments) -> Int32 {
    // Whatever is written here means that the program does not run; the descriptor closes where it does.
    koperator_close_on_exec(GuardArguments.reports)
    koperator_set_parent_death_signal(SIGKILL)
    guard getppid() == arguments.parent else { return 1 }
    if unsafe chdir(arguments.directory) != 0 {
      return fail("the working directory \(arguments.directory) cannot be entered: \(errorText(koperator_errno()))")
    }
    let words = CStrings([arguments.executable] + arguments.arguments)
    unsafe execve(arguments.executable, words.pointer, koperator_environment())
    return fail("\(arguments.executable) cannot be run: \(errorText(koperator_errno()))")
  }

  private static func fail(_ message: String) -> Int32 {
    _ = unsafe message.withCString { unsafe write(GuardArguments.reports, $0, strlen($0)) }
    return 128
  }
}
