import Cryptography

/// The first 16 bytes of a SHA-256: what identifies a resource or a set of them. Its text is a version: equal content has
/// equal versions on every replica and after every restart.
struct ContentHash: Sendable, Hashable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash of bytes.
  init(of bytes: [UInt8]) {
    var halves: (UInt64, UInt64) = (0, 0)
    for (index, byte) in SHA256.hash(bytes).prefix(16).enumerated() {
      if index < 8 { halves.0 = halves.0 << 8 | UInt64(byte) } else { halves.1 = halves.1 << 8 | UInt64(byte) }
    }
    self.init(high: halves.0, low: halves.1)
  }

  /// Reads what `text` wrote; nil for any other text.
  init?(text: String) {
    var halves: (UInt64, UInt64) = (0, 0)
    var count = 0
    for byte in text.utf8 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      if count < 16 { halves.0 = halves.0 << 4 | UInt64(digit) } else { halves.1 = halves.1 << 4 | UInt64(digit) }
      count += 1
      if count > 32 { return nil }
    }
    if count != 32 { return nil }
    self.init(high: halves.0, low: halves.1)
  }

  /// The bytes, the most significant first.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(16)
    for half in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        result.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
      }
    }
    return result
  }

  /// 32 hexadecimal digits.
  var text: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(32)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
