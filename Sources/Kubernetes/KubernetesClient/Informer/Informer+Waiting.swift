extension Informer {
  /// Somebody who waits until the cache has seen a version.
  struct Waiter: Sendable {
    let number: Int
    let version: ResourceVersion
    let deadline: Duration
    /// How many lists had begun by then: one that begins later shows whatever was written before.
    let lists: Int
  }

  /// Waits until the cache has seen everything up to a version, such as that of an object that was just written:
  /// reading the cache after `caughtUp` shows that write, or a later one. One of `caughtUp` and `gaveUp` comes for each
  /// waiter.
  ///
  /// Where versions cannot be compared, exactly this version must come by, or a new list.
  public mutating func wait(
    for version: ResourceVersion, waiter: Int, deadline: Duration, at now: Duration
  ) -> [Directive] {
    if isSynced, hasSeen(version) { return [.caughtUp(waiter: waiter)] }
    if now >= deadline || waiters.count >= configuration.maximumWaiters { return [.gaveUp(waiter: waiter)] }
    if case .stopped = phase { return [.gaveUp(waiter: waiter)] }
    waiters.append(Waiter(number: waiter, version: version, deadline: deadline, lists: lists))
    return finish([], at: now)
  }

  /// A waiter waits no more; nothing comes for it.
  public mutating func stopWaiting(_ waiter: Int, at now: Duration) -> [Directive] {
    waiters.removeAll { $0.number == waiter }
    return finish([], at: now)
  }

  private func hasSeen(_ version: ResourceVersion) -> Bool {
    self.version?.isOlder(than: version) == false || passed.contains(version)
  }

  /// Lets those go whose version has been seen; `list` is the number of a list that is complete.
  mutating func releaseWaiters(list: Int?, into directives: inout [Directive]) {
    defer { passed.removeAll() }
    if waiters.isEmpty || !isSynced { return }
    var kept: [Waiter] = []
    for waiter in waiters {
      if hasSeen(waiter.version) || (list ?? 0) > waiter.lists {
        directives.append(.caughtUp(waiter: waiter.number))
      } else {
        kept.append(waiter)
      }
    }
    waiters = kept
  }

  mutating func giveUpWaiting(at now: Duration, into directives: inout [Directive]) {
    var kept: [Waiter] = []
    for waiter in waiters {
      if now >= waiter.deadline {
        directives.append(.gaveUp(waiter: waiter.number))
      } else {
        kept.append(waiter)
      }
    }
    waiters = kept
  }
}
