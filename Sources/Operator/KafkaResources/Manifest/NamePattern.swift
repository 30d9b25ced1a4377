/// The forms of names that manifests allow.
enum NamePattern {
  /// Whether it is a label after RFC 1123: at most 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends.
  static func isLabel(_ name: String) -> Bool {
    name.utf8.count <= 63 && isPart(name)
  }

  /// Whether it is one or more of `a-z`, `0-9` and `-`, with a letter or digit at both ends.
  private static func isPart(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    if first == UInt8(ascii: "-") || last == UInt8(ascii: "-") { return false }
    return listenerPrefix(of: name) == name.utf8.count
  }

  /// How many of the first bytes are of `[a-z0-9-]`: what Koperator's pattern for listener names looks at.
  static func listenerPrefix(of name: String) -> Int {
    var count = 0
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): count += 1
      default: return count
      }
    }
    return count
  }

  /// Whether it is one digit or more, and nothing else.
  static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Whether it is a subdomain as Kubernetes takes it for the name of an object: `a-z`, `0-9` and `-` between dots, at most
  /// 253 bytes. Unlike RFC 1123 it has no bound for what is between two dots.
  static func isSubdomain(_ name: String) -> Bool {
    guard name.utf8.count <= 253 else { return false }
    return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isPart(String($0)) }
  }

  /// Whether the characters are those of an IP address: `203.0.113.10`, `2001:db8::1`.
  static func looksLikeAddress(_ text: String) -> Bool {
    let hasColon = text.contains(":")
    if hasColon ? text.utf8.count(where: { $0 == UInt8(ascii: ":") }) < 2 : text.split(separator: ".").count != 4 {
      return false
    }
    return text.allSatisfy { $0 == "." || $0 == ":" || (hasColon ? $0.isHexDigit : $0.isNumber) && $0.isASCII }
  }

  /// Whether the characters are those of a host name, one without a domain or one that begins with a dot, or of an address,
  /// which may stand in brackets.
  static func looksLikeHost(_ text: String) -> Bool {
    if text.hasPrefix("["), text.hasSuffix("]") { return looksLikeAddress(String(text.dropFirst().dropLast())) }
    return looksLikeAddress(text)
      || text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }
  }

  /// What keeps a name from being one that TLS clients send (RFC 6066 §3 and RFC 1123 §2.1); nil where it is one.
  static func problem(withHostName name: String) -> String? {
    if name.utf8.count > 253 { return "it has \(name.utf8.count) characters, a host name has at most 253" }
    if name.hasSuffix("."), name.utf8.count > 1 { return "it ends with a dot, which TLS clients do not send" }
    let labels = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    for label in labels {
      if label.isEmpty { return "it has an empty label" }
      if label.utf8.count > 63 { return "a label of it has \(label.utf8.count) characters, at most 63 are allowed" }
      if !isLabel(String(label)) { return "'\(label)' is no label of a host name (a-z, 0-9 and '-' within)" }
    }
    // The last label of a name is never a number: such a text is taken for an address, and clients send no address.
    if let last = labels.last, isDigits(last) {
      return "it looks like an address, which TLS clients do not send as a name"
    }
    return nil
  }
}
