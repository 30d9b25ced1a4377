/// A choice of objects by fields, in the form of queries: `metadata.name=a,spec.nodeName!=n1`.
struct FieldSelector: Sendable, Hashable {
  /// One condition; the empty value also matches a field that is not there.
  struct Requirement: Sendable, Hashable {
    let field: String
    let value: String
    let isNegated: Bool
  }

  let requirements: [Requirement]

  /// Reads a selector.
  ///
  /// - Throws: `badRequest` where it is none.
  init(_ text: String) throws(APIFailure) {
    var requirements: [Requirement] = []
    for term in Self.split(text) where !term.isEmpty { requirements.append(try Self.requirement(term)) }
    self.requirements = requirements
  }

  /// Cuts at commas, but for those behind a backslash.
  private static func split(_ text: String) -> [String] {
    var terms: [String] = [""]
    var isEscaped = false
    for character in text {
      if character == ",", !isEscaped { terms.append("") } else { terms[terms.count - 1].append(character) }
      isEscaped = character == "\\" && !isEscaped
    }
    return terms
  }

  private static func requirement(_ term: String) throws(APIFailure) -> Requirement {
    guard let equals = term.firstIndex(of: "=") else {
      throw APIFailure(.badRequest, "invalid selector: '\(term)'; can't understand '\(term)'")
    }
    var field = term[..<equals]
    var value = term[term.index(after: equals)...]
    let isNegated = field.last == "!"
    if isNegated { field = field.dropLast() } else if value.first == "=" { value = value.dropFirst() }
    return Requirement(field: String(field), value: try unescaped(value, in: term), isNegated: isNegated)
  }

  private static func unescaped(_ value: Substring, in term: String) throws(APIFailure) -> String {
    var plain = ""
    var isEscaped = false
    for character in value {
      switch (character, isEscaped) {
      case ("\\", false): isEscaped = true
      case ("\\", true), (",", true), ("=", true):
        plain.append(character)
        isEscaped = false
      case ("=", false), (_, true):
        throw APIFailure(
          .badRequest, "invalid field selector: '\(term)': its value must have ',', '=' and '\\' escaped")
      default: plain.append(character)
      }
    }
    if isEscaped { throw APIFailure(.badRequest, "invalid field selector: '\(term)': it ends in a backslash") }
    return plain
  }
}
