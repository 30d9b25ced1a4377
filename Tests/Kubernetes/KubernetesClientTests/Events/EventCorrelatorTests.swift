@testable import KubernetesClient
import KubernetesObjects
import Testing

/// A correlator with a clock, and what it wrote.
struct TestCorrelator {
  var correlator: EventCorrelator
  var now = Duration.seconds(1000)

  init(_ change: (inout EventLimits) -> Void = { _ in }) {
    var limits = EventLimits()
    change(&limits)
    correlator = EventCorrelator(
      controller: "koperator.io/operator", instance: "pod-1", limits: limits, seed: 1, at: now)
  }

  var time: ClockReading {
    ClockReading(monotonic: now, wall: MicroTime(microsecondsSince1970: Int64(now / .microseconds(1))))
  }

  static func report(_ note: String = "the disk is full", object: String = "kafka-0", type: EventReport.Kind = .warning)
    -> EventReport
  {
    EventReport(
      type, reason: "DiskFull", action: "CheckDisk", note: note,
      regarding: ObjectReference(apiVersion: "v1", kind: "Pod", namespace: "kafka", name: object, uid: "u-\(object)"))
  }

  mutating func record(_ report: EventReport = Self.report()) { correlator.record(report, at: time) }

  /// Writes all that is due, with one result; says what it was: `create`, `create 3`, `patch 2`.
  mutating func write(_ result: EventWriteResult = .written) -> [String] {
    var done: [String] = []
    while let write = correlator.next(at: now) {
      switch write.content {
      case .create(let event): done.append("create" + (event.series.map { " \($0.count)" } ?? ""))
      case .patch(_, _, let series): done.append("patch \(series.count)")
      }
      correlator.finish(write.report, result, at: now)
    }
    return done
  }

  /// Goes on to when the next write may be, and writes.
  mutating func writeNext(_ result: EventWriteResult = .written) -> [String] {
    guard let time = correlator.nextWrite(at: now) else { return [] }
    now = max(now, time)
    return write(result)
  }
}

@Suite struct EventCorrelatorTests {
  @Test func anEventSaysAllThatWasReported() {
    var test = TestCorrelator()
    test.record()
    guard case .create(let event)? = test.correlator.next(at: test.now)?.content else {
      Issue.record("nothing is written")
      return
    }
    #expect(event.metadata.namespace == "kafka")
    #expect(event.metadata.name.hasPrefix("kafka-0."))
    #expect(event.eventTime == test.time.wall)
    #expect(event.type == "Warning" && event.reason == "DiskFull" && event.action == "CheckDisk")
    #expect(event.reportingController == "koperator.io/operator" && event.reportingInstance == "pod-1")
    #expect(event.regarding?.uid == "u-kafka-0" && event.note == "the disk is full")
    #expect(event.series == nil)
  }

  @Test func theFirstRepeatIsWrittenAtOnceAndLaterOnesTogetherAfterRestsThatGrow() {
    var test = TestCorrelator()
    test.record()
    #expect(test.write() == ["create"])
    test.record()
    #expect(test.write() == ["patch 2"])
    for _ in 0..<10 { test.record() }
    #expect(test.write() == [])
    test.now += .seconds(5)
    #expect(test.write() == ["patch 12"])
    test.record()
    test.now += .seconds(5)
    #expect(test.write() == [])
    test.now += .seconds(5)
    #expect(test.write() == ["patch 13"])
  }

  @Test func whatRepeatsEachSecondForADayIsWrittenFewTimesAndCountedRight() {
    var test = TestCorrelator()
    var last: [String] = []
    var writes = 0
    for _ in 0..<86_400 {
      test.record()
      let written = test.write()
      writes += written.count
      if let newest = written.last { last = [newest] }
      test.now += .seconds(1)
    }
    let rest = test.writeNext()
    #expect((rest.isEmpty ? last : rest) == ["patch 86400"])
    #expect(writes < 310)
  }

  @Test func anEventThatDoesNotRepeatForAWhileIsOverAndTheNextOneIsNew() {
    var test = TestCorrelator()
    test.record()
    #expect(test.write() == ["create"])
    test.now += .seconds(359)
    test.record()
    #expect(test.write() == ["patch 2"])
    test.now += .seconds(361)
    test.record()
    #expect(test.write() == ["create"])
  }

  @Test func anotherNoteReasonOrObjectIsAnotherEventAndANewVersionOfTheObjectIsNot() {
    var test = TestCorrelator()
    test.record()
    test.record(TestCorrelator.report("the disk is slow"))
    test.record(TestCorrelator.report(object: "kafka-1"))
    test.record(TestCorrelator.report(type: .normal))
    #expect(test.write() == ["create", "create", "create", "create"])
    var changed = TestCorrelator.report().regarding
    changed.resourceVersion = "77"
    test.record(
      EventReport(
        .warning, reason: "DiskFull", action: "CheckDisk", note: "the disk is full", regarding: changed))
    #expect(test.write() == ["patch 2"])
  }

  @Test func anObjectMayHaveABurstOfEventsAndThenOneEachFiveMinutes() {
    var test = TestCorrelator()
    for number in 0..<100 { test.record(TestCorrelator.report("number \(number)")) }
    #expect(test.write().count == 25)
    #expect(test.correlator.figures.dropped == [.rate: 75])
    // Others are not concerned, nor are repeats of what is known.
    test.record(TestCorrelator.report(object: "kafka-1"))
    test.record(TestCorrelator.report("number 3"))
    #expect(test.write() == ["create", "patch 2"])
    test.now += .seconds(300)
    test.record(TestCorrelator.report("number 200"))
    test.record(TestCorrelator.report("number 201"))
    #expect(test.write() == ["create"])
  }

  @Test func thereAreOnlySoManyWritesAtOnceAndTheRestWaits() {
    var test = TestCorrelator()
    for number in 0..<80 { test.record(TestCorrelator.report(object: "kafka-\(number)")) }
    #expect(test.write().count == 50)
    #expect(test.correlator.figures.waiting == 30)
    #expect(test.writeNext() == ["create"])
    #expect(test.now == .milliseconds(1_000_200))
    test.now += .seconds(10)
    #expect(test.write().count == 29)
  }

  @Test func itHoldsNoMoreThanItsBoundAndDropsWhatIsNewWhileAllThatItHoldsWaits() {
    var test = TestCorrelator { $0.series = 10 }
    for number in 0..<15 { test.record(TestCorrelator.report(object: "kafka-\(number)")) }
    #expect(test.correlator.figures.remembered == 10)
    #expect(test.correlator.figures.dropped == [.full: 5])
    #expect(test.write().count == 10)
    // What is written makes room.
    test.record(TestCorrelator.report(object: "kafka-20"))
    #expect(test.write() == ["create"])
    #expect(test.correlator.figures.remembered == 10)
  }

  @Test func theRatesOfObjectsAreBoundedAndTheBusiestIsRememberedLongest() {
    var limits = EventLimits()
    limits.objects = 20
    limits.burst = 3
    var rates = ObjectRates(limits)
    func object(_ name: String) -> ObjectReference { ObjectReference(kind: "Pod", namespace: "kafka", name: name) }
    var taken = 0
    for _ in 0..<3 where rates.take(object("busy"), at: .zero) { taken += 1 }
    for number in 0..<500 where rates.take(object("\(number)"), at: .seconds(number / 10)) { taken += 1 }
    #expect(taken == 503)
    #expect(rates.count == 20)
    let early = rates.take(object("busy"), at: .seconds(60))
    let late = rates.take(object("busy"), at: .seconds(300))
    #expect(!early && late)
  }

  @Test func repeatsWhileTheServerIsAwayAreOneWriteWhenItIsBack() {
    var test = TestCorrelator()
    test.record()
    #expect(test.write(.failed(after: .zero)) == ["create"])
    for _ in 0..<4 { test.record() }
    #expect(test.write() == [])
    #expect(test.writeNext(.failed(after: .seconds(60))) == ["create 5"])
    let refusedAt = test.now
    #expect(test.writeNext() == ["create 5"])
    #expect(test.now >= refusedAt + .seconds(60))
  }

  @Test func whatCannotBeWrittenForTooLongIsDroppedAndCounted() {
    var test = TestCorrelator()
    test.record()
    var tries = 0
    while !test.writeNext(.failed(after: .zero)).isEmpty { tries += 1 }
    #expect(tries == 12)
    #expect(test.correlator.figures.dropped == [.failed: 1])
    #expect(test.correlator.figures.remembered == 0)
    test.record()
    #expect(test.write(.refused) == ["create"])
    #expect(test.correlator.figures.dropped == [.failed: 1, .refused: 1])
  }

  @Test func repeatsOfAnEventThatHasExpiredMakeItAnewWithItsCount() throws {
    var test = TestCorrelator()
    test.record()
    #expect(test.write() == ["create"])
    test.record()
    #expect(test.write() == ["patch 2"])
    test.now += .seconds(200)
    test.record()
    let write = test.correlator.next(at: test.now)
    let patch = try #require(write)
    test.correlator.finish(patch.report, .gone, at: test.now)
    #expect(test.write() == ["create 3"])
    test.record()
    #expect(test.writeNext() == ["patch 4"])
  }

  @Test func atTheEndWhatRestsIsWrittenAsWell() {
    var test = TestCorrelator()
    test.record()
    #expect(test.write() == ["create"])
    test.record()
    #expect(test.write() == ["patch 2"])
    test.record()
    #expect(test.write() == [])
    test.correlator.hurry(at: test.now)
    #expect(test.write() == ["patch 3"])
    test.record()
    test.now += .seconds(60)
    #expect(test.write() == ["patch 4"])
  }

  @Test func aWriteThatWasGivenUpIsDueAtOnce() {
    var test = TestCorrelator()
    test.record()
    let write = test.correlator.next(at: test.now)
    test.correlator.finish(TestCorrelator.report(), .interrupted, at: test.now)
    #expect(write != nil && test.write() == ["create"])
  }

  @Test func aNameFollowsFromTheEventAndIsOneThatTheServerTakes() {
    func name(_ object: String, _ note: String = "n", at seconds: Int = 0) -> String {
      var test = TestCorrelator()
      test.now += .seconds(seconds)
      test.record(TestCorrelator.report(note, object: object))
      guard case .create(let event)? = test.correlator.next(at: test.now)?.content else { return "" }
      return event.metadata.name
    }
    #expect(name("kafka-0") == name("kafka-0"))
    #expect(Set([name("kafka-0"), name("kafka-0", "m"), name("kafka-1"), name("kafka-0", at: 1)]).count == 4)
    #expect(name("system:Node.").hasPrefix("system-node."))
    #expect(name(String(repeating: "x", count: 253)).utf8.count <= 253)
    #expect(name("").utf8.count == 16)
  }

  @Test func aNoteIsCutBetweenTwoCharacters() {
    func note(_ text: String) -> String { TestCorrelator.report(text).note }
    #expect(note(String(repeating: "x", count: 1024)).utf8.count == 1024)
    #expect(note(String(repeating: "x", count: 2000)) == String(repeating: "x", count: 1024))
    // Two bytes each: 1,023 would be within one.
    #expect(note("x" + String(repeating: "é", count: 600)) == "x" + String(repeating: "é", count: 511))
    // A family of 25 bytes is one character.
    let family = "👩‍👩‍👧‍👧"
    #expect(note(String(repeating: family, count: 50)) == String(repeating: family, count: 40))
    // One character of more bytes than fit.
    #expect(note("e" + String(repeating: "\u{301}", count: 1000)).utf8.count == 1023)
  }
}
