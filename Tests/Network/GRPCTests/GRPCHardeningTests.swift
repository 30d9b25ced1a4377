import HTTP
import HTTPTestClient
import Testing

@testable import GRPC

/// A gRPC server session over an HTTP core, and a client, joined by hand.
private final class Pair {
  var http: HTTPServerConnection
  var session: GRPCServerSession
  let client: HTTP2TestClient
  var events: [GRPCServerEvent] = []
  var now = Duration.zero

  init(window: UInt32 = 1 << 20, maximumMessageSize: Int = 32 << 20) {
    client = HTTP2TestClient(window: window)
    http = HTTPServerConnection(protocol: .http2, configuration: HTTPServerConfiguration(), at: .zero)
    session = GRPCServerSession(methods: [path], maximumMessageSize: maximumMessageSize)
  }

  func takeEvents() {
    while let event = http.nextEvent() { session.receive(event, http: &http, at: now) }
    while let event = session.nextEvent() { events.append(event) }
  }

  func up(_ limit: Int = .max) -> Bool {
    let bytes = client.output()
    var position = 0
    while position < bytes.count {
      let end = limit == .max ? bytes.count : min(bytes.count, position + limit)
      http.receive(Array(bytes[position..<end]).span, at: now)
      takeEvents()
      position = end
    }
    return !bytes.isEmpty
  }

  func settle(pieces: Int = .max) {
    for _ in 0..<10_000 {
      var isQuiet = !up(pieces)
      while http.hasOutput {
        let output = http.takeOutput(limit: 16 << 10)
        if output.isEmpty { break }
        isQuiet = false
        for segment in output { client.receive(Array(segment)) }
        takeEvents()
      }
      takeEvents()
      if isQuiet { return }
    }
    Issue.record("the two never came to rest")
  }

  func response(_ id: Int32) -> HTTP2TestClient.Response { client.responses[id] ?? HTTP2TestClient.Response() }
  func status(_ id: Int32) -> String? { response(id).trailers["grpc-status"] ?? response(id).headers["grpc-status"] }
  func send(_ message: [UInt8], _ id: Int32) { session.send(message, on: HTTPStreamID(id), http: &http) }

  var messages: [[UInt8]] {
    var messages: [[UInt8]] = []
    for case .message(_, let message) in events { messages.append(message) }
    return messages
  }
}

private let path = "/test.Service/Method"

@Suite struct GRPCFramingTests {
  @Test func messagesAreReadWhereverTheirBytesAreCut() {
    let messages: [[UInt8]] = [[], [1], [], [UInt8](repeating: 2, count: 300), [3, 4, 5]]
    let bytes = messages.flatMap(HTTP2TestClient.framed)
    for first in 0...bytes.count {
      for size in [1, 4, 6, bytes.count] {
        var reader = GRPCMessageReader(limit: 300)
        var read: [[UInt8]] = []
        #expect(reader.read(Array(bytes[0..<first]), into: &read) == nil)
        var position = first
        while position < bytes.count {
          let end = min(bytes.count, position + size)
          #expect(reader.read(Array(bytes[position..<end]), into: &read) == nil)
          position = end
        }
        #expect(read == messages)
        #expect(!reader.isInsideMessage)
      }
    }
  }

  @Test(arguments: [
    ([UInt8]([0, 0, 0, 0, 10]), GRPCStatus.Code?.none), ([0, 0, 0, 0, 11], .resourceExhausted),
    ([0, 0xFF, 0xFF, 0xFF, 0xFF], .resourceExhausted), ([1, 0, 0, 0, 1], .internal), ([2, 0, 0, 0, 1], .internal),
  ])
  func aPrefixIsCheckedBeforeAnythingIsHeld(prefix: [UInt8], code: GRPCStatus.Code?) {
    var reader = GRPCMessageReader(limit: 10)
    var read: [[UInt8]] = []
    #expect(reader.read(prefix, into: &read)?.code == code)
    #expect(reader.heldBytes == 0)
    #expect(read.isEmpty)
  }

  @Test func envoysFirstRequestOf61KBNeedsNoAnswerToComeWhole() {
    let pair = Pair()
    _ = pair.client.call(path, messages: [[UInt8](repeating: 1, count: 61 << 10)])
    while pair.up() {}
    #expect(pair.messages.map(\.count) == [61 << 10])
  }

  @Test func aMessageOnManyStreamsIsOneArray() {
    let pair = Pair(window: 1 << 24)
    let ids = [pair.client.call(path), pair.client.call(path), pair.client.call(path)]
    pair.settle()
    let message = [UInt8](repeating: 5, count: 10_000)
    let address = message.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    for id in ids { pair.send(message, id) }
    var shared = 0
    while pair.http.hasOutput {
      for segment in pair.http.takeOutput(limit: 1 << 20) {
        let place = segment.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        if place >= address, place < address + 10_000 { shared += segment.count }
        pair.client.receive(Array(segment))
      }
    }
    #expect(shared == 30_000)
    for id in ids { #expect(pair.response(id).messages == [message]) }
  }
}

@Suite struct GRPCCallTests {
  @Test func allFourKindsOfCallsWork() {
    let pair = Pair()
    let unary = pair.client.call(path, messages: [[1]], endStream: true)
    let client = pair.client.call(path, messages: [[1], [2]])
    let server = pair.client.call(path, messages: [[1]], endStream: true)
    let both = pair.client.call(path)
    pair.settle()
    pair.client.send(HTTP2TestClient.framed([3]), on: client, endStream: true)
    for index: UInt8 in 1...3 {
      pair.client.send(HTTP2TestClient.framed([index]), on: both)
      pair.settle()
      pair.send([index], both)
      pair.send([index], server)
      pair.settle()
    }
    pair.send([9], unary)
    pair.send([6], client)
    for id in [unary, client, server, both] { pair.session.finish(HTTPStreamID(id), .ok, http: &pair.http) }
    pair.settle()
    #expect(pair.response(unary).messages == [[9]])
    #expect(pair.response(client).messages == [[6]])
    #expect(pair.response(server).messages == [[1], [2], [3]])
    #expect(pair.response(both).messages == [[1], [2], [3]])
    for id in [unary, client, server, both] { #expect(pair.status(id) == "0") }
    let halfClosed = pair.events.filter { if case .halfClosed = $0 { true } else { false } }
    #expect(halfClosed.count == 3)
  }

  @Test func metadataComesAndGoesWithoutWhatGRPCSetsItself() {
    let pair = Pair()
    let id = pair.client.call(path, fields: [("x-one", "1"), ("x-bin", "AQID,BA=="), ("grpc-trace-context", "t")])
    pair.settle()
    guard case .call(let stream, let head)? = pair.events.first else {
      Issue.record("there was no call")
      return
    }
    #expect(head.metadata.fields.map(\.name) == ["x-one", "x-bin"])
    #expect(head.metadata.binaryValues("x-bin") == [[1, 2, 3], [4]])
    var metadata: HTTPFields = ["x-two": "2", "grpc-status": "7", "content-type": "text/html"]
    metadata.append("y-bin", binary: [0xFF, 0xFE])
    pair.session.accept(stream, metadata: metadata, http: &pair.http)
    pair.session.finish(stream, .ok, metadata: ["x-three": "3", "grpc-status": "9"], http: &pair.http)
    pair.settle()
    #expect(pair.response(id).headers["x-two"] == "2")
    #expect(pair.response(id).headers["y-bin"] == "//4")
    #expect(pair.response(id).headers["grpc-status"] == nil)
    #expect(pair.response(id).headers["content-type"] == "application/grpc")
    #expect(pair.response(id).trailers == ["grpc-status": "0", "x-three": "3"])
  }

  @Test func aRequestThatWouldLoseItsTrailersIsToldSo() {
    let pair = Pair()
    let head = [(":method", "POST"), (":scheme", "http"), (":authority", "a"), (":path", path)]
    let id = pair.client.request(head + [("content-type", "application/grpc")])
    pair.settle()
    #expect(pair.response(id).headers[":status"] == "400")
    #expect(pair.status(id) == "13")
    #expect(pair.events.isEmpty)
  }

  @Test func overHTTP1ItIsRefused() {
    var http = HTTPServerConnection(protocol: .http1, configuration: HTTPServerConfiguration(), at: .zero)
    var session = GRPCServerSession(methods: [path])
    let text = "POST \(path) HTTP/1.1\r\nHost: h\r\nContent-Type: application/grpc\r\nTE: trailers\r\n\r\n"
    http.receive(Array(text.utf8).span, at: .zero)
    while let event = http.nextEvent() { session.receive(event, http: &http, at: .zero) }
    #expect(session.nextEvent() == nil)
    var output: [UInt8] = []
    while http.hasOutput { for segment in http.takeOutput(limit: 1000) { output += segment } }
    #expect(String(decoding: output, as: UTF8.self).hasPrefix("HTTP/1.1 505 "))
  }

  @Test(arguments: [
    ("application/grpc", true), ("application/grpc+proto", true), ("application/grpc;charset=utf-8", true),
    ("application/grpc+json", false), ("application/grpc-web", false), ("application/grpcx", false),
  ])
  func onlyMessagesOfProtocolBuffersAreTaken(type: String, isTaken: Bool) {
    let pair = Pair()
    let id = pair.client.request([
      (":method", "POST"), (":scheme", "http"), (":authority", "a"), (":path", path), ("content-type", type),
      ("te", "trailers"),
    ])
    pair.settle()
    #expect(pair.events.isEmpty != isTaken)
    #expect((pair.response(id).headers[":status"] == "415") != isTaken)
  }

  @Test func aDeadlineFreesWhatACallerThatDoesNotReadHasQueued() {
    let pair = Pair(window: 100)
    let id = pair.client.call(path, fields: [("grpc-timeout", "1S")])
    pair.settle()
    pair.send([UInt8](repeating: 1, count: 1 << 20), id)
    for segment in pair.http.takeOutput(limit: 1 << 20) { pair.client.receive(Array(segment)) }
    #expect(pair.http.queuedBytes(on: HTTPStreamID(id)) > 1_000_000)
    pair.session.timeout(at: .seconds(1), http: &pair.http)
    for segment in pair.http.takeOutput(limit: 1 << 20) { pair.client.receive(Array(segment)) }
    pair.takeEvents()
    #expect(pair.events.last == .ended(HTTPStreamID(id), .deadlineExceeded))
    #expect(pair.http.queuedBytes(on: HTTPStreamID(id)) == 0)
    #expect(pair.http.openStreams == 0)
    #expect(pair.response(id).closeCode == 8)
  }

  @Test func aStuckCallIsAborted() {
    let pair = Pair(window: 100)
    let stuck = pair.client.call(path)
    let reading = pair.client.call(path)
    pair.settle()
    pair.send([UInt8](repeating: 1, count: 1000), stuck)
    for segment in pair.http.takeOutput(limit: 1 << 20) { pair.client.receive(Array(segment)) }
    let status = GRPCStatus(.unavailable, "the caller does not read")
    for id in [stuck, reading] { pair.session.abort(HTTPStreamID(id), status, http: &pair.http) }
    pair.settle()
    #expect(pair.response(stuck).closeCode == 7)
    #expect(pair.status(reading) == "14")
    #expect(!pair.session.isOpen(HTTPStreamID(stuck)))
    #expect(pair.session.nextDeadline == nil)
  }

  @Test func aStatusBeforeTheRequestIsOverEndsTheStreamForGood() {
    let pair = Pair()
    let id = pair.client.call(path)
    pair.settle()
    pair.session.finish(HTTPStreamID(id), GRPCStatus(.permissionDenied, "no"), http: &pair.http)
    pair.settle()
    pair.client.send(HTTP2TestClient.framed([1]), on: id)
    pair.settle()
    #expect(pair.status(id) == "7")
    #expect(pair.response(id).closeCode == 0)
    #expect(pair.http.openStreams == 0)
    #expect(pair.messages.isEmpty)
  }

  @Test func randomBodiesNeverTrap() {
    var state: UInt64 = 99
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    for _ in 0..<500 {
      let pair = Pair(maximumMessageSize: 1000)
      let id = pair.client.call(path)
      for _ in 0..<5 {
        var bytes = HTTP2TestClient.framed([UInt8](repeating: 1, count: Int(next() % 50)))
        if next() % 2 == 0 { bytes[Int(next() % 5)] = UInt8(next() & 3) }
        pair.client.send(bytes, on: id, endStream: next() % 10 == 0)
        pair.settle(pieces: 1 + Int(next() % 30))
      }
      pair.session.finish(HTTPStreamID(id), .ok, http: &pair.http)
      pair.settle()
      #expect(!pair.session.isOpen(HTTPStreamID(id)))
    }
  }
}

@Suite struct GRPCTextTests {
  @Test(arguments: [
    ([UInt8]([]), ""), ([0x66], "Zg"), ([0x66, 0x6F], "Zm8"), ([0x66, 0x6F, 0x6F], "Zm9v"), ([0xFB, 0xFF], "+/8"),
  ])
  func bytesAreWrittenAsBase64(bytes: [UInt8], text: String) {
    #expect(Base64.encode(bytes) == text)
    #expect(Base64.decode(text.utf8) == bytes)
    #expect(Base64.decode((text + String(repeating: "=", count: (4 - text.count % 4) % 4)).utf8) == bytes)
  }

  @Test(arguments: ["Z", "Zg=", "Zg===", "Z=g", "Zm9v====", "Zm9*", "-_"])
  func whatIsNoBase64IsLeftOut(text: String) { #expect(Base64.decode(text.utf8) == nil) }

  @Test(arguments: [
    "", "plain", "100%", "Ünïcode ✓", "line\nbreak", "%41", "\u{7F}", " at both ends ", " ", "  ",
    "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n",
  ])
  func messagesOfAStatusSurviveTheWire(text: String) {
    let encoded = GRPCStatus.encoded(text)
    #expect(encoded.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E })
    // A header field loses white space at its ends.
    #expect(encoded.first != " " && encoded.last != " ")
    #expect(GRPCStatus.decoded(encoded) == text)
  }

  @Test func brokenEscapesStandForThemselves() {
    for text in ["%", "%4", "%zz", "a%"] { #expect(GRPCStatus.decoded(text) == text) }
  }

  @Test func errorCodesOfHTTP2AndStatusesOfHTTPHaveTheirMeaning() {
    let codes: [(UInt32, GRPCStatus.Code)] = [
      (0, .internal), (1, .internal), (7, .unavailable), (8, .cancelled), (11, .resourceExhausted),
      (12, .permissionDenied),
    ]
    for (code, expected) in codes { #expect(GRPCStatus(resetCode: code).code == expected) }
    let statuses: [(Int, GRPCStatus.Code)] = [
      (400, .internal), (401, .unauthenticated), (403, .permissionDenied), (404, .unimplemented), (429, .unavailable),
      (503, .unavailable), (500, .unknown),
    ]
    for (status, expected) in statuses { #expect(GRPCStatus(httpStatus: status).code == expected) }
    #expect(GRPCStatus.Code.deadlineExceeded.description == "DEADLINE_EXCEEDED")
  }
}
