import Testing

@testable import XDS

/// Encoding once, coalescing, and the bounds: rules 48 to 50 and 55 stand here.
struct SharingTests {
  private func address(_ bytes: [UInt8]) -> UInt { bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }

  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func streamsInTheSameStateGetTheSameBytesEncodedOnce(
    variant: XDSVariant
  ) throws {
    let names = (0..<10).map { "broker-\($0)" }
    func resources(_ content: String) -> [XDSResource] {
      names.map { cluster($0) } + names.map { endpoints($0, content) } + names.map { listener($0) }
    }
    var fixture = try Fixture(resources("1"))
    for stream in 1...200 as ClosedRange<UInt64> {
      try fixture.open(stream, variant)
      try fixture.accept(try fixture.only(try fixture.ask(stream, .cluster)))
      try fixture.accept(try fixture.only(try fixture.ask(stream, .endpoints, names.shuffled())), names)
      try fixture.accept(try fixture.only(try fixture.ask(stream, .listener)))
    }
    #expect(fixture.core.statistics.encodings == 3)
    for generation in 2...5 as ClosedRange<UInt64> {
      let snapshot = try Snapshot(generation: generation, resources: resources("\(generation)"))
      let directives = try fixture.core.publish(snapshot, to: Fixture.group, at: fixture.now)
      var addresses: Set<UInt> = []
      for case .send(_, let bytes) in directives { addresses.insert(address(bytes)) }
      #expect(directives.count == 200)
      #expect(addresses.count == 1)
      for response in try fixture.take(directives) { #expect(try fixture.accept(response, names).isEmpty) }
    }
    #expect(fixture.core.statistics.encodings == 7)
  }

  @Test func aReconnectOfManyStreamsIsEncodedOnce() throws {
    var fixture = try Fixture([cluster("a"), cluster("b", "2")])
    for stream in 1...100 as ClosedRange<UInt64> {
      try fixture.open(stream)
      try fixture.delta(stream, .cluster, versions: ["a": cluster("a").version, "b": cluster("b").version])
    }
    #expect(fixture.core.statistics.encodings == 1)
  }

  // Rule 48
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func changesWhileAResponseIsNotAnsweredCoalesce(
    variant: XDSVariant
  ) throws {
    var fixture = try Fixture([cluster("a"), cluster("b")])
    try fixture.open(1, variant)
    let first = try fixture.only(try fixture.ask(1, .cluster))
    for content in 2...5 { #expect(try fixture.publish([cluster("a", "\(content)"), cluster("b")]).isEmpty) }
    let second = try fixture.only(try fixture.accept(first))
    #expect(second.resources["a"] == cluster("a", "5").body)
    #expect(second.names == (variant == .delta ? ["a"] : ["a", "b"]))
    #expect(try fixture.accept(second).isEmpty)
  }

  // Rule 48
  @Test func aChangeThatIsTakenBackBeforeItWasSentIsNotSent() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1)
    let first = try fixture.only(try fixture.delta(1, .cluster))
    try fixture.publish([cluster("a", "2")])
    try fixture.publish([cluster("a")])
    #expect(try fixture.accept(first).isEmpty)
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 3)
  }

  // Rule 49
  @Test func aStreamThatDoesNotAnswerDelaysNoOther() throws {
    var fixture = try Fixture([cluster("a")])
    for stream in 1...10 as ClosedRange<UInt64> {
      try fixture.open(stream)
      let response = try fixture.only(try fixture.delta(stream, .cluster))
      if stream > 2 { try fixture.accept(response) }
    }
    for content in 2...20 {
      let pushed = try fixture.publish([cluster("a", "\(content)")])
      #expect(pushed.map(\.stream).sorted() == Array(3...10))
      for response in pushed { try fixture.accept(response) }
    }
  }

  // Rule 50
  @Test func aStreamThatDoesNotAnswerIsClosed() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1)
    try fixture.open(2)
    try fixture.delta(1, .cluster)
    try fixture.accept(try fixture.only(try fixture.delta(2, .cluster)))
    #expect(try fixture.wait(.seconds(59)).isEmpty)
    #expect(fixture.closed.isEmpty)
    #expect(fixture.core.nextDeadline == fixture.now + .seconds(1))
    _ = try fixture.wait(.seconds(1))
    #expect(fixture.closed[1]?.code == .deadlineExceeded)
    #expect(fixture.closed[2] == nil)
    #expect(fixture.core.nextDeadline == nil)
  }

  @Test func aStreamThatNeverAsksIsClosed() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1)
    _ = try fixture.wait(.seconds(30))
    try fixture.open(2)
    try fixture.open(3)
    try fixture.accept(try fixture.only(try fixture.delta(3, .cluster)))
    _ = try fixture.wait(.seconds(30))
    #expect(fixture.closed.mapValues(\.code) == [1: .deadlineExceeded])
    #expect(fixture.core.nextDeadline == fixture.now + .seconds(30))
    _ = try fixture.wait(.seconds(30))
    #expect(fixture.closed.mapValues(\.code) == [1: .deadlineExceeded, 2: .deadlineExceeded])
    #expect(fixture.core.nextDeadline == nil)
  }

  @Test func aStreamThatIsFarBehindGetsTheWholeSetAndTheRightDeletions() throws {
    var fixture = try Fixture([cluster("keep"), cluster("old")])
    try fixture.open(1, .delta, .single(.cluster))
    try fixture.accept(try fixture.only(try fixture.delta(1, .cluster)))
    let outstanding = try fixture.only(try fixture.publish([cluster("keep"), cluster("old"), cluster("sent")]))
    // Four generations more: the stream's are kept, and only what changed is sent.
    for content in 1...4 { try fixture.publish([cluster("keep"), cluster("x", "\(content)")]) }
    var copy = fixture
    let near = try copy.only(try copy.accept(outstanding))
    #expect(near.names == ["x"] && near.removed == ["old", "sent"])
    // One more.
    try fixture.publish([cluster("keep"), cluster("x", "5")])
    let far = try fixture.only(try fixture.accept(outstanding))
    #expect(far.names == ["keep", "x"] && far.removed == ["old", "sent"])
  }

  @Test func aRejectedGenerationThatIsFarBehindIsUndoneToo() throws {
    var fixture = try Fixture([cluster("a"), cluster("k")])
    try fixture.open(1, .delta, .single(.cluster))
    try fixture.accept(try fixture.only(try fixture.delta(1, .cluster)))
    try fixture.reject(try fixture.only(try fixture.publish([cluster("a", "2"), cluster("bad"), cluster("k")])))
    let outstanding = try fixture.only(try fixture.publish([cluster("a", "3"), cluster("k")]))
    for content in 4...9 { try fixture.publish([cluster("a", "\(content)"), cluster("k")]) }
    try fixture.publish([cluster("a"), cluster("k")])
    let back = try fixture.only(try fixture.reject(outstanding))
    #expect(back.names == ["a", "k"] && back.removed == ["bad"])
  }

  @Test func theCacheIsBounded() throws {
    var fixture = try Fixture((0..<50).map { endpoints("e\($0)") }) { $0.maximumCachedResponses = 8 }
    for stream in 0..<50 as Range<UInt64> {
      try fixture.open(stream)
      #expect(try fixture.delta(stream, .endpoints, subscribe: ["e\(stream)"]).count == 1)
    }
    #expect(fixture.core.statistics.cachedResponses <= 8)
    var small = try Fixture((0..<50).map { endpoints("e\($0)") }) { $0.maximumCachedBytes = 500 }
    for stream in 0..<50 as Range<UInt64> {
      try small.open(stream)
      #expect(try small.delta(stream, .endpoints, subscribe: ["e\(stream)"]).count == 1)
    }
    #expect(small.core.statistics.cachedResponses <= 3)
  }

  @Test func namesAreSharedAndForgotten() throws {
    var table = NameTable()
    var kept: [NameSet] = []
    for number in 0..<1000 {
      let set = table.set(of: ["a\(number)", "b"])
      if number < 10 { kept.append(set) }
    }
    #expect(table.count <= 100)
    #expect(table.set(of: ["b", "a3"]) === kept[3])
    #expect(table.set(of: []) === NameSet.empty)
  }

  @Test func aSetIsFoundByWhatItHasMoreAndLessThanAnother() throws {
    var table = NameTable()
    let base = table.set(of: ["a", "b", "c"])
    let more = table.set(base, adding: ["d", "a"])
    #expect(more.members == ["a", "b", "c", "d"])
    #expect(more.count == 4 && more.size == 4)
    #expect(table.set(of: ["d", "c", "b", "a"]) === more)
    #expect(table.set(more, adding: [], removing: ["d", "e"]) === base)
    #expect(table.set(base, adding: ["a"], removing: ["a"]) === base)
    #expect(table.set(base, adding: ["d"], removing: ["a"]) === table.set(of: ["b", "c", "d"]))
    #expect(table.set(base, adding: [], removing: ["a", "b", "c"]) === NameSet.empty)
    #expect(table.set(.empty, adding: ["a"]) === table.set(of: ["a"]))
  }

  @Test func namesHaveABoundOfBytesOverAllTypesOfAStream() throws {
    var fixture = try Fixture([cluster("a")]) { $0.maximumNameBytes = 20 }
    try fixture.open(1)
    try fixture.delta(1, .endpoints, subscribe: ["1234567890"])
    try fixture.delta(1, .route, subscribe: ["1234567890"])
    #expect(fixture.closed[1] == nil)
    try fixture.delta(1, .secret, subscribe: ["1"])
    #expect(fixture.closed[1]?.code == .resourceExhausted)
    try fixture.open(2)
    try fixture.delta(2, .endpoints, subscribe: ["12345678901", "2345678901"])
    #expect(fixture.closed[2]?.code == .resourceExhausted)
  }

  @Test func boundsAreKept() throws {
    var fixture = try Fixture([cluster("a")]) {
      $0.maximumStreams = 2
      $0.maximumNamesPerSubscription = 3
      $0.maximumNameLength = 100
      $0.maximumTypesPerStream = 2
    }
    try fixture.open(1)
    try fixture.open(2)
    try fixture.open(3)
    #expect(fixture.closed[3]?.code == .resourceExhausted)
    try fixture.delta(1, .endpoints, subscribe: ["a", "b", "c", "d"])
    #expect(fixture.closed[1]?.code == .resourceExhausted)
    try fixture.delta(2, .endpoints, subscribe: ["a", "b"])
    try fixture.delta(2, .endpoints, subscribe: ["c", "d"])
    #expect(fixture.closed[2]?.code == .resourceExhausted)
    try fixture.open(4)
    try fixture.delta(4, .cluster, subscribe: [String(repeating: "n", count: 101)])
    #expect(fixture.closed[4]?.code == .invalidArgument)
    try fixture.open(5)
    for number in 0..<3 { try fixture.delta(5, TypeURL(rawValue: "t\(number)")) }
    #expect(fixture.closed[5]?.code == .resourceExhausted)
    #expect(fixture.core.streamCount == 0)
  }

  @Test func unreadableBytesCloseTheStream() throws {
    var fixture = try Fixture([cluster("a")])
    try fixture.open(1)
    let directives = fixture.core.receive(serialized: [0x0a, 0xff, 1], from: StreamID(rawValue: 1), at: fixture.now)
    _ = try fixture.take(directives)
    #expect(fixture.closed[1]?.code == .invalidArgument)
    #expect(try fixture.delta(1, .cluster).isEmpty)
  }
}
