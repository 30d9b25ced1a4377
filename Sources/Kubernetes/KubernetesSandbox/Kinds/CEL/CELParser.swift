import JSON

/// Reads an expression (the grammar of github.com/google/cel-spec).
struct CELParser {
  private let tokens: [CELToken]
  private var index = 0
  private var depth = 0
  private var variables: [String]

  /// How deep an expression may be.
  private static let maximumDepth = 250

  /// Reads an expression in which `variables` are known.
  static func parse(_ text: String, variables: [String]) throws(CELError) -> CELNode {
    var parser = CELParser(tokens: try CELScanner.tokens(in: text), variables: variables)
    let node = try parser.expression()
    guard case .end = parser.current.kind else { throw parser.unexpected() }
    return node
  }

  private init(tokens: [CELToken], variables: [String]) {
    self.tokens = tokens
    self.variables = variables
  }

  private var current: CELToken { tokens[min(index, tokens.count - 1)] }

  private mutating func take(_ mark: String) -> Bool {
    guard case .mark(mark) = current.kind else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ mark: String) throws(CELError) { if !take(mark) { throw unexpected() } }

  private func unexpected() -> CELError {
    let found: String
    switch current.kind {
    case .end: found = "<EOF>"
    case .identifier(let name): found = name
    case .mark(let mark): found = mark
    case .string(let text): found = JSONValue.string(text).text()
    case .int(let value): found = String(value)
    case .double(let value): found = value.description
    case .unsupported(let what): found = what
    }
    return .syntax("Syntax error: mismatched input '\(found)'", at: current.offset)
  }

  // MARK: Operators, the weakest first

  private mutating func expression() throws(CELError) -> CELNode {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth {
      throw .syntax("expression recursion limit exceeded: \(Self.maximumDepth)", at: current.offset)
    }
    let condition = try or()
    guard take("?") else { return condition }
    let first = try or()
    try expect(":")
    return .choice(condition, first, try expression())
  }

  private mutating func or() throws(CELError) -> CELNode {
    var node = try and()
    while take("||") { node = .or(node, try and()) }
    return node
  }

  private mutating func and() throws(CELError) -> CELNode {
    var node = try relation()
    while take("&&") { node = .and(node, try relation()) }
    return node
  }

  private mutating func relation() throws(CELError) -> CELNode {
    var node = try sum()
    while true {
      if case .mark(let mark) = current.kind, ["==", "!=", "<", "<=", ">", ">="].contains(mark) {
        index += 1
        node = .binary(mark, node, try sum())
      } else if case .identifier("in") = current.kind {
        index += 1
        node = .binary("in", node, try sum())
      } else {
        return node
      }
    }
  }

  private mutating func sum() throws(CELError) -> CELNode {
    var node = try product()
    while case .mark(let mark) = current.kind, mark == "+" || mark == "-" {
      index += 1
      node = .binary(mark, node, try product())
    }
    return node
  }

  private mutating func product() throws(CELError) -> CELNode {
    var node = try unary()
    while case .mark(let mark) = current.kind, ["*", "/", "%"].contains(mark) {
      index += 1
      node = .binary(mark, node, try unary())
    }
    return node
  }

  private mutating func unary() throws(CELError) -> CELNode {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth {
      throw .syntax("expression recursion limit exceeded: \(Self.maximumDepth)", at: current.offset)
    }
    if take("!") { return .not(try unary()) }
    if take("-") { return .negative(try unary()) }
    return try postfix()
  }

  // MARK: Members, elements and calls

  private mutating func postfix() throws(CELError) -> CELNode {
    var node = try primary()
    while true {
      if take(".") {
        if take("?") { throw .unsupported("optional values") }
        guard case .identifier(let name) = current.kind else { throw unexpected() }
        index += 1
        node = take("(") ? try method(name, on: node) : .member(node, Self.fieldName(name))
      } else if take("[") {
        if take("?") { throw .unsupported("optional values") }
        let place = try expression()
        try expect("]")
        node = .element(node, place)
      } else {
        return node
      }
    }
  }

  private mutating func method(_ name: String, on target: CELNode) throws(CELError) -> CELNode {
    let macro = name == "existsOne" ? "exists_one" : name
    guard let comprehension = CELNode.Comprehension(rawValue: macro) else {
      let arguments = try list(until: ")")
      try CELFunctions.check(name, isMethod: true)
      return .call(name, on: target, arguments)
    }
    guard case .identifier(let variable) = current.kind else { throw unexpected() }
    index += 1
    variables.append(variable)
    defer { variables.removeLast() }
    try expect(",")
    let bodies = try list(until: ")")
    guard bodies.count == 1 || (bodies.count == 2 && comprehension == .map) else {
      throw .unsupported("'\(name)' with \(bodies.count + 1) arguments")
    }
    return .comprehension(comprehension, target, variable: variable, bodies)
  }

  private mutating func list(until mark: String) throws(CELError) -> [CELNode] {
    var elements: [CELNode] = []
    while !take(mark) {
      if !elements.isEmpty {
        try expect(",")
        if take(mark) { return elements }
      }
      elements.append(try expression())
    }
    return elements
  }

  private mutating func primary() throws(CELError) -> CELNode {
    let token = current
    switch token.kind {
    case .string(let text):
      index += 1
      return .literal(.string(text))
    case .int(let value):
      index += 1
      return .literal(.number(JSONNumber(value)))
    case .double(let value):
      index += 1
      return .literal(.number(CELValue.double(value)))
    case .unsupported(let what): throw .unsupported(what)
    case .identifier(let name):
      index += 1
      return try named(name, at: token.offset)
    case .mark("("):
      index += 1
      let node = try expression()
      try expect(")")
      return node
    case .mark("["):
      index += 1
      return .list(try list(until: "]"))
    case .mark("{"):
      index += 1
      return try map()
    default: throw unexpected()
    }
  }

  private mutating func map() throws(CELError) -> CELNode {
    var entries: [(key: CELNode, value: CELNode)] = []
    while !take("}") {
      if !entries.isEmpty {
        try expect(",")
        if take("}") { break }
      }
      let key = try expression()
      try expect(":")
      entries.append((key, try expression()))
    }
    return .map(entries)
  }

  private mutating func named(_ name: String, at offset: Int) throws(CELError) -> CELNode {
    switch name {
    case "true": return .literal(true)
    case "false": return .literal(false)
    case "null": return .literal(.null)
    default: break
    }
    guard take("(") else {
      if variables.contains(name) { return .variable(name) }
      throw .syntax("undeclared reference to '\(name)' (in container '')", at: offset)
    }
    let arguments = try list(until: ")")
    guard name == "has" else {
      try CELFunctions.check(name, isMethod: false)
      return .call(name, on: nil, arguments)
    }
    guard arguments.count == 1, case .member(let target, let field) = arguments[0] else {
      throw .syntax("invalid argument to has() macro", at: offset)
    }
    return .has(target, field)
  }

  /// The name of a field that CEL could not write as it is (`apiextensions-apiserver`, escaping of property names).
  static func fieldName(_ name: String) -> String {
    guard name.contains("__") else { return name }
    let whole = [
      "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import",
      "let", "loop", "package", "namespace", "return",
    ]
    if name.hasPrefix("__"), name.hasSuffix("__"), name.count > 4 {
      let inner = String(name.dropFirst(2).dropLast(2))
      if whole.contains(inner) { return inner }
    }
    var result = name
    for (escaped, plain) in [
      ("__dot__", "."), ("__dash__", "-"), ("__slash__", "/"), ("__underscores__", "__"),
    ] { result = result.replacing(escaped, with: plain) }
    return result
  }
}
