import KubernetesClient
import Testing

@Suite struct InformerWaitingTests {
  private func wait(_ test: inout TestInformer, _ version: String, waiter: Int = 1, seconds: Int = 5) {
    test.carryOut(
      test.informer.wait(
        for: ResourceVersion(version), waiter: waiter, deadline: test.now + .seconds(seconds), at: test.now))
  }

  @Test func whoeverWaitsForAVersionThatWasSeenNeedNotWait() {
    var test = TestInformer.watching([], version: "10")
    wait(&test, "9")
    wait(&test, "10", waiter: 2)
    #expect(test.news == ["caught up 1", "caught up 2"])
  }

  @Test func aWaiterGoesOnWhenTheCacheHasSeenItsVersion() {
    var test = TestInformer.watching([], version: "10")
    wait(&test, "12")
    test.events(.added(TestObject("a", version: "11")))
    #expect(test.news.isEmpty)
    test.events(.added(TestObject("b", version: "13")))
    #expect(test.news == ["caught up 1"] && test.contents.count == 2)
  }

  @Test func aBookmarkIsEnough() {
    var test = TestInformer.watching([], version: "10")
    wait(&test, "12")
    test.events(.bookmark(ResourceVersion("12")))
    #expect(test.news == ["caught up 1"])
  }

  @Test func aWaiterGivesUpAtItsDeadline() {
    var test = TestInformer.watching([], version: "10")
    wait(&test, "12", waiter: 1, seconds: 5)
    wait(&test, "12", waiter: 2, seconds: 8)
    #expect(test.wakeUp() == .seconds(5))
    #expect(test.news == ["gave up 1"])
    #expect(test.wakeUp() == .seconds(3))
    #expect(test.news == ["gave up 1", "gave up 2"])
  }

  @Test func aWaiterWaitsForTheFirstListToBeComplete() {
    var test = TestInformer()
    wait(&test, "12")
    test.page([TestObject("a", version: "3")], version: "20", continue: "next")
    #expect(test.news.isEmpty)
    test.page([], version: "20")
    #expect(test.news == ["caught up 1"])
  }

  @Test func whereVersionsHaveNoOrderExactlyThatVersionMustComeBy() {
    var test = TestInformer.watching([], version: "x")
    wait(&test, "w")
    test.events(.added(TestObject("a", version: "y")))
    #expect(test.news.isEmpty)
    // Also in the middle of what comes together.
    test.events(.added(TestObject("b", version: "w")), .added(TestObject("c", version: "z")))
    #expect(test.news == ["caught up 1"])
  }

  @Test func aListThatBeginsLaterShowsWhateverWasWrittenBefore() {
    var test = TestInformer.watching([], version: "x")
    test.failWatch(.expired)
    test.wakeUp()
    wait(&test, "w", waiter: 1, seconds: 100)
    // This list had begun before: it may lack the write.
    test.page([], version: "y")
    #expect(test.news == ["watch(KubernetesClient.RequestFailure.expired)"])
    test.failWatch(.expired)
    test.wakeUp()
    test.page([], version: "z")
    #expect(test.news.last == "caught up 1")
  }

  @Test func nobodyWaitsForACacheThatIsStopped() {
    var test = TestInformer.watching([], version: "10")
    wait(&test, "12")
    test.carryOut(test.informer.stop(at: test.now))
    wait(&test, "12", waiter: 2)
    #expect(test.news == ["gave up 1", "gave up 2"])
  }

  @Test func whoeverStopsWaitingHearsNothing() {
    var test = TestInformer.watching([], version: "10")
    wait(&test, "12")
    test.carryOut(test.informer.stopWaiting(1, at: test.now))
    test.events(.bookmark(ResourceVersion("12")))
    #expect(test.news.isEmpty)
  }

  @Test func noMoreThanABoundWait() {
    var configuration = InformerConfiguration(seed: 1)
    configuration.maximumWaiters = 2
    var test = TestInformer.watching([], version: "10", configuration)
    for waiter in 1...3 { wait(&test, "12", waiter: waiter) }
    #expect(test.news == ["gave up 3"])
  }
}
