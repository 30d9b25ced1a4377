public import HTTP
public import Transport

/// One connection of a server: the HTTP core on its socket. It lives on one loop and is used there only.
///
/// States: open, ending (the core has finished, the socket drains), over. Output is taken from the core only while the
/// socket takes it, so what a slow reader leaves waits in the core, where it is counted.
public final class HTTPServerChannel {
  /// The most bytes that are taken from the core at a time.
  private static let writeLimit = 256 << 10

  /// What is known of the connection.
  public let info: HTTPConnectionInfo
  /// The loop that it lives on.
  public let loop: EventLoop
  private var http: HTTPServerConnection
  private let connection: Connection
  private let handler: any HTTPConnectionHandler
  private var timer: TimerID?
  private var timerTime: Duration?
  private var isWorking = false
  private var closesAfterTurn = false
  private var isEnding = false
  private var isOver = false

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
    guard !isOver else { return }
    http.connectionLost()
    isWorking = true
    while let event = http.nextEvent() { handler.received(event, on: self) }
    isOver = true
    clearTimer()
    handler.disconnected(self)
  }

  // MARK: A turn

  /// Tells all events, then writes, until there is nothing more to do.
  private func turn() {
    guard !isOver, !isWorking, !isEnding else { return }
    isWorking = true
    defer { isWorking = false }
    while true {
      while let event = http.nextEvent() { handler.received(event, on: self) }
      guard connection.isWritable, http.hasOutput else { break }
      let output = http.takeOutput(limit: Self.writeLimit)
      if output.isEmpty { break }
      connection.write(output)
    }
    connection.queuedElsewhere = http.totalQueuedBytes
    guard closesAfterTurn || http.isFinished && !http.hasOutput else { return setTimer() }
    isEnding = true
    clearTimer()
    connection.close()
  }

  private func setTimer() {
    var deadline = http.nextDeadline
    if let other = handler.nextDeadline { deadline = min(deadline ?? other, other) }
    // A timer that fires early is set anew then: most turns only push the deadline away, and need not touch it.
    if let timerTime, let deadline, timerTime <= deadline { return }
    clearTimer()
    guard let deadline else { return }
    timerTime = deadline
    timer = loop.schedule(at: deadline) { [weak self] in self?.fired() }
  }

  private func clearTimer() {
    if let timer { loop.cancel(timer) }
    timer = nil
    timerTime = nil
  }

  private func fired() {
    timer = nil
    timerTime = nil
    guard !isOver, !isEnding else { return }
    let now = loop.now
    if let due = http.nextDeadline, due <= now { http.timeout(at: now) }
    if let due = handler.nextDeadline, due <= now {
      // What the handler flushes here waits for the turn, so that nothing is told from within this call.
      isWorking = true
      handler.timeout(on: self)
      isWorking = false
    }
    turn()
  }
}
