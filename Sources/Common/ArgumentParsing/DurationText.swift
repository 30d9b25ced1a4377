/// Durations as people write them: whole numbers with units, the largest unit first, such as `1h30m` or `500ms`.
enum DurationText {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// The duration of a text; nil where it is none, or too long to be counted in milliseconds.
  static func duration(_ text: String) -> Duration? {
    var rest = text[...]
    var total: Int64 = 0
    var nextUnit = 0
    if rest.isEmpty { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let name = rest[digits.endIndex...].prefix { !($0.isASCII && $0.isNumber) }
      guard let number = Int64(digits), let unit = units[nextUnit...].firstIndex(where: { $0.name == name }) else {
        return nil
      }
      let (part, isTooLong) = number.multipliedReportingOverflow(by: units[unit].milliseconds)
      let (sum, overflows) = total.addingReportingOverflow(part)
      if isTooLong || overflows { return nil }
      total = sum
      nextUnit = unit + 1
      rest = rest[name.endIndex...]
    }
    return .milliseconds(total)
  }

  /// The text of a duration, to the millisecond.
  static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1000)
    guard !overflows, whole > 0 || attoseconds > 0 else { return "0s" }
    var left = whole + attoseconds / 1_000_000_000_000_000
    var text = ""
    for (name, milliseconds) in units where left >= milliseconds {
      text += "\(left / milliseconds)\(name)"
      left %= milliseconds
    }
    return text.isEmpty ? "0s" : text
  }
}
