public import JSON

extension ResourceSchema {
  /// The kind's CustomResourceDefinition (`apiextensions.k8s.io/v1`): the same value, and with it the same bytes, every
  /// time.
  public var definition: JSONValue {
    var writer = OpenAPIWriter(rules)
    return definition(&writer)
  }

  /// The places of rules that the definition has no such field for; there should be none.
  var misplacedRules: [String] {
    var writer = OpenAPIWriter(rules)
    _ = definition(&writer)
    return rules.map(\.place).filter { !writer.written.contains($0) }
  }

  private func definition(_ writer: inout OpenAPIWriter) -> JSONValue {
    let names: JSONObject = [
      "categories": ["kafka"], "kind": .string(kind), "listKind": .string(kind + "List"), "plural": .string(plural),
      "shortNames": .array(shortNames.map { .string($0) }), "singular": .string(kind.lowercased()),
    ]
    let served: JSONObject = [
      "additionalPrinterColumns": .array(columns.map { .object($0.definition) }), "name": .string(version),
      "schema": ["openAPIV3Schema": .object(schema(&writer))], "served": true, "storage": true,
      "subresources": ["status": .object([:])],
    ]
    return [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": .string("\(plural).\(Self.group)")],
      "spec": [
        "group": .string(Self.group), "names": .object(names), "scope": "Namespaced", "versions": [.object(served)],
      ],
    ]
  }

  private func schema(_ writer: inout OpenAPIWriter) -> JSONObject {
    var wanted = SchemaField("spec", .object(spec, keepsOthers: false), "What is wanted.")
    if needsSpec { wanted = wanted.required("describe the \(noun)") }
    var schema = writer.object(
      [wanted, .object("status", "What the operator reports.", status)], description: text, at: "")
    let written = schema["properties"]?.objectValue ?? [:]
    var properties: JSONObject = [
      "apiVersion": ["type": "string"], "kind": ["type": "string"], "metadata": ["type": "object"],
    ]
    for (name, value) in written { properties[name] = value }
    schema["properties"] = .object(properties)
    return schema
  }
}

extension ResourceSchema.Column {
  /// The column as a definition has it. A column of priority 1 is shown with `-o wide`.
  fileprivate var definition: JSONObject {
    var column: JSONObject = ["jsonPath": .string(path), "name": .string(name), "type": .string(type)]
    if isWide { column["priority"] = 1 }
    return column
  }
}
