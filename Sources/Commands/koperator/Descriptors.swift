import Glibc

/// The file descriptors that the process may have.
enum Descriptors {
  /// What is left for everything but xDS connections: the admin server's (256), files, event loops.
  static let reserve = 512

  /// Raises the process's own limit as far as the system lets it (`ulimit -Hn`).
  ///
  /// - Returns: How many there may be then.
  static func raiseLimit() -> Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    let now = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return Int(clamping: now) }
    return Int(clamping: limit.rlim_cur)
  }
}
