import KubernetesClient
import KubernetesObjects
import Testing

@Suite struct LeaderElectionTests {
  // MARK: Times

  @Test func theUsualTimesAreThoseOfClientGo() {
    let timing = LeaseTiming.standard
    #expect(timing.leaseDuration == .seconds(15) && timing.renewDeadline == .seconds(10))
    #expect(timing.retryPeriod == .seconds(2) && LeaseTiming.jitter == 1.2)
  }

  @Test func timesThatCannotWorkAreRefused() {
    #expect(throws: LeaseTimingError.renewDeadlineIsNotBeforeLeaseDuration) {
      _ = try LeaseTiming(leaseDuration: .seconds(10), renewDeadline: .seconds(10), retryPeriod: .seconds(2))
    }
    #expect(throws: LeaseTimingError.retryPeriodIsTooLong) {
      _ = try LeaseTiming(leaseDuration: .seconds(15), renewDeadline: .milliseconds(2_400), retryPeriod: .seconds(2))
    }
    #expect(throws: LeaseTimingError.leaseDurationIsNotWhole) {
      _ = try LeaseTiming(leaseDuration: .milliseconds(15_500), renewDeadline: .seconds(10), retryPeriod: .seconds(2))
    }
    #expect(throws: LeaseTimingError.retryPeriodIsNotPositive) {
      _ = try LeaseTiming(leaseDuration: .seconds(15), renewDeadline: .seconds(10), retryPeriod: .zero)
    }
  }

  // MARK: Taking

  @Test func aLeaseThatDoesNotExistIsCreated() {
    var test = TestElection()
    test.answer(.notFound)
    let spec = test.written?.lease.spec
    #expect(test.written?.lease.metadata.resourceVersion == nil && test.written?.lease.metadata.name == "lease")
    #expect(spec?.holderIdentity == "me" && spec?.leaseDurationSeconds == 15 && spec?.leaseTransitions == 0)
    #expect(spec?.acquireTime == test.time.wall && spec?.renewTime == test.time.wall)
    #expect(test.election.writeDeadline(at: test.now) == nil)
    test.acknowledge(version: "1")
    #expect(test.news == ["started 0"] && test.election.isLeading(at: test.now))
  }

  @Test func aLeaseThatWasGivenBackIsTakenAtOnce() {
    var test = TestElection()
    test.answer(.found(TestElection.lease("", version: "7", seconds: 1)))
    #expect(test.written?.lease.metadata.resourceVersion == "7")
    #expect(test.written?.lease.spec?.leaseTransitions == 5)
    test.acknowledge(version: "8")
    #expect(test.news == ["started 5"])
  }

  @Test func aLeaseIsTakenOnlyWhenItWasNotSeenRenewedForItsDuration() {
    var test = TestElection()
    test.answer(.found(TestElection.lease("other", version: "7", seconds: 20)))
    for _ in 0..<19 {
      test.pass(.seconds(1))
      #expect(test.written == nil)
      if test.read != nil { test.answer(.found(TestElection.lease("other", version: "7", seconds: 20))) }
    }
    test.pass(.seconds(1))
    #expect(test.written?.lease.spec?.holderIdentity == "me")
  }

  @Test func everyRenewalThatIsSeenBeginsTheTimeAnew() {
    var test = TestElection()
    test.answer(.found(TestElection.lease("other", version: "7")))
    for step in 1...20 {
      test.pass(.seconds(5))
      let renewed = TestElection.lease("other", version: "\(7 + step)", renewed: Int64(step))
      test.carryOut(test.election.observe(renewed, at: test.time))
      if test.read != nil { test.answer(.found(renewed)) }
      #expect(test.written == nil)
    }
  }

  @Test func aChangeThatIsNoRenewalDoesNotBeginTheTimeAnew() {
    var test = TestElection()
    var lease = TestElection.lease("other", version: "7")
    test.answer(.found(lease))
    for second in 1...14 {
      test.pass(.seconds(1))
      if second == 10 {
        lease = TestElection.lease("other", version: "8", labels: ["a": "b"])
        test.carryOut(test.election.observe(lease, at: test.time))
      }
      if test.read != nil { test.answer(.found(lease)) }
      #expect(test.written == nil)
    }
    test.pass(.seconds(1))
    #expect(test.written?.lease.metadata.resourceVersion == "8")
    #expect(test.written?.lease.metadata.labels == ["a": "b"])
  }

  @Test func timesInTheLeaseAreNotComparedWithTheClock() {
    // The holder's clock is years behind: its renewals look ancient.
    var test = TestElection()
    test.answer(.found(TestElection.lease("other", version: "7", renewed: -1_000_000_000_000)))
    test.pass(.seconds(1))
    #expect(test.written == nil)
    // And years ahead: it does not hold the lease a moment longer for that.
    var late = TestElection()
    late.answer(.found(TestElection.lease("other", version: "7", renewed: 9_000_000_000_000_000)))
    for _ in 0..<15 {
      late.pass(.seconds(1))
      if late.read != nil {
        late.answer(.found(TestElection.lease("other", version: "7", renewed: 9_000_000_000_000_000)))
      }
    }
    #expect(late.written != nil)
  }

  @Test func candidatesLookEveryRetryPeriodWithJitter() {
    var waits: [Duration] = []
    for seed in 1...200 as ClosedRange<UInt64> {
      var test = TestElection(seed: seed)
      test.answer(.found(TestElection.lease("other", version: "7")))
      waits.append((test.timer ?? .zero) - test.now)
    }
    #expect(waits.allSatisfy { $0 >= .seconds(2) && $0 <= .milliseconds(4_400) })
    #expect(waits.min().map { $0 < .milliseconds(2_100) } == true)
    #expect(waits.max().map { $0 > .milliseconds(4_300) } == true)
  }

  @Test func whoeverComesSecondLooksWhoWasFirst() {
    var test = TestElection()
    test.answer(.notFound)
    test.answer(.conflict)
    #expect(test.read != nil)
    test.answer(.found(TestElection.lease("other", version: "7")))
    #expect(test.news == ["holder other"] && test.written == nil)
  }

  @Test func aServerThatAlwaysSaysConflictIsNotAskedWithoutRest() {
    var test = TestElection()
    var requests = 0
    for _ in 0..<200 {
      if test.read == nil && test.written == nil { break }
      test.answer(test.read != nil ? .notFound : .conflict)
      requests += 1
    }
    #expect(requests < 10)
  }

  @Test func aTakingWhoseOutcomeIsNotKnownIsLookedUp() {
    var test = TestElection()
    test.answer(.notFound)
    test.pass(.seconds(5))
    test.written = nil
    test.pass(.milliseconds(4_400))
    #expect(test.read != nil && !test.election.isLeading(at: test.now))
    // It had taken effect: the lease is this process's own, and may be taken at once.
    test.answer(.found(TestElection.lease("me", version: "7")))
    #expect(test.written?.lease.metadata.resourceVersion == "7")
    #expect(test.written?.lease.spec?.leaseTransitions == 4)
  }

  @Test func aTakingThatIsAnsweredTooLateDoesNotCount() {
    var test = TestElection()
    test.answer(.notFound)
    let number = test.written?.number ?? 0
    let lease = test.written?.lease ?? Lease(metadata: ObjectMeta())
    test.now += .seconds(5)
    test.carryOut(test.election.receive(.written(lease), of: number, at: test.time))
    #expect(!test.election.isLeading(at: test.now) && test.news.isEmpty)
  }

  @Test func aLeaseThatIsDeletedWhileSomebodyHoldsItIsNotTakenBeforeItsTimeIsOver() {
    var test = TestElection()
    let held = TestElection.lease("other", version: "7")
    test.answer(.found(held))
    test.carryOut(test.election.observeDeletion(of: held, at: test.time))
    for _ in 0..<14 {
      test.pass(.seconds(1))
      if test.read != nil { test.answer(.notFound) }
      #expect(test.written == nil)
    }
    test.pass(.seconds(1))
    #expect(test.written != nil)
  }

  // MARK: Leading

  @Test func theLeaderRenewsEveryRetryPeriod() {
    var test = TestElection.leading()
    for version in 2...6 {
      test.pass(.milliseconds(1_999))
      #expect(test.written == nil)
      test.pass(.milliseconds(1))
      #expect(test.written?.lease.metadata.resourceVersion == "\(version - 1)")
      #expect(test.written?.lease.spec?.leaseTransitions == 0)
      test.acknowledge(version: "\(version)")
    }
    #expect(test.news.isEmpty && test.election.writeDeadline(at: test.now) == test.now + .seconds(10))
  }

  @Test func theLeadersTimeCountsFromTheBeginningOfTheWriteNotFromItsAnswer() {
    var test = TestElection()
    test.answer(.notFound)
    test.now += .seconds(4)
    test.acknowledge(version: "1")
    #expect(test.election.writeDeadline(at: test.now) == .seconds(110))
  }

  @Test func theDeadlineOfEveryWriteEndsBeforeTheLeaseDoes() {
    let test = TestElection.leading()
    let leaseEnds = Duration.seconds(115)
    for step in 0..<300 {
      let now = Duration.seconds(100) + .milliseconds(100 * step)
      guard let deadline = test.election.writeDeadline(at: now) else {
        #expect(now >= .seconds(110))
        continue
      }
      #expect(deadline > now && deadline < leaseEnds && now < .seconds(110))
    }
  }

  @Test func aLostLeaseStopsWritesBeforeTheNextOneThoughTheTimerIsLate() {
    let test = TestElection.leading()
    // Nothing woke the election: the process was stopped for a minute.
    #expect(test.election.writeDeadline(at: .seconds(160)) == nil)
    #expect(!test.election.isLeading(at: .seconds(110)))
  }

  @Test func aLeaderThatCannotRenewStopsAtTheRenewDeadline() {
    var test = TestElection.leading()
    for _ in 0..<99 {
      test.pass(.milliseconds(100))
      if test.written != nil || test.read != nil { test.answer(.failed) }
    }
    #expect(test.news.isEmpty)
    test.pass(.milliseconds(100))
    #expect(test.news == ["stopped renewDeadline"])
  }

  @Test func aRenewalThatFailsIsTriedAgainAfterTheRetryPeriodWithWhatTheServerHas() {
    var test = TestElection.leading()
    test.pass(.seconds(2))
    test.answer(.failed)
    test.pass(.milliseconds(1_999))
    #expect(test.read == nil && test.written == nil)
    test.pass(.milliseconds(1))
    test.answer(.found(TestElection.lease("me", version: "5")))
    #expect(test.written?.lease.metadata.resourceVersion == "5")
    test.acknowledge(version: "6")
    #expect(test.election.writeDeadline(at: test.now) == .seconds(114) && test.news.isEmpty)
  }

  @Test func aRenewalThatHangsIsGivenUpInTimeForAnother() {
    var test = TestElection.leading()
    test.pass(.seconds(2))
    #expect(test.written?.deadline == .seconds(107))
    test.written = nil
    test.pass(.seconds(5))
    #expect(test.read != nil && test.election.isLeading(at: test.now))
  }

  @Test func wakingTooEarlySaysAgainHowLongToWait() {
    var test = TestElection.leading()
    let timer = test.timer
    test.timer = nil
    test.carryOut(test.election.wake(at: test.time))
    #expect(timer == .seconds(102) && test.timer == timer)
  }

  @Test func aRenewalMayNotTakeLongerThanTheLeaderLeads() {
    var test = TestElection.leading()
    for _ in 0..<40 {
      test.pass(.milliseconds(200))
      if test.read != nil { test.answer(.found(TestElection.lease("me", version: "1"))) }
      if let deadline = test.written?.deadline { #expect(deadline <= .seconds(110)) }
      if test.now >= .seconds(107), test.written != nil { break }
      if test.written != nil { test.answer(.failed) }
    }
    #expect(test.written?.deadline == .seconds(110))
  }

  @Test func aLeaderThatSeesAnotherHolderStopsAtOnce() {
    var test = TestElection.leading()
    test.carryOut(test.election.observe(TestElection.lease("other", version: "2"), at: test.time))
    #expect(test.news == ["holder other", "stopped takenBy(\"other\")"])
    #expect(test.election.writeDeadline(at: test.now) == nil)
  }

  @Test func oldNewsOfAnEarlierHolderDoesNotStopTheLeader() {
    var test = TestElection()
    test.answer(.found(TestElection.lease("", version: "10")))
    test.acknowledge(version: "12")
    test.carryOut(test.election.observe(TestElection.lease("other", version: "9"), at: test.time))
    #expect(test.election.isLeading(at: test.now))
    let earlier = Lease(metadata: ObjectMeta(name: "lease", namespace: "test", uid: "earlier", resourceVersion: "3"))
    test.carryOut(test.election.observeDeletion(of: earlier, at: test.time))
    #expect(test.election.isLeading(at: test.now) && test.news == ["started 5"])
  }

  @Test func newsWhoseAgeCannotBeToldIsLookedUpBeforeTheLeaderStops() {
    var test = TestElection.leading()
    test.carryOut(test.election.observe(TestElection.lease("other", version: "x"), at: test.time))
    #expect(test.read != nil && test.election.isLeading(at: test.now))
    test.answer(.found(TestElection.lease("other", version: "y")))
    #expect(!test.election.isLeading(at: test.now))
  }

  @Test func aLeaderWhoseLeaseIsDeletedStopsAndMayTakeItAgain() {
    var test = TestElection.leading()
    test.carryOut(test.election.observeDeletion(of: TestElection.lease("me", version: "2"), at: test.time))
    #expect(test.news == ["holder nobody", "stopped removed"])
    test.pass(.milliseconds(4_400))
    test.answer(.notFound)
    test.acknowledge(version: "3")
    #expect(test.election.isLeading(at: test.now))
  }

  @Test func aClockThatStandsStillMakesNoRenewalThatNobodySees() {
    var test = TestElection.leading()
    var times: [MicroTime] = []
    for version in 2...4 {
      let wall = test.wall
      test.pass(.seconds(2))
      test.wall = wall - 5
      test.written.map { times.append($0.lease.spec?.renewTime ?? MicroTime(microsecondsSince1970: 0)) }
      test.acknowledge(version: "\(version)")
    }
    #expect(Set(times).count == 3 && times == times.sorted())
  }

  // MARK: Handing over

  @Test func theLeaseIsGivenBackOnlyWhenTheLastWriteHasEnded() {
    var test = TestElection.leading()
    test.pass(.seconds(1))
    test.carryOut(test.election.shutDown(at: test.time))
    #expect(test.news == ["stopped shutDown"] && test.election.writeDeadline(at: test.now) == nil)
    test.pass(.seconds(1))
    #expect(test.written == nil)
    test.carryOut(test.election.writesEnded(at: test.time))
    let given = test.written?.lease
    #expect(given?.spec?.holderIdentity == "" && given?.spec?.leaseDurationSeconds == 1)
    #expect(given?.metadata.resourceVersion == "1" && given?.spec?.leaseTransitions == 0)
    test.acknowledge(version: "2")
    #expect(test.news.last == "ended" && test.timer == nil)
  }

  @Test func writesThatDoNotEndAreOverByTheirDeadline() {
    var test = TestElection.leading()
    test.carryOut(test.election.shutDown(at: test.time))
    test.pass(.milliseconds(9_999))
    #expect(test.written == nil)
    test.pass(.milliseconds(1))
    #expect(test.news.last == "ended" || test.written != nil)
  }

  @Test func aHandOverWaitsForTheRenewalThatIsUnderWay() {
    var test = TestElection.leading()
    test.pass(.seconds(2))
    test.carryOut(test.election.shutDown(at: test.time))
    test.carryOut(test.election.writesEnded(at: test.time))
    #expect(test.written?.lease.spec?.holderIdentity == "me")
    test.acknowledge(version: "2")
    #expect(test.written?.lease.spec?.holderIdentity == "" && test.written?.lease.metadata.resourceVersion == "2")
  }

  @Test func aCandidateEndsAtOnceButGivesBackWhatItMayJustHaveTaken() {
    var idle = TestElection()
    idle.answer(.found(TestElection.lease("other", version: "7")))
    idle.carryOut(idle.election.shutDown(at: idle.time))
    #expect(idle.news == ["holder other", "ended"])
    var taking = TestElection()
    taking.answer(.notFound)
    taking.carryOut(taking.election.shutDown(at: taking.time))
    taking.acknowledge(version: "1")
    #expect(taking.written?.lease.spec?.holderIdentity == "" && !taking.news.contains("started 0"))
    taking.acknowledge(version: "2")
    #expect(taking.news == ["holder nobody", "ended"])
  }

  @Test func aLeaseThatSomebodyElseHasByThenIsNotGivenBack() {
    var test = TestElection.leading()
    test.carryOut(test.election.shutDown(at: test.time))
    test.carryOut(test.election.writesEnded(at: test.time))
    test.answer(.conflict)
    test.answer(.found(TestElection.lease("other", version: "9")))
    #expect(test.written == nil && test.news.last == "ended")
  }

  @Test func aCandidateThatWatchesTakesALeaseThatWasGivenBackAtOnceWhateverItDoes() {
    var resting = TestElection()
    resting.answer(.found(TestElection.lease("other", version: "7")))
    resting.pass(.seconds(1))
    resting.carryOut(resting.election.observe(TestElection.lease("", version: "8", seconds: 1), at: resting.time))
    #expect(resting.written?.lease.metadata.resourceVersion == "8")
    var reading = resting
    reading = TestElection()
    reading.answer(.found(TestElection.lease("other", version: "7")))
    reading.pass(.milliseconds(4_400))
    #expect(reading.read != nil)
    reading.carryOut(reading.election.observe(TestElection.lease("", version: "8", seconds: 1), at: reading.time))
    #expect(reading.written != nil)
    var failing = TestElection()
    failing.answer(.found(TestElection.lease("other", version: "7")))
    failing.pass(.milliseconds(4_400))
    failing.answer(.failed)
    failing.carryOut(failing.election.observe(TestElection.lease("", version: "8", seconds: 1), at: failing.time))
    #expect(failing.written != nil)
  }
}
