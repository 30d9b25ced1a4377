import JSON

/// The path of a column's value: the part of kubectl's JSON path that definitions use, `.spec.items[0].name`,
/// `.status.conditions[?(@.type=="Ready")].status`, `.metadata.labels['a\.b']`, `.spec.list[*].name`.
struct ColumnPath: Sendable, Hashable {
  private enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
    case all
    /// The elements whose member has a value.
    case filter(key: [String], value: String)
  }

  private let steps: [Step]

  /// Reads a path; what cannot be read finds nothing.
  init(_ text: String) {
    var rest = Substring(text)
    if rest.hasPrefix("{"), rest.hasSuffix("}") { rest = rest.dropFirst().dropLast() }
    if rest.hasPrefix("$") { rest = rest.dropFirst() }
    var steps: [Step] = []
    while let first = rest.first {
      rest = rest.dropFirst()
      if first == "[" {
        guard let end = Self.endOfBracket(rest) else { break }
        steps.append(Self.bracket(rest[..<end]))
        rest = rest[rest.index(after: end)...]
      } else if first == "." {
        var key = ""
        while let next = rest.first, next != ".", next != "[" {
          rest = rest.dropFirst()
          if next == "\\", let escaped = rest.popFirst() { key.append(escaped) } else { key.append(next) }
        }
        if key == "*" { steps.append(.all) } else if !key.isEmpty { steps.append(.key(key)) }
      }
    }
    self.steps = steps
  }

  private static func endOfBracket(_ text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "]" {
        return index
      }
    }
    return nil
  }

  private static func bracket(_ text: Substring) -> Step {
    if text == "*" { return .all }
    if let index = Int(text) { return .index(index) }
    if text.hasPrefix("?(@."), text.hasSuffix(")") {
      let condition = text.dropFirst(4).dropLast()
      let sides = condition.components(separatedBy: "==")
      if sides.count == 2 {
        return .filter(key: sides[0].split(separator: ".").map { unquoted($0) }, value: unquoted(sides[1]))
      }
    }
    return .key(unquoted(text).replacing("\\", with: ""))
  }

  private static func unquoted(_ text: some StringProtocol) -> String {
    var text = String(text)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    guard text.count >= 2, let first = text.first, first == "'" || first == "\"", text.last == first else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }

  /// The first value at the path; several ones are joined by commas, as kubectl prints them.
  func value(in object: JSONValue) -> JSONValue? {
    var values = [object]
    var isMany = false
    for step in steps {
      var next: [JSONValue] = []
      for value in values {
        switch step {
        case .key(let key): if let found = value[key] { next.append(found) }
        case .index(let index):
          let count = value.arrayValue?.count ?? 0
          if let found = value[index < 0 ? count + index : index] { next.append(found) }
        case .all:
          isMany = true
          next += value.arrayValue ?? value.objectValue?.values ?? []
        case .filter(let key, let wanted):
          isMany = true
          for element in value.arrayValue ?? [] where Self.text(element, key) == wanted { next.append(element) }
        }
      }
      values = next
    }
    guard isMany, values.count > 1 else { return values.first }
    return .string(values.map { $0.stringValue ?? $0.text() }.joined(separator: ","))
  }

  private static func text(_ element: JSONValue, _ key: [String]) -> String? {
    var value: JSONValue? = element
    for part in key { value = value?[part] }
    return value.map { $0.stringValue ?? $0.text() }
  }
}

extension Substring {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
