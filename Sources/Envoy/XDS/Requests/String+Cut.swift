extension String {
  /// At most so many bytes of a text that a stranger wrote, with an ellipsis where some are missing. No character is cut.
  func cut(to size: Int) -> String {
    guard utf8.count > size else { return self }
    var end = utf8.index(startIndex, offsetBy: size)
    while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
    return String(self[..<end]) + "…"
  }
}
