import JSON

/// Reads the schema of a definition, which must be structural: every part of it says what kind of value it is.
enum StructuralSchema {
  /// The structure that an `openAPIV3Schema` describes, with the members that every object has.
  ///
  /// - Parameter place: where the schema stands in the definition, for causes; the real server calls the schema that all
  ///   versions share by the default.
  /// - Throws: `Invalid` with a cause for each fault.
  static func read(
    _ openAPIV3Schema: JSONValue, at place: String = "spec.validation.openAPIV3Schema"
  ) throws(APIFailure) -> SchemaNode {
    var check = StructuralSchemaCheck()
    check.check(openAPIV3Schema, at: place)
    if !check.problems.isEmpty { throw failure(check.problems) }
    var reader = StructuralSchemaReader()
    let node = reader.root(openAPIV3Schema, at: place)
    if !reader.problems.isEmpty { throw failure(reader.problems) }
    return node
  }

  private static func failure(_ causes: [APIFailure.Cause]) -> APIFailure {
    let texts = causes.map { "\($0.field ?? ""): \($0.message)" }
    let message = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    return APIFailure(.invalid, message, causes: causes)
  }
}
