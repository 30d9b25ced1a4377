extension WatchCache {
  /// Keeps the cache up to date until the task is cancelled. It can be called again then, and goes on where it was; while
  /// it runs already, it returns at once.
  public func run() async {
    let isFirst = state.withLock { state in
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard isFirst else { return }
    let began = clock.now
    update { $0.informer.start(at: began) }
    await withTaskGroup { group in
      group.addTask { await self.carryOutRequests() }
      group.addTask { await self.carryOutTimer() }
    }
    let ended = clock.now
    update { state in
      state.isRunning = false
      // Under the lock: who runs it again at once must not lose its first request.
      self.wanted.set(nil)
      return state.informer.stop(at: ended)
    }
  }

  /// Has the one request under way that the informer wants, and ends it when it wants another.
  private func carryOutRequests() async {
    var done = 0
    while !Task.isCancelled {
      let request = wanted.value
      guard let request, request.number > done else {
        _ = await wanted.changed(from: request)
        continue
      }
      done = request.number
      await firstOf({ await self.perform(request) }, { _ = await self.wanted.changed(from: request) })
    }
  }

  /// Wakes the informer at the time that it asked for last.
  private func carryOutTimer() async {
    while !Task.isCancelled {
      let time = timer.value
      guard let time else {
        _ = await timer.changed(from: nil)
        continue
      }
      if clock.now >= time {
        wake()
      } else {
        await firstOf(
          { try? await self.clock.sleep(until: time) }, { _ = await self.timer.changed(from: time) })
      }
    }
  }

  private func wake() {
    let now = clock.now
    update { state in
      // The informer tells the next time anew, if there is one.
      self.timer.set(nil)
      return state.informer.wake(at: now)
    }
  }

  // MARK: What the informer says

  /// What is done when the lock is free again.
  private struct Effects {
    var changes: [[ObjectChange<Object>]] = []
    var resumed: [(CheckedContinuation<Bool, Never>, Bool)] = []
    var subscribers: [Int: @Sendable ([ObjectChange<Object>]) -> Bool] = [:]
    var reports: [@Sendable (CacheReporter) -> Void] = []
  }

  /// Tells the informer something, and carries out what it says.
  ///
  /// - Parameters:
  ///   - failure: what failed, where that is what it is told.
  ///   - isNews: whether people are to hear of the failure.
  ///   - unreadable: why objects cannot be read, of those that it is told of.
  func update(
    failure: ClientError? = nil, isNews: Bool = true, unreadable: [ObjectKey: String] = [:],
    _ tell: (inout State) -> [InformerDirective<Object>]
  ) {
    var effects = state.withLock { state in
      let directives = tell(&state)
      var effects = Effects()
      if let failure, isNews { note(failure, in: &state, &effects) }
      for directive in directives {
        carryOut(directive, in: &state, isExplained: failure != nil, unreadable, &effects)
      }
      if !effects.changes.isEmpty { effects.subscribers = state.subscribers }
      return effects
    }
    for report in effects.reports { report(reporter) }
    for changes in effects.changes {
      for (number, subscriber) in effects.subscribers where !subscriber(changes) {
        effects.subscribers[number] = nil
        state.withLock { $0.subscribers[number] = nil }
      }
    }
    for (continuation, hasCaughtUp) in effects.resumed { continuation.resume(returning: hasCaughtUp) }
  }

  private func note(_ failure: ClientError, in state: inout State, _ effects: inout Effects) {
    state.trouble = "\(failure)"
    let kind = failure.troubleKind
    guard state.told.insert(kind).inserted, let speaker = reporter.speaker(of: kind) else { return }
    state.hasSpoken = true
    effects.reports.append { $0.failed(failure, speaker) }
  }

  private func carryOut(
    _ directive: InformerDirective<Object>, in state: inout State, isExplained: Bool,
    _ unreadable: [ObjectKey: String], _ effects: inout Effects
  ) {
    switch directive {
    case .list(let request): wanted.set(.list(request))
    case .watch(let request): wanted.set(.watch(request))
    case .cancel(let request): if wanted.value?.number == request { wanted.set(nil) }
    case .wait(let until): timer.set(until)
    case .changed(let changes): effects.changes.append(changes)
    case .synced:
      let count = state.informer.store.count
      effects.reports.append { $0.isSynced(count) }
      synced.set(true)
    case .caughtUp(let waiter): resume(waiter, true, in: &state, &effects)
    case .gaveUp(let waiter): resume(waiter, false, in: &state, &effects)
    case .trouble(.unreadable(let key)):
      let reason = unreadable[key] ?? "its form is not that of its kind"
      effects.reports.append { $0.cannotRead(key, reason) }
    case .trouble(let trouble) where !isExplained:
      state.trouble = "the server does not answer in time, or ends every watch at once"
      guard state.told.insert(.unreachable).inserted, let speaker = reporter.speaker(of: .unreachable) else { return }
      state.hasSpoken = true
      effects.reports.append { $0.isSilent(trouble, speaker) }
    case .trouble: break
    case .recovered:
      state.told.removeAll()
      state.trouble = nil
      guard state.hasSpoken else { return }
      state.hasSpoken = false
      effects.reports.append { $0.recovered() }
    }
  }

  private func resume(_ waiter: Int, _ hasCaughtUp: Bool, in state: inout State, _ effects: inout Effects) {
    guard let continuation = state.waiters.removeValue(forKey: waiter) else { return }
    effects.resumed.append((continuation, hasCaughtUp))
  }
}
