public import HTTP
public import Transport

/// One connection of a client: the HTTP/2 core on its socket. It lives on one loop and is used there only.
///
/// States: open, ending (the core has finished, the socket drains), over. Output is taken from the core only while the
/// socket takes it, so what a slow server leaves waits in the core, where it is counted.
public final class HTTPClientChannel {
  /// The most bytes that are taken from the core at a time.
  private static let writeLimit = 256 << 10

  /// The loop that it lives on.
  public let loop: EventLoop
  private var http: HTTPClientConnection
  private let connection: Connection
  private var handler: (any HTTPClientHandler)?
  private var timer = ChannelTimer()
  private var isWorking = false
  private var isEnding = false
  private var isOver = false
  /// Told once, when requests belong on another connection; with the error, where the server did not ask for it gently.
  private var onDraining: ((TransportError?) -> Void)?
  /// Why the connection is lost, where the core gave it up without the server's breaking a rule.
  private var loss: TransportError?
  private var onEnd: ((TransportError?) -> Void)?

  init(
    _ connection: Connection, configuration: HTTPClientConfiguration,
    onDraining: @escaping (TransportError?) -> Void, onEnd: @escaping (TransportError?) -> Void
  ) {
    self.connection = connection
    self.onDraining = onDraining
    self.onEnd = onEnd
    loop = connection.loop
    http = HTTPClientConnection(configuration: configuration, at: connection.loop.now)
  }

  /// The monotonic time.
  public var now: Duration { loop.now }

  /// The other end.
  public var peer: NetworkAddress { connection.peer }

  /// Who the server is by its certificate; nil in the clear.
  public var peerIdentity: PeerIdentity? { connection.peerIdentity }

  /// Whether the connection is gone.
  public var isClosed: Bool { isOver }

  /// Lends the core. What it has to send is written by `flush`, or at the end of the turn. Do not lend it twice at a time.
  public func withHTTP<Result>(_ body: (inout HTTPClientConnection) -> Result) -> Result { body(&http) }

  /// Writes what the core has. Inside a handler's call it is done at the end of the turn anyway; elsewhere the handler is
  /// told, before this returns, what came of it (streams that are over or writable again).
  public func flush() { turn() }

  /// Ends the connection gently: no new requests, and the end when those that are open are over.
  public func shutdown() {
    http.shutdown(at: loop.now)
    turn()
  }

  /// Ends the connection at once, with a reset.
  public func abort() { connection.abort() }

  // MARK: A turn

  /// Makes the handler, which may use the channel then, and begins.
  fileprivate func start(_ makeHandler: (HTTPClientChannel) -> any HTTPClientHandler) {
    isWorking = true
    handler = makeHandler(self)
    isWorking = false
    turn()
  }

  /// Tells all events, then writes, until there is nothing more to do.
  private func turn() {
    guard !isOver, !isWorking, !isEnding, let handler else { return }
    isWorking = true
    defer { isWorking = false }
    while true {
      while let event = http.nextEvent() { handler.received(event, on: self) }
      guard connection.isWritable, http.hasOutput else { break }
      let output = http.takeOutput(limit: Self.writeLimit)
      if output.isEmpty { break }
      connection.write(output)
    }
    if http.isDraining { tellDraining() }
    guard http.isFinished, !http.hasOutput else { return setTimer() }
    isEnding = true
    timer.cancel(on: loop)
    connection.close()
  }

  /// At the end of the round: what is told may make another connection, and is no part of this one's turn.
  private func tellDraining() {
    guard let onDraining else { return }
    self.onDraining = nil
    let reason = failure
    loop.later { onDraining(reason) }
  }

  private func setTimer() {
    timer.set(
      to: http.nextDeadline, or: handler?.nextDeadline, on: loop, action: { [weak self] in self?.fired() })
  }

  private func fired() {
    timer.hasFired()
    guard !isOver, !isEnding else { return }
    let now = loop.now
    if let due = http.nextDeadline, due <= now {
      http.timeout(at: now)
      if http.isLost {
        loss = TransportError(.timedOut, "the server gave no sign of life, or did not read", object: "\(peer)")
      }
    }
    if let handler, let due = handler.nextDeadline, due <= now {
      // What the handler flushes here waits for the turn, so that nothing is told from within this call.
      isWorking = true
      handler.timeout(on: self)
      isWorking = false
    }
    turn()
  }

  fileprivate func received(_ bytes: Span<UInt8>) {
    http.receive(bytes, at: loop.now)
    turn()
  }

  fileprivate func inputClosed() {
    if !http.isDraining {
      loss = TransportError(.connectionReset, "the server closed the connection unannounced", object: "\(peer)")
    }
    http.inputClosed(at: loop.now)
    turn()
  }

  fileprivate func drained() { turn() }

  fileprivate func disconnected(_ error: TransportError?) {
    guard !isOver, let handler else { return }
    http.connectionLost()
    isWorking = true
    while let event = http.nextEvent() { handler.received(event, on: self) }
    isOver = true
    timer.cancel(on: loop)
    self.handler = nil
    let reason = error ?? failure
    handler.disconnected(self, error: reason)
    onEnd?(reason)
    onEnd = nil
    onDraining = nil
  }

  private var failure: TransportError? {
    if http.hasFailed {
      return TransportError(.protocolError, "the server broke HTTP/2's rules or bounds", object: "\(peer)")
    }
    guard let code = http.goAwayCode, code != HTTP2ErrorCode.noError else { return loss }
    return TransportError(
      .connectionReset, "the server ended the connection with HTTP/2 error \(code) (GOAWAY)", object: "\(peer)")
  }
}

/// Stands between a connection and its channel.
final class ClientAdapter: ConnectionHandler {
  private let channel: HTTPClientChannel

  init(_ channel: HTTPClientChannel) { self.channel = channel }

  func start(_ makeHandler: (HTTPClientChannel) -> any HTTPClientHandler) { channel.start(makeHandler) }
  func received(_ bytes: Span<UInt8>, on connection: Connection) { channel.received(bytes) }
  func inputClosed(_ connection: Connection) { channel.inputClosed() }
  func drained(_ connection: Connection) { channel.drained() }
  func closed(_ connection: Connection, error: TransportError?) { channel.disconnected(error) }
}
