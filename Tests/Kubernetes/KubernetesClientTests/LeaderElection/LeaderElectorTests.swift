@testable import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry
import Testing

/// A process that takes part, and what its leading body does: it waits for its cancellation.
private final class Candidate: Sendable {
  private struct State {
    var transports: [LeaderTransport] = []
    var bodies = 0
    var isDeaf = false
    var ending: CheckedContinuation<Void, Never>?
  }

  let network: LeaseNetwork
  let elector: LeaderElector
  let lines = Lines()
  private let state = Mutex(State())
  private let task = Mutex<Task<Void, Never>?>(nil)
  private let hasEnded = Mutex(false)

  init(_ name: String, _ server: LeaseServer, _ clock: any MonotonicClock) {
    network = LeaseNetwork(name, server, clock)
    let log = Logger(LogSink(output: { [lines] in lines.add($0) }))
    elector = LeaderElector(
      network, lease: ObjectKey(namespace: "test", name: "lease"), identity: name, clock: clock, log: log, seed: 7)
  }

  var transports: [LeaderTransport] { state.withLock { $0.transports } }
  /// How many bodies run.
  var bodies: Int { state.withLock { $0.bodies } }

  func start() {
    hasEnded.withLock { $0 = false }
    task.withLock { task in
      task = Task {
        await elector.run { await self.lead($0) }
        hasEnded.withLock { $0 = true }
      }
    }
  }

  /// Whether its run has returned.
  var isOver: Bool { hasEnded.withLock { $0 } }

  func cancel() { task.withLock { $0 }?.cancel() }
  func ended() async { await task.withLock { $0 }?.value }

  /// The body ignores its cancellation from now on, until `endBody`.
  func becomeDeaf() { state.withLock { $0.isDeaf = true } }

  func endBody() {
    state.withLock { state in
      state.isDeaf = false
      defer { state.ending = nil }
      return state.ending
    }?.resume()
  }

  private func lead(_ transport: LeaderTransport) async {
    state.withLock { state in
      state.transports.append(transport)
      state.bodies += 1
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if Task.isCancelled, !state.isDeaf { return true }
          state.ending = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { state in
        if state.isDeaf { return nil as CheckedContinuation<Void, Never>? }
        defer { state.ending = nil }
        return state.ending
      }?.resume()
    }
    state.withLock { $0.bodies -= 1 }
  }
}

private final class Lines: Sendable {
  private let state = Mutex<[String]>([])
  var all: [String] { state.withLock { $0 } }
  func add(_ bytes: [UInt8]) { state.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
}

@Suite struct LeaderElectorTests {
  private let clock = ManualClock()
  private let server: LeaseServer

  init() { server = LeaseServer(clock) }

  private func candidate(_ name: String) -> Candidate { Candidate(name, server, clock) }

  /// A process that leads.
  private func leader(_ name: String = "a") async throws -> (Candidate, LeaderTransport) {
    let leader = candidate(name)
    leader.start()
    #expect(await eventually { leader.transports.count == 1 && leader.elector.isLeading })
    return (leader, try #require(leader.transports.first))
  }

  private static func write() throws -> APIRequest {
    try ConfigMap.resource.mergePatch([:], name: "map", namespace: "test")
  }

  private static func read() throws -> APIRequest { try ConfigMap.resource.get("map", namespace: "test") }

  /// Sends a write and says what came of it.
  private func outcome(_ transport: LeaderTransport, within time: Duration? = nil) async throws -> ClientError? {
    let request = try Self.write()
    do throws(ClientError) {
      _ = try await transport.send(request, within: time)
      return nil
    } catch { return error }
  }

  // MARK: Leading

  @Test func theFirstCandidateLeadsAndItsWritesHaveWhatIsLeftOfTheLease() async throws {
    let (leader, transport) = try await leader()
    #expect(server.record == ["take by a"])
    #expect(try await outcome(transport) == nil)
    // Ten seconds from the beginning of the renewal, by the standard times; less where the caller wants less.
    #expect(leader.network.times == [.seconds(10)])
    #expect(try await outcome(transport, within: .seconds(3)) == nil)
    #expect(leader.network.times == [.seconds(10), .seconds(3)])
    // Whatever passes before they are sent, they have ended before anybody else can lead.
    let end = clock.now + .seconds(10)
    #expect(leader.network.ends == [end, end])
    leader.cancel()
    await leader.ended()
    #expect(server.record == ["take by a", "write by a", "write by a", "release by a"])
    #expect(leader.bodies == 0)
  }

  @Test func theLeaderRenewsAndLeadsOn() async throws {
    let (leader, _) = try await leader()
    for _ in 0..<20 {
      let requests = leader.network.leaseRequests
      clock.advance(by: .seconds(2))
      #expect(await eventually { leader.network.leaseRequests > requests })
      #expect(await eventually { leader.elector.isLeading })
    }
    #expect(server.lease?.spec?.leaseTransitions == 0)
    #expect(leader.transports.count == 1)
    leader.cancel()
    await leader.ended()
  }

  @Test func aBodyThatReturnsGivesTheLeaseBackAndEndsTheRun() async throws {
    let (leader, transport) = try await leader()
    leader.endBody()
    await leader.ended()
    #expect(server.record == ["take by a", "release by a"])
    #expect(try await outcome(transport)?.cause == .notLeading)
    // It can take part again.
    leader.start()
    #expect(await eventually { leader.elector.isLeading })
    #expect(try await outcome(transport)?.cause == .notLeading)
    leader.cancel()
    await leader.ended()
  }

  // MARK: Handing over

  @Test func whoWatchesTakesOverWithoutWaitingForAnyClock() async throws {
    let (first, _) = try await leader("a")
    let second = candidate("b")
    second.start()
    #expect(await eventually { second.elector.holder == "a" && server.watchers == 2 })
    first.cancel()
    await first.ended()
    #expect(await eventually { second.elector.isLeading })
    #expect(clock.now == .seconds(1000))
    #expect(server.record == ["take by a", "release by a", "take by b"])
    second.cancel()
    await second.ended()
  }

  @Test func whoCannotWatchTakesOverAtItsNextLook() async throws {
    let (first, _) = try await leader("a")
    let second = candidate("b")
    second.network.hasWatches = false
    second.start()
    #expect(await eventually { second.elector.holder == "a" })
    first.cancel()
    await first.ended()
    // Two seconds and the jitter.
    for _ in 0..<46 where !second.elector.isLeading {
      clock.advance(by: .milliseconds(100))
      _ = await Self.settle()
    }
    #expect(await eventually { second.elector.isLeading })
    second.cancel()
    await second.ended()
  }

  @Test func theLeaseIsGivenBackOnlyAfterTheLastWriteUnderWayHasEnded() async throws {
    let (first, transport) = try await leader("a")
    let second = candidate("b")
    second.start()
    first.network.holdWrites()
    async let result = outcome(transport)
    #expect(await eventually { first.network.heldWrites == 1 })
    first.cancel()
    #expect(await eventually { first.bodies == 0 })
    // The body has ended and new writes are refused, but the lease is held as long as the write may yet happen.
    #expect(try await outcome(transport)?.cause == .notLeading)
    _ = await Self.settle()
    #expect(server.holder == "a")
    first.network.letGo()
    #expect(try await result == nil)
    await first.ended()
    #expect(await eventually { second.elector.isLeading })
    #expect(server.record == ["take by a", "write by a", "release by a", "take by b"])
    second.cancel()
    await second.ended()
  }

  @Test func aBodyThatIgnoresItsCancellationDoesNotHoldUpTheHandOver() async throws {
    let (first, _) = try await leader("a")
    first.becomeDeaf()
    first.cancel()
    #expect(await eventually { server.record == ["take by a", "release by a"] })
    #expect(first.bodies == 1)
    first.endBody()
    await first.ended()
  }

  @Test func aCallerThatIsCancelledDoesNotCutItsWriteOff() async throws {
    let (leader, transport) = try await leader()
    leader.network.holdWrites()
    let writer = Task { try await outcome(transport) }
    #expect(await eventually { leader.network.heldWrites == 1 })
    writer.cancel()
    _ = await Self.settle()
    #expect(leader.network.heldWrites == 1)
    leader.network.letGo()
    #expect(try await writer.value == nil)
    leader.cancel()
    await leader.ended()
  }

  // MARK: Losing

  @Test func aWriteUnderWayIsCancelledWhenTheLeaseIsLostAndLaterOnesAreRefused() async throws {
    let (leader, transport) = try await leader()
    leader.network.holdWrites()
    async let result = outcome(transport)
    #expect(await eventually { leader.network.heldWrites == 1 })
    leader.network.isCut = true
    #expect(await passTime { leader.bodies == 0 })
    let error = try await result
    #expect(error?.cause == .notLeading)
    #expect(error?.mayHaveBeenCarriedOut == true)
    #expect(clock.now >= .seconds(1010))
    leader.network.letGo()
    let later = try await outcome(transport)
    #expect(later?.cause == .notLeading)
    #expect(later?.mayHaveBeenCarriedOut == false)
    #expect(server.record == ["take by a"])
    // Reads go through.
    _ = try await transport.send(try Self.read())
    leader.cancel()
    leader.network.isCut = false
    await passUntilEnded(leader)
  }

  @Test func aProcessThatStoodStillBeginsNoWriteThoughNoTimerHasRungYet() async throws {
    let jumping = JumpingClock(clock)
    let leader = Candidate("a", LeaseServer(jumping), jumping)
    leader.start()
    #expect(await eventually { leader.transports.count == 1 && leader.elector.isLeading })
    let transport = try #require(leader.transports.first)
    jumping.jump(by: .seconds(10))
    #expect(try await outcome(transport)?.cause == .notLeading)
    #expect(leader.network.times == [])
    #expect(!leader.elector.isLeading)
    leader.cancel()
    #expect(await eventually { leader.bodies == 0 })
    await passUntilEnded(leader)
  }

  @Test func whoLostTheLeaseIsACandidateAgainWithATransportOfItsOwn() async throws {
    let (leader, old) = try await leader()
    leader.network.isCut = true
    #expect(await passTime { leader.bodies == 0 })
    leader.network.isCut = false
    #expect(await passTime { leader.transports.count == 2 && leader.elector.isLeading })
    #expect(try await outcome(old)?.cause == .notLeading)
    #expect(try await outcome(try #require(leader.transports.last)) == nil)
    leader.cancel()
    await passUntilEnded(leader)
  }

  @Test func whoseWorkDoesNotEndIsNoCandidateUntilItDoes() async throws {
    let (leader, _) = try await leader()
    leader.becomeDeaf()
    leader.network.isCut = true
    #expect(await passTime { !leader.elector.isLeading })
    leader.network.isCut = false
    #expect(await passTime { leader.lines.all.contains { $0.contains("goes on though the lease is gone") } })
    let requests = leader.network.leaseRequests
    for _ in 0..<50 {
      clock.advance(by: .seconds(1))
      _ = await Self.settle()
    }
    #expect(leader.network.leaseRequests == requests)
    #expect(leader.transports.count == 1)
    leader.endBody()
    #expect(await passTime { leader.transports.count == 2 })
    leader.cancel()
    await passUntilEnded(leader)
  }

  // MARK: Telling

  @Test func eachChangeOfHolderIsOneLine() async throws {
    let (first, _) = try await leader("a")
    let second = candidate("b")
    second.start()
    #expect(await eventually { second.elector.holder == "a" && server.watchers == 2 })
    for _ in 0..<10 {
      clock.advance(by: .seconds(2))
      _ = await Self.settle()
    }
    first.cancel()
    await first.ended()
    #expect(await eventually { second.elector.isLeading })
    let said = second.lines.all
    #expect(said.filter { $0.contains("another process leads now") && $0.contains("holder=a") }.count == 1)
    #expect(said.filter { $0.contains("this process leads now") }.count == 1)
    #expect(said.count <= 3)
    second.cancel()
    await second.ended()
  }

  @Test func noTwoProcessesHaveOneIdentity() {
    let names = Set((0..<100).map { _ in LeaderElector.uniqueIdentity("pod") })
    #expect(names.count == 100)
    #expect(names.allSatisfy { $0.hasPrefix("pod_") && $0.utf8.count == 20 })
    #expect(LeaderElector.uniqueIdentity().contains("_"))
  }

  @Test func whatOnlyAsksIsNoWrite() throws {
    let map = ConfigMap(metadata: ObjectMeta(name: "map", namespace: "test"))
    #expect(try Self.write().isWrite)
    #expect(try map.creation().isWrite)
    #expect(try !map.creation(WriteOptions(dryRun: true)).isWrite)
    #expect(try !Self.read().isWrite)
    #expect(try ConfigMap.resource.delete("map", namespace: "test").isWrite)
  }

  // MARK: Time

  /// Gives everything that can go on now the turns for that. It proves nothing by itself.
  private static func settle() async { for _ in 0..<200 { await Task.yield() } }

  /// Moves the clock in small steps until a condition holds.
  private func passTime(until condition: () -> Bool) async -> Bool {
    var looks = 0
    return await eventually {
      if condition() { return true }
      // The others get several turns before the time goes on.
      looks += 1
      if looks % 8 == 0 { clock.advance(by: .milliseconds(50)) }
      return false
    }
  }

  private func passUntilEnded(_ candidate: Candidate) async { #expect(await passTime { candidate.isOver }) }
}
