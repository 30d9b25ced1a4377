import HTTPTestClient
import Testing
import XDS

@testable import XDSServer

extension XDSServerTests {
  @Test func garbageEndsItsConnectionAndNoOther() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster)
    proxy.accept(try #require(try await proxy.next(stream)), on: stream)
    let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    let samples: [[UInt8]] = [
      [UInt8](repeating: 0, count: 4096), Array("GET / HTTP/1.1\nhost: x\n\n".utf8), Array(preface[..<9]),
      preface + [UInt8](repeating: 0xFF, count: 4096), preface + [0, 1, 0, 1, 4, 0, 0, 0, 1],
      Array("GET / HTTP/1.1\r\nx: ".utf8) + [UInt8](repeating: 0x61, count: 200_000),
    ]
    let port = try #require(fixture.server.address.port)
    for sample in samples {
      let socket = try TestSocket(port: port)
      socket.send(sample)
      socket.finish()
      _ = try await socket.receiveAll()
      #expect(socket.isOver)
    }
    try fixture.server.publish(resources(["a", "b"]), to: Fixture.group)
    #expect(try await proxy.next(stream)?.names == ["b"])
  }

  @Test func aMessageThatIsTooLargeEndsItsStreamAlone() async throws {
    let fixture = try Fixture { $0.maximumMessageSize = 4096 }
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let other = proxy.openDelta()
    let stream = proxy.openDelta()
    proxy.send([UInt8](repeating: 0, count: 4097), on: stream)
    #expect(try await proxy.end(stream).code == "8")
    proxy.ask(other, .cluster)
    #expect(try await proxy.next(other)?.names == ["a"])
  }

  @Test func unfinishedRequestsHaveABoundOverAllConnections() async throws {
    let fixture = try Fixture { $0.limits.maximumHeldRequestBytes = 512 << 10 }
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let greedy = try fixture.proxy()
    let first = greedy.openDelta()
    greedy.sendUnfinished([UInt8](repeating: 0, count: 500 << 10), on: first)
    let second = greedy.openDelta()
    greedy.sendUnfinished([UInt8](repeating: 0, count: 500 << 10), on: second)
    #expect(try await greedy.end(second).code == "8")
    // Who asks for little is served in spite of it.
    let modest = try fixture.proxy()
    let third = modest.openDelta()
    modest.ask(third, .cluster)
    #expect(try await modest.next(third)?.names == ["a"])
  }

  @Test func whoMayHoldUnfinishedRequestsIsSaidByTheirSum() {
    let memory = RequestMemory(limit: 1024 * 512)
    #expect(memory.change(from: 0, to: 1024 * 512))
    #expect(memory.change(from: 0, to: 1024))
    #expect(!memory.change(from: 0, to: 1025))
    #expect(memory.change(from: 1025, to: 0))
    #expect(memory.change(from: 1024, to: 0))
    #expect(!memory.change(from: 1024 * 512, to: 1024 * 1024))
    #expect(memory.change(from: 1024 * 1024, to: 0))
    #expect(memory.change(from: 0, to: 1))
  }

  @Test func responsesThatWaitAreCounted() {
    var backlog = Backlog()
    #expect(backlog.append(10, behind: 0) == 1)
    #expect(backlog.append(10, behind: 10) == 2)
    #expect(backlog.append(10, behind: 20) == 3)
    // The first has gone, and a part of the second.
    #expect(backlog.append(10, behind: 15) == 3)
    #expect(backlog.append(10, behind: 20) == 3)
    #expect(backlog.append(10, behind: 0) == 1)
  }

  @Test func anUnknownMethodIsUnimplemented() async throws {
    let fixture = try Fixture()
    let proxy = try fixture.proxy()
    let stream = proxy.open("discovery.v3.AggregatedDiscoveryService/Nothing")
    #expect(try await proxy.end(stream).code == "12")
    let other = proxy.open("nothing.v3.NothingDiscoveryService/StreamNothing")
    #expect(try await proxy.end(other).code == "12")
  }

  @Test func aRequestThatIsNoMessageEndsItsStream() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let stream = proxy.openDelta()
    proxy.send([0xFF, 0xFF, 0xFF], on: stream)
    let end = try await proxy.end(stream)
    #expect(end.code == "3")
    #expect(end.message.contains("not readable"))
  }

  @Test func plainHTTPIsToldThatThisIsGRPC() async throws {
    let fixture = try Fixture()
    let socket = try TestSocket(port: try #require(fixture.server.address.port))
    socket.send(Array("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".utf8))
    let answer = String(decoding: try await socket.receiveAll(), as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 415 "))
  }

  @Test func twoHundredStreamsGetTheSameUpdateFromFewEncodings() async throws {
    let fixture = try Fixture()
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    var open: [(Proxy, Int32)] = []
    for connection in 0..<20 {
      let proxy = try fixture.proxy()
      for number in 0..<10 {
        let stream = proxy.openDelta()
        proxy.ask(stream, .cluster, node: Proxy.node("envoy-\(connection)-\(number)"))
        open.append((proxy, stream))
      }
    }
    for (proxy, stream) in open { proxy.accept(try #require(try await proxy.next(stream)), on: stream) }
    #expect(await fixture.server.converged(Fixture.group, on: 1, within: patience))
    let before = await fixture.metric("koperator_xds_encodings_total")
    let generation = try fixture.server.publish(resources(["a", "b", "c"]), to: Fixture.group)
    for (proxy, stream) in open {
      let response = try #require(try await proxy.next(stream))
      #expect(response.names == ["b", "c"])
      proxy.accept(response, on: stream)
    }
    #expect(await fixture.server.converged(Fixture.group, on: generation, within: patience))
    // One a loop.
    #expect(await fixture.metric("koperator_xds_encodings_total") - before <= 2)
    #expect(await fixture.metric("koperator_xds_streams{") == 200)
  }

  @Test func connectionsAndServersLeaveNoDescriptors() async throws {
    let before = openDescriptors()
    for round in 0..<3 {
      let fixture = try Fixture()
      try fixture.server.publish(resources(["a"]), to: Fixture.group)
      for number in 0..<20 {
        let proxy = try fixture.proxy()
        let stream = proxy.openDelta()
        proxy.ask(stream, .cluster)
        #expect(try await proxy.next(stream) != nil)
        if number % 3 == 0 { proxy.reset(stream) }
      }
      #expect(await eventually { await fixture.metric("koperator_connections{listener=\"xds\"}") == 0 }, "\(round)")
      #expect(await fixture.server.progress(of: Fixture.group).streams == 0)
      fixture.shutdown()
    }
    #expect(openDescriptors() <= before)
  }
}
