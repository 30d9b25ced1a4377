import BrokerAgent
import Synchronization
import Testing
import Transport

/// Servers that are none.
@Suite struct OddServerTests {
  /// What came to a server.
  private final class Counts: Sendable {
    struct Values {
      var accepted = 0
      var closed = 0
      var bytes = 0
    }
    private let values = Mutex(Values())
    var now: Values { values.withLock { $0 } }
    func change(_ body: (inout Values) -> Void) { values.withLock { body(&$0) } }
  }

  private final class Handler: ConnectionHandler {
    private let counts: Counts
    init(_ counts: Counts) { self.counts = counts }
    func received(_ bytes: Span<UInt8>, on connection: Connection) {
      let count = bytes.count
      counts.change { $0.bytes += count }
    }
    func inputClosed(_ connection: Connection) { connection.close() }
    func drained(_ connection: Connection) {}
    func closed(_ connection: Connection, error: TransportError?) { counts.change { $0.closed += 1 } }
  }

  /// A server that says something to whoever connects, and no more.
  private func withServer(
    saying greeting: [UInt8], closes: Bool = false, _ body: (NetworkAddress, Counts) throws -> Void
  ) throws {
    let counts = Counts()
    let group = try EventLoopGroup(count: 1)
    defer { group.shutdown() }
    let listener = try Listener(.loopback(port: 0), on: group) { connection in
      counts.change { $0.accepted += 1 }
      connection.write([greeting[...]])
      if closes { connection.close() }
      return Handler(counts)
    }
    defer { listener.close() }
    try body(listener.address, counts)
  }

  @Test(arguments: [
    Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), [UInt8](repeating: 0xFF, count: 100_000),
    // SETTINGS, then a frame of 16 MB.
    [0, 0, 0, 4, 0, 0, 0, 0, 0] + [0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 1],
    // SETTINGS, then a response of garbage on the call's stream.
    [0, 0, 0, 4, 0, 0, 0, 0, 0] + [0, 0, 4, 1, 4, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF],
  ])
  func whatSpeaksNoHTTP2IsLeftAndTriedAgain(_ greeting: [UInt8]) throws {
    try withServer(saying: greeting) { address, counts in
      let agent = try TestAgent(.address(address))
      defer { agent.stop() }
      agent.update(pid: 2)
      eventually("it comes again and again") { counts.now.accepted > 5 }
      eventually("none stays open") { counts.now.accepted - counts.now.closed <= 1 }
      #expect(agent.replicas.first?.isWelcomed == false)
      #expect(agent.lines.count < 10)
    }
  }

  @Test func whoClosesAtOnceIsTriedAgain() throws {
    try withServer(saying: [], closes: true) { address, counts in
      let agent = try TestAgent(.address(address))
      defer { agent.stop() }
      eventually("it comes again and again") { counts.now.accepted > 5 }
      #expect(agent.lines.count < 10)
    }
  }

  @Test func aServerThatGivesNoRoomIsLeftAndNothingPilesUp() throws {
    // SETTINGS with an initial window of 0.
    try withServer(saying: [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0]) { address, counts in
      let agent = try TestAgent(.address(address), configure: { $0.maximumQueuedBytes = 20_000 })
      defer { agent.stop() }
      var pid: UInt32 = 0
      eventually("it is left more than once") {
        pid += 1
        agent.update(pid: pid)
        return (agent.replicas.first?.endedCalls ?? 0) >= 2
      }
      #expect(agent.lines.contains { $0.contains("does not read") })
      // Nothing of the reports went out but what the connection began with.
      #expect(counts.now.bytes < counts.now.accepted * 80_000)
      eventually("the connections are gone") { counts.now.accepted - counts.now.closed <= 1 }
    }
  }

  @Test func aServerThatFallsSilentIsLeft() throws {
    try withServer(saying: [0, 0, 0, 4, 0, 0, 0, 0, 0]) { address, counts in
      let agent = try TestAgent(
        .address(address),
        configure: {
          $0.keepaliveInterval = .milliseconds(30)
          $0.keepaliveTimeout = .milliseconds(30)
        })
      defer { agent.stop() }
      eventually("it is left and tried again") { counts.now.closed > 3 }
      #expect(agent.lines.contains { $0.contains("no sign of life") })
    }
  }
}
