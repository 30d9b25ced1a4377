/// Lines of Swift with their indentation.
struct SwiftWriter {
  private(set) var text = ""
  private var depth = 0

  mutating func line(_ line: String = "") {
    text += line.isEmpty ? "\n" : String(repeating: "  ", count: depth) + line + "\n"
  }

  /// Lines within braces.
  mutating func block(_ opening: String, _ body: (inout SwiftWriter) -> Void) {
    line(opening + " {")
    depth += 1
    body(&self)
    depth -= 1
    line("}")
  }

  /// Lines under a condition; without one where it always holds, none where it never does.
  mutating func when(_ condition: Condition, _ body: (inout SwiftWriter) -> Void) {
    switch condition {
    case .always: body(&self)
    case .never: break
    case .when(let text): block("if \(text)", body)
    }
  }
}
