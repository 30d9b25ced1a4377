// Numeric addresses as text: RFC 4291 §2.2 in, RFC 5952 out.
extension NetworkAddress {
  static func ipv4(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard part.utf8.count <= 3, part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0"),
        part.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }), let value = UInt8(part)
      else { return nil }
      address = address << 8 | UInt32(value)
    }
    return address
  }

  static func ipv6(_ text: Substring) -> UInt128? {
    var front: [UInt16] = []
    var back: [UInt16] = []
    var hasGap = false
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.count <= 9 else { return nil }
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        // "::" leaves one empty part inside; at an end of the text it leaves two.
        if index == 0 {
          guard parts[1].isEmpty else { return nil }
        } else if index == parts.count - 1 {
          guard parts[index - 1].isEmpty else { return nil }
        } else {
          guard !hasGap else { return nil }
          hasGap = true
        }
        continue
      }
      guard let groups = groups(of: part, isLast: index == parts.count - 1) else { return nil }
      if hasGap { back += groups } else { front += groups }
    }
    let count = front.count + back.count
    guard hasGap ? count <= 7 : count == 8 else { return nil }
    var address: UInt128 = 0
    for group in front + Array(repeating: 0, count: 8 - count) + back {
      address = address << 16 | UInt128(group)
    }
    return address
  }

  private static func groups(of part: Substring, isLast: Bool) -> [UInt16]? {
    if isLast, part.utf8.contains(UInt8(ascii: ".")) {
      guard let embedded = ipv4(part) else { return nil }
      return [UInt16(embedded >> 16), UInt16(truncatingIfNeeded: embedded)]
    }
    guard part.utf8.count <= 4, part.first?.isHexDigit == true, let value = UInt16(part, radix: 16) else { return nil }
    return [value]
  }

  static func text(ofIPv4 address: UInt32) -> String {
    "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
  }

  static func text(ofIPv6 address: UInt128) -> String {
    if address >> 32 == 0xffff { return "::ffff:" + text(ofIPv4: UInt32(truncatingIfNeeded: address)) }
    var groups: [UInt16] = []
    for index in 0..<8 { groups.append(UInt16(truncatingIfNeeded: address >> UInt128(112 - 16 * index))) }
    let gap = longestRunOfZeros(groups)
    var text = ""
    var index = 0
    while index < 8 {
      if let gap, index == gap.lowerBound {
        text += "::"
        index = gap.upperBound
        continue
      }
      if !text.isEmpty, !text.hasSuffix(":") { text += ":" }
      text += String(groups[index], radix: 16)
      index += 1
    }
    return text
  }

  private static func longestRunOfZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < groups.count {
      guard groups[start] == 0 else {
        start += 1
        continue
      }
      var end = start
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
      start = end
    }
    return best
  }
}
