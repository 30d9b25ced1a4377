import Testing

@testable import XDS

/// What follows a rejection: a client has applied the good part of what it rejects.
struct RejectionTests {
  private func settled(_ variant: XDSVariant, _ resources: [XDSResource], _ type: TypeURL = .cluster) throws -> Fixture
  {
    var fixture = try Fixture(resources)
    try fixture.open(1, variant, .single(type))
    try fixture.accept(try fixture.only(try fixture.ask(1, type)))
    return fixture
  }

  @Test func aRollbackNamesWhatChangedAndRemovesWhatCameInDelta() throws {
    var fixture = try settled(.delta, [cluster("a"), cluster("z")])
    let bad = try fixture.only(
      try fixture.publish([cluster("a", "2"), cluster("b", "bad"), cluster("c"), cluster("z")]))
    #expect(bad.names == ["a", "b", "c"])
    #expect(try fixture.reject(bad).isEmpty)
    let back = try fixture.only(try fixture.publish([cluster("a"), cluster("z")]))
    #expect(back.names == ["a"])
    #expect(back.resources["a"] == cluster("a").body)
    #expect(back.removed == ["b", "c"])
    #expect(try fixture.accept(back).isEmpty)
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 3)
    // All is forgotten.
    #expect(try fixture.only(try fixture.publish([cluster("a"), cluster("b", "good"), cluster("z")])).names == ["b"])
  }

  @Test func aRollbackIsSentInTheStateOfTheWorldThoughItEqualsWhatWasAcknowledged() throws {
    var fixture = try settled(.stateOfTheWorld, [cluster("a")])
    let bad = try fixture.only(try fixture.publish([cluster("a", "2"), cluster("b", "bad")]))
    #expect(try fixture.reject(bad).isEmpty)
    let back = try fixture.only(try fixture.publish([cluster("a")]))
    #expect(back.resources == ["a": cluster("a").body])
  }

  @Test func aRollbackOfEndpointsIsSentInTheStateOfTheWorld() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b"), endpoints("c")])
    try fixture.open(1, .stateOfTheWorld)
    try fixture.accept(try fixture.only(try fixture.world(1, .endpoints, ["a", "b", "c"])), ["a", "b", "c"])
    let bad = try fixture.only(try fixture.publish([endpoints("a", "2"), endpoints("b", "bad"), endpoints("c")]))
    try fixture.reject(bad, ["a", "b", "c"])
    let back = try fixture.only(try fixture.publish([endpoints("a"), endpoints("b"), endpoints("c")]))
    #expect(back.names == ["a", "b"])
  }

  @Test func everythingThatWasRejectedSinceIsUndone() throws {
    var fixture = try settled(.delta, [cluster("a"), cluster("k")])
    let first = try fixture.only(try fixture.publish([cluster("a", "2"), cluster("b", "bad"), cluster("k")]))
    try fixture.reject(first)
    let second = try fixture.only(try fixture.publish([cluster("a"), cluster("c", "bad"), cluster("k", "2")]))
    // What only the rejected one had goes, and what it had otherwise comes back.
    #expect(second.names == ["a", "c", "k"])
    #expect(second.removed == ["b"])
    try fixture.reject(second)
    let third = try fixture.only(try fixture.publish([cluster("a"), cluster("k")]))
    #expect(third.names == ["a", "k"])
    #expect(third.removed == ["b", "c"])
  }

  @Test func aDeletionInARejectedResponseMayHaveBeenAppliedToo() throws {
    var fixture = try settled(.delta, [cluster("a"), cluster("b")])
    let bad = try fixture.only(try fixture.publish([cluster("a", "bad")]))
    #expect(bad.removed == ["b"])
    try fixture.reject(bad)
    let back = try fixture.only(try fixture.publish([cluster("a"), cluster("b")]))
    #expect(back.names == ["a", "b"])
  }

  @Test func manyRejectionsAreUndoneThoughOldOnesAreKnownByNameOnly() throws {
    var fixture = try settled(.delta, [cluster("a"), cluster("k")])
    for number in 0..<12 {
      let bad = try fixture.only(try fixture.publish([cluster("a"), cluster("bad\(number)"), cluster("k")]))
      #expect(bad.names.contains("bad\(number)"))
      try fixture.reject(bad)
    }
    let back = try fixture.only(try fixture.publish([cluster("a"), cluster("k")]))
    #expect(Set(back.removed).isSuperset(of: (0..<12).map { "bad\($0)" }))
    #expect(Set(back.names).isSubset(of: ["a", "k"]))
    #expect(try fixture.accept(back).isEmpty)
  }

  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func theSameContentIsTriedAgainAfterAWhileAndThenMoreSeldom(
    variant: XDSVariant
  ) throws {
    var fixture = try settled(variant, [cluster("a")])
    var response = try fixture.only(try fixture.publish([cluster("a", "2")]))
    var delays: [Duration] = []
    for attempt in 1...8 {
      try fixture.reject(response)
      let rejection = try #require(fixture.rejections.last)
      #expect(rejection.attempt == attempt)
      let delay = rejection.retryAt - fixture.now
      delays.append(delay)
      #expect(fixture.core.nextDeadline.map { $0 <= rejection.retryAt } == true)
      #expect(try fixture.wait(delay - .milliseconds(1)).isEmpty)
      response = try fixture.only(try fixture.wait(.milliseconds(1)))
      #expect(response.names == ["a"])
      #expect(response.nonce == "2.\(attempt)")
    }
    #expect(delays.allSatisfy { $0 >= .seconds(30) && $0 <= .seconds(600) })
    #expect(delays[0] <= .seconds(60))
    #expect(delays[7] >= .seconds(300))
    // It heals: a port that was in use is free.
    try fixture.accept(response)
    #expect(try fixture.wait(.seconds(1000)).isEmpty)
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 2)
  }

  @Test func retriesOfDifferentStreamsDoNotComeTogether() throws {
    var fixture = try Fixture([cluster("a")])
    for stream in 1...20 {
      try fixture.open(UInt64(stream))
      try fixture.reject(try fixture.only(try fixture.delta(UInt64(stream), .cluster)))
    }
    #expect(Set(fixture.rejections.map(\.retryAt)).count > 15)
    // And the same seed gives the same times.
    var other = try Fixture([cluster("a")])
    for stream in 1...20 {
      try other.open(UInt64(stream))
      try other.reject(try other.only(try other.delta(UInt64(stream), .cluster)))
    }
    #expect(other.rejections.map(\.retryAt) == fixture.rejections.map(\.retryAt))
  }

  @Test func aNameWhoseFirstAnswerWasRejectedIsAnsweredAgain() throws {
    var fixture = try Fixture([endpoints("a"), endpoints("b")])
    try fixture.open(1)
    try fixture.accept(try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["a"])))
    try fixture.reject(try fixture.only(try fixture.delta(1, .endpoints, subscribe: ["b"])))
    let again = try fixture.only(try fixture.wait(.seconds(60)))
    #expect(again.names == ["b"])
  }

  @Test func whatIsRejectedAfterAnEarlierRestIsOverRestsToo() throws {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1)
    try fixture.reject(try fixture.only(try fixture.delta(1, .cluster, subscribe: ["a"])))
    // What is newly asked for does not wait for it; its answer takes longer than the rest of the first.
    let added = try fixture.only(try fixture.delta(1, .cluster, subscribe: ["b"]))
    #expect(added.names == ["b"])
    #expect(try fixture.wait(.seconds(45)).isEmpty)
    #expect(try fixture.reject(added).isEmpty)
    #expect(try #require(fixture.rejections.last).retryAt > fixture.now)
    #expect(try fixture.only(try fixture.wait(.seconds(45))).names == ["a", "b"])
  }

  @Test func whatAStrangerWritesIsKeptInPartOnly() throws {
    let failure = SubscriptionRequest.Failure(code: 3, message: String(repeating: "é", count: 1_000_000))
    #expect(failure.message.utf8.count == 4096 + 3)
    #expect(failure.message.hasSuffix("é…"))
    #expect("ééé".cut(to: 3) == "é…")
    #expect("ééé".cut(to: 6) == "ééé")
    #expect("e".cut(to: 0) == "…")
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1, .delta, .single(.cluster))
    let type = TypeURL(rawValue: String(repeating: "type", count: 5000))
    let request = SubscriptionRequest(
      type: type, change: .delta(subscribe: [], unsubscribe: [], initialVersions: [:]))
    _ = try fixture.take(fixture.core.receive(request, from: StreamID(rawValue: 1), at: fixture.now))
    #expect(try #require(fixture.closed[1]).message.utf8.count < 1100)
  }

  @Test func otherTypesAreServedWhileOneIsRejected() throws {
    var fixture = try Fixture([cluster("a"), secret("s")])
    try fixture.open(1)
    try fixture.reject(try fixture.only(try fixture.delta(1, .cluster)))
    try fixture.accept(try fixture.only(try fixture.delta(1, .secret, subscribe: ["s"])))
    #expect(try fixture.only(try fixture.publish([cluster("a"), secret("s", "2")])).type == .secret)
  }
}

extension RejectionTests {
  @Test func aRollbackReachesAClientThatReconnectsAfterItsRejection() throws {
    var fixture = try Fixture([cluster("a"), cluster("k")])
    try fixture.open(1, .delta, .single(.cluster))
    try fixture.accept(try fixture.only(try fixture.delta(1, .cluster)))
    try fixture.reject(try fixture.only(try fixture.publish([cluster("a", "2"), cluster("b", "bad"), cluster("k")])))
    fixture.core.close(StreamID(rawValue: 1))
    try fixture.publish([cluster("a"), cluster("k")])
    // It brings the versions that it accepted, though it runs the changed a.
    try fixture.open(2, .delta, .single(.cluster))
    let versions = ["a": cluster("a").version, "k": cluster("k").version]
    let back = try fixture.only(try fixture.delta(2, .cluster, versions: versions))
    #expect(back.names == ["a"] && back.removed == ["b"])
  }
}
