import HTTP
import Testing

/// An HTTP/1.1 connection, and the time that passes on it.
private final class Slow {
  var server: HTTPServerConnection
  var events: [HTTPEvent] = []
  var now = Duration.zero
  var isFinished: Bool { server.isFinished }
  var queued: Int { server.totalQueuedBytes }

  init(_ configuration: HTTPServerConfiguration = HTTPServerConfiguration()) {
    server = HTTPServerConnection(protocol: .http1, configuration: configuration, at: .zero)
  }

  func deliver(_ text: String) {
    server.receive(Array(text.utf8).span, at: now)
    takeEvents()
  }

  func takeEvents() { while let event = server.nextEvent() { events.append(event) } }

  func pass(to time: Duration) {
    while let due = server.nextDeadline, due <= time {
      now = max(now, due)
      server.timeout(at: now)
      takeEvents()
    }
    now = time
  }

  func output(limit: Int = 1 << 20) -> String {
    var bytes: [UInt8] = []
    for segment in server.takeOutput(limit: limit) { bytes += segment }
    takeEvents()
    return String(decoding: bytes, as: UTF8.self)
  }

  func respond(_ body: [UInt8], endStream: Bool = true) {
    server.respond(to: HTTPStreamID(1), HTTPResponseHead(status: 200), endStream: false)
    server.send(body, on: HTTPStreamID(1), endStream: endStream)
  }
}

@Suite struct HTTP1SlowTests {
  @Test func aHeadThatTricklesIsAnsweredWith408() {
    let peer = Slow()
    for (second, byte) in "GET / HTTP/1.1\r\nhost: h".enumerated() where !peer.isFinished && second < 20 {
      peer.pass(to: .seconds(second))
      peer.deliver(String(byte))
    }
    #expect(peer.output().hasPrefix("HTTP/1.1 408 "))
    #expect(peer.isFinished)
    #expect(peer.events.isEmpty)
  }

  @Test func theSecondHeadOfAConnectionHasItsDeadlineToo() {
    let peer = Slow()
    peer.deliver("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
    peer.respond([1])
    _ = peer.output()
    for second in 100..<120 {
      peer.pass(to: .seconds(second))
      peer.deliver(second == 100 ? "GET / HTTP/1.1\r\nhost: h\r\nx: " : "y")
    }
    #expect(peer.output().hasPrefix("HTTP/1.1 408 "))
  }

  @Test(arguments: ["content-length: 100000", "transfer-encoding: chunked"])
  func aBodyThatTricklesIsAnsweredWith408(field: String) {
    let peer = Slow()
    peer.deliver("POST / HTTP/1.1\r\nhost: h\r\n\(field)\r\n\r\n")
    var second = 0
    // A byte every second is never silent for long, and never done.
    while !peer.isFinished, second < 100 {
      second += 1
      peer.pass(to: .seconds(second))
      peer.deliver(field.hasSuffix("chunked") ? "1\r\nx\r\n" : "x")
      if second == 11 { break }
    }
    #expect(peer.output().hasPrefix("HTTP/1.1 408 "))
    #expect(peer.isFinished)
    #expect(peer.events.last == .closed(HTTPStreamID(1), .connectionLost))
  }

  @Test func chunkExtensionsAndTrailersEarnNoTime() {
    for piece in ["1;\(String(repeating: "e", count: 200))", "0\r\n" + String(repeating: "t: u\r\n", count: 50)] {
      let peer = Slow()
      peer.deliver("POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n")
      peer.deliver(piece)
      for second in 1...12 {
        peer.pass(to: .seconds(second))
        peer.deliver(piece.hasPrefix("0") ? "t: u\r\n" : "")
      }
      #expect(peer.output().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test func aBodyThatComesFastEnoughMayTakeLong() {
    let peer = Slow()
    peer.deliver("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 100000\r\n\r\n")
    for second in 1...100 {
      peer.pass(to: .seconds(second))
      peer.deliver(String(repeating: "x", count: 1000))
    }
    #expect(peer.events.last == .body(HTTPStreamID(1), [UInt8](repeating: 0x78, count: 1000), endStream: true))
    #expect(!peer.isFinished)
  }

  @Test func silenceInABodyIsBoundedAlsoAfterMuchOfIt() {
    let peer = Slow()
    peer.deliver("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 1000000\r\n\r\n")
    peer.deliver(String(repeating: "x", count: 900_000))
    peer.pass(to: .seconds(9))
    #expect(peer.queued == 0)
    peer.pass(to: .seconds(10))
    #expect(peer.output().hasPrefix("HTTP/1.1 408 "))
  }
}

@Suite struct HTTP1EndTests {
  @Test func aResponseThatNobodyReadsIsGivenUp() {
    let peer = Slow()
    peer.deliver("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
    peer.respond([UInt8](repeating: 1, count: 1 << 20), endStream: false)
    _ = peer.output(limit: 1000)
    peer.pass(to: .seconds(59))
    #expect(peer.queued > 1_000_000)
    peer.pass(to: .seconds(75))
    #expect(peer.queued == 0)
    #expect(peer.isFinished)
    #expect(peer.events.last == .closed(HTTPStreamID(1), .reset(code: 8)))
  }

  @Test func aResponseThatIsReadSlowlyIsNot() {
    let peer = Slow()
    peer.deliver("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
    peer.respond([UInt8](repeating: 1, count: 1 << 20), endStream: false)
    for second in 1...300 {
      peer.pass(to: .seconds(second))
      _ = peer.output(limit: 1000)
    }
    #expect(!peer.isFinished)
  }

  @Test func whatWaitsIsBounded() {
    var configuration = HTTPServerConfiguration()
    configuration.maximumQueuedBytes = 100_000
    let peer = Slow(configuration)
    peer.deliver("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
    peer.respond([UInt8](repeating: 1, count: 90_000), endStream: false)
    peer.server.send([UInt8](repeating: 1, count: 20_000), on: HTTPStreamID(1), endStream: true)
    peer.takeEvents()
    #expect(peer.queued == 0)
    #expect(peer.isFinished)
    #expect(peer.events.last == .closed(HTTPStreamID(1), .reset(code: 11)))
  }

  @Test func aConnectionThatIsTooOldEndsWithItsResponse() {
    var configuration = HTTPServerConfiguration()
    configuration.maximumAge = .seconds(100)
    let peer = Slow(configuration)
    peer.deliver("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
    peer.pass(to: .seconds(100))
    #expect(!peer.isFinished)
    peer.respond([1])
    #expect(peer.output().contains("connection: close\r\n"))
    #expect(peer.isFinished)
  }

  @Test func aResponseThatOutlivesTheGraceIsCut() {
    var configuration = HTTPServerConfiguration()
    configuration.maximumAge = .seconds(100)
    configuration.ageGrace = .seconds(5)
    let peer = Slow(configuration)
    peer.deliver("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
    peer.pass(to: .seconds(104))
    #expect(!peer.isFinished)
    peer.pass(to: .seconds(105))
    #expect(peer.events.last == .closed(HTTPStreamID(1), .reset(code: 8)))
    #expect(peer.isFinished)
  }

  @Test func anOldConnectionWithoutARequestEndsAtOnce() {
    var configuration = HTTPServerConfiguration()
    configuration.maximumAge = .seconds(100)
    let peer = Slow(configuration)
    peer.deliver("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
    peer.respond([1])
    _ = peer.output()
    peer.pass(to: .seconds(100))
    #expect(peer.isFinished)
  }
}
