/// Makes the ids of members as Kafka's brokers do: the client's or the instance's name, a hyphen, a random UUID.
struct MemberIdentifiers {
  /// Random bits.
  let random: () -> UInt64

  /// A new id that begins with a name.
  func make(for name: String) -> String {
    // RFC 9562: version 4 and the variant's two bits.
    let high = random() & ~0xF000 | 0x4000
    let low = random() & ~(0b11 << 62) | 0b10 << 62
    var digits: [UInt8] = []
    for half in [high, low] {
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(half >> UInt64(shift) & 0xF)
        digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        if [8, 13, 18, 23].contains(digits.count) { digits.append(UInt8(ascii: "-")) }
      }
    }
    return "\(name)-\(String(decoding: digits, as: UTF8.self))"
  }
}
