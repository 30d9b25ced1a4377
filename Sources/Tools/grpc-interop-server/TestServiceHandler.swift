import GRPC
import GRPCTestMessages
import HTTP
import HTTPTransport
import Protobuf

/// Serves the calls of one connection.
final class TestServiceHandler: HTTPConnectionHandler {
  /// The most bytes that wait on a call before no more responses are made for it.
  private static let highWaterMark = 256 << 10
  private static let paths: Set<String> = {
    var paths: Set<String> = []
    for method in TestMethod.allCases { paths.insert("/grpc.testing.TestService/" + method.rawValue) }
    return paths
  }()

  private var session = GRPCServerSession(methods: TestServiceHandler.paths, maximumMessageSize: 16 << 20)
  private var calls: [HTTPStreamID: TestCall] = [:]

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    let now = channel.now
    channel.withHTTP { http in
      if case .request(let id, let head, _) = event, !GRPCServerSession.isGRPC(head) {
        return http.respond(to: id, HTTPResponseHead(status: 415), endStream: true)
      }
      session.receive(event, http: &http, at: now)
      answer(http: &http, at: now)
    }
  }

  func disconnected(_ channel: HTTPServerChannel) { calls = [:] }

  var nextDeadline: Duration? {
    var deadline = session.nextDeadline
    for call in calls.values {
      guard let time = call.nextResponse else { continue }
      deadline = min(deadline ?? time, time)
    }
    return deadline
  }

  func timeout(on channel: HTTPServerChannel) {
    let now = channel.now
    channel.withHTTP { http in
      session.timeout(at: now, http: &http)
      for id in calls.keys.sorted() { advance(id, http: &http, at: now) }
      answer(http: &http, at: now)
    }
  }

  // MARK: Calls

  private func answer(http: inout HTTPServerConnection, at now: Duration) {
    while let event = session.nextEvent() {
      switch event {
      case .call(let id, let head):
        guard let method = TestMethod(rawValue: head.method) else { continue }
        let call = TestCall(method, head.metadata)
        calls[id] = call
        // A caller that waits for the headers before it sends anything sees that the stream is up.
        session.accept(id, metadata: call.initialMetadata, http: &http)
      case .message(let id, let bytes):
        do { try calls[id]?.receive(bytes, at: now) } catch { end(id, error, http: &http) }
      case .halfClosed(let id):
        do { try calls[id]?.halfClose(at: now) } catch { end(id, error, http: &http) }
      case .ended(let id, _): calls[id] = nil
      case .writable: break
      }
      advance(event.id, http: &http, at: now)
    }
  }

  /// Sends what is due, as far as the caller reads.
  private func advance(_ id: HTTPStreamID, http: inout HTTPServerConnection, at now: Duration) {
    while session.queuedBytes(on: id, http: http) < Self.highWaterMark {
      guard let step = calls[id]?.nextStep(at: now) else { return }
      switch step {
      case .message(let bytes): session.send(bytes, on: id, http: &http)
      case .end(let status): return end(id, status, http: &http)
      }
    }
    calls[id]?.waitForReader()
  }

  private func end(_ id: HTTPStreamID, _ status: GRPCStatus, http: inout HTTPServerConnection) {
    guard let call = calls.removeValue(forKey: id) else { return }
    session.finish(id, status, metadata: call.trailingMetadata, http: &http)
  }
}

extension GRPCServerEvent {
  /// The call that the event speaks of.
  fileprivate var id: HTTPStreamID {
    switch self {
    case .call(let id, _), .message(let id, _), .halfClosed(let id), .ended(let id, _), .writable(let id): id
    }
  }
}
