import HTTP
import Testing

private let pingAnswer = RawFrame.make(type: 6, flags: 1, stream: 0, Array("shutdown".utf8))

/// The last stream that each GOAWAY in what a server sent names.
private func lastStreams(_ bytes: [UInt8]) -> [Int32] {
  var streams: [Int32] = []
  for frame in RawFrame.parse(bytes) ?? [] where frame.type == 7 {
    streams.append(frame.payload[0..<4].reduce(Int32(0)) { $0 << 8 | Int32($1) })
  }
  return streams
}

@Suite struct HTTP2ShutdownTests {
  @Test func requestsThatWereOnTheirWayAtAShutdownAreTaken() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.server.shutdown(at: .zero)
    #expect(lastStreams(peer.output()) == [Int32.max])
    peer.deliver(RawFrame.headers(3, endStream: true))
    #expect(peer.requests == [HTTPStreamID(1), HTTPStreamID(3)])
    peer.deliver(pingAnswer)
    #expect(lastStreams(peer.output()) == [3])
    peer.deliver(RawFrame.headers(5, endStream: true))
    #expect(peer.requests == [HTTPStreamID(1), HTTPStreamID(3)])
    for id: Int32 in [1, 3] {
      #expect(!peer.isFinished)
      peer.respond(id, endStream: true)
      _ = peer.output()
    }
    #expect(peer.isFinished)
    #expect(!peer.hasFailed)
  }

  @Test func aClientThatDoesNotAnswerTheNoticeIsToldTheLastStreamAfterASecond() {
    let peer = RawPeer()
    peer.server.shutdown(at: .zero)
    _ = peer.output()
    #expect(!peer.isFinished)
    #expect(peer.nextDeadline == .seconds(1))
    // Another PING of the client, or an answer to another one, is no answer.
    peer.deliver(RawFrame.make(type: 6, flags: 1, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]))
    #expect(!peer.isFinished)
    peer.pass(to: .seconds(1))
    #expect(lastStreams(peer.output()) == [0])
    #expect(peer.isFinished)
  }

  @Test func noRequestOfAClientIsLostByAShutdown() {
    let pair = CorePair()
    pair.settle()
    var ids: [HTTPStreamID] = []
    // The client goes on while the server's word is on its way.
    if let id = pair.get() { ids.append(id) }
    pair.server.shutdown(at: .zero)
    pair.carryUp()
    if let id = pair.get() { ids.append(id) }
    pair.settle()
    #expect(ids.count == 2)
    #expect(pair.requests == ids)
    #expect(pair.isDraining)
    for id in ids { pair.respond(id) }
    pair.settle()
    for id in ids { #expect(pair.closure(id) == .complete) }
    #expect(pair.isServerFinished)
    #expect(pair.isClientFinished)
  }
}

@Suite struct HTTP2AgeTests {
  private static func aging() -> HTTPServerConfiguration {
    var configuration = HTTPServerConfiguration()
    configuration.maximumAge = .seconds(100)
    configuration.ageGrace = .seconds(20)
    configuration.keepaliveInterval = nil
    return configuration
  }

  @Test func aConnectionThatIsTooOldIsEndedGently() {
    let peer = RawPeer(Self.aging())
    peer.deliver(RawFrame.headers(1, endStream: true))
    _ = peer.output()
    peer.pass(to: .seconds(99))
    #expect(peer.output().isEmpty)
    peer.pass(to: .seconds(100))
    #expect(lastStreams(peer.output()) == [Int32.max])
    peer.deliver(pingAnswer)
    #expect(lastStreams(peer.output()) == [1])
    peer.respond(1, endStream: true)
    _ = peer.output()
    #expect(peer.closure(1) == .complete)
    #expect(peer.isFinished)
  }

  @Test func streamsThatOutliveTheGraceAreEnded() {
    let peer = RawPeer(Self.aging())
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    _ = peer.output()
    peer.pass(to: .seconds(100))
    _ = peer.output()
    peer.pass(to: .seconds(119))
    _ = peer.output()
    #expect(peer.closure(1) == nil)
    peer.pass(to: .seconds(120))
    #expect(peer.closure(1) == .connectionLost)
    #expect(RawFrame.goAwayCode(peer.output()) == 0)
    #expect(peer.isFinished)
    #expect(!peer.hasFailed)
  }

  @Test(arguments: [-10, 0, 10]) func theCallersJitterMovesTheEnd(seconds: Int) {
    let peer = RawPeer(Self.aging(), ageJitter: .seconds(seconds))
    _ = peer.output()
    peer.pass(to: .seconds(100 + seconds) - .nanoseconds(1))
    #expect(peer.output().isEmpty)
    peer.pass(to: .seconds(100 + seconds))
    #expect(!peer.output().isEmpty)
  }

  @Test func theAgeCountsFromBeforeTheProtocolWasKnown() {
    let pair = CorePair(server: Self.aging())
    pair.now = .seconds(5)
    pair.settle()
    pair.server.timeout(at: .seconds(100))
    pair.settle()
    #expect(pair.isDraining)
  }
}

@Suite struct HTTP2StallTests {
  private static func settings(window: UInt16) -> [UInt8] {
    RawFrame.make(type: 4, stream: 0, [0, 4, 0, 0, UInt8(window >> 8), UInt8(window & 255)])
  }

  private static func ping() -> [UInt8] { RawFrame.make(type: 6, stream: 0, [1, 2, 3, 4, 5, 6, 7, 8]) }

  @Test func aClientThatAnswersPingsButKeepsAWindowShutLosesTheStream() {
    let peer = RawPeer(greets: false)
    peer.deliver(RawFrame.preface + Self.settings(window: 0))
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    peer.send([UInt8](repeating: 1, count: 100_000), 1)
    _ = peer.output()
    for second in stride(from: 10, to: 60, by: 10) {
      peer.pass(to: .seconds(second))
      peer.deliver(Self.ping())
      _ = peer.output()
      #expect(peer.openStreams == 1)
    }
    peer.pass(to: .seconds(59))
    #expect(peer.queuedBytes(1) == 100_000)
    for second in stride(from: 65, through: 75, by: 5) {
      peer.deliver(Self.ping())
      _ = peer.output()
      peer.pass(to: .seconds(second))
    }
    #expect(peer.queuedBytes(1) == 0)
    #expect(peer.totalQueuedBytes == 0)
    let frames = RawFrame.parse(peer.output()) ?? []
    #expect(frames.contains { $0.type == 3 && $0.stream == 1 && $0.payload == [0, 0, 0, 8] })
    // No end of a body that is not whole.
    #expect(!frames.contains { $0.type == 0 })
    #expect(peer.closure(1) == .reset(code: 8))
    #expect(!peer.isFinished)
  }

  @Test func otherStreamsAreNotTouched() {
    let peer = RawPeer(greets: false)
    peer.deliver(RawFrame.preface + Self.settings(window: 1000))
    peer.deliver(RawFrame.headers(1, endStream: true) + RawFrame.headers(3, endStream: true))
    for id: Int32 in [1, 3] {
      peer.respond(id)
      peer.send([UInt8](repeating: 1, count: 100_000), id)
    }
    _ = peer.output()
    for second in stride(from: 5, through: 150, by: 5) {
      peer.pass(to: .seconds(second))
      peer.deliver(RawFrame.windowUpdate(3, 2000))
      _ = peer.output()
    }
    #expect(peer.closure(1) == .reset(code: 8))
    #expect(peer.closure(3) == nil)
    #expect(peer.queuedBytes(3) < 50_000)
  }

  @Test func aTrickleDoesNotCountAsProgress() {
    let peer = RawPeer(greets: false)
    peer.deliver(RawFrame.preface + Self.settings(window: 0))
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    peer.send([UInt8](repeating: 1, count: 100_000), 1)
    for second in 1...90 where peer.openStreams > 0 {
      peer.pass(to: .seconds(second))
      peer.deliver(RawFrame.windowUpdate(1, 10))
      _ = peer.output()
    }
    #expect(peer.closure(1) == .reset(code: 8))
  }

  @Test func aClientThatSendsButNeverReadsIsLost() {
    let peer = RawPeer()
    _ = peer.output()
    // Nobody takes what is to be sent: the socket is full.
    for second in stride(from: 5, through: 100, by: 5) where !peer.isFinished {
      peer.deliver(Self.ping())
      peer.pass(to: .seconds(second))
    }
    #expect(peer.isFinished)
    #expect(peer.now <= .seconds(80))
    #expect(peer.now >= .seconds(60))
    #expect(!peer.hasFailed)
  }

  @Test func aStreamWhoseDataIsTakenIsNeverStalled() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    for second in stride(from: 10, through: 1000, by: 10) {
      peer.send([1, 2, 3], 1)
      _ = peer.output()
      peer.pass(to: .seconds(second))
      peer.deliver(Self.ping())
    }
    _ = peer.output()
    #expect(peer.openStreams == 1)
    // Nothing waits: the only deadlines are those of every silent connection.
    #expect((peer.nextDeadline ?? .zero) >= .seconds(1001))
  }

  @Test func aClientOfAServerThatTakesNoBodyLosesTheStreamToo() {
    let peer = RawServer(greets: false)
    peer.deliver(Self.settings(window: 0))
    let id = peer.request(endStream: false)
    peer.client.send([UInt8](repeating: 1, count: 1000), on: HTTPStreamID(1), endStream: true)
    for second in stride(from: 5, through: 80, by: 5) {
      _ = peer.output()
      peer.now = .seconds(second)
      if let due = peer.nextDeadline, due <= peer.now { peer.client.timeout(at: peer.now) }
      peer.deliver(Self.ping())
    }
    #expect(peer.closure(id) == .reset(code: 8))
    #expect(!peer.isFinished)
  }
}

@Suite struct HTTP2QueueTests {
  @Test func whatWaitsOnAConnectionIsBounded() {
    var configuration = HTTPServerConfiguration()
    configuration.maximumQueuedBytes = 300_000
    let peer = RawPeer(configuration)
    for id: Int32 in [1, 3, 5] {
      peer.deliver(RawFrame.headers(id, endStream: true))
      peer.respond(id)
    }
    peer.send([UInt8](repeating: 1, count: 200_000), 1)
    peer.send([UInt8](repeating: 1, count: 50_000), 3)
    #expect(peer.totalQueuedBytes == 250_000)
    peer.send([UInt8](repeating: 1, count: 60_000), 3)
    // The stream on which there is too much goes with all that waits on it.
    #expect(peer.totalQueuedBytes == 200_000)
    peer.send([UInt8](repeating: 1, count: 60_000), 3)
    peer.send([UInt8](repeating: 1, count: 90_000), 5)
    #expect(peer.totalQueuedBytes == 290_000)
    let bytes = peer.output()
    #expect(RawFrame.parse(bytes)?.contains { $0.type == 3 && $0.stream == 3 && $0.payload == [0, 0, 0, 11] } == true)
    #expect(peer.closure(3) == .reset(code: 11))
    #expect(peer.closure(1) == nil)
    #expect(!peer.hasFailed)
  }

  @Test func aStreamThatIsCutInTheMiddleOfAFrameKeepsTheFraming() {
    for limit in [1, 9, 10, 4000, 16_393, 20_000] {
      var configuration = HTTPServerConfiguration()
      configuration.maximumQueuedBytes = 100_000
      let peer = RawPeer(configuration)
      peer.deliver(RawFrame.headers(1, endStream: true))
      peer.respond(1)
      peer.send([UInt8](repeating: 1, count: 60_000), 1)
      var bytes: [UInt8] = []
      for segment in peer.server.takeOutput(limit: limit) { bytes += segment }
      peer.send([UInt8](repeating: 1, count: 100_000), 1, endStream: true)
      bytes += peer.output()
      let frames = RawFrame.parse(bytes)
      #expect(frames?.contains { $0.type == 3 && $0.stream == 1 } == true, "limit \(limit)")
      #expect(peer.closure(1) == .reset(code: 11), "limit \(limit)")
      #expect(peer.totalQueuedBytes == 0)
    }
  }

  @Test func theCountOfWhatWaitsReturnsToZero() {
    let pair = CorePair()
    pair.settle()
    for round in 0..<20 {
      guard let id = pair.get(endStream: false) else { return }
      pair.client.send([UInt8](repeating: 1, count: 10_000), on: id, endStream: false)
      pair.settle()
      pair.server.respond(to: id, HTTPResponseHead(status: 200), endStream: false)
      pair.server.send([UInt8](repeating: 1, count: 3 << 20), on: id, endStream: true)
      if round % 3 == 0 { pair.client.reset(id, code: 8) }
      if round % 3 == 1 { pair.server.reset(id, code: 8) }
      if round % 3 == 2 { pair.client.send([1], on: id, endStream: true) }
      pair.settle()
    }
    let waiting = (pair.server.totalQueuedBytes, pair.client.totalQueuedBytes)
    #expect(waiting.0 == 0)
    #expect(waiting.1 == 0)
  }
}

@Suite struct HTTP2SlowTests {
  @Test func aBlockOfFieldsThatTricklesEndsTheConnection() {
    let peer = RawPeer()
    _ = peer.output()
    peer.now = .seconds(20)
    // HEADERS of 200 bytes, of which one comes every second.
    peer.deliver([0, 0, 200, 1, 4, 0, 0, 0, 1])
    for second in 21...29 {
      peer.pass(to: .seconds(second))
      peer.deliver([0x82])
    }
    #expect(!peer.isFinished)
    peer.pass(to: .seconds(30))
    #expect(RawFrame.goAwayCode(peer.output()) == 11)
    #expect(peer.isFinished)
    #expect(peer.hasFailed)
  }

  @Test func aBlockThatIsRefusedLeavesNoDeadlineBehind() {
    let peer = RawPeer()
    // A field name in upper case is a stream error (RFC 9113 §8.2.1).
    peer.deliver(RawFrame.headers(1, RawFrame.get + [("X", "y")], endStream: true))
    peer.deliver(RawFrame.headers(3, endStream: true))
    _ = peer.output()
    peer.now = .seconds(15)
    peer.deliver(RawFrame.make(type: 6, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]))
    _ = peer.output()
    peer.pass(to: .seconds(20))
    #expect(!peer.isFinished)
    #expect(!peer.hasFailed)
  }

  @Test func windowUpdatesThatDataExplainsAreFine() {
    let peer = RawPeer(greets: false)
    peer.deliver(RawFrame.preface + RawFrame.settings)
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    for _ in 0..<2000 {
      peer.send([UInt8](repeating: 1, count: 20), 1)
      _ = peer.output()
      peer.deliver(RawFrame.windowUpdate(1, 20) + RawFrame.windowUpdate(0, 20))
    }
    #expect(!peer.hasFailed)
    #expect(peer.openStreams == 1)
  }

  /// As clients of gRPC do, which measure the bandwidth so.
  @Test func aPingForEachPieceOfDataIsFine() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    for _ in 0..<2000 {
      peer.send([UInt8](repeating: 1, count: 20), 1)
      _ = peer.output()
      peer.deliver(
        RawFrame.windowUpdate(1, 20) + RawFrame.windowUpdate(0, 20)
          + RawFrame.make(type: 6, stream: 0, [UInt8](repeating: 2, count: 8)))
    }
    #expect(!peer.hasFailed)
    #expect(peer.openStreams == 1)
  }

  @Test func pingsThatDataExplainedOnceAreAFloodAfterwards() {
    let peer = RawPeer()
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    for _ in 0..<5000 {
      peer.send([1], 1)
      _ = peer.output()
      peer.deliver(RawFrame.windowUpdate(1, 1) + RawFrame.windowUpdate(0, 1))
    }
    var output: [UInt8] = []
    for _ in 0..<1000 where !peer.isFinished {
      peer.deliver(RawFrame.make(type: 6, stream: 0, [UInt8](repeating: 2, count: 8)))
      output += peer.output()
    }
    #expect(RawFrame.goAwayCode(output) == 11)
  }

  /// As clients of gRPC do with calls that end before their requests.
  @Test func resetsOfStreamsWhoseResponseIsOverAreFine() {
    let peer = RawPeer()
    for number in 0..<1000 {
      let id = Int32(2 * number + 1)
      peer.deliver(RawFrame.headers(id, endStream: false))
      peer.respond(id, endStream: true)
      _ = peer.output()
      peer.deliver(RawFrame.reset(id, code: 0))
    }
    #expect(!peer.hasFailed)
    #expect(peer.openStreams == 0)
    #expect(peer.requests.count == 1000)
  }

  /// As libcurl 7.88 does with each stream that both sides have ended.
  @Test func aResetOfEachStreamThatIsOverIsFine() {
    let peer = RawPeer()
    for batch in 0..<100 {
      let ids = (0..<100).map { Int32(2 * (100 * batch + $0) + 1) }
      for id in ids {
        peer.deliver(RawFrame.headers(id, endStream: true))
        peer.respond(id, endStream: true)
      }
      _ = peer.output()
      for id in ids { peer.deliver(RawFrame.reset(id, code: 8)) }
    }
    #expect(!peer.hasFailed)
    #expect(peer.openStreams == 0)
    #expect(peer.requests.count == 10_000)
  }

  @Test func moreResetsThanThereWereStreamsAreAFlood() {
    let peer = RawPeer()
    for number in 0..<100 {
      let id = Int32(2 * number + 1)
      peer.deliver(RawFrame.headers(id, endStream: true))
      peer.respond(id, endStream: true)
      _ = peer.output()
    }
    // One for each stream, and the burst that is allowed.
    for _ in 0..<300 { peer.deliver(RawFrame.reset(1, code: 8)) }
    #expect(!peer.hasFailed)
    for _ in 0..<10 { peer.deliver(RawFrame.reset(1, code: 8)) }
    #expect(RawFrame.goAwayCode(peer.output()) == 11)
  }

  /// What a client resets while it is worked on counts, however many streams were over before.
  @Test func streamsThatWereAnsweredBuyNoRapidResets() {
    let peer = RawPeer()
    for number in 0..<1_000 {
      let id = Int32(2 * number + 1)
      peer.deliver(RawFrame.headers(id, endStream: true))
      peer.respond(id, endStream: true)
      _ = peer.output()
    }
    for number in 1_000..<1_500 where !peer.isFinished {
      let id = Int32(2 * number + 1)
      peer.deliver(RawFrame.headers(id, endStream: true) + RawFrame.reset(id, code: 8))
    }
    #expect(RawFrame.goAwayCode(peer.output()) == 11)
  }

  @Test func aWindowThatIsOpenedByteByByteIsAFlood() {
    let peer = RawPeer(greets: false)
    peer.deliver(RawFrame.preface + RawFrame.make(type: 4, stream: 0, [0, 4, 0, 0, 0, 0]))
    peer.deliver(RawFrame.headers(1, endStream: true))
    peer.respond(1)
    peer.send([UInt8](repeating: 1, count: 100_000), 1)
    var output: [UInt8] = []
    for _ in 0..<500 where !peer.isFinished {
      peer.deliver(RawFrame.windowUpdate(1, 1))
      output += peer.output()
    }
    #expect(RawFrame.goAwayCode(output) == 11)
  }
}
