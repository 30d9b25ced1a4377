import Glibc

/// A short sleep of the calling thread.
enum Pause {
  static func short() { usleep(2000) }
}
