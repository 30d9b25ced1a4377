/// What an option or an argument takes.
public enum OptionKind: Sendable, Hashable {
  /// Nothing: it is there or not.
  case flag
  /// Any text.
  case text
  /// The path of a file; shells complete it.
  case file
  /// The path of a folder; shells complete it.
  case folder
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A time span in a range, such as `500ms`, `5s`, `1m` or `1h30m`.
  case duration(ClosedRange<Duration>)
  /// Where a socket listens or connects to: `host:port`, `[IPv6]:port` or `unix:/path`.
  case address
  /// One of these words.
  case choice([String])

  var takesValue: Bool { self != .flag }

  /// Why a text is no value of this kind, or nil where it is one.
  func refusal(of text: String) -> String? {
    switch self {
    case .flag: return "it takes no value"
    case .text: return nil
    case .file, .folder: return text.isEmpty ? "a path is expected" : nil
    case .integer(let range):
      if let number = Int(text), range.contains(number) { return nil }
      return "a whole number between \(range.lowerBound) and \(range.upperBound) is expected"
    case .duration(let range):
      if let duration = DurationText.duration(text), range.contains(duration) { return nil }
      let bounds = "\(DurationText.text(range.lowerBound)) and \(DurationText.text(range.upperBound))"
      return "a duration between \(bounds) is expected, such as 500ms, 5s or 1m"
    case .address:
      if Self.isAddress(text) { return nil }
      return "an address is expected, such as 127.0.0.1:18000, [::1]:18000 or unix:/path"
    case .choice(let words):
      if words.contains(text) { return nil }
      return "expected is one of \(words.joined(separator: ", "))" + Suggestion.text(text, among: words)
    }
  }

  /// Whether a text has the form of an address; whether the host exists is found out by who uses it.
  private static func isAddress(_ text: String) -> Bool {
    if text.hasPrefix("unix:") { return text.utf8.count > "unix:".utf8.count }
    guard let colon = text.lastIndex(of: ":") else { return false }
    let port = text[text.index(after: colon)...]
    guard !port.isEmpty, port.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), UInt16(port) != nil else { return false }
    let host = text[..<colon]
    if host.hasPrefix("[") { return host.hasSuffix("]") && host.utf8.count > 2 }
    return !host.isEmpty && !host.contains(":") && !host.contains(where: \.isWhitespace)
  }
}
