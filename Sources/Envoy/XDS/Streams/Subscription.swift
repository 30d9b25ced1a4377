/// What a stream asks for of one type.
///
/// It begins without a request; the first one makes it an implicit wildcard (no name was ever given, and the type allows
/// it), or explicit: names, `*`, or both. Once explicit it stays so, and an empty list asks for nothing.
struct Subscription: Sendable {
  /// Whether everything is asked for.
  private(set) var isWildcard = false
  /// The names that are asked for by name.
  private(set) var names = NameSet.empty
  /// Whether a request ever named a resource.
  private var isExplicit = false

  /// What a request asks to be sent, whether or not it is thought to be known.
  struct Demand: Sendable {
    /// Everything, since a wildcard began.
    var everything = false
    /// These names.
    var names = NameSet.empty
  }

  /// Whether a resource of this name is asked for.
  func covers(_ name: String) -> Bool { isWildcard || names.contains(name) }

  /// Whether nothing is asked for.
  var isEmpty: Bool { !isWildcard && names.isEmpty }

  /// Tells subscriptions with the same answers apart from others: a wildcard covers all names that come beside it.
  var signature: Int { isWildcard ? -1 : names.identity }

  /// Takes the list of a state-of-the-world request: all names that are asked for from now on.
  mutating func replace(_ list: [String], implicitWildcard: Bool, in table: inout NameTable) -> Demand {
    var demand = Demand()
    if list.isEmpty && !isExplicit {
      if implicitWildcard && !isWildcard {
        isWildcard = true
        demand.everything = true
      }
      return demand
    }
    isExplicit = true
    if !isWildcard {
      // The cheap ways for what comes with every answer, and for what all proxies of a group begin with.
      if let known = table.set(madeFrom: list) {
        if known === names { return demand }
        if names.isEmpty {
          names = known
          demand.names = known
          return demand
        }
      }
    }
    var wanted = Set(list)
    let wildcard = wanted.remove("*") != nil
    // A list of one empty name is how some clients say "nothing".
    wanted.remove("")
    if wildcard && !isWildcard { demand.everything = true }
    let new = table.set(of: wanted, listed: list)
    if new !== names {
      let added = wanted.filter { !covers($0) }
      demand.names = added.count == wanted.count ? new : table.set(of: added)
      names = new
    }
    isWildcard = wildcard
    return demand
  }

  /// Takes the lists of a delta request: what changes.
  mutating func change(
    subscribe: [String], unsubscribe: [String], implicitWildcard: Bool, isFirst: Bool, in table: inout NameTable
  ) -> Demand {
    var demand = Demand()
    if isFirst && subscribe.isEmpty && implicitWildcard {
      isWildcard = true
      demand.everything = true
    }
    if subscribe.isEmpty && unsubscribe.isEmpty { return demand }
    if !subscribe.isEmpty { isExplicit = true }
    if names.isEmpty, unsubscribe.isEmpty, !isWildcard, let known = table.set(madeFrom: subscribe) {
      names = known
      demand.names = known
      return demand
    }
    var added: Set<String> = []
    var removed: Set<String> = []
    for name in unsubscribe where !name.isEmpty {
      if name == "*" { isWildcard = false } else if names.contains(name) { removed.insert(name) }
    }
    for name in subscribe where !name.isEmpty {
      if name == "*" {
        isWildcard = true
        demand.everything = true
      } else {
        added.insert(name)
      }
    }
    names = names.isEmpty ? table.set(of: added, listed: subscribe) : table.set(names, adding: added, removing: removed)
    // A name that is no longer asked for is answered only while the wildcard still covers it.
    if !isWildcard { demand.everything = false }
    demand.names = table.set(of: isWildcard ? added.union(removed) : added)
    return demand
  }
}
