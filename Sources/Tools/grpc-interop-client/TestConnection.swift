import GRPC
import HTTP
import HTTPTransport
import Transport

/// The calls of one connection. It lives on the connection's loop.
final class TestConnection: HTTPClientHandler {
  private let owner: TestChannel
  private let channel: HTTPClientChannel
  private var session = GRPCClientSession(maximumMessageSize: 16 << 20)
  private var calls: [HTTPStreamID: TestCall] = [:]

  init(_ channel: HTTPClientChannel, owner: TestChannel) {
    self.channel = channel
    self.owner = owner
  }

  /// Begins a call, with what it has said already; false where there is no room for it now.
  func begin(_ call: TestCall, authority: String, scheme: String) -> Bool {
    let now = channel.now
    let head = GRPCClientCallHead(
      path: call.path, authority: authority, scheme: scheme, metadata: call.metadata, deadline: call.deadline)
    guard let id = channel.withHTTP({ session.start(head, http: &$0, at: now) }) else { return false }
    call.place = (self, id)
    calls[id] = call
    for request in call.said { send(request, on: id) }
    return true
  }

  func send(_ request: TestRequest, on id: HTTPStreamID) {
    channel.withHTTP { http in
      switch request {
      case .message(let bytes): session.send(bytes, on: id, http: &http)
      case .end: session.halfClose(id, http: &http)
      }
    }
  }

  func cancel(_ id: HTTPStreamID) {
    channel.withHTTP { session.cancel(id, http: &$0) }
    tell()
  }

  func flush() { channel.flush() }

  private func tell() {
    while let event = session.nextEvent() {
      switch event {
      case .accepted(let id, _), .message(let id, _), .writable(let id): calls[id]?.hear(event)
      case .ended(let id, let result):
        guard let call = calls.removeValue(forKey: id) else { continue }
        // The server did not look at it: it belongs on the next connection.
        if result.isUnprocessed { owner.again(call) } else { call.hear(event) }
      }
    }
  }

  // MARK: From the channel

  func received(_ event: HTTPEvent, on channel: HTTPClientChannel) {
    let now = channel.now
    channel.withHTTP { session.receive(event, http: &$0, at: now) }
    tell()
    // A call that ended made room.
    owner.beginWaiting()
  }

  func timeout(on channel: HTTPClientChannel) {
    let now = channel.now
    channel.withHTTP { session.timeout(at: now, http: &$0) }
    tell()
  }

  func disconnected(_ channel: HTTPClientChannel, error: TransportError?) { owner.lost(self) }

  var nextDeadline: Duration? { session.nextDeadline }
}
