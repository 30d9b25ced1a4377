public import JSON

/// `google.protobuf.Duration`: a span of time.
public struct ProtobufDuration: ProtobufMessage {
  /// Whole seconds, within ±315,576,000,000 (10,000 years).
  public var seconds: Int64 = 0
  /// The rest in nanoseconds, of the same sign, within ±999,999,999.
  public var nanos: Int32 = 0

  /// No time.
  public init() {}

  /// So many seconds and nanoseconds.
  public init(seconds: Int64, nanos: Int32 = 0) {
    self.seconds = seconds
    self.nanos = nanos
  }

  /// A duration of the standard library, cut to nanoseconds.
  public init(_ duration: Duration) {
    seconds = duration.components.seconds
    nanos = Int32(duration.components.attoseconds / 1_000_000_000)
  }

  /// So many seconds.
  public static func seconds(_ seconds: Int64) -> ProtobufDuration { ProtobufDuration(seconds: seconds) }

  /// So many milliseconds.
  public static func milliseconds(_ milliseconds: Int64) -> ProtobufDuration {
    ProtobufDuration(seconds: milliseconds / 1000, nanos: Int32(milliseconds % 1000) * 1_000_000)
  }

  /// The same as a duration of the standard library.
  public var duration: Duration { .seconds(seconds) + .nanoseconds(Int64(nanos)) }

  /// The full name.
  public static let protobufName = "google.protobuf.Duration"
  /// The fields.
  public static let protobufFields = [
    ProtobufFieldName(1, "seconds", "seconds"), ProtobufFieldName(2, "nanos", "nanos"),
  ]

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

  /// Not used: a duration is read whole.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {}

  /// Seconds with an `s`, and 0, 3, 6 or 9 decimals: `1.500s`.
  public func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue {
    guard seconds.magnitude <= 315_576_000_000, nanos.magnitude <= 999_999_999,
      seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0)
    else { throw ProtobufError(.json, "the duration is out of range", path: [Self.protobufName]) }
    let sign = seconds < 0 || nanos < 0 ? "-" : ""
    return .string("\(sign)\(seconds.magnitude)\(DecimalFraction.text(nanos.magnitude))s")
  }

  /// Reads such a text.
  public init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError) {
    let failure = ProtobufError(.json, "a duration such as \"1.5s\" is expected", path: [Self.protobufName])
    guard let text = json.stringValue, text.hasSuffix("s") else { throw failure }
    let isNegative = text.hasPrefix("-")
    let number = text.dropLast().drop { $0 == "-" }
    guard text.utf8.count - number.utf8.count == (isNegative ? 2 : 1) else { throw failure }
    let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = UInt64(parts[0]), whole <= 315_576_000_000,
      let rest = parts.count == 2 ? DecimalFraction.nanoseconds(parts[1]) : 0
    else { throw failure }
    seconds = isNegative ? -Int64(whole) : Int64(whole)
    nanos = isNegative ? -Int32(rest) : Int32(rest)
  }
}

/// Fractions of a second as JSON's mapping writes them.
enum DecimalFraction {
  /// Nothing for 0, else a point and 3, 6 or 9 digits.
  static func text(_ nanoseconds: UInt32) -> String {
    guard nanoseconds > 0 else { return "" }
    var digits = String(nanoseconds)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.hasSuffix("000") { digits.removeLast(3) }
    return "." + digits
  }

  /// The nanoseconds of one to nine digits.
  static func nanoseconds(_ digits: Substring) -> UInt32? {
    guard !digits.isEmpty, digits.utf8.count <= 9, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return nil
    }
    return UInt32(String(digits) + String(repeating: "0", count: 9 - digits.utf8.count))
  }
}
