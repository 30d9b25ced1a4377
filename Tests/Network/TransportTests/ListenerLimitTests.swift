import Foundation
import Glibc
import Synchronization
import Testing
@testable import Transport

struct ListenerLimitTests {
  private let certificates = TestCertificates.shared

  private func echo(
    _ group: EventLoopGroup, _ tls: TLSContext?, _ configuration: ListenerConfiguration, _ record: Record = Record(),
    onHandshakeFailure: (@Sendable (NetworkAddress, TransportError) -> Void)? = nil
  ) throws -> Listener {
    try Listener(anyPort, on: group, configuration: configuration, tls: tls, onHandshakeFailure: onHandshakeFailure) {
      TestHandler.echo(record, $0)
    }
  }

  /// What a TLS client says first.
  private func clientHello(_ group: EventLoopGroup) throws -> [UInt8] {
    let heard = Record()
    let listener = try Listener(anyPort, on: group) { TestHandler(heard, $0) }
    group.connect(to: listener.address, with: ConnectConfiguration(tls: try certificates.client()), Record())
    eventually("it speaks") { heard.now.bytes.count > 100 }
    return heard.now.bytes
  }

  @Test func handshakesThatNeverEndKeepNobodyOut() throws {
    try withLoops(2) { group in
      var configuration = ListenerConfiguration()
      configuration.maximumHandshakes = 32
      configuration.minimumHandshakeTime = .milliseconds(50)
      // None of them may end by its deadline in this test.
      configuration.setupDeadline = .seconds(600)
      let reasons = Mutex<[String]>([])
      let listener = try echo(group, certificates.server(), configuration) { _, error in
        reasons.withLock { $0.append(error.message) }
      }
      let hello = try clientHello(group)
      var halfOpen: [BlockingClient] = []
      var most = 0
      for number in 0..<400 {
        let client = try BlockingClient(listener.address)
        if number % 2 == 0 { client.send(hello) }
        halfOpen.append(client)
        most = max(most, listener.counters.handshaking)
      }
      let served = Record()
      group.connect(to: listener.address, with: ConnectConfiguration(tls: try certificates.client()), served) {
        connection, _ in connection.write([[5][...]])
      }
      eventually("one who means it is served") { served.now.bytes == [5] }
      eventually("all were accepted") { listener.counters.accepted == 401 }
      #expect(most <= 32)
      #expect(listener.counters.handshakesGivenUp >= 401 - 33)
      #expect(listener.counters.handshakeFailures == listener.counters.handshakesGivenUp)
      #expect(listener.counters.open <= 33)
      eventually("their end was told") { reasons.withLock { $0.count } == listener.counters.handshakesGivenUp }
      #expect(reasons.withLock { $0.allSatisfy { $0.contains("given up") } })
      // The served one goes on.
      #expect(served.now.closed == 0)
    }
  }

  @Test func aCrowdThatMeansItIsServedWithoutBeingGivenUp() throws {
    try withLoops(2) { group in
      var configuration = ListenerConfiguration()
      configuration.maximumHandshakes = 8
      configuration.minimumHandshakeTime = .seconds(60)
      let listener = try echo(group, certificates.server(), configuration)
      let context = try certificates.client()
      var records: [Record] = []
      for _ in 0..<100 {
        let record = Record()
        records.append(record)
        group.connect(to: listener.address, with: ConnectConfiguration(tls: context), record) { connection, _ in
          connection.write([[1][...]])
        }
      }
      eventually("all are served", within: .seconds(60)) { records.allSatisfy { $0.now.bytes == [1] } }
      #expect(listener.counters.handshakesGivenUp == 0)
      #expect(listener.counters.handshakeFailures == 0)
      #expect(listener.counters.handshaking == 0)
    }
  }

  @Test func aHandshakeThatTricklesIsGivenUpAtItsDeadlineToo() throws {
    try withLoops { group in
      var configuration = ListenerConfiguration()
      configuration.setupDeadline = .milliseconds(300)
      let listener = try echo(group, certificates.server(), configuration)
      let hello = try clientHello(group)
      let client = try BlockingClient(listener.address)
      var sent = 0
      for byte in hello where listener.counters.handshakeFailures == 0 {
        client.send([byte])
        sent += 1
        usleep(10_000)
      }
      #expect(sent < hello.count, "it ended while bytes still came")
      #expect((client.read(1) ?? []).isEmpty)
      eventually("counted") { listener.counters.open == 0 && listener.counters.handshaking == 0 }
    }
  }

  @Test func aPeerHasOnlySoManyConnectionsAndOthersHaveTheirOwn() throws {
    try withLoops(2) { group in
      var configuration = ListenerConfiguration()
      configuration.maximumConnectionsPerPeer = 2
      let listener = try echo(group, nil, configuration)
      let first = try BlockingClient(listener.address)
      let second = try BlockingClient(listener.address)
      eventually("two are open") { listener.counters.open == 2 }
      let third = try BlockingClient(listener.address)
      #expect((third.read(1) ?? []).isEmpty)
      #expect(listener.counters.refusedOfPeer == 1)
      #expect(listener.counters.refused == 0)
      let other = try BlockingClient(listener.address, from: 0x7f00_0002)
      other.send([9])
      #expect(other.read(1) == [9])
      first.close()
      eventually("one is gone") { listener.counters.open == 2 }
      let again = try BlockingClient(listener.address)
      again.send([4])
      #expect(again.read(1) == [4])
      second.close()
    }
  }

  @Test func aNetworkOfIPv6IsOnePeerAndAUnixSocketIsNone() throws {
    let table = PeerTable(limit: 2)
    let network: UInt128 = 0x2001_0db8_0000_0001 << 64
    #expect(table.admit(.ipv6(network | 1, port: 1)))
    #expect(table.admit(.ipv6(network | 0xffff_0000_0000, port: 2)))
    #expect(!table.admit(.ipv6(network | 3, port: 3)))
    #expect(table.admit(.ipv6(network + (1 << 64) | 3, port: 3)))
    table.remove(.ipv6(network | 1, port: 1))
    #expect(table.admit(.ipv6(network | 3, port: 3)))
    for _ in 0..<10 { #expect(table.admit(.unix(""))) }
    try withLoops { group in
      var configuration = ListenerConfiguration()
      configuration.maximumConnectionsPerPeer = 1
      let path = "/tmp/koperator-peers-\(getpid()).sock"
      let listener = try Listener(.unix(path), on: group, configuration: configuration) {
        TestHandler.echo(Record(), $0)
      }
      let records = [Record(), Record(), Record()]
      for record in records { group.connect(to: listener.address, record) }
      eventually("all are open") { records.allSatisfy { $0.now.isOpen } }
      listener.close()
    }
  }

  @Test func whereTooMuchWaitsTheLargestReaderIsCutAndTheOthersGetAll() throws {
    try withLoops(2) { group in
      var configuration = ListenerConfiguration()
      configuration.maximumQueuedBytes = 16 << 20
      configuration.uncountedQueuedBytes = 0
      let small = pattern(8 << 20)
      let large = pattern(24 << 20)
      let cut = Record()
      let listener = try Listener(anyPort, on: group, configuration: configuration) { connection in
        let record = Record()
        let handler = TestHandler(record, connection)
        handler.onBytes = { connection, bytes in
          connection.write([bytes == [1] ? small[...] : large[...]])
          connection.closeOutput()
        }
        return connection.peer.host == "127.0.0.9" ? Reporting(handler, cut) : handler
      }
      var readers: [BlockingClient] = []
      for _ in 0..<2 {
        let reader = try BlockingClient(listener.address)
        reader.send([1])
        readers.append(reader)
      }
      eventually("both have bytes waiting") { listener.counters.queuedBytes > 0 && listener.counters.open == 2 }
      let greedy = try BlockingClient(listener.address, from: 0x7f00_0009)
      greedy.send([2])
      eventually("the largest is cut") { cut.now.closed == 1 }
      #expect(cut.now.error?.code == .outboundQueueFull)
      #expect(cut.now.error?.message.contains("all clients") == true)
      #expect(listener.counters.cut == 1)
      for reader in readers { #expect(reader.read(small.count + 1) == small) }
      for reader in readers { reader.close() }
      eventually("nothing waits") { listener.counters.open == 0 }
      #expect(listener.counters.queuedBytes == 0)
    }
  }

  @Test func whatWaitsAboveTheConnectionCountsToo() throws {
    try withLoops { group in
      var configuration = ListenerConfiguration()
      configuration.maximumQueuedBytes = 1 << 20
      configuration.uncountedQueuedBytes = 0
      let record = Record()
      let listener = try Listener(anyPort, on: group, configuration: configuration) { connection in
        let handler = TestHandler(record, connection)
        handler.onBytes = { connection, bytes in connection.queuedElsewhere = Int(bytes[0]) << 16 }
        return handler
      }
      let client = try BlockingClient(listener.address)
      client.send([16])
      eventually("counted") { listener.counters.queuedBytes == 1 << 20 }
      client.send([0])
      eventually("counted") { listener.counters.queuedBytes == 0 }
      client.send([17])
      eventually("cut") { record.now.closed == 1 }
      #expect(listener.counters.cut == 1 && listener.counters.queuedBytes == 0)
    }
  }

  @Test func manyThatAreALittleBehindAreNotCut() throws {
    try withLoops { group in
      var configuration = ListenerConfiguration()
      configuration.maximumQueuedBytes = 1 << 20
      configuration.uncountedQueuedBytes = 1 << 20
      let record = Record()
      let listener = try Listener(anyPort, on: group, configuration: configuration) { connection in
        let handler = TestHandler(record, connection)
        handler.onBytes = { connection, bytes in
          connection.queuedElsewhere = Int(bytes[0]) << 16
          connection.write([[bytes[0]][...]])
        }
        return handler
      }
      var clients: [BlockingClient] = []
      for _ in 0..<20 {
        let client = try BlockingClient(listener.address)
        client.send([16])
        #expect(client.read(1) == [16])
        clients.append(client)
      }
      #expect(listener.counters.queuedBytes == 0)
      clients[0].send([33])
      eventually("one that is far behind is cut") { listener.counters.cut == 1 }
      eventually("the others stay") { listener.counters.open == clients.count - 1 }
      for client in clients { client.close() }
    }
  }

  @Test func theReasonOfAFailedHandshakeIsTold() throws {
    try withLoops { group in
      let reasons = Mutex<[String]>([])
      let context = try certificates.server(clients: .required(certificates.pem("ca.pem")))
      let listener = try echo(group, context, ListenerConfiguration()) { peer, error in
        #expect(peer.host == "127.0.0.1")
        reasons.withLock { $0.append(error.description) }
      }
      group.connect(to: listener.address, with: ConnectConfiguration(tls: try certificates.client()), Record())
      eventually("told") { reasons.withLock { $0.count } == 1 }
      #expect(reasons.withLock { $0[0] }.contains("peer did not return a certificate"))
    }
  }
}

/// Tells a second record of the end.
private final class Reporting: ConnectionHandler {
  private let handler: TestHandler
  private let record: Record

  init(_ handler: TestHandler, _ record: Record) {
    self.handler = handler
    self.record = record
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) { handler.received(bytes, on: connection) }
  func inputClosed(_ connection: Connection) { handler.inputClosed(connection) }
  func drained(_ connection: Connection) { handler.drained(connection) }
  func closed(_ connection: Connection, error: TransportError?) {
    record.change { state in
      state.closed += 1
      state.error = error
    }
    handler.closed(connection, error: error)
  }
}
