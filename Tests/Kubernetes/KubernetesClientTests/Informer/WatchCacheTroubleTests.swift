import HTTPClient
import KubernetesObjects
import Telemetry
import Testing

@testable import KubernetesClient

/// What a watch cache says of its troubles, and how it waits.
struct WatchCacheTroubleTests {
  /// What a wait ends with.
  private func waiting(
    for wait: @escaping @Sendable () async throws(CacheError) -> Void
  ) -> Task<CacheError?, Never> {
    Task {
      do throws(CacheError) { try await wait() } catch { return error }
      return nil
    }
  }

  @Test func aDenialIsToldOnceAndNamesTheRoleThatIsMissing() async throws {
    let world = try CacheWorld<ConfigMap>()
    let denial = ScriptedServer.refusal("list", 403, "Forbidden", "configmaps is forbidden")
    world.server.failLists(Array(repeating: denial, count: 40))
    try await world.run {
      await world.passTime { world.server.lists > 40 && world.server.openWatches == 1 }
      #expect(world.cache.health.trouble?.contains("forbidden") == true)
      await world.passTime { world.log.contains { $0.contains("well again") } }
      #expect(world.cache.health.trouble == nil)
    }
    let warnings = world.log.filter { $0.contains(" warning ") }
    #expect(warnings.count == 1)
    let line = warnings.first ?? ""
    for part in ["resource=configmaps", "namespace=n", "a Role that allows 'list' on 'configmaps'"] {
      #expect(line.contains(part))
    }
  }

  @Test func anotherTroubleHasALineOfItsOwn() async throws {
    let world = try CacheWorld<ConfigMap>()
    let busy = ScriptedServer.refusal("list", 500, "InternalError")
    let denied = ScriptedServer.refusal("list", 403, "Forbidden")
    world.server.failLists([busy, denied, busy, denied, busy])
    try await world.run { await world.passTime { world.server.openWatches == 1 } }
    #expect(world.log.count { $0.contains(" warning ") } == 2)
  }

  @Test func whateverKeepsTheServerFromAnsweringIsOneTrouble() async throws {
    let world = try CacheWorld<ConfigMap>()
    let codes: [HTTPClientError.Code] = [.connectionLost, .connectFailed, .handshakeFailed, .deadlineExceeded]
    let failures = codes.map { ClientError(.noAnswer(HTTPClientError($0, "no answer", host: "server"))) }
    world.server.failLists(failures + failures)
    try await world.run { await world.passTime { world.server.openWatches == 1 } }
    #expect(world.log.count { $0.contains(" warning ") } == 1)
  }

  @Test func aListIsTriedAgainByTheCacheAndNotByItsClientSoThatATroubleIsToldAtOnce() async throws {
    let world = try CacheWorld<ConfigMap>()
    try await world.run { await world.passTime { world.server.openWatches == 1 } }
    #expect(world.server.requests.allSatisfy { $0.isWatch || $0.maximumAttempts == 2 })
  }

  @Test func aWatchThatBreaksIsATroubleOnlyWhereTheNextDoesNotComeAbout() async throws {
    let world = try CacheWorld<ConfigMap>()
    let lost = ClientError(.noAnswer(HTTPClientError(.connectionLost, "the connection ended", host: "server")))
    let refused = ClientError(.noAnswer(HTTPClientError(.connectFailed, "nobody listens", host: "server")))
    try await world.watching {
      world.clock.advance(by: .seconds(20))
      world.server.endWatches(lost)
      await world.passTime { world.server.watches == 2 && world.server.openWatches == 1 }
      #expect(world.log.allSatisfy { !$0.contains(" warning ") })
      #expect(world.cache.health.trouble == nil)
      world.clock.advance(by: .seconds(20))
      world.server.failWatches([refused, refused])
      world.server.endWatches(lost)
      await world.passTime { world.server.watches == 5 && world.server.openWatches == 1 }
    }
    let warnings = world.log.filter { $0.contains(" warning ") }
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("nobody listens") == true)
  }

  @Test func aServerThatComesAndGoesIsNotToldOfEachTime() async throws {
    let world = try CacheWorld<ConfigMap>()
    let refused = ClientError(.noAnswer(HTTPClientError(.connectFailed, "nobody listens", host: "server")))
    try await world.watching {
      // 25 s for each time: less than ten minutes in all.
      for _ in 1...20 {
        let watches = world.server.watches
        world.server.failWatches([refused])
        world.server.endWatches(refused)
        for tries in 0...1 {
          await world.until { world.server.watches == watches + tries && world.isResting }
          world.clock.advance(by: .seconds(4))
        }
        await world.until { world.server.watches == watches + 2 && world.server.openWatches == 1 }
        world.clock.advance(by: .seconds(17))
        await world.until { world.cache.health.trouble == nil }
      }
      #expect(world.log.count { $0.contains(" warning ") } == 3)
      #expect(world.log.count { $0.contains("well again") } == 3)
    }
  }

  @Test func aServerThatIsNotWellIsOneTroubleWhateverItSays() async throws {
    let world = try CacheWorld<ConfigMap>()
    let words = [(500, "InternalError"), (503, "ServiceUnavailable"), (429, "TooManyRequests"), (504, "Timeout")]
    let failures = words.map { ScriptedServer.refusal("list", $0.0, $0.1) }
    world.server.failLists(failures + failures)
    try await world.run { await world.passTime { world.server.openWatches == 1 } }
    #expect(world.log.count { $0.contains(" warning ") } == 1)
  }

  @Test func aTroubleThatComesBackAfterItWasOverIsToldAgain() async throws {
    let world = try CacheWorld<ConfigMap>()
    let busy = ScriptedServer.refusal("watch", 500, "InternalError")
    try await world.watching {
      for round in 1...3 {
        world.server.failWatches([busy, busy])
        world.clock.advance(by: .seconds(20))
        world.server.endWatches()
        await world.passTime { world.log.count { $0.contains("well again") } == round }
      }
    }
    #expect(world.log.count { $0.contains(" warning ") } == 3)
  }

  @Test func whoWaitsForAVersionGivesUpAtItsDeadlineAndTheCacheGoesOn() async throws {
    let world = try CacheWorld<ConfigMap>()
    try await world.watching {
      let wait = waiting { () async throws(CacheError) in
        try await world.cache.caughtUp(with: ResourceVersion("100000"), within: .seconds(5))
      }
      let deadline = world.clock.now + .seconds(5)
      await world.until { world.clock.deadlines.contains(deadline) }
      world.clock.advance(to: deadline)
      #expect(await wait.value?.code == .notCaughtUp)
      let version = world.server.set("a")
      try await world.cache.caughtUp(with: version, within: .seconds(5))
    }
  }

  @Test func whoWaitsIsLetGoWhenTheCacheEndsOrTheTaskIsCancelled() async throws {
    let world = try CacheWorld<ConfigMap>()
    let never = ResourceVersion("100000")
    var outcome: Task<CacheError?, Never>?
    func wait() -> Task<CacheError?, Never> {
      waiting { () async throws(CacheError) in try await world.cache.caughtUp(with: never, within: .seconds(50)) }
    }
    try await world.watching {
      let cancelled = wait()
      await world.until { world.cache.state.withLock { $0.waiters.count } == 1 }
      cancelled.cancel()
      #expect(await cancelled.value?.code == .cancelled)
      outcome = wait()
      await world.until { world.cache.state.withLock { $0.waiters.count } == 1 }
    }
    #expect(await outcome?.value?.code == .notCaughtUp)
    #expect(await wait().value?.code == .notCaughtUp)
  }

  @Test func whoWaitsForTheFirstListIsToldWhatIsWrong() async throws {
    let world = try CacheWorld<ConfigMap>()
    let denial = ScriptedServer.refusal("list", 403, "Forbidden")
    world.server.failLists(Array(repeating: denial, count: 1000))
    try await world.run {
      await world.until { world.cache.health.trouble != nil }
      let wait = waiting { () async throws(CacheError) in try await world.cache.untilSynced(within: .seconds(30)) }
      let end = world.clock.now + .seconds(30)
      await world.until { world.clock.deadlines.contains(end) }
      world.clock.advance(to: end)
      let error = await wait.value
      #expect(error?.code == .notSynced && error?.message.contains("a Role that allows 'list'") == true)
    }
  }

  @Test func objectsThatCannotBeReadAreToldOfAndCounted() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("a", "1")
    try await world.watching {
      for version in 200..<300 {
        let metadata = #"{"name":"a","namespace":"n","uid":"u","resourceVersion":"\#(version)"}"#
        world.server.send(#"{"type":"MODIFIED","object":{"metadata":\#(metadata),"data":7}}"# + "\n")
      }
      try await world.cache.caughtUp(with: ResourceVersion("299"), within: .seconds(60))
      #expect(world.cache["n", "a"]?.data == ["value": "1"])
      #expect(world.cache.health.unreadable == 1)
    }
    #expect(world.log.count { $0.contains("object=n/a") } == 1)
  }

  @Test func itsMetricsSayWhatItHasAndHowOldThatIs() async throws {
    let world = try CacheWorld<ConfigMap>()
    for name in ["a", "b"] { world.server.set(name) }
    try await world.watching {
      let version = world.server.set("c")
      try await world.cache.caughtUp(with: version, within: .seconds(60))
      world.clock.advance(by: .seconds(7))
      let text = world.metrics.text()
      let labels = #"{resource="configmaps",scope="n"}"#
      for (name, value) in [
        ("objects", 3), ("events_total", 1), ("lists_total", 1), ("watches_total", 1), ("synced", 1),
        ("silence_seconds", 7),
      ] { #expect(text.contains("koperator_kubernetes_cache_\(name)\(labels) \(value)\n")) }
    }
  }
}
