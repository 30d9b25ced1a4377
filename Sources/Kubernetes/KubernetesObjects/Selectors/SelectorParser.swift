/// Reads a selector in the form of queries. `in` and `notin` are keys and values like others where no operator can be.
struct SelectorParser {
  private var scanner: SelectorScanner

  init(_ text: String) { scanner = SelectorScanner(text) }

  private func unexpected(_ token: SelectorScanner.Token, expected: String) -> ObjectError {
    let found = token == .end ? "the end" : "'\(token.text)'"
    return ObjectError("\(expected) is expected in a selector, not \(found)")
  }

  /// All requirements of the text.
  mutating func requirements() throws(ObjectError) -> [SelectorRequirement] {
    var requirements: [SelectorRequirement] = []
    if scanner.following == .end { return [] }
    while true {
      requirements.append(try requirement())
      let token = scanner.next()
      if token == .end { return requirements }
      guard token == .sign(",") else { throw unexpected(token, expected: "a comma or the end") }
    }
  }

  private mutating func requirement() throws(ObjectError) -> SelectorRequirement {
    var token = scanner.next()
    let isNegated = token == .sign("!")
    if isNegated { token = scanner.next() }
    guard case .word(let key) = token else { throw unexpected(token, expected: "the key of a label") }
    if isNegated { return try SelectorRequirement(key, .doesNotExist) }
    if scanner.following == .end || scanner.following == .sign(",") { return try SelectorRequirement(key, .exists) }
    let sign = scanner.next()
    switch sign {
    case .word("in"): return try SelectorRequirement(key, .isIn, try list())
    case .word("notin"): return try SelectorRequirement(key, .isNotIn, try list())
    case .sign("="), .sign("=="): return try SelectorRequirement(key, .equals, [try value()])
    case .sign("!="): return try SelectorRequirement(key, .notEquals, [try value()])
    case .sign(">"): return try SelectorRequirement(key, .isGreater, [try value()])
    case .sign("<"): return try SelectorRequirement(key, .isLess, [try value()])
    default: throw unexpected(sign, expected: "one of =, ==, !=, in, notin, < and >")
    }
  }

  /// One value; nothing before a comma or the end is the empty value.
  private mutating func value() throws(ObjectError) -> String {
    if scanner.following == .end || scanner.following == .sign(",") { return "" }
    let token = scanner.next()
    guard case .word(let value) = token else { throw unexpected(token, expected: "a value") }
    return value
  }

  /// Values in parentheses; nothing before a comma or the end of the list is the empty value.
  private mutating func list() throws(ObjectError) -> [String] {
    let open = scanner.next()
    guard open == .sign("(") else { throw unexpected(open, expected: "a list in parentheses") }
    var values: [String] = []
    while true {
      var value = ""
      if case .word(let word) = scanner.following {
        value = word
        _ = scanner.next()
      }
      values.append(value)
      let token = scanner.next()
      if token == .sign(")") { return values }
      guard token == .sign(",") else { throw unexpected(token, expected: "a comma or the end of the list") }
    }
  }
}
