import Testing

@testable import XDS

/// Rules 40 to 43 of the protocol: endpoints after clusters, make before break.
struct OrderRuleTests {
  /// A fixture with a stream that has acknowledged these resources; names of EDS are the clusters'.
  private func settled(_ variant: XDSVariant, _ resources: [XDSResource], names: [String]) throws -> Fixture {
    var fixture = try Fixture(resources)
    try fixture.open(1, variant)
    try fixture.accept(try fixture.only(try fixture.ask(1, .cluster)))
    for response in try fixture.ask(1, .endpoints, names) { try fixture.accept(response, names) }
    try fixture.accept(try fixture.only(try fixture.ask(1, .listener)))
    return fixture
  }

  // Rule 40
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func aChangedClusterIsFollowedByItsUnchangedEndpoints(
    variant: XDSVariant
  ) throws {
    var fixture = try settled(
      variant, [cluster("a"), cluster("b"), endpoints("a"), endpoints("b"), listener("l")], names: ["a", "b"])
    let pushed = try fixture.publish([cluster("a", "2"), cluster("b"), endpoints("a"), endpoints("b"), listener("l")])
    #expect(pushed.map(\.type) == [.cluster, .endpoints])
    #expect(pushed[1].names == ["a"])
    #expect(pushed[1].resources["a"] == endpoints("a").body)
    _ = try fixture.acceptAll(pushed, names: [.endpoints: ["a", "b"]])
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 2)
  }

  // Rule 40: also while an answer to older endpoints is still to come.
  @Test func theEndpointsOfAChangedClusterFollowThoughEndpointsAreOnTheirWay() throws {
    var fixture = try settled(.delta, [cluster("a"), endpoints("a"), listener("l")], names: ["a"])
    let moved = try fixture.only(try fixture.publish([cluster("a"), endpoints("a", "2"), listener("l")]))
    let changed = try fixture.only(try fixture.publish([cluster("a", "2"), endpoints("a", "2"), listener("l")]))
    #expect(changed.type == .cluster)
    let again = try fixture.only(try fixture.accept(moved))
    #expect(again.type == .endpoints && again.names == ["a"])
  }

  // Rule 40, after a reconnect, with what Envoy brings; on the wire EDS comes after CDS.
  @Test func afterAReconnectEndpointsFollowTheClustersThatChanged() throws {
    var fixture = try Fixture([cluster("a", "2"), cluster("b"), endpoints("a"), endpoints("b"), listener("l")])
    try fixture.open(1)
    let clusters = try fixture.only(
      try fixture.delta(1, .cluster, versions: ["a": cluster("a").version, "b": cluster("b").version]))
    #expect(clusters.names == ["a"])
    let versions = ["a": endpoints("a").version, "b": endpoints("b").version]
    let followed = try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a", "b"], versions: versions))
    #expect(followed.names == ["a"])
    #expect(try fixture.acceptAll([clusters, followed]).count == 2)
  }

  // Rule 40, when the client asks for EDS first.
  @Test func endpointsFollowClustersThoughTheyWereAskedForFirst() throws {
    var fixture = try Fixture([cluster("a", "2"), endpoints("a")])
    try fixture.open(1)
    let versions = ["a": endpoints("a").version]
    #expect(try fixture.delta(1, .endpoints, subscribe: ["a"], versions: versions).isEmpty)
    let answers = try fixture.delta(1, .cluster, versions: ["a": cluster("a").version])
    #expect(answers.map(\.type) == [.cluster, .endpoints])
  }

  // Rule 40, in SotW: the reconnecting client's clusters are all sent, and so are its endpoints.
  @Test func afterAReconnectInTheStateOfTheWorldEndpointsAreSentToo() throws {
    var fixture = try Fixture([cluster("a"), endpoints("a"), endpoints("b")])
    try fixture.open(1, .stateOfTheWorld)
    try fixture.world(1, .cluster, version: "1")
    let endpoints = try fixture.only(try fixture.world(1, .endpoints, ["a"], version: "1"))
    #expect(endpoints.names == ["a"])
  }

  // Rule 40: an EDS name may differ from the cluster's.
  @Test func theNameOfTheEndpointsIsTheOneThatTheClusterNames() throws {
    var fixture = try Fixture([resource(.cluster, "c", endpoints: "service"), endpoints("service")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, .cluster)))
    try fixture.accept(try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["service"])))
    let pushed = try fixture.publish([resource(.cluster, "c", "2", endpoints: "service"), endpoints("service")])
    #expect(pushed.map(\.names) == [["c"], ["service"]])
  }

  // Rule 41
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func aPushGoesClustersEndpointsListenersSecrets(
    variant: XDSVariant
  ) throws {
    let old = [cluster("a"), endpoints("a"), listener("l"), resource(.route, "r"), secret("s")]
    var fixture = try Fixture(old)
    try fixture.open(1, variant)
    // Asked for in the wrong order.
    for (type, names) in [
      (TypeURL.secret, ["s"]), (.route, ["r"]), (.listener, []), (.endpoints, ["a"]), (.cluster, []),
    ] {
      let repeated: [TypeURL: [String]] = [.secret: ["s"], .route: ["r"], .endpoints: ["a"]]
      _ = try fixture.acceptAll(try fixture.ask(1, type, names), names: repeated)
    }
    let new = [
      cluster("a", "2"), endpoints("a", "2"), listener("l", "2"), resource(.route, "r", "2"), secret("s", "2"),
    ]
    #expect(try fixture.publish(new).map(\.type) == [.cluster, .endpoints, .listener, .route, .secret])
  }

  // Rule 41: an added broker.
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func additionsGoBeforeWhatRefersToThem(variant: XDSVariant)
    throws
  {
    var fixture = try settled(variant, [cluster("a"), endpoints("a"), listener("a")], names: ["a"])
    let pushed = try fixture.publish([
      cluster("a"), cluster("b"), endpoints("a"), endpoints("b"), listener("a"), listener("b"),
    ])
    // The client does not ask for b's endpoints before it knows the cluster.
    #expect(pushed.map(\.type) == [.cluster, .listener])
    #expect(pushed[0].names.contains("b") && pushed[1].names.contains("b"))
  }

  // Rule 41: a removed broker.
  @Test func deletionsGoAfterWhatReferredToThemInDelta() throws {
    var fixture = try settled(
      .delta, [cluster("a"), cluster("b"), endpoints("a"), endpoints("b"), listener("a"), listener("b")],
      names: ["a", "b"])
    let listeners = try fixture.only(try fixture.publish([cluster("a"), endpoints("a"), listener("a")]))
    #expect(listeners.type == .listener && listeners.removed == ["b"])
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 1)
    let clusters = try fixture.only(try fixture.accept(listeners))
    #expect(clusters.type == .cluster && clusters.removed == ["b"] && clusters.names.isEmpty)
    let endpoints = try fixture.only(try fixture.accept(clusters))
    #expect(endpoints.type == .endpoints && endpoints.removed == ["b"])
    #expect(try fixture.accept(endpoints).isEmpty)
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 2)
  }

  // Rule 41 in SotW, where a deletion is an omission.
  @Test func deletionsGoAfterWhatReferredToThemInTheStateOfTheWorld() throws {
    var fixture = try settled(
      .stateOfTheWorld, [cluster("a"), cluster("b"), endpoints("a"), endpoints("b"), listener("a"), listener("b")],
      names: ["a", "b"])
    let pushed = try fixture.publish([cluster("a", "2"), endpoints("a"), listener("a")])
    #expect(pushed.map(\.type) == [.cluster, .endpoints, .listener])
    #expect(pushed[0].names == ["a", "b"])
    #expect(pushed[1].names == ["a"])
    #expect(pushed[2].names == ["a"])
    // The complete set with what is kept has a version of its own.
    let newest = try Snapshot(generation: 9, resources: [cluster("a", "2")])
    #expect(pushed[0].version != newest.version(of: .cluster))
    try fixture.accept(pushed[0])
    try fixture.accept(pushed[1], ["a", "b"])
    let clusters = try fixture.only(try fixture.accept(pushed[2]))
    #expect(clusters.names == ["a"])
    #expect(clusters.version == newest.version(of: .cluster))
    #expect(clusters.nonce == "2.1")
    // The client takes the hint that b is gone before the answer says that its endpoints are.
    let rest = try fixture.accept(clusters)
    #expect(rest.map(\.type) == [.endpoints])
  }

  // Rule 41: the wait is bounded.
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func aDeletionDoesNotWaitForeverForAnAnswer(
    variant: XDSVariant
  ) throws {
    var fixture = try settled(
      variant, [cluster("a"), cluster("b"), endpoints("a"), endpoints("b"), listener("a"), listener("b")],
      names: ["a", "b"])
    let pushed = try fixture.publish([cluster("a"), endpoints("a"), listener("a")])
    #expect(pushed.map(\.type) == [.listener])
    #expect(fixture.core.nextDeadline == fixture.now + .seconds(10))
    #expect(try fixture.wait(.seconds(9)).isEmpty)
    let clusters = try fixture.only(try fixture.wait(.seconds(1)))
    #expect(clusters.type == .cluster)
    #expect(variant == .delta ? clusters.removed == ["b"] : clusters.names == ["a"])
  }

  // Rule 41: what a rejected listener goes on using is kept, however long it takes.
  @Test func nothingIsTakenFromAClientThatRejectedTheListeners() throws {
    var fixture = try settled(.delta, [cluster("a"), cluster("b"), listener("a"), listener("b")], names: [])
    let listeners = try fixture.only(try fixture.publish([cluster("a"), listener("a", "bad")]))
    #expect(listeners.names == ["a"] && listeners.removed == ["b"])
    #expect(try fixture.reject(listeners).isEmpty)
    #expect(try fixture.wait(.seconds(20)).isEmpty)
    // The next listeners are good: now the cluster goes.
    let next = try fixture.only(try fixture.publish([cluster("a"), listener("a", "good")]))
    #expect(next.removed == ["b"])
    #expect(try fixture.only(try fixture.accept(next)).removed == ["b"])
  }

  // Rule 41, after a reconnect, when the client has not asked for listeners yet.
  @Test func reconnectingClientsKeepClustersUntilTheirListenersAreAnswered() throws {
    var fixture = try Fixture([cluster("a"), listener("a")])
    try fixture.open(1)
    let clusters = try fixture.only(
      try fixture.delta(1, .cluster, versions: ["a": cluster("a").version, "b": cluster("b").version]))
    #expect(clusters.removed.isEmpty)
    let listeners = try fixture.only(
      try fixture.delta(1, .listener, versions: ["a": listener("a").version, "b": listener("b").version]))
    #expect(listeners.removed == ["b"])
    try fixture.accept(clusters)
    let gone = try fixture.only(try fixture.accept(listeners))
    #expect(gone.type == .cluster && gone.removed == ["b"])
  }

  @Test func reconnectingClientsWithoutListenersLoseClustersAfterTheWait() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1)
    let clusters = try fixture.only(
      try fixture.delta(1, .cluster, versions: ["a": cluster("a").version, "b": cluster("b").version]))
    try fixture.accept(clusters)
    #expect(try fixture.wait(.seconds(9)).isEmpty)
    #expect(try fixture.only(try fixture.wait(.seconds(1))).removed == ["b"])
  }

  // Rule 41. Choice: on single-type streams the protocol knows no order; deletions are not held back.
  @Test func singleTypeStreamsDoNotHoldDeletions() throws {
    var fixture = try Fixture([cluster("a"), cluster("b"), listener("a")])
    try fixture.open(1, .delta, .single(.cluster))
    try fixture.accept(try fixture.only(try fixture.delta(1, .cluster)))
    #expect(try fixture.only(try fixture.publish([cluster("a"), listener("b")])).removed == ["b"])
  }

  // Rule 41: secrets go after the listeners and clusters that used them.
  @Test func secretsAreDeletedLast() throws {
    var fixture = try settled(.delta, [cluster("a"), listener("a"), secret("s")], names: [])
    try fixture.accept(try fixture.only(try fixture.delta(1, .secret, subscribe: ["s"])))
    let listeners = try fixture.only(try fixture.publish([cluster("a"), listener("a", "2")]))
    #expect(listeners.type == .listener)
    let secrets = try fixture.only(try fixture.accept(listeners))
    #expect(secrets.type == .secret && secrets.removed == ["s"])
  }

  // Rule 42. Choice: what is sent in order is enough; the answer to CDS is not waited for.
  @Test func listenersDoNotWaitForTheAnswerToClusters() throws {
    var fixture = try settled(.delta, [cluster("a"), endpoints("a"), listener("l")], names: ["a"])
    let pushed = try fixture.publish([cluster("a", "2"), endpoints("a", "2"), listener("l", "2")])
    #expect(pushed.map(\.type) == [.cluster, .endpoints, .listener])
  }

  // Rule 42: but they do not overtake clusters that cannot be sent yet.
  @Test func listenersDoNotOvertakeClusters() throws {
    var fixture = try settled(.delta, [cluster("a"), listener("l")], names: [])
    let first = try fixture.only(try fixture.publish([cluster("a", "2"), listener("l")]))
    #expect(try fixture.publish([cluster("a", "2"), cluster("b"), listener("l"), listener("m")]).isEmpty)
    #expect(try fixture.accept(first).map(\.names) == [["b"], ["m"]])
  }

  // Rule 43
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld], [TypeURL.cluster, .endpoints])
  func rejectedClustersOrEndpointsHoldTheListenersThatDependOnThem(variant: XDSVariant, type: TypeURL) throws {
    let old = [cluster("a"), endpoints("a"), listener("l")]
    var fixture = try settled(variant, old, names: ["a"])
    let bad = type == .cluster ? [cluster("a", "bad"), endpoints("a")] : [cluster("a"), endpoints("a", "bad")]
    for response in try fixture.publish(bad + [listener("l")]) {
      if response.type == type { try fixture.reject(response, ["a"]) } else { try fixture.accept(response, ["a"]) }
    }
    #expect(fixture.rejections.map(\.type) == [type])
    // The same bad content in a new generation with new listeners.
    #expect(try fixture.publish(bad + [listener("l", "2")]).isEmpty)
    #expect(fixture.core.progress(of: Fixture.group).laggards.first?.rejected == [type])
    // Endpoints move all the same when it is the clusters that are rejected.
    if type == .cluster {
      let moved = try fixture.only(try fixture.publish([bad[0], endpoints("a", "2"), listener("l", "2")]))
      #expect(moved.type == .endpoints)
      try fixture.accept(moved, ["a"])
    }
    let healed = try fixture.publish([cluster("a", "3"), endpoints("a", "3"), listener("l", "2")])
    #expect(healed.map(\.type) == [.cluster, .endpoints, .listener])
  }

  // Rule 43. Choice: a client that has no listeners yet is given them though its clusters were rejected: those of other
  // brokers work, and silence would leave it with nothing.
  @Test func aFirstRequestForListenersIsAnsweredThoughClustersWereRejected() throws {
    var fixture = try Fixture([cluster("a"), listener("l")])
    try fixture.open(1)
    try fixture.reject(try fixture.only(try fixture.delta(1, .cluster)))
    let listeners = try fixture.only(try fixture.delta(1, .listener))
    #expect(listeners.names == ["l"])
    try fixture.accept(listeners)
    #expect(try fixture.publish([cluster("a"), listener("l", "2")]).isEmpty)
  }
}
