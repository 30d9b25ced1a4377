import JSON

/// The functions of strings. Places in a text are counted in code points.
enum CELTextFunctions {
  static func call(_ name: String, on text: String, _ arguments: [JSONValue]) throws(CELError) -> JSONValue {
    let failure = CELFunctions.noOverload(name, [.string(text)] + arguments)
    let scalars = Array(text.unicodeScalars)
    switch (name, arguments.count) {
    case ("lowerAscii", 0): return .string(mapped(scalars, upper: false))
    case ("upperAscii", 0): return .string(mapped(scalars, upper: true))
    case ("trim", 0): return .string(trimmed(scalars))
    case ("charAt", 1):
      guard let index = arguments[0].intValue else { throw failure }
      guard (0...scalars.count).contains(index) else { throw .evaluation("index out of range: \(index)") }
      return .string(index == scalars.count ? "" : String(scalars[index]))
    case ("substring", 1), ("substring", 2):
      guard let start = arguments[0].intValue else { throw failure }
      let end = arguments.count == 2 ? arguments[1].intValue : scalars.count
      guard let end, start >= 0, start <= end, end <= scalars.count else {
        throw .evaluation("index out of range: \(start)")
      }
      return .string(string(scalars[start..<end]))
    default: break
    }
    guard let other = arguments.first?.stringValue else { throw failure }
    switch (name, arguments.count) {
    case ("startsWith", 1): return .bool(scalars.starts(with: other.unicodeScalars))
    case ("endsWith", 1): return .bool(scalars.reversed().starts(with: other.unicodeScalars.reversed()))
    case ("contains", 1): return .bool(find(Array(other.unicodeScalars), in: scalars) != nil)
    case ("matches", 1): return .bool(try matches(text, other))
    case ("indexOf", 1): return .number(JSONNumber(find(Array(other.unicodeScalars), in: scalars) ?? -1))
    case ("lastIndexOf", 1):
      let wanted = Array(other.unicodeScalars)
      let starts = (0...scalars.count).reversed().first { scalars[$0...].starts(with: wanted) }
      return .number(JSONNumber(starts ?? -1))
    case ("split", 1): return .array(text.split(by: other).map { .string($0) })
    case ("replace", 2):
      guard let new = arguments[1].stringValue else { throw failure }
      return .string(text.split(by: other).joined(separator: new))
    default: throw failure
    }
  }

  private static func matches(_ text: String, _ pattern: String) throws(CELError) -> Bool {
    do {
      return try LinearPattern.isFound(pattern, in: text)
    } catch {
      throw .evaluation("error parsing regexp: `\(pattern)`")
    }
  }

  private static func find(_ wanted: [Unicode.Scalar], in scalars: [Unicode.Scalar]) -> Int? {
    guard wanted.count <= scalars.count else { return nil }
    return (0...(scalars.count - wanted.count)).first { scalars[$0...].starts(with: wanted) }
  }

  private static func mapped(_ scalars: [Unicode.Scalar], upper: Bool) -> String {
    string(
      scalars.map { scalar in
        let letters: ClosedRange<UInt32> = upper ? 97...122 : 65...90
        guard letters.contains(scalar.value) else { return scalar }
        return Unicode.Scalar(UInt8(scalar.value ^ 32))
      })
  }

  private static func trimmed(_ scalars: [Unicode.Scalar]) -> String {
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
    let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
    return string(scalars[start..<end])
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

extension String {
  /// The parts between a separator; of an empty separator each character.
  fileprivate func split(by separator: String) -> [String] {
    if separator.isEmpty { return map { String($0) } }
    var parts: [String] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
