import Foundation
import Glibc
import Testing
import Transport

/// What a server speaks, held against openssl's own client.
struct TLSPolicyTests {
  private let certificates = TestCertificates.shared

  private func echo(_ group: EventLoopGroup, _ context: TLSContext) throws -> Listener {
    try Listener(anyPort, on: group, tls: context) { TestHandler.echo(Record(), $0) }
  }

  /// Runs s_client, which hears `input` and then the end.
  private func client(_ listener: Listener, _ arguments: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments =
      ["s_client", "-connect", listener.address.description, "-CAfile", certificates.path("ca.pem")] + arguments
    let stdin = Pipe()
    let output = Pipe()
    process.standardInput = stdin
    process.standardOutput = output
    process.standardError = output
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test(arguments: ["server", "rsa"])
  func onlyForwardSecrecyAndOnlyFromTLS12On(_ name: String) throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server(name))
      let modern = try client(listener, ["-tls1_3"])
      #expect(modern.contains("New, TLSv1.3"))
      let suite = name == "rsa" ? "ECDHE-RSA-AES128-GCM-SHA256" : "ECDHE-ECDSA-AES128-GCM-SHA256"
      let older = try client(listener, ["-tls1_2", "-cipher", suite])
      #expect(older.contains("New, TLSv1.2, Cipher is \(suite)"))
      #expect(older.contains("Compression: NONE"))
      #expect(older.contains("Verify return code: 0 (ok)"))
      #expect(listener.counters.handshakeFailures == 0)
      // Too old, and without forward secrecy, and without authenticated encryption.
      let refused = [
        ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], ["-tls1", "-cipher", "ALL:@SECLEVEL=0"],
        ["-tls1_2", "-cipher", "AES128-GCM-SHA256:AES256-GCM-SHA384"],
        ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA"],
        ["-tls1_2", "-cipher", "DHE-RSA-AES128-GCM-SHA256"],
      ]
      for arguments in refused {
        let text = try client(listener, arguments)
        #expect(text.contains("Cipher is (NONE)"), "\(arguments): \(text)")
        #expect(text.contains("alert"), "\(arguments): \(text)")
      }
      eventually("all are counted") { listener.counters.handshakeFailures == refused.count }
    }
  }

  @Test(arguments: ["-tls1_2", "-tls1_3"])
  func noSessionIsResumed(_ version: String) throws {
    try withLoops { group in
      let context = try certificates.server(clients: .required(certificates.pem("ca.pem")))
      let listener = try echo(group, context)
      let session = certificates.path("session\(version).pem")
      let own = ["-cert", certificates.path("client.pem"), "-key", certificates.path("client.key"), version]
      let first = try client(listener, own + ["-sess_out", session])
      #expect(first.contains("New, TLSv1"))
      #expect(!first.contains("TLS session ticket:"), "no ticket is given out")
      if FileManager.default.fileExists(atPath: session) {
        let second = try client(listener, own + ["-sess_in", session])
        #expect(second.contains("New, TLSv1") && !second.contains("Reused"))
      }
      let again = try client(listener, own + ["-reconnect"])
      #expect(!again.contains("Reused"), "\(again)")
      #expect(again.components(separatedBy: "New, TLSv1").count >= 2)
    }
  }

  @Test func noHandshakeBeginsAnewOnAConnection() throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server())
      let text = try client(listener, ["-tls1_2"], input: "R\nhello\n")
      #expect(text.contains("RENEGOTIATING"))
      #expect(text.contains("no renegotiation"), "\(text)")
    }
  }

  // MARK: Revocation

  private func connect(_ group: EventLoopGroup, _ listener: Listener, as name: String) throws -> Record {
    let record = Record()
    let configuration = ConnectConfiguration(tls: try certificates.client(name))
    group.connect(to: listener.address, with: configuration, record) { connection, _ in connection.write([[1][...]]) }
    return record
  }

  private func server(_ list: String, clients: [String] = ["ca.pem"]) throws -> TLSContext {
    var authorities: [UInt8] = []
    for name in clients { authorities += try certificates.pem(name).bytes }
    return try TLSContext.server(
      certificateChain: certificates.pem("server.pem"), privateKey: certificates.pem("server.key"),
      clients: .required(PEM(authorities, name: "clients")), revocations: certificates.pem(list))
  }

  @Test(arguments: ["ca.crl", "expired.crl"])
  func aRevokedClientIsRefusedAndTheReasonSaysSo(_ list: String) throws {
    try withLoops { group in
      let reasons = Record()
      let context = try server(list)
      #expect(context.warnings.count == (list == "ca.crl" ? 0 : 1))
      #expect(context.warnings.allSatisfy { $0.contains(certificates.path(list)) && $0.contains("expired on") })
      #expect(context.revocationsExpire != nil)
      let listener = try Listener(
        anyPort, on: group, tls: context,
        onHandshakeFailure: { _, error in reasons.change { $0.setupError = error } }
      ) { TestHandler.echo(Record(), $0) }
      let good = try connect(group, listener, as: "client")
      eventually("served") { good.now.bytes == [1] }
      let revoked = try connect(group, listener, as: "revoked")
      eventually("refused") { listener.counters.handshakeFailures == 1 }
      eventually("told") { reasons.now.setupError != nil }
      #expect(reasons.now.setupError?.cause.contains("certificate revoked") == true)
      eventually("the client knows") { revoked.now.setupError != nil || revoked.now.closed == 1 }
      #expect(revoked.now.bytes.isEmpty)
      let text = try client(
        listener, ["-cert", certificates.path("revoked.pem"), "-key", certificates.path("revoked.key"), "-tls1_2"])
      #expect(text.contains("alert certificate revoked"), "\(text)")
    }
  }

  @Test func whoIsConnectedStaysWhenAListComesAndIsRefusedAfterwards() throws {
    try withLoops { group in
      let authority = try certificates.pem("ca.pem")
      let listener = try echo(group, certificates.server(clients: .required(authority)))
      let early = Record()
      let configuration = ConnectConfiguration(tls: try certificates.client("revoked"))
      group.connect(to: listener.address, with: configuration, early) { connection, handler in
        handler.onBytes = { connection, bytes in if bytes == [1] { connection.write([[2][...]]) } }
        connection.write([[1][...]])
      }
      eventually("served") { early.now.bytes == [1, 2] }
      listener.replaceTLS(try server("ca.crl"))
      let late = try connect(group, listener, as: "revoked")
      eventually("refused") { listener.counters.handshakeFailures == 1 }
      #expect(late.now.bytes.isEmpty)
      #expect(early.now.closed == 0)
    }
  }

  @Test func aClientOfACAWithoutAListIsRefusedAndAWarningSaysIt() throws {
    try withLoops { group in
      let context = try server("ca.crl", clients: ["ca.pem", "other-ca.pem"])
      #expect(context.warnings.count == 1)
      #expect(context.warnings.first?.contains("CN=other-ca") == true)
      let listener = try echo(group, context)
      _ = try connect(group, listener, as: "stranger")
      eventually("refused") { listener.counters.handshakeFailures == 1 }
    }
  }

  @Test func whatIsNoListIsRefused() throws {
    let certificate = try certificates.pem("server.pem")
    let key = try certificates.pem("server.key")
    let authority = try certificates.pem("ca.pem")
    func error(_ clients: TLSClientPolicy, _ list: PEM) -> TLSError? {
      #expect(throws: TLSError.self) {
        try TLSContext.server(certificateChain: certificate, privateKey: key, clients: clients, revocations: list)
      }
    }
    let list = try certificates.pem("ca.crl")
    #expect(error(.required(authority), authority)?.code == .revocations)
    #expect(error(.required(authority), PEM([], name: "empty"))?.object == "empty")
    var damaged = list.bytes
    damaged[damaged.count / 2] = UInt8(ascii: "!")
    #expect(error(.required(authority), PEM(damaged, name: "damaged"))?.message.contains("damaged") == true)
    #expect(error(.anonymous, list)?.code == .settings)
  }

  @Test func newAuthoritiesAreUsedForNewHandshakesOnly() throws {
    try withLoops { group in
      let listener = try echo(group, certificates.server(clients: .required(certificates.pem("ca.pem"))))
      let first = Record()
      group.connect(
        to: listener.address, with: ConnectConfiguration(tls: try certificates.client("client")), first
      ) { connection, handler in
        handler.onBytes = { connection, bytes in if bytes == [1] { connection.write([[2][...]]) } }
        connection.write([[1][...]])
      }
      eventually("served") { first.now.bytes == [1, 2] }
      listener.replaceTLS(try certificates.server("server2", clients: .required(certificates.pem("other-ca.pem"))))
      let old = try connect(group, listener, as: "client")
      eventually("refused") { listener.counters.handshakeFailures == 1 }
      let new = try connect(group, listener, as: "stranger")
      eventually("served") { new.now.bytes == [1] }
      #expect(new.now.identity?.subject == "CN=server2")
      #expect(old.now.bytes.isEmpty)
      #expect(first.now.closed == 0)
    }
  }
}
