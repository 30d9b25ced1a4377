/// What a response holds: chosen from a set of resources, given what the client may have and what it asks for.
struct Selection {
  /// What decides the choice. Equal conditions give equal selections.
  struct Conditions {
    let variant: XDSVariant
    /// The set that the client shall have afterwards.
    let target: ResourceSet
    /// The states in which the client may be, resource by resource: what it acknowledged, and whatever was sent and
    /// rejected since, because a client applies the good part of what it rejects.
    let bases: [ResourceSet]
    let subscription: Subscription
    /// Names that are answered whether or not they changed.
    let owed: NameSet
    /// Whether everything is sent whether or not it changed.
    let everything: Bool
    /// Whether only what is owed is sent, and changes are not.
    let onlyOwed: Bool
  }

  /// The resources to send, sorted by name.
  private(set) var resources: [XDSResource] = []
  /// Names to be reported as not existing (delta), or as empty (SotW EDS).
  private(set) var removed: [String] = []
  /// The clusters' EDS names, for the clusters that are new or changed for the client.
  private(set) var endpointNames: Set<String> = []
  /// Whether there is nothing that a client with this subscription needs to be told.
  private(set) var isEmpty = true

  init(_ conditions: Conditions) {
    let isWhole = conditions.variant == .stateOfTheWorld && conditions.target.type.isSentWhole
    var cursors = [Int](repeating: 0, count: conditions.bases.count)
    for entry in conditions.target.entries {
      var differs = false
      for index in conditions.bases.indices where !Self.advance(&cursors[index], in: conditions.bases[index], to: entry)
      { differs = true }
      guard conditions.subscription.covers(entry.name), let resource = entry.resource else { continue }
      let isChanged = conditions.everything || (differs && !conditions.onlyOwed) || conditions.owed.contains(entry.name)
      if isChanged {
        isEmpty = false
        for reference in resource.references where reference.type == .endpoints { endpointNames.insert(reference.name) }
      }
      if isChanged || isWhole { resources.append(resource) }
    }
    selectRemoved(conditions)
    if isWhole {
      if !removed.isEmpty { isEmpty = false }
      removed = []
    } else if conditions.variant == .stateOfTheWorld {
      selectEmptyAssignments(conditions.target.type)
    } else if !removed.isEmpty {
      isEmpty = false
    }
  }

  /// Moves a cursor to an entry's name; false where the base has it otherwise, or not at all.
  private static func advance(_ cursor: inout Int, in base: ResourceSet, to entry: ResourceSet.Entry) -> Bool {
    while cursor < base.entries.count, base.entries[cursor].name < entry.name { cursor += 1 }
    guard cursor < base.entries.count, base.entries[cursor].name == entry.name else { return false }
    guard let content = base.entries[cursor].content else { return false }
    return content == entry.content
  }

  /// Names that a base has and the target has not, and names that are owed and do not exist.
  private mutating func selectRemoved(_ conditions: Conditions) {
    var gone: Set<String> = []
    if !conditions.onlyOwed {
      for base in conditions.bases where base.identity != conditions.target.identity {
        var cursor = 0
        let entries = conditions.target.entries
        for entry in base.entries {
          while cursor < entries.count, entries[cursor].name < entry.name { cursor += 1 }
          if cursor < entries.count, entries[cursor].name == entry.name { continue }
          if conditions.subscription.covers(entry.name) { gone.insert(entry.name) }
        }
      }
    }
    for name in conditions.owed.members
    where conditions.subscription.covers(name) && conditions.target.entry(name) == nil { gone.insert(name) }
    removed = gone.sorted()
  }

  /// In SotW there is no word for "does not exist". For EDS an assignment without endpoints says the same; for RDS and
  /// SDS nothing does, and their parents imply it.
  private mutating func selectEmptyAssignments(_ type: TypeURL) {
    if type == .endpoints && !removed.isEmpty {
      isEmpty = false
      for name in removed {
        // ClusterLoadAssignment: cluster_name 1
        var body = WireBuffer()
        body.append(field: 1, string: name)
        resources.append(XDSResource(type: type, name: name, body: body.bytes))
      }
    }
    removed = []
  }
}
