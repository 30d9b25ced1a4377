import JSON

/// Takes fields out of an object. What becomes empty by it becomes null.
enum FieldRemoval {
  static func remove(_ fields: FieldSet, from value: JSONValue, _ node: SchemaNode) -> JSONValue {
    switch node.shape(of: value) {
    case .scalar: return value
    case .map(let isGranular):
      guard isGranular, let members = value.objectValue else { return .null }
      var rest = JSONObject()
      for (name, member) in members {
        let step = FieldStep.field(name)
        if fields.contains(step) { continue }
        guard let below = fields.children[step] else {
          rest[name] = member
          continue
        }
        rest[name] = remove(below, from: member, node.member(name) ?? .anything)
      }
      return rest.isEmpty ? .null : .object(rest)
    case .list(let type):
      guard type != .atomic, let items = value.arrayValue else { return .null }
      var rest: [JSONValue] = []
      for item in items {
        guard let step = try? node.step(to: item, in: type) else {
          rest.append(item)
          continue
        }
        if fields.contains(step) { continue }
        rest.append(fields.children[step].map { remove($0, from: item, node.element) } ?? item)
      }
      return rest.isEmpty ? .null : .array(rest)
    }
  }
}
