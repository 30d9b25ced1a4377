import Cryptography

/// A function of templates, as Go's sprig has it: the text that it is about comes last.
enum ClaimTemplateFunction: String, CaseIterable {
  case add, base, `default`, int, lower, mod, mul, nospace, quote, replace, sha1sum, sha256sum, squote, sub, toString
  case trim, trimAll, trimPrefix, trimSuffix, trunc, upper

  /// How long a value may become: a text that is put into itself again and again has no other end.
  private static let maximumLength = 65_536

  /// The value for these arguments.
  func apply(to arguments: [ClaimTemplateValue]) throws(ClaimTemplateError) -> ClaimTemplateValue {
    let value = try result(of: arguments)
    guard value.text.utf8.count <= Self.maximumLength else { throw Self.tooLong }
    return value
  }

  private static var tooLong: ClaimTemplateError {
    ClaimTemplateError("a value becomes longer than \(maximumLength) bytes")
  }

  private func result(of arguments: [ClaimTemplateValue]) throws(ClaimTemplateError) -> ClaimTemplateValue {
    switch self {
    case .add, .mul, .sub, .mod: return .number(try calculate(arguments))
    case .int: return .number(try Self.number(try text(arguments)))
    case .default:
      let values = try texts(arguments, 2)
      return values[1].isEmpty || arguments[1] == .number(0) ? arguments[0] : arguments[1]
    case .trunc:
      let values = try texts(arguments, 2)
      return .text(Self.truncate(values[1], try Self.number(values[0])))
    case .replace:
      let values = try texts(arguments, 3)
      return .text(try Self.replace(values[0], values[1], in: values[2]))
    case .trimAll, .trimPrefix, .trimSuffix:
      let values = try texts(arguments, 2)
      return .text(trim(values[0], from: values[1]))
    case .base, .lower, .nospace, .quote, .sha1sum, .sha256sum, .squote, .toString, .trim, .upper:
      return .text(try transform(try text(arguments)))
    }
  }

  private func texts(_ arguments: [ClaimTemplateValue], _ count: Int) throws(ClaimTemplateError) -> [String] {
    guard arguments.count == count else {
      throw ClaimTemplateError("'\(rawValue)' takes \(count) arguments, not \(arguments.count)")
    }
    return arguments.map(\.text)
  }

  private func text(_ arguments: [ClaimTemplateValue]) throws(ClaimTemplateError) -> String {
    try texts(arguments, 1)[0]
  }

  private func transform(_ text: String) throws(ClaimTemplateError) -> String {
    switch self {
    case .base: text.split(separator: "/").last.map { String($0) } ?? (text.isEmpty ? "." : "/")
    case .lower: text.lowercased()
    case .upper: text.uppercased()
    case .nospace: String(text.filter { !$0.isWhitespace })
    case .quote: "\"\(try Self.replace("\"", "\\\"", in: try Self.replace("\\", "\\\\", in: text)))\""
    case .squote: "'\(text)'"
    case .sha1sum: Hexadecimal.encode(Digest.hash(Array(text.utf8), .sha1))
    case .sha256sum: Hexadecimal.encode(Digest.hash(Array(text.utf8)))
    case .trim: String(text.trimmingSpace(.both))
    default: text
    }
  }

  private func trim(_ part: String, from text: String) -> String {
    switch self {
    case .trimPrefix: text.hasPrefix(part) ? String(text.dropFirst(part.count)) : text
    case .trimSuffix: text.hasSuffix(part) ? String(text.dropLast(part.count)) : text
    default: String(text.trimming(.both) { part.contains($0) })
    }
  }

  /// The first characters; with a negative number the last ones.
  private static func truncate(_ text: String, _ count: Int) -> String {
    count >= 0 ? String(text.prefix(count)) : String(text.suffix(Int(clamping: count.magnitude)))
  }

  private static func replace(
    _ part: String, _ other: String, in text: String
  ) throws(ClaimTemplateError) -> String {
    guard !part.isEmpty else { return text }
    var replaced = ""
    var rest = text[...]
    while let index = rest.position(of: part) {
      replaced += rest[..<index] + other
      guard replaced.utf8.count <= maximumLength else { throw tooLong }
      rest = rest[index...].dropFirst(part.count)
    }
    return replaced + rest
  }

  private static func number(_ text: String) throws(ClaimTemplateError) -> Int {
    guard let number = Int(text) else { throw ClaimTemplateError("'\(text)' is no number") }
    return number
  }

  private func calculate(_ arguments: [ClaimTemplateValue]) throws(ClaimTemplateError) -> Int {
    guard let first = arguments.first, self == .add || self == .mul || arguments.count == 2 else {
      throw ClaimTemplateError("'\(rawValue)' takes 2 arguments, not \(arguments.count)")
    }
    var result = try Self.number(first.text)
    for argument in arguments.dropFirst() {
      let (value, isWrong) = combine(result, try Self.number(argument.text))
      if isWrong { throw ClaimTemplateError("'\(rawValue)' has no result that is a number of 64 bits") }
      result = value
    }
    return result
  }

  private func combine(_ left: Int, _ right: Int) -> (Int, Bool) {
    switch self {
    case .add: left.addingReportingOverflow(right)
    case .sub: left.subtractingReportingOverflow(right)
    case .mul: left.multipliedReportingOverflow(by: right)
    default: left.remainderReportingOverflow(dividingBy: right)
    }
  }
}
