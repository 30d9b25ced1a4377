/// A group: its newest snapshot, the streams on it, and how far back sets are kept.
struct GroupState: Sendable {
  private struct Merge: Hashable, Sendable {
    let newer: ContentHash
    let older: ContentHash
    let needingBodies: Bool
  }

  /// How many sets of a type are kept besides the newest.
  static let maximumPastSets = 4

  let id: GroupID
  /// What is served; nil before anything was published.
  private(set) var snapshot: Snapshot?
  /// Whether it came from disk, before the inputs had loaded.
  private(set) var isRestored = false
  /// The places of the streams, in no order that matters.
  var members: [Int] = []

  private var changes: [TypeURL: [UInt64]] = [:]
  private var merges: [Merge: ResourceSet] = [:]
  private var absent: [TypeURL: ResourceSet] = [:]

  init(id: GroupID) { self.id = id }

  var generation: UInt64 { snapshot?.generation ?? 0 }

  /// The newest set of a type.
  mutating func newest(_ type: TypeURL) -> ResourceSet { set(of: type, in: snapshot) }

  /// The set of a type in a snapshot of this group.
  mutating func set(of type: TypeURL, in snapshot: Snapshot?) -> ResourceSet {
    if let set = snapshot?.existingSet(of: type) { return set }
    if let set = absent[type] { return set }
    if absent.count >= 64 { absent.removeAll() }
    let made = ResourceSet(type: type, sorted: [])
    absent[type] = made
    return made
  }

  /// A set with what an older one has besides, made once for all streams that need it.
  mutating func keeping(_ newer: ResourceSet, _ older: ResourceSet, needingBodies: Bool) -> ResourceSet {
    if older.isEmpty { return newer }
    let key = Merge(newer: newer.identity, older: older.identity, needingBodies: needingBodies)
    if let known = merges[key] { return known }
    if merges.count >= 256 { merges.removeAll() }
    let made = newer.keeping(older, needingBodies: needingBodies)
    merges[key] = made
    return made
  }

  /// Takes a snapshot. The types whose sets change are noted, so that it is known how old a set is.
  mutating func replace(with newer: Snapshot, isRestored: Bool) {
    let types = Set(newer.types).union(snapshot?.types ?? [])
    for type in types where newer.version(of: type) != snapshot?.version(of: type) {
      var generations = changes[type] ?? []
      generations.append(newer.generation)
      if generations.count > Self.maximumPastSets + 1 { generations.removeFirst() }
      changes[type] = generations
    }
    merges.removeAll()
    snapshot = newer
    self.isRestored = isRestored
  }

  /// The generation before which sets of a type are not kept; nil while all are.
  func oldestKept(_ type: TypeURL) -> UInt64? {
    guard let generations = changes[type], generations.count > Self.maximumPastSets else { return nil }
    return generations.first
  }
}
