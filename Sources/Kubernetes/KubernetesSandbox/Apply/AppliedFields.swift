import JSON

/// Which fields of an object a manager owns by having applied it.
enum AppliedFields {
  static func fields(of object: JSONValue, _ schema: SchemaNode) -> FieldSet {
    var fields = FieldSet()
    var path: [FieldStep] = []
    collect(object, schema, &path, &fields)
    return fields
  }

  private static func collect(
    _ value: JSONValue, _ node: SchemaNode, _ path: inout [FieldStep], _ fields: inout FieldSet
  ) {
    switch node.shape(of: value) {
    case .scalar: fields.insert(path)
    case .map(let isGranular):
      if !isGranular { return fields.insert(path) }
      for (name, member) in value.objectValue ?? [:] {
        path.append(.field(name))
        collect(member, node.member(name) ?? .anything, &path, &fields)
        // Members that the structure does not name are fields by themselves, and so are those that are empty.
        if node.properties[name] == nil || member.isNull || member.objectValue?.isEmpty == true { fields.insert(path) }
        path.removeLast()
      }
    case .list(let type):
      if type == .atomic { return fields.insert(path) }
      collectItems(value.arrayValue ?? [], type, node, &path, &fields)
    }
  }

  private static func collectItems(
    _ items: [JSONValue], _ type: SchemaNode.ListType, _ node: SchemaNode, _ path: inout [FieldStep],
    _ fields: inout FieldSet
  ) {
    var counts: [FieldStep: Int] = [:]
    let steps = items.map { try? node.step(to: $0, in: type) }
    for step in steps { if let step { counts[step, default: 0] += 1 } }
    for (item, step) in zip(items, steps) {
      guard let step else { continue }
      path.append(step)
      if counts[step] == 1 { collect(item, node.element, &path, &fields) }
      fields.insert(path)
      path.removeLast()
    }
  }
}
