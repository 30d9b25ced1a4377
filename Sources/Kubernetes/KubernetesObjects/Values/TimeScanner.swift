/// Reads the parts of a time in the form of RFC 3339, one after the other.
struct TimeScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  /// Moves over a character, if it comes next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func digit() -> Int64? {
    guard position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 else { return nil }
    position += 1
    return Int64(bytes[position - 1] - 0x30)
  }

  /// A number of that many digits.
  mutating func number(_ digits: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The microseconds of a fraction, 0 where there is none.
  mutating func fraction() -> Int64? {
    guard skip(".") else { return 0 }
    var value: Int64 = 0
    var unit: Int64 = 100_000
    guard let first = digit() else { return nil }
    value = first * unit
    while let digit = digit() {
      unit /= 10
      value += digit * unit
    }
    return value
  }

  /// The seconds by which local time is ahead of UTC.
  mutating func offset() -> Int64? {
    if skip("Z") { return 0 }
    let isBehind = skip("-")
    guard isBehind || skip("+") else { return nil }
    guard let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60 else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return isBehind ? -seconds : seconds
  }
}
