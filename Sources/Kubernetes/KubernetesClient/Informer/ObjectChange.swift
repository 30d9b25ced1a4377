/// What happened to one object in a cache.
public struct ObjectChange<Object: CachedObject>: Sendable {
  /// The object's name.
  public let key: ObjectKey
  /// The object before; nil where there was none.
  public let before: Object?
  /// The object now; nil where it is gone.
  public let after: Object?
}

/// Changes in the order in which keys were first touched, at most one for each object.
///
/// An object that changes twice is one change from its first state to its last. An object that was deleted and made
/// anew under the same name, so under another UID, is two: the old one's end and the new one's beginning.
struct ChangeList<Object: CachedObject>: Sendable {
  private struct Entry: Sendable {
    let key: ObjectKey
    let before: Object?
    var after: Object?
  }

  private var entries: [Entry] = []
  private var latest: [ObjectKey: Int] = [:]

  var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ key: ObjectKey, before: Object?, after: Object?) {
    if let before, let after, before.uid != after.uid {
      add(key, before: before, after: nil)
      add(key, before: nil, after: after)
      return
    }
    if let index = latest[key] {
      let isContinued = entries[index].after?.uid == before?.uid && entries[index].after != nil
      if isContinued {
        entries[index].after = after
        return
      }
    }
    latest[key] = entries.count
    entries.append(Entry(key: key, before: before, after: after))
  }

  /// The changes; what came and went in between is none.
  func changes() -> [ObjectChange<Object>] {
    var changes: [ObjectChange<Object>] = []
    changes.reserveCapacity(entries.count)
    for entry in entries where entry.before != nil || entry.after != nil {
      changes.append(ObjectChange(key: entry.key, before: entry.before, after: entry.after))
    }
    return changes
  }
}
