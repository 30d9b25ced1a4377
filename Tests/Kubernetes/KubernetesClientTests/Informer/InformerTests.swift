import Testing

@testable import KubernetesClient

@Suite struct InformerTests {
  private func object(_ name: String, _ version: String, uid: String = "u") -> TestObject {
    TestObject(name, uid: uid, version: version)
  }

  // MARK: Lists

  @Test func itListsByPagesAndWatchesFromTheListsVersion() {
    var test = TestInformer()
    #expect(test.list?.limit == 500 && test.list?.deadline == .seconds(60))
    #expect(test.list.map { $0.continue == nil } == true)
    test.page([object("a", "3")], version: "10", continue: "next")
    #expect(test.list?.continue == "next" && test.syncs == 0 && !test.informer.isSynced)
    test.page([object("b", "4")], version: "10")
    #expect(test.watch?.from == ResourceVersion("10"))
    #expect(test.syncs == 1 && test.informer.isSynced)
    #expect(test.contents == ["a u@3", "b u@4"])
    #expect(test.changes == ["a - u@3", "b - u@4"])
  }

  @Test func theWatchBeginsAtTheFirstPagesVersionWhateverLaterPagesSay() {
    var test = TestInformer()
    test.page([object("a", "3")], version: "10", continue: "next")
    test.page([object("b", "4")], version: "12")
    #expect(test.watch?.from == ResourceVersion("10"))
  }

  @Test func aPageThatFailsIsAskedForAgainWithoutLosingTheOthers() {
    var test = TestInformer()
    test.page([object("a", "3")], version: "10", continue: "next")
    test.failList(.failed)
    #expect(test.list == nil)
    test.wakeUp()
    #expect(test.list?.continue == "next")
    test.page([object("b", "4")], version: "10")
    #expect(test.contents == ["a u@3", "b u@4"])
  }

  @Test func aListWhoseRestHasExpiredBeginsAnewAndInOnePieceIfThatHappensAgain() {
    var test = TestInformer()
    for expected in [500, 500] {
      #expect(test.list?.limit == expected)
      test.page([object("a", "3")], version: "10", continue: "next")
      test.failList(.expired)
      test.wakeUp()
      #expect(test.list?.continue == nil)
    }
    #expect(test.list?.limit == nil)
    test.page([object("b", "4")], version: "20")
    #expect(test.contents == ["b u@4"])
  }

  @Test func aPageThatDoesNotComeIsGivenUpAtItsDeadline() {
    var test = TestInformer()
    #expect(test.wakeUp() == .seconds(60))
    #expect(test.cancelled == [1] && test.news == ["list(KubernetesClient.RequestFailure.failed)"])
    test.wakeUp()
    #expect(test.list?.request == 2)
  }

  @Test func whatComesOfARequestThatWasReplacedDoesNoHarm() {
    var test = TestInformer()
    test.wakeUp()
    test.wakeUp()
    let late = ListPage(items: [object("a", "3")], resourceVersion: ResourceVersion("9"))
    test.carryOut(test.informer.receive(late, of: 1, at: test.now))
    #expect(test.contents.isEmpty && test.syncs == 0)
    test.page([], version: "10")
    test.carryOut(test.informer.listFailed(.expired, of: 2, at: test.now))
    test.carryOut(test.informer.watchFailed(.expired, of: 77, at: test.now))
    #expect(test.watch?.from == ResourceVersion("10"))
    test.carryOut(test.informer.receive([.added(object("b", "11"))], of: 77, at: test.now))
    #expect(test.contents.isEmpty)
  }

  @Test func anObjectThatCannotBeReadStaysAsItWasAndIsNotTakenForGone() {
    var test = TestInformer.watching([object("a", "3")], version: "10")
    let key = object("a", "3").key
    test.events(.unreadable(key, ResourceVersion("12")))
    #expect(test.contents == ["a u@3"] && test.informer.version == ResourceVersion("12"))
    #expect(test.informer.unreadable == [key] && test.news.count == 1)
    test.failWatch(.expired)
    test.wakeUp()
    test.page([], version: "20", unreadable: [key])
    #expect(test.contents == ["a u@3"] && test.informer.unreadable == [key])
    // It was said before.
    #expect(test.news.count == 2)
    test.events(.modified(object("a", "22")))
    #expect(test.contents == ["a u@22"] && test.informer.unreadable.isEmpty)
  }

  @Test func anObjectThatCannotBeReadAndIsGoneIsRemoved() {
    var test = TestInformer.watching([object("a", "3"), object("b", "4")], version: "10")
    test.events(.unreadable(object("a", "11").key, ResourceVersion("11")))
    test.events(.gone(object("a", "12").key, ResourceVersion("12")), .gone(object("b", "2").key, ResourceVersion("2")))
    #expect(test.contents == ["b u@4"] && test.informer.unreadable.isEmpty)
    #expect(test.informer.version == ResourceVersion("12"))
  }

  // MARK: Events

  @Test func eventsChangeTheCacheInTheirOrder() {
    var test = TestInformer.watching([object("a", "3")], version: "10")
    test.events(.added(object("b", "11")), .modified(object("a", "12")))
    test.events(.deleted(object("b", "13")))
    #expect(test.contents == ["a u@12"])
    #expect(test.changes == ["b - u@11", "a u@3 u@12", "b u@11 -"])
    #expect(test.informer.version == ResourceVersion("13"))
  }

  @Test func changesOfOneKeyThatComeTogetherAreOne() {
    var test = TestInformer.watching([object("a", "3")], version: "10")
    test.events(
      .modified(object("a", "11")), .modified(object("a", "12")), .added(object("b", "13")),
      .modified(object("a", "14")), .deleted(object("b", "15")))
    #expect(test.changes == ["a u@3 u@14"])
  }

  @Test func anObjectThatWasDeletedAndMadeAnewIsADeletionAndAnAddition() {
    var test = TestInformer.watching([object("a", "3", uid: "old")], version: "10")
    test.events(.deleted(object("a", "11", uid: "old")), .added(object("a", "12", uid: "new")))
    #expect(test.changes == ["a old@3 -", "a - new@12"])
  }

  @Test func aNewUIDWithoutADeletionIsADeletionAndAnAdditionToo() {
    var test = TestInformer.watching([object("a", "3", uid: "old")], version: "10")
    test.events(.modified(object("a", "12", uid: "new")))
    #expect(test.changes == ["a old@3 -", "a - new@12"])
    test.failWatch(.expired)
    test.wakeUp()
    test.changes = []
    test.page([object("a", "15", uid: "newest")], version: "20")
    #expect(test.changes == ["a new@12 -", "a - newest@15"])
  }

  @Test func aDeletionOfAnEarlierObjectOfTheSameNameRemovesNothing() {
    var test = TestInformer.watching([object("a", "9", uid: "new")], version: "10")
    test.events(.deleted(object("a", "8", uid: "old")))
    #expect(test.contents == ["a new@9"])
    var opaque = TestInformer.watching([object("a", "i", uid: "new")], version: "j")
    opaque.events(.deleted(object("a", "k", uid: "old")))
    #expect(opaque.contents == ["a new@i"])
  }

  @Test func duplicatesAndOlderEventsAreDropped() {
    var test = TestInformer.watching([object("a", "9")], version: "10")
    test.events(.modified(object("a", "12")))
    test.changes = []
    test.events(
      .modified(object("a", "12")), .modified(object("a", "11")), .added(object("b", "11")), .added(object("a", "9")))
    #expect(test.changes.isEmpty && test.contents == ["a u@12"])
    #expect(test.informer.version == ResourceVersion("12"))
  }

  @Test func anEventThatWasOvertakenStillCountsForAnObjectThatTheCacheHas() {
    var test = TestInformer.watching([object("a", "3"), object("b", "4"), object("c", "5")], version: "10")
    test.events(.modified(object("c", "13")), .modified(object("a", "11")), .deleted(object("b", "12")))
    #expect(test.contents == ["a u@11", "c u@13"])
    #expect(test.informer.version == ResourceVersion("13"))
  }

  @Test func anOldAdditionDoesNotBringBackWhatWasDeleted() {
    var test = TestInformer.watching([object("a", "9")], version: "10")
    test.events(.deleted(object("a", "12")))
    test.events(.added(object("a", "9")), .modified(object("a", "11")))
    #expect(test.contents.isEmpty)
  }

  @Test func anOldDeletionDoesNotRemoveWhatCameBackToTheSelector() {
    var test = TestInformer.watching([object("a", "9")], version: "10")
    test.events(.deleted(object("a", "11")), .added(object("a", "12")), .deleted(object("a", "11")))
    #expect(test.contents == ["a u@12"])
  }

  @Test func aDeletionThatNamesTheLastVersionThatMatchedRemoves() {
    var test = TestInformer.watching([object("a", "9"), object("b", "8")], version: "10")
    test.events(.modified(object("b", "15")), .deleted(object("a", "9")))
    #expect(test.contents == ["b u@15"])
    #expect(test.informer.version == ResourceVersion("15"))
  }

  @Test func eventsAreTakenAsTheyComeWhereVersionsHaveNoOrder() {
    var test = TestInformer.watching([object("a", "zz")], version: "m")
    test.events(.modified(object("a", "b")), .added(object("c", "a")), .deleted(object("c", "0")))
    #expect(test.contents == ["a u@b"])
    test.now += .seconds(20)
    test.endWatch()
    #expect(test.watch?.from == ResourceVersion("0"))
  }

  @Test func aBookmarkMovesTheVersionAndChangesNothing() {
    var test = TestInformer.watching([object("a", "3")], version: "10")
    test.events(.bookmark(ResourceVersion("40")), .bookmark(ResourceVersion("30")))
    #expect(test.changes.isEmpty)
    test.now += .seconds(20)
    test.endWatch()
    #expect(test.watch?.from == ResourceVersion("40"))
  }

  // MARK: Ends of watches

  @Test func aWatchThatWasClosedInTheMiddleOfAnEventGetsThatEventAgain() {
    var test = TestInformer.watching([], version: "10")
    test.events(.added(object("a", "11")))
    // The line of the event with version 12 was cut off: the shell tells only that the watch ended.
    test.now += .seconds(20)
    test.endWatch()
    #expect(test.watch?.from == ResourceVersion("11"))
    test.events(.added(object("b", "12")))
    #expect(test.contents == ["a u@11", "b u@12"])
  }

  @Test func aVersionThatIsGoneListsAnewAndFindsDeletionsThatWereMissed() {
    var test = TestInformer.watching([object("a", "3"), object("b", "4"), object("c", "5")], version: "10")
    test.events(.error(.expired))
    #expect(test.cancelled.count == 1)
    // What there is stays readable meanwhile.
    #expect(test.contents == ["a u@3", "b u@4", "c u@5"] && test.informer.isSynced)
    #expect(test.wakeUp() <= .seconds(1))
    #expect(test.list?.continue == nil)
    test.page([object("a", "3"), object("c", "15")], version: "20", continue: "next")
    #expect(test.changes == ["c u@5 u@15"])
    test.page([object("d", "16")], version: "20")
    #expect(test.changes == ["c u@5 u@15", "d - u@16", "b u@4 -"])
    #expect(test.watch?.from == ResourceVersion("20") && test.syncs == 1)
  }

  @Test func aListIsBelievedThoughItIsOlderThanTheCacheAsAfterARestoredBackup() {
    var test = TestInformer.watching([object("a", "90")], version: "100")
    test.failWatch(.tooNew)
    test.wakeUp()
    test.failWatch(.tooNew)
    test.wakeUp()
    #expect(test.watch?.from == ResourceVersion("100"))
    test.failWatch(.tooNew)
    test.wakeUp()
    test.page([object("a", "40")], version: "50")
    #expect(test.contents == ["a u@40"] && test.watch?.from == ResourceVersion("50"))
  }

  @Test func anErrorEventThatWaitingCuresKeepsItsPlace() {
    var test = TestInformer.watching([object("a", "3")], version: "10")
    test.events(.modified(object("a", "12")), .error(.failed), .modified(object("a", "13")))
    #expect(test.contents == ["a u@12"])
    test.wakeUp()
    #expect(test.watch?.from == ResourceVersion("12"))
  }

  @Test func garbageAtOnePlaceListsAnewAfterSomeTries() {
    var test = TestInformer.watching([object("a", "3")], version: "10")
    for _ in 0..<3 {
      #expect(test.watch?.from == ResourceVersion("10"))
      test.failWatch(.malformed)
      test.watch = nil
      test.wakeUp()
    }
    #expect(test.watch == nil && test.list != nil)
  }

  @Test func reconnectingRestsLongerAfterEachFailureWithJitterUpToTheCap() {
    var rests: [[Duration]] = []
    for seed in 1...2 as ClosedRange<UInt64> {
      var test = TestInformer.watching([], version: "10", InformerConfiguration(seed: seed))
      var own: [Duration] = []
      for _ in 0..<8 {
        test.failWatch(.failed)
        own.append(test.wakeUp())
      }
      let caps = [1, 2, 4, 8, 16, 30, 30, 30].map { Duration.seconds($0) }
      for (rest, cap) in zip(own, caps) { #expect(rest >= cap / 2 && rest <= cap) }
      rests.append(own)
    }
    #expect(rests[0] != rests[1])
  }

  @Test func retryAfterIsObeyedUpToABound() {
    var test = TestInformer.watching([], version: "10")
    test.failWatch(.throttled(retryAfter: .seconds(40)))
    let rest = test.wakeUp()
    #expect(rest > .seconds(40) && rest <= .seconds(41))
    test.failWatch(.throttled(retryAfter: .seconds(86_400)))
    #expect(test.wakeUp() <= .seconds(121))
  }

  @Test func aWatchWhoseTimeIsUpIsBegunAgainAtOnce() {
    var test = TestInformer.watching([], version: "10")
    test.now += .seconds(300)
    test.endWatch()
    #expect(test.watch?.from == ResourceVersion("10") && test.news.isEmpty)
  }

  @Test func aServerThatClosesAtOnceIsNotAskedAtOnce() {
    var test = TestInformer.watching([], version: "10")
    test.endWatch()
    #expect(test.watch == nil && test.list == nil)
    #expect(test.wakeUp() >= .milliseconds(500))
    #expect(test.watch != nil)
  }

  @Test func aWatchThatTheServerDoesNotEndInTimeIsDead() {
    var test = TestInformer.watching([], version: "10")
    let first = test.watch
    let timeout = first?.timeout ?? .zero
    #expect(timeout >= .seconds(300) && timeout <= .seconds(600))
    while test.now < timeout + .seconds(29) {
      test.events(.bookmark(ResourceVersion("10")))
      test.now += .seconds(1)
      test.carryOut(test.informer.wake(at: test.now))
      if test.watch != first { break }
    }
    #expect(test.watch == first)
    test.now += .seconds(2)
    test.carryOut(test.informer.wake(at: test.now))
    #expect(test.cancelled == [first?.request] && test.watch != first)
    #expect(test.watch?.from == ResourceVersion("10") && test.news.isEmpty)
  }

  @Test func aWatchInWhichNothingComesForLongIsBegunAnew() {
    var test = TestInformer.watching([], version: "10")
    let first = test.watch
    test.beginWatch()
    test.now += .seconds(100)
    test.events(.bookmark(ResourceVersion("11")))
    #expect(test.wakeUp() == .seconds(50))
    #expect(test.watch == first)
    #expect(test.wakeUp() == .seconds(100))
    #expect(test.cancelled == [first?.request] && test.watch?.from == ResourceVersion("11"))
  }

  @Test func aWatchThatIsNotAnsweredIsAFailure() {
    var test = TestInformer.watching([], version: "10")
    #expect(test.wakeUp() == .seconds(30))
    #expect(test.watch == nil && test.news == ["watch(KubernetesClient.RequestFailure.failed)"])
    // Trying again is no recovery.
    test.wakeUp()
    #expect(test.watch != nil)
    #expect(test.wakeUp() == .seconds(30))
    #expect(test.news.count == 1)
  }

  @Test func whatIsWrongIsSaidOnceAndThatItIsOverToo() {
    var test = TestInformer.watching([], version: "10")
    for _ in 0..<100 {
      test.failWatch(.failed)
      test.wakeUp()
    }
    #expect(test.news == ["watch(KubernetesClient.RequestFailure.failed)"])
    test.beginWatch()
    #expect(test.wakeUp() == .seconds(10))
    #expect(test.news.last == "recovered" && test.news.count == 2)
    test.failWatch(.failed)
    #expect(test.wakeUp() <= .seconds(1))
  }

  @Test func aStormOfRefusalsIsSaidOnce() {
    var test = TestInformer.watching([], version: "10")
    for seconds in 1...50 {
      test.failWatch(.throttled(retryAfter: .seconds(seconds)))
      test.wakeUp()
      test.failWatch(.failed)
      test.wakeUp()
    }
    #expect(test.news.count == 2)
  }

  @Test func wakingTooEarlySaysAgainHowLongToWait() {
    var test = TestInformer.watching([], version: "10")
    test.failWatch(.failed)
    let timer = test.timer
    test.timer = nil
    test.carryOut(test.informer.wake(at: test.now))
    #expect(timer != nil && test.timer == timer)
  }

  @Test func itStopsAndCanBeStartedAgain() {
    var test = TestInformer.watching([object("a", "3")], version: "10")
    test.carryOut(test.informer.stop(at: test.now))
    #expect(test.watch == nil && test.timer == nil)
    test.carryOut(test.informer.start(at: test.now))
    #expect(test.watch?.from == ResourceVersion("10") && test.contents == ["a u@3"])
  }

  // MARK: What is kept

  @Test func managedFieldsAreStrippedButForOurManagersEntry() {
    var configuration = InformerConfiguration(seed: 1)
    configuration.fieldManager = "koperator"
    var test = TestInformer(configuration)
    let managers = ["kubectl", "koperator", "kubelet"]
    test.page([TestObject("a", version: "3", managers: managers)], version: "10")
    test.events(.added(TestObject("b", version: "11", managers: managers)))
    for object in test.informer.store.values { #expect(object.managers == ["koperator"]) }
    #expect(test.informer.store.count == 2)
  }

  @Test func indexesFollowTheObjects() {
    let index = ObjectIndex<TestObject>("label") { $0.labels }
    var test = TestInformer(InformerConfiguration(seed: 1), indexes: [index])
    test.page(
      [TestObject("b", version: "3", labels: ["x", "y"]), TestObject("a", version: "4", labels: ["x"])], version: "10")
    func names(_ value: String) -> [String] {
      test.informer.store.objects(in: "label", of: value).map { $0.key.name }
    }
    #expect(names("x") == ["a", "b"] && names("y") == ["b"] && names("z") == [])
    test.events(.modified(TestObject("b", version: "11", labels: ["z"])), .deleted(TestObject("a", version: "12")))
    #expect(names("x") == [] && names("y") == [] && names("z") == ["b"])
    #expect(test.informer.store.keys(in: "other", of: "z").isEmpty)
  }

  @Test func manyEventsLeaveNothingBehindButTheObjects() {
    let index = ObjectIndex<TestObject>("label") { $0.labels }
    var test = TestInformer(InformerConfiguration(seed: 1), indexes: [index])
    test.page([], version: "10")
    for step in 0..<10_000 {
      let version = "\(11 + step)"
      let object = TestObject("\(step % 50)", uid: "\(step)", version: version, labels: ["\(step)"])
      test.events(step % 3 == 0 ? .deleted(object) : .added(object))
      test.changes.removeAll()
    }
    #expect(test.informer.store.count <= 50)
    #expect(test.informer.store.indexedValues <= 50)
    #expect(test.informer.passed.isEmpty && test.informer.unreadable.isEmpty && test.informer.listing == nil)
  }
}
