/// A server's side of one connection, without I/O: it takes bytes and the time, and gives events and bytes.
///
/// It speaks HTTP/2 (RFC 9113) or HTTP/1.1 (RFC 9112), as ALPN said or as the first bytes say. Calls on a stream that is
/// over are ignored: they can race with the client. Its owner reads `nextEvent` until nil after each call that takes
/// input or time, takes output while `hasOutput`, and closes the transport when `isFinished`.
public struct HTTPServerConnection: ~Copyable {
  private enum State {
    case negotiating([UInt8])
    case http2(HTTP2Session)
    case http1(HTTP1Connection)
  }

  /// HTTP/2's connection preface (RFC 9113 §3.4).
  private static let preface: [UInt8] = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  private var state: State
  private let configuration: HTTPServerConfiguration
  private var firstEvent = 0
  private let began: Duration
  private var isGivenUp = false

  /// A new connection.
  public init(protocol: HTTPProtocol, configuration: HTTPServerConfiguration, at now: Duration) {
    self.configuration = configuration
    began = now
    switch `protocol` {
    case .http2: state = .http2(HTTP2Session(configuration, at: now))
    case .http1: state = .http1(HTTP1Connection(configuration, at: now))
    case .negotiateByPreface: state = .negotiating([])
    }
  }

  /// Takes bytes that came.
  public mutating func receive(_ bytes: Span<UInt8>, at now: Duration) {
    switch state {
    case .http2(let session): session.receive(bytes, at: now)
    case .http1(var connection):
      state = .negotiating([])
      connection.receive(bytes, at: now)
      state = .http1(connection)
    case .negotiating(var seen):
      for index in bytes.indices { seen.append(bytes[index]) }
      negotiate(seen, at: now)
    }
  }

  private mutating func negotiate(_ seen: [UInt8], at now: Duration) {
    let length = min(seen.count, Self.preface.count)
    let matches = seen[0..<length] == Self.preface[0..<length]
    if matches, length < Self.preface.count {
      state = .negotiating(seen)
      return
    }
    if matches {
      state = .http2(HTTP2Session(configuration, at: now))
    } else {
      state = .http1(HTTP1Connection(configuration, isNegotiated: true, at: now))
    }
    receive(seen.span, at: now)
  }

  /// The client will send nothing more.
  public mutating func inputClosed(at now: Duration) {
    switch state {
    case .http2(let session): session.inputClosed()
    case .http1(var connection):
      state = .negotiating([])
      connection.inputClosed()
      state = .http1(connection)
    case .negotiating: isGivenUp = true
    }
  }

  /// The transport is gone: open requests end, and nothing can be sent any more.
  public mutating func connectionLost() {
    switch state {
    case .http2(let session): session.inputClosed()
    case .http1: withHTTP1 { $0.connectionLost() }
    case .negotiating: isGivenUp = true
    }
  }

  /// What happened next, or nil where nothing did.
  public mutating func nextEvent() -> HTTPEvent? {
    switch state {
    case .negotiating: return nil
    case .http2(let session):
      guard firstEvent < session.events.count else {
        session.events = []
        firstEvent = 0
        return nil
      }
      defer { firstEvent += 1 }
      return session.events[firstEvent]
    case .http1(var connection):
      state = .negotiating([])
      defer { state = .http1(connection) }
      return connection.nextEvent()
    }
  }

  private mutating func withHTTP1(_ body: (inout HTTP1Connection) -> Void) {
    guard case .http1(var connection) = state else { return }
    state = .negotiating([])
    body(&connection)
    state = .http1(connection)
  }

  /// Begins the response to a request.
  public mutating func respond(to id: HTTPStreamID, _ head: HTTPResponseHead, endStream: Bool) {
    if case .http2(let session) = state { session.respond(to: id.rawValue, head, endStream: endStream) }
    withHTTP1 { $0.respond(to: id, head, endStream: endStream) }
  }

  /// Sends bytes of a response's body. The array is kept, not copied, and its slices come out between frame headers.
  public mutating func send(_ bytes: [UInt8], on id: HTTPStreamID, endStream: Bool) {
    if case .http2(let session) = state { session.send(bytes, on: id.rawValue, endStream: endStream) }
    withHTTP1 { $0.send(bytes, on: id, endStream: endStream) }
  }

  /// Ends a response with trailers.
  public mutating func sendTrailers(_ fields: HTTPFields, on id: HTTPStreamID) {
    if case .http2(let session) = state { session.sendTrailers(fields, on: id.rawValue) }
    withHTTP1 { $0.sendTrailers(fields, on: id) }
  }

  /// Gives a stream up. An HTTP/1.1 connection ends with it.
  public mutating func reset(_ id: HTTPStreamID, code: UInt32) {
    if case .http2(let session) = state { session.reset(id.rawValue, code: code) }
    withHTTP1 { $0.reset(id) }
  }

  /// How many bytes wait on a stream.
  public func queuedBytes(on id: HTTPStreamID) -> Int {
    switch state {
    case .http2(let session): session.queuedBytes(on: id.rawValue)
    case .http1(let connection): connection.queuedBytes
    case .negotiating: 0
    }
  }

  /// How many requests are open.
  public var openStreams: Int {
    switch state {
    case .http2(let session): session.openStreams
    case .http1(let connection): connection.isBusy ? 1 : 0
    case .negotiating: 0
    }
  }

  /// Takes no new requests (GOAWAY, or `Connection: close`), and lets those that are open finish.
  public mutating func shutdown(at now: Duration) {
    switch state {
    case .http2(let session): session.shutdown()
    case .negotiating: isGivenUp = true
    case .http1: withHTTP1 { $0.shutdown() }
    }
  }

  /// Whether there is something to send.
  public var hasOutput: Bool {
    switch state {
    case .http2(let session): session.hasOutput
    case .http1(let connection): connection.hasOutput
    case .negotiating: false
    }
  }

  /// Takes what is to be sent: at least `limit` bytes where there are as many, and at most a frame more.
  public mutating func takeOutput(limit: Int) -> [ArraySlice<UInt8>] {
    switch state {
    case .http2(let session): return session.takeOutput(limit: limit)
    case .negotiating: return []
    case .http1(var connection):
      state = .negotiating([])
      defer { state = .http1(connection) }
      return connection.takeOutput(limit: limit)
    }
  }

  /// Whether the transport can be closed: nothing is left to say or to hear.
  public var isFinished: Bool {
    switch state {
    case .http2(let session): session.isFinished
    case .http1(let connection): connection.isFinished
    case .negotiating: isGivenUp
    }
  }

  /// When `timeout` must be called, if nothing comes before.
  public var nextDeadline: Duration? {
    switch state {
    case .http2(let session): session.nextDeadline
    case .http1(let connection): connection.nextDeadline
    case .negotiating: began + configuration.headerDeadline
    }
  }

  /// Does what is due: keepalive, and the end of connections that are idle or never said anything.
  public mutating func timeout(at now: Duration) {
    switch state {
    case .http2(let session): session.timeout(at: now)
    case .http1: withHTTP1 { $0.timeout(at: now) }
    case .negotiating: if now >= began + configuration.headerDeadline { isGivenUp = true }
    }
  }
}
