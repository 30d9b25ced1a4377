/// How a process ended.
public struct ProcessExit: Sendable, Hashable {
  /// What it ended with; 128 and the signal's number where a signal ended it, as shells and container runtimes say it.
  public let code: Int32
  /// The signal that ended it; nil where it ended by itself.
  public let signal: Int32?

  /// An end by itself.
  public init(code: Int32) {
    self.code = code
    signal = nil
  }

  /// An end by a signal.
  public init(signal: Int32) {
    code = 128 + signal
    self.signal = signal
  }

  /// What `waitpid` gave.
  init(waitStatus status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? ProcessExit(code: (status >> 8) & 0xff) : ProcessExit(signal: signal)
  }

  /// Whether it ended by itself and with 0.
  public var isSuccess: Bool { code == 0 && signal == nil }
}
