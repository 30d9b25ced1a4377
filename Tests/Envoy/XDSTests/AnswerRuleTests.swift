import Testing

@testable import XDS

/// Rules 9 to 19 of the protocol: versions, nonces, acceptance and rejection.
struct AnswerRuleTests {
  // Rule 9
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func noncesAreUniqueOnAStreamAndType(variant: XDSVariant)
    throws
  {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1, variant)
    var nonces: [String] = []
    var response = try fixture.only(try fixture.ask(1, .cluster, ["a"]))
    nonces.append(response.nonce)
    try fixture.accept(response, ["a"])
    // A name more in the same generation, then a new generation.
    response = try fixture.only(
      variant == .delta
        ? try fixture.delta(1, .cluster, subscribe: ["b"])
        : try fixture.world(1, .cluster, ["a", "b"], nonce: response.nonce))
    nonces.append(response.nonce)
    try fixture.accept(response, ["a", "b"])
    response = try fixture.only(try fixture.publish([cluster("a", "2"), cluster("b")]))
    nonces.append(response.nonce)
    #expect(nonces == ["1.0", "1.1", "2.0"])
  }

  // Rule 9
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func versionsAreEqualOnOtherReplicasAndAfterRestarts(
    variant: XDSVariant
  ) throws {
    let contents = [cluster("a"), cluster("b", "2")]
    var first = try Fixture(contents)
    var second = try Fixture([cluster("a", "0"), cluster("c")])
    try second.publish([cluster("x")])
    try second.publish(contents.reversed())
    try first.open(1, variant)
    try second.open(9, variant)
    let here = try first.only(try first.ask(1, .cluster))
    let there = try second.only(try second.ask(9, .cluster))
    #expect(here.version == there.version)
    #expect(here.versions == there.versions)
    #expect(here.resources == there.resources)
    // The first 16 bytes of SHA-256 over type and bytes, whatever the process.
    #expect(cluster("a").version == "e7f2d572493b11066a79665009d9ad4c")
  }

  // Rule 10
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func anAcceptanceIsNotAnswered(variant: XDSVariant) throws {
    var fixture = try Fixture([cluster("a"), endpoints("a")])
    try fixture.open(1, variant)
    let clusters = try fixture.only(try fixture.ask(1, .cluster))
    #expect(try fixture.accept(clusters).isEmpty)
    let endpoints = try fixture.only(try fixture.ask(1, .endpoints, ["a"]))
    #expect(try fixture.accept(endpoints, ["a"]).isEmpty)
    #expect(fixture.acknowledgements.map(\.type) == [.cluster, .endpoints])
    // Nor is it when it comes twice.
    #expect(try fixture.accept(endpoints, ["a"]).isEmpty)
    #expect(fixture.acknowledgements.count == 2)
  }

  // Rule 11
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func aRejectionIsToldAndNotAnsweredWithTheSameContent(
    variant: XDSVariant
  ) throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1, variant)
    let response = try fixture.only(try fixture.ask(1, .cluster))
    #expect(try fixture.reject(response).isEmpty)
    let rejection = try #require(fixture.rejections.first)
    #expect(rejection.node == "envoy-0")
    #expect(rejection.group == Fixture.group)
    #expect(rejection.type == .cluster)
    #expect(rejection.nonce == "1.0")
    #expect(rejection.version == response.version)
    #expect(rejection.failure == .init(code: 13, message: "bad"))
    #expect(rejection.attempt == 1)
    // The same set in a new generation is the same content.
    #expect(try fixture.publish([cluster("a"), secret("s")]).isEmpty)
    // New content goes at once.
    let next = try fixture.only(try fixture.publish([cluster("a", "2"), secret("s")]))
    #expect(next.resources["a"] == cluster("a", "2").body)
  }

  // Rule 11: only `error_detail` makes a rejection, whatever the version says.
  @Test func aWorldRequestWithAnOldVersionAndNoErrorIsAnAcceptance() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1, .stateOfTheWorld)
    let response = try fixture.only(try fixture.world(1, .cluster))
    try fixture.world(1, .cluster, version: "something else", nonce: response.nonce)
    #expect(fixture.rejections.isEmpty)
    #expect(fixture.acknowledgements.count == 1)
  }

  // Rule 12
  @Test func aDeltaRejectionMayAskForMoreAndIsAnsweredForThatAlone() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1)
    let first = try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a"]))
    let answer = try fixture.only(
      try fixture.delta(1, .endpoints, subscribe: ["b"], nonce: first.nonce, failure: "bad"))
    #expect(answer.names == ["b"])
    #expect(fixture.rejections.count == 1)
    // What was rejected still is, and comes again when its time has come.
    #expect(try fixture.accept(answer).isEmpty)
    let again = try fixture.only(try fixture.wait(.seconds(61)))
    #expect(again.names.contains("a"))
  }

  // Rule 12, for types whose responses hold what changed.
  @Test func aWorldRejectionMayAskForMoreAndIsAnsweredForThatAlone() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1, .stateOfTheWorld)
    let first = try fixture.only(try fixture.world(1, .endpoints, ["a"]))
    let answer = try fixture.only(try fixture.world(1, .endpoints, ["a", "b"], nonce: first.nonce, failure: "bad"))
    #expect(answer.names == ["b"])
  }

  // Rule 12, for types whose responses are complete. Choice: they cannot leave out what was rejected, so they hold it.
  @Test func aWorldRejectionThatAsksForMoreClustersIsAnsweredWithTheCompleteSet() throws {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1, .stateOfTheWorld)
    let first = try fixture.only(try fixture.world(1, .cluster, ["a"]))
    let answer = try fixture.only(try fixture.world(1, .cluster, ["a", "b"], nonce: first.nonce, failure: "bad"))
    #expect(answer.names == ["a", "b"])
    #expect(try fixture.reject(answer, ["a", "b"]).isEmpty)
  }

  // Rule 12
  @Test func aRejectionMayUnsubscribe() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1)
    let first = try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a", "b"]))
    #expect(try fixture.delta(1, .endpoints, unsubscribe: ["a"], nonce: first.nonce, failure: "bad").isEmpty)
    let next = try fixture.only(try fixture.publish([endpoints("a", "2"), endpoints("b", "2")]))
    #expect(next.names == ["b"])
  }

  // Rule 13. Choice: a stale request is not answered and rejects nothing, but its names are noted: requests come in order,
  // so they are newer than those before. (Dropping them forgets that a name was given up and came back in between.)
  @Test func aStaleWorldRequestIsNotAnswered() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1, .stateOfTheWorld)
    let first = try fixture.only(try fixture.world(1, .endpoints, ["a"]))
    try fixture.accept(first, ["a"])
    let second = try fixture.only(try fixture.publish([endpoints("a", "2"), endpoints("b")]))
    #expect(try fixture.world(1, .endpoints, ["a", "b"], nonce: first.nonce).isEmpty)
    #expect(try fixture.world(1, .endpoints, ["a"], nonce: first.nonce, failure: "bad").isEmpty)
    #expect(fixture.rejections.isEmpty)
    let answer = try fixture.only(try fixture.world(1, .endpoints, ["a", "b"], nonce: second.nonce))
    #expect(answer.names == ["b"])
  }

  // Rule 14. Choice: an empty nonce after a response begins anew (Istio's reading): what is asked for is sent again.
  @Test func aWorldRequestWithoutANonceBeginsAnew() throws {
    var fixture = try Fixture([cluster("a"), endpoints("a")])
    try fixture.open(1, .stateOfTheWorld)
    let first = try fixture.only(try fixture.world(1, .cluster))
    try fixture.accept(first)
    let again = try fixture.only(try fixture.world(1, .cluster))
    #expect(again.resources == first.resources)
    #expect(again.nonce == "1.1")
    let endpoints = try fixture.only(try fixture.world(1, .endpoints, ["a", "missing"]))
    // Even while a response is not answered: that one is void.
    let newer = try fixture.only(try fixture.world(1, .endpoints, ["a", "missing"]))
    #expect(newer.names == ["a", "missing"])
    #expect(try fixture.accept(endpoints, ["a", "missing"]).isEmpty)
    #expect(try fixture.accept(newer, ["a", "missing"]).isEmpty)
    #expect(fixture.acknowledgements.map(\.nonce) == ["1.0", "1.1"])
  }

  // Rule 15
  @Test func aStaleDeltaNonceDoesNotSuppressASubscription() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1)
    let first = try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a"]))
    try fixture.accept(first)
    let answer = try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["b"], nonce: "0.7"))
    #expect(answer.names == ["b"])
    // And says nothing about the response that is not answered.
    #expect(fixture.core.status(at: fixture.now).first?.types.first?.answer == .pending)
  }

  // Rule 16
  @Test func requestsWhileAResponseIsNotAnsweredAreAnsweredTogether() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b"), endpoints("c")])
    try fixture.open(1)
    let first = try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a"]))
    #expect(try fixture.delta(1, .endpoints, subscribe: ["b"]).isEmpty)
    #expect(try fixture.delta(1, .endpoints, subscribe: ["c"], unsubscribe: ["b"]).isEmpty)
    let answer = try fixture.only(try fixture.accept(first))
    #expect(answer.names == ["c"])
  }

  // Rule 17
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func aNameBesideTheWildcardIsSentOnce(variant: XDSVariant)
    throws
  {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1, variant)
    let response = try fixture.only(try fixture.ask(1, .cluster, ["*", "a", "a"]))
    #expect(response.names == ["a", "b"])
  }

  // Rule 18
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func theControlPlaneNamesItself(variant: XDSVariant) throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1, variant)
    #expect(try fixture.only(try fixture.ask(1, .cluster)).identifier == "replica-0 test")
  }

  // Rule 19
  @Test func aDeltaResponseCarriesTheVersionOfTheType() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1)
    let response = try fixture.only(try fixture.delta(1, .cluster))
    let snapshot = try Snapshot(generation: 7, resources: [cluster("a"), listener("l")])
    #expect(response.version == snapshot.version(of: .cluster))
  }
}
