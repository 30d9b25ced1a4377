/// The process of Kafka, as /proc shows it.
public struct ProcessState: Sendable, Hashable {
  /// What is known of it.
  public enum Status: UInt8, Sendable, Hashable, CaseIterable {
    /// It cannot be told: /proc cannot be read.
    case unknown
    /// It runs.
    case running
    /// There is none: proven by looking through all processes.
    case gone
    /// It runs, and is stopped (SIGSTOP, a debugger).
    case stopped
  }

  /// What is known of it.
  public var status = Status.unknown
  /// The process id as the agent sees it; 0 where there is none.
  public var pid: UInt32 = 0
  /// How often another process took its place since the agent started.
  public var restarts: UInt32 = 0
  /// When it started, in milliseconds since 1970.
  public var startedMilliseconds: UInt64 = 0
  /// Open file descriptors.
  public var openFiles: UInt32 = 0
  /// Resident memory in bytes.
  public var residentBytes: UInt64 = 0
  /// When this was seen, in monotonic time.
  public var seen: Duration = .zero
  /// Why it is not known, in words.
  public var problem = ""

  /// Nothing is known.
  public init() {}
}
