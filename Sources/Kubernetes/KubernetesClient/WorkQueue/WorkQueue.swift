/// A queue of keys that need a pass, as a value: it is told what happens and when, and says what to run and how long to
/// wait.
///
/// A key is any of ready, running and delayed: ready keys run in the order in which they came, as many at once as there
/// are workers. A key that is added while it runs is run again after that. It holds each key once, so it is bounded by
/// the number of keys that there are.
///
/// It must never run two passes of one key at once, and never lose a key that was added before the drain.
public struct WorkQueue<Key: Hashable & Sendable>: Sendable {
  /// What the queue asks of its shell.
  public typealias Directive = WorkQueueDirective<Key>

  private struct State: Sendable {
    /// Since when the key is ready, or to be run again after its pass.
    var readySince: Duration?
    var runningSince: Duration?
    /// When the key is to be run, whatever happens before.
    var delayedUntil: Duration?
    /// When a pass that failed is to be tried again; a pass that ends well before then makes it needless.
    var retryAt: Duration?
    var failures = 0

    var isIdle: Bool {
      readySince == nil && runningSince == nil && delayedUntil == nil && retryAt == nil && failures == 0
    }
  }

  private let workers: Int
  private let backoff: Backoff
  private var generator: SeededGenerator
  private var states: [Key: State] = [:]
  private var ready: [Key] = []
  private var readyHead = 0
  private var deadlines = DeadlineHeap<Key>()
  private var running = 0
  private var counters = WorkQueueMetrics()
  private var told: Duration?
  private var drain: Drain?

  private struct Drain: Sendable {
    var deadline: Duration
    var hasEnded = false
  }

  /// An empty queue. `workers` is how many passes may run at once; `seed` makes the jitter.
  public init(workers: Int, backoff: Backoff = .passes, seed: UInt64) {
    self.workers = max(workers, 1)
    self.backoff = backoff
    generator = SeededGenerator(seed: seed)
  }

  /// Whether the queue takes no keys any more.
  public var isDraining: Bool { drain != nil }

  /// Has a key run as soon as a worker is free, and no later than a time if that is given for it already.
  public mutating func add(_ key: Key, at now: Duration) -> [Directive] {
    guard drain == nil else { return [] }
    counters.added += 1
    makeReady(key, at: now)
    return advance(at: now)
  }

  /// Has many keys run, in this order.
  public mutating func add(_ keys: some Sequence<Key>, at now: Duration) -> [Directive] {
    guard drain == nil else { return [] }
    for key in keys {
      counters.added += 1
      makeReady(key, at: now)
    }
    return advance(at: now)
  }

  /// Has a key run at a later time. Of several times for one key the earliest counts. A pass before that time does not
  /// stand for it.
  public mutating func add(_ key: Key, after delay: Duration, at now: Duration) -> [Directive] {
    if delay <= .zero { return add(key, at: now) }
    guard drain == nil else { return [] }
    counters.added += 1
    ripen(at: now)
    delayUntil(now + delay, key)
    return advance(at: now)
  }

  /// A key's pass has ended.
  public mutating func finish(_ key: Key, _ result: PassResult, at now: Duration) -> [Directive] {
    ripen(at: now)
    guard var state = states[key], state.runningSince != nil else { return [] }
    state.runningSince = nil
    state.retryAt = nil
    running -= 1
    var delay: Duration?
    switch result {
    case .done, .again:
      counters.succeeded += 1
      state.failures = 0
      if case .again(let after) = result { delay = max(after, .zero) }
    case .failed, .refused:
      state.failures += 1
      if drain == nil {
        counters.retried += 1
        var rest = backoff.rest(after: state.failures, using: &generator)
        // What was asked for at least, and a little more, so that those who were refused together do not come together.
        if case .refused(let least) = result { rest += max(least, .zero) }
        state.retryAt = now + rest
        deadlines.insert(key, at: now + rest)
      }
    }
    let isReady = state.readySince != nil
    if isReady { ready.append(key) }
    states[key] = state.isIdle ? nil : state
    if let delay, drain == nil { delayUntil(now + delay, key) }
    return advance(at: now)
  }

  /// The time that was asked for has come. Coming earlier or later does no harm: what is still to be waited for is told
  /// again.
  public mutating func wake(at now: Duration) -> [Directive] {
    told = nil
    return advance(at: now)
  }

  /// Takes no more keys, and ends when nothing runs any more, or at the deadline. Called again it can only hurry: the
  /// earlier deadline counts, and what is ready may be dropped after all.
  public mutating func shutDown(_ mode: DrainMode, deadline: Duration, at now: Duration) -> [Directive] {
    if let drain, drain.hasEnded { return [] }
    drain = Drain(deadline: min(deadline, drain?.deadline ?? deadline))
    deadlines = DeadlineHeap()
    for (key, state) in states {
      var kept = state
      kept.delayedUntil = nil
      kept.retryAt = nil
      if mode == .finishRunning { kept.readySince = nil }
      let isNeeded = kept.readySince != nil || kept.runningSince != nil
      states[key] = isNeeded ? kept : nil
    }
    if mode == .finishRunning {
      ready.removeAll()
      readyHead = 0
    }
    return advance(at: now)
  }

  /// The figures; their cost grows with the number of keys.
  public func metrics(at now: Duration) -> WorkQueueMetrics {
    var metrics = counters
    metrics.running = running
    for state in states.values {
      if let since = state.readySince, state.runningSince == nil {
        metrics.depth += 1
        metrics.oldestReady = max(metrics.oldestReady, now - since)
      }
      if let since = state.runningSince { metrics.longestRun = max(metrics.longestRun, now - since) }
      if state.delayedUntil != nil || state.retryAt != nil { metrics.delayed += 1 }
    }
    return metrics
  }

  /// How many entries it keeps in all, for tests of its bound.
  var footprint: Int { states.count + ready.count + deadlines.count }

  private mutating func makeReady(_ key: Key, at now: Duration) {
    var state = states[key] ?? State()
    guard state.readySince == nil else { return }
    state.readySince = now
    if state.runningSince == nil { ready.append(key) }
    states[key] = state
  }

  private mutating func delayUntil(_ time: Duration, _ key: Key) {
    var state = states[key] ?? State()
    if let earlier = state.delayedUntil, earlier <= time { return }
    state.delayedUntil = time
    states[key] = state
    deadlines.insert(key, at: time)
  }

  /// Starts what can be started, and says how long to wait.
  private mutating func advance(at now: Duration) -> [Directive] {
    var directives: [Directive] = []
    if let drain {
      if drain.hasEnded { return [] }
      if now >= drain.deadline { return endDrain() }
    }
    ripen(at: now)
    start(at: now, into: &directives)
    if drain != nil, running == 0, readyHead == ready.count { return directives + endDrain() }
    compact()
    let next = drain?.deadline ?? deadlines.first?.time
    if next != told {
      told = next
      directives.append(.wait(until: next))
    }
    return directives
  }

  /// Makes ready what is due.
  private mutating func ripen(at now: Duration) {
    while let (time, key) = deadlines.first {
      let isCurrent = isWanted(time, key)
      if isCurrent && time > now { break }
      deadlines.removeFirst()
      guard isCurrent else { continue }
      if states[key]?.delayedUntil == time { states[key]?.delayedUntil = nil }
      if states[key]?.retryAt == time { states[key]?.retryAt = nil }
      makeReady(key, at: max(time, .zero))
    }
  }

  private mutating func start(at now: Duration, into directives: inout [Directive]) {
    while running < workers, readyHead < ready.count {
      let key = ready[readyHead]
      readyHead += 1
      guard var state = states[key], let since = state.readySince, state.runningSince == nil else { continue }
      state.readySince = nil
      state.runningSince = now
      states[key] = state
      running += 1
      counters.started += 1
      directives.append(
        .run(WorkQueuePass(key: key, failures: state.failures, waited: max(now - since, .zero))))
    }
  }

  private mutating func endDrain() -> [Directive] {
    drain?.hasEnded = true
    var unfinished: [Key] = []
    for (key, state) in states where state.runningSince != nil { unfinished.append(key) }
    return [.drained(unfinished: unfinished)]
  }

  private func isWanted(_ time: Duration, _ key: Key) -> Bool {
    guard let state = states[key] else { return false }
    return state.delayedUntil == time || state.retryAt == time
  }

  /// Forgets what was taken, and deadlines that were replaced, before they outweigh what is there.
  private mutating func compact() {
    if readyHead > 32, readyHead * 2 > ready.count {
      ready.removeFirst(readyHead)
      readyHead = 0
    }
    if deadlines.count > 64, deadlines.count > 4 * states.count {
      let states = states
      deadlines.removeAll { time, key in
        guard let state = states[key] else { return false }
        return state.delayedUntil == time || state.retryAt == time
      }
    }
  }
}
