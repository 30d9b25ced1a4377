extension Informer {
  /// A watch that was asked for.
  struct Watch: Sendable {
    let request: Int
    let since: Duration
    /// When the server should have ended it long ago.
    let until: Duration
    /// When the answer began.
    var began: Duration?
    /// When to look whether anything came.
    var checkAt: Duration
  }

  /// The server's answer to a watch has begun: it is accepted, though nothing may have happened yet.
  public mutating func watchBegan(_ request: Int, at now: Duration) -> [Directive] {
    guard case .watching(let watch) = phase, watch.request == request else { return [] }
    hear(watch, at: now)
    return finish([], at: now)
  }

  /// Events have come, in this order. Events of one call are told as one set of changes.
  public mutating func receive(
    _ events: some Sequence<WatchEvent<Object>>, of request: Int, at now: Duration
  ) -> [Directive] {
    guard case .watching(let watch) = phase, watch.request == request else { return [] }
    hear(watch, at: now)
    var directives: [Directive] = []
    var changes = ChangeList<Object>()
    var failure: RequestFailure?
    for event in events {
      switch event {
      case .added(let object), .modified(let object): set(object, into: &changes)
      case .deleted(let object):
        remove(object.key, uid: object.uid, object.resourceVersion, into: &changes)
      case .gone(let key, let version): remove(key, uid: nil, version, into: &changes)
      case .bookmark(let version): advance(to: version)
      case .unreadable(let key, let version):
        advance(to: version)
        markUnreadable(key, into: &directives)
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
      end(failure, at: now, into: &directives)
    }
    return finish(directives, at: now)
  }

  /// A watch ended as watches do: its time was up, or the server goes away. What came of its last event before it was
  /// whole is not told at all: it comes again.
  public mutating func watchEnded(_ request: Int, at now: Duration) -> [Directive] {
    guard case .watching(let watch) = phase, watch.request == request else { return [] }
    var directives: [Directive] = []
    if now - watch.since < configuration.shortestWatch {
      end(.failed, at: now, into: &directives)
    } else {
      settle(at: now, into: &directives)
      resume(at: now, into: &directives)
    }
    return finish(directives, at: now)
  }

  /// A watch could not be begun, or broke.
  public mutating func watchFailed(_ failure: RequestFailure, of request: Int, at now: Duration) -> [Directive] {
    guard case .watching(let watch) = phase, watch.request == request else { return [] }
    var directives: [Directive] = []
    end(failure, at: now, into: &directives)
    return finish(directives, at: now)
  }

  private mutating func hear(_ watch: Watch, at now: Duration) {
    lastHeard = now
    if watch.began != nil { return }
    var begun = watch
    begun.began = now
    begun.checkAt = now + configuration.watchSilence
    phase = .watching(begun)
  }

  /// Looks whether a watch lives: a connection can be dead though nothing says so.
  mutating func check(_ watch: Watch, at now: Duration, into directives: inout [Directive]) {
    if watch.began == nil {
      cancelRequest(into: &directives)
      return fail(.watch(.failed), .failed, at: now, into: &directives)
    }
    let silentFrom = (lastHeard ?? watch.since) + configuration.watchSilence
    if now < watch.until, now < silentFrom {
      var checked = watch
      checked.checkAt = silentFrom
      phase = .watching(checked)
      return
    }
    cancelRequest(into: &directives)
    resume(at: now, into: &directives)
  }

  private mutating func end(_ failure: RequestFailure, at now: Duration, into directives: inout [Directive]) {
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

  /// Takes an object. Of an object that the cache has, the versions of the two decide which is newer. One that it does
  /// not have is new only if its version is: what is older came before its deletion.
  private mutating func set(_ event: Object, into changes: inout ChangeList<Object>) {
    let key = event.key
    let eventVersion = event.resourceVersion
    let reached = version
    advance(to: eventVersion)
    if let current = store[key] {
      let isKnown = current.uid == event.uid && current.resourceVersion == eventVersion
      if isKnown || eventVersion.isCertainlyOlder(than: current.resourceVersion) { return }
    } else if let reached, eventVersion.isCertainlyOlder(than: reached) {
      return
    }
    if !unreadable.isEmpty { unreadable.remove(key) }
    var object = event
    object.removeManagedFields(except: configuration.fieldManager)
    changes.add(key, before: store.set(object, for: key), after: object)
  }

  /// Removes an object. Its end is compared with the object that the cache has, not with the cache's place: of an
  /// object that left a selector, some servers send the last version that matched.
  private mutating func remove(
    _ key: ObjectKey, uid: String?, _ eventVersion: ResourceVersion, into changes: inout ChangeList<Object>
  ) {
    defer { advance(to: eventVersion) }
    if let current = store[key] {
      if uid == nil || current.uid == uid {
        if eventVersion.isCertainlyOlder(than: current.resourceVersion) { return }
      } else if !current.resourceVersion.isCertainlyOlder(than: eventVersion) {
        return
      }
      changes.add(key, before: store.set(nil, for: key), after: nil)
    }
    if !unreadable.isEmpty { unreadable.remove(key) }
  }

  private mutating func advance(to newer: ResourceVersion) {
    if newer.text.isEmpty || newer == version { return }
    if let version, newer.isCertainlyOlder(than: version) { return }
    version = newer
    stuckWatches = 0
    if !waiters.isEmpty, !newer.isOrdered { passed.insert(newer) }
  }
}
