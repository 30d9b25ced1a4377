/// A server's side of one connection, without I/O: it takes bytes and the time, and gives events and bytes.
///
/// It speaks HTTP/2 (RFC 9113) or HTTP/1.1 (RFC 9112), as ALPN said or as the first bytes say. Calls on a stream that is
/// over are ignored: they can race with the client. Its owner reads `nextEvent` until nil after each call that takes
/// input or time, takes output while `hasOutput`, and closes the transport when `isFinished`.
public struct HTTPServerConnection: ~Copyable {
  /// HTTP/2's connection preface (RFC 9113 §3.4).
  private static let preface: [UInt8] = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  /// A connection whose protocol is not known yet.
  private struct Negotiation {
    let configuration: HTTPServerConfiguration
    let began: Duration
    let ageDeadline: Duration?
    var seen: [UInt8] = []
    var isGivenUp = false

    var deadline: Duration { began + configuration.headerDeadline }
  }

  // One of the three is there. The last two are boxes of their own, so that an idle connection holds only what it needs.
  private var http2: HTTP2Session?
  private var http1: Box<HTTP1Connection>?
  private var negotiation: Box<Negotiation>?

  private final class Box<Value> {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  /// A new connection.
  ///
  /// - Parameter ageJitter: What is added to the configuration's maximum age; it may be negative.
  public init(
    protocol: HTTPProtocol, configuration: HTTPServerConfiguration, ageJitter: Duration = .zero, at now: Duration
  ) {
    let end = configuration.maximumAge.map { now + $0 + ageJitter }
    switch `protocol` {
    case .http2: http2 = HTTP2Session(.shared(configuration), ageDeadline: end, at: now)
    case .http1: http1 = Box(HTTP1Connection(configuration, ageDeadline: end, at: now))
    case .negotiateByPreface:
      negotiation = Box(Negotiation(configuration: configuration, began: now, ageDeadline: end))
    }
  }

  /// Takes bytes that came.
  public mutating func receive(_ bytes: Span<UInt8>, at now: Duration) {
    if let http2 { return http2.receive(bytes, at: now) }
    if let http1 { return http1.value.receive(bytes, at: now) }
    guard let negotiation, !negotiation.value.isGivenUp else { return }
    for index in bytes.indices { negotiation.value.seen.append(bytes[index]) }
    negotiate(negotiation.value, at: now)
  }

  private mutating func negotiate(_ negotiation: Negotiation, at now: Duration) {
    let seen = negotiation.seen
    let length = min(seen.count, Self.preface.count)
    let matches = seen[0..<length] == Self.preface[0..<length]
    if matches, length < Self.preface.count { return }
    self.negotiation = nil
    if matches {
      http2 = HTTP2Session(.shared(negotiation.configuration), ageDeadline: negotiation.ageDeadline, at: now)
    } else {
      http1 = Box(
        HTTP1Connection(
          negotiation.configuration, isNegotiated: true, ageDeadline: negotiation.ageDeadline, at: negotiation.began))
    }
    receive(seen.span, at: now)
  }

  /// The client will send nothing more. HTTP/2 knows no connections that are open one way only; HTTP/1.1 finishes the
  /// response that is open.
  public mutating func inputClosed(at now: Duration) {
    http2?.inputClosed(at: now)
    http1?.value.inputClosed(at: now)
    negotiation?.value.isGivenUp = true
  }

  /// The transport is gone: open requests end, and nothing can be sent any more.
  public mutating func connectionLost() {
    http2?.connectionLost()
    http1?.value.connectionLost()
    negotiation?.value.isGivenUp = true
  }

  /// What happened next, or nil where nothing did.
  public mutating func nextEvent() -> HTTPEvent? {
    if let http2 { return http2.nextEvent() }
    return http1?.value.nextEvent()
  }

  /// Begins the response to a request.
  public mutating func respond(to id: HTTPStreamID, _ head: HTTPResponseHead, endStream: Bool) {
    http2?.respond(to: id.rawValue, head, endStream: endStream)
    http1?.value.respond(to: id, head, endStream: endStream)
  }

  /// Sends bytes of a response's body. The array is kept, not copied, and its slices come out between frame headers (but
  /// for pieces of less than 1,024 bytes, which are gathered). The body of a response to HEAD is left out.
  ///
  /// - Parameter prefix: What goes before them, so that both are queued in one step.
  public mutating func send(_ bytes: [UInt8], behind prefix: [UInt8] = [], on id: HTTPStreamID, endStream: Bool) {
    if let http2 { return http2.send(bytes, behind: prefix, on: id.rawValue, endStream: endStream) }
    if !prefix.isEmpty { http1?.value.send(prefix, on: id, endStream: false) }
    http1?.value.send(bytes, on: id, endStream: endStream)
  }

  /// Ends a response with trailers.
  public mutating func sendTrailers(_ fields: HTTPFields, on id: HTTPStreamID) {
    http2?.sendTrailers(fields, on: id.rawValue)
    http1?.value.sendTrailers(fields, on: id)
  }

  /// Gives a stream up, with an error code of RFC 9113 §7. An HTTP/1.1 connection ends with it.
  public mutating func reset(_ id: HTTPStreamID, code: UInt32) {
    http2?.reset(id.rawValue, code: code)
    http1?.value.reset(id)
  }

  /// How many bytes wait on a stream.
  public func queuedBytes(on id: HTTPStreamID) -> Int {
    if let http2 { return http2.queuedBytes(on: id.rawValue) }
    return http1?.value.queuedBytes ?? 0
  }

  /// How many bytes wait on all streams together.
  public var totalQueuedBytes: Int { http2?.totalQueuedBytes ?? http1?.value.queuedBytes ?? 0 }

  /// Whether the connection ends, or has ended, because the client broke the protocol or its bounds (not by time-outs).
  public var hasFailed: Bool { http2?.hasFailed ?? http1?.value.hasFailed ?? false }

  /// How many requests are open.
  public var openStreams: Int {
    if let http2 { return http2.openStreams }
    return http1?.value.isBusy == true ? 1 : 0
  }

  /// Takes no new requests (GOAWAY, or `Connection: close`), and lets those that are open finish. In HTTP/2, requests that the
  /// client sent before it read this are still told; when it answers the PING that follows, or after a second, no more are.
  public mutating func shutdown(at now: Duration) {
    http2?.shutdown(at: now)
    http1?.value.shutdown(at: now)
    negotiation?.value.isGivenUp = true
  }

  /// Whether there is something to send.
  public var hasOutput: Bool { http2?.hasOutput ?? http1?.value.hasOutput ?? false }

  /// Takes what is to be sent: at least `limit` bytes where there are as many, and at most a frame more.
  public mutating func takeOutput(limit: Int) -> [ArraySlice<UInt8>] {
    if let http2 { return http2.takeOutput(limit: limit) }
    return http1?.value.takeOutput(limit: limit) ?? []
  }

  /// Whether the transport can be closed: nothing is left to say or to hear.
  public var isFinished: Bool { http2?.isFinished ?? http1?.value.isFinished ?? negotiation?.value.isGivenUp ?? true }

  /// When `timeout` must be called, if nothing comes before.
  public var nextDeadline: Duration? {
    if let http2 { return http2.nextDeadline }
    if let http1 { return http1.value.nextDeadline }
    guard let negotiation, !negotiation.value.isGivenUp else { return nil }
    return negotiation.value.deadline
  }

  /// Does what is due: keepalive, and the end of connections that are idle, too old, never said anything, say it too slowly,
  /// or do not take what is said to them.
  public mutating func timeout(at now: Duration) {
    http2?.timeout(at: now)
    http1?.value.timeout(at: now)
    if let negotiation, now >= negotiation.value.deadline { negotiation.value.isGivenUp = true }
  }
}
