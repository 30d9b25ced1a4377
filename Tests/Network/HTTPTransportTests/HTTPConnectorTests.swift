import Foundation
import Glibc
import HTTP
import HTTPTransport
import Synchronization
import Testing
import Transport

/// What a connector's user saw, from any thread.
final class ClientRecord: Sendable {
  struct State {
    var connected: [NetworkAddress] = []
    var servers: [String?] = []
    var failures: [TransportError] = []
    var rests: [Duration] = []
    var bodies: [String] = []
    var statuses: [Int] = []
    var closed: [HTTPStreamClosure] = []
    var goAways = 0
    var disconnected: [TransportError?] = []
  }

  private let state = Mutex(State())
  var now: State { state.withLock { $0 } }
  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
}

/// Uses a connector: a request for each connection, and others when it is told to. On its loop only, but for `init`.
final class TestClient: HTTPConnectorDelegate, HTTPClientHandler, @unchecked Sendable {
  let record = ClientRecord()
  let loop: EventLoop
  private let resolver: NameResolver
  private var connector: HTTPConnector?
  private var path: String?
  var nextDeadline: Duration? { nil }

  /// - Parameter path: What each connection asks for first.
  init(
    _ group: EventLoopGroup, to targets: [ConnectTarget], resolver: NameResolver = NameResolver(),
    tls: TLSContext? = nil, path: String? = "/", configure: (inout HTTPConnectorConfiguration) -> Void = { _ in }
  ) {
    loop = group.loops[0]
    self.resolver = resolver
    self.path = path
    var configuration = HTTPConnectorConfiguration()
    configuration.backoff.initial = .milliseconds(5)
    configuration.backoff.maximum = .milliseconds(20)
    configure(&configuration)
    let made = configuration
    loop.executeAndWait { [self] in
      let connector = HTTPConnector(
        to: targets, on: loop, resolver: self.resolver, tls: tls, configuration: made, seed: 1, delegate: self)
      self.connector = connector
      connector.start()
    }
  }

  func use(_ body: @escaping @Sendable (HTTPConnector) -> Void) {
    loop.executeAndWait { [self] in if let connector { body(connector) } }
  }

  func request(_ path: String) {
    use { connector in
      connector.channel?.withHTTP {
        _ = $0.request(HTTPRequestHead(method: "GET", scheme: "http", authority: "x", path: path), endStream: true)
      }
      connector.channel?.flush()
    }
  }

  func connected(_ channel: HTTPClientChannel) -> any HTTPClientHandler {
    record.change { state in
      state.connected.append(channel.peer)
      state.servers.append(channel.peerIdentity?.subject)
    }
    if let path {
      channel.withHTTP {
        _ = $0.request(HTTPRequestHead(method: "GET", scheme: "http", authority: "x", path: path), endStream: true)
      }
    }
    return self
  }

  func failed(_ error: TransportError, nextTry: Duration) {
    let rest = nextTry - loop.now
    record.change { state in
      state.failures.append(error)
      state.rests.append(rest)
    }
  }

  func received(_ event: HTTPEvent, on channel: HTTPClientChannel) {
    record.change { state in
      switch event {
      case .response(_, let head, _): state.statuses.append(head.status)
      case .body(_, let bytes, _) where !bytes.isEmpty: state.bodies.append(String(decoding: bytes, as: UTF8.self))
      case .closed(_, let closure): state.closed.append(closure)
      case .goAway: state.goAways += 1
      default: break
      }
    }
  }

  func timeout(on channel: HTTPClientChannel) {}

  func disconnected(_ channel: HTTPClientChannel, error: TransportError?) {
    record.change { $0.disconnected.append(error) }
  }
}

struct HTTPConnectorTests {
  private let certificates = TestCertificates.shared

  /// A server on `group` that answers each request but those for `/held`.
  private func serve(
    _ group: EventLoopGroup, _ address: NetworkAddress = .loopback(port: 0), tls: TLSContext? = nil,
    _ record: Record = Record()
  ) throws -> HTTPServer {
    try HTTPServer(address, on: group, tls: tls) { info in
      TestHandler(record, info) { event, channel in
        if case .request(_, let head, _) = event, head.path == "/held" { return }
        answer(event, channel)
      }
    }
  }

  private func withGroup(_ body: (EventLoopGroup) throws -> Void) throws {
    let group = try EventLoopGroup(count: 2)
    defer { group.shutdown() }
    try body(group)
  }

  @Test func aRequestGoesOutWithTheConnectionAndItsAnswerComesBack() throws {
    try withGroup { group in
      let server = try serve(group)
      let client = TestClient(group, to: [.address(server.address)])
      eventually("answered") { client.record.now.closed.count == 1 }
      #expect(client.record.now.bodies == ["you asked for /"])
      client.request("/more")
      eventually("answered") { client.record.now.closed == [.complete, .complete] }
      #expect(client.record.now.statuses == [200, 200])
      #expect(client.record.now.connected.count == 1)
      client.use { $0.stop() }
      eventually("ended gently") { client.record.now.disconnected.count == 1 }
      #expect(client.record.now.disconnected.first == .some(nil))
      #expect(client.record.now.failures.isEmpty)
    }
  }

  @Test func aServerThatComesLaterIsFoundAndOneThatComesBackIsFoundAgain() throws {
    try withGroup { group in
      let probe = try serve(group)
      let address = probe.address
      probe.shutdown(grace: .zero)
      let client = TestClient(group, to: [.address(address)])
      eventually("it fails a few times") { client.record.now.failures.count >= 4 }
      #expect(client.record.now.failures.allSatisfy { $0.code == .connectionRefused })
      // 5 ms growing to 20 ms, each by a fifth more or less.
      #expect(client.record.now.rests.allSatisfy { $0 > .milliseconds(3) && $0 <= .milliseconds(24) })
      let first = try serve(group, address)
      eventually("connected") { client.record.now.bodies.count == 1 }
      first.shutdown(grace: .seconds(5))
      eventually("told") { client.record.now.disconnected.count == 1 }
      let second = try serve(group, address)
      eventually("connected again") { client.record.now.bodies.count == 2 }
      client.use { $0.stop() }
      second.shutdown(grace: .seconds(5))
    }
  }

  @Test func aNameIsLookedUpAnewBeforeEachTryAndAllItsAddressesAreTried() throws {
    try withGroup { group in
      let gone = try serve(group)
      gone.shutdown(grace: .zero)
      let server = try serve(group)
      let asked = Mutex(0)
      let dead = gone.address
      let live = server.address
      let resolver = NameResolver { host, port in
        #expect(host == "kafka.example" && port == 1)
        let times = asked.withLock { asked in
          asked += 1
          return asked
        }
        switch times {
        case 1: return .failure(TransportError(.nameNotResolved, "not yet", object: host))
        case 2: return .success([dead])
        default: return .success([dead, dead, live])
        }
      }
      let client = TestClient(group, to: [.name("kafka.example", port: 1)], resolver: resolver)
      eventually("answered") { client.record.now.bodies.count == 1 }
      #expect(client.record.now.failures.map(\.code) == [.nameNotResolved, .connectionRefused])
      #expect(client.record.now.connected == [live])
      #expect(asked.withLock { $0 } == 3)
      client.use { $0.stop() }
    }
  }

  @Test func aDrainingConnectionIsReplacedAndFinishesItsRequests() throws {
    try withGroup { group in
      let record = Record()
      let first = try serve(group, .loopback(port: 0), record)
      let second = try serve(group)
      let client = TestClient(
        group, to: [.address(first.address), .address(second.address)], path: "/held"
      ) { $0.settledAfter = .zero }
      eventually("the request waits at the first server") { record.now.channels.count == 1 }
      let held = record.now.channels[0]
      let done = Mutex(false)
      Thread.detachNewThread {
        first.shutdown(grace: .seconds(20))
        done.withLock { $0 = true }
      }
      eventually("the second is taken") { client.record.now.connected.count == 2 }
      #expect(client.record.now.connected == [first.address, second.address])
      #expect(client.record.now.closed.isEmpty, "the first one's request is still open")
      #expect(client.record.now.goAways == 1)
      #expect(client.record.now.failures.isEmpty)
      held.loop.execute {
        held.withValue { channel in
          channel.withHTTP { $0.respond(to: HTTPStreamID(1), HTTPResponseHead(status: 204), endStream: true) }
          channel.flush()
        }
      }
      eventually("it is answered, and the first connection ends") {
        client.record.now.statuses == [204] && client.record.now.disconnected.count == 1
      }
      eventually("the server is down") { done.withLock { $0 } }
      client.request("/new")
      eventually("new requests go to the second") { client.record.now.bodies == ["you asked for /new"] }
      client.use { $0.stop() }
    }
  }

  @Test func aNewContextIsUsedForNewHandshakesOnBothSides() throws {
    try withGroup { group in
      let record = Record()
      let server = try serve(group, tls: certificates.server("server", trusting: "client"), record)
      let target = ConnectTarget.address(server.address)
      let client = TestClient(group, to: [target], tls: try certificates.client("client", trusting: "server"))
      eventually("answered") { client.record.now.bodies.count == 1 }
      #expect(client.record.now.servers == ["CN=server"])
      #expect(record.now.infos.map { $0.identity?.subject } == ["CN=client"])
      // The server gets another certificate, and takes another CA's clients: who is connected stays so.
      server.replaceTLS(try certificates.server("server2", trusting: "client2"))
      client.request("/still")
      eventually("answered") { client.record.now.bodies.last == "you asked for /still" }
      #expect(client.record.now.connected.count == 1)
      // A new handshake with the old trust fails, with the new one it does not.
      client.use { $0.channel?.abort() }
      eventually("refused") { client.record.now.failures.count >= 3 }
      #expect(client.record.now.failures.dropFirst().allSatisfy { $0.code == .handshakeFailed })
      let context = try certificates.client("client2", trusting: "server2")
      client.use { $0.replaceTLS(context) }
      eventually("answered") { client.record.now.bodies.count == 3 }
      #expect(client.record.now.servers == ["CN=server", "CN=server2"])
      #expect(record.now.infos.last?.identity?.subject == "CN=client2")
      // The client's context changes while it is connected: nothing happens to the connection.
      let other = try certificates.client("client", trusting: "server")
      client.use { $0.replaceTLS(other) }
      client.request("/on")
      eventually("answered") { client.record.now.bodies.last == "you asked for /on" }
      client.use { $0.stop() }
    }
  }

  @Test func aServerThatDoesNotSpeakHTTP2IsAFailure() throws {
    try withGroup { group in
      let listener = try Listener(.loopback(port: 0), on: group, tls: certificates.server("server", protocols: [])) {
        Ignoring($0)
      }
      let client = TestClient(
        group, to: [.address(listener.address)], tls: try certificates.client(trusting: "server"))
      eventually("failed") { client.record.now.failures.count >= 2 }
      #expect(client.record.now.failures[0].message.contains("h2"))
      #expect(client.record.now.connected.isEmpty)
      client.use { $0.stop() }
      // And in the clear: what comes is no HTTP/2.
      let garbage = try Listener(.loopback(port: 0), on: group) { connection in
        connection.write([Array("SSH-2.0-OpenSSH_9.2p1 Debian-2 and some more text\r\n".utf8)[...]])
        return Ignoring(connection)
      }
      let other = TestClient(group, to: [.address(garbage.address)])
      eventually("failed") { other.record.now.failures.count >= 2 }
      #expect(other.record.now.closed.allSatisfy { $0 != .complete })
      #expect(other.record.now.statuses.isEmpty)
      #expect(other.record.now.failures.first?.code == .protocolError)
      other.use { $0.stop() }
    }
  }

  @Test func aServerThatClosesWithoutAWordIsAFailureAndIsLeftAlone() throws {
    try withGroup { group in
      let listener = try Listener(.loopback(port: 0), on: group) { connection in
        connection.closeOutput()
        return Ignoring(connection)
      }
      let client = TestClient(group, to: [.address(listener.address)]) { $0.settledAfter = .zero }
      eventually("told") { client.record.now.failures.count >= 2 }
      #expect(client.record.now.failures.allSatisfy { $0.code == .connectionReset && !$0.message.contains("GOAWAY") })
      #expect(client.record.now.rests.allSatisfy { $0 > .milliseconds(3) })
      client.use { $0.stop() }
    }
  }

  @Test func aServerThatFallsSilentIsAFailure() throws {
    try withGroup { group in
      let listener = try Listener(.loopback(port: 0), on: group) { connection in
        // Its SETTINGS, and nothing more.
        connection.write([[0, 0, 0, 4, 0, 0, 0, 0, 0][...]])
        return Ignoring(connection)
      }
      let client = TestClient(group, to: [.address(listener.address)]) {
        $0.settledAfter = .zero
        $0.http.keepaliveInterval = .milliseconds(50)
        $0.http.keepaliveTimeout = .milliseconds(50)
      }
      eventually("told") { !client.record.now.failures.isEmpty && !client.record.now.disconnected.isEmpty }
      #expect(client.record.now.failures.first?.code == .timedOut)
      #expect(client.record.now.disconnected.first??.code == .timedOut)
      #expect(client.record.now.closed.first == .connectionLost)
      client.use { $0.stop() }
    }
  }

  @Test func aNameThatEndsInADotIsTheNameInTheCertificate() throws {
    try withGroup { group in
      let server = try serve(group, tls: certificates.server("server"))
      let address = server.address
      let resolver = NameResolver { host, _ in
        #expect(host == "kafka.example.")
        return .success([address])
      }
      let client = TestClient(
        group, to: [.name("kafka.example.", port: 1)], resolver: resolver,
        tls: try certificates.client(trusting: "server"))
      eventually("answered, or not") { client.record.now.bodies.count + client.record.now.failures.count > 0 }
      #expect(client.record.now.bodies == ["you asked for /"])
      client.use { $0.stop() }
    }
  }

  @Test func aConnectorThatIsStoppedConnectsNoMore() throws {
    try withGroup { group in
      let mute = try Listener(.loopback(port: 0), on: group) { Ignoring($0) }
      let client = TestClient(
        group, to: [.address(mute.address)], tls: try certificates.client(trusting: "server"))
      eventually("it tries") { mute.counters.accepted == 1 }
      client.use { $0.stop() }
      mute.close()
      let server = try serve(group, mute.address)
      client.loop.executeAndWait {}
      #expect(server.counters.listener.accepted == 0)
      #expect(client.record.now.failures.isEmpty)
    }
  }
}

/// Takes what comes and says nothing.
private final class Ignoring: ConnectionHandler {
  init(_ connection: Connection) {}
  func received(_ bytes: Span<UInt8>, on connection: Connection) {}
  func inputClosed(_ connection: Connection) { connection.close() }
  func drained(_ connection: Connection) {}
  func closed(_ connection: Connection, error: TransportError?) {}
}
