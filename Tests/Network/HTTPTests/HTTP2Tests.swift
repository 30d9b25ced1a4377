import HTTP
import HTTPTestClient
import Testing

/// A server core and a client, joined by hand.
final class Pair {
  var server: HTTPServerConnection
  let client: HTTP2TestClient
  var now = Duration.zero
  var events: [HTTPEvent] = []
  var isFinished: Bool { server.isFinished }
  var hasOutput: Bool { server.hasOutput }
  var nextDeadline: Duration? { server.nextDeadline }
  var openStreams: Int { server.openStreams }
  func nextEvent() -> HTTPEvent? { server.nextEvent() }
  /// How large the server's segments were, in the order in which they came out.
  var segments: [Int] = []

  init(
    _ configuration: HTTPServerConfiguration = HTTPServerConfiguration(), protocol: HTTPProtocol = .negotiateByPreface,
    window: UInt32 = 1 << 20
  ) {
    server = HTTPServerConnection(protocol: `protocol`, configuration: configuration, at: .zero)
    client = HTTP2TestClient(window: window)
  }

  func deliver(_ bytes: [UInt8]) {
    server.receive(bytes.span, at: now)
    while let event = server.nextEvent() { events.append(event) }
  }

  /// Carries bytes both ways until neither has any.
  func settle(pieces: Int = .max) {
    for _ in 0..<10_000 {
      let up = client.output()
      var position = 0
      while position < up.count {
        let end = pieces == .max ? up.count : min(up.count, position + pieces)
        deliver(Array(up[position..<end]))
        position = end
      }
      var isQuiet = up.isEmpty
      while server.hasOutput {
        let output = server.takeOutput(limit: 16 << 10)
        if output.isEmpty { break }
        isQuiet = false
        for segment in output {
          segments.append(segment.count)
          client.receive(Array(segment))
        }
        while let event = server.nextEvent() { events.append(event) }
      }
      if isQuiet { return }
    }
    Issue.record("the two never came to rest")
  }
}

private func get(_ path: String = "/") -> [(String, String)] {
  [(":method", "GET"), (":scheme", "http"), (":authority", "test"), (":path", path)]
}

@Suite struct HTTP2Tests {
  @Test func aRequestIsAnsweredWithHeadersAndBody() {
    let pair = Pair()
    let id = pair.client.request(get("/a?b") + [("x-one", "1")])
    pair.settle()
    guard case .request(let stream, let head, true)? = pair.events.first else {
      Issue.record("there was no request")
      return
    }
    #expect(head.method == "GET")
    #expect(head.path == "/a?b")
    #expect(head.authority == "test")
    #expect(head.fields["x-one"] == "1")
    pair.server.respond(to: stream, HTTPResponseHead(status: 200, fields: ["x-two": "2"]), endStream: false)
    pair.server.send(Array("hello".utf8), on: stream, endStream: true)
    pair.settle()
    let response = pair.client.responses[id]
    #expect(response?.headers[":status"] == "200")
    #expect(response?.headers["x-two"] == "2")
    #expect(response?.body == Array("hello".utf8))
    #expect(response?.closeCode == 0)
    #expect(pair.events.last == .closed(stream, .complete))
    #expect(pair.openStreams == 0)
  }

  @Test func inputMayComeByteByByte() {
    let pair = Pair()
    let id = pair.client.request(get() + [("content-type", "x")], body: Array("body".utf8))
    pair.settle(pieces: 1)
    var body: [UInt8] = []
    for case .body(_, let bytes, _) in pair.events { body += bytes }
    #expect(body == Array("body".utf8))
    #expect(pair.client.responses[id]?.closeCode == nil)
  }

  @Test func anArrayIsSharedAndComesOutInSlicesBetweenFrameHeaders() {
    let pair = Pair(window: 1 << 24)
    let id = pair.client.request(get())
    pair.settle()
    let stream = HTTPStreamID(id)
    let shared = [UInt8](repeating: 7, count: 100_000)
    pair.server.respond(to: stream, HTTPResponseHead(status: 200), endStream: false)
    pair.server.send(shared, on: stream, endStream: true)
    let address = shared.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    var sharedBytes = 0
    while pair.hasOutput {
      for segment in pair.server.takeOutput(limit: 1 << 20) {
        let place = segment.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        if place >= address, place < address + 100_000 { sharedBytes += segment.count }
        pair.client.receive(Array(segment))
      }
      pair.deliver(pair.client.output())
    }
    #expect(sharedBytes == 100_000)
    #expect(pair.client.responses[id]?.body == shared)
  }

  @Test func aSmallWindowStallsAndGoesOn() {
    let pair = Pair(window: 1000)
    let id = pair.client.request(get())
    pair.settle()
    let body = [UInt8](repeating: 9, count: 2 << 20)
    pair.server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 200), endStream: false)
    pair.server.send(body, on: HTTPStreamID(id), endStream: true)
    pair.settle()
    #expect(pair.client.responses[id]?.body == body)
    #expect(pair.events.contains(.writable(HTTPStreamID(id))))
  }

  @Test func aLargeFirstRequestDoesNotStall() {
    let pair = Pair()
    _ = pair.client.request(get(), body: [UInt8](repeating: 1, count: 500_000))
    pair.settle()
    var count = 0
    for case .body(_, let bytes, _) in pair.events { count += bytes.count }
    #expect(count == 500_000)
  }

  @Test func trailersFollowABodyOrNothing() {
    let pair = Pair()
    let with = pair.client.request(get())
    let without = pair.client.request(get())
    pair.settle()
    for id in [with, without] {
      pair.server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 200), endStream: false)
      if id == with { pair.server.send([1, 2, 3], on: HTTPStreamID(id), endStream: false) }
      pair.server.sendTrailers(["grpc-status": "0"], on: HTTPStreamID(id))
    }
    pair.settle()
    for id in [with, without] {
      #expect(pair.client.responses[id]?.trailers["grpc-status"] == "0")
      #expect(pair.client.responses[id]?.closeCode == 0)
    }
  }

  @Test func oversizeHeadersGet431AndTheConnectionGoesOn() {
    var configuration = HTTPServerConfiguration()
    configuration.maximumHeaderListSize = 4096
    let pair = Pair(configuration)
    let large = pair.client.request(get() + [("x-large", String(repeating: "x", count: 5000))])
    let small = pair.client.request(get())
    pair.settle()
    #expect(pair.client.responses[large]?.headers[":status"] == "431")
    #expect(
      pair.events == [
        .request(
          HTTPStreamID(small), HTTPRequestHead(method: "GET", scheme: "http", authority: "test", path: "/"),
          endStream: true)
      ])
  }

  @Test func moreStreamsThanAllowedAreRefused() {
    var configuration = HTTPServerConfiguration()
    configuration.maximumConcurrentStreams = 2
    let pair = Pair(configuration)
    pair.settle()
    for _ in 0..<3 { _ = pair.client.request(get()) }
    pair.settle()
    #expect(pair.openStreams == 2)
  }

  @Test func callsOnAStreamThatIsOverAreIgnored() {
    let pair = Pair()
    let id = pair.client.request(get(), endStream: false)
    pair.settle()
    pair.client.reset(id)
    pair.settle()
    #expect(pair.events.last == .closed(HTTPStreamID(id), .reset(code: 8)))
    pair.server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 200), endStream: false)
    pair.server.send([1], on: HTTPStreamID(id), endStream: true)
    pair.server.sendTrailers([:], on: HTTPStreamID(id))
    pair.server.reset(HTTPStreamID(id), code: 1)
    pair.server.respond(to: HTTPStreamID(99), HTTPResponseHead(status: 200), endStream: true)
    pair.settle()
    #expect(!pair.isFinished)
  }

  @Test func shutdownLetsOpenRequestsFinish() {
    let pair = Pair()
    let id = pair.client.request(get())
    pair.settle()
    pair.server.shutdown(at: .zero)
    pair.settle()
    #expect(pair.client.goAwayCode == 0)
    #expect(!pair.isFinished)
    pair.server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 204), endStream: true)
    pair.settle()
    #expect(pair.client.responses[id]?.headers[":status"] == "204")
    #expect(pair.isFinished)
  }

  @Test func theEndOfTheInputEndsEveryOpenRequest() {
    let pair = Pair()
    let id = pair.client.request(get())
    pair.settle()
    pair.server.inputClosed(at: .zero)
    #expect(pair.nextEvent() == .closed(HTTPStreamID(id), .connectionLost))
    #expect(pair.isFinished || pair.hasOutput)
  }
}

@Suite struct HTTP2AbuseTests {
  @Test func floodsOfResetsPingsAndSettingsEndTheConnection() {
    for kind in 0..<3 {
      let pair = Pair()
      pair.settle()
      for _ in 0..<400 where pair.client.goAwayCode == nil {
        switch kind {
        case 0:
          let id = pair.client.request(get(), endStream: false)
          pair.settle()
          pair.client.reset(id)
        case 1: pair.client.ping()
        default: pair.client.settings()
        }
        pair.settle()
      }
      #expect(pair.client.goAwayCode == 11, "kind \(kind)")
    }
  }

  @Test func asManyOverALongerTimeAreFine() {
    let pair = Pair()
    pair.settle()
    for second in 0..<400 {
      pair.now = .seconds(second)
      pair.client.ping()
      pair.settle()
    }
    #expect(pair.client.goAwayCode == nil)
  }

  @Test func garbageAfterThePrefaceEndsTheConnection() {
    let pair = Pair(protocol: .http2)
    pair.deliver(Array("this is no preface at all".utf8))
    while pair.hasOutput { if pair.server.takeOutput(limit: 1 << 16).isEmpty { break } }
    #expect(pair.isFinished)
  }

  @Test func aContinuationFloodIsBounded() {
    let pair = Pair()
    pair.settle()
    // HEADERS without END_HEADERS on stream 1, then CONTINUATION frames that never end.
    var bytes: [UInt8] = [0, 0, 1, 1, 0, 0, 0, 0, 1, 0x82]
    for _ in 0..<1000 { bytes += [0, 0, 3, 9, 0, 0, 0, 0, 1, 0x40, 0x00, 0x00] }
    pair.deliver(bytes)
    while pair.hasOutput {
      let output = pair.server.takeOutput(limit: 1 << 16)
      if output.isEmpty { break }
      for segment in output { pair.client.receive(Array(segment)) }
    }
    #expect(pair.isFinished)
    #expect(!pair.events.contains { if case .request = $0 { true } else { false } })
  }

  @Test func mutatedConnectionsNeverTrap() {
    var random = SplitMix(seed: 5)
    let client = HTTP2TestClient()
    for _ in 0..<3 { _ = client.request(get() + [("x", "y")], body: [UInt8](repeating: 3, count: 100)) }
    client.ping()
    let valid = client.output()
    for _ in 0..<10_000 {
      var bytes = valid
      for _ in 0..<1 + random.next() % 6 {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      if random.next() % 4 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
      var server = HTTPServerConnection(
        protocol: random.next() % 2 == 0 ? .http2 : .negotiateByPreface, configuration: HTTPServerConfiguration(),
        at: .zero)
      var position = 0
      while position < bytes.count {
        let end = min(bytes.count, position + 1 + Int(random.next() % 200))
        server.receive(Array(bytes[position..<end]).span, at: .milliseconds(position))
        position = end
        while let event = server.nextEvent() {
          if case .request(let id, _, _) = event, random.next() % 2 == 0 {
            server.respond(to: id, HTTPResponseHead(status: 200), endStream: false)
            server.send([1, 2, 3], on: id, endStream: random.next() % 2 == 0)
          }
        }
        while server.hasOutput { if server.takeOutput(limit: 4096).isEmpty { break } }
      }
      server.inputClosed(at: .seconds(1))
      while server.nextEvent() != nil {}
    }
  }
}

@Suite struct HTTP2TimeTests {
  @Test func aConnectionThatSaysNothingEnds() {
    let pair = Pair()
    #expect(pair.nextDeadline == .seconds(10))
    pair.server.timeout(at: .seconds(10))
    #expect(pair.isFinished)
  }

  @Test func aSilentConnectionIsAskedAndThenLost() {
    let pair = Pair()
    let id = pair.client.request(get(), endStream: false)
    pair.settle()
    #expect(pair.nextDeadline == .seconds(30))
    pair.server.timeout(at: .seconds(30))
    #expect(pair.hasOutput)
    _ = pair.server.takeOutput(limit: 100)
    #expect(pair.nextDeadline == .seconds(40))
    pair.server.timeout(at: .seconds(40))
    #expect(pair.nextEvent() == .closed(HTTPStreamID(id), .connectionLost))
    #expect(pair.isFinished)
  }

  @Test func aSignOfLifeKeepsIt() {
    let pair = Pair()
    _ = pair.client.request(get(), endStream: false)
    pair.settle()
    pair.server.timeout(at: .seconds(30))
    pair.now = .seconds(31)
    pair.settle()
    #expect(pair.client.pings == 1)
    #expect(pair.nextDeadline == .seconds(61))
  }

  @Test func anIdleConnectionIsToldToGo() {
    var configuration = HTTPServerConfiguration()
    configuration.idleTimeout = .seconds(20)
    let pair = Pair(configuration)
    pair.settle()
    pair.server.timeout(at: .seconds(20))
    pair.settle()
    #expect(pair.client.goAwayCode == 0)
    #expect(pair.isFinished)
  }
}

/// A small generator with a fixed seed, so that a failure comes again.
struct SplitMix {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
