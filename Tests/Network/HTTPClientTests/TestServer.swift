import HTTP
import HTTPTransport
import Synchronization
import Transport

/// A server of the project's own, on a loop of its own, that answers by the path and counts what it sees.
final class TestServer: Sendable {
  /// What it has seen.
  struct Seen {
    var connections: [HTTPConnectionInfo] = []
    var disconnected = 0
    var requests: [HTTPRequestHead] = []
    var closed: [HTTPStreamClosure] = []
    /// Bytes of requests' bodies.
    var received = 0
  }

  /// Reported to by handlers, from the loop.
  final class Record: Sendable {
    private let state = Mutex(Seen())
    var now: Seen { state.withLock { $0 } }
    func change(_ body: (inout Seen) -> Void) { state.withLock { body(&$0) } }
  }

  let server: HTTPServer
  private let group: EventLoopGroup
  private let record = Record()
  private let scheme: String

  init(tls: TLSContext? = nil, configuration: HTTPServerConfiguration = HTTPServerConfiguration()) throws {
    let record = record
    var configuration = configuration
    // Bodies that are written as slowly as a busy machine does it.
    configuration.headerDeadline = .seconds(600)
    // libcurl answers a ping when it next uses the connection, which on a busy machine may be a minute later.
    configuration.keepaliveInterval = nil
    group = try EventLoopGroup(count: 1)
    scheme = tls == nil ? "http" : "https"
    server = try HTTPServer(.loopback(port: 0), on: group, tls: tls, configuration: configuration) { info in
      record.change { $0.connections.append(info) }
      return TestHandler(record)
    }
  }

  /// What it has seen so far.
  var seen: Seen { record.now }

  /// The URL of a path.
  func url(_ path: String) -> String { "\(scheme)://\(server.address)\(path)" }

  func stop() {
    server.shutdown(grace: .zero)
    group.shutdown()
  }
}

/// Runs a test with a server.
func withServer(
  tls: TLSContext? = nil, configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
  _ body: (TestServer) async throws -> Void
) async throws {
  let server = try TestServer(tls: tls, configuration: configuration)
  defer { server.stop() }
  try await body(server)
}

/// Answers by the path:
/// `/page` a text, `/echo` the request's body and how it came, `/silent` nothing, `/large?N` N bytes, `/headers?N` a field of N
/// bytes, `/ticks?N` a chunk every 20 ms, N of them, `/hold` a first chunk and no more, `/drop` 10 of 100 bytes and then a reset
/// connection, `/reset` 10 bytes and then a reset stream, `/redirect` to `/page`, `/vanish` nothing but a reset connection when
/// the request has come, `/early?N` the status N as soon as the request begins.
private final class TestHandler: HTTPConnectionHandler {
  private struct Timer {
    var time: Duration
    var id: HTTPStreamID
    var count: Int
  }

  private let record: TestServer.Record
  private var bodies: [HTTPStreamID: (head: HTTPRequestHead, body: [UInt8])] = [:]
  private var timers: [Timer] = []
  private var dropTime: Duration?

  init(_ record: TestServer.Record) { self.record = record }

  var nextDeadline: Duration? { (timers.map(\.time) + (dropTime.map { [$0] } ?? [])).min() }

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    switch event {
    case .request(let id, let head, let endStream):
      record.change { $0.requests.append(head) }
      bodies[id] = (head, [])
      if endStream || head.path.hasPrefix("/early") { answer(id, channel) }
    case .body(let id, let bytes, let endStream):
      record.change { $0.received += bytes.count }
      bodies[id]?.body += bytes
      if bodies[id]?.head.path.hasPrefix("/early") == true { return }
      if endStream { answer(id, channel) }
    case .closed(let id, let closure):
      record.change { $0.closed.append(closure) }
      bodies[id] = nil
      timers.removeAll { $0.id == id }
    default: break
    }
  }

  private func answer(_ id: HTTPStreamID, _ channel: HTTPServerChannel) {
    guard let (head, body) = bodies[id] else { return }
    let parts = head.path.split(separator: "?", maxSplits: 1)
    let number = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    var fields: HTTPFields = ["content-type": "text/plain"]
    var bytes = Array("you asked for \(head.path)".utf8)
    var status = 200
    var endStream = true
    switch parts.first {
    case "/silent": return
    case "/vanish": return channel.abort()
    case "/early":
      status = number
      fields.append("content-length", "\(bytes.count)")
    case "/echo":
      bytes = body
      fields.append("x-method", head.method)
      for field in head.fields.fields { fields.append("x-got", "\(field.name)=\(field.value)") }
    case "/large": bytes = [UInt8](repeating: UInt8(ascii: "x"), count: number)
    case "/headers": fields.append("x-long", String(repeating: "x", count: number))
    case "/ticks":
      timers.append(Timer(time: channel.now + .milliseconds(20), id: id, count: number))
      (bytes, endStream) = (Array("begin".utf8), false)
    case "/hold": (bytes, endStream) = (Array("begin".utf8), false)
    case "/drop":
      fields.append("content-length", "100")
      dropTime = channel.now + .milliseconds(100)
      (bytes, endStream) = (Array("0123456789".utf8), false)
    case "/reset":
      timers.append(Timer(time: channel.now + .milliseconds(100), id: id, count: -1))
      (bytes, endStream) = (Array("0123456789".utf8), false)
    case "/redirect":
      status = 302
      fields.append("location", "/page")
    default: break
    }
    channel.withHTTP { http in
      http.respond(to: id, HTTPResponseHead(status: status, fields: fields), endStream: false)
      http.send(bytes, on: id, endStream: endStream)
    }
  }

  func timeout(on channel: HTTPServerChannel) {
    let now = channel.now
    if let dropTime, dropTime <= now {
      self.dropTime = nil
      return channel.abort()
    }
    for index in timers.indices.reversed() where timers[index].time <= now {
      timers[index].count -= 1
      timers[index].time = now + .milliseconds(20)
      let timer = timers[index]
      if timer.count <= 0 { timers.remove(at: index) }
      channel.withHTTP { http in
        if timer.count < 0 {
          http.reset(timer.id, code: HTTP2ErrorCode.internalError)
        } else {
          http.send(Array(" tick".utf8), on: timer.id, endStream: timer.count == 0)
        }
      }
    }
  }

  func disconnected(_ channel: HTTPServerChannel) { record.change { $0.disconnected += 1 } }
}
