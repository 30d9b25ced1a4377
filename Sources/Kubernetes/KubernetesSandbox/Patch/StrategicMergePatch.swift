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
  /// - Throws: where a directive is none, or an item lacks the key of its list; in the words and with the reasons of the
  ///   real server, of which some are none.
  static func apply(_ patch: JSONValue, to target: JSONValue, schema: SchemaNode) throws(APIFailure) -> JSONValue {
    guard let changes = patch.objectValue else {
      let kind = patch.kindDescription.split(separator: " ").last.map { $0 == "list" ? "array" : $0 } ?? ""
      throw APIFailure(
        .badRequest, "json: cannot unmarshal \(kind) into Go value of type map[string]interface {}")
    }
    return .object(try merge(changes, into: target.objectValue ?? [:], schema))
  }

  private static func merge(
    _ patch: JSONObject, into target: JSONObject, _ node: SchemaNode
  ) throws(APIFailure) -> JSONObject {
    var patch = patch
    if let directive = patch[patchDirective] {
      let whole = JSONValue.object(patch)
      patch[patchDirective] = nil
      switch directive {
      case "replace": return patch
      case "delete": return [:]
      case "merge": break
      default: throw unknown(directive, in: whole)
      }
    }
    var target = target
    try retain(&target, &patch)
    try order(&target, &patch, node)
    for (name, value) in patch where name.hasPrefix(primitiveDeletion) {
      let field = String(name.dropFirst(primitiveDeletion.count))
      guard let gone = value.arrayValue, let items = target[field]?.arrayValue else { continue }
      target[field] = .array(items.filter { !contains(gone, $0) })
    }
    for (name, value) in patch where !name.hasPrefix(primitiveDeletion) {
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

  /// Without directives and nulls, for there is nothing to be merged with.
  ///
  /// - Parameter keepsItems: whether the items of lists that are directives stay: they do in items that are new.
  private static func plain(_ value: JSONValue, keepsItems: Bool = false) -> JSONValue {
    switch value {
    case .object(let members):
      var kept = JSONObject()
      for (name, member) in members where !member.isNull && !isDirective(name) {
        kept[name] = plain(member, keepsItems: keepsItems)
      }
      return .object(kept)
    case .array(let items):
      let kept = keepsItems ? items : items.filter { $0[patchDirective] == nil }
      return .array(kept.map { plain($0, keepsItems: keepsItems) })
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
    guard let names = list.arrayValue else { throw badRetainKeys }
    for (name, value) in patch where !value.isNull && !isDirective(name) && !names.contains(.string(name)) {
      throw badRetainKeys
    }
    for name in target.keys where !names.contains(.string(name)) { target[name] = nil }
  }
}

// MARK: Lists

extension StrategicMergePatch {
  private static var badRetainKeys: APIFailure { APIFailure(.badRequest, "invalid patch format of retainKeys") }

  private static func badList(_ value: JSONValue) -> APIFailure {
    APIFailure(.unknown, "expected a []interface {}, but received a \(value.kindDescription.dropFirst(2))")
  }

  private static func unknown(_ directive: JSONValue, in value: JSONValue) -> APIFailure {
    APIFailure(.unknown, "unknown patch type: \(directive.serversText) in map: \(value.serversText)")
  }

  private static func lacksKey(_ item: JSONValue, _ key: String) -> APIFailure {
    APIFailure(.unknown, "map: \(item.serversText) does not contain declared merge key: \(key)")
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
      guard let order = value.arrayValue else { throw badList(value) }
      let child = node.member(name) ?? .anything
      let key = child.patchMerge?.key
      let old = target[name]?.arrayValue
      if let new = patch[name]?.arrayValue { try check(new, against: order, key) }
      var before = old ?? []
      let merged: [JSONValue]
      switch (old, patch[name]?.arrayValue) {
      case (nil, nil): continue
      case (let old?, nil): merged = old
      case (nil, let new?): merged = plain(.array(new)).arrayValue ?? []
      case (let old?, let new?):
        merged = try mergeList(old, new, key: key, child)
        before = orderBefore(old, new, merged, key)
      }
      if old?.isEmpty ?? true, patch[name]?.arrayValue?.isEmpty ?? true {
        throw APIFailure(.unknown, "no elements in any of the given slices")
      }
      // The list that is null in the patch is taken away, whatever its order.
      if patch[name]?.isNull == true { continue }
      target[name] = .array(arranged(merged, by: order, before: before, key))
      patch[name] = nil
    }
  }

  /// The items of a patch must stand in the order that it asks for.
  private static func check(_ items: [JSONValue], against order: [JSONValue], _ key: String?) throws(APIFailure) {
    if let key, let item = order.first(where: { $0[key] == nil }) { throw lacksKey(item, key) }
    var rest = order[...]
    for item in items where item[patchDirective] != "delete" {
      if let key, item[key] == nil { throw lacksKey(item, key) }
      guard let index = rest.firstIndex(where: { same($0, item, key) }) else {
        let texts = [JSONValue.array(items).serversText, JSONValue.array(order).serversText]
        throw APIFailure(
          .unknown, "The order in patch list:\n\(texts[0])\n doesn't match $setElementOrder list:\n\(texts[1])\n")
      }
      rest = rest[(index + 1)...]
    }
  }

  /// The order that counts as the one before. The real server merges where the list is: new items that fill the places of
  /// those that went stand in it, too.
  private static func orderBefore(
    _ old: [JSONValue], _ new: [JSONValue], _ merged: [JSONValue], _ key: String?
  ) -> [JSONValue] {
    guard let key else { return old }
    let kept = old.filter { item in merged.contains { same($0, item, key) } }
    let added = new.filter { item in item[patchDirective] == nil && !old.contains { same($0, item, key) } }
    return kept + added.prefix(old.count - kept.count)
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
      throw APIFailure(.unknown, "cannot merge lists of objects without a merge key: set the whole list")
    }
    var (target, patch) = (old, new)
    try carryOutDirectives(&target, &patch, key)
    var merged = target
    for item in patch {
      guard let members = item.objectValue, let value = members[key] else {
        throw lacksKey(item, key)
      }
      if let index = merged.firstIndex(where: { $0[key]?.isSame(as: value) ?? false }) {
        merged[index] = .object(try merge(members, into: merged[index].objectValue ?? [:], node.element))
      } else {
        merged.append(plain(item, keepsItems: true))
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
        guard let value = item[key] else { throw lacksKey(item, key) }
        target.removeAll { $0[key]?.isSame(as: value) ?? false }
      case "replace"?: replaces = true
      case "merge"?: throw APIFailure(.unknown, "merging lists cannot yet be specified in the patch")
      case let other?: throw unknown(other, in: item)
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
