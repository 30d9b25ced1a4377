import HTTP
import Testing

/// A server core that is talked to in text.
private final class TextPeer {
  var server: HTTPServerConnection
  var events: [HTTPEvent] = []
  var isFinished: Bool { server.isFinished }
  var nextDeadline: Duration? { server.nextDeadline }

  init(
    _ configuration: HTTPServerConfiguration = HTTPServerConfiguration(), protocol: HTTPProtocol = .http1
  ) {
    server = HTTPServerConnection(protocol: `protocol`, configuration: configuration, at: .zero)
  }

  func deliver(_ bytes: [UInt8], at now: Duration = .zero) {
    server.receive(bytes.span, at: now)
    takeEvents()
  }

  func deliver(_ text: String, at now: Duration = .zero) { deliver(Array(text.utf8), at: now) }

  func takeEvents() { while let event = server.nextEvent() { events.append(event) } }

  func output() -> String {
    var bytes: [UInt8] = []
    while server.hasOutput {
      for segment in server.takeOutput(limit: 1 << 16) { bytes += segment }
      takeEvents()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func respond(_ id: Int32, _ fields: HTTPFields = [:], status: Int = 200, body: String? = nil) {
    server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: status, fields: fields), endStream: body == nil)
    if let body { server.send(Array(body.utf8), on: HTTPStreamID(id), endStream: true) }
    takeEvents()
  }

  var requestHeads: [HTTPRequestHead] {
    var heads: [HTTPRequestHead] = []
    for case .request(_, let head, _) in events { heads.append(head) }
    return heads
  }
}

@Suite struct HTTP1StrictnessTests {
  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "white space in the host"),
    ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "a path in the host"),
    ("GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", 400, "a list of hosts"),
    ("GET / HTTP/1.1\r\nHost: user@h\r\n\r\n", 400, "a user in the host"),
    ("GET a HTTP/1.1\r\nHost: h\r\n\r\n", 400, "a target that is no path"),
    ("GET * HTTP/1.1\r\nHost: h\r\n\r\n", 400, "an asterisk without OPTIONS"),
    ("GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n", 400, "another scheme"),
    ("GET http:// HTTP/1.1\r\nHost: h\r\n\r\n", 400, "no host in the target"),
    ("CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n", 501, "a tunnel"),
    ("G(T / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "a method that is no token"),
    ("GET / HTTP/1.10\r\nHost: h\r\n\r\n", 400, "a version with too many digits"),
    ("GET / HTTP/1.1 \r\nHost: h\r\n\r\n", 400, "white space behind the version"),
    ("GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n", 400, "a tab between the words"),
    (" GET / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "white space before the method"),
    ("GET / HTTP/1.1\r\n Host: h\r\n\r\n", 400, "a folded field behind the request line"),
    ("GET / HTTP/1.1\r\nHost: h\r\nnocolon\r\n\r\n", 400, "a line without a colon"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX\u{0}: a\r\n\r\n", 400, "a NUL in a name"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: \u{7F}\r\n\r\n", 400, "a DEL"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\n\r\n", 400, "one bare line feed"),
    ("GET / HTTP/1.1\r\nHost: h\n", 400, "a bare line feed before the head is over"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n", 400, "an empty length"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\n", 400, "a hexadecimal length"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1 1\r\n\r\n", 400, "a length with a gap"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", 400, "a negative length"),
    (
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 501,
      "chunks twice"
    ),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n", 501, "identity"),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n", 501, "almost chunked"),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "HTTP/2 where ALPN said HTTP/1.1"),
  ])
  func whatIsNotExactlyRightIsRefused(request: String, status: Int, why: String) {
    for size in [1, 10_000] {
      let peer = TextPeer()
      let bytes = Array(request.utf8)
      var position = 0
      while position < bytes.count {
        let end = min(bytes.count, position + size)
        peer.deliver(Array(bytes[position..<end]))
        position = end
      }
      let output = peer.output()
      #expect(output.hasPrefix("HTTP/1.1 \(status) "), "\(why): \(output.prefix(40))")
      #expect(output.contains("connection: close"))
      #expect(peer.isFinished)
      #expect(peer.events.isEmpty)
    }
  }

  @Test(arguments: [
    "1;\(String(repeating: "x", count: 300))\r\na\r\n0\r\n\r\n", "1;a\u{0}\r\na\r\n0\r\n\r\n", "1\ra\r\n0\r\n\r\n",
    "1\r\na\n0\r\n\r\n", "1\r\na\r\r\n", "0x1\r\na\r\n", "000000001\r\na\r\n", " 1\r\na\r\n",
    "0\r\nbad trailer\r\n\r\n", "0\r\nX: a\n\r\n", "0\r\n folded: x\r\n\r\n",
    "0\r\n\(String(repeating: "X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n", count: 500))",
  ])
  func brokenOrEndlessChunksEndTheConnection(chunks: String) {
    let peer = TextPeer()
    peer.deliver("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
    for byte in Array(chunks.utf8) where !peer.isFinished { peer.deliver([byte]) }
    #expect(peer.output().hasPrefix("HTTP/1.1 400 "))
    #expect(peer.isFinished)
    #expect(peer.events.last == .closed(HTTPStreamID(1), .connectionLost))
  }

  @Test func tooManyFieldsAreRefused() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n" + String(repeating: "a: b\r\n", count: 100) + "\r\n")
    #expect(peer.output().hasPrefix("HTTP/1.1 431 "))
  }

  @Test func theHostOfAWholeURICounts() {
    let peer = TextPeer()
    peer.deliver("GET http://one:80?q=/x HTTP/1.1\r\nHost: two\r\n\r\n")
    peer.respond(1)
    peer.deliver("GET HTTPS://three/p?q HTTP/1.1\r\nHost: two\r\n\r\n")
    #expect(peer.requestHeads.map(\.authority) == ["one:80", "three"])
    #expect(peer.requestHeads.map(\.path) == ["/?q=/x", "/p?q"])
  }

  @Test func noiseAndOtherProtocolsEndTheConnection() {
    let texts: [[UInt8]] = [
      // A TLS handshake, an SSH greeting, a Kafka request.
      [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3], Array("SSH-2.0-OpenSSH_9.2\r\n\r\n".utf8), [0, 0, 0, 0x30, 0, 18, 0, 3],
    ]
    for bytes in texts {
      for `protocol` in [HTTPProtocol.http1, .negotiateByPreface] {
        let peer = TextPeer(protocol: `protocol`)
        peer.deliver(bytes)
        let output = peer.output()
        #expect(output.hasPrefix("HTTP/1.1 400 ") == (`protocol` == .http1))
        #expect(peer.isFinished)
      }
    }
  }
}

@Suite struct HTTP1ConnectionTests {
  @Test func emptyLinesBeforeARequestAreSkippedHoweverTheyAreCut() {
    let peer = TextPeer()
    for byte in Array("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n".utf8) { peer.deliver([byte]) }
    #expect(peer.requestHeads.count == 1)
  }

  @Test func anEmptyLineAfterAnEmptyLineCostsLittle() {
    var configuration = HTTPServerConfiguration()
    configuration.maximumPipelinedBytes = 1 << 24
    let peer = TextPeer(configuration)
    peer.deliver(String(repeating: "\r\n", count: 200_000) + "GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(peer.requestHeads.count == 1)
  }

  @Test func aThousandPipelinedRequestsAreAnsweredInOrder() {
    let peer = TextPeer()
    var text = ""
    for index in 0..<1000 { text += "GET /\(index) HTTP/1.1\r\nHost: h\r\n\r\n" }
    peer.deliver(text)
    var expected = ""
    for index in 0..<1000 {
      peer.respond(Int32(index + 1), ["content-length": "3"], body: String(index + 100).prefix(3).description)
      expected += "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n" + String(index + 100).prefix(3)
    }
    #expect(peer.requestHeads.count == 1000)
    #expect(peer.requestHeads.last?.path == "/999")
    #expect(peer.output() == expected)
  }

  @Test func requestsThatCameBeforeTheEndOfTheInputAreAllAnswered() {
    let peer = TextPeer()
    peer.deliver("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\nGET /3 HT")
    peer.server.inputClosed(at: .zero)
    peer.respond(1)
    peer.respond(2)
    #expect(peer.requestHeads.count == 2)
    #expect(peer.output().hasSuffix("content-length: 0\r\n\r\n"))
    #expect(peer.isFinished)
  }

  @Test func theClockOfALaterHeadStartsWithItsFirstByte() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n", at: .seconds(1))
    peer.respond(1)
    _ = peer.output()
    peer.deliver("GET / HT", at: .seconds(300))
    #expect(peer.nextDeadline == .seconds(310))
    peer.deliver("TP/1.1\r\nHost: h\r\n\r\n", at: .seconds(305))
    #expect(peer.requestHeads.count == 2)
  }

  @Test func theClockOfABodyStartsAnewWithAPieceThatCameFastEnough() {
    let peer = TextPeer()
    peer.deliver("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10003\r\n\r\n", at: .seconds(5))
    #expect(peer.nextDeadline == .seconds(15))
    peer.deliver(String(repeating: "a", count: 10_000), at: .seconds(14))
    #expect(peer.nextDeadline == .seconds(24))
    peer.server.timeout(at: .seconds(24))
    peer.takeEvents()
    #expect(peer.output().hasPrefix("HTTP/1.1 408 "))
    #expect(peer.events.last == .closed(HTTPStreamID(1), .connectionLost))
  }

  @Test func aClientThatDoesNotReadTheEndIsGivenUp() {
    let peer = TextPeer()
    peer.deliver("nonsense\r\n\r\n", at: .seconds(1))
    #expect(!peer.isFinished)
    #expect(peer.nextDeadline == .seconds(11))
    peer.server.timeout(at: .seconds(11))
    #expect(peer.isFinished)
  }

  @Test func aBodyOfAnotherLengthThanItsHeadSaysIsNotMistakenForTheNextResponse() {
    let long = TextPeer()
    long.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    long.respond(1, ["content-length": "3"], body: "12345")
    #expect(long.output().hasSuffix("\r\n\r\n123"))
    #expect(long.isFinished)
    let short = TextPeer()
    short.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    short.respond(1, ["content-length": "3"], body: "1")
    _ = short.output()
    #expect(short.isFinished)
  }

  @Test func fieldsThatWouldBreakAResponseAreLeftOutOrCleaned() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    peer.respond(
      1, ["x": "1\r\nset-cookie: 2", "a b": "c", "transfer-encoding": "chunked", "content-length": "1"], body: "y")
    #expect(peer.output() == "HTTP/1.1 200 OK\r\nx: 1  set-cookie: 2\r\ncontent-length: 1\r\n\r\ny")
  }

  @Test func statusesWithoutBodySendNone() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    peer.respond(1, status: 204, body: "x")
    #expect(peer.output() == "HTTP/1.1 204 No Content\r\n\r\n")
    #expect(!peer.isFinished)
  }

  @Test func trailersFollowTheLastChunk() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    peer.server.respond(to: HTTPStreamID(1), HTTPResponseHead(status: 200), endStream: false)
    peer.server.send([0x61], on: HTTPStreamID(1), endStream: false)
    peer.server.sendTrailers(["x-sum": "1"], on: HTTPStreamID(1))
    #expect(peer.output().hasSuffix("\r\n1\r\na\r\n0\r\nx-sum: 1\r\n\r\n"))
  }

  @Test func anOldClientMayKeepTheConnection() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
    peer.respond(1, ["content-length": "1"], body: "x")
    #expect(peer.output() == "HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: keep-alive\r\n\r\nx")
    #expect(!peer.isFinished)
  }

  @Test func shutdownAnswersTheOpenRequestAndEnds() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    peer.server.shutdown(at: .zero)
    peer.respond(1)
    #expect(peer.output().contains("connection: close"))
    #expect(peer.isFinished)
  }

  @Test func aResetEndsTheConnectionAndKeepsNothing() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    peer.server.respond(to: HTTPStreamID(1), HTTPResponseHead(status: 200), endStream: false)
    peer.server.send([UInt8](repeating: 1, count: 10_000), on: HTTPStreamID(1), endStream: false)
    #expect(peer.server.queuedBytes(on: HTTPStreamID(1)) > 10_000)
    peer.server.reset(HTTPStreamID(1), code: 8)
    peer.takeEvents()
    #expect(peer.events.last == .closed(HTTPStreamID(1), .reset(code: 8)))
    #expect(peer.isFinished)
  }

  @Test func aSlowReaderIsToldWhenItMayBeSentMore() {
    let peer = TextPeer()
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    peer.server.respond(to: HTTPStreamID(1), HTTPResponseHead(status: 200), endStream: false)
    peer.server.send([UInt8](repeating: 1, count: 100_000), on: HTTPStreamID(1), endStream: false)
    _ = peer.server.takeOutput(limit: 10_000)
    peer.takeEvents()
    #expect(!peer.events.contains(.writable(HTTPStreamID(1))))
    _ = peer.server.takeOutput(limit: 50_000)
    peer.takeEvents()
    #expect(peer.events.last == .writable(HTTPStreamID(1)))
  }

  @Test func requestsWaitForTheClientToReadTheResponsesBeforeThem() {
    let peer = TextPeer()
    peer.deliver(String(repeating: "GET / HTTP/1.1\r\nHost: h\r\n\r\n", count: 100))
    let page = String(repeating: "x", count: 40_000)
    for id in 1...10 { peer.respond(Int32(id), body: page) }
    // Two responses are as much as may wait.
    #expect(peer.requestHeads.count == 2)
    #expect(peer.server.queuedBytes(on: HTTPStreamID(2)) < 100_000)
    #expect(peer.output().contains(page))
    #expect(peer.requestHeads.count == 3)
    peer.server.inputClosed(at: .zero)
    for id in 3...100 {
      peer.respond(Int32(id), body: page)
      _ = peer.output()
    }
    #expect(peer.requestHeads.count == 100)
    #expect(peer.isFinished)
  }

  @Test func theClockOfARequestThatWasHeldBackBeginsWhenItGoesOn() {
    var configuration = HTTPServerConfiguration()
    configuration.stallTimeout = nil
    let peer = TextPeer(configuration)
    peer.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\nPOST / HTTP/1.1\r\nHost: h\r\ncontent-length: 2\r\n\r\na")
    peer.respond(1, body: String(repeating: "x", count: 100_000))
    #expect(peer.nextDeadline == .seconds(600))
    _ = peer.output()
    #expect(peer.requestHeads.count == 2)
    peer.server.timeout(at: .seconds(60))
    #expect(peer.nextDeadline == .seconds(70))
    peer.deliver("b", at: .seconds(69))
    #expect(peer.events.last == .body(HTTPStreamID(2), Array("b".utf8), endStream: true))
  }
}
