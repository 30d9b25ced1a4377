import EnvoyAPI
import Telemetry
import Testing
import XDS

@testable import XDSServer

/// Each test has a server and sockets of its own; one at a time, so that descriptors can be counted.
@Suite(.serialized) struct XDSServerTests {
  private static let services: [(String, TypeURL)] = [
    ("cluster.v3.ClusterDiscoveryService/%Clusters", .cluster),
    ("endpoint.v3.EndpointDiscoveryService/%Endpoints", .endpoints),
    ("listener.v3.ListenerDiscoveryService/%Listeners", .listener),
  ]

  // MARK: Serving

  @Test(arguments: ["Delta", "Stream"])
  func anAggregatedStreamServesEveryType(variant: String) async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a", "b"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.open("discovery.v3.AggregatedDiscoveryService/\(variant)AggregatedResources")
    for (_, type) in Self.services {
      proxy.ask(stream, type, type == .endpoints ? ["a", "b"] : [])
      let response = try #require(try await proxy.next(stream))
      #expect(response.type == type)
      #expect(response.names == ["a", "b"])
      #expect(!response.nonce.isEmpty && !response.version.isEmpty)
      proxy.accept(response, on: stream, type == .endpoints ? ["a", "b"] : [])
    }
    #expect(try await proxy.isQuiet(stream))
  }

  @Test(arguments: services, ["Delta", "Stream"])
  func aServiceOfOneTypeServesIt(service: (String, TypeURL), variant: String) async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.open(service.0.replacing("%", with: variant))
    proxy.ask(stream, service.1, ["a"])
    let response = try #require(try await proxy.next(stream))
    #expect(response.type == service.1)
    #expect(response.names == ["a"])
  }

  @Test(arguments: ["Delta", "Stream"])
  func aChangeIsPushedToEveryStreamOnEveryLoop(variant: String) async throws {
    let fixture = try Fixture(loops: 3)
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    var open: [(Proxy, Int32)] = []
    for _ in 0..<6 {
      let proxy = try fixture.proxy()
      let stream = proxy.open("cluster.v3.ClusterDiscoveryService/\(variant)Clusters")
      proxy.ask(stream, .cluster)
      proxy.accept(try #require(try await proxy.next(stream)), on: stream)
      open.append((proxy, stream))
    }
    try fixture.server.publish(resources(["a", "b"]), to: Fixture.group)
    for (proxy, stream) in open {
      let response = try #require(try await proxy.next(stream))
      #expect(response.names == (variant == "Delta" ? ["b"] : ["a", "b"]))
      #expect(response.nonce.hasPrefix("2."))
    }
  }

  @Test func publishingTheSameAgainIsNoNewGenerationAndSendsNothing() async throws {
    let fixture = try Fixture()
    let first = try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster)
    proxy.accept(try #require(try await proxy.next(stream)), on: stream)
    #expect(try fixture.server.publish(resources(["a"]), to: Fixture.group) == first)
    #expect(try await proxy.isQuiet(stream))
  }

  @Test func aSnapshotThatWouldRemoveEverythingIsRefusedAndNothingIsSent() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster)
    proxy.accept(try #require(try await proxy.next(stream)), on: stream)
    let error = #expect(throws: SnapshotError.self) { try fixture.server.publish([], to: Fixture.group) }
    #expect(error?.code == .removesEverything)
    #expect(try await proxy.isQuiet(stream))
    #expect(fixture.server.snapshot(of: Fixture.group)?.resources(of: .cluster).count == 1)
  }

  // MARK: Rejections and progress

  @Test func aRejectionIsLoggedAndCountedAndTheSameIsNotSentAtOnce() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster, node: Proxy.node("envoy-7"))
    proxy.reject(try #require(try await proxy.next(stream)), on: stream, because: "a: unknown load balancer")
    #expect(try await proxy.isQuiet(stream))
    let lines = fixture.lines
    #expect(await eventually { lines.contain("rejected", "node=envoy-7", "a: unknown load balancer") })
    let series = "koperator_xds_rejections_total{group=\"\(Proxy.group)\",type=\"\(TypeURL.cluster)\"}"
    #expect(await fixture.metric(series) == 1)
    let progress = await fixture.server.progress(of: Fixture.group)
    #expect(progress.laggards.map(\.rejected) == [[.cluster]])
    #expect(!progress.hasReached(1))
  }

  @Test func convergenceIsKnownOnlyWhenEveryStreamHasAcknowledged() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    var open: [(Proxy, Int32)] = []
    for name in ["one", "two"] {
      let proxy = try fixture.proxy()
      let stream = proxy.openDelta()
      proxy.ask(stream, .cluster, node: Proxy.node(name))
      proxy.accept(try #require(try await proxy.next(stream)), on: stream)
      open.append((proxy, stream))
    }
    #expect(await fixture.server.converged(Fixture.group, on: 1, within: patience))
    let generation = try fixture.server.publish(resources(["a", "b"]), to: Fixture.group)
    for (proxy, stream) in open {
      #expect(await !fixture.server.converged(Fixture.group, on: generation, within: .milliseconds(50)))
      proxy.accept(try #require(try await proxy.next(stream)), on: stream)
    }
    #expect(await fixture.server.converged(Fixture.group, on: generation, within: patience))
    let progress = await fixture.server.progress(of: Fixture.group)
    #expect(progress.streams == 2)
    #expect(progress.acknowledged == generation)
    #expect(progress.laggards.isEmpty)
    #expect(await eventually { await fixture.metric("koperator_xds_convergence_seconds_count") >= 1 })
  }

  @Test func theStatusNamesEveryStreamWithWhatItHas() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster, node: Proxy.node("envoy-3"))
    let response = try #require(try await proxy.next(stream))
    proxy.accept(response, on: stream)
    #expect(await fixture.server.converged(Fixture.group, on: 1, within: patience))
    let status = await fixture.server.status()
    #expect(status["streams"]?[0]?["node"]?.stringValue == "envoy-3")
    #expect(status["streams"]?[0]?["types"]?[0]?["acknowledgedVersion"]?.stringValue == response.version)
    #expect(status["groups"]?[0]?["streams"]?.intValue == 1)
    #expect(status["groups"]?[0]?["lagging"]?.arrayValue == [])
  }

  // MARK: Who is refused

  @Test func anUnknownNodeIsRefusedWithAMessageThatNamesIt() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster, node: Proxy.node("envoy-x", group: "stranger"))
    let end = try await proxy.end(stream)
    #expect(end.code == "3")
    #expect(end.message.contains("envoy-x"))
    #expect(fixture.lines.contain("a stream was ended", "envoy-x"))
  }

  @Test func aGroupWithoutAConfigurationIsToldToKeepWhatItHas() async throws {
    let fixture = try Fixture()
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster, node: Proxy.node(group: "shop/kafka/other"))
    let end = try await proxy.end(stream)
    #expect(end.code == "14")
    #expect(end.message.contains("shop/kafka/other"))
  }

  @Test func aGroupThatIsWithdrawnEndsItsStreams() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster)
    proxy.accept(try #require(try await proxy.next(stream)), on: stream)
    fixture.server.withdraw(Fixture.group)
    #expect(try await proxy.end(stream).code == "5")
    #expect(fixture.server.groups.isEmpty)
    #expect(await fixture.metric("koperator_xds_snapshot_generation{") == 0)
  }

  @Test func aSnapshotThatWouldRemoveEverythingIsRefusedAfterARestoredOneToo() async throws {
    let fixture = try Fixture()
    try fixture.server.restore(resources(["a"]), to: Fixture.group)
    let assignments = resources(["a"]).filter { $0.type == .endpoints }
    #expect(throws: SnapshotError.self) { try fixture.server.publish(assignments, to: Fixture.group) }
    #expect(fixture.server.snapshot(of: Fixture.group)?.resources(of: .cluster).count == 1)
  }

  @Test func aGroupThatComesBackAtOnceIsServed() async throws {
    let fixture = try Fixture()
    for round in 1...100 {
      try fixture.server.publish(resources(["a"]), to: Fixture.group)
      if round < 100 { fixture.server.withdraw(Fixture.group) }
    }
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster)
    #expect(try #require(try await proxy.next(stream)).names == ["a"])
  }

  @Test(arguments: ["Delta", "Stream"])
  func aRestoredSnapshotGoesOnlyToStreamsThatBringNoVersions(variant: String) async throws {
    let fixture = try Fixture()
    try fixture.server.restore(resources(["a"]), to: Fixture.group)
    let path = "discovery.v3.AggregatedDiscoveryService/\(variant)AggregatedResources"
    let proxy = try fixture.proxy()
    let running = proxy.open(path)
    proxy.ask(running, .cluster, version: "1", versions: ["a": "1"])
    #expect(try await proxy.end(running).code == "14")
    let starting = proxy.open(path)
    proxy.ask(starting, .cluster)
    let response = try #require(try await proxy.next(starting))
    #expect(response.names == ["a"])
    proxy.accept(response, on: starting)
    // When the inputs have loaded, both get what they say.
    let generation = try fixture.server.publish(resources(["a", "b"]), to: Fixture.group)
    #expect(try await proxy.next(starting)?.names.contains("b") == true)
    let again = proxy.open(path)
    proxy.ask(again, .cluster, version: "1", versions: ["a": "1"])
    #expect(try await proxy.next(again)?.names == ["a", "b"])
    #expect(await fixture.server.progress(of: Fixture.group).newest == generation)
  }

  // MARK: The end

  @Test func shutdownEndsStreamsWithUnavailableAndTheConnectionWithGoAway() async throws {
    let fixture = try Fixture { $0.shutdownGrace = .seconds(300) }
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let streams = [proxy.openDelta(), proxy.openWorld()]
    for stream in streams {
      proxy.ask(stream, .cluster)
      proxy.accept(try #require(try await proxy.next(stream)), on: stream)
    }
    let begin = ContinuousClock.now
    let server = fixture.server
    let ending = Task.detached { server.shutdown() }
    for stream in streams {
      let end = try await proxy.end(stream)
      #expect(end.code == "14")
      #expect(end.message.contains("shutting down"))
    }
    #expect(try await proxy.waitForEnd())
    #expect(proxy.goAwayCode == 0)
    await ending.value
    // It did not wait for its grace to be over.
    #expect(ContinuousClock.now - begin < .seconds(200))
  }
}
