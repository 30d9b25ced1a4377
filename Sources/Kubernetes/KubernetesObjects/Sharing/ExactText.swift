/// A text that equals only the same bytes: texts of Swift are also equal when Unicode calls them equivalent.
struct ExactText: Hashable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
