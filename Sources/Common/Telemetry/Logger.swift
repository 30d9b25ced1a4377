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

  /// A logger whose lines also carry these values; one of the same key takes the place of an earlier one.
  public func with(_ more: KeyValuePairs<LogKey, String>) -> Logger { Logger(sink, merged(more)) }

  /// A logger for a line that may come often; nil where too many with this key were written of late.
  ///
  ///     log.limited(by: limiter, key: node)?.warning("a stream was refused", [.node: node])
  ///
  /// The next line that is written carries how many were held back, as `suppressed`.
  public func limited(by limiter: LogLimiter, key: String) -> Logger? {
    switch limiter.admit(key) {
    case .refused: nil
    case .admitted(suppressed: 0): self
    case .admitted(let suppressed): with([.suppressed: String(suppressed)])
    }
  }

  /// Whether lines of this level are written: for what costs something to say.
  public func isEnabled(_ level: LogLevel) -> Bool { level >= sink.level }

  /// Writes a line.
  public func log(_ level: LogLevel, _ message: StaticString, _ values: KeyValuePairs<LogKey, String> = [:]) {
    guard level >= sink.level else { return }
    sink.write(level, message.description, merged(values))
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

  private func merged(_ more: KeyValuePairs<LogKey, String>) -> [(LogKey, String)] {
    var values = metadata
    for (key, value) in more {
      if let index = values.firstIndex(where: { $0.0 == key }) {
        values[index].1 = value
      } else {
        values.append((key, value))
      }
    }
    return values
  }
}
