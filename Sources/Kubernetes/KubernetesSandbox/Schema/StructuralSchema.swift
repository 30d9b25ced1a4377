import JSON

/// Reads the schema of a definition, which must be structural: every part of it says what kind of value it is.
enum StructuralSchema {
  /// The structure that an `openAPIV3Schema` describes, with the members that every object has.
  ///
  /// - Throws: `Invalid` with a cause for each fault; its fields begin at the schema: `spec.versions[0].schema.openAPIV3Schema`
  ///   is for the caller to put before them.
  static func read(_ openAPIV3Schema: JSONValue) throws(APIFailure) -> SchemaNode {
    var reader = StructuralSchemaReader()
    let node = reader.root(openAPIV3Schema)
    if reader.problems.isEmpty { return node }
    let text = reader.problems.map { "\($0.field ?? ""): \($0.message)" }.joined(separator: ", ")
    throw APIFailure(.invalid, "schema is not structural: \(text)", causes: reader.problems)
  }
}
