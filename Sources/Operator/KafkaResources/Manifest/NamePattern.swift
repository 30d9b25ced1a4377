/// The forms of names that manifests allow.
enum NamePattern {
  /// Whether it is a label after RFC 1123: at most 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends.
  static func isLabel(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    if first == UInt8(ascii: "-") || last == UInt8(ascii: "-") { return false }
    return listenerPrefix(of: name) == bytes.count
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
}
