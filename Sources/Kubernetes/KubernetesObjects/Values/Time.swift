public import JSON

/// A point in time with the precision of a second, as most fields of the API have it.
public struct Time: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z; leap seconds are not counted.
  public let secondsSince1970: Int64

  /// A point in time; RFC 3339 can write the years 0 to 9999, and what is beyond them becomes the nearest of those.
  public init(secondsSince1970: Int64) {
    self.secondsSince1970 = min(max(secondsSince1970, TimeText.seconds.lowerBound), TimeText.seconds.upperBound)
  }

  /// Reads a text in the form of RFC 3339, in whatever time zone; a fraction of a second is cut off.
  ///
  /// - Throws: `ObjectError` where it is none.
  public init(_ text: String) throws(ObjectError) {
    self.init(secondsSince1970: try TimeText.parse(text).seconds)
  }
}

extension Time: Comparable {
  /// Whether the left one is earlier.
  public static func < (left: Time, right: Time) -> Bool { left.secondsSince1970 < right.secondsSince1970 }
}

extension Time: KubernetesValue, JSONConvertible, CustomStringConvertible {
  /// Reads a text in the form of RFC 3339.
  ///
  /// - Throws: `ObjectError` where it is none.
  public init(json: JSONValue) throws(ObjectError) { try self.init(String(json: json)) }
  /// The text.
  public var json: JSONValue { .string(description) }
  /// The time in UTC: `2026-02-28T23:59:59Z`.
  public var description: String { TimeText.write(seconds: secondsSince1970, microseconds: nil) }
}
