/// A number as JSON writes it: its text is kept, so that nothing is lost between reading and writing.
///
/// Two numbers are equal when their texts are.
public struct JSONNumber: Sendable, Hashable {
  /// The number as it was written, in JSON's grammar.
  public let text: String

  /// A number whose text the reader has checked already.
  init(checked text: String) { self.text = text }

  /// An integer.
  public init(_ value: Int) { text = String(value) }

  /// An integer.
  public init(_ value: Int64) { text = String(value) }

  /// An integer.
  public init(_ value: UInt64) { text = String(value) }

  /// A floating-point number in its shortest text; JSON has no infinity and no NaN, which become 0.
  public init(_ value: Double) {
    guard value.isFinite else {
      text = "0"
      return
    }
    if value == value.rounded(), value.magnitude < 1e15 {
      text = value == 0 ? "0" : String(Int64(value))
    } else {
      text = value.description
    }
  }

  /// A number from its text, or nil where the text is not in JSON's grammar.
  public init?(text: String) {
    let bytes = Array(text.utf8)
    guard JSONReader.numberLength(in: bytes, at: 0) == bytes.count, !bytes.isEmpty else { return nil }
    self.text = text
  }

  /// The value as an integer: also of `1e3` and `2.0`, exactly. Nil where it is none or does not fit.
  public var intValue: Int64? {
    if let value = Int64(text) { return value }
    guard let magnitude = exactMagnitude else { return nil }
    guard text.utf8.first == UInt8(ascii: "-") else { return Int64(exactly: magnitude) }
    return magnitude <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
  }

  /// The value as an unsigned integer, exactly, or nil where it is none or does not fit.
  public var uintValue: UInt64? {
    if let value = UInt64(text) { return value }
    guard let magnitude = exactMagnitude else { return nil }
    return text.utf8.first == UInt8(ascii: "-") && magnitude != 0 ? nil : magnitude
  }

  /// The nearest floating-point value, or nil where the number is beyond its range.
  public var doubleValue: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

extension JSONNumber: CustomStringConvertible {
  /// The text.
  public var description: String { text }
}
