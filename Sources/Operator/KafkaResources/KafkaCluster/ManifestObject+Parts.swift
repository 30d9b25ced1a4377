import JSON

// What is passed on as it is written, and what is only read: the schema has checked it.
extension ManifestObject {
  /// An object that is passed on as it is.
  func part(_ key: String) -> JSONObject? { value(key)?.objectValue }

  /// A list that is passed on as it is.
  func parts(_ key: String) -> [JSONValue] { value(key)?.arrayValue ?? [] }

  /// A map of strings; values that are none are left out.
  func texts(_ key: String) -> [String: String] {
    var texts: [String: String] = [:]
    for (name, value) in part(key) ?? [:] { if let text = value.stringValue { texts[name] = text } }
    return texts
  }

  /// The name in a reference to an object of the same namespace.
  func referencedName(_ key: String) -> String? {
    let name = part(key)?["name"]?.stringValue
    return name == "" ? nil : name
  }
}

extension ManifestObject {
  /// An object in this one that says nothing: reading it gives the defaults.
  var nothing: ManifestObject { ManifestObject(members: [:], path: path) }
}
