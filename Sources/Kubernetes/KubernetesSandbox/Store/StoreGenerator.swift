/// UIDs and the ends of generated names from a seed: the same seed gives the same (SplitMix64). Never for secrets.
struct StoreGenerator: Sendable {
  private var state: UInt64

  /// A generator for the writes after a version: another start of the same cluster must not give the same UIDs again.
  init(seed: UInt64, version: Int) {
    state = seed ^ (UInt64(truncatingIfNeeded: version) &* 0x9e37_79b9_7f4a_7c15)
    state = next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A UID in the form of RFC 9562, version 4.
  mutating func uid() -> String {
    var bytes: [UInt8] = []
    for word in [next(), next()] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      if byte < 16 { text += "0" }
      text += String(byte, radix: 16)
    }
    return text
  }

  /// Letters and digits of which no words are made, as the real server takes them.
  private static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")

  /// A name that begins with `base`, which is cut where the whole would be longer than 63 characters.
  mutating func name(_ base: String) -> String {
    var name = String(base.prefix(58))
    for _ in 0..<5 { name.append(Self.alphabet[Int(next() % UInt64(Self.alphabet.count))]) }
    return name
  }
}
