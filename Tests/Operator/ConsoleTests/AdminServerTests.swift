import Dispatch
import Glibc
import JSON
import Synchronization
import Telemetry
import Testing
import Transport
import XDS
import XDSServer

@testable import Console

/// An admin server on a port of its own, asked over a plain socket.
private final class Fixture {
  let loops: EventLoopGroup
  let xds: XDSServer
  let admin: AdminServer
  let metrics = MetricsRegistry()
  let ready = ReadyFlag()

  final class ReadyFlag: Sendable {
    private let state = Mutex(false)
    var value: Bool { state.withLock { $0 } }
    func set() { state.withLock { $0 = true } }
  }

  init() throws {
    loops = try EventLoopGroup(count: 2)
    let address = try NetworkAddress("127.0.0.1:0")
    xds = try XDSServer(
      XDSServerConfiguration(address: address, identifier: "test"), loops: loops, metrics: metrics,
      log: Logger(LogSink(level: .error) { _ in })
    ) { node in .group(GroupID(rawValue: node.cluster)) }
    let ready = ready
    let sources = AdminServer.Sources(
      server: xds, metrics: metrics, inputs: { ["loaded": .bool(ready.value)] }, isReady: { ready.value })
    admin = try AdminServer(address, on: loops, sources: sources)
  }

  deinit {
    admin.shutdown()
    xds.shutdown()
    loops.shutdown()
  }

  /// Sends these bytes on a connection of its own; what comes back until it ends, within two minutes.
  func exchange(_ text: String) async throws -> String {
    let port = try #require(admin.address.port)
    // The server answers in tasks: their few threads must not be blocked here.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try Self.exchange(text, port: port) }) }
    }
  }

  private static func exchange(_ text: String, port: UInt16) throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
    let bytes = Array(text.utf8)
    #expect(send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
    var received: [UInt8] = []
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 100) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count <= 0 { return String(decoding: received, as: UTF8.self) }
      received += buffer[..<count]
    }
    Issue.record("the connection did not end")
    return String(decoding: received, as: UTF8.self)
  }

  /// An answer as a client reads it.
  struct Answer {
    var status: Int
    var fields: [String: String] = [:]
    var body: String
  }

  func ask(_ method: String, _ path: String) async throws -> Answer {
    let text = try await exchange("\(method) \(path) HTTP/1.1\r\nhost: admin\r\nconnection: close\r\n\r\n")
    let end = try #require(text.firstRange(of: "\r\n\r\n"))
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    let words = try #require(lines.first).split(separator: " ")
    try #require(words.first == "HTTP/1.1" && words.count > 1)
    var answer = Answer(status: try #require(Int(words[1])), body: String(text[end.upperBound...]))
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      answer.fields[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }
    return answer
  }

  func get(_ path: String) async throws -> Answer { try await ask("GET", path) }
}

@Suite struct AdminServerTests {
  @Test func aliveIsSaidAtOnce() async throws {
    let answer = try await Fixture().get("/healthz")
    #expect(answer.status == 200)
    #expect(answer.body == "ok\n")
    #expect(answer.fields["cache-control"] == "no-store")
  }

  @Test func readyIsSaidOnlyWhenTheInputsHaveLoaded() async throws {
    let fixture = try Fixture()
    let before = try await fixture.get("/readyz")
    #expect(before.status == 503)
    #expect(before.body.contains("/status"))
    fixture.ready.set()
    #expect(try await fixture.get("/readyz").status == 200)
  }

  @Test func metricsAreServedInPrometheusTextFormat() async throws {
    let fixture = try Fixture()
    let cluster = XDSResource(type: .cluster, name: "a", body: [0x0A, 1, 0x61])
    try fixture.xds.publish([cluster], to: GroupID(rawValue: "group"))
    let answer = try await fixture.get("/metrics")
    #expect(answer.status == 200)
    #expect(answer.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(answer.body.contains("# TYPE koperator_xds_publishes_total counter\n"))
    #expect(answer.body.contains("koperator_xds_publishes_total{group=\"group\"} 1\n"))
    #expect(answer.body.contains("koperator_xds_streams{group=\"group\"} 0\n"))
    #expect(answer.body.hasSuffix("\n"))
    #expect(answer.fields["content-length"] == String(answer.body.utf8.count))
  }

  @Test func streamsAndInputsAreServedAsJSON() async throws {
    let fixture = try Fixture()
    try fixture.xds.publish(
      [XDSResource(type: .cluster, name: "a", body: [0x0A, 1, 0x61])], to: GroupID(rawValue: "group"))
    let streams = try await fixture.get("/streams")
    #expect(streams.fields["content-type"] == "application/json")
    let value = try JSONValue(parsing: streams.body)
    #expect(value["groups"]?[0]?["group"]?.stringValue == "group")
    #expect(value["streams"]?.arrayValue == [])
    let status = try await fixture.get("/status")
    #expect(try JSONValue(parsing: status.body) == ["loaded": false])
  }

  @Test func theFirstPageListsWhatThereIs() async throws {
    let answer = try await Fixture().get("/")
    for path in ["/healthz", "/readyz", "/metrics", "/streams", "/status"] { #expect(answer.body.contains(path)) }
  }

  @Test func aQueryIsNoPartOfThePath() async throws {
    #expect(try await Fixture().get("/healthz?verbose").status == 200)
  }

  @Test func anotherPathIsNotFoundAndCannotForgeTheAnswer() async throws {
    let answer = try await Fixture().get("/nothing%0d%0a")
    #expect(answer.status == 404)
    #expect(answer.body.contains("/nothing%0d%0a"))
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS"])
  func otherMethodsAreNotAllowedAndTheAnswerSaysWhichAre(method: String) async throws {
    let answer = try await Fixture().ask(method, "/healthz")
    #expect(answer.status == 405)
    #expect(answer.fields["allow"] == "GET, HEAD")
  }

  @Test(arguments: ["/healthz", "/metrics", "/status", "/nothing"])
  func headIsAnsweredLikeGetWithoutTheBody(path: String) async throws {
    let fixture = try Fixture()
    let answer = try await fixture.ask("HEAD", path)
    #expect(answer.body == "")
    #expect(answer.status == (path == "/nothing" ? 404 : 200))
    #expect((answer.fields["content-length"].flatMap { Int($0) } ?? 0) > 0)
  }

  @Test func requestsThatComeTogetherAreAnsweredInTheirOrder() async throws {
    let request = { (path: String, more: String) in "GET \(path) HTTP/1.1\r\nhost: x\r\n\(more)\r\n" }
    let text = try await Fixture().exchange(
      request("/metrics", "") + request("/nothing", "") + request("/healthz", "connection: close\r\n"))
    let places = ["HTTP/1.1 200 ", "# TYPE ", "HTTP/1.1 404 ", "HTTP/1.1 200 OK\r\n"].map { word in
      text.ranges(of: word).map(\.lowerBound)
    }
    #expect(text.ranges(of: "HTTP/1.1 ").count == 3)
    let metrics = try #require(places[1].first)
    let missing = try #require(places[2].first)
    #expect(metrics < missing)
    #expect(text.hasSuffix("ok\n"))
  }

  @Test func aBodyIsNotReadAsTheNextRequest() async throws {
    let text = try await Fixture().exchange(
      "POST /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 16\r\nconnection: close\r\n\r\nGET / HTTP/1.1\r\n")
    #expect(text.ranges(of: "HTTP/1.1 ").count == 1)
    #expect(text.hasPrefix("HTTP/1.1 405 "))
  }
}
