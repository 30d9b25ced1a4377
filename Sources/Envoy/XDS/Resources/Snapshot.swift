/// Everything that the proxies of one group shall have, at one time: immutable and shared.
///
/// It never changes after it was made; a change is a new snapshot with a later generation.
public struct Snapshot: Sendable {
  /// Counts the snapshots of a process, over all groups or for each: a later snapshot of a group has a greater number.
  /// It is part of nonces, and of nothing that outlives the process.
  public let generation: UInt64
  private let sets: [TypeURL: ResourceSet]

  /// A snapshot of resources in any order.
  ///
  /// - Throws: `SnapshotError` where two resources of a type have one name, or a resource has none.
  public init(generation: UInt64, resources: [XDSResource]) throws(SnapshotError) {
    var byType: [TypeURL: [XDSResource]] = [:]
    for resource in resources {
      if resource.name.isEmpty { throw SnapshotError(.unnamed, "a resource has no name", type: resource.type) }
      byType[resource.type, default: []].append(resource)
    }
    var sets: [TypeURL: ResourceSet] = [:]
    for (type, resources) in byType {
      var entries: [ResourceSet.Entry] = []
      entries.reserveCapacity(resources.count)
      for resource in resources.sorted(by: { $0.name < $1.name }) {
        if let last = entries.last, last.name == resource.name {
          throw SnapshotError(.duplicate, "two resources have the name '\(resource.name)'", type: type)
        }
        entries.append(.init(name: resource.name, content: resource.contentHash, resource: resource))
      }
      sets[type] = ResourceSet(type: type, sorted: entries)
    }
    self.generation = generation
    self.sets = sets
  }

  /// The same resources under another generation.
  public func with(generation: UInt64) -> Snapshot { Snapshot(generation: generation, sets: sets) }

  private init(generation: UInt64, sets: [TypeURL: ResourceSet]) {
    self.generation = generation
    self.sets = sets
  }

  /// The types of which there are resources, in the order in which they are pushed.
  public var types: [TypeURL] { sets.keys.sorted { ($0.rank, $0.rawValue) < ($1.rank, $1.rawValue) } }

  /// The resources of a type, sorted by name.
  public func resources(of type: TypeURL) -> [XDSResource] {
    var resources: [XDSResource] = []
    for entry in sets[type]?.entries ?? [] { if let resource = entry.resource { resources.append(resource) } }
    return resources
  }

  /// Every resource, by type in the order of a push, then by name.
  public var resources: [XDSResource] {
    var all: [XDSResource] = []
    for type in types { all.append(contentsOf: resources(of: type)) }
    return all
  }

  /// The version of a type: the content hash of the set. It is the same for the same content on every replica.
  public func version(of type: TypeURL) -> String { (sets[type] ?? ResourceSet(type: type, sorted: [])).version }

  /// Whether there is no resource at all.
  public var isEmpty: Bool { sets.isEmpty }

  /// Whether both hold the same resources, whatever their generations.
  public func hasSameContent(as other: Snapshot) -> Bool {
    guard sets.count == other.sets.count else { return false }
    for (type, set) in sets where other.sets[type]?.identity != set.identity { return false }
    return true
  }

  /// The set of a type, if there is a resource of it.
  func existingSet(of type: TypeURL) -> ResourceSet? { sets[type] }
}
