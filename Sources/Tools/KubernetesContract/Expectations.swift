import JSON

/// Fails unless both are the same.
func expect<Value: Equatable>(
  _ what: String, _ found: Value, _ expected: Value, _ file: String = #fileID, _ line: Int = #line
) throws(ContractFailure) {
  if found != expected { throw ContractFailure("\(what): expected \(expected), got \(found)", file, line) }
}

/// Fails unless a value is there and is that one.
func expect(
  _ what: String, _ found: JSONValue?, _ expected: JSONValue, _ file: String = #fileID, _ line: Int = #line
) throws(ContractFailure) {
  if found != expected {
    throw ContractFailure("\(what): expected \(expected), got \(shown(found))", file, line)
  }
}

/// Fails unless nothing is there.
func expectNone(
  _ what: String, _ found: JSONValue?, _ file: String = #fileID, _ line: Int = #line
) throws(ContractFailure) {
  if let found { throw ContractFailure("\(what): expected none, got \(shown(found))", file, line) }
}

/// Fails unless a condition holds.
func expect(
  _ what: String, _ holds: Bool, got shown: @autoclosure () -> String, _ file: String = #fileID, _ line: Int = #line
) throws(ContractFailure) {
  if !holds { throw ContractFailure("expected \(what), got \(shown())", file, line) }
}

/// Fails unless the text holds the part.
func expect(
  _ what: String, _ text: String, holds part: String, _ file: String = #fileID, _ line: Int = #line
) throws(ContractFailure) {
  if !text.contains(part) {
    throw ContractFailure("\(what): expected a text with '\(part)', got '\(text)'", file, line)
  }
}

/// The value that must be there.
func required<Value>(
  _ what: String, _ value: Value?, _ file: String = #fileID, _ line: Int = #line
) throws(ContractFailure) -> Value {
  guard let value else { throw ContractFailure("\(what) is missing", file, line) }
  return value
}

private func shown(_ value: JSONValue?) -> String {
  guard let value else { return "nothing" }
  let text = value.text()
  return text.count > 600 ? text.prefix(600) + "…" : text
}
