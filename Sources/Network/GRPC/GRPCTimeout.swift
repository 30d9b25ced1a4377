/// The value of the header field `grpc-timeout`: up to eight digits and a unit (gRPC over HTTP/2, Requests).
enum GRPCTimeout {
  /// Hours, minutes, seconds, milliseconds, microseconds, nanoseconds; nil where the text is none of these.
  static func duration(_ text: String) -> Duration? {
    guard text.utf8.count >= 2, text.utf8.count <= 9, let number = Int64(text.dropLast()), number >= 0,
      text.first != "+"
    else { return nil }
    switch text.last {
    case "H": return .seconds(number * 3600)
    case "M": return .seconds(number * 60)
    case "S": return .seconds(number)
    case "m": return .milliseconds(number)
    case "u": return .microseconds(number)
    case "n": return .nanoseconds(number)
    default: return nil
    }
  }

  /// A time in the finest unit that has room for it, rounded up; at least a nanosecond, as zero means nothing.
  static func text(_ duration: Duration) -> String {
    let most: Int64 = 99_999_999
    // Longer than this and only whole seconds fit anyway; nanoseconds stay far from overflow.
    let (seconds, attoseconds) = duration.components
    if seconds < 1_000_000 {
      let nanoseconds = max(1, seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
      for (unit, size) in [("n", 1), ("u", 1_000), ("m", 1_000_000)] as [(String, Int64)] {
        let number = (nanoseconds + size - 1) / size
        if number <= most { return "\(number)\(unit)" }
      }
    }
    let whole = attoseconds > 0 ? seconds + 1 : seconds
    for (unit, size) in [("S", 1), ("M", 60)] as [(String, Int64)] {
      let number = whole / size + (whole % size > 0 ? 1 : 0)
      if number <= most { return "\(number)\(unit)" }
    }
    return "\(min(most, whole / 3600 + 1))H"
  }
}
