import KubernetesObjects

/// The formats of texts that the real server holds values against; any other format says nothing.
enum SchemaFormat {
  /// Whether a text has a format.
  static func isValid(_ text: String, _ format: String) -> Bool {
    switch format {
    case "date-time", "datetime": (try? MicroTime(text)) != nil
    case "date": text.utf8.count == 10 && (try? MicroTime(text + "T00:00:00Z")) != nil
    case "uuid", "uuid3", "uuid4", "uuid5": isUUID(text)
    case "ipv4": isIPv4(text[...])
    case "ipv6": isIPv6(text[...])
    case "cidr": isCIDR(text)
    case "mac": isMAC(text)
    case "uri": isURI(text)
    case "byte": isBase64(text)
    case "email": isEmail(text)
    case "hostname": isHostName(text)
    case "duration": isDuration(text)
    default: true
    }
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isSplit = parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
    let isWhole = parts.count == 1 && text.utf8.count == 32
    return (isSplit || isWhole) && parts.allSatisfy { $0.utf8.allSatisfy(isHex) }
  }

  private static func isIPv4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(isDigit), let value = Int(part) else {
          return false
        }
        return value < 256 && (part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0"))
      }
  }

  private static func isIPv6(_ text: Substring) -> Bool {
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2, text.contains(":") else { return false }
    var count = 0
    for (index, half) in halves.enumerated() where !half.isEmpty {
      let groups = half.split(separator: ":", omittingEmptySubsequences: false)
      for (position, group) in groups.enumerated() {
        if group.contains("."), index == halves.count - 1, position == groups.count - 1 {
          guard isIPv4(group) else { return false }
          count += 2
          continue
        }
        guard (1...4).contains(group.utf8.count), group.utf8.allSatisfy(isHex) else { return false }
        count += 1
      }
    }
    return halves.count == 2 ? count < 8 : count == 8
  }

  private static func isCIDR(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.allSatisfy(isDigit), let length = Int(parts[1]) else { return false }
    return isIPv4(parts[0]) && length <= 32 || isIPv6(parts[0]) && length <= 128
  }

  private static func isMAC(_ text: String) -> Bool {
    for separator: Character in [":", "-"] {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      if [6, 8, 20].contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(isHex) }) {
        return true
      }
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return [3, 4, 10].contains(parts.count) && parts.allSatisfy { $0.utf8.count == 4 && $0.utf8.allSatisfy(isHex) }
  }

  private static func isURI(_ text: String) -> Bool {
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
    if text.hasPrefix("/") { return true }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    guard let first = scheme.first, isLetter(first) else { return false }
    return scheme.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
  }

  private static func isBase64(_ text: String) -> Bool {
    let bytes = text.utf8
    let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard bytes.count % 4 == 0, padding <= 2 else { return false }
    return bytes.dropLast(padding).allSatisfy { isLetter($0) || isDigit($0) || "+/".utf8.contains($0) }
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return false }
    return !text.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
  }

  private static func isHostName(_ text: String) -> Bool {
    guard text.utf8.count <= 255 else { return false }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    for label in labels {
      guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-",
        label.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0 == "-" || ("0"..."9").contains($0) })
      else { return false }
    }
    guard labels.count > 1, let last = labels.last else { return !labels.isEmpty }
    return last.utf8.count >= 2 && last.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
  }

  private static func isDuration(_ text: String) -> Bool {
    let units: Set<Substring> = [
      "ns", "nano", "nanos", "us", "µs", "micro", "micros", "ms", "milli", "millis", "s", "sec", "secs", "second",
      "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr", "hour", "hours", "d", "day", "days", "w", "week",
      "weeks",
    ]
    var rest = text.drop { $0 == " " || $0 == "-" || $0 == "+" }
    if rest == "0" { return true }
    var count = 0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard !number.isEmpty else { return false }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let unit = rest.prefix { $0.isLetter }
      guard units.contains(unit) else { return false }
      rest = rest.dropFirst(unit.count).drop { $0 == " " }
      count += 1
    }
    return count > 0
  }
}
