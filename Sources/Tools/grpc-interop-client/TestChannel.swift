import GRPC
import HTTP
import HTTPTransport
import Transport

/// The way to a server: a connector that keeps a connection up, and the calls that wait for one. A call waits until its
/// deadline; with `failsFast` it ends as UNAVAILABLE when a try to connect fails.
///
/// `start` and `stop` are for any thread; everything else, and what calls ask for, happens on the loop.
final class TestChannel: @unchecked Sendable {
  private let loop: EventLoop
  private let authority: String
  private let scheme: String
  private let failsFast: Bool
  private var connector: HTTPConnector?
  private var connection: TestConnection?
  private var waiting: [TestCall] = []

  init(
    to target: ConnectTarget, on loop: EventLoop, authority: String, tls: TLSContext?,
    configuration: HTTPConnectorConfiguration, failsFast: Bool
  ) {
    self.failsFast = failsFast
    self.loop = loop
    self.authority = authority
    scheme = tls == nil ? "http" : "https"
    connector = HTTPConnector(
      to: [target], on: loop, resolver: NameResolver(), tls: tls, configuration: configuration, delegate: self)
    loop.execute { self.connector?.start() }
  }

  /// Ends; not on the loop.
  func stop() {
    loop.executeAndWait { [self] in
      connector?.stop()
      connector = nil
    }
  }

  /// Begins a call.
  func start(_ path: String, metadata: HTTPFields = HTTPFields(), timeout: Duration? = nil) -> TestCall {
    let call = TestCall(self, path: path, metadata: metadata)
    loop.execute { [self] in
      call.deadline = timeout.map { loop.now + $0 }
      wait(call)
      beginWaiting()
      connection?.flush()
    }
    return call
  }

  func send(_ request: TestRequest, on call: TestCall) {
    loop.execute {
      call.said.append(request)
      guard let (connection, id) = call.place else { return }
      connection.send(request, on: id)
      connection.flush()
    }
  }

  func cancel(_ call: TestCall) {
    loop.execute { [self] in
      guard let (connection, id) = call.place else { return endWaiting(call, GRPCStatus(.cancelled)) }
      connection.cancel(id)
      connection.flush()
    }
  }

  // MARK: On the loop

  /// Begins the calls that wait, as many as there is room for.
  func beginWaiting() {
    while let connection, let call = waiting.first {
      guard connection.begin(call, authority: authority, scheme: scheme) else { return }
      waiting.removeFirst()
    }
  }

  private func endWaiting(_ call: TestCall, _ status: GRPCStatus) {
    guard let index = waiting.firstIndex(where: { $0 === call }) else { return }
    waiting.remove(at: index)
    call.hear(.ended(HTTPStreamID(0), GRPCCallResult(status)))
  }

  private func wait(_ call: TestCall) {
    waiting.append(call)
    guard let deadline = call.deadline else { return }
    loop.schedule(at: deadline) { self.endWaiting(call, GRPCStatus(.deadlineExceeded, "there is no connection")) }
  }

  /// Takes back a call that no server has looked at.
  func again(_ call: TestCall) {
    call.place = nil
    wait(call)
  }

  func lost(_ connection: TestConnection) {
    if self.connection === connection { self.connection = nil }
  }
}

extension TestChannel: HTTPConnectorDelegate {
  func connected(_ channel: HTTPClientChannel) -> any HTTPClientHandler {
    let connection = TestConnection(channel, owner: self)
    self.connection = connection
    beginWaiting()
    return connection
  }

  func failed(_ error: TransportError, nextTry: Duration) {
    connection = nil
    Client.say("no connection: \(error); the next try is in \(nextTry - loop.now)")
    guard failsFast else { return }
    for call in waiting { endWaiting(call, GRPCStatus(.unavailable, "\(error)")) }
  }
}
