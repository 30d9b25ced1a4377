/// The nonce of a response: the generation that it was made for, and how many responses of that generation the stream had
/// had before. Streams in the same state get the same one. It is kept as numbers; its text is made when it is sent.
struct ResponseNonce: Sendable, Hashable {
  let generation: UInt64
  let count: UInt64

  /// `generation.count`, in decimal digits.
  var text: String { "\(generation).\(count)" }

  /// Whether a text is this nonce's, found without making that.
  func isWritten(as text: String) -> Bool {
    var numbers: (UInt64, UInt64) = (0, 0)
    var digits = 0
    var isAfterDot = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "."), !isAfterDot, digits > 0 {
        isAfterDot = true
        digits = 0
        numbers = (numbers.1, 0)
        continue
      }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return false }
      // No number is written with a zero in front.
      if digits > 0, numbers.1 == 0 { return false }
      let (tens, isTooLarge) = numbers.1.multipliedReportingOverflow(by: 10)
      let (number, isStillTooLarge) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      if isTooLarge || isStillTooLarge { return false }
      numbers.1 = number
      digits += 1
    }
    return isAfterDot && digits > 0 && numbers == (generation, count)
  }
}
