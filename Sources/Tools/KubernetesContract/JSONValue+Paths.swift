import JSON

extension JSONValue {
  /// The value at a path such as `spec.ports.0.port`.
  func at(_ path: String) -> JSONValue? {
    var value = self
    for part in path.split(separator: ".") {
      let next = if case .array = value, let index = Int(part) { value[index] } else { value[String(part)] }
      guard let next else { return nil }
      value = next
    }
    return value
  }

  /// The text at a path; empty where there is none.
  func text(at path: String) -> String { at(path)?.stringValue ?? "" }

  /// A copy with another value at a path of members; nil takes the member out.
  func with(_ path: String, _ value: JSONValue?) -> JSONValue {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    var copy = self
    if parts.count == 1 {
      copy[path] = value
    } else {
      copy[parts[0]] = (self[parts[0]] ?? [:]).with(parts[1], value)
    }
    return copy
  }

  /// The object's name.
  var name: String { text(at: "metadata.name") }
  /// The object's UID.
  var uid: String { text(at: "metadata.uid") }
  /// The object's resource version.
  var version: String { text(at: "metadata.resourceVersion") }
  /// The object's generation; 0 where it has none.
  var generation: Int { at("metadata.generation")?.intValue ?? 0 }
  /// The names of a list's objects, in its order.
  var itemNames: [String] { (at("items")?.arrayValue ?? []).map(\.name) }

  /// A label, the name of which may hold dots.
  func label(_ name: String) -> JSONValue? { at("metadata.labels")?[name] }
}

/// Resource versions are decimal numbers that grow.
func isNewer(_ version: String, than other: String) -> Bool {
  guard let version = UInt64(version), let other = UInt64(other) else { return false }
  return version > other
}
