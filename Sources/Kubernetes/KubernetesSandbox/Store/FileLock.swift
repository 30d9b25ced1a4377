import Glibc

/// The lock of an open file, by which one process at a time has what the file stands for.
package enum FileLock {
  /// Takes it; false where somebody else has it.
  ///
  /// A program that is being started has a copy of a descriptor until it runs, so a lock that was just given back is waited
  /// for: a second at most, in which the thread is blocked.
  package static func take(_ descriptor: Int32) -> Bool {
    for _ in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(50_000)
    }
    return false
  }
}
