/// An IPv4 or IPv6 address, as Envoy's endpoints need it: no host name, no zone, no port.
public struct IPAddress: Sendable, Hashable {
  /// 4 or 16 bytes, in network order.
  public let bytes: [UInt8]

  /// Reads an address; nil for anything else. IPv4 in four decimal parts without leading zeros; IPv6 after RFC 4291.
  public init?(_ text: String) {
    if let bytes = Self.bytesOfIPv4(Substring(text)) {
      self.bytes = bytes
    } else if let bytes = Self.bytesOfIPv6(text) {
      self.bytes = bytes
    } else {
      return nil
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// `0.0.0.0`.
  public static let everyIPv4Address = IPAddress(bytes: [0, 0, 0, 0])

  /// Whether it is an IPv6 address.
  public var isIPv6: Bool { bytes.count == 16 }

  /// Whether it is the address that stands for every address of the machine.
  public var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

  private static func bytesOfIPv4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      if part.utf8.count > 1 && part.first == "0" { return nil }
      guard let byte = UInt8(part) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func bytesOfIPv6(_ text: String) -> [UInt8]? {
    guard text.utf8.count <= 45, text.contains(":") else { return nil }
    var halves: [[UInt8]] = [[]]
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    // A colon at an end is half of a "::".
    if text.hasPrefix(":") {
      if !text.hasPrefix("::") { return nil }
      parts.removeFirst()
    }
    if text.hasSuffix(":") {
      if !text.hasSuffix("::") { return nil }
      parts.removeLast()
    }
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        if halves.count == 2 { return nil }
        halves.append([])
      } else if part.contains(".") {
        guard index == parts.count - 1, let bytes = bytesOfIPv4(part) else { return nil }
        halves[halves.count - 1].append(contentsOf: bytes)
      } else {
        guard part.utf8.count <= 4, part.first != "+", let group = UInt16(part, radix: 16) else { return nil }
        halves[halves.count - 1].append(contentsOf: [UInt8(group >> 8), UInt8(group & 0xff)])
      }
    }
    guard halves.count == 2 else { return halves[0].count == 16 ? halves[0] : nil }
    let missing = 16 - halves[0].count - halves[1].count
    return missing >= 2 ? halves[0] + [UInt8](repeating: 0, count: missing) + halves[1] : nil
  }
}

extension IPAddress: CustomStringConvertible {
  /// The canonical text (RFC 5952 for IPv6).
  public var description: String {
    if !isIPv6 { return bytes.map { String($0) }.joined(separator: ".") }
    var groups: [UInt16] = []
    for index in 0..<8 { groups.append(UInt16(bytes[index * 2]) << 8 | UInt16(bytes[index * 2 + 1])) }
    // The longest run of at least two zero groups is written as "::"; of equal ones the first.
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8 && groups[end] == 0 { end += 1 }
      if end - start > max(longest.count, 1) { longest = start..<end }
      start = max(end, start + 1)
    }
    let texts = groups.map { String($0, radix: 16) }
    if longest.isEmpty { return texts.joined(separator: ":") }
    return texts[..<longest.lowerBound].joined(separator: ":") + "::"
      + texts[longest.upperBound...].joined(separator: ":")
  }
}
