import JSON

/// The causes that an API server knows, in its words (`k8s.io/apimachinery/pkg/util/validation/field`).
extension APIFailure.Cause {
  /// A value that is wrong.
  static func invalidValue(_ field: String, _ value: JSONValue, _ detail: String) -> Self {
    Self("FieldValueInvalid", "Invalid value: \(value.text()): \(detail)", field: field)
  }

  /// A value that is missing.
  static func required(_ field: String) -> Self { Self("FieldValueRequired", "Required value", field: field) }

  /// A value that is there twice.
  static func duplicate(_ field: String, _ value: JSONValue) -> Self {
    Self("FieldValueDuplicate", "Duplicate value: \(value.text())", field: field)
  }

  /// A value that is none of those that are known.
  static func unsupported(_ field: String, _ value: JSONValue, _ supported: [String]) -> Self {
    let list = supported.map { "\"\($0)\"" }.joined(separator: ", ")
    return Self("FieldValueNotSupported", "Unsupported value: \(value.text()): supported values: \(list)", field: field)
  }

  /// A text that is longer than it may be.
  static func tooLong(_ field: String, _ limit: Int) -> Self {
    Self("FieldValueTooLong", "Too long: may not be more than \(limit) bytes", field: field)
  }

  /// A value that may not be changed.
  static func immutable(_ field: String, _ value: JSONValue) -> Self {
    invalidValue(field, value, "field is immutable")
  }
}
