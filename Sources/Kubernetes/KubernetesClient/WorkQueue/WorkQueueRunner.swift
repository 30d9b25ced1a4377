import Synchronization
public import Telemetry

/// Runs a work queue's passes: `WorkQueue` with a clock, tasks and metrics.
///
/// - *new*: keys can be added; they wait.
/// - *running*: from `run` on.
/// - *draining*: after `shutDown`, or when the task of `run` is cancelled: takes no more keys.
/// - *ended*: `run` has returned; it cannot be run again.
///
/// Each pass has a task of its own, which the runner holds: a child task that ignores its cancellation would hold up the
/// drain for ever, and with it the end of the process. It must never run two passes of one key at once, and never wait
/// past the drain's deadline.
public final class WorkQueueRunner<Key: Hashable & Sendable>: Sendable {
  /// What is done about a key; told how often it has failed before, and cancelled where there is no more time for it.
  public typealias Pass = @Sendable (WorkQueuePass<Key>) async -> PassResult

  private struct State {
    var queue: WorkQueue<Key>
    var starts: [WorkQueuePass<Key>] = []
    var tasks: [Key: Task<Void, Never>] = [:]
    var wakeAt: Duration?
    var hasBegun = false
    var isCancelled = false
    /// The keys that were still running when the drain ended; nil before that.
    var unfinished: [Key]?
  }

  private let state: Mutex<State>
  private let wakeup = Wakeup()
  private let clock: any MonotonicClock
  private let cancellationTime: Duration
  private let waits: Histogram?
  private let runs: Histogram?

  /// A queue without keys.
  ///
  /// - Parameters:
  ///   - name: what the metrics call it.
  ///   - workers: how many passes may run at once.
  ///   - backoff: how long a key rests whose pass failed.
  ///   - cancellationTime: how long passes have to end after the task of `run` was cancelled.
  ///   - seed: makes the jitter; another one in each process.
  public init(
    name: String, workers: Int, backoff: Backoff = .passes, cancellationTime: Duration = .seconds(5),
    clock: any MonotonicClock = SystemClock(), metrics: MetricsRegistry? = nil,
    seed: UInt64 = .random(in: 0 ... .max)
  ) {
    state = Mutex(State(queue: WorkQueue(workers: workers, backoff: backoff, seed: seed)))
    self.clock = clock
    self.cancellationTime = cancellationTime
    waits = metrics?.histogram(.workQueueWait, [name])
    runs = metrics?.histogram(.workQueueRun, [name])
    metrics?.onCollect { [weak self] registry in self?.figures.write(to: registry, queue: name) }
  }

  /// The figures now.
  public var figures: WorkQueueMetrics {
    let now = clock.now
    return state.withLock { $0.queue.metrics(at: now) }
  }

  /// Has a key run as soon as a worker is free. A key that runs now is run once more after that.
  public func add(_ key: Key) { change { $0.add(key, at: $1) } }

  /// Has many keys run, in this order.
  public func add(_ keys: some Sequence<Key>) { change { $0.add(keys, at: $1) } }

  /// Has a key run after a time; of several times the earliest counts.
  public func add(_ key: Key, after delay: Duration) { change { $0.add(key, after: delay, at: $1) } }

  /// Takes no more keys, and has `run` return when nothing runs any more, or at the deadline: what runs then is cancelled
  /// and left behind. Called again it can only hurry.
  public func shutDown(_ mode: DrainMode = .finishRunning, within time: Duration) {
    change { $0.shutDown(mode, deadline: $1 + time, at: $1) }
  }

  /// Runs passes until the queue is shut down or this task is cancelled, which also cancels the passes.
  ///
  /// - Returns: the keys whose pass had not ended by the deadline; empty where the drain was complete.
  @discardableResult
  public func run(_ pass: @escaping Pass) async -> [Key] {
    let isFirst = state.withLock { state in
      defer { state.hasBegun = true }
      return !state.hasBegun
    }
    assert(isFirst, "a work queue runs once")
    guard isFirst else { return [] }
    // The drain takes time after a cancellation: what leads it must not be cancelled itself.
    let loop = Task { await lead(pass) }
    return await withTaskCancellationHandler {
      await loop.value
    } onCancel: {
      cancel()
    }
  }

  private func lead(_ pass: @escaping Pass) async -> [Key] {
    while true {
      let (unfinished, wakeAt) = state.withLock { state in
        start(pass, &state)
        return (state.unfinished, state.wakeAt)
      }
      if let unfinished {
        for task in state.withLock({ Array($0.tasks.values) }) { task.cancel() }
        return unfinished
      }
      await wakeup.wait(until: wakeAt, clock)
      guard let wakeAt, clock.now >= wakeAt else { continue }
      // The queue says nothing where there is nothing to wait for.
      state.withLock { $0.wakeAt = nil }
      change { $0.wake(at: $1) }
    }
  }

  /// Starts the passes that the queue asked for, unless its drain has ended.
  private func start(_ pass: @escaping Pass, _ state: inout State) {
    if state.unfinished != nil { return }
    for next in state.starts {
      state.tasks[next.key] = Task {
        self.waits?.observe(next.waited / .seconds(1))
        let begun = self.clock.now
        let result = await pass(next)
        self.runs?.observe((self.clock.now - begun) / .seconds(1))
        self.finish(next.key, result)
      }
      if state.isCancelled { state.tasks[next.key]?.cancel() }
    }
    state.starts = []
  }

  private func finish(_ key: Key, _ result: PassResult) {
    change(ending: key) { $0.finish(key, result, at: $1) }
  }

  private func cancel() {
    let tasks = state.withLock { state in
      state.isCancelled = true
      return Array(state.tasks.values)
    }
    for task in tasks { task.cancel() }
    shutDown(.finishRunning, within: cancellationTime)
  }

  private func change(
    ending key: Key? = nil, _ body: (inout WorkQueue<Key>, Duration) -> [WorkQueueDirective<Key>]
  ) {
    let now = clock.now
    let mustWake = state.withLock { state in
      if let key { state.tasks[key] = nil }
      let directives = body(&state.queue, now)
      for directive in directives {
        switch directive {
        case .run(let pass): state.starts.append(pass)
        case .wait(let until): state.wakeAt = until
        case .drained(let unfinished): state.unfinished = unfinished
        }
      }
      return !directives.isEmpty
    }
    if mustWake { wakeup.signal() }
  }
}
