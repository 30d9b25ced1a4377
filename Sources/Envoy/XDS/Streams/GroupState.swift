/// A group: its newest snapshot, the streams on it, and how far back sets are kept.
struct GroupState: Sendable {
  private struct Merge: Hashable, Sendable {
    let newer: ContentHash
    let older: ContentHash
    let doubts: [ContentHash]
    let asked: Int
    let needingBodies: Bool
  }

  /// Whether one set lacks names of another.
  private struct Comparison: Sendable {
    let newer: ContentHash
    let older: ContentHash
    let hasDeletions: Bool
  }

  /// What is not known of a node whose stream ended.
  private struct Doubt: Sendable {
    var bases: [TypeURL: [TypeState.Base]] = [:]
    var awaitsEndpoints = false

    var isEmpty: Bool { bases.isEmpty && !awaitsEndpoints }
  }

  /// How many nodes' doubtful states are remembered at least; at most it is twice as many.
  static let maximumDoubts = 4096

  /// How many sets of a type are kept besides the newest.
  static let maximumPastSets = 4

  /// How many entries the sets may have that are made of a newer and an older one, before they are forgotten.
  private static let maximumMergedEntries = 500_000

  let id: GroupID
  /// What is served; nil before anything was published.
  private(set) var snapshot: Snapshot?
  /// Whether it came from disk, before the inputs had loaded.
  private(set) var isRestored = false
  /// The places of the streams, in no order that matters.
  var members: [Int] = []
  /// How many of them have not acknowledged the newest generation.
  var lagging = 0

  /// The newest sets of the known types, by rank, so that finding one needs no hash.
  private var newestSets: [ResourceSet] = []
  private var changes: [TypeURL: [UInt64]] = [:]
  private var merges: [Merge: ResourceSet] = [:]
  private var mergedEntries = 0
  private var comparisons: [Comparison] = []
  private var absent: [TypeURL: ResourceSet] = [:]
  private var bodiless: [ContentHash: ResourceSet] = [:]
  private var doubts: [String: Doubt] = [:]
  private var doubtOrder: [String] = []

  init(id: GroupID) { self.id = id }

  var generation: UInt64 { snapshot?.generation ?? 0 }

  /// The newest set of a type.
  mutating func newest(_ type: TypeURL) -> ResourceSet {
    let rank = type.rank
    guard rank < TypeURL.known.count else { return set(of: type, in: snapshot) }
    if newestSets.isEmpty { for known in TypeURL.known { newestSets.append(set(of: known, in: snapshot)) } }
    return newestSets[rank]
  }

  /// The set of a type in a snapshot of this group.
  mutating func set(of type: TypeURL, in snapshot: Snapshot?) -> ResourceSet {
    snapshot?.existingSet(of: type) ?? empty(type)
  }

  /// The set of a type of which there is nothing.
  mutating func empty(_ type: TypeURL) -> ResourceSet {
    if let set = absent[type] { return set }
    if absent.count >= 64 { absent.removeAll() }
    let made = ResourceSet(type: type, sorted: [])
    absent[type] = made
    return made
  }

  /// Whether a set lacks names of an older one: found out once for all streams that stand on that.
  mutating func hasDeletions(_ newer: ResourceSet, since older: ResourceSet) -> Bool {
    for known in comparisons where known.older == older.identity && known.newer == newer.identity {
      return known.hasDeletions
    }
    if comparisons.count >= 16 { comparisons.removeAll(keepingCapacity: true) }
    let found = newer.lacksNames(of: older)
    comparisons.append(Comparison(newer: newer.identity, older: older.identity, hasDeletions: found))
    return found
  }

  /// A set with what an older one has besides, made once for all streams that need it.
  mutating func keeping(
    _ newer: ResourceSet, _ older: ResourceSet, doubts: [TypeState.Base], asked: NameSet, needingBodies: Bool
  ) -> ResourceSet {
    if older.isEmpty { return newer }
    let key = Merge(
      newer: newer.identity, older: older.identity, doubts: doubts.map { $0.set.identity }, asked: asked.identity,
      needingBodies: needingBodies)
    if let known = merges[key] { return known }
    if merges.count >= 256 || mergedEntries > Self.maximumMergedEntries {
      merges.removeAll()
      mergedEntries = 0
    }
    let made = newer.keeping(older, doubts: doubts.map { $0.set }, asked: asked, needingBodies: needingBodies)
    merges[key] = made
    mergedEntries += made.entries.count
    return made
  }

  /// Takes a snapshot. The types whose sets change are noted, so that it is known how old a set is.
  ///
  /// - Returns: The types of which sets lapse now, and the generation before which they are not kept.
  mutating func replace(with newer: Snapshot, isRestored: Bool) -> [(type: TypeURL, oldest: UInt64)] {
    var lapsing: [(type: TypeURL, oldest: UInt64)] = []
    let types = Set(newer.types).union(snapshot?.types ?? [])
    for type in types where newer.version(of: type) != snapshot?.version(of: type) {
      var generations = changes[type] ?? []
      generations.append(newer.generation)
      if generations.count > Self.maximumPastSets + 1 { generations.removeFirst() }
      changes[type] = generations
      if generations.count > Self.maximumPastSets, let oldest = generations.first { lapsing.append((type, oldest)) }
    }
    merges.removeAll()
    mergedEntries = 0
    comparisons.removeAll(keepingCapacity: true)
    newestSets.removeAll(keepingCapacity: true)
    snapshot = newer
    self.isRestored = isRestored
    return lapsing
  }

  /// Remembers what a node may have of responses that it rejected, or did not answer, when its stream ends. The versions
  /// that it brings with its next stream tell only what it accepted.
  mutating func remember(_ stream: StreamState) {
    var doubt = doubts[stream.node] ?? Doubt()
    let isKnown = doubts[stream.node] != nil
    for state in stream.types where !state.rejected.isEmpty || state.outstanding != nil {
      var bases = state.rejected
      if let response = state.outstanding { bases.append(response.target) }
      doubt.bases[state.type] = bases.map { TypeState.Base(set: withoutBodies($0.set), generation: $0.generation) }
    }
    if stream.awaitsEndpoints { doubt.awaitsEndpoints = true }
    if doubt.isEmpty { return }
    doubts[stream.node] = doubt
    if isKnown { return }
    doubtOrder.append(stream.node)
    if doubtOrder.count < 2 * Self.maximumDoubts { return }
    // The older half is forgotten, with those that were told already.
    for node in doubtOrder.prefix(Self.maximumDoubts) { doubts[node] = nil }
    doubtOrder.removeFirst(Self.maximumDoubts)
  }

  private mutating func withoutBodies(_ set: ResourceSet) -> ResourceSet {
    if let known = bodiless[set.identity] { return known }
    if bodiless.count >= 64 { bodiless.removeAll() }
    let made = set.withoutBodies()
    bodiless[set.identity] = made
    return made
  }

  /// What a node may have beyond what it says, for a type that its new stream asks for; told once.
  mutating func doubtfulStates(of node: String, type: TypeURL) -> [TypeState.Base] {
    guard let bases = doubts[node]?.bases.removeValue(forKey: type) else { return [] }
    forgetEmptyDoubt(of: node)
    return bases
  }

  /// Whether clusters of a node may still wait for endpoints that it says it has; told once.
  mutating func mayAwaitEndpoints(_ node: String) -> Bool {
    guard doubts[node]?.awaitsEndpoints == true else { return false }
    doubts[node]?.awaitsEndpoints = false
    forgetEmptyDoubt(of: node)
    return true
  }

  private mutating func forgetEmptyDoubt(of node: String) { if doubts[node]?.isEmpty == true { doubts[node] = nil } }
}
