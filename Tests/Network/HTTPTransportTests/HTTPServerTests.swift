import Glibc
import HTTP
import HTTPTransport
import Synchronization
import Testing
import Transport

struct HTTPServerTests {
  @Test func oneListenerServesBothVersionsInTheClear() throws {
    let record = Record()
    try withServer(loops: 2, makeHandler: { TestHandler(record, $0, onEvent: answer) }) { server, _ in
      let old = try BlockingClient(server.address)
      old.send("GET /one HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(old.read(until: "/one").hasPrefix("HTTP/1.1 200"))
      old.send("GET /two HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
      #expect(String(decoding: old.readAll(), as: UTF8.self).contains("/two"))

      let new = try BlockingClient(server.address)
      // A byte at a time, so that the preface is met in pieces.
      for byte in HTTP2.begin { new.send([byte]) }
      new.send(HTTP2.get(1) + HTTP2.get(3))
      var bytes: [UInt8] = []
      while HTTP2.frames(bytes).filter({ $0.type == 0 && $0.flags & 1 == 1 }).count < 2 {
        guard let part = new.readSome(), !part.isEmpty else { break }
        bytes += part
      }
      let bodies = HTTP2.frames(bytes).filter { $0.type == 0 }.map { String(decoding: $0.payload, as: UTF8.self) }
      #expect(bodies.joined() == "you asked for /you asked for /")
      new.close()
      eventually("both are gone") { record.now.disconnected == 2 }
      #expect(record.now.requests.map(\.path) == ["/one", "/two", "/", "/"])
      #expect(record.now.closed.allSatisfy { $0 == .complete })
      #expect(Set(record.now.infos.map(\.loopIndex)) == [0, 1])
      #expect(server.counters.listener.accepted == 2)
    }
  }

  @Test func garbageIsAnsweredByTheRulesAndLeavesNothingBehind() throws {
    let record = Record()
    try withServer(makeHandler: { TestHandler(record, $0, onEvent: answer) }) { server, _ in
      let inputs: [[UInt8]] = [
        Array("\u{16}\u{3}\u{1}nonsense\r\n\r\n".utf8), Array("GET / HTTP/1.1\r\nhost x\r\n\r\n".utf8),
        Array("GET / HTTP/1.1\nhost: x\n\n".utf8), HTTP2.begin + HTTP2.frame(0, 0, 7, [1, 2, 3]),
        HTTP2.begin + HTTP2.frame(1, 4, 1, [0xff, 0xff, 0xff, 0xff]), HTTP2.begin + [255, 255, 255, 0, 0, 0, 0, 0, 1],
        Array(HTTP2.begin.prefix(20)), [],
      ]
      for input in inputs {
        let client = try BlockingClient(server.address)
        client.send(input)
        client.closeOutput()
        _ = client.readAll()
      }
      eventually("all are gone") { server.counters.listener.open == 0 }
      // The last two are no errors: a preface that stops, and nothing at all.
      eventually("counted") { server.counters.protocolErrors == inputs.count - 2 }
      let client = try BlockingClient(server.address)
      client.send("GET /still HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(client.read(until: "/still").contains("200"))
    }
  }

  @Test func aReaderThatStopsHoldsTheOutputBackInTheCore() throws {
    let record = Record()
    let total = 16 << 20
    let piece = [UInt8](repeating: 7, count: 256 << 10)
    // Sends while little is queued, and goes on when the core says so.
    let makeHandler: @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler = { info in
      TestHandler(record, info) { event, channel in
        let id: HTTPStreamID
        switch event {
        case .request(let stream, _, _):
          id = stream
          channel.withHTTP { $0.respond(to: stream, HTTPResponseHead(status: 200), endStream: false) }
        case .writable(let stream): id = stream
        default: return
        }
        channel.withHTTP { http in
          while record.now.written < total, http.queuedBytes(on: id) < 256 << 10 {
            http.send(piece, on: id, endStream: record.now.written + piece.count == total)
            let queued = http.queuedBytes(on: id)
            record.change { state in
              state.written += piece.count
              state.largestQueue = max(state.largestQueue, queued)
            }
          }
        }
      }
    }
    try withServer(makeHandler: makeHandler) { server, group in
      let client = try BlockingClient(server.address, receiveBuffer: 8 << 10)
      client.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
      #expect(client.readSome(100)?.isEmpty == false)
      // What the kernel, the connection and the core hold is all that is written while nobody reads.
      var last = -1
      eventually("the writer waits") {
        group.loops[0].executeAndWait {}
        defer { last = record.now.written }
        usleep(20_000)
        return last == record.now.written
      }
      #expect(record.now.written < total)
      var count = 100
      while let part = client.readSome(1 << 20), !part.isEmpty { count += part.count }
      #expect(count > total)
      #expect(record.now.written == total)
      #expect(record.now.largestQueue <= 512 << 10)
    }
  }

  @Test func aRequestIsToldOfItsEndWhenTheConnectionIsLost() throws {
    let record = Record()
    try withServer(makeHandler: { TestHandler(record, $0) { _, _ in } }) { server, _ in
      let old = try BlockingClient(server.address)
      old.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
      eventually("the request is there") { record.now.requests.count == 1 }
      old.reset()
      eventually("it is gone") { record.now.disconnected == 1 }
      #expect(record.now.closed == [.connectionLost])
      let new = try BlockingClient(server.address)
      new.send(HTTP2.begin + HTTP2.get(1) + HTTP2.get(3))
      eventually("the requests are there") { record.now.requests.count == 3 }
      new.close()
      eventually("they are gone") { record.now.disconnected == 2 }
      #expect(record.now.closed == [.connectionLost, .connectionLost, .connectionLost])
    }
  }

  @Test func answersOfLaterGoOutByFlush() throws {
    let record = Record()
    try withServer(makeHandler: { TestHandler(record, $0) { _, _ in } }) { server, _ in
      let client = try BlockingClient(server.address)
      client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
      eventually("the request is there") { record.now.channels.count == 1 }
      let channel = try #require(record.now.channels.first)
      channel.loop.execute {
        channel.withValue { channel in
          channel.withHTTP { http in
            http.respond(to: HTTPStreamID(1), HTTPResponseHead(status: 204), endStream: true)
          }
          channel.flush()
        }
      }
      #expect(client.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 204"))
    }
  }

  @Test func anAnswerBeforeACloseStillGoesOut() throws {
    let record = Record()
    let makeHandler: @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler = { info in
      TestHandler(record, info) { event, channel in
        answer(event, channel)
        if case .request = event { channel.close() }
      }
    }
    try withServer(makeHandler: makeHandler) { server, _ in
      let client = try BlockingClient(server.address)
      client.send("GET /last HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(String(decoding: client.readAll(), as: UTF8.self).contains("you asked for /last"))
      client.close()
      eventually("gone") { record.now.disconnected == 1 }
    }
  }

  @Test func theHandlersAndTheCoresDeadlinesAreServed() throws {
    let record = Record()
    var configuration = HTTPServerConfiguration()
    configuration.headerDeadline = .milliseconds(60)
    let makeHandler: @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler = { info in
      TestHandler(record, info, deadline: MonotonicClock.now + .milliseconds(10)) { _, _ in }
    }
    try withServer(configuration: configuration, makeHandler: makeHandler) { server, _ in
      let client = try BlockingClient(server.address)
      #expect(client.readAll().isEmpty)
      #expect(record.now.timeouts == 1)
      client.close()
      eventually("gone") { record.now.disconnected == 1 }
      let slow = try BlockingClient(server.address)
      slow.send("GET / HTTP/1.1\r\nhost")
      #expect(String(decoding: slow.readAll(), as: UTF8.self).hasPrefix("HTTP/1.1 408"))
    }
  }

  @Test func nothingIsToldFromWithinATimeout() throws {
    let record = Record()
    try withServer(makeHandler: { _ in ResettingHandler(record) }) { server, _ in
      let client = try BlockingClient(server.address)
      client.send(HTTP2.begin + HTTP2.get(1))
      eventually("the end of the stream was told") { record.now.closed.count == 1 }
      #expect(record.now.timeouts == 1)
    }
  }

  @Test func connectionsOverTheCapAreRefusedAndCounted() throws {
    var listener = ListenerConfiguration()
    listener.maximumConnections = 1
    try withServer(listener: listener, makeHandler: { TestHandler(Record(), $0, onEvent: answer) }) { server, _ in
      let first = try BlockingClient(server.address)
      first.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(first.read(until: "asked").contains("200"))
      let second = try BlockingClient(server.address)
      #expect(second.readAll().isEmpty)
      eventually("counted") { server.counters.listener.refused == 1 }
    }
  }
}

/// Gives a request up in its own time-out, and flushes there. It must not be told of the end before its call is over.
private final class ResettingHandler: HTTPConnectionHandler {
  private let record: Record
  private var open: HTTPStreamID?
  private var isInTimeout = false
  var nextDeadline: Duration?

  init(_ record: Record) { self.record = record }

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    #expect(!isInTimeout)
    switch event {
    case .request(let id, _, _):
      open = id
      nextDeadline = channel.now + .milliseconds(1)
    case .closed(_, let closure): record.change { $0.closed.append(closure) }
    default: break
    }
  }

  func timeout(on channel: HTTPServerChannel) {
    isInTimeout = true
    defer { isInTimeout = false }
    nextDeadline = nil
    record.change { $0.timeouts += 1 }
    guard let open else { return }
    channel.withHTTP { $0.reset(open, code: HTTP2ErrorCode.cancel) }
    channel.flush()
  }

  func disconnected(_ channel: HTTPServerChannel) {}
}
