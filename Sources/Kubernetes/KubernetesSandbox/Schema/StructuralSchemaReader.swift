import JSON

/// Makes nodes of the schema of a definition, and collects which of its defaults are wrong.
struct StructuralSchemaReader {
  private(set) var problems: [APIFailure.Cause] = []

  /// The members of `metadata`; those of every object.
  private static let metadata: SchemaNode =
    BuiltInSchemas.schema(group: "", version: "v1", kind: "ConfigMap")?.properties["metadata"] ?? .anything
  private static let text = SchemaNode(kind: .string)

  /// The structure of a whole object; the schema is a structural one.
  mutating func root(_ schema: JSONValue, at place: String) -> SchemaNode {
    node(schema, path: place, isObject: true)
  }

  private mutating func node(_ schema: JSONValue, path: String, isObject: Bool = false) -> SchemaNode {
    let isEmbedded = schema["x-kubernetes-embedded-resource"] == true
    var properties: [String: SchemaNode] = [:]
    for (name, property) in schema["properties"]?.objectValue ?? [:] {
      properties[name] = node(property, path: "\(path).properties[\(name)]")
    }
    if isObject || isEmbedded {
      properties["apiVersion"] = Self.text
      properties["kind"] = Self.text
      properties["metadata"] = Self.metadata
    }
    let additional = schema["additionalProperties"]
    var additionalNode: SchemaNode?
    if additional?.objectValue != nil, let additional {
      additionalNode = node(additional, path: "\(path).additionalProperties")
    } else if additional == true {
      additionalNode = .anything
    }
    let items = schema["items"].map { node($0, path: "\(path).items") }
    let made = SchemaNode(
      kind: Self.kind(of: schema), isNullable: schema["nullable"] == true, properties: properties,
      additionalProperties: additionalNode, items: items,
      required: (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue), listType: listType(of: schema),
      isAtomicMap: schema["x-kubernetes-map-type"] == "atomic",
      preservesUnknownFields: schema["x-kubernetes-preserve-unknown-fields"] == true, isEmbeddedResource: isEmbedded,
      defaultValue: schema["default"], limits: Self.limits(of: schema), rules: Self.rules(of: schema))
    if let value = schema["default"] { checkDefault(value, made, "\(path).default") }
    return made
  }

  private mutating func checkDefault(_ value: JSONValue, _ node: SchemaNode, _ field: String) {
    if !node.pruned(value).unknown.isEmpty {
      problems.append(
        APIFailure.Cause("FieldValueInvalid", "Invalid value: \(value): must not have unknown fields", field: field))
    }
    for var problem in node.problems(in: node.defaulted(value)) {
      problem.field = field
      problems.append(problem)
    }
  }

  private static func kind(of schema: JSONValue) -> SchemaNode.Kind {
    if schema["x-kubernetes-int-or-string"] == true { return .intOrString }
    return SchemaNode.Kind(type: schema["type"]?.stringValue)
  }

  private func listType(of schema: JSONValue) -> SchemaNode.ListType {
    switch schema["x-kubernetes-list-type"]?.stringValue {
    case "map": .map(keys: (schema["x-kubernetes-list-map-keys"]?.arrayValue ?? []).compactMap(\.stringValue))
    case "set": .set
    default: .atomic
    }
  }

  private static func rules(of schema: JSONValue) -> [SchemaNode.Rule] {
    (schema["x-kubernetes-validations"]?.arrayValue ?? []).map { rule in
      SchemaNode.Rule(
        rule: rule["rule"]?.stringValue ?? "", message: rule["message"]?.stringValue,
        messageExpression: rule["messageExpression"]?.stringValue, reason: rule["reason"]?.stringValue,
        fieldPath: rule["fieldPath"]?.stringValue, isOldSelfOptional: rule["optionalOldSelf"] == true)
    }
  }

  private static func limits(of schema: JSONValue) -> SchemaNode.Limits? {
    var limits = SchemaNode.Limits()
    limits.format = schema["format"]?.stringValue
    limits.pattern = schema["pattern"]?.stringValue
    limits.enumeration = schema["enum"]?.arrayValue
    limits.minimum = schema["minimum"]?.numberValue?.doubleValue
    limits.maximum = schema["maximum"]?.numberValue?.doubleValue
    limits.isMinimumExclusive = schema["exclusiveMinimum"] == true
    limits.isMaximumExclusive = schema["exclusiveMaximum"] == true
    limits.minLength = schema["minLength"]?.intValue
    limits.maxLength = schema["maxLength"]?.intValue
    limits.minItems = schema["minItems"]?.intValue
    limits.maxItems = schema["maxItems"]?.intValue
    limits.minProperties = schema["minProperties"]?.intValue
    limits.maxProperties = schema["maxProperties"]?.intValue
    limits.multipleOf = schema["multipleOf"]?.numberValue?.doubleValue
    limits.hasUniqueItems = schema["uniqueItems"] == true
    for word in ["allOf", "anyOf", "oneOf"] {
      guard let schemas = schema[word]?.arrayValue, !schemas.isEmpty else { continue }
      limits.junctors.append((word, schemas.map(condition)))
    }
    if let condition = schema["not"] { limits.junctors.append(("not", [Self.condition(condition)])) }
    return limits
  }

  /// A schema within allOf, anyOf, oneOf or not: it says what is valid and describes no structure.
  private static func condition(_ schema: JSONValue) -> SchemaNode {
    var reader = StructuralSchemaReader()
    return reader.node(schema, path: "")
  }
}
