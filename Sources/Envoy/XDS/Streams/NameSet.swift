/// Names that a client asks for: immutable, and shared by all streams that ask for the same ones.
final class NameSet: Sendable {
  /// Tells sets apart within one core; 0 is the empty set.
  let identity: Int
  /// Each name once, sorted.
  let sorted: [String]
  /// The names as a set.
  let members: Set<String>

  fileprivate init(identity: Int, members: Set<String>) {
    self.identity = identity
    self.members = members
    sorted = members.sorted()
  }

  /// No names.
  static let empty = NameSet(identity: 0, members: [])

  var isEmpty: Bool { sorted.isEmpty }

  func contains(_ name: String) -> Bool { members.contains(name) }
}

/// Finds the one `NameSet` of given names. It keeps no set alive that no stream holds.
struct NameTable: Sendable {
  private struct Reference: Sendable { weak var set: NameSet? }

  /// What is looked at of a list to find the sets that were made from it.
  private struct Outline: Hashable, Sendable {
    let count: Int
    let first: String
    let last: String
  }

  /// A list without repetition, in the order of its client, and the set of its names. Proxies of one make repeat it.
  private struct Listing: Sendable {
    let list: [String]
    weak var set: NameSet?
  }

  private var known: [Set<String>: Reference] = [:]
  private var listings: [Outline: Listing] = [:]
  private var lastIdentity = 0
  private var sweepAt = 64

  /// The set of these names.
  ///
  /// - Parameter list: The list that they were made from, be it with repetitions or other things; empty if there is none.
  mutating func set(of names: Set<String>, listed list: [String] = []) -> NameSet {
    if names.isEmpty { return .empty }
    let set: NameSet
    if let found = known[names]?.set {
      set = found
    } else {
      if known.count >= sweepAt { sweep() }
      lastIdentity += 1
      set = NameSet(identity: lastIdentity, members: names)
      known[names] = Reference(set: set)
    }
    if list.count == names.count, let outline = outline(of: list) {
      // One client could list the same names in every order.
      if listings.count >= 2 * sweepAt { listings.removeAll() }
      listings[outline] = Listing(list: list, set: set)
    }
    return set
  }

  /// The set that was made from a list like this one, found without hashing each name.
  func set(madeFrom list: [String]) -> NameSet? {
    guard let outline = outline(of: list), let listing = listings[outline], listing.list == list else { return nil }
    return listing.set
  }

  private func outline(of list: [String]) -> Outline? {
    guard let first = list.first, let last = list.last else { return nil }
    return Outline(count: list.count, first: first, last: last)
  }

  private mutating func sweep() {
    known = known.filter { $0.value.set != nil }
    listings = listings.filter { $0.value.set != nil }
    sweepAt = max(64, 2 * known.count)
  }

  /// How many sets are known: for tests of its bound.
  var count: Int { known.count }
}
