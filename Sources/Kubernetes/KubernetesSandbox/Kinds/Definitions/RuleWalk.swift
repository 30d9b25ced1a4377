import JSON

/// One walk through an object that holds the rules of its schema (`x-kubernetes-validations`) against it.
///
/// What did not change is not looked at again, so that what was there before a rule hinders nobody.
struct RuleWalk {
  /// A rule that could not be worked out here.
  struct Unknown: Sendable, Hashable {
    let field: String
    let rule: SchemaNode.Rule
    /// What is not known.
    let reason: String
  }

  private(set) var problems: [APIFailure.Cause] = []
  private(set) var unknown: [Unknown] = []

  /// How many problems are told.
  private static let maximumProblems = 100

  /// Goes through a value; `old` is the value that it replaces, nil where there is none.
  mutating func check(_ value: JSONValue, old: JSONValue?, _ node: SchemaNode, path: String) {
    if value.isNull || problems.count >= Self.maximumProblems { return }
    if let old, old == value { return }
    for rule in node.rules { check(rule, value, old, node, path) }
    switch value {
    case .object(let members):
      for (name, member) in members {
        let property = node.properties[name]
        guard let child = property ?? node.additionalProperties else { continue }
        let place = property == nil ? "\(path)[\(name)]" : (path.isEmpty ? name : "\(path).\(name)")
        check(member, old: old?[name], child, path: place)
      }
    case .array(let elements):
      guard let child = node.items else { return }
      for (index, element) in elements.enumerated() {
        check(element, old: counterpart(of: element, in: old, node), child, path: "\(path)[\(index)]")
      }
    default: break
    }
  }

  /// The element of the list before that is the same one; only the keys of a list tell.
  private func counterpart(of element: JSONValue, in old: JSONValue?, _ node: SchemaNode) -> JSONValue? {
    guard case .map(let keys) = node.listType else { return nil }
    return old?.arrayValue?.first { other in keys.allSatisfy { other[$0] == element[$0] } }
  }

  private mutating func check(
    _ rule: SchemaNode.Rule, _ value: JSONValue, _ old: JSONValue?, _ node: SchemaNode, _ path: String
  ) {
    let field = path.isEmpty ? "<nil>" : path
    do throws(CELError) {
      let program = try CELProgram.reading(rule.rule)
      if program.isTransition, old == nil { return }
      let typed = Self.typed(value, node)
      let typedOld = old.map { Self.typed($0, node) }
      if try program.holds(for: typed, old: typedOld) { return }
      report(rule, Self.message(of: rule, typed, typedOld), value, path)
    } catch {
      switch error.kind {
      case .evaluation:
        let message = "\(error.message) evaluating rule: \(Self.message(of: rule, value, old))"
        problems.append(.invalidValue(field, .string(Self.typeName(value)), message))
      case .syntax, .unsupported: unknown.append(Unknown(field: field, rule: rule, reason: error.message))
      }
    }
  }

  private mutating func report(_ rule: SchemaNode.Rule, _ message: String, _ value: JSONValue, _ path: String) {
    let place = path + (rule.fieldPath ?? "")
    let field = place.isEmpty ? "<nil>" : (place.hasPrefix(".") ? String(place.dropFirst()) : place)
    switch rule.reason ?? "FieldValueInvalid" {
    case "FieldValueForbidden": problems.append(.forbidden(field, message))
    case "FieldValueRequired": problems.append(.required(field, message))
    case "FieldValueDuplicate": problems.append(.duplicate(field, value))
    default:
      let isWhole = value.objectValue != nil || value.arrayValue != nil
      problems.append(
        isWhole
          ? APIFailure.Cause("FieldValueInvalid", "Invalid value: \(message)", field: field)
          : .invalidValue(field, value, message))
    }
  }

  private static func message(of rule: SchemaNode.Rule, _ value: JSONValue, _ old: JSONValue?) -> String {
    if let expression = rule.messageExpression, let program = try? CELProgram.reading(expression),
      let text = (try? program.value(of: value, old: old))?.stringValue, !text.isEmpty
    {
      return text
    }
    return rule.message ?? "failed rule: \(rule.rule)"
  }

  private static func typeName(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number(let number): CELValue.isInt(number) ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// A value whose numbers are of the schema's type: JSON writes 2 for the double 2.0.
  private static func typed(_ value: JSONValue, _ node: SchemaNode) -> JSONValue {
    switch value {
    case .number(let number) where node.kind == .number && CELValue.isInt(number):
      return .number(CELValue.double(number.doubleValue ?? 0))
    case .object(var members):
      for (name, member) in members {
        guard let child = node.properties[name] ?? node.additionalProperties else { continue }
        members[name] = typed(member, child)
      }
      return .object(members)
    case .array(let elements):
      guard let child = node.items else { return value }
      return .array(elements.map { typed($0, child) })
    default: return value
    }
  }
}
