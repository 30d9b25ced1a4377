import JSON

extension SchemaNode {
  /// What is not valid, each with its field, in the words of the real server.
  func problems(in value: JSONValue) -> [APIFailure.Cause] {
    var validation = SchemaValidation()
    validation.check(value, self, path: "")
    return validation.problems
  }
}
