import GRPC
import HTTP
import HTTPTransport
import Telemetry
import XDS

/// One connection of an Envoy: gRPC on it, and the xDS streams of its calls. It lives on one loop.
final class XDSConnection: HTTPConnectionHandler {
  let info: HTTPConnectionInfo
  private(set) weak var channel: HTTPServerChannel?
  private let shard: XDSShard
  private let metrics: MetricsRegistry
  private var session: GRPCServerSession
  private var streams: [HTTPStreamID: StreamID] = [:]

  init(_ info: HTTPConnectionInfo, shard: XDSShard, metrics: MetricsRegistry, maximumMessageSize: Int) {
    self.info = info
    self.shard = shard
    self.metrics = metrics
    session = GRPCServerSession(methods: Set(XDSMethods.all.keys), maximumMessageSize: maximumMessageSize)
  }

  // MARK: From the connection

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    self.channel = channel
    if case .request(let id, let head, _) = event, !GRPCServerSession.isGRPC(head) {
      return channel.withHTTP { $0.respond(to: id, HTTPResponseHead(status: 415), endStream: true) }
    }
    channel.withHTTP { session.receive(event, http: &$0, at: channel.now) }
    takeEvents(channel)
  }

  func timeout(on channel: HTTPServerChannel) {
    channel.withHTTP { session.timeout(at: channel.now, http: &$0) }
    takeEvents(channel)
  }

  var nextDeadline: Duration? { session.nextDeadline }

  func disconnected(_ channel: HTTPServerChannel) {
    for stream in streams.values { shard.close(stream) }
    streams = [:]
    self.channel = nil
  }

  private func takeEvents(_ channel: HTTPServerChannel) {
    while let event = session.nextEvent() {
      switch event {
      case .call(let id, let head): begin(id, head, channel)
      case .message(let id, let bytes): if let stream = streams[id] { shard.receive(bytes, from: stream) }
      case .halfClosed(let id):
        // A client that says no more has no use for the stream.
        end(id)
        channel.withHTTP { session.finish(id, .ok, http: &$0) }
      case .ended(let id, _): end(id)
      case .writable: break
      }
    }
  }

  private func begin(_ id: HTTPStreamID, _ head: GRPCCallHead, _ channel: HTTPServerChannel) {
    guard let method = XDSMethods.method(service: head.service, method: head.method) else { return }
    channel.withHTTP { session.accept(id, http: &$0) }
    streams[id] = shard.open(method, call: id, on: self)
  }

  private func end(_ id: HTTPStreamID) {
    guard let stream = streams.removeValue(forKey: id) else { return }
    shard.close(stream)
  }

  // MARK: From the shard

  func send(_ message: [UInt8], on call: HTTPStreamID) {
    channel?.withHTTP { session.send(message, on: call, http: &$0) }
  }

  func finish(_ call: HTTPStreamID, _ status: GRPCStatus) {
    streams[call] = nil
    channel?.withHTTP { session.finish(call, status, http: &$0) }
  }
}
