import Testing

@testable import KubernetesClient

/// Random lives of a queue, each from one seed.
@Suite struct WorkQueueSimulationTests {
  @Test func noKeyIsLostAndNoKeyHasTwoWorkers() async {
    for seed in 0..<1_500 {
      await Task.yield()
      var simulation = Simulation(seed: UInt64(seed))
      simulation.run()
      #expect(simulation.problems.isEmpty, "seed \(seed): \(simulation.problems)")
      if !simulation.problems.isEmpty { return }
    }
  }

  @Test func itKeepsNoMoreThanTheKeysThatThereAre() {
    var queue = WorkQueue<Int>(workers: 2, seed: 3)
    var generator = SplitMix(seed: 4)
    var running: [Int] = []
    var now = Duration.zero
    var largest = 0
    for _ in 0..<10_000 {
      now += .milliseconds(Int.random(in: 0..<3, using: &generator))
      let key = Int.random(in: 0..<20, using: &generator)
      var directives = queue.add(key, after: .milliseconds(Int.random(in: 0..<100_000, using: &generator)), at: now)
      directives += queue.wake(at: now)
      if let key = running.popLast() {
        directives += queue.finish(key, generator.chance(of: 2) ? .failed : .done, at: now)
      }
      for case .run(let pass) in directives { running.append(pass.key) }
      largest = max(largest, queue.footprint)
    }
    #expect(largest < 250)
  }

  /// A world in which keys become dirty, and passes take time and fail.
  private struct Simulation {
    var queue: WorkQueue<Int>
    var generator: SplitMix
    var now = Duration.zero
    var timer: Duration?
    /// When the running keys' passes end.
    var running: [Int: Duration] = [:]
    /// Since when each key waits for a pass that begins no sooner.
    var owed: [Int: Duration] = [:]
    /// When keys are to be run whatever happens before: the earliest time that was asked for.
    var promised: [Int: Duration] = [:]
    var problems: [String] = []
    let workers: Int

    init(seed: UInt64) {
      generator = SplitMix(seed: seed)
      workers = Int.random(in: 1...3, using: &generator)
      queue = WorkQueue(
        workers: workers, backoff: Backoff(initial: .milliseconds(50), maximum: .seconds(2)), seed: seed)
    }

    mutating func run() {
      for _ in 0..<60 { step(isCalm: false) }
      for _ in 0..<400 where !(running.isEmpty && timer == nil) { step(isCalm: true) }
      for (key, since) in owed { problems.append("key \(key) was added at \(since) and never run after that") }
      for (key, time) in promised { problems.append("key \(key) was to run at \(time) and did not") }
      let metrics = queue.metrics(at: now)
      if metrics.depth + metrics.running + metrics.delayed != 0 { problems.append("it is not idle: \(metrics)") }
      if metrics.started != metrics.succeeded + metrics.retried { problems.append("passes went astray: \(metrics)") }
    }

    mutating func step(isCalm: Bool) {
      // Time goes on to the next thing that happens, or a little.
      var next = isCalm ? Duration.seconds(1_000_000) : now + .milliseconds(Int.random(in: 0..<200, using: &generator))
      if let timer { next = min(next, timer) }
      for end in running.values { next = min(next, end) }
      if next < .seconds(1_000_000) { now = max(now, next) }
      for (key, time) in promised where time <= now {
        promised[key] = nil
        owed[key] = now
      }
      if let timer, now >= timer {
        self.timer = nil
        carryOut(queue.wake(at: now))
      }
      for (key, end) in running.sorted(by: { $0.key < $1.key }) where end <= now {
        running[key] = nil
        carryOut(queue.finish(key, result(isCalm: isCalm, key), at: now))
      }
      if isCalm { return }
      let key = Int.random(in: 0..<6, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0, 1:
        owed[key] = now
        carryOut(queue.add(key, at: now))
      case 2:
        let delay = Duration.milliseconds(Int.random(in: 1..<3_000, using: &generator))
        promised[key] = min(promised[key] ?? now + delay, now + delay)
        carryOut(queue.add(key, after: delay, at: now))
      default: carryOut(queue.wake(at: now))
      }
    }

    mutating func result(isCalm: Bool, _ key: Int) -> PassResult {
      if isCalm { return .done }
      switch Int.random(in: 0..<5, using: &generator) {
      case 0:
        owed[key] = now
        return .failed
      case 1:
        owed[key] = now
        return .refused(retryAfter: .milliseconds(Int.random(in: 0..<500, using: &generator)))
      case 2:
        let delay = Duration.milliseconds(Int.random(in: 1..<1_000, using: &generator))
        promised[key] = min(promised[key] ?? now + delay, now + delay)
        return .again(after: delay)
      default: return .done
      }
    }

    mutating func carryOut(_ directives: [WorkQueueDirective<Int>]) {
      for directive in directives {
        switch directive {
        case .wait(let until): timer = until
        case .drained: problems.append("it was drained")
        case .run(let pass):
          if running[pass.key] != nil { problems.append("key \(pass.key) has two workers") }
          running[pass.key] = now + .milliseconds(Int.random(in: 0..<300, using: &generator))
          if running.count > workers { problems.append("\(running.count) keys run") }
          owed[pass.key] = nil
        }
      }
    }
  }
}
