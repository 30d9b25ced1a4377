import JSON

/// What one list or watch sees of the objects of a resource: those that its filter chooses, in the form of its version.
struct ObjectView: Sendable {
  let filter: ObjectFilter
  let form: ObjectForm

  /// What a watch tells of a write; nil where it is none of its business.
  func event(_ event: StoreEvent) -> WatchEvent? {
    let isChosen = event.kind != .deleted && filter.matches(event.object)
    guard let old = event.old, filter.matches(old) else {
      return isChosen ? WatchEvent(kind: .added, object: form.shown(event.object)) : nil
    }
    if isChosen { return WatchEvent(kind: .modified, object: form.shown(event.object)) }
    if event.kind == .deleted { return WatchEvent(kind: .deleted, object: form.shown(event.object)) }
    let left = StoredObject(ObjectMetadata.versioned(old.json, event.version), version: event.version)
    return WatchEvent(kind: .deleted, object: form.shown(left))
  }
}
