public import JSON

/// `google.protobuf.Timestamp`: a point in time, from 0001-01-01 to 9999-12-31 in UTC.
public struct ProtobufTimestamp: ProtobufMessage {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64 = 0
  /// Nanoseconds from there on, 0 to 999,999,999.
  public var nanos: Int32 = 0

  /// 1970-01-01T00:00:00Z.
  public init() {}

  /// So many seconds and nanoseconds after 1970-01-01T00:00:00Z.
  public init(seconds: Int64, nanos: Int32 = 0) {
    self.seconds = seconds
    self.nanos = nanos
  }

  /// The full name.
  public static let protobufName = "google.protobuf.Timestamp"
  /// The fields.
  public static let protobufFields = [
    ProtobufFieldName(1, "seconds", "seconds"), ProtobufFieldName(2, "nanos", "nanos"),
  ]

  private static let first: Int64 = -62_135_596_800
  private static let last: Int64 = 253_402_300_799

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if seconds != 0 { visitor.single(ProtobufInt64.self, 1, seconds) }
    if nanos != 0 { visitor.single(ProtobufInt32.self, 2, nanos) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufInt64.self, key, into: &seconds)
    case 2: return try reader.single(ProtobufInt32.self, key, into: &nanos)
    default: return false
    }
  }

  /// Not used: a timestamp is read whole.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {}

  /// RFC 3339 in UTC, with 0, 3, 6 or 9 decimals.
  public func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue {
    guard seconds >= Self.first, seconds <= Self.last, nanos >= 0, nanos <= 999_999_999 else {
      throw ProtobufError(.json, "the timestamp is out of range", path: [Self.protobufName])
    }
    let days = Int64((Double(seconds) / 86400).rounded(.down))
    let rest = seconds - days * 86400
    let (year, month, day) = Self.civil(days)
    let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    let time = "\(Self.padded(rest / 3600, 2)):\(Self.padded(rest / 60 % 60, 2)):\(Self.padded(rest % 60, 2))"
    return .string("\(date)T\(time)\(DecimalFraction.text(UInt32(nanos)))Z")
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// The date of a day that is counted from 1970-01-01, in the Gregorian calendar; years begin in March for the sum.
  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day's number from 1970-01-01.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Reads RFC 3339 with `Z` or an offset.
  public init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError) {
    let failure = ProtobufError(
      .json, "a time such as \"2026-01-31T12:00:00Z\" is expected", path: [Self.protobufName])
    guard let text = json.stringValue else { throw failure }
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int64? {
      guard start + count <= bytes.count else { return nil }
      let digits = bytes[start..<start + count]
      guard digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
      return Int64(String(decoding: digits, as: UTF8.self))
    }
    func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
      index < bytes.count && bytes[index] == UInt8(ascii: character)
    }
    guard let year = number(0, 4), has("-", at: 4), let month = number(5, 2), has("-", at: 7), let day = number(8, 2),
      has("T", at: 10), let hour = number(11, 2), has(":", at: 13), let minute = number(14, 2), has(":", at: 16),
      let second = number(17, 2), year >= 1, (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
      second < 60
    else { throw failure }
    var position = 19
    if has(".", at: position) {
      let start = position + 1
      position = start
      while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
      guard let fraction = DecimalFraction.nanoseconds(Substring(decoding: bytes[start..<position], as: UTF8.self))
      else {
        throw failure
      }
      nanos = Int32(fraction)
    }
    var offset: Int64 = 0
    if has("Z", at: position) {
      position += 1
    } else {
      guard has("+", at: position) || has("-", at: position), let hours = number(position + 1, 2),
        has(":", at: position + 3),
        let minutes = number(position + 4, 2)
      else { throw failure }
      offset = (hours * 60 + minutes) * (has("-", at: position) ? -60 : 60)
      position += 6
    }
    guard position == bytes.count else { throw failure }
    seconds = Self.days(year: year, month: month, day: day) * 86400 + hour * 3600 + minute * 60 + second - offset
    guard seconds >= Self.first, seconds <= Self.last else { throw failure }
  }
}
