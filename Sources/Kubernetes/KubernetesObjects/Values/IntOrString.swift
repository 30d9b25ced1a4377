public import JSON

/// A number or a text: a port or its name, a number of pods or a part of them in percent.
public enum IntOrString: Sendable, Hashable {
  /// A number; the API has 32 bits for it.
  case int(Int32)
  /// A name, or a percentage as `25%`.
  case string(String)

  /// The number that is meant, of that many in all: a number stands for itself, a percentage is that part of the total.
  ///
  /// - Throws: `ObjectError` where the text is no percentage, or the result does not fit.
  public func scaled(of total: Int, roundingUp: Bool) throws(ObjectError) -> Int {
    switch self {
    case .int(let value): return Int(value)
    case .string(let text):
      guard let percent = Self.percentage(text) else { throw ObjectError("'\(text)' is no percentage such as 25%") }
      let (product, overflow) = percent.multipliedReportingOverflow(by: total)
      if overflow { throw ObjectError("\(text) of \(total) does not fit into 64 bits") }
      let (quotient, remainder) = product.quotientAndRemainder(dividingBy: 100)
      if remainder == 0 { return quotient }
      if roundingUp { return remainder > 0 ? quotient + 1 : quotient }
      return remainder < 0 ? quotient - 1 : quotient
    }
  }

  private static func percentage(_ text: String) -> Int? {
    guard text.utf8.last == UInt8(ascii: "%") else { return nil }
    return Int(text.dropLast())
  }
}

extension IntOrString: KubernetesValue, JSONConvertible {
  /// Reads a number or a text.
  ///
  /// - Throws: `ObjectError` where it is something else, or a number of more than 32 bits.
  public init(json: JSONValue) throws(ObjectError) {
    switch json {
    case .string(let text): self = .string(text)
    case .number(let number):
      guard let wide = number.intValue, let value = Int32(exactly: wide) else {
        throw ObjectError("an integer of 32 bits is expected here, not \(number)")
      }
      self = .int(value)
    default: throw .wrongKind(json, expected: "an integer or a string")
    }
  }

  /// The number or the text.
  public var json: JSONValue {
    switch self {
    case .int(let value): .number(JSONNumber(Int(value)))
    case .string(let text): .string(text)
    }
  }
}

extension IntOrString: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, CustomStringConvertible {
  /// A number.
  public init(integerLiteral value: Int32) { self = .int(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// The number or the text as people write it.
  public var description: String {
    switch self {
    case .int(let value): String(value)
    case .string(let text): text
    }
  }
}
