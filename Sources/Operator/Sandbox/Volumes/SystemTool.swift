import CLinux
import Glibc
import KubernetesClient

/// Runs a program of the system to its end: mkfs, e2fsck, ip.
enum SystemTool {
  /// Why a program did not succeed.
  struct Failure: Error {
    var message: String
  }

  /// How much of what it prints is kept for a message, in bytes.
  private static let longest = 2000

  /// Runs a program. It blocks its thread, for a minute at most; then the program is killed.
  ///
  /// - Parameter accepted: the exit statuses that mean success.
  static func run(_ words: [String], accepting accepted: ClosedRange<Int32> = 0...0) throws(Failure) {
    let (code, text) = try result(of: words)
    guard accepted.contains(code) else {
      throw Failure(message: "\(words[0]) failed: \(text.split(separator: "\n").joined(separator: " "))")
    }
  }

  /// Runs a program, and gives its exit status (-1 where a signal ended it) and what it printed. It blocks its thread, for a
  /// minute at most; then the program is killed.
  ///
  /// - Parameter limit: how much of what it prints is kept, in bytes.
  static func result(of words: [String], keeping limit: Int = longest) throws(Failure) -> (code: Int32, text: String) {
    var reading: Int32 = -1
    var writing: Int32 = -1
    guard unsafe koperator_pipe(&reading, &writing) == 0 else { throw failure(words, "pipe", koperator_errno()) }
    defer { close(reading) }
    var process: pid_t = 0
    let result = spawn(words, output: writing, &process)
    close(writing)
    guard result == 0 else { throw failure(words, "it cannot be started", result) }
    let (text, isLate) = read(reading, keeping: limit)
    if isLate { kill(process, SIGKILL) }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    if isLate { throw Failure(message: "\(words[0]) did not end within a minute") }
    // A signal leaves its number in the low bits.
    return (status & 0x7F == 0 ? status >> 8 & 0xFF : -1, text)
  }

  private static func spawn(_ words: [String], output: Int32, _ process: inout pid_t) -> Int32 {
    var files = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&files)
    defer { unsafe posix_spawn_file_actions_destroy(&files) }
    unsafe posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&files, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&files, output, 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    guard let path = found(words[0]) else { return ENOENT }
    let arguments = CStrings(words)
    // mkfs lives where PATH of a user need not lead.
    let variables = CStrings(["PATH=/usr/sbin:/usr/bin:/sbin:/bin"])
    return unsafe posix_spawn(&process, path, &files, &attributes, arguments.pointer, variables.pointer)
  }

  /// Where a program of the system is.
  static func found(_ name: String) -> String? {
    for folder in ["/usr/sbin", "/sbin", "/usr/bin", "/bin"] {
      let path = "\(folder)/\(name)"
      if unsafe access(path, X_OK) == 0 { return path }
    }
    return nil
  }

  /// What it prints, and whether it was not done within a minute.
  private static func read(_ descriptor: Int32, keeping limit: Int) -> (text: String, isLate: Bool) {
    let deadline = ContinuousClock.now + .seconds(60)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let left = deadline - .now
      guard left > .zero else { return (text(bytes, limit), true) }
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe Glibc.poll(&poll, 1, Int32(left.components.seconds * 1000) + 1)
      if ready <= 0 { continue }
      let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return (text(bytes, limit), false) }
      if bytes.count < limit { bytes.append(contentsOf: piece[..<count]) }
    }
  }

  private static func text(_ bytes: [UInt8], _ limit: Int) -> String {
    String(decoding: bytes.prefix(limit), as: UTF8.self)
  }

  private static func failure(_ words: [String], _ what: String, _ code: Int32) -> Failure {
    Failure(message: "\(words[0]): \(what): \(unsafe String(cString: strerror(code)))")
  }
}
