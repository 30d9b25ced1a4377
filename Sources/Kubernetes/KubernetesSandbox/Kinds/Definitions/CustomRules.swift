import JSON

/// The rules of a definition in CEL, held against its objects.
///
/// A rule that cannot be worked out here is the validator's; where it has no opinion either, a warning names the rule.
struct CustomRules: Sendable {
  /// What rules say of an object.
  struct Verdict: Sendable {
    var problems: [APIFailure.Cause] = []
    var warnings: [String] = []
  }

  private let group: String
  private let kind: String
  /// The schemas of the versions, by their `apiVersion`.
  private let schemas: [String: SchemaNode]
  private let validator: ObjectValidator
  private let hasRules: Bool
  private let hasUnknownRules: Bool

  init(group: String, kind: String, versions: [ResourceType.Version], validator: ObjectValidator) {
    self.group = group
    self.kind = kind
    self.validator = validator
    var schemas: [String: SchemaNode] = [:]
    for version in versions { schemas["\(group)/\(version.name)"] = version.schema }
    self.schemas = schemas
    let rules = versions.flatMap { Self.rules(of: $0.schema) }
    hasRules = !rules.isEmpty
    hasUnknownRules = rules.contains { (try? CELProgram.reading($0.rule)) == nil }
  }

  private static func rules(of node: SchemaNode) -> [SchemaNode.Rule] {
    var rules = node.rules
    for child in node.properties.values { rules += Self.rules(of: child) }
    if let child = node.additionalProperties { rules += Self.rules(of: child) }
    if let child = node.items { rules += Self.rules(of: child) }
    return rules
  }

  /// What the kind does with its objects.
  var strategy: ResourceType.Strategy {
    var strategy = ResourceType.Strategy(allowsUnconditionalUpdate: false)
    if hasRules { strategy.validate = { object, old, _ in problems(in: object, old: old) } }
    if hasUnknownRules {
      strategy.prepareForCreate = { (object: inout JSONValue, context: StrategyContext) throws(APIFailure) in
        for warning in verdict(on: object, old: nil).warnings { context.warn(warning) }
      }
      strategy.prepareForUpdate = {
        (object: inout JSONValue, old: JSONValue, context: StrategyContext) throws(APIFailure) in
        for warning in verdict(on: object, old: old).warnings { context.warn(warning) }
      }
    }
    return strategy
  }

  /// What an object breaks. Where it is not valid otherwise, so that rules would fail that are right, they are not looked at.
  private func problems(in object: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    guard let schema = schemas[object.text("apiVersion")] else { return [] }
    let before = Set(old.map { schema.problems(in: $0) } ?? [])
    let others = schema.problems(in: object).filter { !before.contains($0) }
    if others.contains(where: { Self.blockingReasons.contains($0.reason) }) { return [Self.unchecked] }
    return verdict(on: object, old: old).problems
  }

  private static let blockingReasons: Set<String> = [
    "FieldValueRequired", "FieldValueTypeInvalid", "FieldValueTooLong", "FieldValueTooMany", "FieldValueNotSupported",
  ]

  private static let unchecked = APIFailure.Cause(
    "FieldValueInvalid",
    "Invalid value: null: some validation rules were not checked because the object was invalid; "
      + "correct the existing errors to complete validation", field: "<nil>")

  /// What the rules of a version say of an object and of the one before.
  func verdict(on object: JSONValue, old: JSONValue?) -> Verdict {
    guard let schema = schemas[object.text("apiVersion")] else { return Verdict() }
    var walk = RuleWalk()
    walk.check(object, old: old, schema, path: "")
    var verdict = Verdict(problems: walk.problems)
    guard !walk.unknown.isEmpty else { return verdict }
    switch validator.validate(group, kind, object, old) {
    case .problems(let found):
      // It answers for the rules that could not be worked out, and for no other.
      let messages = Set(walk.unknown.map { $0.rule.message ?? "failed rule: \($0.rule.rule)" })
      verdict.problems += found.filter { cause in
        messages.contains { cause.message == $0 || cause.message.hasSuffix(": \($0)") }
      }
    case .cannotEvaluate:
      verdict.warnings += walk.unknown.map { unknown in
        "\(unknown.field): the rule \"\(unknown.rule.rule)\" was not checked, because this server does not know "
          + "\(unknown.reason); a real API server checks it"
      }
    }
    return verdict
  }
}
