import Testing

@testable import BrokerAgent

@Suite struct LogDirScheduleTests {
  /// What is asked for within a time, where each item takes no time.
  private func run(_ schedule: inout LogDirSchedule, from start: Duration, for time: Duration) -> [LogDirItem: Int] {
    var counts: [LogDirItem: Int] = [:]
    var now = start
    while now < start + time {
      if let item = schedule.next(at: now) {
        counts[item, default: 0] += 1
        schedule.begins(item, at: now)
      } else {
        now = schedule.wakeUp()
      }
    }
    return counts
  }

  @Test func eachItemHasItsRhythm() {
    var schedule = LogDirSchedule(LogDirTiming(), at: .seconds(5))
    let counts = run(&schedule, from: .seconds(5), for: .seconds(120))
    #expect(counts == [.space: 120, .write: 12, .identity: 12, .names: 12, .bytes: 2])
  }

  @Test func theFileSystemComesFirst() {
    var schedule = LogDirSchedule(LogDirTiming(), at: .zero)
    var order: [LogDirItem] = []
    while let item = schedule.next(at: .zero) {
      order.append(item)
      schedule.begins(item, at: .zero)
    }
    #expect(order == [.space, .write, .identity, .names, .bytes])
    #expect(schedule.wakeUp() == .seconds(1))
  }

  @Test func whatFailedComesAgainSooner() {
    var schedule = LogDirSchedule(LogDirTiming(), at: .zero)
    _ = run(&schedule, from: .zero, for: .milliseconds(1))
    schedule.failed(.write, at: .milliseconds(1))
    #expect(schedule.next(at: .milliseconds(500)) == nil)
    schedule.begins(.space, at: .seconds(2))
    #expect(schedule.next(at: .milliseconds(2001)) == .write)
  }

  @Test func aMissingDirectoryIsLookedForAndNothingElse() {
    var schedule = LogDirSchedule(LogDirTiming(), at: .zero)
    schedule.pauses(true, at: .zero)
    #expect(run(&schedule, from: .zero, for: .seconds(30)) == [.space: 30])
    schedule.pauses(false, at: .seconds(30))
    let counts = run(&schedule, from: .seconds(30), for: .milliseconds(900))
    #expect(counts == [.space: 1, .write: 1, .identity: 1, .names: 1, .bytes: 1])
  }

  @Test func manyPartitionsAreCountedLessOften() {
    var schedule = LogDirSchedule(LogDirTiming(), at: .zero)
    func period(_ cost: Duration) -> Duration {
      schedule.ends(.bytes, costing: cost, at: .zero)
      for item in LogDirItem.allCases where item != .bytes { schedule.begins(item, at: .seconds(1_000)) }
      return schedule.wakeUp()
    }
    #expect(period(.milliseconds(1)) == .seconds(60))
    #expect(period(.milliseconds(100)) == .seconds(300))
    #expect(period(.seconds(5)) == .seconds(600))
  }

  @Test func anotherIntervalHoldsAtOnce() {
    var schedule = LogDirSchedule(LogDirTiming(), at: .zero)
    _ = run(&schedule, from: .zero, for: .milliseconds(1))
    schedule.timing.interval = .milliseconds(200)
    #expect(schedule.wakeUp() == .milliseconds(200))
    schedule.timing.interval = .seconds(10)
    #expect(schedule.wakeUp() == .seconds(10))
  }
}
