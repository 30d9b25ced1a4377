extension LeaderElector {
  /// One campaign after the other, until it is to stop.
  func participate(_ body: @escaping Body) async {
    while begin() { await campaign(body) }
  }

  /// Makes a new candidate; false where no more are wanted.
  private func begin() -> Bool {
    let isWanted = state.withLock { state in
      if state.isStopping { return false }
      state.campaigns += 1
      state.election = LeaderElection(
        identity: identity, lease: lease, timing: timing, seed: seed &+ state.campaigns)
      state.steps = []
      state.wakeAt = nil
      state.isCampaigning = true
      return true
    }
    if isWanted { change { $0.start(at: $1) } }
    return isWanted
  }

  /// From being a candidate until the lease is lost or given back, and the body has ended.
  private func campaign(_ body: @escaping Body) async {
    var work: Task<Void, Never>?
    await withDiscardingTaskGroup { group in
      group.addTask { await self.watchLease() }
      var isOver = false
      while !isOver {
        for step in await nextSteps() {
          switch step {
          case .read(let request, let deadline):
            group.addTask { await self.read(request, by: deadline) }
          case .write(let request, let lease, let deadline):
            group.addTask { await self.write(lease, request, by: deadline) }
          case .lead(let term): work = lead(term, body)
          case .stop(let loss):
            state.withLock { $0.term }?.end(isLost: loss != .shutDown)
            work?.cancel()
            if loss != .shutDown { isOver = true }
          case .end: isOver = true
          }
        }
      }
      state.withLock { state in
        state.isCampaigning = false
        state.term = nil
      }
      group.cancelAll()
    }
    guard let work else { return }
    await end(work)
  }

  /// What is to be done next; waits for it.
  private func nextSteps() async -> [Step] {
    while true {
      let (steps, wakeAt) = state.withLock { state in
        defer { state.steps = [] }
        return (state.steps, state.wakeAt)
      }
      if !steps.isEmpty { return steps }
      await wakeup.wait(until: wakeAt, clock)
      guard let wakeAt, clock.now >= wakeAt else { continue }
      state.withLock { $0.wakeAt = nil }
      change { $0.wake(at: $1) }
    }
  }

  /// Starts the body. It has a task of its own: a body that ignores its cancellation must not hold up the hand-over.
  private func lead(_ term: LeaderTerm, _ body: @escaping Body) -> Task<Void, Never> {
    let transport = LeaderTransport(writes, term)
    return Task {
      await body(transport)
      if term.isOver { return }
      log.info("the leader's work has ended by itself; the lease is given back")
      shutDown()
    }
  }

  /// Waits for the body's end, and says so where that takes longer than a lease.
  private func end(_ work: Task<Void, Never>) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        guard (try? await self.clock.sleep(for: self.timing.leaseDuration)) != nil else { return }
        self.log.warning("the work of the leader goes on though the lease is gone: no candidate until it ends")
      }
      await work.value
      group.cancelAll()
    }
  }
}
