/// The `Retry-After` header (RFC 9110 §10.2.3): seconds, or a date that is held against the answer's own `Date`.
public enum RetryAfter {
  /// The longest wait that is believed: an hour.
  public static let longest = Duration.seconds(3600)

  /// The wait that the headers ask for; nil where they ask for none that can be understood.
  ///
  /// A date is measured from the answer's `Date`, so that the clocks of server and client need not agree; without one
  /// from `now`, in seconds since 1970; without either it says nothing.
  public static func delay(in headers: [HeaderField], now: Int64? = nil) -> Duration? {
    guard let value = headers.first(where: { $0.isNamed("Retry-After") })?.value else { return nil }
    let text = trimmed(value)
    if let seconds = seconds(text) { return bounded(seconds: seconds) }
    guard let then = HTTPDate.secondsSince1970(text) else { return nil }
    let date = headers.first { $0.isNamed("Date") }
    guard let start = date.flatMap({ HTTPDate.secondsSince1970(trimmed($0.value)) }) ?? now else { return nil }
    return bounded(seconds: then - start)
  }

  /// A wait of that many seconds, at least none and at most the longest.
  static func bounded(seconds: Int64) -> Duration { min(max(.seconds(seconds), .zero), longest) }

  /// The number that a text of digits is; what is too large for one counts as very long.
  private static func seconds(_ text: String) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int64(text) ?? Int64(Int32.max)
  }

  private static func trimmed(_ text: String) -> String {
    var part = Substring(text)
    while let first = part.first, first == " " || first == "\t" { part.removeFirst() }
    while let last = part.last, last == " " || last == "\t" { part.removeLast() }
    return String(part)
  }
}
