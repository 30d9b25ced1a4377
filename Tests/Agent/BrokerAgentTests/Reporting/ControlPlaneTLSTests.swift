import AgentAPI
import BrokerAgent
import Certificates
import Glibc
import Synchronization
import Telemetry
import Testing
import Transport

@Suite struct ControlPlaneTLSTests {
  private static let time = Int64(Glibc.time(nil))
  private static let uri = "spiffe://cluster.local/agent/kafka/c/1"

  /// A CA, a server and an agent of its own.
  private struct Authority {
    let authority: CertificateAuthority
    let server: IssuedCertificate
    let client: IssuedCertificate

    init(_ name: String, serverAge: Duration = .zero, clientAge: Duration = .zero) throws {
      try self.init(CertificateAuthority(commonName: name, now: time), serverAge: serverAge, clientAge: clientAge)
    }

    private init(_ authority: CertificateAuthority, serverAge: Duration = .zero, clientAge: Duration = .zero) throws {
      self.authority = authority
      let issued = time - Int64(serverAge / .seconds(1))
      server = try authority.issue(
        commonName: "server", names: [.ip("127.0.0.1"), .dns("control-plane")], now: issued, validFor: .seconds(86_400))
      client = try authority.issue(
        commonName: "agent", names: [.uri(uri)], now: time - Int64(clientAge / .seconds(1)), validFor: .seconds(86_400))
    }

    /// The same CA with certificates that are new.
    func renewed() throws -> Authority { try Authority(authority) }

    func serverContext(trusting other: Authority) throws -> TLSContext {
      try TLSContext.server(
        certificateChain: PEM(Array(server.certificate.utf8), name: "server.pem"),
        privateKey: PEM(Array(server.key.reveal().utf8), name: "server.key"),
        clients: .required(PEM(Array(other.authority.certificate.utf8), name: "clients.pem")), protocols: ["h2"])
    }

    func clientContext(trusting other: Authority) throws -> TLSContext {
      try TLSContext.client(
        trust: .authorities(PEM(Array(other.authority.certificate.utf8), name: "ca.pem")),
        certificateChain: PEM(Array(client.certificate.utf8), name: "agent.pem"),
        privateKey: PEM(Array(client.key.reveal().utf8), name: "agent.key"), protocols: ["h2"])
    }
  }

  @Test func theAgentShowsItsCertificate() throws {
    let authority = try Authority("one")
    let replica = try TestReplica(tls: authority.serverContext(trusting: authority))
    defer { replica.stop() }
    let address = replica.address
    // By the name that was looked up, which the certificate has, too.
    let agent = try TestAgent(
      .name("control-plane", port: replica.port), lookup: { _, _ in .success([address]) },
      tls: authority.clientContext(trusting: authority))
    defer { agent.stop() }
    agent.update(pid: 2)
    eventually("it takes reports") { replica.call.reports.last?.process?.pid == 2 }
    #expect(replica.identities.first??.uriNames == [Self.uri])
  }

  @Test func aServerOfAnotherAuthorityIsRefusedUntilTheRightOneIsTrusted() throws {
    let right = try Authority("right")
    let wrong = try Authority("wrong")
    let replica = try TestReplica(tls: right.serverContext(trusting: right))
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address), tls: right.clientContext(trusting: wrong))
    defer { agent.stop() }
    agent.update(pid: 2)
    eventually("it says what is wrong") {
      agent.lines.contains { $0.contains("there is no connection") && $0.contains("certificate") }
    }
    #expect(replica.calls.isEmpty)
    agent.replaceTLS(try right.clientContext(trusting: right))
    eventually("it takes reports") { agent.replicas.first?.isWelcomed == true }
  }

  @Test func anAgentThatTheServerDoesNotTrustComesBackWithItsNewCertificate() throws {
    let right = try Authority("right")
    let wrong = try Authority("wrong")
    let replica = try TestReplica(tls: right.serverContext(trusting: right))
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address), tls: wrong.clientContext(trusting: right))
    defer { agent.stop() }
    agent.update(pid: 2)
    eventually("it says so") { agent.lines.contains { $0.contains("there is no connection") } }
    #expect(replica.calls.isEmpty)
    agent.replaceTLS(try right.clientContext(trusting: right))
    eventually("it takes reports") { agent.replicas.first?.isWelcomed == true }
    eventually("it has the state") { replica.call.reports.last?.process?.pid == 2 }
  }

  @Test func aServerWhoseCertificateExpiredIsRefused() throws {
    let authority = try Authority("old", serverAge: .seconds(20 * 86_400))
    let replica = try TestReplica(tls: authority.serverContext(trusting: authority))
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address), tls: authority.clientContext(trusting: authority))
    defer { agent.stop() }
    eventually("it says so") {
      agent.lines.contains { $0.contains("there is no connection") && $0.contains("expired") }
    }
    #expect(agent.replicas.first?.isConnected == false)
    #expect(agent.lines.count { $0.contains("there is no connection") } <= 2)
    // The server has a new one.
    let port = replica.port
    replica.stop()
    let renewed = try TestReplica(port: port, tls: authority.renewed().serverContext(trusting: authority))
    defer { renewed.stop() }
    agent.update(pid: 2)
    eventually("it takes reports") { renewed.call.reports.last?.process?.pid == 2 }
  }

  @Test func anAgentWhoseCertificateExpiredSaysSoAndComesBackWithItsNewOne() throws {
    let authority = try Authority("old", clientAge: .seconds(20 * 86_400))
    let replica = try TestReplica(tls: authority.serverContext(trusting: authority))
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address), tls: authority.clientContext(trusting: authority))
    defer { agent.stop() }
    agent.update(pid: 2)
    // The server's alert (RFC 8446 §6.2: certificate_expired).
    eventually("it says so") {
      agent.lines.contains { $0.contains("there is no connection") && $0.contains("expired") }
    }
    #expect(replica.calls.isEmpty)
    agent.replaceTLS(try authority.renewed().clientContext(trusting: authority))
    eventually("it takes reports") { replica.call.reports.last?.process?.pid == 2 }
  }

  // MARK: Files

  /// A folder that is removed at the end.
  private func withFolder(_ body: (String) throws -> Void) throws {
    var template = Array("\(String(cString: getenv("TMPDIR") ?? strdup("/tmp")))/agent-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
      for name in ["ca.pem", "agent.pem", "agent.key"] { unlink("\(folder)/\(name)") }
      rmdir(folder)
    }
    try body(folder)
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
  }

  private func write(_ authority: Authority, to folder: String) throws {
    try write(authority.authority.certificate, to: "\(folder)/ca.pem")
    try write(authority.client.certificate, to: "\(folder)/agent.pem")
    try write(authority.client.key.reveal(), to: "\(folder)/agent.key")
  }

  private func files(in folder: String) -> AgentCertificates.Files {
    AgentCertificates.Files(
      authorities: "\(folder)/ca.pem", certificate: "\(folder)/agent.pem", key: "\(folder)/agent.key")
  }

  @Test func filesThatMakeNoWholeAreRefusedAtTheStart() throws {
    try withFolder { folder in
      let logger = Logger(LogSink { _ in })
      #expect(throws: TLSError.self) { try AgentCertificates(files(in: folder), logger: logger) }
      try write(Authority("one"), to: folder)
      _ = try AgentCertificates(files(in: folder), logger: logger)
      #expect(throws: TLSError.self) {
        var files = files(in: folder)
        files.key = nil
        _ = try AgentCertificates(files, logger: logger)
      }
    }
  }

  @Test func filesThatChangeAreReadAgain() throws {
    try withFolder { folder in
      let old = try Authority("old")
      let new = try Authority("new")
      try write(old, to: folder)
      let lines = Mutex<[String]>([])
      let used = Mutex<[String?]>([])
      let logger = Logger(LogSink { line in lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } })
      let loop = try EventLoop()
      defer { loop.stop() }
      let files = files(in: folder)
      let certificates = Mutex<LoopConfined<AgentCertificates>?>(nil)
      loop.executeAndWait {
        guard let made = try? AgentCertificates(files, logger: logger) else { return }
        certificates.withLock { $0 = LoopConfined(made, on: loop) }
        made.watch(on: loop, every: .milliseconds(5)) { context in
          used.withLock { $0.append(context.certificate?.subject) }
        }
      }
      #expect(certificates.withLock { $0 } != nil)
      // The certificate came, its key did not yet.
      try write(new.client.certificate, to: "\(folder)/agent.pem")
      eventually("it says that they do not belong together") {
        lines.withLock { $0.contains { $0.contains("the one in use stays") } }
      }
      #expect(used.withLock { $0.isEmpty })
      unlink("\(folder)/ca.pem")
      eventually("it says that one is missing") { lines.withLock { $0.count { $0.contains("stays") } == 2 } }
      try write(new, to: folder)
      eventually("the new ones are in use") { used.withLock { !$0.isEmpty } }
      loop.executeAndWait { certificates.withLock { $0?.withValue { $0.stop(on: loop) } } }
    }
  }
}
