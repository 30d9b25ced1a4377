import KubernetesObjects
import Testing

@testable import KubernetesClient

struct WatchCacheTests {
  private func key(_ name: String) -> ObjectKey { ObjectKey(namespace: "n", name: name) }

  @Test func itHoldsWhatThePagesOfTheListHaveAndThenWhatTheWatchTellsInItsOrder() async throws {
    let world = try CacheWorld<ConfigMap>(pageSize: 2)
    for name in ["a", "b", "c", "d", "e"] { world.server.set(name) }
    try await world.watching {
      #expect(world.server.lists == 3 && world.cache.isSynced && world.cache.count == 5)
      world.server.set("a", "2")
      world.server.delete("b")
      let last = world.server.set("a", "3")
      try await world.cache.caughtUp(with: last, within: .seconds(60))
      #expect(world.cache["n", "a"]?.data == ["value": "3"])
      #expect(world.cache["n", "b"] == nil && world.cache.count == 4)
    }
  }

  @Test func eventsThatComeTwiceOrTooLateChangeNothing() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("a", "1")
    try await world.watching {
      let newest = world.server.set("a", "2")
      try await world.cache.caughtUp(with: newest, within: .seconds(60))
      let dirty = world.cache.dirtyKeys()
      var batches = dirty.makeAsyncIterator()
      #expect(await batches.next() == [key("a")])
      world.server.send(event("ADDED", "a", version: 101) + event("MODIFIED", "a", version: 102))
      let later = world.server.set("b")
      try await world.cache.caughtUp(with: later, within: .seconds(60))
      #expect(world.cache["n", "a"]?.data == ["value": "2"])
      #expect(await batches.next() == [key("b")])
    }
  }

  @Test func aDeletionThatWasMissedIsFoundByTheListAfterAnExpiredWatch() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("a")
    world.server.set("b")
    try await world.watching {
      var batches = world.cache.dirtyKeys().makeAsyncIterator()
      _ = await batches.next()
      world.server.delete("a", silently: true)
      world.server.failWatches([ScriptedServer.refusal("watch", 410, "Expired")])
      world.clock.advance(by: .seconds(20))
      world.server.endWatches()
      await world.passTime { world.cache.count == 1 }
      #expect(await batches.next() == [key("a")])
      #expect(world.server.lists == 2 && world.cache["n", "b"] != nil)
      await world.until { world.server.openWatches == 1 }
    }
  }

  @Test func anExpiryThatIsToldWithinTheWatchLeadsToANewListToo() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("a")
    try await world.watching {
      world.server.delete("a", silently: true)
      world.server.set("b", silently: true)
      let status = #"{"kind":"Status","status":"Failure","reason":"Expired","message":"too old","code":410}"#
      world.server.send(#"{"type":"ERROR","object":\#(status)}"# + "\n")
      await world.passTime { world.cache["n", "b"] != nil && world.cache.count == 1 }
      #expect(world.cache["n", "a"] == nil)
    }
    // It is in the normal course: nothing to worry about.
    #expect(!world.log.contains { $0.contains(" warning ") })
  }

  @Test func anObjectThatIsMadeAnewUnderItsNameSurvivesLateNewsOfTheFirst() async throws {
    let uids = ObjectIndex<ConfigMap>("uid") { [$0.uid] }
    let world = try CacheWorld<ConfigMap>(indexes: [uids])
    world.server.set("a", uid: "first")
    try await world.watching {
      world.server.delete("a")
      let anew = world.server.set("a", uid: "second")
      try await world.cache.caughtUp(with: anew, within: .seconds(60))
      #expect(world.cache.objects(in: "uid", of: "first").isEmpty)
      #expect(world.cache.objects(in: "uid", of: "second").count == 1)
      world.server.send(event("DELETED", "a", uid: "first", version: 102))
      let later = world.server.set("b")
      try await world.cache.caughtUp(with: later, within: .seconds(60))
      #expect(world.cache["n", "a"]?.uid == "second")
    }
  }

  @Test func anEventThatIsCutOffComesAgain() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("a", "1")
    try await world.watching {
      let seen = world.server.set("a", "2")
      try await world.cache.caughtUp(with: seen, within: .seconds(60))
      world.server.send(#"{"type":"MODIFIED","object":{"metadata":{"name":"a","namespa"#)
      world.server.set("c", "whole", silently: true)
      world.server.set("a", "3", silently: true)
      world.clock.advance(by: .seconds(20))
      world.server.endWatches()
      await world.until { world.server.openWatches == 1 }
      let next = try #require(world.server.requests.last)
      #expect(next.isWatch && next.query.contains(QueryItem("resourceVersion", seen.text)))
      #expect(world.cache["n", "a"]?.data == ["value": "2"] && world.server.lists == 1)
    }
  }

  @Test func garbageEndsTheWatchAndNothingElse() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("a")
    try await world.watching {
      world.server.send(event("ADDED", "b", version: 500) + "<html>\n" + event("DELETED", "a", version: 501))
      await world.passTime { world.server.watches == 2 }
      #expect(world.cache["n", "a"] != nil && world.cache["n", "b"] != nil && world.server.lists == 1)
    }
    #expect(world.log.count { $0.contains(" warning ") } == 1)
  }

  @Test func aWatchInWhichNothingComesIsBegunAnew() async throws {
    let world = try CacheWorld<ConfigMap>()
    try await world.watching {
      await world.passTime { world.server.watches == 2 }
      #expect(world.clock.now >= .seconds(1000) + InformerConfiguration(seed: 1).watchSilence)
      #expect(world.server.lists == 1)
    }
  }

  @Test func whenItIsCancelledItsRequestEndsAndItCanGoOnLater() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.set("a")
    try await world.watching {
      #expect(world.server.openWatches == 1)
      // A second run would watch twice.
      await world.cache.run()
    }
    #expect(world.server.openWatches == 0 && world.server.watches == 1)
    #expect(world.cache.count == 1)
    world.server.set("b")
    try await world.run { await world.until { world.cache.count == 2 } }
    #expect(world.server.lists == 1)
  }

  @Test func cancellingIsHeardWhileAListIsUnderWay() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.fallMute()
    try await world.run { await world.until { world.server.lists == 1 } }
    #expect(!world.cache.isSynced && world.server.lists == 1)
  }

  @Test func aListThatDoesNotComeIsAskedForAgain() async throws {
    let world = try CacheWorld<ConfigMap>()
    world.server.fallMute()
    try await world.run { await world.passTime { world.server.lists >= 3 } }
    #expect(world.log.count { $0.contains(" warning ") } == 1)
    #expect(world.cache.health.trouble != nil)
  }

  @Test func managedFieldsAreStrippedButForOurs() async throws {
    let world = try CacheWorld<ConfigMap>(fieldManager: "koperator")
    world.server.set("a", managers: ["kubectl", "koperator"])
    try await world.watching {
      let version = world.server.set("b", managers: ["kubelet", "koperator", "other"])
      try await world.cache.caughtUp(with: version, within: .seconds(60))
      for name in ["a", "b"] {
        let entries = try #require(world.cache["n", name]).metadata.managedFields
        #expect(entries.map { $0["manager"]?.stringValue } == ["koperator"])
      }
    }
  }

  @Test func onlyPathsOfItsNamespaceAreAskedForWithItsLabels() async throws {
    let labels = try Selector("app=kafka")
    let world = try CacheWorld<ConfigMap>(CacheScope(namespace: "n", labels: labels))
    try await world.watching {}
    for request in world.server.requests {
      #expect(request.path == "/api/v1/namespaces/n/configmaps")
      #expect(request.query.contains(QueryItem("labelSelector", "app=kafka")))
    }
    #expect(throws: RequestError.self) {
      try CacheWorld<ConfigMap>(CacheScope(namespace: "no/namespace"))
    }
  }

  @Test func metadataAloneAreAskedForWhereTheyAreEnough() async throws {
    let world = try CacheWorld<ObjectMetadata>(as: .metadata)
    world.server.set("a", "secret", labels: ["x": "y"])
    try await world.watching {
      #expect(world.cache["n", "a"]?.metadata.labels == ["x": "y"])
      #expect(world.cache["n", "a"].map { "\($0.json)".contains("secret") } == false)
    }
    for request in world.server.requests {
      #expect(request.headers.contains { $0.isNamed("Accept") && $0.value.contains("PartialObjectMetadata") })
    }
  }

  @Test func objectsOfAKindWithoutATypeAreKeptWhole() async throws {
    let world = try CacheWorld<UnstructuredObject>()
    world.server.set("a", "1", labels: ["x": "y"])
    try await world.watching {
      let object = try #require(world.cache["n", "a"])
      #expect(object.apiVersion == "v1" && object.kind == "ConfigMap" && object["data"] == ["value": "1"])
      #expect(object.metadata.labels == ["x": "y"] && object.json["data"] == ["value": "1"])
      #expect(try UnstructuredObject(json: object.json) == object)
    }
  }

  private func event(_ type: String, _ name: String, uid: String = "u", version: Int) -> String {
    let metadata = #"{"name":"\#(name)","namespace":"n","uid":"\#(uid)","resourceVersion":"\#(version)"}"#
    return #"{"type":"\#(type)","object":{"metadata":\#(metadata),"data":{"value":"old"}}}"# + "\n"
  }
}
