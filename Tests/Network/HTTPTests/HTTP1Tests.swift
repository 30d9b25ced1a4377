import HTTP
import Testing

/// Feeds a text to a server core and collects what it says.
private final class Exchange {
  var server: HTTPServerConnection
  var events: [HTTPEvent] = []
  var isFinished: Bool { server.isFinished }
  var hasOutput: Bool { server.hasOutput }
  var nextDeadline: Duration? { server.nextDeadline }
  var openStreams: Int { server.openStreams }
  func nextEvent() -> HTTPEvent? { server.nextEvent() }

  init(_ protocol: HTTPProtocol = .http1) {
    server = HTTPServerConnection(protocol: `protocol`, configuration: HTTPServerConfiguration(), at: .zero)
  }

  func deliver(_ text: String, at now: Duration = .zero) {
    server.receive(Array(text.utf8).span, at: now)
    while let event = server.nextEvent() { events.append(event) }
  }

  func output() -> String {
    var bytes: [UInt8] = []
    while server.hasOutput {
      let output = server.takeOutput(limit: 1 << 16)
      if output.isEmpty { break }
      for segment in output { bytes += segment }
    }
    while let event = server.nextEvent() { events.append(event) }
    return String(decoding: bytes, as: UTF8.self)
  }

  func answer(_ id: Int32, _ body: String, length: Bool = true) {
    let fields: HTTPFields = length ? ["content-length": String(body.utf8.count)] : [:]
    server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 200, fields: fields), endStream: false)
    server.send(Array(body.utf8), on: HTTPStreamID(id), endStream: true)
    while let event = server.nextEvent() { events.append(event) }
  }
}

@Suite struct HTTP1Tests {
  @Test func aRequestIsAnsweredAndTheConnectionGoesOn() {
    let exchange = Exchange()
    exchange.deliver("GET /a HTTP/1.1\r\nHost: h\r\n\r\n")
    exchange.answer(1, "one")
    #expect(exchange.output() == "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none")
    exchange.deliver("GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    exchange.answer(2, "two")
    #expect(exchange.output() == "HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\ntwo")
    #expect(exchange.isFinished)
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() {
    let exchange = Exchange()
    exchange.deliver("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(exchange.events.count == 1)
    exchange.answer(1, "1")
    #expect(exchange.events.count == 3)
    exchange.answer(2, "2")
    #expect(exchange.output().hasSuffix("content-length: 1\r\n\r\n2"))
  }

  @Test func aBodyWithoutLengthIsChunked() {
    let exchange = Exchange()
    exchange.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    exchange.answer(1, "hello", length: false)
    #expect(exchange.output() == "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
  }

  @Test func anOldClientGetsTheBodyUntilTheEnd() {
    let exchange = Exchange()
    exchange.deliver("GET / HTTP/1.0\r\n\r\n")
    exchange.answer(1, "hello", length: false)
    #expect(exchange.output() == "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhello")
    #expect(exchange.isFinished)
  }

  @Test func headHasNoBody() {
    let exchange = Exchange()
    exchange.deliver("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n")
    exchange.answer(1, "hello")
    #expect(exchange.output() == "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n")
  }

  @Test func bodiesComeByLengthAndByChunksHoweverTheyAreCut() {
    let texts = [
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: t\r\n\r\n",
    ]
    for text in texts {
      for size in [1, 7, text.utf8.count] {
        let exchange = Exchange()
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
          let end = min(bytes.count, position + size)
          exchange.deliver(String(decoding: bytes[position..<end], as: UTF8.self))
          position = end
        }
        var body: [UInt8] = []
        var isOver = false
        for case .body(_, let piece, let last) in exchange.events {
          body += piece
          isOver = last
        }
        #expect(String(decoding: body, as: UTF8.self) == "hello")
        #expect(isOver)
      }
    }
  }

  @Test func aClientThatAsksFirstIsToldToGoOn() {
    let exchange = Exchange()
    exchange.deliver("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n")
    #expect(exchange.output() == "HTTP/1.1 100 Continue\r\n\r\n")
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", 400, "no host"),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "two hosts"),
    ("GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "two spaces"),
    ("GET / HTTP/2.5\r\nHost: h\r\n\r\n", 505, "an unknown version"),
    ("GET /\u{1} HTTP/1.1\r\nHost: h\r\n\r\n", 400, "a control character in the target"),
    ("GET / HTTP/1.1\nHost: h\n\n", 400, "bare line feeds"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n", 400, "a bare carriage return"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", 400, "a folded field"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX : a\r\n\r\n", 400, "white space before the colon"),
    ("GET / HTTP/1.1\r\nHost: h\r\n: a\r\n\r\n", 400, "no name"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: \u{0}\r\n\r\n", 400, "a NUL"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400, "two lengths"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\n", 400, "a list of lengths"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\n", 400, "a signed length"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", 400, "a length beyond all bounds"),
    (
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
      "a length and chunks"
    ),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501, "another coding"),
    ("POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "chunks in HTTP/1.0"),
    ("GET / HTTP/1.1\r\nHost: h\r\nExpect: magic\r\n\r\n", 417, "an unknown expectation"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n", 431, "a large field"),
    ("GET /\(String(repeating: "x", count: 20_000))", 431, "a head that does not end"),
  ])
  func whatCouldBeReadInTwoWaysIsRefused(request: String, status: Int, why: String) {
    let exchange = Exchange()
    exchange.deliver(request)
    let output = exchange.output()
    #expect(output.hasPrefix("HTTP/1.1 \(status) "), "\(why): \(output.prefix(40))")
    #expect(output.contains("connection: close"))
    #expect(exchange.isFinished)
    #expect(exchange.events.isEmpty)
  }

  @Test(arguments: ["x\r\n", "-1\r\n", "5\nhello\r\n", "5\r\nhelloX", "FFFFFFFFF\r\n", ";\r\n"])
  func brokenChunksEndTheConnection(chunk: String) {
    let exchange = Exchange()
    exchange.deliver("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk)
    _ = exchange.output()
    #expect(exchange.isFinished)
    #expect(exchange.events.last == .closed(HTTPStreamID(1), .connectionLost))
  }

  @Test func noiseWhereAPrefaceWasHopedForGetsNoAnswer() {
    let exchange = Exchange(.negotiateByPreface)
    exchange.deliver("INVALID CONNECTION PREFACE\r\n\r\n")
    #expect(exchange.output().isEmpty)
    #expect(exchange.isFinished)
  }

  @Test func tooManyPipelinedBytesEndTheConnection() {
    let exchange = Exchange()
    exchange.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n" + String(repeating: "x", count: 200_000))
    _ = exchange.output()
    #expect(exchange.isFinished)
  }

  @Test func headsHaveADeadlineAndIdleConnectionsAnEnd() {
    let slow = Exchange()
    slow.deliver("GET / HT", at: .seconds(1))
    #expect(slow.nextDeadline == .seconds(10))
    slow.server.timeout(at: .seconds(10))
    #expect(slow.output().hasPrefix("HTTP/1.1 408 "))
    let idle = Exchange()
    idle.deliver("GET / HTTP/1.1\r\nHost: h\r\n\r\n", at: .seconds(1))
    idle.answer(1, "x")
    _ = idle.output()
    #expect(idle.nextDeadline == .seconds(601))
    idle.server.timeout(at: .seconds(601))
    #expect(idle.isFinished)
  }

  @Test func mutatedRequestsNeverTrap() {
    var random = SplitMix(seed: 17)
    let valid = Array(
      "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"
        .utf8)
    for _ in 0..<10_000 {
      var bytes = valid
      for _ in 0..<1 + random.next() % 4 {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      var server = HTTPServerConnection(protocol: .http1, configuration: HTTPServerConfiguration(), at: .zero)
      server.receive(bytes.span, at: .zero)
      while let event = server.nextEvent() {
        if case .request(let id, _, _) = event {
          server.respond(to: id, HTTPResponseHead(status: 200), endStream: random.next() % 2 == 0)
          server.send([1], on: id, endStream: true)
        }
      }
      while server.hasOutput { if server.takeOutput(limit: 4096).isEmpty { break } }
    }
  }
}
