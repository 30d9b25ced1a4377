import Testing

@testable import XDS

/// Rules 33 to 39 of the protocol: what a response holds.
struct ResponseRuleTests {
  // Rule 33
  @Test(arguments: [TypeURL.cluster, .listener]) func worldResponsesOfClustersAndListenersAreComplete(type: TypeURL)
    throws
  {
    var fixture = try Fixture([resource(type, "a"), resource(type, "b"), resource(type, "c")])
    try fixture.open(1, .stateOfTheWorld)
    try fixture.open(2, .stateOfTheWorld)
    try fixture.accept(try fixture.only(try fixture.world(1, type)))
    try fixture.accept(try fixture.only(try fixture.world(2, type, ["a", "b"])), ["a", "b"])
    let next = try fixture.publish([resource(type, "a", "2"), resource(type, "b")])
    #expect(next.map(\.names) == [["a", "b"], ["a", "b"]])
    // A change outside of what is asked for is none.
    try fixture.accept(next[0])
    try fixture.accept(next[1], ["a", "b"])
    let third = try fixture.publish([resource(type, "a", "2"), resource(type, "b"), resource(type, "d")])
    #expect(third.map(\.stream) == [1])
  }

  // Rule 33
  @Test(arguments: [TypeURL.cluster, .listener]) func aSnapshotThatRemovesEverythingIsRefused(type: TypeURL) throws {
    var fixture = try Fixture([resource(type, "a"), secret("s")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, type)))
    #expect(throws: SnapshotError.self) { try fixture.publish([secret("s")]) }
    #expect(fixture.core.progress(of: Fixture.group).newest == 1)
    let allowed = try fixture.publish([secret("s")], allowingRemoval: true)
    #expect(try fixture.only(allowed).removed == ["a"])
  }

  // Rule 33: what proxies have is not known to a process that starts.
  @Test func aFirstSnapshotWithoutAnyResourceIsRefused() throws {
    var fixture = try Fixture()
    do {
      try fixture.publish([])
      Issue.record("it was published")
    } catch let error as SnapshotError { #expect(error.code == .removesEverything) }
  }

  // Rule 34. Choice: EDS, RDS and SDS in SotW send what changed, and nothing for what is gone while it is asked for, but
  // for EDS, where an assignment without endpoints says so.
  @Test(arguments: [TypeURL.endpoints, .route, .secret]) func worldResponsesOfOtherTypesHoldWhatChanged(type: TypeURL)
    throws
  {
    var fixture = try Fixture([resource(type, "a"), resource(type, "b"), cluster("x")])
    try fixture.open(1, .stateOfTheWorld)
    try fixture.accept(try fixture.only(try fixture.world(1, type, ["a", "b"])), ["a", "b"])
    let next = try fixture.only(try fixture.publish([resource(type, "a", "2"), resource(type, "b"), cluster("x")]))
    #expect(next.names == ["a"])
    try fixture.accept(next, ["a", "b"])
    let gone = try fixture.publish([resource(type, "a", "2"), cluster("x")])
    if type == .endpoints {
      #expect(try fixture.only(gone).resources == ["b": [0x0a, 1, UInt8(ascii: "b")]])
    } else {
      #expect(gone.isEmpty)
    }
  }

  // Rule 35
  @Test func aDeltaResponseHoldsWhatChangedAndWhatIsGone() throws {
    var fixture = try Fixture([cluster("a"), cluster("b"), cluster("c")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, .cluster)))
    let next = try fixture.only(try fixture.publish([cluster("a"), cluster("b", "2"), cluster("d")]))
    #expect(next.names == ["b", "d"])
    #expect(next.removed == ["c"])
    #expect(next.versions["b"] == cluster("b", "2").version)
  }

  // Rule 36
  @Test func aFirstDeltaWildcardIsAnsweredThoughNothingIsThere() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1)
    let listeners = try fixture.only(try fixture.delta(1, .listener))
    #expect(listeners.names.isEmpty && listeners.removed.isEmpty && listeners.nonce == "1.0")
    // Or all of it is known.
    let clusters = try fixture.only(try fixture.delta(1, .cluster, versions: ["a": cluster("a").version]))
    #expect(clusters.names.isEmpty && clusters.removed.isEmpty)
  }

  // Rule 37. On an aggregated stream the deletion waits for listeners (see `reconnectingClientsKeep…`).
  @Test func whatAClientSaysItHasIsComparedOnce() throws {
    var fixture = try Fixture([cluster("a"), cluster("b", "2"), cluster("c")])
    try fixture.open(1, .delta, .single(.cluster))
    let versions = ["a": cluster("a").version, "b": cluster("b").version, "gone": "1"]
    let response = try fixture.only(try fixture.delta(1, .cluster, versions: versions))
    #expect(response.names == ["b", "c"])
    #expect(response.removed == ["gone"])
    // Later it means nothing.
    #expect(try fixture.delta(1, .cluster, versions: ["a": "other", "more": "1"], nonce: response.nonce).isEmpty)
  }

  // Rule 38. Choice: a SotW client that reconnects with the current version is sent everything all the same. Its version
  // tells what it accepted, not what it applied of a response that it rejected after that.
  @Test(arguments: [TypeURL.cluster, .listener, .endpoints, .secret]) func aWorldClientThatReconnectsIsSentEverything(
    type: TypeURL
  ) throws {
    var fixture = try Fixture([resource(type, "a")])
    let version = try Snapshot(generation: 1, resources: [resource(type, "a")]).version(of: type)
    try fixture.open(1, .stateOfTheWorld)
    let response = try fixture.only(try fixture.world(1, type, ["a"], version: version))
    #expect(response.names == ["a"])
    #expect(response.version == version)
  }

  // Rule 39
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func theSameContentIsNotSentAgain(variant: XDSVariant) throws {
    let resources = [cluster("a"), endpoints("a"), listener("l"), secret("s")]
    var fixture = try Fixture(resources)
    try fixture.open(1, variant)
    try fixture.accept(try fixture.only(try fixture.ask(1, .cluster)))
    try fixture.accept(try fixture.only(try fixture.ask(1, .endpoints, ["a"])), ["a"])
    try fixture.accept(try fixture.only(try fixture.ask(1, .listener)))
    try fixture.accept(try fixture.only(try fixture.ask(1, .secret, ["s"])), ["s"])
    #expect(try fixture.publish(resources.reversed()).isEmpty)
    #expect(try fixture.wait(.seconds(10_000)).isEmpty)
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 2)
    #expect(fixture.closed.isEmpty)
  }
}
