import JSON

/// Deletions that do something with what an object owns before it goes.
extension APIState {
  /// Goes on with all of them.
  mutating func propagateDeletions() {
    for address in agenda.propagating.sorted(by: { ($0.resource, $0.path) < ($1.resource, $1.path) }) {
      guard let object = buckets[address.resource]?.object(address.path) else { continue }
      switch DeletionPropagation.pending(object) {
      case .orphan:
        for dependent in dependents(of: object) { disown(dependent.address, dependent.object, from: [object.uid]) }
        release(address, "orphan")
      case .foreground:
        let blocking = dependents(of: object).filter { Self.blocks($0.object, object.uid) }
        if blocking.isEmpty { release(address, "foregroundDeletion") }
        for dependent in blocking { deleteBlocking(dependent.address, dependent.object) }
      case .background, nil: continue
      }
    }
  }

  /// The objects that name another as their owner, in the order of their places.
  private func dependents(of owner: StoredObject) -> [(address: StoreAddress, object: StoredObject)] {
    var found: [(address: StoreAddress, object: StoredObject)] = []
    for address in agenda.dependents(of: owner.uid) {
      if let object = buckets[address.resource]?.object(address.path) { found.append((address, object)) }
    }
    return found
  }

  private static func references(_ object: StoredObject) -> [JSONValue] {
    object.json["metadata"]?["ownerReferences"]?.arrayValue ?? []
  }

  /// Whether an object keeps its owner from going.
  private static func blocks(_ object: StoredObject, _ uid: String) -> Bool {
    references(object).contains { $0["uid"]?.stringValue == uid && $0["blockOwnerDeletion"] == true }
  }

  /// Takes owners out of an object.
  private mutating func disown(_ address: StoreAddress, _ object: StoredObject, from uids: Set<String>) {
    let kept = Self.references(object).filter { !uids.contains($0["uid"]?.stringValue ?? "") }
    let references: JSONValue? = kept.isEmpty ? .none : .some(.array(kept))
    rewrite(address.resource, object, ObjectMetadata.with(object.json, "ownerReferences", references))
  }

  /// Deletes an object that blocks its owner, in the foreground where it owns others; one that has another owner which
  /// stays loses those that go.
  private mutating func deleteBlocking(_ address: StoreAddress, _ object: StoredObject) {
    var leaving: Set<String> = []
    for uid in object.owners {
      let place = agenda.addresses[uid]
      let owner = place.flatMap { buckets[$0.resource]?.object($0.path) }
      if owner.map({ DeletionPropagation.pending($0) == .foreground }) ?? true { leaving.insert(uid) }
    }
    if object.owners.contains(where: { !leaving.contains($0) }) { return disown(address, object, from: leaving) }
    deleteInBackground(address.resource, object, agenda.dependents[object.uid] == nil ? .background : .foreground)
  }

  /// Takes one finalizer from an object that is being deleted; without any it goes.
  mutating func release(_ address: StoreAddress, _ finalizer: String) {
    guard let object = buckets[address.resource]?.object(address.path), object.deletionTimestamp != nil else { return }
    let left = object.finalizers.filter { $0 != finalizer }
    guard left.count < object.finalizers.count else { return }
    let grace = object.json["metadata"]?["deletionGracePeriodSeconds"]?.intValue ?? 0
    let isNamespace = address.resource == "namespaces"
    let ends = isNamespace ? object.json["spec"]?["finalizers"]?.arrayValue?.isEmpty ?? true : true
    if left.isEmpty, grace == 0, ends { return discard(address.resource, object) }
    let finalizers: JSONValue? = left.isEmpty ? .none : .some(.array(left.map { .string($0) }))
    rewrite(address.resource, object, ObjectMetadata.with(object.json, "finalizers", finalizers))
  }
}
