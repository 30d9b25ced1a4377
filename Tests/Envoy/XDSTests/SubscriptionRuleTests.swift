import Testing

@testable import XDS

/// Rules 20 to 32 of the protocol: what a client asks for. Rules 46 and 47 stand here too: names are opaque.
struct SubscriptionRuleTests {
  // Rule 20
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld], [TypeURL.cluster, .listener])
  func aFirstRequestWithoutNamesAsksForEverything(variant: XDSVariant, type: TypeURL) throws {
    var fixture = try Fixture([resource(type, "a")])
    try fixture.open(1, variant)
    let response = try fixture.only(try fixture.ask(1, type))
    #expect(response.names == ["a"])
    #expect(try fixture.accept(response).isEmpty)
    let next = try fixture.only(try fixture.publish([resource(type, "a"), resource(type, "b")]))
    #expect(next.names == (variant == .delta ? ["b"] : ["a", "b"]))
  }

  // Rule 21
  @Test func anEmptyListAfterNamesAsksForNothing() throws {
    for names in [["a"], ["*"]] {
      var fixture = try Fixture([cluster("a")])
      try fixture.open(1, .stateOfTheWorld)
      let response = try fixture.only(try fixture.world(1, .cluster, names))
      #expect(try fixture.accept(response, []).isEmpty)
      #expect(try fixture.publish([cluster("a", "2")]).isEmpty)
    }
  }

  // Rule 22
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func theWildcardStandsBesideNames(variant: XDSVariant) throws {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1, variant)
    var response = try fixture.only(try fixture.ask(1, .cluster, ["*", "a"]))
    #expect(response.names == ["a", "b"])
    // The wildcard ends; the name stays.
    if variant == .delta {
      #expect(try fixture.delta(1, .cluster, unsubscribe: ["*"], nonce: response.nonce).isEmpty)
    } else {
      #expect(try fixture.accept(response, ["a"]).isEmpty)
    }
    response = try fixture.only(try fixture.publish([cluster("a", "2"), cluster("b", "2")]))
    #expect(response.names == ["a"])
    #expect(response.removed.isEmpty)
  }

  // Rule 22
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func theWildcardMayComeLater(variant: XDSVariant) throws {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1, variant)
    let response = try fixture.only(try fixture.ask(1, .cluster, ["a"]))
    let all = try fixture.only(
      variant == .delta
        ? try fixture.delta(1, .cluster, subscribe: ["*"], nonce: response.nonce)
        : try fixture.accept(response, ["a", "*"]))
    #expect(all.names == ["a", "b"])
  }

  // Rules 20 and 22: a name that comes to an implicit wildcard in delta stands beside it.
  @Test func aDeltaNameAfterAnImplicitWildcardIsAnsweredAndTheWildcardStays() throws {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1)
    let response = try fixture.only(try fixture.delta(1, .cluster))
    let answer = try fixture.only(try fixture.delta(1, .cluster, subscribe: ["a"], nonce: response.nonce))
    #expect(answer.names == ["a"])
    try fixture.accept(answer)
    let next = try fixture.only(try fixture.publish([cluster("a"), cluster("b", "2")]))
    #expect(next.names == ["b"])
  }

  // Rule 23. Choice: EDS, RDS and SDS without names ask for nothing; an explicit `*` means everything for every type.
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld], [TypeURL.endpoints, .route, .secret])
  func aFirstRequestWithoutNamesAsksForNothingWhereTypesAreAskedForByName(variant: XDSVariant, type: TypeURL) throws {
    var fixture = try Fixture([resource(type, "a")])
    try fixture.open(1, variant)
    #expect(try fixture.ask(1, type).isEmpty)
    #expect(try fixture.publish([resource(type, "a", "2")]).isEmpty)
    try fixture.open(2, variant)
    #expect(try fixture.only(try fixture.ask(2, type, ["*"])).names == ["a"])
  }

  // Rule 24
  @Test(arguments: [TypeURL.endpoints, .cluster]) func aNameThatComesBackIsSentAgainInTheStateOfTheWorld(type: TypeURL)
    throws
  {
    var fixture = try Fixture([resource(type, "a"), resource(type, "b")])
    try fixture.open(1, .stateOfTheWorld)
    let first = try fixture.only(try fixture.world(1, type, ["a", "b"]))
    #expect(try fixture.accept(first, ["a"]).isEmpty)
    let again = try fixture.only(try fixture.world(1, type, ["a", "b"], nonce: first.nonce))
    #expect(again.names.contains("b"))
    #expect(again.version == first.version)
  }

  // Rule 24
  @Test func aNameThatComesBackIsSentAgainInDelta() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a", "b"])))
    #expect(try fixture.delta(1, .endpoints, unsubscribe: ["b"]).isEmpty)
    #expect(try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["b"])).names == ["b"])
  }

  // Rule 25
  @Test func everySubscribedNameIsAnsweredThoughTheClientHasIt() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a", "b"])))
    #expect(try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a"])).names == ["a"])
  }

  // Rule 25. Choice: on the first request of a stream, a name that comes with its current version in
  // `initial_resource_versions` is answered by that; nothing is sent for it.
  @Test func aNameThatComesWithItsCurrentVersionIsNotSent() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b"), endpoints("c")])
    try fixture.open(1, .delta, .single(.endpoints))
    let versions = ["a": endpoints("a").version, "b": endpoints("b", "0").version, "gone": "1"]
    let response = try fixture.only(
      try fixture.delta(1, .endpoints, subscribe: ["a", "b", "c", "gone"], versions: versions))
    #expect(response.names == ["b", "c"])
    #expect(response.removed == ["gone"])
  }

  // Rule 26
  @Test func unsubscribingNeedsNoAnswer() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a", "b"])))
    #expect(try fixture.delta(1, .endpoints, unsubscribe: ["a", "never asked for"]).isEmpty)
    #expect(try fixture.publish([endpoints("a", "2"), endpoints("b")]).isEmpty)
  }

  // Rule 27
  @Test func unsubscribingANameUnderTheWildcardIsAnswered() throws {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, .cluster, subscribe: ["*", "a", "missing"])))
    let there = try fixture.only(try fixture.delta(1, .cluster, unsubscribe: ["a"]))
    #expect(there.names == ["a"] && there.removed.isEmpty)
    try fixture.accept(there)
    let missing = try fixture.only(try fixture.delta(1, .cluster, unsubscribe: ["missing"]))
    #expect(missing.names.isEmpty && missing.removed == ["missing"])
  }

  // Rule 28
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld], [TypeURL.endpoints, .cluster, .secret])
  func aNameThatDoesNotExistIsRemembered(variant: XDSVariant, type: TypeURL) throws {
    var fixture = try Fixture([resource(type, "a")])
    try fixture.open(1, variant)
    let first = try fixture.only(try fixture.ask(1, type, ["a", "later"]))
    try fixture.accept(first, ["a", "later"])
    let next = try fixture.only(try fixture.publish([resource(type, "a"), resource(type, "later")]))
    #expect(next.resources["later"] == resource(type, "later").body)
  }

  // Rule 29
  @Test(arguments: [TypeURL.endpoints, .cluster, .secret, Fixture.opaque]) func aMissingNameIsReportedAsRemovedInDelta(
    type: TypeURL
  ) throws {
    var fixture = try Fixture([resource(type, "a")])
    try fixture.open(1)
    let response = try fixture.only(try fixture.delta(1, type, subscribe: ["missing"]))
    #expect(response.removed == ["missing"])
  }

  // Rule 29
  @Test func missingEndpointsAreAnsweredWithAnEmptyAssignmentInTheStateOfTheWorld() throws {
    var fixture = try Fixture([endpoints("a")])
    try fixture.open(1, .stateOfTheWorld)
    let response = try fixture.only(try fixture.world(1, .endpoints, ["missing"]))
    #expect(response.resources == ["missing": [0x0a, 7] + Array("missing".utf8)])
  }

  // Rule 29. Choice: for RDS and SDS in SotW there is nothing that says "does not exist", so nothing is sent; CDS and LDS
  // say it by a complete set without the name.
  @Test func otherMissingNamesInTheStateOfTheWorld() throws {
    var fixture = try Fixture([secret("s"), cluster("a")])
    try fixture.open(1, .stateOfTheWorld)
    #expect(try fixture.world(1, .secret, ["missing"]).isEmpty)
    #expect(try fixture.only(try fixture.world(1, .cluster, ["missing"])).names.isEmpty)
    let next = try fixture.publish([secret("s"), secret("missing"), cluster("a")])
    #expect(try fixture.only(next).names == ["missing"])
  }

  // Rule 30
  @Test func aDeletionThatAClientNeverHadIsAllowedAndHarmless() throws {
    var fixture = try Fixture([endpoints("a")])
    try fixture.open(1)
    let response = try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["never", "a"]))
    #expect(response.removed == ["never"])
    #expect(try fixture.accept(response).isEmpty)
  }

  // Rule 31: aliases are not read; resources carry none.
  @Test func resourcesCarryNoAliasesAndNoTimeToLive() throws {
    let encoded = resource(.cluster, "a").encoded
    // Resource: version 1, resource 2, name 3, and nothing else (aliases 4, ttl 6).
    #expect(encoded.suffix(3) == [0x1a, 1, UInt8(ascii: "a")])
  }

  // Rule 32
  @Test(arguments: [TypeURL.cluster, .listener, .endpoints, .route, .secret]) func aListOfOneEmptyNameAsksForNothing(
    type: TypeURL
  ) throws {
    var fixture = try Fixture([resource(type, "a")])
    try fixture.open(1, .stateOfTheWorld)
    let response = try fixture.only(try fixture.world(1, type, ["a"]))
    #expect(try fixture.accept(response, [""]).isEmpty)
    #expect(try fixture.publish([resource(type, "a", "2")]).isEmpty)
  }

  // Rule 46
  @Test func namesOfAnyFormAreOpaque() throws {
    let name = "xdstp://authority/envoy.config.cluster.v3.Cluster/a?b=c&d=e"
    var fixture = try Fixture([resource(.cluster, name), cluster("a")])
    try fixture.open(1)
    let glob = "xdstp://authority/envoy.config.cluster.v3.Cluster/*"
    let response = try fixture.only(try fixture.delta(1, .cluster, subscribe: [name, glob]))
    #expect(response.names == [name])
    #expect(response.removed == [glob])
  }

  // Rule 47
  @Test func aSingleClusterMayBeAskedForBesideTheWildcard() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, .cluster, subscribe: ["*"])))
    let missing = try fixture.only(try fixture.delta(1, .cluster, subscribe: ["on demand"]))
    #expect(missing.removed == ["on demand"])
    try fixture.accept(missing)
    let next = try fixture.only(try fixture.publish([cluster("a"), cluster("on demand")]))
    #expect(next.names == ["on demand"])
    try fixture.accept(next)
    let again = try fixture.only(try fixture.delta(1, .cluster, subscribe: ["on demand"]))
    #expect(again.names == ["on demand"])
    try fixture.accept(again)
    #expect(try fixture.only(try fixture.delta(1, .cluster, unsubscribe: ["on demand"])).names == ["on demand"])
  }

  // The cheap ways of recognising a list must not change what it means.
  @Test func listsAreTakenByWhatTheyNameHoweverTheyAreWritten() throws {
    var table = NameTable()
    var delta = Subscription()
    _ = delta.change(subscribe: ["a"], unsubscribe: [], implicitWildcard: true, isFirst: true, in: &table)
    _ = delta.change(subscribe: ["*"], unsubscribe: ["a"], implicitWildcard: true, isFirst: false, in: &table)
    _ = delta.change(subscribe: ["b"], unsubscribe: ["*"], implicitWildcard: true, isFirst: false, in: &table)
    #expect(!delta.isWildcard && delta.names.members == ["b"])
    var first = Subscription()
    var second = Subscription()
    #expect(first.replace(["b", "a"], implicitWildcard: true, in: &table).names.members == ["a", "b"])
    #expect(second.replace(["b", "a"], implicitWildcard: true, in: &table).names === first.names)
    #expect(second.replace(["a", "b"], implicitWildcard: true, in: &table).names.isEmpty)
    #expect(second.replace(["a", "b", "a", ""], implicitWildcard: true, in: &table).names.isEmpty)
    #expect(second.names === first.names)
    #expect(second.replace(["*"], implicitWildcard: true, in: &table).everything)
    #expect(second.isWildcard && second.names.isEmpty)
    #expect(!second.replace(["*", "c"], implicitWildcard: true, in: &table).everything)
    #expect(second.replace(["c"], implicitWildcard: true, in: &table).names.isEmpty)
    #expect(!second.isWildcard && second.names.members == ["c"])
  }
}
