import JSON

/// One walk through a value that collects what its schema does not allow.
struct SchemaValidation {
  private(set) var problems: [APIFailure.Cause] = []

  mutating func check(_ value: JSONValue, _ node: SchemaNode, path: String) {
    if value.isNull {
      if !node.isNullable, node.kind != .any, !node.isBuiltIn { reportType(value, node, path) }
      return
    }
    guard Self.fits(value, node.kind) else { return reportType(value, node, path) }
    if let limits = node.limits, !node.isBuiltIn { check(value, limits, node, path) }
    switch value {
    case .object(let members): checkMembers(members, node, path)
    case .array(let items): checkItems(items, node, path)
    default: break
    }
  }

  private static func fits(_ value: JSONValue, _ kind: SchemaNode.Kind) -> Bool {
    switch (kind, value) {
    case (.any, _), (.object, .object), (.array, .array), (.string, .string), (.number, .number), (.boolean, .bool),
      (.intOrString, .string):
      true
    case (.integer, .number(let number)), (.intOrString, .number(let number)): number.intValue != nil
    default: false
    }
  }

  private mutating func report(_ reason: String, _ message: String, _ path: String) {
    problems.append(APIFailure.Cause(reason, message, field: path.isEmpty ? "<nil>" : path))
  }

  private mutating func reportInvalid(_ value: JSONValue, _ text: String, _ path: String) {
    report("FieldValueInvalid", "Invalid value: \(value): \(path) in body \(text)", path)
  }

  private mutating func reportType(_ value: JSONValue, _ node: SchemaNode, _ path: String) {
    let found = "\"\(Self.typeName(value))\""
    let wanted = Self.typeName(node.kind)
    report(
      "FieldValueTypeInvalid", "Invalid value: \(found): \(path) in body must be of type \(wanted): \(found)", path)
  }

  private static func typeName(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number(let number): number.intValue == nil ? "number" : "integer"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  private static func typeName(_ kind: SchemaNode.Kind) -> String {
    switch kind {
    case .object: "object"
    case .array: "array"
    case .string: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .intOrString: "integer,string"
    case .any: "any"
    }
  }

  private mutating func checkMembers(_ members: JSONObject, _ node: SchemaNode, _ path: String) {
    if !node.isBuiltIn {
      for name in node.required where members[name] == nil {
        report("FieldValueRequired", "Required value", path.isEmpty ? name : "\(path).\(name)")
      }
    }
    for (name, member) in members {
      guard let child = node.properties[name] ?? node.additionalProperties else { continue }
      check(member, child, path: path.isEmpty ? name : "\(path).\(name)")
    }
  }

  private mutating func checkItems(_ items: [JSONValue], _ node: SchemaNode, _ path: String) {
    var seen: Set<FieldStep> = []
    for (index, item) in items.enumerated() {
      let place = "\(path)[\(index)]"
      if let child = node.items { check(item, child, path: place) }
      guard !node.isBuiltIn, let step = try? node.step(to: item, in: node.listType) else { continue }
      if seen.insert(step).inserted { continue }
      switch step {
      case .keys(let keys): report("FieldValueDuplicate", "Duplicate value: \(JSONValue.object(keys))", place)
      default: report("FieldValueDuplicate", "Duplicate value: \(item)", place)
      }
    }
  }

  private mutating func check(_ value: JSONValue, _ limits: SchemaNode.Limits, _ node: SchemaNode, _ path: String) {
    if let allowed = limits.enumeration, !allowed.contains(where: { $0.isSame(as: value) }) {
      let list = allowed.map { "\($0)" }.joined(separator: ", ")
      report("FieldValueNotSupported", "Unsupported value: \(value): supported values: \(list)", path)
    }
    switch value {
    case .number(let number): check(number, value, limits, path)
    case .string(let text): check(text, value, limits, path)
    case .array(let items):
      if let most = limits.maxItems, items.count > most { reportTooMany(items.count, most, path) }
      if let least = limits.minItems, items.count < least {
        reportInvalid(.number(JSONNumber(items.count)), "should have at least \(least) items", path)
      }
    case .object(let members):
      if let most = limits.maxProperties, members.count > most { reportTooMany(members.count, most, path) }
      if let least = limits.minProperties, members.count < least {
        reportInvalid(.number(JSONNumber(members.count)), "should have at least \(least) properties", path)
      }
    default: break
    }
    for (word, schemas) in limits.junctors { check(value, word, schemas, path) }
  }

  private mutating func reportTooMany(_ count: Int, _ most: Int, _ path: String) {
    report("FieldValueTooMany", "Too many: \(count): must have at most \(most) items", path)
  }

  private mutating func check(_ number: JSONNumber, _ value: JSONValue, _ limits: SchemaNode.Limits, _ path: String) {
    guard let found = number.doubleValue else { return }
    if let most = limits.maximum, limits.isMaximumExclusive ? found >= most : found > most {
      let text = limits.isMaximumExclusive ? "less than" : "less than or equal to"
      reportInvalid(value, "should be \(text) \(JSONNumber(most))", path)
    }
    if let least = limits.minimum, limits.isMinimumExclusive ? found <= least : found < least {
      let text = limits.isMinimumExclusive ? "greater than" : "greater than or equal to"
      reportInvalid(value, "should be \(text) \(JSONNumber(least))", path)
    }
    if let step = limits.multipleOf, step > 0, (found / step) != (found / step).rounded() {
      reportInvalid(value, "should be a multiple of \(JSONNumber(step))", path)
    }
  }

  private mutating func check(_ text: String, _ value: JSONValue, _ limits: SchemaNode.Limits, _ path: String) {
    let length = text.unicodeScalars.count
    if let most = limits.maxLength, length > most {
      report("FieldValueTooLong", "Too long: may not be more than \(most) bytes", path)
    }
    if let least = limits.minLength, length < least {
      reportInvalid(value, "should be at least \(least) chars long", path)
    }
    if let pattern = limits.pattern, let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar),
      (try? regex.firstMatch(in: text)) == nil
    {
      reportInvalid(value, "should match '\(pattern)'", path)
    }
  }

  private mutating func check(_ value: JSONValue, _ word: String, _ schemas: [SchemaNode], _ path: String) {
    let valid = schemas.filter { $0.problems(in: value).isEmpty }.count
    switch word {
    case "anyOf": if valid == 0 { reportInvalid(value, "must validate at least one schema (anyOf)", path) }
    case "oneOf":
      if valid != 1 {
        let text = valid == 0 ? "Found none valid" : "Found \(valid) valid alternatives"
        reportInvalid(value, "must validate one and only one schema (oneOf). \(text)", path)
      }
    case "not": if valid != 0 { reportInvalid(value, "must not validate the schema (not)", path) }
    default: for schema in schemas { check(value, schema, path: path) }
    }
  }
}
