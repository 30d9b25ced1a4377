public import HTTP
public import Transport

/// One connection of a server: the HTTP core on its socket. It lives on one loop and is used there only.
///
/// States: open, ending (the core has finished, the socket drains), over. Output is taken from the core only while the
/// socket takes it, so what a slow reader leaves waits in the core, where it is counted.
public final class HTTPServerChannel {
  private enum Phase {
    case resting
    /// In a turn, where the handler may be called.
    case working
    case ending
    case over
  }

  /// The most bytes that are taken from the core at a time.
  private static let writeLimit = 256 << 10

  /// What is known of the connection.
  public let info: HTTPConnectionInfo
  /// The loop that it lives on.
  public let loop: EventLoop
  private var http: HTTPServerConnection
  private let connection: Connection
  private let handler: any HTTPConnectionHandler
  private var timer = ChannelTimer()
  private var phase = Phase.resting
  private var closesAfterTurn = false

  init(
    _ connection: Connection, info: HTTPConnectionInfo, protocol: HTTPProtocol, configuration: HTTPServerConfiguration,
    ageJitter: Duration, handler: any HTTPConnectionHandler
  ) {
    self.connection = connection
    self.info = info
    self.handler = handler
    loop = connection.loop
    http = HTTPServerConnection(
      protocol: `protocol`, configuration: configuration, ageJitter: ageJitter, at: connection.loop.now)
  }

  /// The monotonic time.
  public var now: Duration { loop.now }

  /// Lends the core. What it has to send is written by `flush`, or at the end of the turn. Do not lend it twice at a time.
  public func withHTTP<Result>(_ body: (inout HTTPServerConnection) -> Result) -> Result { body(&http) }

  /// Writes what the core has. Inside a handler's call it is done at the end of the turn anyway; elsewhere the handler is
  /// told, before this returns, what came of it (streams that are over or writable again).
  public func flush() { turn() }

  /// Ends the connection gently: no new requests, and the end when those that are open are over.
  public func shutdown() {
    http.shutdown(at: loop.now)
    turn()
  }

  /// Ends the connection at the end of the turn, when what the core has to send is written; what a slow reader leaves in
  /// the core is lost.
  public func close() {
    closesAfterTurn = true
    turn()
  }

  /// Ends the connection at once, with a reset.
  public func abort() { connection.abort() }

  // MARK: From the connection

  func start() { turn() }

  func received(_ bytes: Span<UInt8>) {
    http.receive(bytes, at: loop.now)
    turn()
  }

  func inputClosed() {
    http.inputClosed(at: loop.now)
    turn()
  }

  func drained() { turn() }

  /// Whether the client broke the protocol.
  var hasFailed: Bool { http.hasFailed }

  func disconnected() {
    guard phase != .over else { return }
    http.connectionLost()
    phase = .working
    while let event = http.nextEvent() { handler.received(event, on: self) }
    phase = .over
    timer.cancel(on: loop)
    handler.disconnected(self)
  }

  // MARK: A turn

  /// Tells all events, then writes, until there is nothing more to do.
  private func turn() {
    guard phase == .resting else { return }
    phase = .working
    steps: while true {
      switch Self.step(of: &http, on: connection) {
      case .event(let event): handler.received(event, on: self)
      case .output(let bytes): connection.write(bytes)
      case .rest: break steps
      }
    }
    let isFinished = Self.rest(&http, on: connection)
    guard closesAfterTurn || isFinished else {
      phase = .resting
      return setTimer()
    }
    phase = .ending
    timer.cancel(on: loop)
    connection.close()
  }

  /// What is to be done next in a turn.
  private enum Step {
    case event(HTTPEvent)
    case output([ArraySlice<UInt8>])
    case rest
  }

  // The core is lent for several questions at a time: each time that an object lends what it holds is checked, and counts
  // in turns that are as short as most.

  private static func step(of http: inout HTTPServerConnection, on connection: Connection) -> Step {
    if let event = http.nextEvent() { return .event(event) }
    guard http.hasOutput, connection.isWritable else { return .rest }
    let output = http.takeOutput(limit: writeLimit)
    return output.isEmpty ? .rest : .output(output)
  }

  /// Tells the connection what waits; whether the core has finished.
  private static func rest(_ http: inout HTTPServerConnection, on connection: Connection) -> Bool {
    connection.queuedElsewhere = http.totalQueuedBytes
    return http.isFinished && !http.hasOutput
  }

  private func setTimer() {
    timer.set(
      to: http.nextDeadline, or: handler.nextDeadline, on: loop, action: { [weak self] in self?.fired() })
  }

  private func fired() {
    timer.hasFired()
    guard phase == .resting else { return }
    let now = loop.now
    if let due = http.nextDeadline, due <= now { http.timeout(at: now) }
    if let due = handler.nextDeadline, due <= now {
      // What the handler flushes here waits for the turn, so that nothing is told from within this call.
      phase = .working
      handler.timeout(on: self)
      phase = .resting
    }
    turn()
  }
}
