import JSON

/// What is valid in the schema of a definition: it is structural, its rules are CEL, and its defaults keep it.
enum DefinitionSchemaRules {
  private static let types = ["array", "boolean", "integer", "number", "object", "string"]

  /// What is wrong with a schema.
  static func problems(in schema: JSONValue, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    if schema.text("type").isEmpty {
      causes.append(.required("\(field).type", "must not be empty at the root"))
    } else if schema["type"] != "object" {
      causes.append(.invalidValue("\(field).type", schema["type"] ?? "", "must be object at the root"))
    }
    check(schema, at: field, isRoot: true, &causes)
    return causes
  }

  private static func check(
    _ schema: JSONValue, at field: String, isRoot: Bool, _ causes: inout [APIFailure.Cause]
  ) {
    checkType(schema, at: field, isRoot: isRoot, &causes)
    if !schema.members("properties").isEmpty, schema.has("additionalProperties") {
      causes.append(
        .forbidden("\(field).additionalProperties", "additionalProperties and properties are mutual exclusive"))
    }
    if schema.has("$ref") { causes.append(.forbidden("\(field).$ref", "$ref is not supported")) }
    if schema["uniqueItems"] == true {
      causes.append(
        .forbidden(
          "\(field).uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"))
    }
    if let pattern = schema["pattern"]?.stringValue, (try? Regex(pattern)) == nil {
      causes.append(
        .invalidValue("\(field).pattern", .string(pattern), "must be a valid regular expression, but isn't"))
    }
    checkList(schema, at: field, &causes)
    checkRules(schema, at: field, &causes)
    checkDefault(schema, at: field, &causes)
    for (name, property) in schema.members("properties") {
      check(property, at: "\(field).properties[\(name)]", isRoot: false, &causes)
    }
    if let items = schema["items"], items.objectValue != nil {
      check(items, at: "\(field).items", isRoot: false, &causes)
    }
    if let more = schema["additionalProperties"], more.objectValue != nil {
      check(more, at: "\(field).additionalProperties", isRoot: false, &causes)
    }
  }

  private static func checkType(
    _ schema: JSONValue, at field: String, isRoot: Bool, _ causes: inout [APIFailure.Cause]
  ) {
    let type = schema.text("type")
    let isIntOrString = schema["x-kubernetes-int-or-string"] == true
    if type.isEmpty {
      if !isRoot, !isIntOrString, schema["x-kubernetes-preserve-unknown-fields"] != true {
        causes.append(.required("\(field).type", "must not be empty for specified object fields"))
      }
    } else if !types.contains(type) {
      causes.append(.unsupported("\(field).type", .string(type), types))
    } else if isIntOrString {
      causes.append(
        .invalidValue("\(field).type", .string(type), "must be empty if x-kubernetes-int-or-string is true"))
    }
    if type == "array", !schema.has("items") { causes.append(.required("\(field).items", "must be specified")) }
  }

  private static func checkList(_ schema: JSONValue, at field: String, _ causes: inout [APIFailure.Cause]) {
    guard schema["x-kubernetes-list-type"] == "map" else { return }
    let keys = schema.elements("x-kubernetes-list-map-keys").compactMap(\.stringValue)
    if keys.isEmpty {
      causes.append(
        .required(
          "\(field).x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"))
    }
    let items = schema["items"] ?? [:]
    if items["type"] != "object" {
      causes.append(
        .invalidValue(
          "\(field).items.type", items["type"] ?? "",
          "must be object if parent array's x-kubernetes-list-type is map"))
      return
    }
    for key in keys where !items.elements("required").contains(.string(key)) {
      if items.members("properties")[key]?.has("default") == true { continue }
      causes.append(
        .required(
          "\(field).items.properties[\(key)].default",
          "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"))
    }
  }

  private static func checkRules(_ schema: JSONValue, at field: String, _ causes: inout [APIFailure.Cause]) {
    for (index, rule) in schema.elements("x-kubernetes-validations").enumerated() {
      let place = "\(field).x-kubernetes-validations[\(index)]"
      let text = rule.text("rule")
      if text.allSatisfy(\.isWhitespace) {
        causes.append(.required("\(place).rule", "rule is not specified"))
        continue
      }
      if rule.text("message").contains("\n") {
        causes.append(.invalidValue("\(place).message", rule["message"] ?? "", "must not contain line breaks"))
      }
      if text.contains("\n"), rule.text("message").isEmpty {
        causes.append(.required("\(place).message", "message must be specified if rule contains line breaks"))
      }
      do throws(CELError) { _ = try CELProgram.reading(text) } catch {
        // What is only unknown here may be right.
        guard error.kind == .syntax else { continue }
        let shown: JSONValue = [
          "Rule": .string(text), "Message": .string(rule.text("message")),
          "MessageExpression": .string(rule.text("messageExpression")), "Reason": rule["reason"] ?? .null,
          "FieldPath": .string(rule.text("fieldPath")), "OptionalOldSelf": rule["optionalOldSelf"] ?? .null,
        ]
        let pointer = String(repeating: ".", count: error.offset) + "^"
        causes.append(
          .invalidValue(
            "\(place).rule", shown,
            "compilation failed: ERROR: <input>:1:\(error.offset + 1): \(error.message)\n | \(text)\n | \(pointer)"))
      }
    }
  }

  /// A default must keep the schema that it stands in.
  private static func checkDefault(_ schema: JSONValue, at field: String, _ causes: inout [APIFailure.Cause]) {
    guard let value = schema.at("default") else { return }
    // A faulty schema has been told of already.
    guard let node = try? StructuralSchema.read(schema) else { return }
    for problem in node.bare.problems(in: value) {
      let inner = problem.field.map { $0 == "<nil>" ? "" : ".\($0)" } ?? ""
      causes.append(APIFailure.Cause(problem.reason, problem.message, field: "\(field).default\(inner)"))
    }
  }
}

extension SchemaNode {
  /// This node as that of a value, without the members that every object has.
  fileprivate var bare: SchemaNode {
    var properties = properties
    if isEmbeddedResource == false {
      for name in ["apiVersion", "kind", "metadata"] { properties[name] = nil }
    }
    return SchemaNode(
      kind: kind, isNullable: isNullable, properties: properties, additionalProperties: additionalProperties,
      items: items, required: required, listType: listType, isAtomicMap: isAtomicMap, patchMerge: patchMerge,
      preservesUnknownFields: preservesUnknownFields, isEmbeddedResource: isEmbeddedResource,
      defaultValue: defaultValue, limits: limits, rules: rules)
  }
}
