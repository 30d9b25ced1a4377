import CLinux
import Glibc
import KubernetesClient

/// A program to be started by posix_spawn: nothing is shared with it but the descriptors that it is given.
struct SpawnedProgram {
  /// The absolute path of the program.
  var executable: String
  /// What follows the program's name.
  var arguments: [String]
  /// The whole environment, as `NAME=value`.
  var environment: [String]
  /// Which of our descriptors it has under which number; 0 is `/dev/null` where it is not named.
  var descriptors: [(ours: Int32, theirs: Int32)]
  /// Whether it leads a process group of its own.
  var leadsGroup = true

  /// Starts it.
  ///
  /// - Returns: the process, or the system's error where it does not start.
  func start() -> Result<pid_t, SpawnError> {
    var files = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&files)
    defer { unsafe posix_spawn_file_actions_destroy(&files) }
    if !descriptors.contains(where: { $0.theirs == 0 }) {
      unsafe posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    }
    for pair in descriptors { unsafe posix_spawn_file_actions_adddup2(&files, pair.ours, pair.theirs) }
    // Whatever else is open here: a socket that a program holds without knowing would outlive its owner.
    let last = descriptors.map(\.theirs).max() ?? 2
    unsafe posix_spawn_file_actions_addclosefrom_np(&files, max(last, 2) + 1)
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
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    if leadsGroup { flags |= POSIX_SPAWN_SETPGROUP }
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    let argumentList = CStrings([executable] + arguments)
    let variableList = CStrings(environment)
    var process: pid_t = 0
    let result = unsafe posix_spawn(
      &process, executable, &files, &attributes, argumentList.pointer, variableList.pointer)
    return result == 0 ? .success(process) : .failure(SpawnError(errno: result))
  }
}

/// Why the system does not start a program.
struct SpawnError: Error, Hashable {
  /// The system's number of it.
  let errno: Int32
}

/// What the system says about a number of an error.
func errorText(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  let text = unsafe buffer.withUnsafeMutableBufferPointer { bytes -> String in
    guard let base = bytes.baseAddress, unsafe strerror_r(number, base, bytes.count) == 0 else { return "" }
    return unsafe String(cString: base)
  }
  return text.isEmpty ? "error \(number)" : text
}
