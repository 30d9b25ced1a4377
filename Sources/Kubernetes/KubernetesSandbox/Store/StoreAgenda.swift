/// What the store still has to do by itself, and the indexes that tell it: dependents of owners, users of claims, namespaces
/// and definitions that end, events that expire.
struct StoreAgenda: Sendable {
  /// Where each object is, by its UID.
  private(set) var addresses: [String: StoreAddress] = [:]
  /// The objects that name an owner, by its UID.
  private(set) var dependents: [String: Set<StoreAddress>] = [:]
  /// The pods on nodes that use a claim, by the path of the claim.
  private(set) var users: [String: Set<String>] = [:]
  /// Objects of which an owner is not there.
  var garbage: [StoreAddress] = []
  /// The namespaces, claims and definitions that are being deleted, by the resource.
  private(set) var ending: [String: Set<String>] = [:]
  /// The objects that are being deleted and wait for what becomes of their dependents.
  private(set) var propagating: Set<StoreAddress> = []
  /// Whether something was written since what ends was last looked at.
  var isDirty = false
  /// Events in the order in which they expire.
  private var expiries: [(time: Int64, path: String, version: Int)] = []
  private var firstExpiry = 0

  /// The resources whose objects' ends need work.
  private static let ends: Set<String> = [
    "namespaces", "persistentvolumeclaims", StoreResource.definitions,
  ]

  /// Whether there is work that waits for no time.
  var isDue: Bool {
    !garbage.isEmpty || isDirty && (!propagating.isEmpty || ending.values.contains { !$0.isEmpty })
  }

  /// When the next event expires, in seconds since the epoch.
  var nextExpiry: Int64? { firstExpiry < expiries.count ? expiries[firstExpiry].time : nil }

  /// Takes note of a write.
  mutating func note(_ change: StoreChange, expiresAt: Int64) {
    let (resource, event) = (change.resource, change.event)
    let address = StoreAddress(resource: resource, path: event.object.path)
    isDirty = true
    noteOwners(event, address)
    if resource == "pods" { noteUsers(event) }
    if Self.ends.contains(resource) {
      let isEnding = event.kind != .deleted && event.object.deletionTimestamp != nil
      if isEnding {
        ending[resource, default: []].insert(address.path)
      } else {
        ending[resource]?.remove(address.path)
      }
    }
    if event.kind != .deleted, DeletionPropagation.pending(event.object) != nil {
      propagating.insert(address)
    } else {
      propagating.remove(address)
    }
    if resource == "events", event.kind != .deleted { expiries.append((expiresAt, address.path, event.version)) }
  }

  /// The objects that name an owner, in the order of their places: what follows from it is the same at each run.
  func dependents(of uid: String) -> [StoreAddress] {
    (dependents[uid] ?? []).sorted { ($0.resource, $0.path) < ($1.resource, $1.path) }
  }

  private mutating func noteOwners(_ event: StoreEvent, _ address: StoreAddress) {
    let owners = event.kind == .deleted ? [] : event.object.owners
    for owner in event.old?.owners ?? [] where !owners.contains(owner) {
      dependents[owner]?.remove(address)
      if dependents[owner]?.isEmpty == true { dependents[owner] = nil }
    }
    if event.kind == .deleted {
      addresses[event.object.uid] = nil
      garbage += dependents(of: event.object.uid)
      return
    }
    addresses[event.object.uid] = address
    guard !owners.isEmpty, event.old?.owners != owners else { return }
    for owner in owners { dependents[owner, default: []].insert(address) }
    if owners.contains(where: { addresses[$0] == nil }) { garbage.append(address) }
  }

  private mutating func noteUsers(_ event: StoreEvent) {
    for claim in event.old?.claims ?? [] {
      users[claim]?.remove(event.object.path)
      if users[claim]?.isEmpty == true { users[claim] = nil }
    }
    guard event.kind != .deleted else { return }
    for claim in event.object.claims { users[claim, default: []].insert(event.object.path) }
  }

  /// The events that have expired, each with the version that it had when its time began.
  mutating func expired(_ now: Int64) -> [(path: String, version: Int)] {
    var expired: [(path: String, version: Int)] = []
    while firstExpiry < expiries.count, expiries[firstExpiry].time <= now {
      expired.append((expiries[firstExpiry].path, expiries[firstExpiry].version))
      firstExpiry += 1
    }
    if firstExpiry > expiries.count / 2 {
      expiries.removeFirst(firstExpiry)
      firstExpiry = 0
    }
    return expired
  }
}

/// Resources that the store knows by name.
enum StoreResource {
  static let definitions = "customresourcedefinitions.apiextensions.k8s.io"
}
