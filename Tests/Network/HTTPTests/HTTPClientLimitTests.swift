import Testing

@testable import HTTP

extension HTTPClientConfiguration {
  mutating func beginNearTheLastStream() { firstStream = Int32.max }
}

@Suite struct HTTPClientLimitTests {
  @Test func aResponseWithTooManyFieldsIsResetAndTheConnectionGoesOn() throws {
    var configuration = HTTPClientConfiguration()
    configuration.maximumHeaderListSize = 2000
    let pair = CorePair(client: configuration)
    let large = try #require(pair.get())
    let trailing = try #require(pair.get())
    let small = try #require(pair.get())
    pair.settle()
    let big: HTTPFields = ["x": String(repeating: "y", count: 3000)]
    pair.server.respond(to: large, HTTPResponseHead(status: 200, fields: big), endStream: true)
    pair.respond(trailing, trailers: big)
    pair.respond(small, body: [1])
    pair.settle()
    #expect(pair.closure(large) == .reset(code: HTTP2ErrorCode.enhanceYourCalm))
    #expect(pair.closure(trailing) == .reset(code: HTTP2ErrorCode.enhanceYourCalm))
    #expect(pair.closure(small) == .complete)
    #expect(!pair.hasClientFailed)
  }

  private static func flood(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    switch name {
    case "pings": for _ in 0..<500 { bytes += RawFrame.make(type: 6, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]) }
    case "settings": for _ in 0..<500 { bytes += RawFrame.settings }
    case "empty data":
      bytes = RawFrame.headers(1, [(":status", "200")], endStream: false)
      for _ in 0..<500 { bytes += RawFrame.data(1, []) }
    case "interim responses":
      for _ in 0..<500 { bytes += RawFrame.headers(1, [(":status", "100")], endStream: false) }
    case "goaway":
      for _ in 0..<500 { bytes += RawFrame.make(type: 7, stream: 0, [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]) }
    case "resets of a stream that is over":
      bytes = RawFrame.reset(1, code: 0)
      for _ in 0..<500 { bytes += RawFrame.reset(1, code: 0) }
    case "continuations":
      bytes = RawFrame.make(type: 1, stream: 1, RawFrame.block([(":status", "200")]))
      for _ in 0..<20 { bytes += RawFrame.make(type: 9, stream: 1, RawFrame.block([("x", "y")])) }
    default: Issue.record("there is no flood \(name)")
    }
    return bytes
  }

  @Test(arguments: [
    "pings", "settings", "empty data", "interim responses", "goaway", "resets of a stream that is over",
    "continuations",
  ])
  func aServersFloodEndsTheConnectionWithEnhanceYourCalm(name: String) {
    let peer = RawServer()
    let id = peer.request()
    _ = peer.output()
    peer.deliver(Self.flood(name))
    #expect(RawFrame.goAwayCode(peer.output()) == 11)
    #expect(peer.hasFailed)
    #expect(peer.closure(id) != nil)
    #expect(peer.isFinished)
  }

  @Test func aPushedStreamEndsTheConnection() {
    let peer = RawServer()
    let id = peer.request()
    _ = peer.output()
    peer.deliver(RawFrame.make(type: 4, flags: 1, stream: 0))
    peer.deliver(RawFrame.make(type: 5, flags: 4, stream: 1, [0, 0, 0, 2] + RawFrame.block(RawFrame.get)))
    #expect(RawFrame.goAwayCode(peer.output()) == 1)
    #expect(peer.closure(id) == .connectionLost)
    #expect(peer.isFinished)
  }

  @Test func aPushedStreamBeforeTheSettingsAreAcknowledgedDoesSoToo() {
    let peer = RawServer()
    peer.request()
    _ = peer.output()
    peer.deliver(RawFrame.make(type: 5, flags: 4, stream: 1, [0, 0, 0, 2] + RawFrame.block(RawFrame.get)))
    #expect(RawFrame.goAwayCode(peer.output()) == 1)
    #expect(peer.isFinished)
  }

  @Test func aServerThatSpeaksAnotherProtocolIsLeft() {
    let peer = RawServer(greets: false)
    let id = peer.request()
    _ = peer.output()
    peer.deliver(Array("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n".utf8))
    _ = peer.output()
    #expect(peer.hasFailed)
    #expect(peer.closure(id) == .connectionLost)
    #expect(peer.isFinished)
  }

  @Test func theWindowStaysShutUntilTheEventsAreTaken() {
    var configuration = HTTPClientConfiguration()
    configuration.streamWindow = 100_000
    var client = HTTPClientConnection(configuration: configuration, at: .zero)
    var server = HTTPServerConnection(protocol: .http2, configuration: HTTPServerConfiguration(), at: .zero)
    let id = HTTPStreamID(1)
    _ = client.request(HTTPRequestHead(method: "GET", authority: "h", path: "/"), endStream: true)
    func exchange() {
      for _ in 0..<1000 where client.hasOutput || server.hasOutput {
        for segment in client.takeOutput(limit: 1 << 16) { server.receive(Array(segment).span, at: .zero) }
        for segment in server.takeOutput(limit: 1 << 16) { client.receive(Array(segment).span, at: .zero) }
      }
    }
    exchange()
    server.respond(to: id, HTTPResponseHead(status: 200), endStream: false)
    server.send([UInt8](repeating: 1, count: 1 << 20), on: id, endStream: true)
    exchange()
    let waiting = server.queuedBytes(on: id)
    #expect(waiting == (1 << 20) - 100_000)
    var received = 0
    for _ in 0..<100 {
      while let event = client.nextEvent() { if case .body(_, let bytes, _) = event { received += bytes.count } }
      exchange()
    }
    #expect(received == 1 << 20)
  }

  @Test func mutatedServersNeverTrap() {
    var random = SplitMix(seed: 11)
    var valid = RawFrame.settings + RawFrame.make(type: 4, flags: 1, stream: 0)
    valid += RawFrame.headers(1, [(":status", "100")], endStream: false)
    valid += RawFrame.headers(1, [(":status", "200"), ("x", "y")], endStream: false)
    valid += RawFrame.data(1, [1, 2, 3]) + RawFrame.headers(1, [("grpc-status", "0")], endStream: true)
    valid += RawFrame.windowUpdate(3, 100) + RawFrame.headers(3, [(":status", "404")], endStream: true)
    valid += RawFrame.make(type: 7, stream: 0, [0, 0, 0, 3, 0, 0, 0, 0])
    for _ in 0..<10_000 {
      var bytes = valid
      for _ in 0..<1 + random.next() % 6 {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      if random.next() % 4 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
      let peer = RawServer(greets: false)
      var open: Set<HTTPStreamID> = []
      for _ in 0..<3 {
        if let id = peer.request(endStream: false) {
          peer.client.send([1, 2, 3], on: id, endStream: random.next() % 2 == 0)
          open.insert(id)
        }
      }
      _ = peer.output()
      var position = 0
      while position < bytes.count {
        let end = min(bytes.count, position + 1 + Int(random.next() % 60))
        peer.now = .milliseconds(position)
        peer.deliver(Array(bytes[position..<end]))
        position = end
        _ = peer.output()
      }
      peer.client.connectionLost()
      peer.takeEvents()
      for case .closed(let id, _) in peer.events { #expect(open.remove(id) != nil) }
      #expect(open.isEmpty)
    }
  }
}

@Suite struct HTTPClientTimeTests {
  @Test func aServerThatSaysNothingIsLeft() {
    let peer = RawServer(greets: false)
    let id = peer.request()
    _ = peer.output()
    #expect(peer.nextDeadline == .seconds(10))
    peer.client.timeout(at: .seconds(10))
    _ = peer.output()
    #expect(peer.closure(id) == .connectionLost)
    #expect(peer.isFinished)
  }

  @Test func aSilentServerIsAskedAndThenLost() throws {
    let pair = CorePair()
    let id = try #require(pair.get())
    pair.settle()
    pair.client.timeout(at: .seconds(1))
    #expect(pair.clientDeadline == .seconds(300))
    pair.client.timeout(at: .seconds(300))
    #expect(pair.clientHasOutput)
    _ = pair.client.takeOutput(limit: 100)
    #expect(pair.clientDeadline == .seconds(320))
    pair.client.timeout(at: .seconds(320))
    pair.takeEvents()
    #expect(pair.closure(id) == .connectionLost)
    #expect(pair.isClientFinished)
  }

  @Test func aServerThatAnswersIsKept() throws {
    let pair = CorePair()
    let id = try #require(pair.get())
    pair.settle()
    pair.client.timeout(at: .seconds(300))
    pair.now = .seconds(301)
    pair.settle()
    #expect(pair.clientDeadline == .seconds(601))
    #expect(pair.closure(id) == nil)
  }

  @Test func aConnectionWithoutRequestsIsAskedOnlyIfItShallBe() {
    for keepsIdleAlive in [false, true] {
      var configuration = HTTPClientConfiguration()
      configuration.keepsIdleAlive = keepsIdleAlive
      let pair = CorePair(client: configuration)
      pair.settle()
      #expect(pair.clientDeadline == (keepsIdleAlive ? .seconds(300) : nil))
      pair.client.timeout(at: .seconds(300))
      #expect(pair.clientHasOutput == keepsIdleAlive)
    }
  }

  @Test func anIdleConnectionEndsWhereItShall() {
    var configuration = HTTPClientConfiguration()
    configuration.idleTimeout = .seconds(60)
    let pair = CorePair(client: configuration)
    pair.settle()
    #expect(pair.clientDeadline == .seconds(60))
    pair.client.timeout(at: .seconds(60))
    pair.settle()
    #expect(pair.isClientFinished)
    #expect(!pair.hasClientFailed)
  }
}
