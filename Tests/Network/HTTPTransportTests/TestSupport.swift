import Glibc
import HTTP
import HTTPTransport
import Synchronization
import Testing
import Transport

/// Waits until a condition holds; a test that waits longer fails.
func eventually(
  _ what: Comment, within limit: Duration = .seconds(20), sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () -> Bool
) {
  let deadline = MonotonicClock.now + limit
  while !condition() {
    if MonotonicClock.now > deadline {
      Issue.record(what, sourceLocation: sourceLocation)
      return
    }
    usleep(1_000)
  }
}

/// What handlers report to a test, from any thread.
final class Record: Sendable {
  struct State {
    var requests: [HTTPRequestHead] = []
    var closed: [HTTPStreamClosure] = []
    var disconnected = 0
    var timeouts = 0
    var written = 0
    var largestQueue = 0
    var infos: [HTTPConnectionInfo] = []
    var channels: [LoopConfined<HTTPServerChannel>] = []
  }

  private let state = Mutex(State())

  var now: State { state.withLock { $0 } }
  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
}

/// A handler made of a closure, which reports to a record.
final class TestHandler: HTTPConnectionHandler {
  private let record: Record
  private let onEvent: (HTTPEvent, HTTPServerChannel) -> Void
  private var hasChannel = false
  var nextDeadline: Duration?

  init(
    _ record: Record, _ info: HTTPConnectionInfo, deadline: Duration? = nil,
    onEvent: @escaping (HTTPEvent, HTTPServerChannel) -> Void
  ) {
    self.record = record
    self.onEvent = onEvent
    nextDeadline = deadline
    record.change { $0.infos.append(info) }
  }

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    if !hasChannel {
      hasChannel = true
      let confined = LoopConfined(channel, on: channel.loop)
      record.change { $0.channels.append(confined) }
    }
    switch event {
    case .request(_, let head, _): record.change { $0.requests.append(head) }
    case .closed(_, let closure): record.change { $0.closed.append(closure) }
    default: break
    }
    onEvent(event, channel)
  }

  func timeout(on channel: HTTPServerChannel) {
    nextDeadline = nil
    record.change { $0.timeouts += 1 }
  }

  func disconnected(_ channel: HTTPServerChannel) { record.change { $0.disconnected += 1 } }
}

/// Answers each request with a page.
func answer(_ event: HTTPEvent, _ channel: HTTPServerChannel) {
  guard case .request(let id, let head, _) = event else { return }
  channel.withHTTP { http in
    http.respond(to: id, HTTPResponseHead(status: 200, fields: ["content-type": "text/plain"]), endStream: false)
    http.send(Array("you asked for \(head.path)".utf8), on: id, endStream: true)
  }
}

/// A server on loops of its own, stopped at the end of a test.
func withServer(
  loops: Int = 1, tls: TLSContext? = nil, configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
  listener: ListenerConfiguration = ListenerConfiguration(),
  makeHandler: @escaping @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler,
  _ body: (HTTPServer, EventLoopGroup) throws -> Void
) throws {
  let group = try EventLoopGroup(count: loops)
  defer { group.shutdown() }
  let server = try HTTPServer(
    .loopback(port: 0), on: group, tls: tls, configuration: configuration, listener: listener, makeHandler: makeHandler)
  try body(server, group)
}

/// A client that blocks, made of the system's calls alone.
final class BlockingClient {
  private(set) var descriptor: Int32

  init(_ address: NetworkAddress, receiveBuffer: Int32? = nil) throws {
    guard case .ipv4(let host, let port) = address else { throw TransportError(.system, "IPv4 only", object: "test") }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    if var size = receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4) }
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_addr.s_addr = host.bigEndian
    target.sin_port = port.bigEndian
    let result = withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw TransportError(.connectionRefused, "no connection", object: "test") }
  }

  deinit { close() }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Reads what there is, at most `limit` bytes; empty at the end, nil where the connection was reset.
  func readSome(_ limit: Int = 64 << 10) -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: limit)
    let got = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    return got < 0 ? nil : Array(chunk[..<got])
  }

  /// Reads until the server ends the connection.
  func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    while let part = readSome(), !part.isEmpty { bytes += part }
    return bytes
  }

  /// Reads until `text` came or the connection ended.
  func read(until text: String) -> String {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).contains(text), let part = readSome(), !part.isEmpty { bytes += part }
    return String(decoding: bytes, as: UTF8.self)
  }

  func closeOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  func close() {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    descriptor = -1
  }
}

/// HTTP/2 by hand, as far as the tests need it: the preface, and a GET of `/` on a stream (RFC 7541's static table).
enum HTTP2 {
  static let begin: [UInt8] = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(4, 0, 0, [])

  static func frame(_ type: UInt8, _ flags: UInt8, _ stream: UInt32, _ payload: [UInt8]) -> [UInt8] {
    let length = payload.count
    return [UInt8(length >> 16), UInt8(length >> 8 & 255), UInt8(length & 255), type, flags]
      + [UInt8(stream >> 24), UInt8(stream >> 16 & 255), UInt8(stream >> 8 & 255), UInt8(stream & 255)] + payload
  }

  /// GET, http, "/", and an authority.
  static func get(_ stream: UInt32) -> [UInt8] { frame(1, 5, stream, [0x82, 0x86, 0x84, 0x41, 1, UInt8(ascii: "x")]) }

  struct Frame {
    var type: UInt8
    var flags: UInt8
    var stream: UInt32
    var payload: [UInt8]
  }

  static func frames(_ bytes: [UInt8]) -> [Frame] {
    var frames: [Frame] = []
    var position = 0
    while position + 9 <= bytes.count {
      let length = Int(bytes[position]) << 16 | Int(bytes[position + 1]) << 8 | Int(bytes[position + 2])
      guard position + 9 + length <= bytes.count else { break }
      var stream: UInt32 = 0
      for index in 5..<9 { stream = stream << 8 | UInt32(bytes[position + index]) }
      frames.append(
        Frame(
          type: bytes[position + 3], flags: bytes[position + 4], stream: stream,
          payload: Array(bytes[position + 9..<position + 9 + length])))
      position += 9 + length
    }
    return frames
  }
}
