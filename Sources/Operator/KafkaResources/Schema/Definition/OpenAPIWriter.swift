import JSON

/// Writes a schema as the structural schema of a CustomResourceDefinition (OpenAPI v3), with the validation rules where
/// they stand.
///
/// It never writes a default: an object comes back from the API server as it was sent.
struct OpenAPIWriter {
  private let rules: [String: [CELExpression]]
  /// The places of rules that were written.
  private(set) var written: Set<String> = []

  init(_ expressions: [CELExpression]) { rules = Dictionary(grouping: expressions, by: \.place) }

  /// The schema of an object with these fields at a place.
  mutating func object(
    _ fields: [SchemaField], description: String? = nil, keepsOthers: Bool = false, at place: String
  ) -> JSONObject {
    var schema = head("object", description)
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    var properties = JSONObject()
    for field in fields {
      let path = place.isEmpty ? field.name : "\(place).\(field.name)"
      properties[field.name] = .object(value(field.value, description: field.description, at: path))
    }
    if !properties.isEmpty { schema["properties"] = .object(properties) }
    if keepsOthers { schema["x-kubernetes-preserve-unknown-fields"] = true }
    // Of a missing field an API server says so only where the field is always required.
    var expressions = fields.compactMap { Self.expression(for: $0, at: place) }
    expressions += rules[place] ?? []
    written.insert(place)
    addRules(expressions, to: &schema)
    return schema
  }

  private static func expression(for field: SchemaField, at place: String) -> CELExpression? {
    guard case .requiredUnless(let other, let value, let remedy) = field.requirement else { return nil }
    return CELExpression(
      at: place, "has(self.\(field.name)) || (has(self.\(other)) && self.\(other) == '\(value)')",
      message: "\(field.name) is missing: \(remedy)")
  }

  private func addRules(_ expressions: [CELExpression], to schema: inout JSONObject) {
    if expressions.isEmpty { return }
    let rules = expressions.map { expression -> JSONValue in
      ["rule": .string(expression.rule), "message": .string(expression.message)]
    }
    schema["x-kubernetes-validations"] = .array(rules)
  }

  private func head(_ type: String, _ description: String?) -> JSONObject {
    var schema = JSONObject()
    if let description { schema["description"] = .string(description) }
    schema["type"] = .string(type)
    return schema
  }

  private mutating func value(_ value: ValueSchema, description: String?, at place: String) -> JSONObject {
    var schema: JSONObject
    switch value {
    case .object(let fields, let keepsOthers):
      return object(fields, description: description, keepsOthers: keepsOthers, at: place)
    case .flag: schema = head("boolean", description)
    case .integer(let range): schema = integer(range, description)
    case .text(let text): schema = string(text, description)
    case .list(let list): schema = array(list, description, at: place)
    case .map(let element, let maximum):
      schema = head("object", description)
      schema["maxProperties"] = .number(JSONNumber(maximum))
      schema["additionalProperties"] = .object(self.value(element, description: nil, at: place + "{}"))
    case .passedOn:
      schema = head("object", description)
      schema["x-kubernetes-preserve-unknown-fields"] = true
    }
    written.insert(place)
    addRules(rules[place] ?? [], to: &schema)
    return schema
  }

  private func integer(_ range: ClosedRange<Int>, _ description: String?) -> JSONObject {
    var schema = head("integer", description)
    let widest = Int(Int32.min)...Int(Int32.max)
    schema["format"] = widest.upperBound < range.upperBound ? "int64" : "int32"
    if range.lowerBound > widest.lowerBound { schema["minimum"] = .number(JSONNumber(range.lowerBound)) }
    if range.upperBound < widest.upperBound { schema["maximum"] = .number(JSONNumber(range.upperBound)) }
    return schema
  }

  private func string(_ text: TextSchema, _ description: String?) -> JSONObject {
    var schema = head("string", description)
    if !text.choices.isEmpty {
      schema["enum"] = .array(text.choices.map { .string($0) })
      return schema
    }
    schema["maxLength"] = .number(JSONNumber(text.maximumLength))
    if let pattern = text.form?.pattern { schema["pattern"] = .string(pattern) }
    if let format = text.form?.format { schema["format"] = .string(format) }
    return schema
  }

  private mutating func array(_ list: ListSchema, _ description: String?, at place: String) -> JSONObject {
    var schema = head("array", description)
    schema["maxItems"] = .number(JSONNumber(list.maximumCount))
    if let key = list.key, key.isUnique {
      schema["x-kubernetes-list-type"] = "map"
      schema["x-kubernetes-list-map-keys"] = .array([.string(key.field)])
    }
    schema["items"] = .object(value(list.element, description: nil, at: place + "[]"))
    return schema
  }
}
