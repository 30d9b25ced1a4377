/// Times as text, after RFC 3339.
enum TimeText {
  /// The seconds since 1970 that a text can name: from 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  static let seconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  private static let secondsOfDay: Int64 = 86_400

  /// Days from 1970-01-01 to the first of March of that year, which may lie before year 0. Years are counted from
  /// March, so that the leap day is a year's last.
  private static func days(toMarchOf year: Int64) -> Int64 {
    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    365 * year + floorDivided(year, by: 4) - floorDivided(year, by: 100) + floorDivided(year, by: 400) - 719_468
  }

  private static func floorDivided(_ value: Int64, by divisor: Int64) -> Int64 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// Days from the first of March to the first of each month, March first.
  private static let daysToMonth: [Int64] = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337]

  private static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func length(ofMonth month: Int64, in year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let fromMarch = (month + 9) % 12
    return days(toMarchOf: month < 3 ? year - 1 : year) + daysToMonth[Int(fromMarch)] + day - 1
  }

  private static func date(ofDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    // 400 years have 146,097 days: the guess is at most a year too late.
    var year = floorDivided((days + 719_468) * 400, by: 146_097)
    while self.days(toMarchOf: year) > days { year -= 1 }
    while self.days(toMarchOf: year + 1) <= days { year += 1 }
    let dayOfYear = days - self.days(toMarchOf: year)
    var fromMarch = 11
    while daysToMonth[fromMarch] > dayOfYear { fromMarch -= 1 }
    let month = Int64(fromMarch) < 10 ? Int64(fromMarch) + 3 : Int64(fromMarch) - 9
    return (month < 3 ? year + 1 : year, month, dayOfYear - daysToMonth[fromMarch] + 1)
  }

  /// The time in UTC.
  static func write(seconds: Int64, microseconds: Int64?) -> String {
    let day = floorDivided(seconds, by: secondsOfDay)
    let time = seconds - day * secondsOfDay
    let (year, month, dayOfMonth) = date(ofDay: day)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    append(year, 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(month, 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(dayOfMonth, 2, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    append(time / 3600, 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(time / 60 % 60, 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(time % 60, 2, to: &bytes)
    if let microseconds {
      bytes.append(UInt8(ascii: "."))
      append(microseconds, 6, to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ value: Int64, _ digits: Int, to bytes: inout [UInt8]) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }

  /// Seconds since 1970 and the microseconds after them.
  static func parse(_ text: String) throws(ObjectError) -> (seconds: Int64, microseconds: Int64) {
    var scanner = TimeScanner(text)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
      let day = scanner.number(2), scanner.skip("T"), let hour = scanner.number(2), scanner.skip(":"),
      let minute = scanner.number(2), scanner.skip(":"), let second = scanner.number(2),
      let microseconds = scanner.fraction(), let offset = scanner.offset(), scanner.isAtEnd
    else { throw ObjectError("'\(text)' is no time such as 2026-02-28T23:59:59Z (RFC 3339)") }
    guard (1...12).contains(month), day >= 1, day <= length(ofMonth: month, in: year), hour < 24, minute < 60,
      second < 60
    else { throw ObjectError("'\(text)' is a time that does not exist") }
    let days = days(year: year, month: month, day: day)
    let seconds = days * secondsOfDay + hour * 3600 + minute * 60 + second - offset
    guard self.seconds.contains(seconds) else { throw ObjectError("'\(text)' is not within the years 0 to 9999") }
    return (seconds, microseconds)
  }
}
