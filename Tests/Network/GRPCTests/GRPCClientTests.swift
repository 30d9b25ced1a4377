import HTTP
import Testing

@testable import GRPC

@Suite struct GRPCClientTests {
  @Test func aUnaryCallIsAnsweredByOurServer() {
    let pair = GRPCLoopback()
    let id = pair.start([[1, 2, 3]], halfClose: true)
    #expect(pair.requests[id]?.method == "POST")
    #expect(pair.requests[id]?.path == GRPCLoopback.path)
    #expect(pair.requests[id]?.fields["te"] == "trailers")
    #expect(pair.requests[id]?.fields["grpc-accept-encoding"] == "identity")
    #expect(pair.requests[id]?.fields["user-agent"] == "grpc-koperator")
    #expect(pair.requests[id]?.fields["grpc-timeout"] == nil)
    #expect(pair.serverEvents.suffix(2) == [.message(id, [1, 2, 3]), .halfClosed(id)])
    pair.reply([4, 5], id)
    pair.finish(id, metadata: ["x-end": "1"])
    pair.settle()
    #expect(pair.events.count == 3)
    #expect(pair.messages(id) == [[4, 5]])
    #expect(pair.result(id) == GRPCCallResult(.ok, metadata: ["x-end": "1"]))
    #expect(!pair.client.isOpen(id))
    #expect(pair.clientHTTP.openStreams == 0)
    #expect(pair.serverHTTP.openStreams == 0)
  }

  @Test func messagesStreamBothWays() {
    let pair = GRPCLoopback()
    let id = pair.start()
    pair.server.accept(id, metadata: ["x-up": "now"], http: &pair.serverHTTP)
    pair.settle()
    guard case .accepted(id, let metadata)? = pair.events.first else {
      Issue.record("the call was not accepted")
      return
    }
    #expect(metadata["x-up"] == "now")
    for size in [0, 1, 70_000, 5] {
      pair.send([UInt8](repeating: 7, count: size), id)
      pair.settle()
      #expect(pair.serverEvents.last == .message(id, [UInt8](repeating: 7, count: size)))
      pair.reply([UInt8](repeating: 8, count: size), id)
      pair.settle()
      #expect(pair.messages(id).last == [UInt8](repeating: 8, count: size))
    }
    pair.client.halfClose(id, http: &pair.clientHTTP)
    pair.settle()
    #expect(pair.serverEvents.last == .halfClosed(id))
    pair.finish(id)
    pair.settle()
    #expect(pair.code(id) == .ok)
  }

  @Test func metadataOfBothKindsGoesBothWays() {
    let pair = GRPCLoopback()
    var sent: HTTPFields = ["x-text": "t", "user-agent": "mine", "grpc-encoding": "gzip", "te": "no", ":path": "/"]
    sent.append("x-bin", binary: [0, 255])
    sent.append("x-bin", binary: [])
    let id = pair.start(halfClose: true, metadata: sent)
    guard case .call(_, let head)? = pair.serverEvents.first else {
      Issue.record("there was no call")
      return
    }
    #expect(head.metadata["x-text"] == "t")
    #expect(head.metadata["user-agent"] == "mine")
    #expect(head.metadata.values("te") == [])
    #expect(head.metadata.binaryValues("x-bin") == [[0, 255], []])
    var details: HTTPFields = ["x-more": "m"]
    details.append("grpc-status-details-bin", binary: [8, 13])
    pair.finish(id, GRPCStatus(.internal, "Größe: 100 % \n"), metadata: details)
    pair.settle()
    #expect(pair.result(id)?.status == GRPCStatus(.internal, "Größe: 100 % \n"))
    #expect(pair.result(id)?.metadata["x-more"] == "m")
    #expect(pair.result(id)?.metadata.binaryValues("grpc-status-details-bin") == [[8, 13]])
  }

  @Test func aStatusAloneEndsACallThatWasNeverAccepted() {
    let pair = GRPCLoopback()
    let id = pair.start()
    pair.finish(id, GRPCStatus(.permissionDenied, "not you"))
    pair.settle()
    #expect(pair.events == [.ended(id, GRPCCallResult(GRPCStatus(.permissionDenied, "not you")))])
    // The request was not over: both sides have forgotten the stream all the same.
    #expect(pair.clientHTTP.openStreams == 0)
    #expect(pair.serverHTTP.openStreams == 0)
    pair.send([1], id)
    pair.client.cancel(id, http: &pair.clientHTTP)
    pair.settle()
    #expect(pair.events.count == 1)
  }

  @Test func aCallThatIsGivenUpEndsOnBothSides() {
    let pair = GRPCLoopback()
    let early = pair.client.start(
      GRPCClientCallHead(path: GRPCLoopback.path, authority: "a", scheme: "http"), http: &pair.clientHTTP, at: .zero)
    let late = pair.start([[1]])
    pair.reply([2], late)
    pair.settle()
    for id in [early, late] {
      guard let id else { continue }
      pair.client.cancel(id, http: &pair.clientHTTP)
      pair.settle()
      #expect(pair.code(id) == .cancelled)
      #expect(pair.serverEvents.last == .ended(id, .cancelled))
    }
    #expect(pair.client.openCalls == 0)
    #expect(pair.serverHTTP.openStreams == 0)
  }

  @Test func callsBeyondTheRoomOfTheConnectionAreNotBegun() {
    var limited = HTTPServerConfiguration()
    limited.maximumConcurrentStreams = 2
    let pair = GRPCLoopback(serverConfiguration: limited)
    pair.settle()
    let first = pair.start()
    _ = pair.start()
    let head = GRPCClientCallHead(path: GRPCLoopback.path, authority: "a", scheme: "http")
    #expect(!pair.canStart)
    #expect(pair.client.start(head, http: &pair.clientHTTP, at: .zero) == nil)
    pair.finish(first)
    pair.settle()
    #expect(pair.canStart)
    #expect(pair.client.start(head, http: &pair.clientHTTP, at: .zero) != nil)
  }

  @Test func unaryAnswersAreOneMessageAndOK() {
    func result(_ messages: [[UInt8]], _ status: GRPCStatus) -> Result<[UInt8], GRPCStatus>? {
      let pair = GRPCLoopback()
      let id = pair.start(halfClose: true)
      for message in messages { pair.reply(message, id) }
      pair.finish(id, status)
      pair.settle()
      var response = GRPCUnaryResponse()
      var result: Result<[UInt8], GRPCStatus>?
      for event in pair.events {
        #expect(result == nil)
        result = response.receive(event)
      }
      return result
    }
    #expect(result([[1, 2]], .ok) == .success([1, 2]))
    #expect(result([[1, 2]], GRPCStatus(.notFound, "no")) == .failure(GRPCStatus(.notFound, "no")))
    for messages in [[], [[1], [2]]] as [[[UInt8]]] {
      guard case .failure(let status)? = result(messages, .ok) else {
        Issue.record("\(messages.count) messages passed for one")
        continue
      }
      #expect(status.code == .unimplemented)
    }
  }
}

@Suite struct GRPCClientTimeTests {
  @Test func theServerIsToldTheDeadlineAndTheCallEndsWithIt() {
    let pair = GRPCLoopback()
    pair.now = .seconds(5)
    let id = pair.start(deadline: .milliseconds(6500))
    #expect(pair.requests[id]?.fields["grpc-timeout"] == "1500000u")
    #expect(pair.client.nextDeadline == .milliseconds(6500))
    #expect(pair.server.nextDeadline == .milliseconds(6500))
    pair.timeout(at: .milliseconds(6499))
    #expect(pair.code(id) == nil)
    pair.timeout(at: .milliseconds(6500))
    #expect(pair.code(id) == .deadlineExceeded)
    #expect(pair.client.nextDeadline == nil)
    pair.settle()
    #expect(pair.serverEvents.last == .ended(id, .cancelled))
    #expect(pair.clientHTTP.openStreams == 0)
  }

  @Test func aDeadlineThatHasPassedEndsTheCallAtOnce() {
    let pair = GRPCLoopback()
    pair.now = .seconds(5)
    let id = pair.start(deadline: .seconds(5))
    #expect(pair.requests[id]?.fields["grpc-timeout"] == "1n")
    pair.timeout(at: .seconds(5))
    #expect(pair.code(id) == .deadlineExceeded)
  }

  @Test func aServerThatGivesUpFirstByTheSameDeadlineSaysTheSame() {
    let pair = GRPCLoopback(answersRaw: true)
    let inTime = pair.start(deadline: .seconds(2))
    pair.serverHTTP.reset(inTime, code: HTTP2ErrorCode.cancel)
    pair.settle()
    #expect(pair.code(inTime) == .cancelled)
    let id = pair.start(deadline: .seconds(2))
    pair.now = .seconds(2)
    pair.serverHTTP.reset(id, code: HTTP2ErrorCode.cancel)
    pair.settle()
    #expect(pair.code(id) == .deadlineExceeded)
  }

  @Test(arguments: [
    (Duration.nanoseconds(-5), "1n"), (.zero, "1n"), (.nanoseconds(1), "1n"), (.nanoseconds(99_999_999), "99999999n"),
    (.nanoseconds(100_000_001), "100001u"), (.milliseconds(1500), "1500000u"), (.seconds(100), "100000m"),
    (.seconds(99_999) + .milliseconds(999), "99999999m"), (.seconds(100_000), "100000S"),
    (.seconds(100_000) + .nanoseconds(1), "100001S"), (.seconds(99_999_999), "99999999S"),
    (.seconds(100_000_000), "1666667M"), (.seconds(6_000_000_000), "1666667H"), (.seconds(Int64.max), "99999999H"),
  ])
  func timeoutsAreSaidInTheFinestUnitThatHasRoom(duration: Duration, text: String) throws {
    #expect(GRPCTimeout.text(duration) == text)
    let read = try #require(GRPCTimeout.duration(text))
    if duration < .seconds(359_999_996_400) { #expect(read >= duration) }
  }
}

@Suite struct GRPCClientRuleTests {
  @Test(arguments: [
    (400, GRPCStatus.Code.internal), (401, .unauthenticated), (403, .permissionDenied), (404, .unimplemented),
    (429, .unavailable), (502, .unavailable), (503, .unavailable), (504, .unavailable), (500, .unknown),
    (418, .unknown),
    (302, .unknown),
  ])
  func aStatusOfHTTPWithoutOneOfGRPCHasAMeaning(status: Int, code: GRPCStatus.Code) {
    let pair = GRPCLoopback(answersRaw: true)
    let bare = pair.start(halfClose: true)
    pair.answer(bare, status: status, [:])
    let page = pair.start(halfClose: true)
    pair.answer(page, status: status, ["content-type": "text/html"], body: Array("<p>".utf8))
    for id in [bare, page] {
      #expect(pair.code(id) == code)
      #expect(pair.messages(id).isEmpty)
    }
    #expect(pair.clientHTTP.openStreams == 0)
  }

  @Test func aStatusOfGRPCCountsMoreThanThatOfHTTP() {
    let pair = GRPCLoopback(answersRaw: true)
    let id = pair.start(halfClose: true)
    pair.answer(id, status: 503, ["grpc-status": "7", "grpc-message": "n%C3%B6"])
    #expect(pair.result(id)?.status == GRPCStatus(.permissionDenied, "nö"))
  }

  @Test func aResponseThatIsNotGRPCsIsUnknown() {
    for type in ["text/html", "application/grpc-web", "application/json"] {
      let pair = GRPCLoopback(answersRaw: true)
      let id = pair.start(halfClose: true)
      pair.answer(id, ["content-type": type], body: [0, 0, 0, 0, 0], trailers: ["grpc-status": "0"])
      #expect(pair.code(id) == .unknown)
      #expect(pair.events.count == 1)
    }
  }

  @Test(arguments: [[:], ["grpc-status": ""], ["grpc-status": "x"], ["grpc-status": "-1"], ["grpc-status": "17"]])
  func aMissingOrBrokenStatusIsUnknown(trailers: HTTPFields) {
    let pair = GRPCLoopback(answersRaw: true)
    let streamed = pair.start()
    pair.answer(streamed, body: [0, 0, 0, 0, 1, 9], trailers: trailers.fields.isEmpty ? nil : trailers)
    let alone = pair.start(halfClose: true)
    pair.answer(alone, trailers)
    #expect(pair.messages(streamed) == [[9]])
    #expect(pair.code(streamed) == .unknown)
    #expect(pair.code(alone) == .unknown)
  }

  @Test func messagesThatAreCompressedAreRefused() {
    for fields in [[:], ["grpc-encoding": "identity"], ["grpc-encoding": "gzip"]] as [HTTPFields] {
      let pair = GRPCLoopback(answersRaw: true)
      let id = pair.start()
      var head: HTTPFields = ["content-type": "application/grpc"]
      for field in fields.fields { head.append(field.name, field.value) }
      pair.answer(id, head, body: [1, 0, 0, 0, 1, 0], trailers: ["grpc-status": "0"])
      #expect(pair.code(id) == .internal)
    }
    // An encoding that no message uses does no harm.
    let pair = GRPCLoopback(answersRaw: true)
    let id = pair.start()
    pair.answer(
      id, ["content-type": "application/grpc", "grpc-encoding": "gzip"], body: [0, 0, 0, 0, 1, 5],
      trailers: ["grpc-status": "0"])
    #expect(pair.code(id) == .ok)
    #expect(pair.messages(id) == [[5]])
  }

  @Test func aPrefixThatIsNoneAndAResponseThatIsCutAreInternal() {
    for body in [[2, 0, 0, 0, 0], [0, 0, 0, 0, 9, 1], [0, 0]] as [[UInt8]] {
      let pair = GRPCLoopback(answersRaw: true)
      let id = pair.start()
      pair.answer(id, body: body, trailers: ["grpc-status": "0"])
      #expect(pair.code(id) == .internal)
      #expect(pair.messages(id).isEmpty)
    }
    // The server's own reason counts more.
    let pair = GRPCLoopback(answersRaw: true)
    let id = pair.start()
    pair.answer(id, body: [0, 0, 0, 0, 9, 1], trailers: ["grpc-status": "15"])
    #expect(pair.code(id) == .dataLoss)
  }

  @Test func aMessageBeyondTheBoundEndsTheCallAndNoOther() {
    let pair = GRPCLoopback(maximumMessageSize: 1000)
    let large = pair.start(halfClose: true)
    let other = pair.start(halfClose: true)
    pair.reply([UInt8](repeating: 0, count: 1001), large)
    pair.reply([UInt8](repeating: 0, count: 1000), other)
    pair.settle()
    #expect(pair.code(large) == .resourceExhausted)
    #expect(pair.serverEvents.last == .ended(large, .cancelled))
    #expect(pair.messages(other).map(\.count) == [1000])
    pair.finish(other)
    pair.settle()
    #expect(pair.code(other) == .ok)
  }

  @Test func unfinishedMessagesOfAllCallsTogetherAreBounded() {
    let pair = GRPCLoopback(answersRaw: true, maximumMessageSize: 1000)
    let ids = [pair.start(), pair.start(), pair.start()]
    for id in ids {
      pair.serverHTTP.respond(
        to: id, HTTPResponseHead(status: 200, fields: ["content-type": "application/grpc"]), endStream: false)
      pair.serverHTTP.send([0, 0, 0, 3, 232] + [UInt8](repeating: 0, count: 400), on: id, endStream: false)
    }
    pair.settle()
    #expect(ids.map { pair.code($0) } == [nil, nil, .resourceExhausted])
    // What an ended call held is free again.
    for id in ids.prefix(2) {
      pair.serverHTTP.send([UInt8](repeating: 0, count: 600), on: id, endStream: false)
      pair.settle()
      #expect(pair.messages(id).map(\.count) == [1000])
    }
  }

  @Test(arguments: [
    (UInt32(0), GRPCStatus.Code.internal, false), (1, .internal, false), (2, .internal, false), (7, .unavailable, true),
    (8, .cancelled, false), (11, .resourceExhausted, false), (12, .permissionDenied, false),
  ])
  func aResetHasTheMeaningOfItsCode(code: UInt32, expected: GRPCStatus.Code, isUnprocessed: Bool) {
    let pair = GRPCLoopback(answersRaw: true)
    let id = pair.start()
    pair.serverHTTP.reset(id, code: code)
    pair.settle()
    #expect(pair.code(id) == expected)
    #expect(pair.result(id)?.isUnprocessed == isUnprocessed)
  }

  @Test func aLostConnectionEndsEveryCallAsUnavailable() {
    let pair = GRPCLoopback()
    let ids = [pair.start(), pair.start([[1]])]
    pair.clientHTTP.connectionLost()
    pair.settle()
    for id in ids {
      #expect(pair.code(id) == .unavailable)
      // The server may have acted on it.
      #expect(pair.result(id)?.isUnprocessed == false)
    }
    #expect(pair.client.openCalls == 0)
    #expect(pair.client.nextDeadline == nil)
  }
}

@Suite struct GRPCClientFlowTests {
  @Test func callsThatAServerLeavesAsItGoesAwayMayBeBegunAgain() {
    let pair = GRPCLoopback()
    let old = pair.start([[1]])
    // The server says that it goes, and the next call meets that on its way.
    pair.serverHTTP.shutdown(at: pair.now)
    let head = GRPCClientCallHead(path: GRPCLoopback.path, authority: "a", scheme: "http")
    let late = pair.client.start(head, http: &pair.clientHTTP, at: pair.now)
    pair.settle()
    #expect(pair.goAways > 0)
    #expect(pair.isDraining)
    #expect(pair.client.start(head, http: &pair.clientHTTP, at: pair.now) == nil)
    if let late {
      // Either the server still took it, or it is told that it was not looked at.
      #expect(pair.server.isOpen(late) || pair.result(late)?.isUnprocessed == true)
    }
    // What it took goes on to its end.
    pair.reply([2], old)
    pair.finish(old)
    if let late { pair.finish(late) }
    pair.settle()
    #expect(pair.messages(old) == [[2]])
    #expect(pair.code(old) == .ok)
    #expect(pair.isFinished)
  }

  @Test func aServerThatDoesNotReadFillsTheWindowAndNoMore() {
    var small = HTTPServerConfiguration()
    small.streamWindow = 1000
    let pair = GRPCLoopback(serverConfiguration: small)
    pair.settle()
    let id = pair.start()
    pair.send([UInt8](repeating: 1, count: 100_000), id)
    #expect(pair.client.queuedBytes(on: id, http: pair.clientHTTP) == 100_005)
    // The bytes go out, but the server takes no event: its window stays closed.
    for _ in 0..<10 {
      for segment in pair.clientHTTP.takeOutput(limit: 1 << 20) {
        pair.serverHTTP.receive(Array(segment).span, at: .zero)
      }
      for segment in pair.serverHTTP.takeOutput(limit: 1 << 20) {
        pair.clientHTTP.receive(Array(segment).span, at: .zero)
      }
    }
    pair.takeClientEvents()
    #expect(pair.client.queuedBytes(on: id, http: pair.clientHTTP) >= 98_000)
    #expect(!pair.events.contains(.writable(id)))
    // It reads: the message comes whole, and the client may go on.
    pair.settle()
    #expect(pair.serverEvents.last == .message(id, [UInt8](repeating: 1, count: 100_000)))
    #expect(pair.events.contains(.writable(id)))
  }

  @Test func aClientThatDoesNotReadHoldsTheServerBack() {
    var small = HTTPClientConfiguration()
    small.streamWindow = 1000
    let pair = GRPCLoopback(clientConfiguration: small)
    pair.settle()
    let id = pair.start()
    pair.reply([UInt8](repeating: 1, count: 100_000), id)
    for _ in 0..<10 {
      for segment in pair.serverHTTP.takeOutput(limit: 1 << 20) {
        pair.clientHTTP.receive(Array(segment).span, at: .zero)
      }
      for segment in pair.clientHTTP.takeOutput(limit: 1 << 20) {
        pair.serverHTTP.receive(Array(segment).span, at: .zero)
      }
    }
    #expect(pair.server.queuedBytes(on: id, http: pair.serverHTTP) >= 98_000)
    pair.settle()
    #expect(pair.messages(id).map(\.count) == [100_000])
    #expect(pair.server.queuedBytes(on: id, http: pair.serverHTTP) == 0)
  }

  @Test func aStatusBeforeTheRequestIsSentThrowsTheRestAway() {
    var small = HTTPServerConfiguration()
    small.streamWindow = 1000
    let pair = GRPCLoopback(answersRaw: true, serverConfiguration: small)
    pair.settle()
    let id = pair.start()
    pair.send([UInt8](repeating: 1, count: 100_000), id)
    pair.client.halfClose(id, http: &pair.clientHTTP)
    for segment in pair.clientHTTP.takeOutput(limit: 1 << 20) {
      pair.serverHTTP.receive(Array(segment).span, at: .zero)
    }
    // Only this goes back; the server itself says nothing of the stream.
    let head: HTTPFields = ["content-type": "application/grpc", "grpc-status": "8"]
    pair.serverHTTP.respond(to: id, HTTPResponseHead(status: 200, fields: head), endStream: true)
    for segment in pair.serverHTTP.takeOutput(limit: 1 << 20) {
      pair.clientHTTP.receive(Array(segment).span, at: .zero)
    }
    pair.takeClientEvents()
    _ = pair.clientHTTP.takeOutput(limit: 1 << 20)
    pair.takeClientEvents()
    #expect(pair.code(id) == .resourceExhausted)
    #expect(pair.clientHTTP.queuedBytes(on: id) == 0)
    #expect(pair.clientHTTP.openStreams == 0)
  }

  @Test func aMessageOnManyCallsIsOneArray() {
    let pair = GRPCLoopback()
    pair.settle()
    let ids = [pair.start(), pair.start(), pair.start()]
    let message = [UInt8](repeating: 5, count: 10_000)
    let address = message.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    for id in ids { pair.send(message, id) }
    var shared = 0
    while pair.clientHTTP.hasOutput {
      for segment in pair.clientHTTP.takeOutput(limit: 1 << 20) {
        let place = segment.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        if place >= address, place < address + 10_000 { shared += segment.count }
        pair.serverHTTP.receive(Array(segment).span, at: .zero)
      }
    }
    #expect(shared == 30_000)
    pair.settle()
    for id in ids { #expect(pair.serverEvents.contains(.message(id, message))) }
  }

  @Test func randomResponsesNeverTrapAndEveryCallEndsOnce() {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<300 {
      let pair = GRPCLoopback(answersRaw: true, maximumMessageSize: 500)
      let id = pair.start(halfClose: next(2) == 0, deadline: .seconds(9))
      let status = [200, 200, 200, 503, 404][next(5)]
      pair.serverHTTP.respond(
        to: id, HTTPResponseHead(status: status, fields: ["content-type": "application/grpc"]), endStream: next(8) == 0)
      for _ in 0..<next(5) {
        var bytes = GRPCMessageReader.prefix(of: [UInt8](repeating: 0, count: next(80)))
        bytes += [UInt8](repeating: 1, count: next(80))
        if next(3) == 0 { bytes[next(5)] = UInt8(next(256)) }
        pair.serverHTTP.send(bytes, on: id, endStream: next(8) == 0)
        pair.settle()
      }
      switch next(4) {
      case 0: pair.serverHTTP.sendTrailers(["grpc-status": String(next(20))], on: id)
      case 1: pair.serverHTTP.reset(id, code: UInt32(next(14)))
      case 2: pair.clientHTTP.connectionLost()
      default: break
      }
      pair.settle()
      pair.timeout(at: .seconds(9))
      #expect(pair.results(id).count == 1)
      #expect(pair.client.openCalls == 0)
    }
  }
}
