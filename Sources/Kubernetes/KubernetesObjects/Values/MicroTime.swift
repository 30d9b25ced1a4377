public import JSON

/// A point in time with the precision of a microsecond, as leases and events have it.
public struct MicroTime: Sendable, Hashable {
  /// Microseconds since 1970-01-01T00:00:00Z; leap seconds are not counted.
  public let microsecondsSince1970: Int64

  /// A point in time; RFC 3339 can write the years 0 to 9999, and what is beyond them becomes the nearest of those.
  public init(microsecondsSince1970: Int64) {
    let lowest = TimeText.seconds.lowerBound * 1_000_000
    let highest = TimeText.seconds.upperBound * 1_000_000 + 999_999
    self.microsecondsSince1970 = min(max(microsecondsSince1970, lowest), highest)
  }

  /// Reads a text in the form of RFC 3339, in whatever time zone; what is shorter than a microsecond is cut off.
  ///
  /// - Throws: `ObjectError` where it is none.
  public init(_ text: String) throws(ObjectError) {
    let (seconds, microseconds) = try TimeText.parse(text)
    self.init(microsecondsSince1970: seconds * 1_000_000 + microseconds)
  }
}

extension MicroTime: Comparable {
  /// Whether the left one is earlier.
  public static func < (left: MicroTime, right: MicroTime) -> Bool {
    left.microsecondsSince1970 < right.microsecondsSince1970
  }
}

extension MicroTime: KubernetesValue, JSONConvertible, CustomStringConvertible {
  /// Reads a text in the form of RFC 3339.
  ///
  /// - Throws: `ObjectError` where it is none.
  public init(json: JSONValue) throws(ObjectError) { try self.init(String(json: json)) }
  /// The text.
  public var json: JSONValue { .string(description) }
  /// The time in UTC, always with six digits of a fraction: `2026-02-28T23:59:59.000001Z`.
  public var description: String {
    let (quotient, remainder) = microsecondsSince1970.quotientAndRemainder(dividingBy: 1_000_000)
    return remainder < 0
      ? TimeText.write(seconds: quotient - 1, microseconds: remainder + 1_000_000)
      : TimeText.write(seconds: quotient, microseconds: remainder)
  }
}
