import JSON

/// The comparison of lists whose items have owners of their own.
extension ApplyComparison {
  /// Compares a list map by its keys, or a set by its values. The server puts the items of an apply into its order, in
  /// between those of others; so that another order among ours is a difference.
  mutating func compareList(_ desired: [JSONValue], _ live: [JSONValue], _ owned: OwnedFields, _ path: FieldPath) {
    let items = owned.items
    let values = owned.values
    var positions: [Int] = []
    if items.isEmpty {
      positions = compareSet(desired, live, values, path)
    } else {
      positions = compareItems(desired, live, items, path)
    }
    for (position, next) in zip(positions, positions.dropFirst()) where position >= next {
      return report(.reordered, at: path, live: .array(live))
    }
  }

  /// The positions of the desired values among the live ones.
  private mutating func compareSet(
    _ desired: [JSONValue], _ live: [JSONValue], _ owned: [JSONValue], _ path: FieldPath
  ) -> [Int] {
    var positions: [Int] = []
    for value in desired {
      let position = live.firstIndex(of: value)
      if let position { positions.append(position) }
      if position == nil {
        report(.added, at: path.appending(.value(value)), live: nil)
      } else if !owned.contains(value) {
        report(.unclaimed, at: path.appending(.value(value)), live: value)
      }
    }
    for value in owned where !desired.contains(value) {
      report(.removed, at: path.appending(.value(value)), live: live.contains(value) ? value : nil)
    }
    return positions
  }

  /// The positions of the desired items among the live ones.
  private mutating func compareItems(
    _ desired: [JSONValue], _ live: [JSONValue], _ owned: [(keys: JSONObject, owned: OwnedFields)], _ path: FieldPath
  ) -> [Int] {
    let names = owned.first?.keys.keys ?? []
    var unmatched = owned
    var positions: [Int] = []
    for item in desired {
      let match = unmatched.firstIndex { Self.wrote(item, $0.keys, $0.owned) }
      let record = match.map { unmatched.remove(at: $0) }
      let keys = record?.keys ?? Self.keys(of: item, names)
      let position = live.firstIndex { Self.has($0, keys) }
      if let position { positions.append(position) }
      compare(item, position.map { live[$0] }, record?.owned, path.appending(.item(keys)))
    }
    for record in unmatched {
      let item = live.first { Self.has($0, record.keys) }
      report(.removed, at: path.appending(.item(record.keys)), live: item)
    }
    return positions
  }

  /// Whether an item is the one that was applied as that record. A key that it lacks has a default: the record has the
  /// default among the keys, and not among the fields that were applied.
  private static func wrote(_ item: JSONValue, _ keys: JSONObject, _ owned: OwnedFields) -> Bool {
    for (name, key) in keys {
      if let value = item[name] {
        if !ValueForm.plain.areEqual(value, key) { return false }
      } else if owned.member(name) != nil {
        return false
      }
    }
    return true
  }

  private static func keys(of item: JSONValue, _ names: [String]) -> JSONObject {
    var keys = JSONObject()
    for name in names { keys[name] = item[name] }
    return keys
  }

  private static func has(_ item: JSONValue, _ keys: JSONObject) -> Bool {
    for (name, key) in keys {
      // The server leaves out a key that is empty.
      guard let value = item[name] else {
        if key.isZero { continue }
        return false
      }
      if !ValueForm.plain.areEqual(value, key) { return false }
    }
    return true
  }
}
