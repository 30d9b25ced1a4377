/// The bytes of a log line, its line feed included.
///
/// Never longer than `limit`, whatever the values hold: a long value is cut, and values for which no room is left are
/// dropped and `truncated` says so. No value can end the line or steer a terminal: control characters, line
/// separators and marks that change the direction of writing are escaped.
struct LogLine {
  /// The most bytes of a line. Linux takes PIPE_BUF (4096) bytes into a pipe as a whole (pipe(7)), so lines of several
  /// processes do not mix, and a pipe that poll(2) calls writable takes the line without waiting.
  static let limit = 4096
  /// The most bytes of a value, as written.
  static let valueLimit = 2048
  /// Kept free for `truncated`, the closing brace and the line feed.
  private static let reserve = 32

  private(set) var bytes: [UInt8] = []
  private let format: LogFormat
  private var isTruncated = false

  /// The line of a message.
  init(time: String, level: LogLevel, message: String, values: [(LogKey, String)], format: LogFormat) {
    self.format = format
    bytes.reserveCapacity(256)
    switch format {
    case .text:
      bytes += "\(time) \(level.name) ".utf8
      appendEscaped(message, limit: Self.valueLimit)
    case .json:
      bytes += "{\"time\":\"\(time)\",\"level\":\"\(level.name)\",\"message\":\"".utf8
      appendEscaped(message, limit: Self.valueLimit)
      bytes.append(UInt8(ascii: "\""))
    }
    for (key, value) in values { append(key.name, value) }
    if isTruncated { append(LogKey.truncated.name, "true", reserve: 2) }
    bytes += format == .json ? "}\n".utf8 : "\n".utf8
  }

  private mutating func append(_ key: String, _ value: String, reserve: Int = Self.reserve) {
    // A space or comma, the quotes of the key, its separator, and the quotes of the value: six at most.
    let room = Self.limit - reserve - bytes.count - key.utf8.count - 6
    guard room >= 64 || (room >= value.utf8.count && Self.isBare(value)) else {
      isTruncated = true
      return
    }
    switch format {
    case .text:
      bytes += " \(key)=".utf8
      if value.utf8.count <= min(room, Self.valueLimit), Self.isBare(value) {
        bytes += value.utf8
        return
      }
    case .json:
      bytes += ",\"\(key)\":".utf8
    }
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(value, limit: min(room, Self.valueLimit))
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a value needs no quotes in a text line.
  private static func isBare(_ value: String) -> Bool {
    guard !value.isEmpty else { return false }
    for byte in value.utf8 where byte <= 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x3D || byte == 0x5C {
      return false
    }
    return true
  }

  /// Appends a text with what could break a line or deceive its reader escaped as JSON does (RFC 8259 §7); at most
  /// `limit` bytes, the last of which are an ellipsis where the text is cut.
  private mutating func appendEscaped(_ value: String, limit: Int) {
    let ellipsis = Array("…".utf8)
    let start = bytes.count
    // Where the text must be cut if it turns out not to fit.
    var cut = start
    for scalar in value.unicodeScalars {
      appendEscaped(scalar)
      if bytes.count - start > limit {
        bytes.removeSubrange(cut...)
        bytes += ellipsis
        return
      }
      if bytes.count - start <= limit - ellipsis.count { cut = bytes.count }
    }
  }

  private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x22: bytes += "\\\"".utf8
    case 0x5C: bytes += "\\\\".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x0D: bytes += "\\r".utf8
    case 0x09: bytes += "\\t".utf8
    // Controls of ASCII and Latin-1, soft hyphen, marks of width zero and of direction, line and paragraph separators.
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
      bytes += "\\u".utf8
      for shift in [12, 8, 4, 0] as [UInt32] {
        let digit = UInt8(truncatingIfNeeded: scalar.value >> shift & 15)
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    default: bytes += UTF8.encode(scalar).map { Array($0) } ?? []
    }
  }
}
