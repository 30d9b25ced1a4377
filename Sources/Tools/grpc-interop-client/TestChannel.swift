import GRPC
import HTTP
import Transport

/// The calls over a connection that is kept up. A call that begins while there is none, or no room on it, waits
/// until its deadline.
///
/// `start` is for any thread; everything else, but for what calls ask for, happens on the loop.
final class TestChannel: @unchecked Sendable {
  private let loop: EventLoop
  private let authority: String
  private let scheme: String
  private var session = GRPCClientSession(maximumMessageSize: 16 << 20)
  private var calls: [HTTPStreamID: TestCall] = [:]
  private var waiting: [TestCall] = []
  private var channel: TestConnection?
  private var again: (() -> Void)?

  init(_ loop: EventLoop, authority: String, scheme: String) {
    self.loop = loop
    self.authority = authority
    self.scheme = scheme
  }

  /// Begins a call.
  func start(_ path: String, metadata: HTTPFields = HTTPFields(), timeout: Duration? = nil) -> TestCall {
    let call = TestCall(self, path: path, metadata: metadata, timeout: timeout)
    loop.execute { [self] in
      call.deadline = timeout.map { loop.now + $0 }
      waiting.append(call)
      beginWaiting()
      if call.id == nil, let deadline = call.deadline { loop.schedule(at: deadline) { self.giveUpWaiting(call) } }
      channel?.flush()
    }
    return call
  }

  func send(_ request: TestRequest, on call: TestCall) {
    loop.execute { [self] in
      guard call.id != nil else { return call.unsent.append(request) }
      forward(request, on: call)
      channel?.flush()
    }
  }

  func cancel(_ call: TestCall) {
    loop.execute { [self] in
      guard let id = call.id, let channel else { return endWaiting(call, GRPCStatus(.cancelled)) }
      channel.withHTTP { session.cancel(id, http: &$0) }
      tell()
      channel.flush()
    }
  }

  // MARK: On the loop

  private func forward(_ request: TestRequest, on call: TestCall) {
    guard let id = call.id else { return }
    channel?.withHTTP { http in
      switch request {
      case .message(let bytes): session.send(bytes, on: id, http: &http)
      case .end: session.halfClose(id, http: &http)
      }
    }
  }

  /// Begins the calls that wait, as many as there is room for.
  private func beginWaiting() {
    guard let channel else { return }
    let now = loop.now
    while let call = waiting.first {
      let head = GRPCClientCallHead(
        path: call.path, authority: authority, scheme: scheme, metadata: call.metadata, deadline: call.deadline)
      guard let id = channel.withHTTP({ session.start(head, http: &$0, at: now) }) else { return }
      waiting.removeFirst()
      call.id = id
      calls[id] = call
      for request in call.unsent { forward(request, on: call) }
      call.unsent = []
    }
  }

  private func giveUpWaiting(_ call: TestCall) { endWaiting(call, GRPCStatus(.deadlineExceeded)) }

  private func endWaiting(_ call: TestCall, _ status: GRPCStatus) {
    guard call.id == nil, let place = waiting.firstIndex(where: { $0 === call }) else { return }
    waiting.remove(at: place)
    call.hear(.ended(HTTPStreamID(0), GRPCCallResult(status)))
  }

  private func tell() {
    while let event = session.nextEvent() {
      switch event {
      case .accepted(let id, _), .message(let id, _), .writable(let id): calls[id]?.hear(event)
      case .ended(let id, _): calls.removeValue(forKey: id)?.hear(event)
      }
    }
  }
}

extension TestChannel {
  /// Keeps a connection up: tries again while there is none.
  func connect(to address: NetworkAddress, _ configuration: ConnectConfiguration) {
    loop.execute { [self] in
      loop.connect(to: address, configuration) { result in
        switch result {
        case .failure(let error):
          Client.say("no connection: \(error)")
          self.loop.schedule(at: self.loop.now + .milliseconds(100)) { self.connect(to: address, configuration) }
          return nil
        case .success(let connection):
          let channel = TestConnection(connection, owner: self)
          self.again = { [self] in connect(to: address, configuration) }
          self.loop.later { self.connected(channel) }
          return channel
        }
      }
    }
  }

  private func connected(_ channel: TestConnection) {
    self.channel = channel
    beginWaiting()
    channel.flush()
  }

  func received(_ event: HTTPEvent, on channel: TestConnection) {
    let now = loop.now
    channel.withHTTP { session.receive(event, http: &$0, at: now) }
    tell()
    // A call that ended made room.
    beginWaiting()
  }

  func timeout(on channel: TestConnection) {
    let now = loop.now
    channel.withHTTP { session.timeout(at: now, http: &$0) }
    tell()
  }

  func disconnected(_ channel: TestConnection) {
    if self.channel === channel { self.channel = nil }
    again?()
  }

  var nextDeadline: Duration? { session.nextDeadline }
}
