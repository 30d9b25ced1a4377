/// The last transitions, for a replica that did not hear them: so many and no more. It knows how many went.
struct TransitionRing: Sendable {
  /// How many are kept.
  static let capacity = 256
  /// Of how many that went it is known when they were.
  static let droppedCapacity = 512

  private let capacity: Int
  private let droppedCapacity: Int
  private var kept: [BrokerTransition] = []
  /// Where the oldest one lies, once all places are taken.
  private var oldest = 0
  /// The sequence numbers of those that went, rising, and where the oldest lies.
  private var dropped: [UInt64] = []
  private var oldestDropped = 0
  /// Those that went before.
  private var forgotten: (count: Int, last: UInt64) = (0, 0)

  init(capacity: Int = Self.capacity, droppedCapacity: Int = Self.droppedCapacity) {
    self.capacity = capacity
    self.droppedCapacity = droppedCapacity
  }

  /// Keeps one, and lets the oldest go where there is no room.
  mutating func append(_ transition: BrokerTransition) {
    guard kept.count == capacity else { return kept.append(transition) }
    drop(kept[oldest].sequence)
    kept[oldest] = transition
    oldest = (oldest + 1) % capacity
  }

  private mutating func drop(_ sequence: UInt64) {
    guard dropped.count == droppedCapacity else { return dropped.append(sequence) }
    forgotten = (forgotten.count + 1, dropped[oldestDropped])
    dropped[oldestDropped] = sequence
    oldestDropped = (oldestDropped + 1) % droppedCapacity
  }

  /// Lets those of a broker go that is not watched any more.
  mutating func remove(broker number: UInt32) {
    kept = after(0, through: .max).filter { $0.number != number }
    oldest = 0
  }

  /// Those after one change and not after another, the oldest first.
  func after(_ sequence: UInt64, through last: UInt64) -> [BrokerTransition] {
    var found: [BrokerTransition] = []
    for transition in kept[oldest...] + kept[..<oldest] where transition.sequence > sequence {
      if transition.sequence <= last { found.append(transition) }
    }
    return found
  }

  /// How many of those after a change went; where that is too long ago to tell, at most so many.
  func lost(after sequence: UInt64) -> UInt32 {
    var count = forgotten.last > sequence ? forgotten.count : 0
    for one in dropped where one > sequence { count += 1 }
    return UInt32(clamping: count)
  }
}
