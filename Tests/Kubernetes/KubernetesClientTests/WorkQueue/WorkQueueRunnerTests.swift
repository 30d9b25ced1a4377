import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry
import Testing

/// Passes that a test lets begin and end.
private final class Passes: Sendable {
  private struct State {
    var begun: [String] = []
    var ended: [String] = []
    var cancelled: [String] = []
    var waiting: [String: CheckedContinuation<PassResult, Never>] = [:]
  }

  private let state = Mutex(State())

  var begun: [String] { state.withLock { $0.begun } }
  var ended: [String] { state.withLock { $0.ended } }
  var cancelled: [String] { state.withLock { $0.cancelled } }
  var running: Set<String> { state.withLock { Set($0.waiting.keys) } }

  /// A pass that lasts until `end`, whatever happens to its task.
  func run(_ pass: WorkQueuePass<String>) async -> PassResult {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { state in
          state.begun.append(pass.key)
          state.waiting[pass.key] = continuation
        }
      }
    } onCancel: {
      state.withLock { $0.cancelled.append(pass.key) }
    }
    state.withLock { $0.ended.append(pass.key) }
    return result
  }

  func end(_ key: String, _ result: PassResult = .done) {
    state.withLock { $0.waiting.removeValue(forKey: key) }?.resume(returning: result)
  }
}

/// A clock that counts how often somebody sleeps by it.
private final class CountingClock: MonotonicClock {
  private let base: ManualClock
  private let count = Mutex(0)

  init(_ base: ManualClock) { self.base = base }

  var now: Duration { base.now }
  var wall: MicroTime { base.wall }
  var sleeps: Int { count.withLock { $0 } }

  func sleep(until deadline: Duration) async throws(CancellationError) {
    count.withLock { $0 += 1 }
    try await base.sleep(until: deadline)
  }
}

@Suite struct WorkQueueRunnerTests {
  private let clock = ManualClock()
  private let passes = Passes()

  private func runner(workers: Int = 2, metrics: MetricsRegistry? = nil) -> WorkQueueRunner<String> {
    WorkQueueRunner(
      name: "test", workers: workers, backoff: Backoff(initial: .seconds(1), maximum: .seconds(4), jitter: 0),
      clock: clock, metrics: metrics, seed: 1)
  }

  private func begin(_ runner: WorkQueueRunner<String>) -> Task<[String], Never> {
    Task { [passes] in await runner.run { await passes.run($0) } }
  }

  @Test func keysThatWereAddedBeforeItRunsAreRunAsManyAtOnceAsThereAreWorkers() async {
    let runner = runner()
    runner.add(["a", "b", "c"])
    let run = begin(runner)
    #expect(await eventually { passes.running == ["a", "b"] })
    passes.end("a")
    #expect(await eventually { passes.running == ["b", "c"] })
    passes.end("b")
    passes.end("c")
    #expect(await eventually { runner.figures.running == 0 })
    runner.shutDown(within: .seconds(1))
    #expect(await run.value == [])
  }

  @Test func aKeyNeverRunsTwiceAtOnceAndIsRunAgainWhenItWasAddedMeanwhile() async {
    let runner = runner(workers: 4)
    let run = begin(runner)
    runner.add("a")
    #expect(await eventually { passes.running == ["a"] })
    runner.add("a")
    runner.add("b")
    #expect(await eventually { passes.running == ["a", "b"] })
    #expect(passes.begun == ["a", "b"])
    passes.end("a")
    #expect(await eventually { passes.begun == ["a", "b", "a"] })
    passes.end("a")
    passes.end("b")
    runner.shutDown(within: .seconds(1))
    #expect(await run.value == [])
  }

  @Test func aPassThatFailedIsTriedAgainAfterItsRestAndOneThatAsksForItLater() async {
    let runner = runner()
    let run = begin(runner)
    runner.add("a")
    #expect(await eventually { passes.running == ["a"] })
    passes.end("a", .failed)
    #expect(await eventually { clock.deadlines == [.seconds(1001)] })
    clock.advance(by: .milliseconds(999))
    #expect(runner.figures.delayed == 1)
    clock.advance(by: .milliseconds(1))
    #expect(await eventually { passes.begun == ["a", "a"] })
    passes.end("a", .again(after: .seconds(60)))
    #expect(await eventually { clock.deadlines == [.seconds(1061)] })
    clock.advance(by: .seconds(60))
    #expect(await eventually { passes.begun == ["a", "a", "a"] })
    #expect(runner.figures.retried == 1)
    passes.end("a")
    runner.shutDown(within: .seconds(1))
    #expect(await run.value == [])
  }

  @Test func aKeyThatIsAddedForLaterRunsThenAndAnEarlierTimeCounts() async {
    let runner = runner()
    let run = begin(runner)
    runner.add("a", after: .seconds(100))
    #expect(await eventually { clock.deadlines == [.seconds(1100)] })
    runner.add("a", after: .seconds(10))
    #expect(await eventually { clock.deadlines == [.seconds(1010)] })
    clock.advance(by: .seconds(10))
    #expect(await eventually { passes.running == ["a"] })
    passes.end("a")
    runner.shutDown(within: .seconds(1))
    #expect(await run.value == [])
    #expect(passes.begun == ["a"])
  }

  @Test func aQueueWithNothingToWaitForDoesNotWakeUp() async {
    let counting = CountingClock(clock)
    let runner = WorkQueueRunner<String>(name: "test", workers: 1, clock: counting, seed: 1)
    let run = begin(runner)
    runner.add("a", after: .seconds(10))
    #expect(await eventually { clock.deadlines == [.seconds(1010)] })
    clock.advance(by: .seconds(10))
    #expect(await eventually { passes.running == ["a"] })
    passes.end("a")
    #expect(await eventually { runner.figures.running == 0 })
    let sleeps = counting.sleeps
    for _ in 0..<500 { await Task.yield() }
    #expect(counting.sleeps == sleeps)
    runner.shutDown(within: .seconds(1))
    #expect(await run.value == [])
  }

  @Test func aDrainWaitsForWhatRunsAndDropsWhatIsReady() async {
    let runner = runner(workers: 1)
    runner.add(["a", "b"])
    let run = begin(runner)
    #expect(await eventually { passes.running == ["a"] })
    runner.shutDown(.finishRunning, within: .seconds(30))
    runner.add("c")
    passes.end("a")
    #expect(await run.value == [])
    #expect(passes.ended == ["a"])
    #expect(passes.cancelled == [])
  }

  @Test func aDrainMayAlsoFinishWhatIsReady() async {
    let runner = runner(workers: 1)
    runner.add(["a", "b"])
    let run = begin(runner)
    #expect(await eventually { passes.running == ["a"] })
    runner.shutDown(.finishReady, within: .seconds(30))
    passes.end("a")
    #expect(await eventually { passes.running == ["b"] })
    passes.end("b")
    #expect(await run.value == [])
  }

  @Test func aPassThatIgnoresItsCancellationDoesNotHoldTheDrainPastItsDeadline() async {
    let runner = runner()
    runner.add(["deaf", "quick"])
    let run = begin(runner)
    #expect(await eventually { passes.running == ["deaf", "quick"] })
    runner.shutDown(within: .seconds(30))
    passes.end("quick")
    #expect(await eventually { clock.deadlines.contains(.seconds(1030)) && passes.ended == ["quick"] })
    clock.advance(by: .seconds(30))
    #expect(await run.value == ["deaf"])
    #expect(passes.cancelled == ["deaf"])
    // What it says later is of no consequence.
    passes.end("deaf", .failed)
    #expect(await eventually { passes.ended == ["quick", "deaf"] })
  }

  @Test func cancellingTheRunCancelsThePassesAndDrains() async {
    let runner = runner()
    runner.add(["deaf", "quick", "late"])
    let run = begin(runner)
    #expect(await eventually { passes.running == ["deaf", "quick"] })
    run.cancel()
    #expect(await eventually { Set(passes.cancelled) == ["deaf", "quick"] })
    passes.end("quick")
    #expect(await eventually { clock.deadlines.contains(.seconds(1005)) && passes.ended == ["quick"] })
    clock.advance(by: .seconds(5))
    #expect(await run.value == ["deaf"])
    #expect(passes.begun.contains("late") == false)
    passes.end("deaf")
  }

  @Test func aSecondShutdownCanHurryTheFirst() async {
    let runner = runner(workers: 1)
    runner.add(["deaf", "ready"])
    let run = begin(runner)
    #expect(await eventually { passes.running == ["deaf"] })
    runner.shutDown(.finishReady, within: .seconds(300))
    #expect(await eventually { clock.deadlines == [.seconds(1300)] })
    runner.shutDown(.finishRunning, within: .seconds(2))
    #expect(await eventually { clock.deadlines == [.seconds(1002)] })
    clock.advance(by: .seconds(2))
    #expect(await run.value == ["deaf"])
    passes.end("deaf")
  }

  @Test func itsFiguresAreMetricsUnderItsName() async {
    let metrics = MetricsRegistry()
    let runner = runner(workers: 1, metrics: metrics)
    runner.add(["a", "b"])
    let run = begin(runner)
    #expect(await eventually { passes.running == ["a"] })
    clock.advance(by: .seconds(7))
    let text = metrics.text()
    #expect(text.contains("koperator_work_queue_depth{queue=\"test\"} 1"))
    #expect(text.contains("koperator_work_queue_oldest_key_seconds{queue=\"test\"} 7"))
    #expect(text.contains("koperator_work_queue_longest_run_seconds{queue=\"test\"} 7"))
    #expect(text.contains("koperator_work_queue_adds_total{queue=\"test\"} 2"))
    passes.end("a", .failed)
    #expect(await eventually { passes.running == ["b"] })
    #expect(metrics.text().contains("koperator_work_queue_retries_total{queue=\"test\"} 1"))
    #expect(metrics.text().contains("koperator_work_queue_run_seconds_sum{queue=\"test\"} 7"))
    passes.end("b")
    runner.shutDown(within: .seconds(1))
    #expect(await run.value == [])
  }
}
