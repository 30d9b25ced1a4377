import KubernetesObjects
import Synchronization
import Testing

@testable import KubernetesClient

/// How a watch cache tells its subscribers what changes.
struct WatchCacheSubscriberTests {
  private func key(_ name: String) -> ObjectKey { ObjectKey(namespace: "n", name: name) }

  @Test func everySubscriberIsToldOfEveryKeyWhicheverPaceItHas() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("first")
    try await world.watching {
      let names = (0..<50).map { "o\($0)" }
      let all = Set(names.map { key($0) } + [key("first")])
      try await withThrowingTaskGroup { group in
        for reader in 0..<20 {
          let dirty = world.cache.dirtyKeys(atMost: reader == 0 ? 1 : 7)
          group.addTask {
            var seen: Set<ObjectKey> = []
            for await batch in dirty {
              #expect(batch.count <= 7 && Set(batch).count == batch.count)
              seen.formUnion(batch)
              if reader.isMultiple(of: 3) { await Task.yield() }
              if seen == all { return }
            }
            Issue.record("it ended before everything was told")
          }
        }
        for name in names { world.server.set(name) }
        try await group.waitForAll()
      }
    }
  }

  @Test func aSlowSubscriberFindsEachKeyOnceAndSlowsDownNobody() async throws {
    let world = try CacheWorld<ConfigMap>()
    try await world.watching {
      let slow = world.cache.dirtyKeys()
      var last = ResourceVersion("0")
      for round in 0..<200 { for name in ["a", "b", "c"] { last = world.server.set(name, "\(round)") } }
      world.server.delete("b")
      last = world.server.set("a", "end")
      try await world.cache.caughtUp(with: last, within: .seconds(60))
      #expect(world.cache["n", "a"]?.data == ["value": "end"])
      await world.until { slow.pending.count == 3 }
      var batches = slow.makeAsyncIterator()
      #expect(await batches.next() == [key("a"), key("b"), key("c")])
      #expect(slow.pending.count == 0)
    }
  }

  @Test func theKeysOfWhatIsConcernedAreThoseBeforeAndAfter() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("a", labels: ["owner": "x"])
    try await world.watching {
      var batches = world.cache.dirtyKeys { $0.metadata.labels["owner"].map { [$0] } ?? [] }.makeAsyncIterator()
      #expect(await batches.next() == ["x"])
      world.server.set("a", labels: ["owner": "y"])
      #expect(await batches.next() == ["x", "y"])
      world.server.delete("a")
      #expect(await batches.next() == ["y"])
    }
  }

  @Test func aSubscriptionThatIsLetGoIsForgotten() async throws {
    let world = try CacheWorld<ConfigMap>()
    try await world.watching {
      for _ in 0..<10 { _ = world.cache.dirtyKeys() }
      let kept = world.cache.dirtyKeys()
      world.server.set("a")
      await world.until { world.cache.state.withLock { $0.subscribers.count } == 1 }
      var batches = kept.makeAsyncIterator()
      #expect(await batches.next() == [key("a")])
    }
  }

  @Test func subscriptionsThatAreLetGoDoNotGatherWhereNothingChanges() async throws {
    let world = try CacheWorld<ConfigMap>()
    for _ in 0..<100 { _ = world.cache.dirtyKeys() }
    let kept = world.cache.dirtyKeys()
    #expect(world.cache.state.withLock { $0.subscribers.count } <= 2)
    #expect(kept.pending.count == 0)
  }

  @Test func aReaderThatIsCancelledEnds() async throws {
    let world = try CacheWorld<ConfigMap>()
    let dirty = world.cache.dirtyKeys()
    let reader = Task {
      for await _ in dirty { Issue.record("nothing has changed") }
      return true
    }
    reader.cancel()
    #expect(await reader.value)
  }

  @Test func twentyThousandEventsLeaveNothingBehind() async throws {
    let byValue = ObjectIndex<ConfigMap>("value") { Array($0.data.values) }
    let world = try CacheWorld<ConfigMap>(indexes: [byValue])
    try await world.watching {
      let dirty = world.cache.dirtyKeys()
      var last = ResourceVersion("0")
      for count in 0..<20_000 {
        let name = "o\(count % 50)"
        last = world.server.set(name, "\(count)")
        if count % 7 == 0 { world.server.delete(name) }
      }
      try await world.cache.caughtUp(with: last, within: .seconds(60))
      #expect(world.cache.count <= 50 && dirty.pending.count <= 50)
      world.cache.state.withLock { state in
        #expect(state.informer.store.indexedValues == state.informer.store.count)
        #expect(state.waiters.isEmpty && state.informer.waiters.isEmpty && state.informer.passed.isEmpty)
      }
    }
  }
}
