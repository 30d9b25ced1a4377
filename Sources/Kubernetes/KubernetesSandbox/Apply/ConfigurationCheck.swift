import JSON

/// Whether what is applied fits its structure; in the words of the real server.
struct ConfigurationCheck {
  private var problems: [ApplyProblem] = []
  private var path: [FieldStep] = []

  /// What does not fit, or nil.
  static func problems(in configuration: JSONValue, _ schema: SchemaNode) -> String? {
    var check = ConfigurationCheck()
    check.check(configuration, schema)
    guard let first = check.problems.first else { return nil }
    if check.problems.count == 1 { return first.description }
    return "errors:\n" + check.problems.map { "  \($0.description)" }.joined(separator: "\n")
  }

  private mutating func report(_ message: String) {
    var problem = ApplyProblem(message)
    problem.path = path
    problems.append(problem)
  }

  private mutating func check(_ value: JSONValue, _ node: SchemaNode) {
    if value.isNull { return }
    switch node.shape(of: value) {
    case .scalar: checkScalar(value, node)
    case .map:
      guard let members = value.objectValue else { return report("expected map, got &{\(value.serversText)}") }
      for (name, member) in members {
        path.append(.field(name))
        if let child = node.member(name) { check(member, child) } else { report("field not declared in schema") }
        path.removeLast()
      }
    case .list(let type):
      guard let items = value.arrayValue else { return report("expected list, got &{\(value.serversText)}") }
      checkItems(items, type, node)
    }
  }

  private mutating func checkItems(_ items: [JSONValue], _ type: SchemaNode.ListType, _ node: SchemaNode) {
    var seen: Set<FieldStep> = []
    for (index, item) in items.enumerated() {
      var step = FieldStep.index(index)
      do throws(ApplyProblem) {
        if let found = try node.step(to: item, in: type) {
          step = found
          if !seen.insert(step).inserted { report("duplicate entries for key \(step)") }
        }
      } catch {
        report("element \(index): \(error.message)")
        continue
      }
      path.append(step)
      check(item, node.element)
      path.removeLast()
    }
  }

  private mutating func checkScalar(_ value: JSONValue, _ node: SchemaNode) {
    switch (node.kind, value) {
    case (.string, .string), (.boolean, .bool), (.integer, .number), (.number, .number), (.any, _),
      (.intOrString, .number), (.intOrString, .string), (.intOrString, .bool):
      break
    case (.string, _): report("expected string, got &value.valueUnstructured{Value:\(value)}")
    case (.boolean, _): report("expected boolean, got &{\(value.serversText)}")
    case (.intOrString, _): report("expected any scalar, got \(value)")
    default: report("expected numeric (int or float), got \(Self.typeName(value))")
    }
  }

  private static func typeName(_ value: JSONValue) -> String {
    switch value {
    case .null: "<nil>"
    case .bool: "bool"
    case .number(let number): number.intValue == nil ? "float64" : "int64"
    case .string: "string"
    case .array: "[]interface {}"
    case .object: "map[string]interface {}"
    }
  }
}

extension JSONValue {
  /// The value as the real server's messages print it: `map[name:a ports:[1 2]]`.
  var serversText: String {
    switch self {
    case .null: "<nil>"
    case .string(let text): text
    case .array(let items): "[" + items.map(\.serversText).joined(separator: " ") + "]"
    case .object(let members):
      "map["
        + members.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.serversText)" }.joined(separator: " ") + "]"
    default: "\(self)"
    }
  }
}
