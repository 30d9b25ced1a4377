import HTTP
import Transport

/// One connection: HTTP's client core on its socket.
final class TestConnection: ConnectionHandler {
  private let loop: EventLoop
  private var http: HTTPClientConnection
  private let connection: Connection
  private let owner: TestChannel
  private var timer: TimerID?
  private var isWorking = false
  private var isOver = false

  init(_ connection: Connection, owner: TestChannel) {
    self.connection = connection
    self.owner = owner
    loop = connection.loop
    http = HTTPClientConnection(configuration: HTTPClientConfiguration(), at: connection.loop.now)
  }

  /// Lends the core.
  func withHTTP<Result>(_ body: (inout HTTPClientConnection) -> Result) -> Result { body(&http) }

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    http.receive(bytes, at: loop.now)
    flush()
  }

  func inputClosed(_ connection: Connection) {
    http.inputClosed(at: loop.now)
    flush()
  }

  func drained(_ connection: Connection) { flush() }

  func closed(_ connection: Connection, error: TransportError?) {
    http.connectionLost()
    isWorking = true
    while let event = http.nextEvent() { owner.received(event, on: self) }
    isOver = true
    if let timer { loop.cancel(timer) }
    owner.disconnected(self)
  }

  /// Tells all events, then writes, until there is nothing more to do.
  func flush() {
    guard !isOver, !isWorking else { return }
    isWorking = true
    defer { isWorking = false }
    while true {
      while let event = http.nextEvent() { owner.received(event, on: self) }
      guard connection.isWritable, http.hasOutput else { break }
      let output = http.takeOutput(limit: 256 << 10)
      if output.isEmpty { break }
      connection.write(output)
    }
    if http.isFinished, !http.hasOutput { return connection.close() }
    setTimer()
  }

  private func setTimer() {
    if let timer { loop.cancel(timer) }
    timer = nil
    var deadline = http.nextDeadline
    if let other = owner.nextDeadline { deadline = min(deadline ?? other, other) }
    guard let deadline else { return }
    timer = loop.schedule(at: deadline) { [weak self] in self?.fired() }
  }

  private func fired() {
    timer = nil
    guard !isOver else { return }
    http.timeout(at: loop.now)
    isWorking = true
    owner.timeout(on: self)
    isWorking = false
    flush()
  }
}
