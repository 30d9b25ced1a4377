import JSON

/// JSON merge patches (RFC 7386).
enum MergePatch {
  /// The target with what the patch names: members with null go, objects are merged, everything else is replaced.
  static func apply(_ patch: JSONValue, to target: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var members = target.objectValue ?? JSONObject()
    for (name, change) in changes {
      if change.isNull {
        members[name] = nil
      } else {
        members[name] = apply(change, to: members[name] ?? .null)
      }
    }
    return .object(members)
  }
}
