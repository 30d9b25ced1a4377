extension Informer {
  /// A list whose pages are not all there yet.
  struct Listing: Sendable {
    let number: Int
    var seen: Set<ObjectKey> = []
    /// The first page's version: the watch begins there, whatever later pages say.
    var version: ResourceVersion?
    var `continue`: String?

    init(number: Int) { self.number = number }
  }

  /// A page has come.
  public mutating func receive(_ page: ListPage<Object>, of request: Int, at now: Duration) -> [Directive] {
    guard case .listing(request, _) = phase, var list = listing else { return [] }
    lastHeard = now
    listing = nil
    var directives: [Directive] = []
    var changes = ChangeList<Object>()
    for item in page.items {
      list.seen.insert(item.key)
      replace(item, into: &changes)
    }
    for key in page.unreadable {
      list.seen.insert(key)
      markUnreadable(key, into: &directives)
    }
    if list.version == nil { list.version = page.resourceVersion }
    let isLast = page.continue?.isEmpty ?? true
    if isLast {
      for key in Array(store.keys) where !list.seen.contains(key) {
        changes.add(key, before: store.set(nil, for: key), after: nil)
      }
      if !unreadable.isEmpty { unreadable.formIntersection(list.seen) }
      version = list.version
      expiredLists = 0
      stuckWatches = 0
    } else {
      list.continue = page.continue
      listing = list
    }
    let changed = changes.changes()
    if !changed.isEmpty { directives.append(.changed(changed)) }
    if isLast {
      if !isSynced { directives.append(.synced) }
      isSynced = true
      releaseWaiters(list: list.number, into: &directives)
    }
    resume(at: now, into: &directives)
    return finish(directives, at: now)
  }

  /// A page did not come.
  public mutating func listFailed(_ failure: RequestFailure, of request: Int, at now: Duration) -> [Directive] {
    guard case .listing(request, _) = phase else { return [] }
    var directives: [Directive] = []
    if failure == .expired {
      // The rest of the list cannot be had any more: from the beginning, and without pages if that happens again.
      expiredLists += 1
      listing = nil
      version = nil
    }
    fail(.list(failure), failure, at: now, into: &directives)
    return finish(directives, at: now)
  }

  /// Takes an object of a list. A list is of the most recent state, so it is right even where its object has an older
  /// version than the cache's: the server's storage was restored from a backup.
  private mutating func replace(_ item: Object, into changes: inout ChangeList<Object>) {
    let key = item.key
    if !unreadable.isEmpty { unreadable.remove(key) }
    if let current = store[key], current.uid == item.uid, current.resourceVersion == item.resourceVersion { return }
    var object = item
    object.removeManagedFields(except: configuration.fieldManager)
    changes.add(key, before: store.set(object, for: key), after: object)
  }
}
