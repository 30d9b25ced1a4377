extension WatchCache {
  /// The names of the objects that change, as batches for one subscriber. The first batches hold what is there already, so
  /// that a subscriber needs no other look at the beginning.
  ///
  /// - Parameter limit: how many names a batch has at most.
  public func dirtyKeys(atMost limit: Int = .max) -> DirtyKeyBatches<ObjectKey> {
    dirtyKeys(atMost: limit) { [$0.key] }
  }

  /// The keys of whatever is concerned where an object changes, as batches for one subscriber: the owner's name, say. Both
  /// the object before and the one after count, so that an object that moves from one to another concerns both.
  ///
  /// - Parameters:
  ///   - limit: how many keys a batch has at most.
  ///   - keys: the keys of an object. It must be quick, and must not read the cache.
  public func dirtyKeys<Key: Hashable & Sendable>(
    atMost limit: Int = .max, by keys: @escaping @Sendable (Object) -> [Key]
  ) -> DirtyKeyBatches<Key> {
    let pending = PendingKeys<Key>()
    state.withLock { state in
      // Where nothing changes, nobody else notices that subscribers are gone.
      for (number, subscriber) in state.subscribers where !subscriber([]) { state.subscribers[number] = nil }
      for object in state.informer.store.values { pending.mark(keys(object)) }
      state.lastSubscriber += 1
      state.subscribers[state.lastSubscriber] = { [weak pending] changes in
        guard let pending else { return false }
        for change in changes {
          if let before = change.before { pending.mark(keys(before)) }
          if let after = change.after { pending.mark(keys(after)) }
        }
        return true
      }
    }
    return DirtyKeyBatches(pending: pending, limit: max(limit, 1))
  }
}
