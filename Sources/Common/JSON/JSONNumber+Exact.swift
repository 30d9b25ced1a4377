extension JSONNumber {
  /// The number without its sign, where it is an integer of 64 bits: worked out on the digits, because a double would
  /// round those of more than 53 bits.
  var exactMagnitude: UInt64? {
    var digits: [UInt8] = []
    var fractionDigits = 0
    var isFraction = false
    var exponent = 0
    var position = text.utf8.startIndex
    let end = text.utf8.endIndex
    scan: while position < end {
      let byte = text.utf8[position]
      position = text.utf8.index(after: position)
      switch byte {
      case 0x30...0x39:
        digits.append(byte - 0x30)
        if isFraction { fractionDigits += 1 }
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent = Self.exponent(text.utf8[position..<end])
        break scan
      default: continue
      }
    }
    return Self.magnitude(of: digits, scale: exponent - fractionDigits)
  }

  /// What follows the `e`; of a size that no arithmetic here overflows.
  private static func exponent(_ text: Substring.UTF8View) -> Int {
    var value = 0
    for byte in text where byte >= 0x30 && byte <= 0x39 { value = min(value * 10 + Int(byte - 0x30), 1 << 40) }
    return text.first == UInt8(ascii: "-") ? -value : value
  }

  /// `digits` times ten to the power of `scale`, where that is an integer of 64 bits.
  private static func magnitude(of digits: [UInt8], scale: Int) -> UInt64? {
    let wholeDigits = scale < 0 ? max(0, digits.count + scale) : digits.count
    for digit in digits[wholeDigits...] where digit != 0 { return nil }
    var value: UInt64 = 0
    for digit in digits[..<wholeDigits] {
      guard let next = tenfold(value, plus: digit) else { return nil }
      value = next
    }
    if value == 0 { return 0 }
    for _ in 0..<max(0, min(scale, 20)) {
      guard let next = tenfold(value, plus: 0) else { return nil }
      value = next
    }
    return value
  }

  private static func tenfold(_ value: UInt64, plus digit: UInt8) -> UInt64? {
    let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
    let (sum, isStillTooLarge) = product.addingReportingOverflow(UInt64(digit))
    return isTooLarge || isStillTooLarge ? nil : sum
  }
}
