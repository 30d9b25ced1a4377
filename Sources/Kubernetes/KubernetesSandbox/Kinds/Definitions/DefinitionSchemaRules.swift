import JSON

/// What is valid in the schema of a definition: it is structural, its defaults keep it, and its rules are CEL.
enum DefinitionSchemaRules {
  /// What is wrong with a schema.
  static func problems(in schema: JSONValue, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    do throws(APIFailure) { _ = try StructuralSchema.read(schema, at: field) } catch { causes = error.causes }
    checkRules(schema, at: field, &causes)
    return causes
  }

  private static func checkRules(_ schema: JSONValue, at field: String, _ causes: inout [APIFailure.Cause]) {
    for (index, rule) in schema.elements("x-kubernetes-validations").enumerated() {
      causes += ruleProblems(rule, at: "\(field).x-kubernetes-validations[\(index)]")
    }
    for (name, property) in schema.members("properties") {
      checkRules(property, at: "\(field).properties[\(name)]", &causes)
    }
    for name in ["items", "additionalProperties"] {
      if let child = schema[name], child.objectValue != nil { checkRules(child, at: "\(field).\(name)", &causes) }
    }
  }

  private static func ruleProblems(_ rule: JSONValue, at field: String) -> [APIFailure.Cause] {
    let text = rule.text("rule")
    if text.allSatisfy(\.isWhitespace) { return [.required("\(field).rule", "rule is not specified")] }
    var causes: [APIFailure.Cause] = []
    if rule.text("message").contains("\n") {
      causes.append(.invalidValue("\(field).message", rule["message"] ?? "", "must not contain line breaks"))
    }
    if text.contains("\n"), rule.text("message").isEmpty {
      causes.append(.required("\(field).message", "message must be specified if rule contains line breaks"))
    }
    do throws(CELError) { _ = try CELProgram.reading(text) } catch {
      // What is only unknown here may be right.
      if error.kind == .syntax { causes.append(refusal(of: rule, error, at: "\(field).rule")) }
    }
    return causes
  }

  private static func refusal(of rule: JSONValue, _ error: CELError, at field: String) -> APIFailure.Cause {
    let shown: JSONValue = [
      "Rule": .string(rule.text("rule")), "Message": .string(rule.text("message")),
      "MessageExpression": .string(rule.text("messageExpression")), "Reason": rule["reason"] ?? .null,
      "FieldPath": .string(rule.text("fieldPath")), "OptionalOldSelf": rule["optionalOldSelf"] ?? .null,
    ]
    let pointer = String(repeating: ".", count: error.offset) + "^"
    return .invalidValue(
      field, shown,
      "compilation failed: ERROR: <input>:1:\(error.offset + 1): \(error.message)\n | \(rule.text("rule"))\n | "
        + pointer)
  }
}
