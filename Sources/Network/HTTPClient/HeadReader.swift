/// Reads the head of an answer from the lines that libcurl gives, for both versions of HTTP. Interim answers are skipped, and
/// so are trailers.
struct HeadReader {
  /// What a line came to.
  enum Outcome {
    case more
    case head(HTTPClientResponseHead)
    case tooLarge
    case malformed
  }

  private let limit: Int
  private var count = 0
  private var head: HTTPClientResponseHead?
  private var isOver = false

  init(limit: Int) { self.limit = limit }

  /// A line with its end.
  mutating func receive(_ line: Substring) -> Outcome {
    count += line.utf8.count
    guard count <= limit else { return .tooLarge }
    guard !isOver else { return .more }
    let text = Self.trimmed(line)
    guard head != nil else { return begin(text) }
    if text.isEmpty { return finish() }
    if let first = line.utf8.first, first == 32 || first == 9 {
      head?.headers.extendLast(String(text))
      return .more
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return .malformed }
    head?.headers.append(String(text[..<colon]), String(Self.trimmed(text[text.utf8.index(after: colon)...])))
    return .more
  }

  /// `HTTP/2 200`, with or without a reason behind it.
  private mutating func begin(_ line: Substring) -> Outcome {
    let parts = line.split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/"), let status = Int(parts[1]), (100...999).contains(status) else {
      return .malformed
    }
    head = HTTPClientResponseHead(status: status)
    return .more
  }

  private mutating func finish() -> Outcome {
    guard let head else { return .malformed }
    // RFC 9110 §15.2; nobody asked for 101.
    if head.status < 200 {
      self.head = nil
      return head.status == 101 ? .malformed : .more
    }
    isOver = true
    return .head(head)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var bytes = text.utf8
    while let first = bytes.first, first == 32 || first == 9 { bytes.removeFirst() }
    while let last = bytes.last, last == 32 || last == 9 || last == 13 || last == 10 { bytes.removeLast() }
    return Substring(bytes)
  }
}
