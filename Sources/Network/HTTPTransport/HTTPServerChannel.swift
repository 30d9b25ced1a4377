public import HTTP
public import Transport

/// One connection of a server: the HTTP core on its socket. It lives on one loop and is used there only.
///
/// Output is taken from the core only while the socket takes it, so what a slow reader leaves waits in the core, where it is
/// counted.
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
  private var isOver = false

  init(
    _ connection: Connection, info: HTTPConnectionInfo, protocol: HTTPProtocol, configuration: HTTPServerConfiguration,
    handler: any HTTPConnectionHandler
  ) {
    self.connection = connection
    self.info = info
    self.handler = handler
    loop = connection.loop
    http = HTTPServerConnection(protocol: `protocol`, configuration: configuration, at: connection.loop.now)
  }

  /// The monotonic time.
  public var now: Duration { loop.now }

  /// Lends the core.
  public func withHTTP<Result>(_ body: (inout HTTPServerConnection) -> Result) -> Result { body(&http) }

  /// Writes what the core has. Inside a handler's call it is done at the end of the turn anyway.
  public func flush() {
    guard !isWorking else { return }
    turn()
  }

  /// Ends the connection gently: no new requests, and the end when those that are open are over.
  public func shutdown() {
    http.shutdown(at: loop.now)
    flush()
  }

  /// Ends the connection at once.
  public func close() { connection.close() }

  func received(_ bytes: Span<UInt8>) {
    http.receive(bytes, at: loop.now)
    turn()
  }

  func inputClosed() {
    http.inputClosed(at: loop.now)
    turn()
  }

  func drained() { turn() }

  func start() { turn() }

  func disconnected() {
    guard !isOver else { return }
    http.inputClosed(at: loop.now)
    while let event = http.nextEvent() { handler.received(event, on: self) }
    isOver = true
    if let timer { loop.cancel(timer) }
    handler.disconnected(self)
  }

  /// Tells all events, then writes, until there is nothing more to do.
  private func turn() {
    guard !isOver, !isWorking else { return }
    isWorking = true
    defer { isWorking = false }
    while true {
      while let event = http.nextEvent() { handler.received(event, on: self) }
      guard connection.isWritable, http.hasOutput else { break }
      let output = http.takeOutput(limit: Self.writeLimit)
      if output.isEmpty { break }
      connection.write(output)
    }
    if http.isFinished { return connection.closeWhenDrained() }
    setTimer()
  }

  private func setTimer() {
    var deadline = http.nextDeadline
    if let other = handler.nextDeadline { deadline = min(deadline ?? other, other) }
    // A timer that fires early is set anew then: most turns only push the deadline away, and need not touch it.
    if let timerTime, let deadline, timerTime <= deadline { return }
    if let timer { loop.cancel(timer) }
    timer = nil
    timerTime = deadline
    guard let deadline else { return }
    timer = loop.schedule(at: deadline) { [weak self] in self?.fired() }
  }

  private func fired() {
    timer = nil
    timerTime = nil
    guard !isOver else { return }
    if let due = http.nextDeadline, due <= loop.now { http.timeout(at: loop.now) }
    if let due = handler.nextDeadline, due <= loop.now { handler.timeout(on: self) }
    turn()
  }
}
