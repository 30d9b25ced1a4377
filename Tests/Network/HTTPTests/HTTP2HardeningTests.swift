import HTTP
import HTTPTestClient
import Testing

@Suite struct HTTP2FramingTests {
  @Test func manyFramesInOnePieceAreAllRead() {
    let peer = RawPeer(greets: false)
    var bytes = RawFrame.preface + RawFrame.settings
    for index in 0..<50 {
      bytes += RawFrame.headers(Int32(2 * index + 1), endStream: false)
      bytes += RawFrame.data(Int32(2 * index + 1), [1, 2, 3], endStream: true)
    }
    peer.deliver(bytes)
    #expect(peer.requests.count == 50)
    #expect(peer.events.contains(.body(HTTPStreamID(99), [1, 2, 3], endStream: true)))
  }

  @Test func thePrefaceByteByByteChoosesHTTP2() {
    let pair = Pair(protocol: .negotiateByPreface)
    for byte in RawFrame.preface { pair.deliver([byte]) }
    #expect(pair.hasOutput)
    #expect(!pair.isFinished)
  }

  @Test func aWrongPrefaceAfterALPNIsAProtocolError() {
    let peer = RawPeer(greets: false)
    peer.deliver(Array("GET / HTTP/1.1\r\nHost: h\r\n\r\n".utf8))
    #expect(RawFrame.goAwayCode(peer.output()) == 1)
    #expect(peer.isFinished)
  }

  @Test func trailersEndARequest() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: false) + RawFrame.data(1, [7]))
    peer.deliver(RawFrame.headers(1, [("x-sum", "7")], endStream: true))
    #expect(peer.events.last == .trailers(HTTPStreamID(1), ["x-sum": "7"]))
  }

  @Test func aBodyThatIsNotAsLongAsItsHeadSaysEndsTheStream() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, RawFrame.get + [("content-length", "5")], endStream: false))
    peer.deliver(RawFrame.data(1, [1], endStream: true))
    _ = peer.output()
    #expect(peer.events.last == .closed(HTTPStreamID(1), .reset(code: 1)))
  }

  @Test func theClientsGoAwayIsTold() {
    let peer = RawPeer()
    peer.deliver(RawFrame.make(type: 7, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]))
    #expect(peer.events == [.goAway])
  }

  @Test func headAndStatusesWithoutBodySendNone() {
    let peer = RawPeer()
    var head = RawFrame.get
    head[0] = (":method", "HEAD")
    peer.deliver(RawFrame.headers(1, head, endStream: true) + RawFrame.headers(3, endStream: true))
    peer.respond(1, HTTPResponseHead(status: 200, fields: ["content-length": "3"]))
    peer.respond(3, HTTPResponseHead(status: 204))
    for id: Int32 in [1, 3] { peer.send([1, 2, 3], id, endStream: true) }
    let frames = RawFrame.parse(peer.output()) ?? []
    #expect(!frames.contains { $0.type == 0 })
    #expect(peer.openStreams == 0)
  }

  @Test func fieldsThatWouldBreakAResponseAreLeftOutOrCleaned() {
    let pair = Pair()
    let id = pair.client.request(RawFrame.get)
    pair.settle()
    let fields: HTTPFields = [
      "connection": "close", "transfer-encoding": "chunked", "a b": "c", "x": "1\r\nset-cookie: 2",
    ]
    pair.server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 200, fields: fields), endStream: true)
    pair.settle()
    #expect(pair.client.responses[id]?.headers == [":status": "200", "x": "1  set-cookie: 2"])
  }
}

@Suite struct HTTP2FlowTests {
  @Test func theWindowStaysShutUntilTheEventsAreTaken() {
    let client = HTTP2TestClient()
    var server = HTTPServerConnection(protocol: .http2, configuration: HTTPServerConfiguration(), at: .zero)
    _ = client.request(RawFrame.get, body: [UInt8](repeating: 1, count: 3 << 20))
    func exchange() {
      for _ in 0..<1000 {
        let up = client.output()
        server.receive(up.span, at: .zero)
        var isQuiet = up.isEmpty
        while server.hasOutput {
          let output = server.takeOutput(limit: 1 << 16)
          if output.isEmpty { break }
          isQuiet = false
          for segment in output { client.receive(Array(segment)) }
        }
        if isQuiet { return }
      }
    }
    exchange()
    var received = 0
    func takeEvents() {
      while let event = server.nextEvent() { if case .body(_, let bytes, _) = event { received += bytes.count } }
    }
    takeEvents()
    #expect(received == 1 << 20)
    for _ in 0..<10 {
      exchange()
      takeEvents()
    }
    #expect(received == 3 << 20)
  }

  @Test func bodiesThatNobodyWantsGiveTheWindowBack() {
    var configuration = HTTPServerConfiguration()
    configuration.streamWindow = 65_535
    configuration.connectionWindow = 65_535
    configuration.maximumHeaderListSize = 300
    let pair = Pair(configuration)
    for _ in 0..<5 {
      let large = pair.client.request(
        RawFrame.get + [("x", String(repeating: "y", count: 300))], body: [UInt8](repeating: 1, count: 60_000))
      pair.settle()
      #expect(pair.client.responses[large]?.headers[":status"] == "431")
    }
    #expect(pair.events.isEmpty)
    _ = pair.client.request(RawFrame.get, body: [UInt8](repeating: 1, count: 100_000))
    pair.settle()
    var received = 0
    for case .body(_, let bytes, _) in pair.events { received += bytes.count }
    #expect(received == 100_000)
    #expect(pair.client.goAwayCode == nil)
  }

  @Test func aResponseThatIsOverBeforeItsRequestStopsTheClient() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: false))
    peer.respond(1, endStream: true)
    _ = peer.output()
    #expect(peer.openStreams == 1)
    peer.deliver(RawFrame.data(1, [1, 2, 3]))
    let frames = RawFrame.parse(peer.output()) ?? []
    #expect(frames.contains { $0.type == 3 && $0.stream == 1 && $0.payload == [0, 0, 0, 0] })
    #expect(peer.events.last == .closed(HTTPStreamID(1), .complete))
    #expect(peer.openStreams == 0)
  }

  @Test func aResetOfTheClientFreesWhatIsQueued() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    peer.send([UInt8](repeating: 1, count: 1 << 20), 1)
    _ = peer.output()
    #expect(peer.queuedBytes(1) > 900_000)
    peer.deliver(RawFrame.reset(1, code: 0))
    #expect(peer.queuedBytes(1) == 0)
    #expect(peer.events.last == .closed(HTTPStreamID(1), .reset(code: 0)))
  }

  @Test func aResetOfOursInTheMiddleOfABodyKeepsTheFraming() {
    let pair = Pair(window: 1 << 20)
    let id = pair.client.request(RawFrame.get)
    pair.settle()
    pair.server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 200), endStream: false)
    pair.server.send([UInt8](repeating: 1, count: 300_000), on: HTTPStreamID(id), endStream: true)
    for segment in pair.server.takeOutput(limit: 20_000) { #expect(pair.client.receive(Array(segment))) }
    pair.server.reset(HTTPStreamID(id), code: 8)
    pair.settle()
    #expect(pair.client.responses[id]?.closeCode == 8)
    let next = pair.client.request(RawFrame.get)
    pair.settle()
    pair.server.respond(to: HTTPStreamID(next), HTTPResponseHead(status: 200), endStream: true)
    pair.settle()
    #expect(pair.client.responses[next]?.closeCode == 0)
  }

  @Test func anEndInTheMiddleOfABodyKeepsTheFraming() {
    for limit in [1, 9, 10, 4000, 16_393, 20_000] {
      let peer = RawPeer()
      peer.deliver(RawFrame.headers(1, endStream: true))
      peer.respond(1)
      peer.send([UInt8](repeating: 1, count: 60_000), 1, endStream: true)
      var bytes: [UInt8] = []
      for segment in peer.server.takeOutput(limit: limit) { bytes += segment }
      // Bytes that are no frame end the connection.
      peer.deliver(RawFrame.make(type: 4, stream: 1))
      for _ in 0..<300 { peer.deliver(RawFrame.make(type: 6, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0])) }
      bytes += peer.output()
      #expect(RawFrame.parse(bytes) != nil, "limit \(limit)")
      #expect(RawFrame.goAwayCode(bytes) != nil, "limit \(limit)")
      #expect(peer.isFinished)
    }
  }

  @Test func aFloodInTheMiddleOfABodyKeepsTheFraming() {
    for limit in [1, 9, 10, 4000, 16_393, 20_000] {
      let peer = RawPeer()
      peer.deliver(RawFrame.headers(1, endStream: true))
      peer.respond(1)
      peer.send([UInt8](repeating: 1, count: 60_000), 1, endStream: true)
      var bytes: [UInt8] = []
      for segment in peer.server.takeOutput(limit: limit) { bytes += segment }
      for _ in 0..<300 { peer.deliver(RawFrame.make(type: 6, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0])) }
      bytes += peer.output()
      #expect(RawFrame.goAwayCode(bytes) == 11, "limit \(limit)")
      #expect(peer.events.last == .closed(HTTPStreamID(1), .connectionLost))
      #expect(peer.isFinished)
    }
  }

  @Test func theQueueOfAStreamThatIsNeverEmptyDoesNotKeepWhatIsSent() {
    let pair = Pair(window: 1 << 24)
    let id = pair.client.request(RawFrame.get)
    pair.settle()
    pair.server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 200), endStream: false)
    var expected: [UInt8] = []
    for index in 0..<5000 {
      let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 30)
      expected += piece
      pair.server.send(piece, on: HTTPStreamID(id), endStream: index == 4999)
      if index % 3 == 0 { for segment in pair.server.takeOutput(limit: 40) { pair.client.receive(Array(segment)) } }
    }
    pair.settle()
    #expect(pair.client.responses[id]?.body == expected)
  }
}

@Suite struct HTTP2FloodTests {
  private static func pings(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<count { bytes += RawFrame.make(type: 6, stream: 0, [1, 2, 3, 4, 5, 6, 7, 8]) }
    return bytes
  }

  /// What a client sends that costs it nothing; each is well above the bound.
  private static func flood(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    switch name {
    case "pings": bytes = pings(500)
    case "more pings than answers are kept": bytes = pings(5000)
    case "settings": for _ in 0..<500 { bytes += RawFrame.settings }
    case "rapid resets (CVE-2023-44487)":
      for index in 0..<500 {
        bytes += RawFrame.headers(Int32(2 * index + 1), endStream: true) + RawFrame.reset(Int32(2 * index + 1), code: 8)
      }
    case "resets that it makes us send, by a wrong length (CVE-2025-8671)":
      for index in 0..<500 {
        let id = Int32(2 * index + 1)
        bytes += RawFrame.headers(id, RawFrame.get + [("content-length", "5")], endStream: false)
        bytes += RawFrame.data(id, [1], endStream: true)
      }
    case "resets that it makes us send, by a window beyond its bound (CVE-2025-8671)":
      for index in 0..<500 {
        let id = Int32(2 * index + 1)
        bytes += RawFrame.headers(id, endStream: true)
        bytes += RawFrame.make(type: 8, stream: id, [0x7F, 0xFF, 0xFF, 0xFF])
      }
    case "resets that it makes us send, by large trailers (CVE-2025-8671)":
      let large = (0..<150).map { ("x\($0)", String(repeating: "y", count: 100)) }
      for index in 0..<300 {
        let id = Int32(2 * index + 1)
        bytes += RawFrame.headers(id, endStream: false) + RawFrame.headers(id, large, endStream: true)
      }
    case "window updates": for _ in 0..<1000 { bytes += RawFrame.windowUpdate(0, 1) }
    case "goaway again":
      bytes = RawFrame.headers(1, endStream: false)
      for _ in 0..<500 { bytes += RawFrame.make(type: 7, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]) }
    case "streams beyond the bound":
      for index in 0..<1000 { bytes += RawFrame.headers(Int32(2 * index + 1), endStream: false) }
    case "empty data":
      bytes = RawFrame.headers(1, endStream: false)
      for _ in 0..<500 { bytes += RawFrame.data(1, []) }
    case "priorities": for _ in 0..<500 { bytes += RawFrame.make(type: 2, stream: 1, [0, 0, 0, 0, 1]) }
    default: Issue.record("there is no flood \(name)")
    }
    return bytes
  }

  @Test(arguments: [
    "pings", "more pings than answers are kept", "settings", "rapid resets (CVE-2023-44487)",
    "resets that it makes us send, by a wrong length (CVE-2025-8671)",
    "resets that it makes us send, by a window beyond its bound (CVE-2025-8671)",
    "resets that it makes us send, by large trailers (CVE-2025-8671)", "window updates",
    "goaway again", "streams beyond the bound", "empty data", "priorities",
  ])
  func aFloodEndsTheConnectionWithEnhanceYourCalm(name: String) {
    for step in [100, 1 << 20] {
      let peer = RawPeer()
      let bytes = Self.flood(name)
      var output: [UInt8] = []
      var position = 0
      while position < bytes.count, !peer.isFinished {
        let end = min(bytes.count, position + step)
        peer.deliver(Array(bytes[position..<end]))
        output += peer.output()
        position = end
      }
      #expect(RawFrame.goAwayCode(output) == 11, "step \(step)")
      #expect(peer.isFinished)
      #expect(peer.openStreams == 0)
    }
  }

  @Test func anErrorThatNghttp2SeesEndsEveryRequest() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: false) + RawFrame.windowUpdate(1, 0))
    #expect(RawFrame.goAwayCode(peer.output()) == 1)
    #expect(peer.events.last == .closed(HTTPStreamID(1), .connectionLost))
    #expect(peer.isFinished)
  }

  @Test func envoysPingsEvery30SecondsAreFineForDays() {
    let peer = RawPeer()
    for index in 0..<3000 {
      peer.now = .seconds(30 * index)
      peer.deliver(RawFrame.make(type: 6, stream: 0, [0, 0, 0, 0, 0, 0, 0, UInt8(index & 255)]))
      #expect(RawFrame.goAwayCode(peer.output()) == nil)
    }
  }

  @Test func aFieldThatIsNamedAThousandTimesByItsIndexIsNotKept() {
    let peer = RawPeer()
    // One field of 4,000 bytes goes into the table (RFC 7541 §6.2.1), then single bytes repeat it.
    var block = RawFrame.block(RawFrame.get) + [0x40, 1, 0x78, 0x7F, 0xA1, 0x1E]
    block += [UInt8](repeating: 0x79, count: 4000)
    block += [UInt8](repeating: 0xBE, count: 10_000)
    peer.deliver(RawFrame.make(type: 1, flags: 5, stream: 1, block))
    let frames = RawFrame.parse(peer.output()) ?? []
    #expect(frames.contains { $0.type == 1 && $0.stream == 1 })
    #expect(peer.events.isEmpty)
  }

  @Test func aContinuationFloodIsAskedForCalm() {
    let peer = RawPeer()
    peer.deliver(RawFrame.make(type: 1, flags: 1, stream: 1, RawFrame.block(RawFrame.get)))
    for _ in 0..<20 { peer.deliver(RawFrame.make(type: 9, stream: 1, RawFrame.block([("x", "y")]))) }
    #expect(RawFrame.goAwayCode(peer.output()) == 11)
    #expect(peer.events.isEmpty)
  }
}

@Suite struct HTTP2EndTests {
  @Test func framesForAClientThatReadsNoneDoNotPileUp() {
    let peer = RawPeer()
    // It has not acknowledged how many requests may be open: each one too many has a reset for its answer.
    var taken = 0
    for batch in 0..<40 where !peer.hasFailed {
      var bytes: [UInt8] = []
      for index in 0..<250 { bytes += RawFrame.headers(Int32(2 * (250 * batch + index) + 1), endStream: true) }
      peer.deliver(bytes)
      taken += 250
    }
    #expect(peer.hasFailed)
    #expect(taken < 3_000)
    #expect(peer.requests.count == 128)
    #expect(RawFrame.goAwayCode(peer.output()) == 11)
    #expect(peer.isFinished)
  }

  @Test func aClientThatDoesNotReadTheEndIsGivenUp() {
    let peer = RawPeer(greets: false)
    peer.deliver(Array("garbage that is long enough to be no preface".utf8))
    #expect(!peer.isFinished)
    #expect(peer.nextDeadline == .seconds(10))
    peer.server.timeout(at: .seconds(10))
    #expect(peer.isFinished)
    #expect(!peer.hasOutput)
    #expect(peer.nextDeadline == nil)
  }

  @Test func aLostConnectionKeepsNothing() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    peer.send([UInt8](repeating: 1, count: 100_000), 1)
    peer.server.connectionLost()
    peer.takeEvents()
    #expect(peer.events.last == .closed(HTTPStreamID(1), .connectionLost))
    #expect(!peer.hasOutput)
    #expect(peer.isFinished)
    peer.send([1], 1)
    peer.deliver(RawFrame.headers(3, endStream: true))
    #expect(peer.requests.count == 1)
  }

  @Test func aSilentClientWithFullSocketsIsGivenUpToo() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    peer.send([UInt8](repeating: 1, count: 100_000), 1)
    peer.server.timeout(at: .seconds(30))
    peer.server.timeout(at: .seconds(40))
    #expect(peer.isFinished)
  }
}
