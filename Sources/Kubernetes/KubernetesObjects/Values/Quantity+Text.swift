extension Quantity {
  /// Reads a quantity: a decimal number with a suffix (`m`, `k`, `Mi`, …) or an exponent.
  ///
  /// - Throws: `ObjectError` where it is none, or has more digits than a quantity can hold.
  public init(_ text: String) throws(ObjectError) {
    guard let number = DecimalText(text) else {
      throw ObjectError("'\(text)' is no quantity such as 1.5Gi, 500m or 1e3")
    }
    guard let suffix = QuantitySuffix(number.rest) else {
      throw ObjectError("'\(text)' ends in '\(number.rest)', which is no suffix of a quantity")
    }
    let magnitude = number.digits.flatMap { Self.product($0, 1 << suffix.powerOfTwo) }
    let power = suffix.powerOfTen + 9 - number.fractionDigits
    guard let magnitude, let nanos = Self.magnitude(magnitude, timesTenTo: power) else {
      throw ObjectError("the quantity '\(text)' has more digits than a quantity can hold")
    }
    self.init(nanos: number.isNegative ? -nanos : nanos, format: suffix.format)
  }

  private static func product(_ left: Int128, _ right: Int128) -> Int128? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }

  /// The magnitude with its decimal point moved, rounded up; nil where it becomes too large.
  private static func magnitude(_ magnitude: Int128, timesTenTo power: Int) -> Int128? {
    var value = magnitude
    var left = power
    var isInexact = false
    while left > 0, value != 0 {
      guard let next = product(value, 10) else { return nil }
      value = next
      left -= 1
    }
    while left < 0, value != 0 {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { isInexact = true }
      value = quotient
      left += 1
    }
    return isInexact ? value + 1 : value
  }
}

extension Quantity: CustomStringConvertible {
  /// The canonical text: the form of Kubernetes, without a fraction and with the largest suffix that allows this. What
  /// powers of 1024 cannot say exactly, and what is less than 1024, is written with powers of 1000.
  public var description: String {
    if nanos == 0 { return "0" }
    let (whole, fraction) = nanos.quotientAndRemainder(dividingBy: Self.billion)
    if format == .binarySI, fraction == 0, whole.magnitude >= 1024 { return Self.binaryText(whole) }
    return decimalText
  }

  private static func binaryText(_ whole: Int128) -> String {
    var mantissa = whole
    var suffix = 0
    while suffix < QuantitySuffix.binary.count, mantissa % 1024 == 0 {
      mantissa /= 1024
      suffix += 1
    }
    return suffix == 0 ? String(mantissa) : String(mantissa) + QuantitySuffix.binary[suffix - 1]
  }

  private var decimalText: String {
    var mantissa = nanos
    var exponent = -9
    // The exponents with a suffix are multiples of 3; those of the exponent's form have no upper end.
    let last = format == .decimalExponent ? Int.max : QuantitySuffix.decimal.count * 3 - 9
    while exponent + 3 < last, mantissa % 1000 == 0 {
      mantissa /= 1000
      exponent += 3
    }
    if exponent == 0 { return String(mantissa) }
    if format == .decimalExponent { return "\(mantissa)e\(exponent)" }
    return String(mantissa) + QuantitySuffix.decimal[exponent / 3 + 3]
  }
}
