import HTTP
import Testing

/// A client core and a server core, joined by hand.
final class CorePair {
  var client: HTTPClientConnection
  var server: HTTPServerConnection
  var now = Duration.zero
  var clientEvents: [HTTPEvent] = []
  var serverEvents: [HTTPEvent] = []
  var canOpenStream: Bool { client.canOpenStream }
  var isClientFinished: Bool { client.isFinished }
  var isServerFinished: Bool { server.isFinished }
  var isDraining: Bool { client.isDraining }
  var openClientStreams: Int { client.openStreams }
  var openServerStreams: Int { server.openStreams }
  var clientDeadline: Duration? { client.nextDeadline }
  var clientHasOutput: Bool { client.hasOutput }
  var hasClientFailed: Bool { client.hasFailed }
  var goAwayCode: UInt32? { client.goAwayCode }
  func queuedBytes(_ id: HTTPStreamID) -> Int { client.queuedBytes(on: id) }

  init(
    client: HTTPClientConfiguration = HTTPClientConfiguration(),
    server: HTTPServerConfiguration = HTTPServerConfiguration()
  ) {
    self.client = HTTPClientConnection(configuration: client, at: .zero)
    self.server = HTTPServerConnection(protocol: .negotiateByPreface, configuration: server, at: .zero)
  }

  func get(_ path: String = "/", fields: HTTPFields = HTTPFields(), endStream: Bool = true) -> HTTPStreamID? {
    client.request(
      HTTPRequestHead(method: endStream ? "GET" : "POST", authority: "test", path: path, fields: fields),
      endStream: endStream)
  }

  func respond(_ id: HTTPStreamID, body: [UInt8] = [], trailers: HTTPFields? = nil) {
    server.respond(to: id, HTTPResponseHead(status: 200), endStream: false)
    server.send(body, on: id, endStream: trailers == nil)
    if let trailers { server.sendTrailers(trailers, on: id) }
  }

  /// The client's bytes to the server; whether there were any.
  @discardableResult
  func carryUp(limit: Int = 16 << 10) -> Bool {
    var isAny = false
    while client.hasOutput {
      let output = client.takeOutput(limit: limit)
      if output.isEmpty { break }
      isAny = true
      for segment in output { server.receive(Array(segment).span, at: now) }
      takeEvents()
    }
    return isAny
  }

  /// The server's bytes to the client; whether there were any.
  @discardableResult
  func carryDown(limit: Int = 16 << 10) -> Bool {
    var isAny = false
    while server.hasOutput {
      let output = server.takeOutput(limit: limit)
      if output.isEmpty { break }
      isAny = true
      for segment in output { client.receive(Array(segment).span, at: now) }
      takeEvents()
    }
    return isAny
  }

  func takeEvents() {
    while let event = server.nextEvent() { serverEvents.append(event) }
    while let event = client.nextEvent() { clientEvents.append(event) }
  }

  /// Carries bytes both ways until neither has any.
  func settle(limit: Int = 16 << 10) {
    for _ in 0..<10_000 {
      let up = carryUp(limit: limit)
      let down = carryDown(limit: limit)
      if !up && !down { return takeEvents() }
    }
    Issue.record("the two never came to rest")
  }

  /// The body that came to the client on a stream.
  func body(_ id: HTTPStreamID) -> [UInt8] {
    var body: [UInt8] = []
    for case .body(id, let bytes, _) in clientEvents { body += bytes }
    return body
  }

  func closure(_ id: HTTPStreamID?) -> HTTPStreamClosure? {
    guard let id else { return nil }
    for case .closed(id, let closure) in clientEvents { return closure }
    return nil
  }

  var requests: [HTTPStreamID] {
    var ids: [HTTPStreamID] = []
    for case .request(let id, _, _) in serverEvents { ids.append(id) }
    return ids
  }
}

/// A client core that is talked to in frames made by hand.
final class RawServer {
  var client: HTTPClientConnection
  var events: [HTTPEvent] = []
  var now = Duration.zero
  var isFinished: Bool { client.isFinished }
  var hasFailed: Bool { client.hasFailed }
  var canOpenStream: Bool { client.canOpenStream }
  var isDraining: Bool { client.isDraining }
  var nextDeadline: Duration? { client.nextDeadline }
  var openStreams: Int { client.openStreams }

  init(_ configuration: HTTPClientConfiguration = HTTPClientConfiguration(), greets: Bool = true) {
    client = HTTPClientConnection(configuration: configuration, at: .zero)
    if greets { deliver(RawFrame.settings) }
  }

  func deliver(_ bytes: [UInt8]) {
    client.receive(bytes.span, at: now)
    takeEvents()
  }

  func takeEvents() { while let event = client.nextEvent() { events.append(event) } }

  /// What the client sent, without its preface.
  func output() -> [UInt8] {
    var bytes: [UInt8] = []
    while client.hasOutput {
      let output = client.takeOutput(limit: 1 << 16)
      if output.isEmpty { break }
      for segment in output { bytes += segment }
      takeEvents()
    }
    return bytes.starts(with: RawFrame.preface) ? Array(bytes.dropFirst(RawFrame.preface.count)) : bytes
  }

  @discardableResult
  func request(endStream: Bool = true) -> HTTPStreamID? {
    client.request(HTTPRequestHead(method: "POST", authority: "h", path: "/"), endStream: endStream)
  }

  func closure(_ id: HTTPStreamID?) -> HTTPStreamClosure? {
    guard let id else { return nil }
    for case .closed(id, let closure) in events { return closure }
    return nil
  }
}
