/// One write of one object, as history keeps it: the state before and the state after.
struct StoreEvent: Sendable {
  /// What the write did.
  enum Kind: Sendable, Hashable {
    case added, modified, deleted
  }

  let kind: Kind
  /// The version of the write.
  let version: Int
  /// The state after it; of a deleted object the last one, under the version of the deletion.
  let object: StoredObject
  /// The state before it; nil for an object that is new.
  let old: StoredObject?
}

/// A write with the resource that it belongs to: what a file must keep, and what watchers are told.
struct StoreChange: Sendable {
  /// The qualified name of the resource: `pods`, `deployments.apps`.
  let resource: String
  let event: StoreEvent
}
