/// The forms of labels.
enum LabelSyntax {
  /// Why a text is no key of a label, or nil where it is one: a name, after a DNS name and `/` where it has a prefix.
  static func problem(withKey key: String) -> String? {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return problem(withName: parts[0])
    case 2:
      guard isSubdomain(parts[0]) else { return "the part before '/' is no DNS name in lower case" }
      return problem(withName: parts[1])
    default: return "it has more than one '/'"
    }
  }

  /// Why a text is no value of a label, or nil where it is one; the empty text is.
  static func problem(withValue value: String) -> String? { value.isEmpty ? nil : problem(withName: value[...]) }

  private static func problem(withName name: Substring) -> String? {
    guard let first = name.utf8.first, let last = name.utf8.last else { return "the name is empty" }
    if name.utf8.count > 63 { return "it is longer than 63 bytes" }
    for byte in name.utf8 where !isAlphanumeric(byte) && !"-_.".utf8.contains(byte) {
      return "it holds other characters than letters, digits, '-', '_' and '.'"
    }
    return isAlphanumeric(first) && isAlphanumeric(last) ? nil : "it does not begin and end with a letter or a digit"
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Whether it is a subdomain after RFC 1123 in lower case, at most 253 bytes.
  private static func isSubdomain(_ name: Substring) -> Bool {
    guard name.utf8.count <= 253 else { return false }
    for label in name.split(separator: ".", omittingEmptySubsequences: false) {
      guard let first = label.utf8.first, let last = label.utf8.last else { return false }
      for byte in label.utf8 where !isLowercase(byte) && byte != UInt8(ascii: "-") { return false }
      guard isLowercase(first), isLowercase(last) else { return false }
    }
    return true
  }

  private static func isLowercase(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
