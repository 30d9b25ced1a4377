import Glibc
import Synchronization

/// Where log lines go: a descriptor, or a function.
///
/// A line is one write, so lines of several threads do not mix. A reader that is gone, or does not read, costs lines
/// and never the program: lost lines are counted, and when lines get through again, one says how many are missing.
public final class LogSink: Sendable {
  /// What is written; lighter lines are dropped.
  public let level: LogLevel
  private let format: LogFormat
  private let output: @Sendable ([UInt8]) -> Bool
  private let losses = Mutex(Losses())

  private struct Losses {
    var total = 0
    var unsaid = 0
  }

  /// A sink.
  ///
  /// - Parameter output: Takes a whole line with its line feed; standard error where it is nil.
  public init(level: LogLevel = .info, format: LogFormat = .text, output: (@Sendable ([UInt8]) -> Void)? = nil) {
    self.level = level
    self.format = format
    if let output {
      self.output = { line in
        output(line)
        return true
      }
    } else {
      let descriptor = LogDescriptor(STDERR_FILENO)
      self.output = { descriptor.write($0) }
    }
  }

  /// A sink that writes to a file descriptor, which the caller keeps open as long as the sink is used.
  public init(level: LogLevel = .info, format: LogFormat = .text, descriptor: Int32) {
    self.level = level
    self.format = format
    let descriptor = LogDescriptor(descriptor)
    output = { descriptor.write($0) }
  }

  /// How many lines could not be written.
  public var linesLost: Int { losses.withLock { $0.total } }

  func write(_ level: LogLevel, _ message: String, _ values: [(LogKey, String)]) {
    let missing = losses.withLock { losses in
      defer { losses.unsaid = 0 }
      return losses.unsaid
    }
    if missing > 0, !put(.warning, "log lines were lost", [(.count, String(missing))]) {
      losses.withLock { $0.unsaid += missing }
    }
    if !put(level, message, values) {
      losses.withLock {
        $0.total += 1
        $0.unsaid += 1
      }
    }
  }

  private func put(_ level: LogLevel, _ message: String, _ values: [(LogKey, String)]) -> Bool {
    output(LogLine(time: Timestamp.now(), level: level, message: message, values: values, format: format).bytes)
  }
}
