/// An IPv4 address as a number.
struct IPv4Address: Hashable {
  /// The 32 bits.
  let value: UInt32

  init(value: UInt32) { self.value = value }

  /// Reads `10.96.0.1`; nil where the text is no such address. A part has no zero in front.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard let byte = UInt8(part), String(byte) == part else { return nil }
      value = value << 8 | UInt32(byte)
    }
    self.value = value
  }

  /// The text.
  var text: String { "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)" }

  /// Whether a text is a range such as `10.0.0.0/8`, of either family.
  static func isRange(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int(parts[1]), length >= 0 else { return false }
    if IPv4Address(String(parts[0])) != nil { return length <= 32 }
    return isIPv6(String(parts[0])) && length <= 128
  }

  /// Whether a text looks as an IPv6 address.
  static func isIPv6(_ text: String) -> Bool {
    guard text.contains(":") else { return false }
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    let allHex = groups.allSatisfy { $0.utf8.count <= 4 && ($0.isEmpty || UInt16($0, radix: 16) != nil) }
    return allHex && groups.count <= 8 && (text.contains("::") || groups.count == 8)
  }
}
