/// Names that a client asks for: immutable, and shared by all streams that ask for the same ones.
final class NameSet: Sendable {
  /// Tells sets apart within one core; 0 is the empty set.
  let identity: Int
  /// Each name once, sorted.
  let sorted: [String]
  private let members: Set<String>

  init(identity: Int, sorted: [String], members: Set<String>) {
    self.identity = identity
    self.sorted = sorted
    self.members = members
  }

  /// No names.
  static let empty = NameSet(identity: 0, sorted: [], members: [])

  var isEmpty: Bool { sorted.isEmpty }

  func contains(_ name: String) -> Bool { members.contains(name) }

  /// The names as a value that can be changed.
  var names: Set<String> { members }
}

/// Finds the one `NameSet` of given names. It keeps no set alive that no stream holds.
struct NameTable: Sendable {
  private struct Reference: Sendable { weak var set: NameSet? }

  private var known: [Set<String>: Reference] = [:]
  private var lastIdentity = 0
  private var sweepAt = 64

  /// The set of these names.
  mutating func set(of names: Set<String>) -> NameSet {
    if names.isEmpty { return .empty }
    if let found = known[names]?.set { return found }
    if known.count >= sweepAt { sweep() }
    lastIdentity += 1
    let made = NameSet(identity: lastIdentity, sorted: names.sorted(), members: names)
    known[names] = Reference(set: made)
    return made
  }

  private mutating func sweep() {
    known = known.filter { $0.value.set != nil }
    sweepAt = max(64, 2 * known.count)
  }

  /// How many sets are known: for tests of its bound.
  var count: Int { known.count }
}
