/// Names that a client asks for: immutable, and shared by all streams that ask for the same ones.
final class NameSet: Sendable {
  /// Tells sets apart within one core; 0 is the empty set.
  let identity: Int
  /// The names.
  let members: Set<String>
  fileprivate let content: Content

  /// What a set is found by. Names can be put to it and taken from it without looking at the others. It is the sum of the
  /// names' hashes, which are keyed anew in each process: nobody can make two sets alike.
  fileprivate struct Content: Hashable, Sendable {
    private var sum: UInt128 = 0
    private(set) var size = 0

    mutating func add(_ name: String) {
      sum &+= Self.hash(name)
      size += name.utf8.count
    }

    mutating func remove(_ name: String) {
      sum &-= Self.hash(name)
      size -= name.utf8.count
    }

    private static func hash(_ name: String) -> UInt128 {
      var high = Hasher()
      high.combine(name)
      var low = high
      low.combine(0)
      return UInt128(UInt(bitPattern: high.finalize())) << 64 | UInt128(UInt(bitPattern: low.finalize()))
    }
  }

  fileprivate init(identity: Int, members: Set<String>, content: Content) {
    self.identity = identity
    self.members = members
    self.content = content
  }

  /// No names.
  static let empty = NameSet(identity: 0, members: [], content: Content())

  var isEmpty: Bool { members.isEmpty }

  /// How many names.
  var count: Int { members.count }

  /// The bytes of all names.
  var size: Int { content.size }

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

  private var known: [NameSet.Content: Reference] = [:]
  private var listings: [Outline: Listing] = [:]
  private var lastIdentity = 0
  private var sweepAt = 64

  /// The set of these names.
  ///
  /// - Parameter list: The list that they were made from, be it with repetitions or other things; empty if there is none.
  mutating func set(of names: Set<String>, listed list: [String] = []) -> NameSet {
    if names.isEmpty { return .empty }
    var content = NameSet.Content()
    for name in names { content.add(name) }
    let set = known[content]?.set ?? make(names, content)
    if list.count == names.count, let outline = outline(of: list) {
      // One client could list the same names in every order.
      if listings.count >= 2 * sweepAt { listings.removeAll() }
      listings[outline] = Listing(list: list, set: set)
    }
    return set
  }

  private mutating func make(_ names: Set<String>, _ content: NameSet.Content) -> NameSet {
    if names.isEmpty { return .empty }
    if known.count >= sweepAt { sweep() }
    lastIdentity += 1
    let set = NameSet(identity: lastIdentity, members: names, content: content)
    known[content] = Reference(set: set)
    return set
  }

  /// The set that has some names more than another, and some less. Where a stream has asked for it before, only the names in
  /// which they differ are looked at.
  mutating func set(
    _ base: NameSet, adding added: Set<String>, removing removed: Set<String> = []
  ) -> NameSet {
    var content = base.content
    for name in removed where base.contains(name) { content.remove(name) }
    for name in added where !base.contains(name) || removed.contains(name) { content.add(name) }
    if content == base.content { return base }
    if let found = known[content]?.set { return found }
    return make(base.members.subtracting(removed).union(added), content)
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
