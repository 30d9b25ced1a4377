/// A map that forgets what was not asked for lately: when the younger half is full it becomes the older one, and what
/// is still in the older half is dropped.
struct Generations<Key: Hashable, Value> {
  private struct Entry {
    let value: Value
    let weight: Int
  }

  private let bound: Int
  private var weight = 0
  private var young: [Key: Entry] = [:]
  private var old: [Key: Entry] = [:]

  /// A map whose halves weigh at most that much each, and one entry more.
  init(bound: Int) { self.bound = bound }

  /// The value under the key; asking for it makes it young again.
  mutating func value(for key: Key) -> Value? {
    if let entry = young[key] { return entry.value }
    guard !old.isEmpty, let entry = old.removeValue(forKey: key) else { return nil }
    insert(entry.value, for: key, weight: entry.weight)
    return entry.value
  }

  /// Adds a value under a key that has none.
  mutating func insert(_ value: Value, for key: Key, weight: Int) {
    if self.weight >= bound {
      old = young
      young = [:]
      self.weight = 0
    }
    young[key] = Entry(value: value, weight: weight)
    self.weight += weight
  }
}
