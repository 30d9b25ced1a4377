/// The mounts of this process, apart from those of the machine: they end with it, and with all that it started.
public enum MountNamespace {
  /// Gives this process mounts of its own. To be called first thing in `main`, before there are threads.
  ///
  /// - Returns: false where that is not allowed (it needs root): volumes are directories then.
  @discardableResult public static func enter() -> Bool { false }

  /// Whether `enter` succeeded.
  public static var isEntered: Bool { false }
}
