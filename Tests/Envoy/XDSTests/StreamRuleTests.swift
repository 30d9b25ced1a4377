import JSON
import Testing

@testable import XDS

/// Rules 1 to 8 of the protocol: streams, nodes, types.
struct StreamRuleTests {
  private let resources = [cluster("a"), endpoints("a"), listener("l"), secret("s")]

  // Rule 1
  @Test func anAggregatedStreamNeedsATypeURL() throws {
    var fixture = try Fixture(resources)
    try fixture.open(1)
    try fixture.delta(1, TypeURL(rawValue: ""))
    #expect(fixture.closed[1]?.code == .invalidArgument)
    #expect(fixture.core.streamCount == 0)
  }

  // Rule 1
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func anEmptyTypeURLMeansTheTypeOfASingleTypeStream(
    variant: XDSVariant
  ) throws {
    var fixture = try Fixture(resources)
    try fixture.open(1, variant, .single(.listener))
    let response = try fixture.only(try fixture.ask(1, TypeURL(rawValue: "")))
    #expect(response.type == .listener)
    #expect(response.names == ["l"])
  }

  // Rule 1
  @Test func anotherTypeThanTheStreamsIsRefused() throws {
    var fixture = try Fixture(resources)
    try fixture.open(1, .delta, .single(.listener))
    try fixture.delta(1, .cluster)
    #expect(fixture.closed[1]?.code == .invalidArgument)
  }

  // Rule 2. Choice: what later requests say of the node is not read.
  @Test func theNodeOfTheFirstRequestIsRemembered() throws {
    var fixture = try Fixture(resources)
    try fixture.open(1)
    try fixture.delta(1, .cluster)
    #expect(try fixture.delta(1, .listener, node: nil).count == 1)
    try fixture.delta(1, .secret, subscribe: ["s"], node: XDSNode(id: "another", cluster: "unknown"))
    #expect(fixture.closed.isEmpty)
    #expect(fixture.core.status(at: fixture.now).first?.node == "envoy-0")
  }

  // Rule 3. Choice: a stream whose client does not say who it is, is closed with INVALID_ARGUMENT.
  @Test func aFirstRequestWithoutANodeIDIsRefused() throws {
    var fixture = try Fixture(resources)
    try fixture.open(1)
    try fixture.delta(1, .cluster, node: nil)
    #expect(fixture.closed[1]?.code == .invalidArgument)
    try fixture.open(2)
    try fixture.delta(2, .cluster, node: XDSNode(id: "", cluster: "group"))
    #expect(fixture.closed[2]?.code == .invalidArgument)
  }

  // Rule 4
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func theTypesOfAStreamDoNotTouchEachOther(variant: XDSVariant)
    throws
  {
    var fixture = try Fixture(resources)
    try fixture.open(1, variant)
    let clusters = try fixture.only(try fixture.ask(1, .cluster))
    let listeners = try fixture.only(try fixture.ask(1, .listener))
    // The nonces are equal, and still the answer to one is none to the other.
    #expect(clusters.nonce == listeners.nonce)
    try fixture.accept(clusters)
    let status = try #require(fixture.core.status(at: fixture.now).first)
    #expect(status.types.map(\.answer) == [.acknowledged, .pending])
    try fixture.reject(listeners)
    #expect(fixture.core.status(at: fixture.now).first?.types.map(\.answer) == [.acknowledged, .rejected])
  }

  // Rule 5: one core for all variants.
  @Test(
    arguments: [XDSVariant.delta, .stateOfTheWorld],
    [TypeURL.listener, .cluster, .endpoints, .secret, .route, Fixture.opaque])
  func aggregatedAndSingleTypeStreamsGetTheSame(variant: XDSVariant, type: TypeURL) throws {
    var fixture = try Fixture([resource(type, "x"), resource(type, "y")])
    try fixture.open(1, variant, .aggregated)
    try fixture.open(2, variant, .single(type))
    let aggregated = try fixture.only(try fixture.ask(1, type, ["x", "y"]))
    let single = try fixture.only(try fixture.ask(2, type, ["x", "y"]))
    #expect(aggregated.names == ["x", "y"])
    #expect(aggregated.bytes == single.bytes)
    try fixture.accept(aggregated, ["x", "y"])
    try fixture.accept(single, ["x", "y"])
    let updates = try fixture.publish([resource(type, "x", "2"), resource(type, "y")])
    #expect(updates.count == 2)
    #expect(updates.allSatisfy { $0.resources["x"] == resource(type, "x", "2").body })
  }

  // Rule 6
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func aTypeThatIsNotServedIsAnsweredEmpty(variant: XDSVariant)
    throws
  {
    var fixture = try Fixture(resources)
    try fixture.open(1, variant)
    let response = try fixture.only(try fixture.ask(1, Fixture.opaque))
    #expect(response.names.isEmpty && response.removed.isEmpty)
    #expect(response.type == Fixture.opaque)
    #expect(fixture.closed.isEmpty)
  }

  // Rule 7
  @Test func aNewDeltaStreamTakesWhatTheClientHas() throws {
    var fixture = try Fixture([cluster("a"), cluster("b", "2"), cluster("c")])
    try fixture.open(1)
    let versions = ["a": cluster("a").version, "b": cluster("b", "1").version, "gone": "x"]
    let response = try fixture.only(try fixture.delta(1, .cluster, versions: versions))
    #expect(response.names == ["b", "c"])
    #expect(response.nonce == "1.0")
  }

  // Rule 7: the nonce of the stream before means nothing on this one.
  @Test func aNewWorldStreamIsAnsweredWhateverNonceItBrings() throws {
    var fixture = try Fixture(resources)
    try fixture.open(1, .stateOfTheWorld)
    #expect(try fixture.world(1, .cluster, version: "old", nonce: "7.3").count == 1)
  }

  // Rule 8
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func requestsAreAnsweredBeforeParentsAreAcknowledged(
    variant: XDSVariant
  ) throws {
    var fixture = try Fixture(resources)
    try fixture.open(1, variant)
    #expect(try fixture.ask(1, .cluster).map(\.type) == [.cluster])
    #expect(try fixture.ask(1, .endpoints, ["a"]).map(\.type) == [.endpoints])
    #expect(try fixture.ask(1, .listener).map(\.type) == [.listener])
    #expect(try fixture.ask(1, .secret, ["s"]).map(\.type) == [.secret])
  }

  // Rule 8, while a newer generation waits for the clusters: the first answer is of the generation on its way.
  @Test func aFirstRequestIsAnsweredFromTheGenerationThatIsOnItsWay() throws {
    var fixture = try Fixture([cluster("a"), listener("l")])
    try fixture.open(1)
    let clusters = try fixture.only(try fixture.delta(1, .cluster))
    #expect(try fixture.publish([cluster("a"), cluster("b"), listener("l"), listener("m")]).isEmpty)
    let listeners = try fixture.only(try fixture.delta(1, .listener))
    #expect(listeners.names == ["l"])
    try fixture.accept(listeners)
    // Now the new cluster goes, and the listener that needs it after it.
    let rest = try fixture.accept(clusters)
    #expect(rest.map(\.type) == [.cluster, .listener])
    #expect(rest.map(\.names) == [["b"], ["m"]])
  }

  // Rule 54. Choice: a node without a group is refused with what the table of groups says.
  @Test func anUnknownNodeIsRefusedWithAMessage() throws {
    var fixture = try Fixture(resources)
    try fixture.open(1)
    try fixture.delta(1, .cluster, node: XDSNode(id: "x", cluster: "unknown"))
    #expect(fixture.closed[1]?.code == .notFound)
    #expect(fixture.closed[1]?.message == "no group for 'unknown'")
  }

  // Rule 54
  @Test func twoStreamsOfOneNodeBothWork() throws {
    var fixture = try Fixture(resources)
    try fixture.open(1)
    try fixture.open(2)
    let first = try fixture.only(try fixture.delta(1, .cluster))
    let second = try fixture.only(try fixture.delta(2, .cluster))
    #expect(first.bytes == second.bytes)
  }

  // Rule 58
  @Test func theStatusOfAStreamTellsWhatWasSentAndHowItWasTaken() throws {
    var fixture = try Fixture(resources)
    try fixture.open(1)
    let response = try fixture.only(try fixture.delta(1, .cluster))
    _ = try fixture.wait(.seconds(2))
    try fixture.reject(response)
    _ = try fixture.wait(.seconds(3))
    let stream = try #require(fixture.core.status(at: fixture.now).first)
    #expect(stream.age == .seconds(5))
    #expect(stream.group == Fixture.group)
    let type = try #require(stream.types.first)
    #expect(type.sentVersion == response.version)
    #expect(type.nonce == "1.0")
    #expect(type.answer == .rejected)
    #expect(type.failure?.message == "bad")
    #expect(type.failureAge == .seconds(3))
    #expect(type.age == .seconds(5))
    let json = stream.jsonValue
    #expect(json["types"]?[0]?["error"]?["message"]?.stringValue == "bad")
    #expect(json["variant"]?.stringValue == "delta")
  }
}
