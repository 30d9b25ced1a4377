/// The keys that changed since somebody last looked, each once, in the order in which they first changed: what a watch
/// cache tells those who cannot keep up with every event. It is bounded by the number of keys that there are.
public struct DirtyKeys<Key: Hashable & Sendable>: Sendable {
  private var order: [Key] = []
  private var members: Set<Key> = []

  /// No keys.
  public init() {}

  /// Whether there is nothing to look at.
  public var isEmpty: Bool { order.isEmpty }
  /// How many keys there are to look at.
  public var count: Int { order.count }

  /// Marks a key. True where nothing was marked before, so that whoever waits is to be woken.
  @discardableResult
  public mutating func mark(_ key: Key) -> Bool {
    let wasEmpty = order.isEmpty
    if members.insert(key).inserted { order.append(key) }
    return wasEmpty
  }

  /// The keys, which are then no longer marked; at most so many where a number is given.
  public mutating func take(atMost limit: Int = .max) -> [Key] {
    if limit >= order.count {
      defer {
        order = []
        members = []
      }
      return order
    }
    let taken = Array(order.prefix(max(limit, 0)))
    order.removeFirst(taken.count)
    for key in taken { members.remove(key) }
    return taken
  }
}
