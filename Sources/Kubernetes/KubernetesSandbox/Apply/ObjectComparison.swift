import JSON

/// What an update changed: the fields that are new, gone and different.
///
/// An atomic list or object is one field. Of objects and items that are new, they themselves are in it, and all below.
struct ObjectComparison {
  private(set) var added = FieldSet()
  private(set) var removed = FieldSet()
  private(set) var modified = FieldSet()

  /// Compares two objects of that structure.
  init(_ old: JSONValue, _ new: JSONValue, _ schema: SchemaNode) {
    var path: [FieldStep] = []
    compare(old, new, schema, &path)
  }

  /// Without what is in a set, and all below it.
  mutating func exclude(_ fields: FieldSet) {
    added = added.subtractingAll(below: fields)
    removed = removed.subtractingAll(below: fields)
    modified = modified.subtractingAll(below: fields)
  }

  private mutating func compare(_ old: JSONValue?, _ new: JSONValue?, _ node: SchemaNode, _ path: inout [FieldStep]) {
    let isLeaf: Bool
    switch (old, new) {
    case (nil, nil): return
    case (let old?, nil): isLeaf = compare(as: node.shape(of: old), old, nil, node, &path)
    case (nil, let new?): isLeaf = compare(as: node.shape(of: new), nil, new, node, &path)
    case (let old?, let new?):
      if !Self.areAlike(node.shape(of: old), node.shape(of: new)) {
        _ = compare(as: node.shape(of: old), old, new, node, &path)
      }
      isLeaf = compare(as: node.shape(of: new), old, new, node, &path)
    }
    if isLeaf { return }
    if old == nil { added.insert(path) } else if new == nil { removed.insert(path) }
  }

  private static func areAlike(_ left: SchemaNode.Shape, _ right: SchemaNode.Shape) -> Bool {
    switch (left, right) {
    case (.scalar, .scalar), (.list, .list), (.map, .map): true
    default: false
    }
  }

  /// - Returns: whether the place was taken as one field.
  private mutating func compare(
    as shape: SchemaNode.Shape, _ old: JSONValue?, _ new: JSONValue?, _ node: SchemaNode, _ path: inout [FieldStep]
  ) -> Bool {
    switch shape {
    case .scalar: return compareLeaf(old, new, path)
    case .map(let isGranular):
      let (left, right) = (old?.objectValue ?? [:], new?.objectValue ?? [:])
      if !isGranular || left.isEmpty && right.isEmpty { return compareLeaf(old, new, path) }
      compareMembers(left, right, node, &path)
    case .list(let type):
      let (left, right) = (old?.arrayValue ?? [], new?.arrayValue ?? [])
      if type == .atomic || left.isEmpty && right.isEmpty { return compareLeaf(old, new, path) }
      compareItems(left, right, type, node, &path)
    }
    return false
  }

  private mutating func compareLeaf(_ old: JSONValue?, _ new: JSONValue?, _ path: [FieldStep]) -> Bool {
    switch (old, new) {
    case (nil, _): added.insert(path)
    case (_, nil): removed.insert(path)
    case (let old?, let new?): if !old.isSame(as: new) { modified.insert(path) }
    }
    return true
  }

  private mutating func compareMembers(
    _ old: JSONObject, _ new: JSONObject, _ node: SchemaNode, _ path: inout [FieldStep]
  ) {
    for (name, value) in old {
      path.append(.field(name))
      compare(value, new[name], node.member(name) ?? .anything, &path)
      path.removeLast()
    }
    for (name, value) in new where old[name] == nil {
      path.append(.field(name))
      compare(nil, value, node.member(name) ?? .anything, &path)
      path.removeLast()
    }
  }

  private mutating func compareItems(
    _ old: [JSONValue], _ new: [JSONValue], _ type: SchemaNode.ListType, _ node: SchemaNode, _ path: inout [FieldStep]
  ) {
    var order: [FieldStep] = []
    let left = Self.itemsByStep(old, type, node, &order)
    let right = Self.itemsByStep(new, type, node, &order)
    for step in order {
      let (old, new) = (left[step] ?? [], right[step] ?? [])
      path.append(step)
      defer { path.removeLast() }
      switch (old.count, new.count) {
      case (...1, ...1): compare(old.first, new.first, node.element, &path)
      case (2..., 2...): if !JSONValue.array(old).isSame(as: .array(new)) { modified.insert(path) }
      case (2..., _):
        // Of several with the same key one is left: as if it were new.
        if let item = new.first { compare(nil, item, node.element, &path) } else { removed.insert(path) }
      default:
        if let item = old.first { compare(item, nil, node.element, &path) }
        added.insert(path)
      }
    }
  }

  private static func itemsByStep(
    _ items: [JSONValue], _ type: SchemaNode.ListType, _ node: SchemaNode, _ order: inout [FieldStep]
  ) -> [FieldStep: [JSONValue]] {
    var found: [FieldStep: [JSONValue]] = [:]
    for item in items {
      guard let step = try? node.step(to: item, in: type) else { continue }
      if found[step] == nil, !order.contains(step) { order.append(step) }
      found[step, default: []].append(item)
    }
    return found
  }
}
