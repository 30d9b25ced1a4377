import JSON

extension SchemaNode {
  /// What is not valid, each with its field, in the words of the real server. Of a built-in kind it is what cannot be read
  /// at all (`FieldValueTypeInvalid` without a field): what else is not valid no schema says.
  func problems(in value: JSONValue) -> [APIFailure.Cause] {
    var validation = SchemaValidation()
    validation.check(value, self, path: "")
    return validation.problems
  }
}
