/// The objects of a cache by their names, and by the values of its indexes.
public struct ObjectStore<Object: CachedObject>: Sendable {
  private var objects: [ObjectKey: Object] = [:]
  private let indexes: [ObjectIndex<Object>]
  private var found: [[String: Set<ObjectKey>]]

  init(indexes: [ObjectIndex<Object>]) {
    self.indexes = indexes
    found = Array(repeating: [:], count: indexes.count)
  }

  /// How many objects there are.
  public var count: Int { objects.count }
  /// The names of all objects, in no order.
  public var keys: some Collection<ObjectKey> { objects.keys }
  /// All objects, in no order.
  public var values: some Collection<Object> { objects.values }

  /// The object of a name.
  public subscript(key: ObjectKey) -> Object? { objects[key] }

  /// The names of the objects that an index has under a value, in the order of namespace and name; none where there is
  /// no such index.
  public func keys(in index: String, of value: String) -> [ObjectKey] {
    guard let position = indexes.firstIndex(where: { $0.name == index }), let keys = found[position][value] else {
      return []
    }
    return keys.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
  }

  /// The objects that an index has under a value, in the order of namespace and name.
  public func objects(in index: String, of value: String) -> [Object] {
    var matches: [Object] = []
    for key in keys(in: index, of: value) {
      if let object = objects[key] { matches.append(object) }
    }
    return matches
  }

  /// How many values the indexes hold, for tests of their bound.
  var indexedValues: Int { found.reduce(0) { $0 + $1.count } }

  /// Sets or removes an object; gives the one before.
  @discardableResult
  mutating func set(_ object: Object?, for key: ObjectKey) -> Object? {
    let before: Object?
    if let object {
      before = objects.updateValue(object, forKey: key)
    } else {
      before = objects.removeValue(forKey: key)
    }
    if indexes.isEmpty { return before }
    if let before { unindex(before, key) }
    guard let object else { return before }
    for position in indexes.indices {
      for value in indexes[position].values(object) { found[position][value, default: []].insert(key) }
    }
    return before
  }

  private mutating func unindex(_ object: Object, _ key: ObjectKey) {
    for position in indexes.indices {
      for value in indexes[position].values(object) {
        found[position][value]?.remove(key)
        if found[position][value]?.isEmpty == true { found[position][value] = nil }
      }
    }
  }
}
