/// An identifier of 128 bits: of a topic, a log directory, a process or a cluster.
public struct KafkaUUID: Sendable, Hashable {
  /// The first eight bytes, the first byte highest.
  public var high: UInt64
  /// The last eight bytes.
  public var low: UInt64

  /// The identifier of these two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// All bits zero: Kafka's way to say "none".
  public static let zero = KafkaUUID(high: 0, low: 0)
}

extension KafkaUUID: CustomStringConvertible {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The text that Kafka's tools print and read: base64 with the URL alphabet, without padding, 22 characters.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(22)
    // 128 bits in groups of six from the front, four zero bits at the end.
    for index in 0..<22 {
      var digit = 0
      for bit in index * 6..<index * 6 + 6 {
        let half = bit < 64 ? high : low
        let value = bit < 128 ? Int(truncatingIfNeeded: half >> UInt64(63 - bit % 64)) & 1 : 0
        digit = digit << 1 | value
      }
      text.append(Self.digits[digit])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The identifier that a text says, as Kafka's tools print it; nil where it is none.
  public init?(_ text: String) {
    guard text.utf8.count == 22 else { return nil }
    var halves: [UInt64] = [0, 0]
    var bit = 0
    for byte in text.utf8 {
      guard let digit = Self.digits.firstIndex(of: byte) else { return nil }
      for shift in stride(from: 5, through: 0, by: -1) {
        let value = UInt64(digit >> shift & 1)
        if bit < 128 {
          halves[bit / 64] = halves[bit / 64] << 1 | value
        } else if value != 0 {
          return nil
        }
        bit += 1
      }
    }
    self.init(high: halves[0], low: halves[1])
  }
}
