/// A decimal number at the start of a text, without an exponent.
struct DecimalText {
  let isNegative: Bool
  /// The digits as an integer, without zeros at the end of a fraction; nil where there are more than fit.
  let digits: Int128?
  /// How many of the digits stand behind the point.
  let fractionDigits: Int
  /// What follows the number.
  let rest: Substring

  /// Reads a number, or gives nil where there is not a single digit.
  init?(_ text: String) {
    var rest = Substring(text)
    isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    let whole = Self.digits(in: &rest)
    var fraction: [UInt8] = []
    if rest.first == "." {
      rest.removeFirst()
      fraction = Self.digits(in: &rest)
      if whole.isEmpty && fraction.isEmpty { return nil }
    } else if whole.isEmpty {
      return nil
    }
    while fraction.last == 0 { fraction.removeLast() }
    digits = Self.integer(of: whole + fraction)
    fractionDigits = fraction.count
    self.rest = rest
  }

  private static func digits(in text: inout Substring) -> [UInt8] {
    var digits: [UInt8] = []
    while let byte = text.utf8.first, byte >= 0x30, byte <= 0x39 {
      digits.append(byte - 0x30)
      // A byte, not a character: what is joined to the digit is no part of a number.
      text = Substring(text.utf8.dropFirst())
    }
    return digits
  }

  private static func integer(of digits: [UInt8]) -> Int128? {
    var value: Int128 = 0
    for digit in digits {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = product.addingReportingOverflow(Int128(digit))
      if isTooLarge || isStillTooLarge { return nil }
      value = sum
    }
    return value
  }
}
