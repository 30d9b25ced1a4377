import KubernetesClient
import Testing

@Suite struct WorkQueueTests {
  private static let steady = Backoff(initial: .seconds(1), multiplier: 2, maximum: .seconds(8), jitter: 0)

  private func queue(workers: Int = 1) -> WorkQueue<String> {
    WorkQueue(workers: workers, backoff: Self.steady, seed: 1)
  }

  private func started(_ directives: [WorkQueueDirective<String>]) -> [String] {
    directives.compactMap { if case .run(let pass) = $0 { pass.key } else { nil } }
  }

  private func wait(_ directives: [WorkQueueDirective<String>]) -> Duration?? {
    for case .wait(let until) in directives { return .some(until) }
    return nil
  }

  @Test func keysRunInTheOrderInWhichTheyCameAsManyAtOnceAsThereAreWorkers() {
    var queue = queue(workers: 2)
    #expect(started(queue.add(["a", "b", "c", "d"], at: .zero)) == ["a", "b"])
    #expect(started(queue.finish("b", .done, at: .seconds(1))) == ["c"])
    #expect(started(queue.finish("a", .done, at: .seconds(1))) == ["d"])
    #expect(queue.finish("c", .done, at: .seconds(2)).isEmpty)
  }

  @Test func aKeyThatIsReadyIsNotAddedTwice() {
    var queue = queue()
    _ = queue.add("busy", at: .zero)
    for _ in 0..<5 { #expect(queue.add("a", at: .zero).isEmpty) }
    #expect(queue.metrics(at: .zero).depth == 1)
    #expect(started(queue.finish("busy", .done, at: .zero)) == ["a"])
    #expect(started(queue.finish("a", .done, at: .zero)) == [])
  }

  @Test func aKeyThatIsAddedWhileItRunsIsRunOnceMoreAfterThatAndNotBefore() {
    var queue = queue(workers: 4)
    _ = queue.add("a", at: .zero)
    for _ in 0..<3 { #expect(started(queue.add("a", at: .seconds(1))) == []) }
    #expect(started(queue.finish("a", .done, at: .seconds(2))) == ["a"])
    #expect(started(queue.finish("a", .done, at: .seconds(3))) == [])
  }

  @Test func aPassThatFailsIsTriedAgainLaterAfterEachFailureUpToTheCap() {
    var queue = queue()
    var now = Duration.zero
    var rests: [Duration] = []
    _ = queue.add("a", at: now)
    for _ in 0..<6 {
      guard let next = wait(queue.finish("a", .failed, at: now)) ?? nil else { break }
      rests.append(next - now)
      #expect(started(queue.wake(at: next - .milliseconds(1))) == [])
      now = next
      #expect(started(queue.wake(at: now)) == ["a"])
    }
    #expect(rests == [1, 2, 4, 8, 8, 8].map { Duration.seconds($0) })
    #expect(queue.metrics(at: now).retried == 6)
  }

  @Test func aPassThatEndsWellForgetsItsFailures() {
    var queue = queue()
    _ = queue.add("a", at: .zero)
    _ = queue.finish("a", .failed, at: .zero)
    _ = queue.wake(at: .seconds(1))
    _ = queue.finish("a", .failed, at: .seconds(1))
    _ = queue.wake(at: .seconds(3))
    _ = queue.finish("a", .done, at: .seconds(3))
    let directives = queue.add("a", at: .seconds(4))
    #expect(directives.contains(.run(WorkQueuePass(key: "a", failures: 0, waited: .zero))))
    #expect(wait(queue.finish("a", .failed, at: .seconds(4))) == .seconds(5))
  }

  @Test func jitterKeepsKeysThatFailTogetherFromComingTogether() {
    var queue = WorkQueue<Int>(workers: 100, backoff: .passes, seed: 7)
    _ = queue.add(0..<100, at: .zero)
    for key in 0..<100 { _ = queue.finish(key, .failed, at: .zero) }
    var runs: [Int] = []
    for step in 1...10 {
      let directives = queue.wake(at: .milliseconds(10 * step))
      runs.append(directives.count { if case .run = $0 { true } else { false } })
    }
    #expect(runs.reduce(0, +) == 100)
    #expect(runs[0..<4].allSatisfy { $0 == 0 } && runs.max().map { $0 < 50 } == true)
  }

  @Test func whoeverRefusedIsGivenAtLeastTheTimeThatItAskedFor() {
    var queue = queue()
    _ = queue.add("a", at: .zero)
    #expect(wait(queue.finish("a", .refused(retryAfter: .seconds(30)), at: .zero)) == .seconds(31))
  }

  @Test func anEventRunsAKeyAtOnceThoughItRestsAfterAFailure() {
    var queue = queue()
    _ = queue.add("a", at: .zero)
    _ = queue.finish("a", .failed, at: .zero)
    #expect(started(queue.add("a", at: .milliseconds(10))) == ["a"])
    // It ended well: the retry is needless.
    #expect(wait(queue.finish("a", .done, at: .milliseconds(20))) == .some(nil))
    #expect(started(queue.wake(at: .seconds(10))) == [])
  }

  @Test func ofSeveralDelaysTheEarliestCounts() {
    var queue = queue()
    #expect(wait(queue.add("a", after: .seconds(60), at: .zero)) == .seconds(60))
    #expect(wait(queue.add("a", after: .seconds(10), at: .zero)) == .seconds(10))
    #expect(queue.add("a", after: .seconds(20), at: .zero).isEmpty)
    #expect(started(queue.wake(at: .seconds(10))) == ["a"])
    _ = queue.finish("a", .done, at: .seconds(10))
    #expect(started(queue.wake(at: .seconds(100))) == [])
  }

  @Test func aPassBeforeADelayIsOverDoesNotStandForIt() {
    var queue = queue()
    _ = queue.add("a", after: .seconds(60), at: .zero)
    #expect(started(queue.add("a", at: .seconds(1))) == ["a"])
    _ = queue.finish("a", .done, at: .seconds(2))
    #expect(started(queue.wake(at: .seconds(60))) == ["a"])
  }

  @Test func aPassCanAskForTheNextOne() {
    var queue = queue()
    _ = queue.add("a", at: .zero)
    #expect(wait(queue.finish("a", .again(after: .seconds(30)), at: .seconds(1))) == .seconds(31))
    #expect(started(queue.wake(at: .seconds(31))) == ["a"])
  }

  @Test func aDelayThatEndsWhileTheKeyRunsRunsItOnceMore() {
    var queue = queue()
    _ = queue.add("a", after: .seconds(5), at: .zero)
    _ = queue.add("a", at: .seconds(4))
    #expect(started(queue.wake(at: .seconds(5))) == [])
    #expect(started(queue.finish("a", .done, at: .seconds(6))) == ["a"])
  }

  @Test func aDrainFinishesWhatRunsAndTakesNothingMore() {
    var queue = queue()
    _ = queue.add(["a", "b"], at: .zero)
    _ = queue.add("c", after: .seconds(1), at: .zero)
    #expect(wait(queue.shutDown(.finishRunning, deadline: .seconds(20), at: .zero)) == .seconds(20))
    #expect(queue.add("d", at: .seconds(1)).isEmpty)
    #expect(queue.finish("a", .failed, at: .seconds(2)) == [.drained(unfinished: [])])
    #expect(queue.wake(at: .seconds(30)).isEmpty)
  }

  @Test func aDrainCanRunWhatIsReady() {
    var queue = queue()
    _ = queue.add(["a", "b"], at: .zero)
    _ = queue.shutDown(.finishReady, deadline: .seconds(20), at: .zero)
    #expect(started(queue.finish("a", .done, at: .seconds(2))) == ["b"])
    #expect(queue.finish("b", .done, at: .seconds(3)) == [.drained(unfinished: [])])
  }

  @Test func aDrainEndsAtItsDeadlineAndNamesWhatStillRuns() {
    var queue = queue()
    _ = queue.add("a", at: .zero)
    _ = queue.shutDown(.finishRunning, deadline: .seconds(20), at: .zero)
    #expect(queue.wake(at: .seconds(19)) == [.wait(until: .seconds(20))])
    #expect(queue.wake(at: .seconds(20)) == [.drained(unfinished: ["a"])])
  }

  @Test func anIdleQueueIsDrainedAtOnce() {
    var queue = queue()
    #expect(queue.shutDown(.finishRunning, deadline: .seconds(20), at: .zero) == [.drained(unfinished: [])])
  }

  @Test func wakingTooEarlySaysAgainHowLongToWait() {
    var queue = queue()
    _ = queue.add("a", after: .seconds(5), at: .zero)
    #expect(queue.wake(at: .seconds(4)) == [.wait(until: .seconds(5))])
    #expect(started(queue.wake(at: .seconds(5))) == ["a"])
  }

  @Test func aDelayThatIsAskedForWhenAnEarlierOneIsDueIsNotLost() {
    var queue = queue()
    _ = queue.add("a", after: .seconds(5), at: .zero)
    // Nothing woke the queue at second 5.
    #expect(started(queue.add("a", after: .seconds(10), at: .seconds(6))) == ["a"])
    _ = queue.finish("a", .done, at: .seconds(7))
    #expect(started(queue.wake(at: .seconds(16))) == ["a"])
  }

  @Test func metricsTellDepthAgeAndRetries() {
    var queue = queue()
    _ = queue.add(["a", "b", "c"], at: .seconds(1))
    _ = queue.add("d", after: .seconds(60), at: .seconds(2))
    let metrics = queue.metrics(at: .seconds(5))
    #expect(metrics.depth == 2 && metrics.running == 1 && metrics.delayed == 1)
    #expect(metrics.oldestReady == .seconds(4) && metrics.longestRun == .seconds(4))
    #expect(metrics.added == 4 && metrics.started == 1)
    _ = queue.finish("a", .failed, at: .seconds(6))
    #expect(queue.metrics(at: .seconds(6)).retried == 1)
    #expect(queue.metrics(at: .seconds(6)).delayed == 2)
  }
}
