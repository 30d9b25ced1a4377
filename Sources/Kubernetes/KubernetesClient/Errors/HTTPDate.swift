/// The dates of HTTP headers (RFC 9110 §5.6.7): today's form and the two old ones.
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The seconds since 1970, or nil where the text is no date.
  static func secondsSince1970(_ text: String) -> Int64? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" }).map(String.init)
    switch words.count {
    // Sun, 06 Nov 1994 08:49:37 GMT and Sunday, 06-Nov-94 08:49:37 GMT
    case 6 where words[5] == "GMT" && text.contains(","):
      return seconds(year: words[3], month: words[2], day: words[1], time: words[4])
    // Sun Nov  6 08:49:37 1994
    case 5 where !text.contains(",") && words[4].utf8.count == 4:
      return seconds(year: words[4], month: words[1], day: words[2], time: words[3])
    default: return nil
    }
  }

  private static func seconds(year: String, month: String, day: String, time: String) -> Int64? {
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard let month = months.firstIndex(of: month), let day = digits(day), (1...31).contains(day), parts.count == 3,
      let year = self.year(year), let hour = digits(parts[0]), hour < 24, let minute = digits(parts[1]), minute < 60,
      let second = digits(parts[2]), second <= 60
    else { return nil }
    return days(year: year, month: month + 1, day: day) * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// A year; one of two digits is of this century up to 69, else of the last.
  private static func year(_ text: String) -> Int64? {
    guard let number = digits(text) else { return nil }
    switch text.utf8.count {
    case 4: return number
    case 2: return number < 70 ? 2000 + number : 1900 + number
    default: return nil
    }
  }

  private static func digits(_ text: some StringProtocol) -> Int64? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int64(text)
  }

  /// The days from 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
  private static func days(year: Int64, month: Int, day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let century = shifted / 100
    let leapDays = shifted / 4 - century + shifted / 400
    let monthDays = Int64((153 * ((month + 9) % 12) + 2) / 5)
    return shifted * 365 + leapDays + monthDays + day - 1 - 719_468
  }
}
