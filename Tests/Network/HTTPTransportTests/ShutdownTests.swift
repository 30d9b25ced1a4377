import Glibc
import HTTP
import HTTPTransport
import Synchronization
import Testing
import Transport

struct ShutdownTests {
  @Test func openRequestsFinishBeforeTheServerIsDown() throws {
    let record = Record()
    try withServer(loops: 2, makeHandler: { TestHandler(record, $0) { _, _ in } }) { server, group in
      let old = try BlockingClient(server.address)
      old.send("GET /old HTTP/1.1\r\nhost: x\r\n\r\n")
      let new = try BlockingClient(server.address)
      new.send(HTTP2.begin + HTTP2.get(1))
      let idle = try BlockingClient(server.address)
      eventually("the requests are there") { record.now.channels.count == 2 && server.counters.listener.open == 3 }
      // Answers come while the server shuts down, from another thread's point of view.
      for channel in record.now.channels {
        channel.loop.execute {
          channel.loop.schedule(at: channel.loop.now + .milliseconds(50)) {
            channel.withValue { channel in
              channel.withHTTP { $0.respond(to: HTTPStreamID(1), HTTPResponseHead(status: 204), endStream: true) }
              channel.flush()
            }
          }
        }
      }
      let start = MonotonicClock.now
      server.shutdown(grace: .seconds(10))
      #expect(MonotonicClock.now - start < .seconds(8))
      #expect(record.now.closed == [.complete, .complete])
      #expect(record.now.disconnected == 3)
      #expect(String(decoding: old.readAll(), as: UTF8.self).hasPrefix("HTTP/1.1 204"))
      let frames = HTTP2.frames(new.readAll())
      #expect(frames.contains { $0.type == 7 }, "GOAWAY")
      #expect(frames.contains { $0.type == 1 && $0.stream == 1 }, "the response")
      #expect(idle.readAll().isEmpty)
      #expect(throws: TransportError.self) { try BlockingClient(server.address) }
    }
  }

  @Test func whatDoesNotFinishIsCutAtTheDeadline() throws {
    let record = Record()
    try withServer(makeHandler: { TestHandler(record, $0) { _, _ in } }) { server, _ in
      let client = try BlockingClient(server.address)
      client.send(HTTP2.begin + HTTP2.get(1))
      eventually("the request is there") { record.now.requests.count == 1 }
      let start = MonotonicClock.now
      server.shutdown(grace: .milliseconds(100))
      let took = MonotonicClock.now - start
      #expect(took >= .milliseconds(100) && took < .seconds(5))
      #expect(record.now.closed == [.connectionLost])
      #expect(record.now.disconnected == 1)
      #expect(server.counters.listener.open == 0)
    }
  }

  @Test func aServerWithoutConnectionsIsDownAtOnce() throws {
    try withServer(makeHandler: { TestHandler(Record(), $0, onEvent: answer) }) { server, _ in
      let start = MonotonicClock.now
      server.shutdown(grace: .seconds(10))
      server.shutdown(grace: .seconds(10))
      #expect(MonotonicClock.now - start < .seconds(2))
    }
  }
}
