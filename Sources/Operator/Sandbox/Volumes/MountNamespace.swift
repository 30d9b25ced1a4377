import CLinux
import Glibc
import Synchronization

/// The mounts of this process, apart from those of the machine: they end with it, and with all that it started.
///
/// What is mounted there is not seen from outside, and nothing of it remains after a SIGKILL.
public enum MountNamespace {
  private static let entered = Atomic<Bool>(false)

  /// Gives this process mounts of its own. To be called first thing in `main`, before there are threads.
  ///
  /// - Returns: false where that is not allowed (it needs root): volumes are directories then.
  @discardableResult public static func enter() -> Bool {
    guard koperator_unshare_mounts() == 0 else { return false }
    // Else what is mounted here would appear outside, where the machine's mounts are shared.
    guard unsafe mount(nil, "/", nil, UInt(MS_REC) | UInt(MS_PRIVATE), nil) == 0 else { return false }
    entered.store(true, ordering: .releasing)
    return true
  }

  /// Says that the process was started in mounts of its own, by `unshare -m`.
  static func wasEntered() { entered.store(true, ordering: .releasing) }

  /// Whether `enter` succeeded.
  public static var isEntered: Bool { entered.load(ordering: .acquiring) }
}
