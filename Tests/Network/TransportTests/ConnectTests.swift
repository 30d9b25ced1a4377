import Synchronization
import Testing
import Transport

struct ConnectTests {
  private func connect(
    _ group: EventLoopGroup, _ addresses: [NetworkAddress], _ configuration: ConnectConfiguration, _ record: Record
  ) {
    let loop = group.loops[0]
    loop.execute {
      loop.connect(toFirstOf: addresses, configuration) { result in
        record.handler(of: result) { connection, _ in connection.write([[7][...]]) }
      }
    }
  }

  @Test func deadAddressesAreSkippedInTurn() throws {
    try withLoops { group in
      let gone = try Listener(anyPort, on: group) { _ in nil }
      gone.close()
      // It accepts and says nothing: the TLS handshake never ends.
      let mute = try Listener(anyPort, on: group) { TestHandler(Record(), $0) }
      let server = Record()
      let live = try Listener(anyPort, on: group, tls: TestCertificates.shared.server()) {
        TestHandler.echo(server, $0)
      }
      var configuration = ConnectConfiguration(tls: try TestCertificates.shared.client())
      configuration.deadline = .seconds(1)
      let record = Record()
      let start = MonotonicClock.now
      connect(group, [gone.address, mute.address, live.address, gone.address], configuration, record)
      eventually("the third answers") { record.now.bytes == [7] }
      #expect(MonotonicClock.now - start >= .seconds(1), "the second had its whole time")
      #expect(mute.counters.accepted == 1)
      #expect(record.now.setupError == nil)
    }
  }

  @Test func whereAllAreDeadTheLastOnesReasonIsTold() throws {
    try withLoops { group in
      let gone = try Listener(anyPort, on: group) { _ in nil }
      gone.close()
      let record = Record()
      connect(group, [.unix("/nonexistent/socket"), gone.address], ConnectConfiguration(), record)
      eventually("told") { record.now.setupError != nil }
      #expect(record.now.setupError?.object == gone.address.description)
      let none = Record()
      connect(group, [], ConnectConfiguration(), none)
      eventually("told") { none.now.setupError != nil }
      #expect(none.now.setupError?.code == .invalidAddress)
    }
  }

  @Test func aServerWithoutTheRequiredProtocolIsNoServer() throws {
    try withLoops { group in
      let certificates = TestCertificates.shared
      let deaf = Record()
      let without = try Listener(anyPort, on: group, tls: certificates.server()) { TestHandler.echo(deaf, $0) }
      let with = try Listener(anyPort, on: group, tls: certificates.server(protocols: ["h2"])) {
        TestHandler.echo(Record(), $0)
      }
      var configuration = ConnectConfiguration(tls: try certificates.client(protocols: ["h2"]))
      configuration.requiredProtocol = "h2"
      let alone = Record()
      connect(group, [without.address], configuration, alone)
      eventually("refused") { alone.now.setupError != nil }
      #expect(alone.now.setupError?.message.contains("h2") == true)
      let record = Record()
      connect(group, [without.address, with.address], configuration, record)
      eventually("the second is taken") { record.now.bytes == [7] }
      eventually("the first is closed") { without.counters.open == 0 }
    }
  }
}
