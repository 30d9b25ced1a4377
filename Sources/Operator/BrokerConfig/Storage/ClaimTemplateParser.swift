/// Reads what stands between `{{` and `}}`, and comes to its value.
struct ClaimTemplateParser {
  /// How deep parentheses may be.
  private static let maximumDepth = 16

  private var rest: Substring
  private let fields: [String: ClaimTemplateValue]
  private var depth = 0

  init(_ text: Substring, fields: [String: ClaimTemplateValue]) {
    rest = text
    self.fields = fields
  }

  /// The value of the whole text.
  mutating func value() throws(ClaimTemplateError) -> ClaimTemplateValue {
    let value = try pipeline()
    guard rest.isEmpty else { throw ClaimTemplateError("'\(rest)' is not understood") }
    return value
  }

  /// Commands between `|`: the value of each is the last argument of the next.
  private mutating func pipeline() throws(ClaimTemplateError) -> ClaimTemplateValue {
    var value = try command(piped: nil)
    while rest.first == "|" {
      rest = rest.dropFirst()
      value = try command(piped: value)
    }
    return value
  }

  /// A function with its arguments, or an operand alone.
  private mutating func command(piped: ClaimTemplateValue?) throws(ClaimTemplateError) -> ClaimTemplateValue {
    skipSpace()
    let name = word()
    guard !name.isEmpty else {
      guard let operand = try operand() else { throw ClaimTemplateError("a field, a text or a function is missing") }
      guard piped == nil else { throw ClaimTemplateError("after '|' comes a function") }
      skipSpace()
      return operand
    }
    guard let function = ClaimTemplateFunction(rawValue: name) else {
      let known = ClaimTemplateFunction.allCases.map(\.rawValue).joined(separator: ", ")
      throw ClaimTemplateError("'\(name)' is no function here; there are \(known)")
    }
    var arguments: [ClaimTemplateValue] = []
    skipSpace()
    while let argument = try operand() {
      arguments.append(argument)
      skipSpace()
    }
    if let piped { arguments.append(piped) }
    return try function.apply(to: arguments)
  }

  /// A field, a text, a number, or a pipeline in parentheses; nil at the end of a command.
  private mutating func operand() throws(ClaimTemplateError) -> ClaimTemplateValue? {
    guard let first = rest.first else { return nil }
    switch first {
    case "|", ")": return nil
    case ".":
      rest = rest.dropFirst()
      let name = word()
      guard let value = fields[name] else {
        throw ClaimTemplateError("there is no field '.\(name)'; there are .BrokerId and .MountPath")
      }
      return value
    case "\"", "`": return .text(try quoted(first))
    case "(": return try parenthesized()
    case "-", "0"..."9": return try number()
    default: throw ClaimTemplateError("'\(rest)' is not understood")
    }
  }

  private mutating func parenthesized() throws(ClaimTemplateError) -> ClaimTemplateValue {
    depth += 1
    guard depth <= Self.maximumDepth else { throw ClaimTemplateError("more than \(Self.maximumDepth) parentheses") }
    rest = rest.dropFirst()
    let value = try pipeline()
    skipSpace()
    guard rest.first == ")" else { throw ClaimTemplateError("'(' without ')'") }
    rest = rest.dropFirst()
    skipSpace()
    depth -= 1
    return value
  }

  private mutating func number() throws(ClaimTemplateError) -> ClaimTemplateValue {
    let digits = rest.prefix { $0 == "-" || ("0"..."9").contains($0) }
    guard let number = Int(digits) else { throw ClaimTemplateError("'\(digits)' is no number") }
    rest = rest.dropFirst(digits.count)
    return .number(number)
  }

  private mutating func quoted(_ mark: Character) throws(ClaimTemplateError) -> String {
    rest = rest.dropFirst()
    var text = ""
    while let character = rest.popFirst() {
      if character == mark { return text }
      guard character == "\\", mark == "\"" else {
        text.append(character)
        continue
      }
      switch rest.popFirst() {
      case "\\": text.append("\\")
      case "\"": text.append("\"")
      case "n": text.append("\n")
      case "t": text.append("\t")
      case let other: throw ClaimTemplateError("'\\\(other.map { String($0) } ?? "")' is not understood in a text")
      }
    }
    throw ClaimTemplateError("a text without its closing mark")
  }

  private mutating func word() -> String {
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard word.first?.isLetter ?? false else { return "" }
    rest = rest.dropFirst(word.count)
    return String(word)
  }

  private mutating func skipSpace() { rest = rest.trimmingSpace(.start) }
}
