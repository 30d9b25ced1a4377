import Testing

@testable import BrokerAgent

@Suite struct StateTrackerTests {
  private let broker = WatchedBroker(
    namespace: "kafka", cluster: "c", id: 1, podName: "c-1", podUID: "u", address: "10.0.0.1")
  private let start = Duration.seconds(1_000)

  private func told(
    _ tracker: inout StateTracker, _ state: BrokerState, after time: Duration = .zero, time milliseconds: UInt64 = 0
  ) -> BrokerReport? {
    guard case .report(let report) = tracker.update(broker, state, at: start + time, time: milliseconds) else {
      return nil
    }
    return report
  }

  @Test func theFirstReportIsWhole() {
    var tracker = StateTracker()
    let state = FullReport.state(now: start)
    let report = told(&tracker, state)
    #expect(report == BrokerReport(number: 1, sequence: 1, of: broker, state))
    #expect(tracker.reports() == [.report(BrokerReport(number: 1, sequence: 1, of: broker, state))])
  }

  @Test func whatDoesNotChangeIsNotTold() {
    var tracker = StateTracker()
    let state = FullReport.state(now: start)
    _ = told(&tracker, state)
    #expect(told(&tracker, state, after: .seconds(3_600)) == nil)
    #expect(tracker.sequence == 1)
  }

  @Test func aFactIsToldAtOnceAndAlone() {
    var tracker = StateTracker()
    var state = FullReport.state(now: start)
    _ = told(&tracker, state)
    state.process.status = .gone
    state.process.seen = start + .milliseconds(1)
    var expected = BrokerReport(number: 1, sequence: 2)
    expected.process = state.process
    #expect(told(&tracker, state, after: .milliseconds(1)) == expected)
    state.logDirs[0].write?.error = "EIO"
    expected = BrokerReport(number: 1, sequence: 3)
    expected.logDirs = state.logDirs
    #expect(told(&tracker, state, after: .milliseconds(2)) == expected)
    state.listeners[1].status = .refused
    expected = BrokerReport(number: 1, sequence: 4)
    expected.listeners = [state.listeners[1]]
    #expect(told(&tracker, state, after: .milliseconds(3)) == expected)
    state.figures?.offlinePartitions = 4
    expected = BrokerReport(number: 1, sequence: 5)
    expected.figures = state.figures
    #expect(told(&tracker, state, after: .milliseconds(4)) == expected)
  }

  @Test func figuresInMotionWaitForTheirRest() {
    var tracker = StateTracker()
    var state = FullReport.state(now: start)
    _ = told(&tracker, state)
    for second in 1..<10 {
      state.process.openFiles += 1
      state.process.residentBytes += 4_096
      state.kafka.latencyMicroseconds += 100
      state.logDirs[0].space?.freeBytes -= 1 << 20
      state.process.seen = start + .seconds(second)
      #expect(told(&tracker, state, after: .seconds(second)) == nil)
    }
    let report = told(&tracker, state, after: .seconds(10))
    #expect(report?.process == state.process)
    #expect(report?.kafka == state.kafka)
    #expect(report?.logDirs == state.logDirs)
    #expect(report?.listeners == [])
    #expect(report?.figures == nil)
  }

  @Test func thatAPartWasSeenAnewIsToldAfterAWhile() {
    var tracker = StateTracker()
    var state = FullReport.state(now: start)
    _ = told(&tracker, state)
    for second in 1..<30 {
      state.logDirs[0].partitions?.namesSeen = start + .seconds(second)
      #expect(told(&tracker, state, after: .seconds(second)) == nil)
    }
    #expect(told(&tracker, state, after: .seconds(30))?.logDirs == state.logDirs)
    #expect(told(&tracker, state, after: .seconds(90)) == nil)
  }

  @Test func partsComeAndGo() {
    var tracker = StateTracker()
    var state = FullReport.state(now: start)
    _ = told(&tracker, state)
    state.listeners.removeFirst()
    state.logDirs = [LogDirState(path: "/new")]
    let report = told(&tracker, state)
    #expect(report?.removedListeners == ["EXTERNAL"])
    #expect(report?.removedLogDirs == ["/kafka-logs/磁盘"])
    #expect(report?.logDirs == state.logDirs)
    #expect(report?.isFull == false)
  }

  @Test func figuresThatAreNoMoreAndANewPodTakeAWholeReport() {
    var tracker = StateTracker()
    var state = FullReport.state(now: start)
    _ = told(&tracker, state)
    state.figures = nil
    #expect(told(&tracker, state) == BrokerReport(number: 1, sequence: 2, of: broker, state))
    var next = broker
    next.podUID = "v"
    #expect(
      tracker.update(next, state, at: start, time: 0)
        == .report(BrokerReport(number: 1, sequence: 3, of: next, state)))
    #expect(tracker.count == 1)
  }

  @Test func ofPartsWithOneNameTheFirstCounts() {
    var tracker = StateTracker()
    var state = FullReport.state(now: start)
    let only = state
    state.logDirs.append(LogDirState(path: state.logDirs[0].path))
    state.listeners.append(ListenerState(name: "PLAIN", port: 1))
    #expect(told(&tracker, state) == BrokerReport(number: 1, sequence: 1, of: broker, only))
    #expect(told(&tracker, state, after: .seconds(100)) == nil)
  }

  @Test func aBrokerLeavesOnceAndHasAnotherNumberWhenItComesBack() {
    var tracker = StateTracker()
    _ = told(&tracker, BrokerState())
    var other = broker
    other.podUID = "old"
    #expect(tracker.remove(other) == nil)
    #expect(tracker.remove(broker) == .gone(broker: 1, sequence: 2))
    #expect(tracker.remove(broker) == nil)
    #expect(tracker.reports() == [])
    #expect(told(&tracker, BrokerState())?.number == 2)
    #expect(tracker.sequence == 3)
  }

  @Test func transitionsSayWhatWasAndWhatIs() {
    var tracker = StateTracker()
    var state = BrokerState()
    state.process.status = .running
    state.logDirs = [LogDirState(path: "/d")]
    _ = told(&tracker, state, time: 1)
    state.process.restarts = 1
    state.logDirs[0].status = .readOnly
    _ = told(&tracker, state, time: 2)
    state.process.status = .gone
    state.kafka.status = .timedOut
    state.listeners = [ListenerState(name: "L", port: 1)]
    state.listeners[0].status = .tlsOnly
    _ = told(&tracker, state, time: 3)
    state.listeners = []
    state.logDirs = []
    _ = told(&tracker, state, time: 4)
    let lines = tracker.history.after(0, through: .max).map {
      "\($0.sequence) \($0.timeMilliseconds) \($0.subject): \($0.before) -> \($0.after)"
    }
    #expect(
      lines == [
        "1 1 process: unknown -> running", "2 2 process: running -> running", "2 2 log-dir /d: unknown -> read-only",
        "3 3 process: running -> gone", "3 3 kafka: unknown -> timed-out", "3 3 listener L: unknown -> tls-only",
        "4 4 listener L: tls-only -> removed", "4 4 log-dir /d: read-only -> removed",
      ])
  }

  @Test func aClockThatIsSetBackChangesNoOrder() {
    var tracker = StateTracker()
    var state = BrokerState()
    for (status, time) in [(.running, 5_000), (.gone, 9_000), (.running, 10)] as [(ProcessState.Status, UInt64)] {
      state.process.status = status
      _ = told(&tracker, state, time: time)
    }
    let transitions = tracker.history.after(0, through: .max)
    #expect(transitions.map(\.sequence) == [1, 2, 3])
    #expect(transitions.map(\.timeMilliseconds) == [5_000, 9_000, 10])
  }

  @Test func everyTryInARowIsToldUntilItsNumberIsOfNoInterest() {
    var tracker = StateTracker()
    var state = BrokerState()
    state.kafka.status = .timedOut
    _ = told(&tracker, state)
    var reports = 0
    for streak in 1...1_000 {
      state.kafka.streak = UInt32(streak)
      state.kafka.seen = start + .milliseconds(streak)
      if told(&tracker, state, after: .milliseconds(streak)) != nil { reports += 1 }
    }
    #expect(reports == 10)
  }

  @Test func aBrokerThatIsRefusedOnAndOnIsTalkedOfSeldom() {
    var tracker = StateTracker()
    var state = BrokerState()
    state.kafka.status = .answers
    state.kafka.streak = 1_000
    _ = told(&tracker, state)
    state.kafka.status = .refused
    var reports = 0
    for second in 1...120 {
      state.kafka.streak = UInt32(second)
      state.kafka.seen = start + .seconds(second)
      if told(&tracker, state, after: .seconds(second)) != nil { reports += 1 }
    }
    // That it is so, and that it was seen anew each 30 seconds.
    #expect(reports == 4)
  }
}
