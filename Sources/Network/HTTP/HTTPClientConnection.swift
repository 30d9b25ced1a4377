/// A client's side of one HTTP/2 connection (RFC 9113), without I/O: it takes bytes and the time, and gives events and bytes.
///
/// It speaks HTTP/2 from the first byte, as ALPN or prior knowledge says. Calls on a stream that is over are ignored: they can
/// race with the server. Its owner reads `nextEvent` until nil after each call that takes input, output or time, takes output
/// while `hasOutput`, and closes the transport when `isFinished`. Every request has one `.closed` for its end, also where the
/// connection is lost; where it is `.reset(code: HTTP2ErrorCode.refusedStream)`, the server did not look at the request.
public struct HTTPClientConnection: ~Copyable {
  private let http2: HTTP2Session

  /// A new connection, over which nothing went yet.
  public init(configuration: HTTPClientConfiguration, at now: Duration) {
    http2 = HTTP2Session(HTTP2Settings(configuration), firstStream: configuration.firstStream, at: now)
  }

  /// Takes bytes that came.
  public mutating func receive(_ bytes: Span<UInt8>, at now: Duration) { http2.receive(bytes, at: now) }

  /// The server will send nothing more: open requests end.
  public mutating func inputClosed(at now: Duration) { http2.inputClosed(at: now) }

  /// The transport is gone: open requests end, and nothing can be sent any more.
  public mutating func connectionLost() { http2.connectionLost() }

  /// What happened next, or nil where nothing did. Bytes of a body count against the server's window until they are taken
  /// here.
  public mutating func nextEvent() -> HTTPEvent? { http2.nextEvent() }

  /// Begins a request; an empty scheme counts as `http`.
  ///
  /// - Returns: Its stream; nil where none can be opened now, as `canOpenStream` says.
  public mutating func request(_ head: HTTPRequestHead, endStream: Bool) -> HTTPStreamID? {
    http2.request(head, endStream: endStream).map { HTTPStreamID($0) }
  }

  /// Sends bytes of a request's body. The array is kept, not copied, and its slices come out between frame headers (but for
  /// pieces of less than 1,024 bytes, which are gathered).
  public mutating func send(_ bytes: [UInt8], on id: HTTPStreamID, endStream: Bool) {
    http2.send(bytes, on: id.rawValue, endStream: endStream)
  }

  /// Gives a stream up, with an error code of RFC 9113 §7.
  public mutating func reset(_ id: HTTPStreamID, code: UInt32) { http2.reset(id.rawValue, code: code) }

  /// How many bytes wait on a stream.
  public func queuedBytes(on id: HTTPStreamID) -> Int { http2.queuedBytes(on: id.rawValue) }

  /// How many bytes wait on all streams together.
  public var totalQueuedBytes: Int { http2.totalQueuedBytes }

  /// Whether a request can begin now: the connection is not ending, and fewer streams are open than the server, and the
  /// configuration, allow. Where `isDraining` is false, it can again when a stream has closed.
  public var canOpenStream: Bool { http2.canOpenStream }

  /// How many requests are open.
  public var openStreams: Int { http2.openStreams }

  /// Whether the connection takes no new requests, because either side said GOAWAY, it ends, or its streams' numbers are used
  /// up: requests belong on another one.
  public var isDraining: Bool { http2.isDraining }

  /// The error code of the server's last GOAWAY (RFC 9113 §7), once one came.
  public var goAwayCode: UInt32? { http2.goAwayCode }

  /// Whether the connection ends, or has ended, because the server broke the protocol or its bounds (not by time-outs).
  public var hasFailed: Bool { http2.hasFailed }

  /// Whether the connection was given up: the transport is gone, or the server kept silent, or did not read, for too long.
  public var isLost: Bool { http2.phase == .abandoned }

  /// Begins no more requests, and lets those that are open finish.
  public mutating func shutdown(at now: Duration) { http2.shutdown(at: now) }

  /// Whether there is something to send.
  public var hasOutput: Bool { http2.hasOutput }

  /// Takes what is to be sent: at least `limit` bytes where there are as many, and at most a frame more.
  public mutating func takeOutput(limit: Int) -> [ArraySlice<UInt8>] { http2.takeOutput(limit: limit) }

  /// Whether the transport can be closed: nothing is left to say or to hear.
  public var isFinished: Bool { http2.isFinished }

  /// When `timeout` must be called, if nothing comes before.
  public var nextDeadline: Duration? { http2.nextDeadline }

  /// Does what is due: keepalive, and the end of connections that are idle, whose server never spoke, or does not take the last
  /// that is said to it.
  public mutating func timeout(at now: Duration) { http2.timeout(at: now) }
}
