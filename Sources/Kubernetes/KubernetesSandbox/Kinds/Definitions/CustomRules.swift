import JSON

/// The rules of a definition in CEL, held against its objects.
enum CustomRules {
  /// What the rules of a version say of an object and of the one before.
  ///
  /// A rule that cannot be worked out here is the validator's; where it has no opinion either, a warning names the rule.
  static func verdict(
    _ type: ResourceType, _ version: ResourceType.Version, _ object: JSONValue, _ old: JSONValue?,
    validator: ObjectValidator
  ) -> RuleVerdict {
    var walk = RuleWalk()
    walk.check(object, old: old, version.schema, path: "")
    var verdict = RuleVerdict(problems: walk.problems)
    guard !walk.unknown.isEmpty else { return verdict }
    switch validator.validate(type.group, type.kind, object, old) {
    case .problems(let found):
      // It answers for the rules that could not be worked out, and for no other.
      let messages = Set(walk.unknown.map { $0.rule.message ?? "failed rule: \($0.rule.rule)" })
      verdict.problems += found.filter { cause in
        messages.contains { cause.message == $0 || cause.message.hasSuffix(": \($0)") }
      }
    case .cannotEvaluate:
      verdict.warnings += walk.unknown.map { unknown in
        "\(unknown.field): the rule \"\(unknown.rule.rule)\" was not checked: this server does not know "
          + "\(unknown.reason); check it with a real API server"
      }
    }
    return verdict
  }

  /// Why the rules are not looked at where an object is not valid otherwise; nil where they are.
  ///
  /// Values of another type, or that are missing or too many, would make rules fail that are right.
  static func unchecked(behind causes: [APIFailure.Cause]) -> APIFailure.Cause? {
    let blocking: Set<String> = [
      "FieldValueRequired", "FieldValueTypeInvalid", "FieldValueTooLong", "FieldValueTooMany", "FieldValueNotFound",
    ]
    guard causes.contains(where: { blocking.contains($0.reason) }) else { return nil }
    return APIFailure.Cause(
      "FieldValueInvalid",
      "Invalid value: null: some validation rules were not checked because the object was invalid; "
        + "correct the existing errors to complete validation", field: "<nil>")
  }
}
