import Testing

@testable import XDS

/// Snapshots of groups: restored, published, withdrawn; and how far streams have come.
struct GroupTests {
  @Test func aGroupWithoutASnapshotIsUnavailable() throws {
    var fixture = try Fixture()
    try fixture.open(1)
    try fixture.delta(1, .cluster)
    #expect(fixture.closed[1]?.code == .unavailable)
  }

  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func aRestoredSnapshotGoesOnlyToClientsThatHaveNothing(
    variant: XDSVariant
  ) throws {
    var fixture = try Fixture()
    let old = try Snapshot(generation: 1, resources: [cluster("a"), listener("l")])
    _ = try fixture.take(try fixture.core.restore(old, to: Fixture.group, at: fixture.now))
    fixture.generation = 1
    try fixture.open(1, variant)
    let clusters = try fixture.only(try fixture.ask(1, .cluster))
    #expect(clusters.names == ["a"])
    try fixture.open(2, variant)
    if variant == .delta {
      try fixture.delta(2, .cluster, versions: ["b": "1"])
    } else {
      try fixture.world(2, .cluster, version: "1")
    }
    #expect(fixture.closed[2]?.code == .unavailable)
    // A client that has listeners but no clusters is found out with its second type.
    try fixture.open(3, variant)
    #expect(try fixture.ask(3, .cluster).count == 1)
    if variant == .delta {
      try fixture.delta(3, .listener, versions: ["b": "1"])
    } else {
      try fixture.world(3, .listener, version: "1")
    }
    #expect(fixture.closed[3]?.code == .unavailable)
    // An acceptance carries a version, and is none of that.
    #expect(try fixture.accept(clusters).isEmpty)
    #expect(fixture.closed[1] == nil)
    // The inputs have loaded.
    let pushed = try fixture.publish([cluster("a", "2"), listener("l")])
    #expect(try fixture.only(pushed).stream == 1)
    try fixture.open(4, variant)
    if variant == .delta {
      #expect(try fixture.delta(4, .cluster, versions: ["b": "1"]).count == 1)
    } else {
      #expect(try fixture.world(4, .cluster, version: "1").count == 1)
    }
    #expect(throws: SnapshotError.self) {
      try fixture.core.restore(old.with(generation: 9), to: Fixture.group, at: fixture.now)
    }
  }

  @Test func aSnapshotMustBeNewer() throws {
    var fixture = try Fixture([cluster("a")])
    let old = try Snapshot(generation: 1, resources: [cluster("b")])
    do {
      _ = try fixture.core.publish(old, to: Fixture.group, at: fixture.now)
      Issue.record("it was published")
    } catch {
      #expect(error.code == .outdated)
      #expect(error.group == Fixture.group)
    }
  }

  @Test func aSnapshotNeedsNamesAndHasEachOnce() throws {
    #expect(throws: SnapshotError.self) { try Snapshot(generation: 1, resources: [cluster("a"), cluster("a", "2")]) }
    #expect(throws: SnapshotError.self) {
      try Snapshot(generation: 1, resources: [XDSResource(type: .cluster, name: "", body: [])])
    }
    let snapshot = try Snapshot(generation: 1, resources: [listener("b"), cluster("b"), cluster("a"), listener("a")])
    #expect(snapshot.types == [.cluster, .listener])
    #expect(snapshot.resources.map(\.name) == ["a", "b", "a", "b"])
    #expect(snapshot.hasSameContent(as: try Snapshot(generation: 2, resources: snapshot.resources.reversed())))
    #expect(!snapshot.hasSameContent(as: try Snapshot(generation: 2, resources: [cluster("a")])))
  }

  @Test func groupsDoNotSeeEachOther() throws {
    var fixture = try Fixture([cluster("a")])
    let other = GroupID(rawValue: "other")
    let snapshot = try Snapshot(generation: 1, resources: [cluster("b")])
    _ = try fixture.core.publish(snapshot, to: other, at: fixture.now)
    try fixture.open(1)
    fixture.variants[2] = .delta
    _ = fixture.core.open(StreamID(rawValue: 2), variant: .delta, service: .aggregated, at: fixture.now) { _ in
      .group(other)
    }
    #expect(try fixture.only(try fixture.delta(1, .cluster)).names == ["a"])
    let there = try fixture.only(try fixture.delta(2, .cluster))
    #expect(there.names == ["b"])
    try fixture.accept(there)
    #expect(try fixture.publish([cluster("a", "2")]).isEmpty)
    let pushed = try fixture.core.publish(
      try Snapshot(generation: 2, resources: [cluster("b", "2")]), to: other, at: fixture.now)
    #expect(try fixture.take(pushed).map(\.stream) == [2])
  }

  @Test func aWithdrawnGroupClosesItsStreams() throws {
    var fixture = try Fixture([cluster("a")])
    for stream in 1...3 as ClosedRange<UInt64> {
      try fixture.open(stream)
      try fixture.delta(stream, .cluster)
    }
    _ = try fixture.take(fixture.core.withdraw(Fixture.group))
    #expect(fixture.closed.mapValues(\.code) == [1: .notFound, 2: .notFound, 3: .notFound])
    #expect(fixture.core.streamCount == 0)
    try fixture.open(4)
    try fixture.delta(4, .cluster)
    #expect(fixture.closed[4]?.code == .unavailable)
    fixture.generation = 0
    try fixture.publish([cluster("a")])
    try fixture.open(5)
    #expect(try fixture.delta(5, .cluster).count == 1)
  }

  @Test func progressTellsWhoLags() throws {
    var fixture = try Fixture([cluster("a")])
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 1)
    var outstanding: [Received] = []
    for stream in 1...3 as ClosedRange<UInt64> {
      try fixture.open(stream)
      outstanding += try fixture.delta(stream, .cluster)
    }
    #expect(fixture.core.progress(of: Fixture.group).acknowledged == 0)
    #expect(!fixture.core.isSettled(Fixture.group))
    for response in outstanding { try fixture.accept(response) }
    #expect(fixture.core.progress(of: Fixture.group).hasReached(1))
    let pushed = try fixture.publish([cluster("a", "2")])
    for response in pushed where response.stream == 1 { try fixture.accept(response) }
    for response in pushed where response.stream == 3 { try fixture.reject(response) }
    let progress = fixture.core.progress(of: Fixture.group)
    #expect(progress.newest == 2 && progress.acknowledged == 1 && progress.streams == 3)
    #expect(progress.laggards.map(\.stream.rawValue) == [2, 3])
    #expect(progress.laggards.map(\.rejected) == [[], [.cluster]])
    // What changes no type that a stream asks for is acknowledged by it at once.
    for response in pushed where response.stream == 2 { try fixture.accept(response) }
    fixture.core.close(StreamID(rawValue: 3))
    try fixture.publish([cluster("a", "2"), secret("s")])
    #expect(fixture.core.progress(of: Fixture.group).hasReached(3))
    #expect(fixture.core.isSettled(Fixture.group))
  }

  @Test func progressOfSeveralCoresMerges() throws {
    var here = try Fixture([cluster("a")])
    var there = try Fixture([cluster("a")])
    try here.open(1)
    try there.open(2)
    try here.accept(try here.only(try here.delta(1, .cluster)))
    let waiting = try there.only(try there.delta(2, .cluster))
    try here.accept(try here.only(try here.publish([cluster("a", "2")])))
    var merged = here.core.progress(of: Fixture.group).merged(with: there.core.progress(of: Fixture.group))
    #expect(merged.newest == 2 && merged.acknowledged == 0 && merged.streams == 2)
    try there.accept(waiting)
    try there.accept(try there.only(try there.publish([cluster("a", "2")])))
    merged = here.core.progress(of: Fixture.group).merged(with: there.core.progress(of: Fixture.group))
    #expect(merged.acknowledged == 2 && merged.laggards.isEmpty)
  }

  @Test func placesOfClosedStreamsAreUsedAgain() throws {
    var fixture = try Fixture([cluster("a")])
    for round in 0..<20 as Range<UInt64> {
      for stream in 0..<10 as Range<UInt64> {
        try fixture.open(round * 10 + stream)
        try fixture.accept(try fixture.only(try fixture.delta(round * 10 + stream, .cluster)))
      }
      for stream in [3, 0, 9, 5, 1, 2, 4] as [UInt64] { fixture.core.close(StreamID(rawValue: round * 10 + stream)) }
      let pushed = try fixture.publish([cluster("a", "\(round)x")])
      #expect(pushed.count == fixture.core.streamCount)
      for response in pushed { try fixture.accept(response) }
    }
    #expect(fixture.core.streams.count <= 70)
    #expect(fixture.core.progress(of: Fixture.group).streams == 60)
  }
}
