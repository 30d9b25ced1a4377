import JSON

/// Takes out what a schema does not know.
extension SchemaNode {
  /// The value without unknown fields, and the paths of those: `spec.ports[0].nmae`.
  func pruned(_ value: JSONValue) -> (value: JSONValue, unknown: [String]) {
    var unknown: [String] = []
    let value = pruned(value, path: "", &unknown)
    return (value, unknown.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  private func pruned(_ value: JSONValue, path: String, _ unknown: inout [String]) -> JSONValue {
    switch value {
    case .object(var members):
      guard kind == .object || !properties.isEmpty || additionalProperties != nil else { return value }
      let isOpen = preservesUnknownFields || isBuiltIn && properties.isEmpty
      for (name, member) in members {
        let path = path.isEmpty ? name : "\(path).\(name)"
        if let node = properties[name] ?? additionalProperties {
          members[name] = node.pruned(member, path: path, &unknown)
        } else if !isOpen {
          members[name] = nil
          unknown.append(path)
        }
      }
      return .object(members)
    case .array(let values):
      guard let items else { return value }
      var kept: [JSONValue] = []
      for (index, value) in values.enumerated() {
        kept.append(items.pruned(value, path: "\(path)[\(index)]", &unknown))
      }
      return .array(kept)
    default: return value
    }
  }
}
