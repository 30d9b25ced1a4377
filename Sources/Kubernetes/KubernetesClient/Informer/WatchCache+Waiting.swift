extension WatchCache {
  /// Waits until the first list is complete.
  ///
  /// - Throws: `CacheError` where that takes longer; the cache goes on.
  public func untilSynced(within time: Duration) async throws(CacheError) {
    if synced.value { return }
    let deadline = clock.now + time
    await firstOf(
      { [synced] in _ = await synced.changed(from: false) },
      { [clock] in try? await clock.sleep(until: deadline) })
    if synced.value { return }
    try throwCancelled()
    throw error(.notSynced, "the watch cache had no complete list within \(time)")
  }

  /// Waits until the cache has seen everything up to a version, such as that of an object which was just written: what is
  /// read afterwards shows that write, or a later one.
  ///
  /// - Throws: `CacheError` where that takes longer, or the cache does not run.
  public func caughtUp(with version: ResourceVersion, within time: Duration) async throws(CacheError) {
    let number = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    let hasCaughtUp = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let now = clock.now
        update { state in
          state.waiters[number] = continuation
          // Cancelled before: the handler below found nobody to wake.
          if Task.isCancelled { return [.gaveUp(waiter: number)] }
          return state.informer.wait(for: version, waiter: number, deadline: now + time, at: now)
        }
      }
    } onCancel: {
      let now = clock.now
      update { state in state.informer.stopWaiting(number, at: now) + [.gaveUp(waiter: number)] }
    }
    if hasCaughtUp { return }
    try throwCancelled()
    throw error(.notCaughtUp, "the watch cache did not see version \(version.text) within \(time)")
  }

  private func throwCancelled() throws(CacheError) {
    if Task.isCancelled { throw error(.cancelled, "the wait for the watch cache was cancelled") }
  }

  private func error(_ code: CacheError.Code, _ message: String) -> CacheError {
    var text = "\(resource) in \(scope): \(message)"
    if let trouble = health.trouble { text += "; \(trouble)" }
    return CacheError(code: code, message: text)
  }
}

/// Runs both until one has ended, and cancels the other.
func firstOf(_ one: @escaping @Sendable () async -> Void, _ other: @escaping @Sendable () async -> Void) async {
  await withTaskGroup { group in
    group.addTask { await one() }
    group.addTask { await other() }
    await group.next()
    group.cancelAll()
  }
}
