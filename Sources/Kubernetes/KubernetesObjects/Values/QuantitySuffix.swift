/// What follows the number of a quantity.
struct QuantitySuffix {
  /// The suffixes of powers of 1000, from 10⁻⁹ on.
  static let decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
  /// The suffixes of powers of 1024, from 2¹⁰ on.
  static let binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]

  let format: Quantity.Format
  var powerOfTen = 0
  var powerOfTwo = 0

  /// A suffix, or nil where it is none.
  init?(_ text: Substring) {
    if let index = Self.decimal.firstIndex(of: String(text)) {
      format = .decimalSI
      powerOfTen = index * 3 - 9
    } else if let index = Self.binary.firstIndex(of: String(text)) {
      format = .binarySI
      powerOfTwo = (index + 1) * 10
    } else {
      guard let first = text.utf8.first, first | 0x20 == UInt8(ascii: "e"),
        let exponent = Int32(Substring(text.utf8.dropFirst()))
      else { return nil }
      format = .decimalExponent
      powerOfTen = Int(exponent)
    }
  }
}
