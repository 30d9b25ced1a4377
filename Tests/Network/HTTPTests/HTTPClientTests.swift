import HTTP
import Testing

@Suite struct HTTPClientTests {
  @Test func aRequestIsAnsweredWithHeadersBodyAndTrailers() throws {
    let pair = CorePair()
    let id = try #require(pair.get("/a?b", fields: ["x-one": "1", "te": "trailers", "connection": "close"]))
    pair.settle()
    let head = HTTPRequestHead(
      method: "GET", scheme: "http", authority: "test", path: "/a?b", fields: ["x-one": "1", "te": "trailers"])
    #expect(pair.serverEvents == [.request(id, head, endStream: true)])
    pair.respond(id, body: Array("hello".utf8), trailers: ["grpc-status": "0"])
    pair.settle()
    #expect(
      pair.clientEvents == [
        .response(id, HTTPResponseHead(status: 200), endStream: false),
        .body(id, Array("hello".utf8), endStream: false),
        .trailers(id, ["grpc-status": "0"]),
        .closed(id, .complete),
      ])
    #expect(pair.openClientStreams == 0)
    #expect(pair.openServerStreams == 0)
  }

  @Test func bodiesOfMegabytesGoBothWaysInSmallPieces() throws {
    let pair = CorePair()
    let id = try #require(pair.get(endStream: false))
    let up = [UInt8](repeating: 3, count: 3 << 20)
    pair.client.send(up, on: id, endStream: true)
    #expect(pair.queuedBytes(id) == 3 << 20)
    pair.settle(limit: 1000)
    var received = 0
    for case .body(_, let bytes, _) in pair.serverEvents { received += bytes.count }
    #expect(received == 3 << 20)
    #expect(pair.clientEvents.contains(.writable(id)))
    pair.respond(id, body: [UInt8](repeating: 4, count: 5 << 20))
    pair.settle(limit: 1000)
    #expect(pair.body(id).count == 5 << 20)
    #expect(pair.closure(id) == .complete)
  }

  @Test func bytesOfAServerMayComeOneByOne() throws {
    let peer = RawServer(greets: false)
    let id = peer.request()
    _ = peer.output()
    var bytes = RawFrame.settings + RawFrame.headers(1, [(":status", "200")], endStream: false)
    bytes += RawFrame.data(1, [1, 2], endStream: true)
    for byte in bytes { peer.deliver([byte]) }
    #expect(peer.events.first == .response(HTTPStreamID(1), HTTPResponseHead(status: 200), endStream: false))
    #expect(peer.closure(id) == .complete)
  }

  @Test func theServersBoundOfStreamsIsRespected() throws {
    var configuration = HTTPServerConfiguration()
    configuration.maximumConcurrentStreams = 2
    let pair = CorePair(server: configuration)
    pair.settle()
    let first = try #require(pair.get())
    #expect(pair.canOpenStream)
    _ = try #require(pair.get())
    #expect(!pair.canOpenStream)
    #expect(pair.get() == nil)
    pair.settle()
    #expect(pair.requests.count == 2)
    pair.respond(first)
    pair.settle()
    #expect(pair.canOpenStream)
    #expect(!pair.isDraining)
  }

  @Test func theClientsOwnBoundOfStreamsIsRespected() {
    var configuration = HTTPClientConfiguration()
    configuration.maximumConcurrentStreams = 3
    let pair = CorePair(client: configuration)
    for _ in 0..<5 { _ = pair.get() }
    #expect(pair.openClientStreams == 3)
    #expect(!pair.canOpenStream)
  }

  @Test func interimResponsesAreSkipped() {
    let peer = RawServer()
    peer.request()
    _ = peer.output()
    peer.deliver(RawFrame.headers(1, [(":status", "100")], endStream: false))
    peer.deliver(RawFrame.headers(1, [(":status", "103"), ("link", "x")], endStream: false))
    peer.deliver(RawFrame.headers(1, [(":status", "204")], endStream: true))
    #expect(
      peer.events == [
        .response(HTTPStreamID(1), HTTPResponseHead(status: 204), endStream: true),
        .closed(HTTPStreamID(1), .complete),
      ])
  }

  @Test func aResponseThatIsOverBeforeItsRequestIsComplete() {
    let peer = RawServer()
    let id = peer.request(endStream: false)
    _ = peer.output()
    // RFC 9113 §8.1: the server does not want the rest of the request.
    peer.deliver(RawFrame.headers(1, [(":status", "413")], endStream: true) + RawFrame.reset(1, code: 0))
    #expect(peer.closure(id) == .complete)
    peer.client.send([1], on: HTTPStreamID(1), endStream: true)
    #expect(peer.openStreams == 0)
  }

  @Test func aResetByEitherSideIsToldWithItsCode() throws {
    let pair = CorePair()
    let ours = try #require(pair.get())
    let theirs = try #require(pair.get())
    pair.settle()
    pair.client.reset(ours, code: HTTP2ErrorCode.cancel)
    pair.server.reset(theirs, code: HTTP2ErrorCode.internalError)
    pair.settle()
    #expect(pair.closure(ours) == .reset(code: HTTP2ErrorCode.cancel))
    #expect(pair.closure(theirs) == .reset(code: HTTP2ErrorCode.internalError))
    #expect(pair.serverEvents.contains(.closed(ours, .reset(code: HTTP2ErrorCode.cancel))))
  }

  @Test func aRequestThatIsGivenUpBeforeItIsSentNeverReachesTheServer() throws {
    let pair = CorePair()
    let id = try #require(pair.get())
    pair.client.reset(id, code: HTTP2ErrorCode.cancel)
    pair.settle()
    #expect(pair.closure(id) == .reset(code: HTTP2ErrorCode.cancel))
    #expect(pair.requests.isEmpty)
  }

  @Test func fieldsThatWouldBreakARequestAreLeftOutOrCleaned() throws {
    let pair = CorePair()
    let fields: HTTPFields = ["upgrade": "h3", "a b": "c", ":path": "/other", "x": "1\r\nset-cookie: 2"]
    _ = try #require(pair.get("/", fields: fields))
    pair.settle()
    guard case .request(_, let head, _)? = pair.serverEvents.first else {
      Issue.record("there was no request")
      return
    }
    #expect(head.path == "/")
    #expect(head.fields == ["x": "1  set-cookie: 2"])
  }

  @Test func fieldsThatDoNotFitIntoHTTP2EndTheStreamAndNotTheConnection() throws {
    var configuration = HTTPServerConfiguration()
    configuration.maximumHeaderListSize = 1 << 20
    let pair = CorePair(server: configuration)
    let large: HTTPFields = ["x": String(repeating: "y", count: 70_000)]
    let asked = try #require(pair.get(fields: large))
    let answered = try #require(pair.get())
    pair.settle()
    #expect(pair.closure(asked) == .reset(code: HTTP2ErrorCode.internalError))
    pair.server.respond(to: answered, HTTPResponseHead(status: 200, fields: large), endStream: false)
    pair.server.send([1], on: answered, endStream: true)
    pair.settle()
    #expect(pair.closure(answered) == .reset(code: HTTP2ErrorCode.internalError))
    #expect(pair.openServerStreams == 0)
    let trailing = try #require(pair.get())
    pair.settle()
    pair.respond(trailing, body: [1], trailers: large)
    pair.settle()
    #expect(pair.closure(trailing) == .reset(code: HTTP2ErrorCode.internalError))
    #expect(pair.openServerStreams == 0)
    #expect(pair.canOpenStream)
  }

  @Test func anArrayIsSharedAndNotCopied() throws {
    let pair = CorePair()
    let id = try #require(pair.get(endStream: false))
    let shared = [UInt8](repeating: 7, count: 60_000)
    pair.client.send(shared, on: id, endStream: true)
    let address = shared.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    var sharedBytes = 0
    while pair.client.hasOutput {
      for segment in pair.client.takeOutput(limit: 1 << 20) {
        let place = segment.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        if place >= address, place < address + 60_000 { sharedBytes += segment.count }
        pair.server.receive(Array(segment).span, at: .zero)
      }
      pair.takeEvents()
      pair.carryDown()
    }
    #expect(sharedBytes == 60_000)
  }
}

@Suite struct HTTPClientEndTests {
  @Test func aServersGoAwayLetsOpenRequestsFinishAndTakesNoMore() throws {
    let pair = CorePair()
    let id = try #require(pair.get())
    pair.settle()
    pair.server.shutdown(at: .zero)
    pair.settle()
    #expect(pair.clientEvents == [.goAway])
    #expect(pair.isDraining)
    #expect(pair.get() == nil)
    #expect(!pair.isClientFinished)
    pair.respond(id, body: [1])
    pair.settle()
    #expect(pair.closure(id) == .complete)
    #expect(pair.isClientFinished)
    #expect(pair.isServerFinished)
    #expect(pair.goAwayCode == HTTP2ErrorCode.noError)
  }

  @Test func streamsThatAServerDidNotLookAtAreToldAsRefused() {
    let peer = RawServer()
    let ids = [peer.request(), peer.request(), peer.request()]
    _ = peer.output()
    let late = peer.request()
    // The last stream that was looked at is 1; the fourth was not even sent.
    peer.deliver(RawFrame.make(type: 7, stream: 0, [0, 0, 0, 1, 0, 0, 0, 0]))
    _ = peer.output()
    #expect(peer.closure(ids[0]) == nil)
    for id in [ids[1], ids[2], late] {
      #expect(peer.closure(id) == .reset(code: HTTP2ErrorCode.refusedStream))
    }
    #expect(!peer.isFinished)
    peer.deliver(RawFrame.headers(1, [(":status", "200")], endStream: true))
    _ = peer.output()
    #expect(peer.closure(ids[0]) == .complete)
    #expect(peer.isFinished)
  }

  @Test func aGoAwayInTwoStepsIsToldOnce() {
    let peer = RawServer()
    let id = peer.request()
    _ = peer.output()
    peer.deliver(RawFrame.make(type: 7, stream: 0, [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]))
    #expect(peer.isDraining)
    #expect(!peer.canOpenStream)
    peer.deliver(RawFrame.make(type: 7, stream: 0, [0, 0, 0, 1, 0, 0, 0, 0]))
    #expect(peer.events == [.goAway])
    #expect(peer.closure(id) == nil)
  }

  @Test func theClientsOwnShutdownLetsOpenRequestsFinish() throws {
    let pair = CorePair()
    let id = try #require(pair.get())
    pair.settle()
    pair.client.shutdown(at: .zero)
    #expect(pair.get() == nil)
    pair.settle()
    #expect(pair.serverEvents.last == .goAway)
    #expect(!pair.isClientFinished)
    pair.respond(id)
    pair.settle()
    #expect(pair.closure(id) == .complete)
    #expect(pair.isClientFinished)
  }

  @Test func aLostConnectionEndsEveryRequestOnce() throws {
    let pair = CorePair()
    let sent = try #require(pair.get())
    pair.settle()
    let unsent = try #require(pair.get())
    pair.client.connectionLost()
    pair.takeEvents()
    #expect(
      pair.clientEvents == [
        .closed(sent, .connectionLost), .closed(unsent, .reset(code: HTTP2ErrorCode.refusedStream)),
      ])
    #expect(pair.isClientFinished)
    #expect(pair.get() == nil)
    pair.client.connectionLost()
    pair.takeEvents()
    #expect(pair.clientEvents.count == 2)
  }

  @Test func theEndOfTheInputEndsEveryRequest() throws {
    let pair = CorePair()
    let id = try #require(pair.get())
    pair.settle()
    pair.client.inputClosed(at: .zero)
    pair.takeEvents()
    #expect(pair.closure(id) == .connectionLost)
    #expect(pair.isClientFinished)
  }

  @Test func aConnectionWhoseStreamNumbersAreUsedUpIsDraining() {
    var configuration = HTTPClientConfiguration()
    configuration.beginNearTheLastStream()
    let pair = CorePair(client: configuration)
    let last = pair.get()
    #expect(last == HTTPStreamID(Int32.max))
    #expect(pair.isDraining)
    #expect(pair.get() == nil)
    pair.settle()
    pair.respond(HTTPStreamID(Int32.max))
    pair.settle()
    #expect(pair.closure(last) == .complete)
  }
}
