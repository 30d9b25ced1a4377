import JSON

/// What the store writes into the metadata of objects.
enum ObjectMetadata {
  /// The same object with `kind`, `apiVersion` and `metadata` first.
  static func ordered(_ object: JSONValue) -> JSONValue {
    guard case .object(let members) = object, members.keys.prefix(3) != ["kind", "apiVersion", "metadata"] else {
      return object
    }
    var ordered = JSONObject()
    for key in ["kind", "apiVersion", "metadata"] { ordered[key] = members[key] }
    for (key, value) in members where ordered[key] == nil { ordered[key] = value }
    return .object(ordered)
  }

  /// The object under a version.
  static func versioned(_ object: JSONValue, _ version: Int) -> JSONValue {
    with(object, "resourceVersion", .string(String(version)))
  }

  /// The object with another value in its metadata; nil takes it out.
  static func with(_ object: JSONValue, _ key: String, _ value: JSONValue?) -> JSONValue {
    var changed = object
    var metadata = changed["metadata"] ?? [:]
    metadata[key] = value
    changed["metadata"] = metadata
    return changed
  }

  /// The object without its metadata and, on request, without its status: what `metadata.generation` counts.
  static func content(_ object: JSONValue, withoutStatus: Bool) -> JSONValue {
    var content = object
    content["metadata"] = nil
    if withoutStatus { content["status"] = nil }
    return content
  }
}
