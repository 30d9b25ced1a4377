import JSON

/// Strategic merge patches, which the built-in kinds take: lists with a merge key are merged by it, and directives say
/// what else is meant (`$patch`, `$retainKeys`, `$setElementOrder/…`, `$deleteFromPrimitiveList/…`).
enum StrategicMergePatch {
  private static let patchDirective = "$patch"
  private static let retainKeys = "$retainKeys"
  private static let elementOrder = "$setElementOrder/"
  private static let primitiveDeletion = "$deleteFromPrimitiveList/"

  /// The target with what the patch names.
  ///
  /// - Throws: `BadRequest` where a directive is none, or an item lacks the key of its list.
  static func apply(_ patch: JSONValue, to target: JSONValue, schema: SchemaNode) throws(APIFailure) -> JSONValue {
    guard let changes = patch.objectValue else {
      throw APIFailure(.badRequest, "a strategic merge patch must be an object, not \(patch.kindDescription)")
    }
    return .object(try merge(changes, into: target.objectValue ?? [:], schema))
  }

  private static func merge(
    _ patch: JSONObject, into target: JSONObject, _ node: SchemaNode
  ) throws(APIFailure) -> JSONObject {
    var patch = patch
    if let directive = patch[patchDirective] {
      patch[patchDirective] = nil
      switch directive {
      case "replace": return patch
      case "delete": return [:]
      case "merge": break
      default: throw APIFailure(.badRequest, "unknown patch type found: \(directive)")
      }
    }
    var target = target
    try retain(&target, &patch)
    try order(&target, &patch, node)
    for (name, value) in patch {
      if name.hasPrefix(primitiveDeletion) {
        let field = String(name.dropFirst(primitiveDeletion.count))
        guard let gone = value.arrayValue else { throw badList(name) }
        if let items = target[field]?.arrayValue { target[field] = .array(items.filter { !contains(gone, $0) }) }
        continue
      }
      guard !value.isNull else {
        target[name] = nil
        continue
      }
      target[name] = try merged(target[name], value, node.member(name) ?? .anything)
    }
    return target
  }

  private static func merged(
    _ old: JSONValue?, _ new: JSONValue, _ node: SchemaNode
  ) throws(APIFailure) -> JSONValue {
    switch (old, new) {
    case (.object(let old), .object(let new)):
      if let merge = node.patchMerge, !merge.merges, !merge.retainsKeys { return plain(.object(new)) }
      return .object(try merge(new, into: old, node))
    case (.array(let old), .array(let new)):
      guard let merge = node.patchMerge, merge.merges else { return plain(.array(new)) }
      return .array(try mergeList(old, new, key: merge.key, node))
    default: return plain(new)
    }
  }

  /// Without directives and nulls: what there is nothing of to be merged with.
  private static func plain(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      var kept = JSONObject()
      for (name, member) in members where !member.isNull && !isDirective(name) { kept[name] = plain(member) }
      return .object(kept)
    case .array(let items):
      return .array(items.filter { $0[patchDirective] == nil }.map(plain))
    default: return value
    }
  }

  private static func isDirective(_ name: String) -> Bool {
    name == patchDirective || name == retainKeys || name.hasPrefix(elementOrder) || name.hasPrefix(primitiveDeletion)
  }

  /// Drops the members that `$retainKeys` does not name.
  private static func retain(_ target: inout JSONObject, _ patch: inout JSONObject) throws(APIFailure) {
    guard let list = patch[retainKeys] else { return }
    patch[retainKeys] = nil
    guard let names = list.arrayValue else { throw badList(retainKeys) }
    for (name, value) in patch where !value.isNull && !isDirective(name) && !names.contains(.string(name)) {
      throw APIFailure(.badRequest, "invalid patch format of retainKeys: '\(name)' is not among them")
    }
    for name in target.keys where !names.contains(.string(name)) { target[name] = nil }
  }
}

// MARK: Lists

extension StrategicMergePatch {
  private static func badList(_ name: String) -> APIFailure {
    APIFailure(.badRequest, "invalid patch format: \(name) must be a list")
  }

  private static func contains(_ list: [JSONValue], _ item: JSONValue) -> Bool {
    list.contains { $0.isSame(as: item) }
  }

  /// Carries out `$setElementOrder/…`, and merges the lists that it is about.
  private static func order(
    _ target: inout JSONObject, _ patch: inout JSONObject, _ node: SchemaNode
  ) throws(APIFailure) {
    for (directive, value) in patch where directive.hasPrefix(elementOrder) {
      patch[directive] = nil
      let name = String(directive.dropFirst(elementOrder.count))
      guard let order = value.arrayValue else { throw badList(directive) }
      let child = node.member(name) ?? .anything
      let key = child.patchMerge?.key
      let old = target[name]?.arrayValue
      let merged: [JSONValue]
      switch (old, patch[name]?.arrayValue) {
      case (nil, nil): continue
      case (let old?, nil): merged = old
      case (nil, let new?): merged = plain(.array(new)).arrayValue ?? []
      case (let old?, let new?):
        for item in new where item[patchDirective] != "delete" && !order.contains(where: { same($0, item, key) }) {
          throw APIFailure(
            .badRequest,
            "The order in patch list doesn't match \(directive) list: an item of '\(name)' is not in the order")
        }
        merged = try mergeList(old, new, key: key, child)
      }
      // The list that is null in the patch is taken away, whatever its order.
      if patch[name]?.isNull == true { continue }
      target[name] = .array(arranged(merged, by: order, before: old ?? [], key))
      patch[name] = nil
    }
  }

  private static func mergeList(
    _ old: [JSONValue], _ new: [JSONValue], key: String?, _ node: SchemaNode
  ) throws(APIFailure) -> [JSONValue] {
    if old.isEmpty, new.isEmpty { return old }
    guard (old + new).contains(where: { $0.objectValue != nil }) else {
      var merged: [JSONValue] = []
      for item in old + new where !contains(merged, item) { merged.append(item) }
      return arranged(merged, by: new, before: old, nil)
    }
    guard let key else {
      throw APIFailure(.badRequest, "cannot merge lists of objects without a merge key: set the whole list")
    }
    var (target, patch) = (old, new)
    try carryOutDirectives(&target, &patch, key)
    var merged = target
    for item in patch {
      guard let members = item.objectValue, let value = members[key] else {
        throw APIFailure(.badRequest, "map: \(item) does not contain declared merge key: \(key)")
      }
      if let index = merged.firstIndex(where: { $0[key]?.isSame(as: value) ?? false }) {
        merged[index] = .object(try merge(members, into: merged[index].objectValue ?? [:], node.element))
      } else {
        merged.append(plain(item))
      }
    }
    return arranged(merged, by: patch, before: target, key)
  }

  /// Takes `$patch` items out of the patch, and does what they say to the list.
  private static func carryOutDirectives(
    _ target: inout [JSONValue], _ patch: inout [JSONValue], _ key: String
  ) throws(APIFailure) {
    var rest: [JSONValue] = []
    var replaces = false
    for item in patch {
      switch item[patchDirective] {
      case nil: rest.append(item)
      case "delete"?:
        guard let value = item[key] else {
          throw APIFailure(.badRequest, "delete patch type with no merge key defined: name '\(key)'")
        }
        target.removeAll { $0[key]?.isSame(as: value) ?? false }
      case "replace"?: replaces = true
      case "merge"?: throw APIFailure(.badRequest, "merging lists cannot yet be specified in the patch")
      case let other?: throw APIFailure(.badRequest, "unknown patch type found: \(other)")
      }
    }
    if replaces { target = [] }
    patch = rest
  }

  private static func same(_ left: JSONValue, _ right: JSONValue, _ key: String?) -> Bool {
    guard let key else { return left.isSame(as: right) }
    guard let left = left[key], let right = right[key] else { return false }
    return left.isSame(as: right)
  }

  /// The items that the order names in that order, and the others in theirs; where both stood in the list before, the
  /// order between them stays.
  private static func arranged(
    _ items: [JSONValue], by order: [JSONValue], before: [JSONValue], _ key: String?
  ) -> [JSONValue] {
    func position(_ item: JSONValue, _ list: [JSONValue]) -> Int? { list.firstIndex { same($0, item, key) } }
    func sorted(_ items: [JSONValue], by list: [JSONValue]) -> [JSONValue] {
      let known = items.map { (item: $0, position: position($0, list) ?? list.count) }
      return known.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
        .map(\.element.item)
    }
    var named = sorted(items.filter { position($0, order) != nil }, by: order)[...]
    var others = sorted(items.filter { position($0, order) == nil }, by: before)[...]
    var arranged: [JSONValue] = []
    while let other = others.first, let item = named.first {
      if let left = position(other, before), let right = position(item, before), left < right {
        arranged.append(other)
        others.removeFirst()
      } else {
        arranged.append(item)
        named.removeFirst()
      }
    }
    return arranged + others + named
  }
}
