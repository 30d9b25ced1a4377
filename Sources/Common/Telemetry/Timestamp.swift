import Glibc

/// A time as RFC 3339 writes it, in UTC.
public enum Timestamp {
  static func now() -> String {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return text(seconds: time.tv_sec, milliseconds: time.tv_nsec / 1_000_000)
  }

  /// A time to the second.
  ///
  /// - Parameter seconds: Since 1970.
  public static func text(seconds: Int64) -> String { moment(seconds: Int(seconds)) + "Z" }

  /// A time to the millisecond, as lines have it.
  static func text(seconds: Int, milliseconds: Int) -> String {
    "\(moment(seconds: seconds)).\(pad(milliseconds, 3))Z"
  }

  private static func moment(seconds: Int) -> String {
    var seconds = time_t(seconds)
    var parts = unsafe tm()
    unsafe gmtime_r(&seconds, &parts)
    let date =
      unsafe "\(pad(Int(parts.tm_year) + 1900, 4))-\(pad(Int(parts.tm_mon) + 1, 2))-\(pad(Int(parts.tm_mday), 2))"
    let clock = unsafe "\(pad(Int(parts.tm_hour), 2)):\(pad(Int(parts.tm_min), 2)):\(pad(Int(parts.tm_sec), 2))"
    return "\(date)T\(clock)"
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
