import JSON

/// One walk through a value that collects what its schema does not allow.
struct SchemaValidation {
  private var problemsOfValues: [APIFailure.Cause] = []
  /// Of items that stand twice; the real server tells those last.
  private var problemsOfLists: [APIFailure.Cause] = []

  /// What was found.
  var problems: [APIFailure.Cause] { problemsOfValues + problemsOfLists }

  mutating func check(_ value: JSONValue, _ node: SchemaNode, path: String) {
    if node.isBuiltIn {
      let type = node.typeName.map { $0.split(separator: ".").last.map(String.init) ?? $0 } ?? ""
      guard let problem = DecodingCheck.problem(in: value, node, type: type) else { return }
      problemsOfValues.append(APIFailure.Cause("FieldValueTypeInvalid", problem, field: path.isEmpty ? nil : path))
      return
    }
    if value.isNull {
      if !node.isNullable, node.kind != .any { reportType(value, node, path) }
      return
    }
    guard Self.fits(value, node.kind) else {
      reportType(value, node, path)
      if let limits = node.limits { checkEnumeration(value, limits, path) }
      if node.kind == .integer, case .number = value {
        reportWhole("Checked value must be of type integer (default format) in \(path)")
      }
      return
    }
    if let limits = node.limits { check(value, limits, node, path) }
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
    problemsOfValues.append(APIFailure.Cause(reason, message, field: path.isEmpty ? "<nil>" : path))
  }

  private mutating func reportList(_ reason: String, _ message: String, _ path: String) {
    problemsOfLists.append(APIFailure.Cause(reason, message, field: path))
  }

  private mutating func reportInvalid(_ value: JSONValue, _ text: String, _ path: String) {
    report("FieldValueInvalid", "Invalid value: \(value): \(path) in body \(text)", path)
  }

  /// What the real server says of no field.
  private mutating func reportWhole(_ text: String) {
    report("FieldValueInvalid", "Invalid value: \"\": \(text)", "")
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
    if node.isEmbeddedResource {
      for name in ["apiVersion", "kind"] where (members[name]?.stringValue ?? "").isEmpty && !path.isEmpty {
        report("FieldValueRequired", "Required value", "\(path).\(name)")
      }
    }
    for name in node.required where members[name] == nil {
      report("FieldValueRequired", "Required value", path.isEmpty ? name : "\(path).\(name)")
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
      if case .map = node.listType, item.objectValue == nil {
        reportList(
          "FieldValueInvalid", "Invalid value: \(item): must be an object for an array of list-type map", place)
      }
      guard let step = try? node.step(to: item, in: node.listType) else { continue }
      if seen.insert(step).inserted { continue }
      switch step {
      case .keys(let keys): reportList("FieldValueDuplicate", "Duplicate value: \(JSONValue.object(keys))", place)
      default: reportList("FieldValueDuplicate", "Duplicate value: \(item)", place)
      }
    }
  }

  private mutating func check(_ value: JSONValue, _ limits: SchemaNode.Limits, _ node: SchemaNode, _ path: String) {
    checkEnumeration(value, limits, path)
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

  private mutating func checkEnumeration(_ value: JSONValue, _ limits: SchemaNode.Limits, _ path: String) {
    if let allowed = limits.enumeration, !allowed.contains(where: { $0.isSame(as: value) }) {
      let list = allowed.map { $0.stringValue == nil ? "\"\($0)\"" : "\($0)" }.joined(separator: ", ")
      report("FieldValueNotSupported", "Unsupported value: \(value): supported values: \(list)", path)
    }
  }

  private mutating func reportTooMany(_ count: Int, _ most: Int, _ path: String) {
    report("FieldValueTooMany", "Too many: \(count): must have at most \(most) \(most == 1 ? "item" : "items")", path)
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
    checkFormat(found, limits.format, path)
    if let step = limits.multipleOf, step > 0, (found / step) != (found / step).rounded() {
      reportInvalid(value, "should be a multiple of \(JSONNumber(step))", path)
    }
  }

  private mutating func checkFormat(_ number: Double, _ format: String?, _ path: String) {
    let (kind, most): (String, Double)
    switch format {
    case "int32": (kind, most) = ("integer", 2_147_483_648)
    case "int64": (kind, most) = ("integer", 9_223_372_036_854_775_808)
    case "float": (kind, most) = ("number", 3.402_823_466_385_288_6e38)
    default: return
    }
    if number < -most || (kind == "integer" ? number >= most : number > most) {
      reportWhole("Checked value must be of type \(kind) with format \(format ?? "") in \(path)")
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
    if let pattern = limits.pattern, (try? LinearPattern.isFound(pattern, in: text)) == false {
      reportInvalid(value, "should match '\(pattern)'", path)
    }
    if let format = limits.format, !SchemaFormat.isValid(text, format) {
      report(
        "FieldValueTypeInvalid", "Invalid value: \(value): \(path) in body must be of type \(format): \(value)", path)
    }
  }

  private mutating func check(_ value: JSONValue, _ word: String, _ schemas: [SchemaNode], _ path: String) {
    let found = schemas.map { schema in
      var validation = SchemaValidation()
      validation.check(value, schema, path: path)
      return validation.problems
    }
    let valid = found.filter(\.isEmpty).count
    switch word {
    case "anyOf" where valid == 0:
      reportWhole("\"\(path)\" must validate at least one schema (anyOf)")
      problemsOfValues += found.first ?? []
    case "oneOf" where valid != 1:
      let text = valid == 0 ? "Found none valid" : "Found \(valid) valid alternatives"
      reportWhole("\"\(path)\" must validate one and only one schema (oneOf). \(text)")
      if valid == 0 { problemsOfValues += found.first ?? [] }
    case "allOf" where valid < schemas.count:
      for problem in found { problemsOfValues += problem }
      let text = valid == 0 ? ". None validated" : ""
      reportWhole("\"\(path)\" must validate all the schemas (allOf)\(text)")
    case "not" where valid != 0: reportWhole("\"\(path)\" must not validate the schema (not)")
    default: break
    }
  }
}
