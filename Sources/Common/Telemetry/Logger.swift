/// How much a line matters.
public enum LogLevel: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// For those who work on the program.
  case debug
  /// What happens in the normal course.
  case info
  /// Something that a person should look at before long.
  case warning
  /// Something that does not work.
  case error

  /// The name.
  public var name: String { "\(self)" }

  /// By weight.
  public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}

/// How a line is laid out.
public enum LogFormat: Sendable, Hashable {
  /// Time, level, message, then `key=value`.
  case text
  /// An object a line.
  case json
}

/// Writes log lines: a constant message with values under keys of one list.
///
/// A value cannot forge a line: what would break it is escaped. A `Secret` cannot be a value, for it has no text.
public struct Logger: Sendable {
  private let sink: LogSink
  private let metadata: [(LogKey, String)]

  /// A logger that writes to the sink.
  public init(_ sink: LogSink) {
    self.sink = sink
    metadata = []
  }

  private init(_ sink: LogSink, _ metadata: [(LogKey, String)]) {
    self.sink = sink
    self.metadata = metadata
  }

  /// A logger whose lines also carry these values.
  public func with(_ more: KeyValuePairs<LogKey, String>) -> Logger {
    Logger(sink, metadata + more.map { ($0.key, $0.value) })
  }

  /// Writes a line.
  public func log(_ level: LogLevel, _ message: StaticString, _ values: KeyValuePairs<LogKey, String> = [:]) {
    guard level >= sink.level else { return }
    sink.write(level, message.description, metadata + values.map { ($0.key, $0.value) })
  }

  /// Writes a line for those who work on the program.
  public func debug(_ message: StaticString, _ values: KeyValuePairs<LogKey, String> = [:]) {
    log(.debug, message, values)
  }
  /// Writes a line of the normal course.
  public func info(_ message: StaticString, _ values: KeyValuePairs<LogKey, String> = [:]) {
    log(.info, message, values)
  }
  /// Writes a line that a person should look at.
  public func warning(_ message: StaticString, _ values: KeyValuePairs<LogKey, String> = [:]) {
    log(.warning, message, values)
  }
  /// Writes a line of what does not work.
  public func error(_ message: StaticString, _ values: KeyValuePairs<LogKey, String> = [:]) {
    log(.error, message, values)
  }
}
