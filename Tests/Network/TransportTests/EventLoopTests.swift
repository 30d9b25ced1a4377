import Glibc
import Synchronization
import Testing

@testable import Transport

struct EventLoopTests {
  @Test func tasksOfOtherThreadsRunInOrderOnTheLoopsThread() throws {
    let loop = try EventLoop()
    defer { loop.stop() }
    let seen = Mutex<[Int]>([])
    for number in 0..<1_000 {
      loop.execute { seen.withLock { $0.append(loop.isCurrent ? number : -1) } }
    }
    loop.executeAndWait {}
    #expect(seen.withLock { $0 } == Array(0..<1_000))
    #expect(!loop.isCurrent)
  }

  @Test func aStoppedLoopTakesNothingAndHasRunWhatItTook() throws {
    let loop = try EventLoop()
    let count = Mutex(0)
    for _ in 0..<100 { loop.execute { count.withLock { $0 += 1 } } }
    loop.stop()
    loop.stop()
    #expect(count.withLock { $0 } == 100)
    #expect(!loop.execute {})
    #expect(!loop.executeAndWait {})
  }

  @Test func aMailboxIsBounded() throws {
    let loop = try EventLoop()
    defer { loop.stop() }
    let gate = Semaphore()
    let arrived = Semaphore()
    loop.execute {
      arrived.signal()
      gate.wait()
    }
    arrived.wait()
    var taken = 0
    for _ in 0..<(EventLoop.mailboxCapacity + 10) where loop.execute({}) { taken += 1 }
    #expect(taken == EventLoop.mailboxCapacity)
    gate.signal()
    eventually("the mailbox is open again") { loop.execute {} }
  }

  @Test func timersFireInTheOrderOfTheirDeadlinesAndNeverEarly() throws {
    let loop = try EventLoop()
    defer { loop.stop() }
    let fired = Mutex<[Int]>([])
    let early = Mutex(0)
    loop.executeAndWait {
      let start = loop.now
      for number in [5, 1, 4, 2, 3] {
        let deadline = start + .milliseconds(number * 3)
        loop.schedule(at: deadline) {
          fired.withLock { $0.append(number) }
          if loop.now < deadline { early.withLock { $0 += 1 } }
        }
      }
      let cancelled = loop.schedule(at: start + .milliseconds(1)) { fired.withLock { $0.append(99) } }
      loop.cancel(cancelled)
    }
    eventually("all timers fired") { fired.withLock { $0.count } == 5 }
    #expect(fired.withLock { $0 } == [1, 2, 3, 4, 5])
    #expect(early.withLock { $0 } == 0)
  }

  @Test func aTimerThatIsAlwaysDueLeavesTheOthersTheirTurn() throws {
    let loop = try EventLoop()
    defer { loop.stop() }
    let isOver = Mutex(false)
    @Sendable func again() {
      if !isOver.withLock({ $0 }) { loop.schedule(at: .zero, again) }
    }
    loop.execute { again() }
    let isServed = Mutex(false)
    loop.execute { loop.schedule(at: loop.now) { loop.execute { isServed.withLock { $0 = true } } } }
    eventually("a task has its turn") { isServed.withLock { $0 } }
    isOver.withLock { $0 = true }
  }

  @Test func aStoppedLoopDoesNotTakeAThreadOfItsNumberForItsOwn() throws {
    let old = try EventLoop()
    old.stop()
    // The system is likely to use the ended thread's number again.
    for _ in 0..<4 {
      let new = try EventLoop()
      let isTakenForOwn = Mutex(false)
      new.executeAndWait { isTakenForOwn.withLock { $0 = old.isCurrent } }
      #expect(!isTakenForOwn.withLock { $0 })
      new.stop()
    }
  }

  @Test func aTimerCanBeCancelledByOneThatIsDueWithIt() throws {
    let loop = try EventLoop()
    defer { loop.stop() }
    let fired = Mutex<[Int]>([])
    loop.executeAndWait {
      let start = loop.now
      var second: TimerID?
      loop.schedule(at: start) {
        fired.withLock { $0.append(1) }
        if let second { loop.cancel(second) }
      }
      second = loop.schedule(at: start) { fired.withLock { $0.append(2) } }
      loop.schedule(at: start) { fired.withLock { $0.append(3) } }
    }
    eventually("the last one fired") { fired.withLock { $0.last == 3 } }
    #expect(fired.withLock { $0 } == [1, 3])
  }

  @Test func laterTasksRunAfterTheCallThatMadeThem() throws {
    let loop = try EventLoop()
    defer { loop.stop() }
    let order = Mutex<[Int]>([])
    loop.executeAndWait {
      loop.later {
        order.withLock { $0.append(2) }
        loop.later { order.withLock { $0.append(3) } }
      }
      order.withLock { $0.append(1) }
    }
    eventually("all ran") { order.withLock { $0 } == [1, 2, 3] }
  }

  @Test func aGroupHandsOutItsLoopsInTurn() throws {
    try withLoops(3) { group in
      #expect(group.loops.map(\.index) == [0, 1, 2])
      let turns = (0..<6).map { _ in group.next().index }
      #expect(turns == [0, 1, 2, 0, 1, 2])
    }
  }

  @Test func aConfinedValueIsLentOnItsLoop() throws {
    let loop = try EventLoop()
    defer { loop.stop() }
    let box = Mutex<LoopConfined<Int>?>(nil)
    loop.executeAndWait { box.withLock { $0 = LoopConfined(1, on: loop) } }
    let value = try #require(box.withLock { $0 })
    loop.executeAndWait { value.withValue { $0 += 1 } }
    let seen = Mutex(0)
    loop.executeAndWait { seen.withLock { $0 = value.withValue { $0 } } }
    #expect(seen.withLock { $0 } == 2)
  }

  @Test func thousandsOfTimersAreKeptAndForgottenCheaply() {
    var queue = TimerQueue()
    var fired = 0
    var timers: [TimerID] = []
    for number in 0..<10_000 {
      timers.append(queue.schedule(at: .milliseconds((number * 7_919) % 10_000)) { fired += 1 })
    }
    for (number, timer) in timers.enumerated() where number % 4 != 0 { queue.cancel(timer) }
    #expect(queue.count == 2_500)
    #expect(queue.nextDeadline() == .zero)
    for timer in queue.takeDue(at: .milliseconds(4_999)) { queue.takeAction(of: timer)?() }
    #expect(fired == 1_250)
    #expect(queue.nextDeadline() == .milliseconds(5_000))
    for timer in queue.takeDue(at: .seconds(10)) { queue.takeAction(of: timer)?() }
    #expect(fired == 2_500)
    #expect(queue.nextDeadline() == nil)
  }

  @Test func aQueueOfSlicesForgetsBytesAcrossItsSlices() {
    var queue = OutboundQueue()
    queue.append([[1, 2, 3][...], [][...], [4, 5][...]])
    queue.append([[6][...]])
    #expect(queue.count == 6)
    queue.removeFirst(4)
    #expect(queue.count == 2)
    #expect(Array(queue.prefix(64).joined()) == [5, 6])
    queue.removeFirst(2)
    #expect(queue.isEmpty)
    var many = OutboundQueue()
    for number in 0..<1_000 { many.append([[UInt8(truncatingIfNeeded: number), 0][...]]) }
    for _ in 0..<666 { many.removeFirst(3) }
    #expect(many.count == 2)
    #expect(Array(many.prefix(64).joined()) == [UInt8(truncatingIfNeeded: 999), 0])
  }
}
