import JSON

/// What a write answers.
struct WriteResult: Sendable {
  /// The object in the version of the path, a `Scale`, or a `Status` of success.
  var object: JSONValue
  /// Whether an object was made: HTTP 201 instead of 200.
  var wasCreated = false
  /// What the `Warning` headers say.
  var warnings: [String] = []
}
