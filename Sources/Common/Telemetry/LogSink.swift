import Glibc

/// Where log lines go. A line is one write, so lines of several threads do not mix; a reader that is gone, or does not
/// read, costs lines and never the program.
public final class LogSink: Sendable {
  /// What is written; lighter lines are dropped.
  public let level: LogLevel
  private let format: LogFormat
  private let output: @Sendable ([UInt8]) -> Void

  /// A sink.
  ///
  /// - Parameter output: Takes a whole line with its line feed; standard error where it is nil.
  public init(level: LogLevel = .info, format: LogFormat = .text, output: (@Sendable ([UInt8]) -> Void)? = nil) {
    self.level = level
    self.format = format
    self.output = output ?? { Self.writeToStandardError($0) }
  }

  func write(_ level: LogLevel, _ message: String, _ values: [(LogKey, String)]) {
    var line: [UInt8] = []
    line.reserveCapacity(160)
    switch format {
    case .text: Self.appendText(level, message, values, to: &line)
    case .json: Self.appendJSON(level, message, values, to: &line)
    }
    line.append(UInt8(ascii: "\n"))
    output(line)
  }

  private static func appendText(
    _ level: LogLevel, _ message: String, _ values: [(LogKey, String)], to line: inout [UInt8]
  ) {
    line += Timestamp.now().utf8
    line += " \(level.name) \(message)".utf8
    for (key, value) in values {
      line += " \(key.name)=".utf8
      if isBare(value) { line += value.utf8 } else { appendQuoted(value, to: &line) }
    }
  }

  private static func appendJSON(
    _ level: LogLevel, _ message: String, _ values: [(LogKey, String)], to line: inout [UInt8]
  ) {
    line += "{\"time\":\"\(Timestamp.now())\",\"level\":\"\(level.name)\",\"message\":".utf8
    appendQuoted(message, to: &line)
    for (key, value) in values {
      line += ",\"\(key.name)\":".utf8
      appendQuoted(value, to: &line)
    }
    line.append(UInt8(ascii: "}"))
  }

  private static func isBare(_ value: String) -> Bool {
    guard !value.isEmpty else { return false }
    for byte in value.utf8 where byte <= 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x3D || byte == 0x5C {
      return false
    }
    return true
  }

  /// Appends a text in double quotes, with what could break a line escaped as JSON does.
  private static func appendQuoted(_ value: String, to line: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    line.append(0x22)
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case 0x22: line += "\\\"".utf8
      case 0x5C: line += "\\\\".utf8
      case 0x0A: line += "\\n".utf8
      case 0x0D: line += "\\r".utf8
      case 0x09: line += "\\t".utf8
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
        line += "\\u".utf8
        for shift in [12, 8, 4, 0] { line.append(digits[Int(scalar.value >> UInt32(shift) & 15)]) }
      default: line += String(scalar).utf8
      }
    }
    line.append(0x22)
  }

  /// One write; what a full or closed pipe does not take is dropped.
  private static func writeToStandardError(_ line: [UInt8]) {
    _ = unsafe line.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// The time of a line: RFC 3339 in UTC, to the millisecond.
enum Timestamp {
  static func now() -> String {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return text(seconds: time.tv_sec, milliseconds: time.tv_nsec / 1_000_000)
  }

  static func text(seconds: Int, milliseconds: Int) -> String {
    var seconds = time_t(seconds)
    var parts = unsafe tm()
    unsafe gmtime_r(&seconds, &parts)
    let date =
      unsafe "\(pad(Int(parts.tm_year) + 1900, 4))-\(pad(Int(parts.tm_mon) + 1, 2))-\(pad(Int(parts.tm_mday), 2))"
    let clock = unsafe "\(pad(Int(parts.tm_hour), 2)):\(pad(Int(parts.tm_min), 2)):\(pad(Int(parts.tm_sec), 2))"
    return "\(date)T\(clock).\(pad(milliseconds, 3))Z"
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
