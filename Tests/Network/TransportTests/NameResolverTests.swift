import Glibc
import Synchronization
import Testing
import Transport

struct NameResolverTests {
  /// What came of look-ups, from any thread.
  private final class Results: Sendable {
    private let all = Mutex<[Result<[NetworkAddress], TransportError>]>([])
    var now: [Result<[NetworkAddress], TransportError>] { all.withLock { $0 } }
    func add(_ result: Result<[NetworkAddress], TransportError>) { all.withLock { $0.append(result) } }
  }

  private func resolve(
    _ text: String, _ resolver: NameResolver, _ group: EventLoopGroup, _ results: Results,
    within patience: Duration = .seconds(20)
  ) throws {
    let target = try ConnectTarget(text)
    let loop = group.loops[0]
    loop.execute {
      resolver.resolve(target, within: patience, on: loop) { result in
        #expect(loop.isCurrent)
        results.add(result)
      }
    }
  }

  @Test func theMachinesOwnNameIsFound() throws {
    try withLoops { group in
      let results = Results()
      try resolve("localhost:4711", NameResolver(), group, results)
      eventually("an answer") { results.now.count == 1 }
      let addresses = try #require(results.now.first).get()
      #expect(addresses.contains(.loopback(port: 4711)) || addresses.contains(.ipv6(1, port: 4711)))
      #expect(Set(addresses).count == addresses.count)
    }
  }

  @Test func anUnknownNameIsAnErrorThatNamesItAndMayPass() throws {
    try withLoops { group in
      let results = Results()
      try resolve("nobody.invalid:1", NameResolver(), group, results)
      eventually("an answer", within: .seconds(60)) { results.now.count == 1 }
      guard case .failure(let error) = results.now.first else {
        Issue.record("it has an address")
        return
      }
      #expect(error.code == .nameNotResolved || error.code == .timedOut)
      #expect(error.object == "nobody.invalid")
      #expect(error.isRetryable)
    }
  }

  @Test func anAddressNeedsNoLookUp() throws {
    try withLoops { group in
      let results = Results()
      let resolver = NameResolver { host, _ in
        Issue.record("\(host) was looked up")
        return .success([])
      }
      for text in ["10.1.2.3:4", "[fd00::1]:5", "unix:/tmp/socket"] { try resolve(text, resolver, group, results) }
      eventually("answers") { results.now.count == 3 }
      #expect(try results.now.map { try $0.get()[0].description } == ["10.1.2.3:4", "[fd00::1]:5", "unix:/tmp/socket"])
    }
  }

  @Test func aLookUpThatHangsIsGivenUpAndThoseThatWaitBehindItToo() throws {
    try withLoops { group in
      let gate = Gate()
      let looked = Mutex<[String]>([])
      let resolver = NameResolver(capacity: 3) { host, port in
        looked.withLock { $0.append(host) }
        if host == "hangs" { gate.wait() }
        return .success([.loopback(port: port)])
      }
      let first = Results()
      let others = Results()
      try resolve("hangs:1", resolver, group, first, within: .milliseconds(50))
      eventually("it hangs") { looked.withLock { $0 == ["hangs"] } }
      for name in ["a:1", "b:1", "c:1"] { try resolve(name, resolver, group, others, within: .milliseconds(50)) }
      let refused = Results()
      try resolve("d:1", resolver, group, refused)
      eventually("there is no room") { refused.now.count == 1 }
      #expect(refused.now.first?.failure?.code == .nameNotResolved)
      eventually("all are told") { first.now.count == 1 && others.now.count == 3 }
      #expect((first.now + others.now).allSatisfy { $0.failure?.code == .timedOut })
      gate.open()
      let last = Results()
      try resolve("e:9", resolver, group, last)
      eventually("the next is looked up") { last.now.count == 1 }
      #expect(try last.now[0].get() == [.loopback(port: 9)])
      #expect(looked.withLock { $0 } == ["hangs", "e"], "nobody waits for the others any more")
      #expect(first.now.count == 1 && others.now.count == 3, "each was told once")
    }
  }

  @Test(arguments: [
    "kafka.example:9094", "a_b-c.d:1", "localhost.:80", "127.0.0.1:18000", "[::1]:18000", "unix:/run/socket",
  ])
  func aTargetReadsAsItWasWritten(_ text: String) throws {
    #expect(try ConnectTarget(text).description == text)
  }

  @Test(arguments: [
    "kafka", "kafka:", "kafka:x", "kafka:70000", ":1", "ka fka:1", "-a:1", "a..b:1", "1.2.3:4", "256.1.1.1:4", "::1:2",
    "[kafka]:1", "unix:", "kafka:+1",
  ])
  func whatIsNoTargetIsRefused(_ text: String) {
    let error = #expect(throws: TransportError.self) { try ConnectTarget(text) }
    #expect(error?.code == .invalidAddress)
  }
}

/// Holds a thread up until it is opened.
private final class Gate: Sendable {
  private let isOpen = Mutex(false)
  func open() { isOpen.withLock { $0 = true } }
  func wait() { while !isOpen.withLock({ $0 }) { usleep(1_000) } }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { return error }
    return nil
  }
}
