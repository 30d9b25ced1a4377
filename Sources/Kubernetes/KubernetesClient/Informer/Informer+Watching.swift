extension Informer {
  /// Events have come, in this order. Events of one call are told as one set of changes.
  public mutating func receive(
    _ events: some Sequence<WatchEvent<Object>>, of request: Int, at now: Duration
  ) -> [Directive] {
    guard case .watching(request, let since, _) = phase else { return [] }
    lastHeard = now
    var directives: [Directive] = []
    var changes = ChangeList<Object>()
    var failure: RequestFailure?
    for event in events {
      switch event {
      case .added(let object), .modified(let object): set(object, into: &changes)
      case .deleted(let object): remove(object, into: &changes)
      case .bookmark(let version): advance(to: version)
      case .unreadable(let key, let version):
        advance(to: version)
        tell(.unreadable(key), into: &directives)
      case .error(let error): failure = error
      }
      if failure != nil { break }
    }
    let changed = changes.changes()
    if !changed.isEmpty { directives.append(.changed(changed)) }
    releaseWaiters(list: nil, into: &directives)
    settle(at: now, into: &directives)
    if let failure {
      // What follows a status is of no use, and the server may leave the stream open.
      cancelRequest(into: &directives)
      end(failure, since: since, at: now, into: &directives)
    }
    return finish(directives, at: now)
  }

  /// A watch ended as watches do: its time was up, or the server goes away. What came of its last event before it was
  /// whole is not told at all: it comes again.
  public mutating func watchEnded(_ request: Int, at now: Duration) -> [Directive] {
    guard case .watching(request, let since, _) = phase else { return [] }
    var directives: [Directive] = []
    if now - since < configuration.shortestWatch {
      end(.failed, since: since, at: now, into: &directives)
    } else {
      settle(at: now, into: &directives)
      resume(at: now, into: &directives)
    }
    return finish(directives, at: now)
  }

  /// A watch could not be begun, or broke.
  public mutating func watchFailed(_ failure: RequestFailure, of request: Int, at now: Duration) -> [Directive] {
    guard case .watching(request, let since, _) = phase else { return [] }
    var directives: [Directive] = []
    end(failure, since: since, at: now, into: &directives)
    return finish(directives, at: now)
  }

  private mutating func end(
    _ failure: RequestFailure, since: Duration, at now: Duration, into directives: inout [Directive]
  ) {
    settle(at: now, into: &directives)
    switch failure {
    case .expired: version = nil
    case .tooNew, .malformed:
      stuckWatches += 1
      if stuckWatches >= configuration.watchAttempts { version = nil }
    case .throttled, .failed: break
    }
    if version == nil { stuckWatches = 0 }
    fail(.watch(failure), failure, at: now, into: &directives)
  }

  private mutating func set(_ event: Object, into changes: inout ChangeList<Object>) {
    let key = event.key
    let eventVersion = event.resourceVersion
    if let version, eventVersion.isCertainlyOlder(than: version) { return }
    defer { advance(to: eventVersion) }
    if let current = store[key] {
      let isKnown = current.uid == event.uid && current.resourceVersion == eventVersion
      if isKnown || eventVersion.isCertainlyOlder(than: current.resourceVersion) { return }
    }
    var object = event
    object.removeManagedFields(except: configuration.fieldManager)
    changes.add(key, before: store.set(object, for: key), after: object)
  }

  /// Removes an object. Its end is compared with the object that the cache has, not with the cache's place: of an object
  /// that left a selector, some servers send the last version that matched.
  private mutating func remove(_ event: Object, into changes: inout ChangeList<Object>) {
    let key = event.key
    let eventVersion = event.resourceVersion
    defer { advance(to: eventVersion) }
    guard let current = store[key] else { return }
    if current.uid == event.uid {
      if eventVersion.isCertainlyOlder(than: current.resourceVersion) { return }
    } else if !current.resourceVersion.isCertainlyOlder(than: eventVersion) {
      return
    }
    changes.add(key, before: store.set(nil, for: key), after: nil)
  }

  private mutating func advance(to newer: ResourceVersion) {
    if newer.text.isEmpty || newer == version { return }
    if let version, newer.isCertainlyOlder(than: version) { return }
    version = newer
    stuckWatches = 0
    if !waiters.isEmpty, !newer.isOrdered { passed.insert(newer) }
  }
}
