import HTTP
import HTTPTestClient
import Testing

@testable import GRPC

/// A gRPC server session over an HTTP core, and a client, joined by hand.
private final class Pair {
  var http = HTTPServerConnection(protocol: .http2, configuration: HTTPServerConfiguration(), at: .zero)
  var session = GRPCServerSession(methods: ["/test.Service/Method"], maximumMessageSize: 100_000)
  let client: HTTP2TestClient
  var events: [GRPCServerEvent] = []
  var now = Duration.zero

  init(window: UInt32 = 1 << 20) { client = HTTP2TestClient(window: window) }

  func deliver(_ bytes: [UInt8]) {
    http.receive(bytes.span, at: now)
    takeEvents()
  }

  private func takeEvents() {
    while let event = http.nextEvent() { session.receive(event, http: &http, at: now) }
    while let event = session.nextEvent() { events.append(event) }
  }

  func settle(pieces: Int = .max) {
    for _ in 0..<10_000 {
      let up = client.output()
      var position = 0
      while position < up.count {
        let end = min(up.count, pieces == .max ? up.count : position + pieces)
        deliver(Array(up[position..<end]))
        position = end
      }
      var isQuiet = up.isEmpty
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

  func accept(_ id: Int32) { session.accept(HTTPStreamID(id), http: &http) }
  func send(_ message: [UInt8], _ id: Int32) { session.send(message, on: HTTPStreamID(id), http: &http) }
  func finish(_ id: Int32, _ status: GRPCStatus) { session.finish(HTTPStreamID(id), status, http: &http) }
  func timeout(_ time: Duration) {
    now = time
    session.timeout(at: time, http: &http)
  }
  func response(_ id: Int32) -> HTTP2TestClient.Response { client.responses[id] ?? HTTP2TestClient.Response() }
  /// The status, wherever it stands.
  func status(_ id: Int32) -> String? { response(id).trailers["grpc-status"] ?? response(id).headers["grpc-status"] }
  func message(_ id: Int32) -> String? { response(id).trailers["grpc-message"] ?? response(id).headers["grpc-message"] }
}

private let path = "/test.Service/Method"

@Suite struct GRPCServerTests {
  @Test func aUnaryCallIsAnswered() {
    let pair = Pair()
    let id = pair.client.call(path, messages: [[1, 2, 3]], endStream: true, fields: [("x-trace-bin", "AAEC")])
    pair.settle()
    guard case .call(let stream, let head)? = pair.events.first else {
      Issue.record("there was no call")
      return
    }
    #expect(head.service == "test.Service")
    #expect(head.method == "Method")
    #expect(head.metadata.fields.map(\.name) == ["x-trace-bin"])
    #expect(head.deadline == nil)
    #expect(Array(pair.events.dropFirst()) == [.message(stream, [1, 2, 3]), .halfClosed(stream)])
    pair.send([4, 5], id)
    pair.finish(id, .ok)
    pair.settle()
    #expect(pair.response(id).headers[":status"] == "200")
    #expect(pair.response(id).headers["content-type"] == "application/grpc")
    #expect(pair.response(id).messages == [[4, 5]])
    #expect(pair.response(id).trailers["grpc-status"] == "0")
    #expect(pair.events.last == .ended(stream, .completed))
  }

  @Test func headersAreSentBeforeTheFirstMessage() {
    let pair = Pair()
    let id = pair.client.call(path)
    pair.settle()
    pair.accept(id)
    pair.settle()
    #expect(pair.response(id).headers[":status"] == "200")
    #expect(pair.response(id).closeCode == nil)
  }

  @Test func messagesStreamBothWaysHoweverTheyAreCut() {
    let pair = Pair()
    let messages: [[UInt8]] = [[], [1], [UInt8](repeating: 2, count: 70_000), [3, 4]]
    let id = pair.client.call(path, messages: messages)
    pair.settle(pieces: 997)
    var received: [[UInt8]] = []
    for case .message(_, let message) in pair.events { received.append(message) }
    #expect(received == messages)
    for message in messages { pair.send(message, id) }
    pair.settle()
    #expect(pair.response(id).messages == messages)
    pair.client.send(HTTP2TestClient.framed([9]), on: id, endStream: true)
    pair.settle()
    #expect(pair.events.suffix(2) == [.message(HTTPStreamID(id), [9]), .halfClosed(HTTPStreamID(id))])
  }

  @Test func anUnknownMethodIsUnimplemented() {
    let pair = Pair()
    let id = pair.client.call("/test.Service/Other", endStream: true)
    pair.settle()
    #expect(pair.status(id) == "12")
    #expect(pair.message(id) == "there is no method /test.Service/Other")
    #expect(pair.events.isEmpty)
  }

  @Test func anUnknownEncodingIsUnimplementedAndTheAcceptedOneSaid() {
    let pair = Pair()
    for encoding in ["gzip", "deflate", "snappy", ""] {
      let id = pair.client.call(path, messages: [[1]], endStream: true, fields: [("grpc-encoding", encoding)])
      pair.settle()
      #expect(pair.status(id) == "12")
      #expect(pair.response(id).headers["grpc-accept-encoding"] == "identity")
    }
    #expect(pair.events.isEmpty)
  }

  @Test(arguments: [[], [("grpc-encoding", "identity")]])
  func aMessageThatSaysItIsCompressedWithoutAnEncodingIsInternal(fields: [(String, String)]) {
    let pair = Pair()
    let id = pair.client.call(path, fields: fields)
    pair.client.send([1, 0, 0, 0, 1, 0], on: id)
    pair.settle()
    #expect(pair.status(id) == "13")
    #expect(pair.message(id)?.contains("compressed") == true)
    #expect(pair.response(id).headers["grpc-accept-encoding"] == "identity")
  }

  @Test func metadataUpToTheBoundOfTheHeaderListComesWholeAndMoreIsRefused() {
    let pair = Pair()
    let value = String(repeating: "v", count: 12 << 10)
    let large = pair.client.call(path, fields: [("x-large", value)])
    pair.settle()
    guard case .call(let id, let head)? = pair.events.first else {
      Issue.record("there was no call")
      return
    }
    #expect(head.metadata["x-large"] == value)
    pair.session.finish(id, .ok, metadata: ["x-large": value], http: &pair.http)
    pair.settle()
    #expect(pair.response(large).headers["x-large"] == value)
    let tooLarge = pair.client.call(path, fields: [("x-large", value + value)])
    pair.settle()
    #expect(pair.response(tooLarge).headers[":status"] == "431")
  }

  @Test func binaryMetadataIsReadWithPaddingAndWithoutAndInSeveralFields() {
    let pair = Pair()
    _ = pair.client.call(
      path, fields: [("x-bin", "AQ==,AQI="), ("x-bin", "AQI"), ("x-bin", "AQ, AQID ,"), ("x-bin", "*")])
    pair.settle()
    guard case .call(_, let head)? = pair.events.first else {
      Issue.record("there was no call")
      return
    }
    #expect(head.metadata.binaryValues("x-bin") == [[1], [1, 2], [1, 2], [1], [1, 2, 3], []])
  }

  @Test func aMessageBeyondTheBoundEndsTheCallBeforeItIsHeld() {
    let pair = Pair()
    let id = pair.client.call(path)
    pair.client.send([0, 0x7F, 0xFF, 0xFF, 0xFF], on: id)
    pair.settle()
    #expect(pair.status(id) == "8")
    guard case .ended(_, .refused(let status))? = pair.events.last else {
      Issue.record("the call did not end")
      return
    }
    #expect(status.code == .resourceExhausted)
  }

  @Test func allUnfinishedMessagesTogetherAreBounded() {
    let pair = Pair()
    var ids: [Int32] = []
    for _ in 0..<3 {
      let id = pair.client.call(path)
      pair.client.send([0, 0, 1, 0, 0] + [UInt8](repeating: 0, count: 50_000), on: id)
      pair.settle()
      ids.append(id)
    }
    #expect(ids.contains { pair.status($0) == "8" })
  }

  @Test func aRequestThatEndsInsideAMessageIsAnError() {
    let pair = Pair()
    let id = pair.client.call(path)
    pair.client.send([0, 0, 0, 0, 9, 1], on: id, endStream: true)
    pair.settle()
    #expect(pair.status(id) == "13")
  }

  @Test func whatIsNotGRPCIsToldByHTTPsStatus() {
    let pair = Pair()
    let head = [(":method", "POST"), (":scheme", "http"), (":authority", "a"), (":path", path), ("te", "trailers")]
    let type = pair.client.request(head + [("content-type", "application/grpc-web")])
    let get = pair.client.request([(":method", "GET")] + head.dropFirst() + [("content-type", "application/grpc")])
    pair.settle()
    #expect(pair.response(type).headers[":status"] == "415")
    #expect(pair.response(get).headers[":status"] == "405")
    #expect(!GRPCServerSession.isGRPC(HTTPRequestHead(method: "GET", authority: "", path: "/")))
  }

  @Test func aDeadlineEndsTheCall() {
    let pair = Pair()
    let id = pair.client.call(path, fields: [("grpc-timeout", "1500m")])
    pair.settle()
    #expect(pair.session.nextDeadline == .milliseconds(1500))
    pair.timeout(.milliseconds(1499))
    pair.settle()
    #expect(pair.status(id) == nil)
    pair.timeout(.milliseconds(1500))
    pair.settle()
    #expect(pair.status(id) == "4")
    #expect(pair.events.last == .ended(HTTPStreamID(id), .deadlineExceeded))
  }

  @Test(arguments: [
    ("1H", Duration.seconds(3600)), ("2M", .seconds(120)), ("3S", .seconds(3)), ("4m", .milliseconds(4)),
    ("5u", .microseconds(5)), ("6n", .nanoseconds(6)), ("99999999S", .seconds(99_999_999)),
  ])
  func timeoutsAreReadInEveryUnit(text: String, expected: Duration) {
    #expect(GRPCTimeout.duration(text) == expected)
  }

  @Test(arguments: ["", "S", "1", "1x", "-1S", "+1S", "123456789S", "1.5S"])
  func brokenTimeoutsAreRefused(text: String) { #expect(GRPCTimeout.duration(text) == nil) }

  @Test func aCallerThatGivesUpEndsTheCall() {
    let pair = Pair()
    let id = pair.client.call(path)
    pair.settle()
    pair.client.reset(id)
    pair.settle()
    #expect(pair.events.last == .ended(HTTPStreamID(id), .cancelled))
    pair.send([1], id)
    pair.finish(id, .ok)
    pair.settle()
    #expect(pair.events.last == .ended(HTTPStreamID(id), .cancelled))
  }

  @Test func aLostConnectionEndsEveryCall() {
    let pair = Pair()
    let id = pair.client.call(path)
    pair.settle()
    pair.http.inputClosed(at: .zero)
    pair.settle()
    #expect(pair.events.last == .ended(HTTPStreamID(id), .connectionLost))
  }

  @Test func aStatusWithoutMessagesIsTrailersOnly() {
    let pair = Pair()
    let id = pair.client.call(path, endStream: true)
    pair.settle()
    pair.finish(id, GRPCStatus(.notFound, "no Überraschung, 100%\n"))
    pair.settle()
    #expect(pair.response(id).headers["grpc-status"] == "5")
    #expect(pair.response(id).headers["grpc-message"] == "no %C3%9Cberraschung, 100%25%0A")
    #expect(pair.response(id).trailers.isEmpty)
  }

  @Test func aSlowReaderIsCountedAndGoesOn() {
    let pair = Pair(window: 1000)
    let id = pair.client.call(path)
    pair.settle()
    pair.send([UInt8](repeating: 1, count: 90_000), id)
    let queued = pair.session.queuedBytes(on: HTTPStreamID(id), http: pair.http)
    #expect(queued == 90_005)
    pair.settle()
    #expect(pair.response(id).messages.first?.count == 90_000)
    #expect(pair.events.contains(.writable(HTTPStreamID(id))))
  }
}
