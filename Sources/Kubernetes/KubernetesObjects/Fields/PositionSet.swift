/// The positions of members that were taken: a mask for the first 64, which is all of them in nearly every object.
struct PositionSet {
  private var mask: UInt64 = 0
  private var beyond: Set<Int> = []
  /// How many there are.
  private(set) var count = 0

  /// Adds a position that is not in it.
  mutating func insert(_ position: Int) {
    count += 1
    if position < 64 { mask |= 1 << UInt64(position) } else { beyond.insert(position) }
  }

  /// Whether it holds the position.
  func contains(_ position: Int) -> Bool {
    position < 64 ? mask & 1 << UInt64(position) != 0 : beyond.contains(position)
  }
}
