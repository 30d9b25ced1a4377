package import JSON

/// Reads the members of one object of a manifest that was checked: what is wrong is reported there, and is read here as if
/// it were absent. `null` means absent, as the Kubernetes API has it.
package struct ManifestObject {
  package let members: JSONObject
  package let path: JSONPath

  package init(members: JSONObject, path: JSONPath) {
    self.members = members
    self.path = path
  }

  package func value(_ key: String) -> JSONValue? {
    guard let value = members[key], !value.isNull else { return nil }
    return value
  }

  package func string(_ key: String) -> String? { value(key)?.stringValue }

  /// A string that says something; an empty one means absent.
  package func nonEmptyString(_ key: String) -> String? {
    let text = string(key)
    return text == "" ? nil : text
  }

  package func bool(_ key: String) -> Bool? { value(key)?.boolValue }

  package func integer(_ key: String) -> Int? { value(key)?.intValue }

  package func port(_ key: String) -> UInt16? { integer(key).flatMap { UInt16(exactly: $0) } }

  package func choice<Choice: RawRepresentable>(_ key: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    string(key).flatMap { Choice(rawValue: $0) }
  }

  package func object(_ key: String) -> ManifestObject? {
    guard let members = value(key)?.objectValue else { return nil }
    return ManifestObject(members: members, path: path.appending(key))
  }

  /// The elements that are objects, each with the path that it has in the list.
  package func objects(_ key: String) -> [ManifestObject]? {
    guard let elements = list(key) else { return nil }
    var objects: [ManifestObject] = []
    for (index, element) in elements.enumerated() {
      guard let members = element.objectValue else { continue }
      objects.append(ManifestObject(members: members, path: path.appending(key).appending(index)))
    }
    return objects
  }

  package func strings(_ key: String) -> [String]? { list(key).map { $0.compactMap(\.stringValue) } }

  package func list(_ key: String) -> [JSONValue]? { value(key)?.arrayValue }

  /// The objects by name of an object whose keys are the user's.
  package func objectsByName(_ key: String) -> [(name: String, object: ManifestObject)]? {
    guard let map = object(key) else { return nil }
    var objects: [(name: String, object: ManifestObject)] = []
    for name in map.members.keys {
      if let object = map.object(name) { objects.append((name, object)) }
    }
    return objects
  }
}
