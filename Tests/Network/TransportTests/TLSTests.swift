import Foundation
import Glibc
import Testing
import Transport

struct TLSTests {
  private let certificates = TestCertificates.shared

  private func echo(
    _ group: EventLoopGroup, _ context: TLSContext, _ record: Record = Record(),
    _ configuration: ListenerConfiguration = ListenerConfiguration()
  ) throws -> Listener {
    try Listener(anyPort, on: group, configuration: configuration, tls: context) { TestHandler.echo(record, $0) }
  }

  @Test func whatAClientSendsComesBackAndBothEndsCloseProperly() throws {
    try withLoops(2) { group in
      let server = Record()
      let listener = try echo(group, certificates.server(protocols: ["h2"]), server)
      let client = Record()
      let bytes = pattern(3 << 20)
      let configuration = ConnectConfiguration(tls: try certificates.client(protocols: ["h2"]), serverName: "localhost")
      group.connect(to: listener.address, with: configuration, client) { connection, handler in
        connection.write([bytes[..<10], bytes[10..<100_000], bytes[100_000...]])
        connection.closeOutput()
        handler.onInputClosed = { $0.close() }
      }
      eventually("both are closed") { client.now.closed == 1 && server.now.closed == 1 }
      #expect(client.now.bytes == bytes)
      #expect(client.now.error == nil)
      #expect(server.now.error == nil)
      #expect(client.now.applicationProtocol == "h2")
      #expect(server.now.applicationProtocol == "h2")
      #expect(client.now.tlsVersion == "TLSv1.3")
      #expect(client.now.identity?.subject == "CN=server")
      #expect(server.now.identity == nil)
      #expect(listener.counters.handshakeFailures == 0)
    }
  }

  @Test func aSlowReaderHoldsTheWriterBackWithinItsBounds() throws {
    try withLoops(2) { group in
      let size = 8 << 20
      let bytes = pattern(size)
      let server = Record()
      let listener = try Listener(anyPort, on: group, tls: certificates.server()) { connection in
        let handler = TestHandler(server, connection)
        var offset = 0
        let pump = { (connection: Connection) in
          while connection.isWritable, offset < size {
            let end = min(size, offset + 48 << 10)
            connection.write([bytes[offset..<end]])
            offset = end
            let queued = connection.queuedBytes
            server.change { $0.largestQueue = max($0.largestQueue, queued) }
          }
          if offset == size { connection.close() }
        }
        handler.onDrained = pump
        pump(connection)
        return handler
      }
      let client = Record()
      let loop = group.loops[0]
      group.connect(to: listener.address, with: ConnectConfiguration(tls: try certificates.client()), client) {
        _, handler in
        handler.onBytes = { connection, _ in
          connection.pauseReading()
          loop.schedule(at: loop.now + .milliseconds(1)) { connection.resumeReading() }
        }
        handler.onInputClosed = { $0.close() }
      }
      eventually("everything came") { client.now.closed == 1 }
      #expect(client.now.bytes == bytes)
      // A slice over the high mark, and what four records of it add.
      #expect(server.now.largestQueue <= (64 + 48 + 70) << 10)
      #expect(server.now.error == nil)
    }
  }

  @Test func aClientsCertificateIsSeenByTheHandler() throws {
    try withLoops { group in
      let server = Record()
      let context = try certificates.server(clients: .required(certificates.pem("ca.pem")))
      let listener = try echo(group, context, server)
      let client = Record()
      group.connect(to: listener.address, with: ConnectConfiguration(tls: try certificates.client("client")), client)
      eventually("the server's end is open") { server.now.isOpen }
      let identity = try #require(server.now.identity)
      #expect(identity.subject == "CN=envoy,O=Example")
      #expect(identity.uriNames == ["spiffe://example.org/envoy/kafka/prod"])
      #expect(identity.dnsNames == ["envoy.example"])
      #expect(identity.ipAddresses == [[10, 1, 2, 3]])
      #expect(identity.serial == "02a6")
      #expect(identity.fingerprint.count == 32)
      #expect(identity.notAfter > identity.notBefore)
      #expect(server.now.certificate?.first == 0x30, "a DER sequence")
    }
  }

  @Test func aClientWithoutACertificateIsRefusedWhereOneIsRequiredAndServedWhereItIsOptional() throws {
    try withLoops { group in
      let authority = try certificates.pem("ca.pem")
      let strict = try echo(group, certificates.server(clients: .required(authority)))
      let refused = Record()
      group.connect(to: strict.address, with: ConnectConfiguration(tls: try certificates.client()), refused)
      eventually("the failure is counted") { strict.counters.handshakeFailures == 1 }
      // TLS 1.3: the client's side of the handshake is done before the server looks at it.
      eventually("the client knows") { refused.now.setupError != nil || refused.now.closed == 1 }

      let lenient = try echo(group, certificates.server(clients: .optional(authority)))
      let served = Record()
      group.connect(to: lenient.address, with: ConnectConfiguration(tls: try certificates.client()), served) {
        connection, _ in
        connection.write([[1][...]])
      }
      eventually("served") { served.now.bytes == [1] }
      let stranger = Record()
      group.connect(to: lenient.address, with: ConnectConfiguration(tls: try certificates.client("stranger")), stranger)
      eventually("a stranger is refused") { lenient.counters.handshakeFailures == 1 }
    }
  }

  @Test func whoTrustsAnyoneIsNotToldOfTheCertificateWhenSomethingElseFails() throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server("stranger", clients: .required(certificates.pem("ca.pem"))))
      let client = Record()
      let configuration = ConnectConfiguration(tls: try TLSContext.client(trust: .anyone))
      group.connect(to: listener.address, with: configuration, client) { connection, _ in connection.write([[1][...]]) }
      eventually("the server wants a certificate") { client.now.setupError != nil || client.now.closed == 1 }
      let cause = client.now.setupError?.cause ?? client.now.error?.cause ?? ""
      #expect(cause.contains("alert certificate required"))
      #expect(!cause.contains("issuer") && !cause.contains("self"), "\(cause)")
    }
  }

  @Test func aHandshakeThatThePeerBreaksOffIsCounted() throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server())
      let client = try BlockingClient(listener.address)
      eventually("the handshake waits") { listener.counters.open == 1 }
      client.reset()
      eventually("it is counted") { listener.counters.handshakeFailures == 1 }
      #expect(listener.counters.open == 0)
    }
  }

  @Test(arguments: [["http/1.1"], []])
  func aClientWithoutACommonProtocolIsRefused(_ protocols: [String]) throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server(protocols: ["h2"]))
      let client = Record()
      let configuration = ConnectConfiguration(tls: try certificates.client(protocols: protocols))
      group.connect(to: listener.address, with: configuration, client)
      eventually("refused") { client.now.setupError != nil }
      #expect(client.now.setupError?.code == .handshakeFailed)
      #expect(
        client.now.setupError?.cause.contains("no application protocol") == true,
        "\(client.now.setupError?.cause ?? "")")
      #expect(listener.counters.handshakeFailures == 1)
    }
  }

  @Test func theServersOwnOrderOfProtocolsDecides() throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server(protocols: ["h2", "http/1.1"]))
      let client = Record()
      group.connect(
        to: listener.address,
        with: ConnectConfiguration(tls: try certificates.client(protocols: ["x", "http/1.1", "h2"])),
        client)
      eventually("open") { client.now.isOpen }
      #expect(client.now.applicationProtocol == "h2")
    }
  }

  @Test func aClientRefusesAServerOfAnotherNameOrAnotherAuthority() throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server("elsewhere"))
      let wrongName = Record()
      group.connect(to: listener.address, with: ConnectConfiguration(tls: try certificates.client()), wrongName)
      eventually("refused") { wrongName.now.setupError != nil }
      #expect(wrongName.now.setupError?.code == .handshakeFailed)
      #expect(wrongName.now.setupError?.cause.contains("mismatch") == true)
      let rightName = Record()
      group.connect(
        to: listener.address,
        with: ConnectConfiguration(tls: try certificates.client(), serverName: "elsewhere.example"),
        rightName)
      eventually("open") { rightName.now.isOpen }
      let stranger = try echo(group, certificates.server("stranger"))
      let wrongAuthority = Record()
      group.connect(
        to: stranger.address,
        with: ConnectConfiguration(tls: try certificates.client(), serverName: "stranger.example"),
        wrongAuthority)
      eventually("refused") { wrongAuthority.now.setupError != nil }
      #expect(wrongAuthority.now.setupError?.code == .handshakeFailed)
    }
  }

  @Test func garbageIsAFailedHandshakeAndTheListenerServesOn() throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server())
      let garbage = try BlockingClient(listener.address)
      garbage.send(Array("GET / HTTP/1.1\r\nhost: x\r\n\r\n".utf8))
      eventually("counted") { listener.counters.handshakeFailures == 1 }
      let hangup = try BlockingClient(listener.address)
      hangup.send([22, 3, 1, 0, 200, 1])
      hangup.close()
      eventually("counted") { listener.counters.handshakeFailures == 2 }
      let client = Record()
      group.connect(to: listener.address, with: ConnectConfiguration(tls: try certificates.client()), client) {
        connection, _ in
        connection.write([[9][...]])
      }
      eventually("served") { client.now.bytes == [9] }
      eventually("nothing is left of them") { listener.counters.open == 1 }
    }
  }

  @Test func aHandshakeThatDoesNotEndIsGivenUpAtItsDeadline() throws {
    try withLoops { group in
      var configuration = ListenerConfiguration()
      configuration.setupDeadline = .milliseconds(80)
      let listener = try echo(group, certificates.server(), Record(), configuration)
      let silent = try BlockingClient(listener.address)
      #expect((silent.read(1) ?? []).isEmpty)
      eventually("counted") { listener.counters.handshakeFailures == 1 && listener.counters.open == 0 }
      // And on the client's side: a server that says nothing.
      let mute = try Listener(anyPort, on: group) { TestHandler(Record(), $0) }
      var connect = ConnectConfiguration(tls: try certificates.client())
      connect.deadline = .milliseconds(80)
      let client = Record()
      group.connect(to: mute.address, with: connect, client)
      eventually("given up") { client.now.setupError != nil }
      #expect(client.now.setupError?.message.contains("in time") == true)
    }
  }

  @Test func aConnectionThatIsCutWithoutAGoodbyeIsTruncated() throws {
    try withLoops(2) { group in
      let server = Record()
      let listener = try echo(group, certificates.server(), server)
      // A relay that cuts: the client connects through a plain socket that we close.
      let client = Record()
      group.connect(to: listener.address, with: ConnectConfiguration(tls: try certificates.client()), client) {
        connection, handler in
        handler.onBytes = { connection, _ in connection.abort() }
        connection.write([[1][...]])
      }
      eventually("closed") { server.now.closed == 1 && client.now.closed == 1 }
      #expect(client.now.error?.code == .aborted)
      #expect(server.now.error?.code == .connectionReset || server.now.error?.code == .truncated)
    }
  }

  @Test func aNewCertificateIsUsedForNewHandshakesAndOldConnectionsGoOn() throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server())
      let connect = ConnectConfiguration(tls: try certificates.client())
      let first = Record()
      group.connect(to: listener.address, with: connect, first) { connection, handler in
        handler.onBytes = { connection, bytes in if bytes.count == 1 { connection.write([[2, 2][...]]) } }
        connection.write([[1][...]])
      }
      eventually("open") { first.now.bytes.count >= 1 }
      listener.replaceTLS(try certificates.server("server2"))
      let second = Record()
      group.connect(to: listener.address, with: connect, second)
      eventually("open") { second.now.isOpen }
      #expect(first.now.identity?.subject == "CN=server")
      #expect(second.now.identity?.subject == "CN=server2")
      eventually("the first goes on") { first.now.bytes.count == 3 }
    }
  }

  @Test(arguments: ["-tls1_2", "-tls1_3"])
  func opensslsOwnClientIsServed(_ version: String) throws {
    try withLoops { group in
      let server = Record()
      let listener = try echo(group, certificates.server(clients: .optional(certificates.pem("ca.pem"))), server)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      process.arguments = [
        "s_client", version, "-quiet", "-connect", listener.address.description, "-CAfile", certificates.path("ca.pem"),
        "-verify_return_error", "-cert", certificates.path("client.pem"), "-key", certificates.path("client.key"),
      ]
      let input = Pipe()
      let output = Pipe()
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      input.fileHandleForWriting.write(Data("hello\n".utf8))
      eventually("the server has it") { server.now.bytes == Array("hello\n".utf8) }
      #expect(output.fileHandleForReading.availableData == Data("hello\n".utf8))
      #expect(server.now.tlsVersion == (version == "-tls1_2" ? "TLSv1.2" : "TLSv1.3"))
      #expect(server.now.identity?.uriNames == ["spiffe://example.org/envoy/kafka/prod"])
      // Foundation starts children with most signals blocked.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      eventually("closed") { server.now.closed == 1 }
    }
  }
}
