import GRPC
import HTTP
import HTTPTransport
import Telemetry
import XDS

/// One connection: gRPC on it, the xDS streams of its calls, and the calls of other services. It lives on one loop.
///
/// It and its channel hold each other until the channel says that it is disconnected.
final class XDSConnection: HTTPConnectionHandler {
  let info: HTTPConnectionInfo
  private(set) var channel: HTTPServerChannel?
  /// Whether something was sent that is not flushed: for the shard, which sends on many connections at a time.
  var isTouched = false
  private let shard: XDSShard
  /// How many responses may wait on a stream: more than a client asks for types.
  private static let maximumBacklog = 16

  private struct Stream {
    let call: HTTPStreamID
    let id: StreamID
    var backlog = Backlog()
  }

  /// A call of another service.
  private struct Other {
    let call: OtherCall
    let handler: any GRPCCallHandler
  }

  private let metrics: MetricsRegistry
  private let memory: RequestMemory
  private let services: OtherServices
  private var session: GRPCServerSession
  /// Most connections have one: it is found without hashing and changed where it lies.
  private var streams: [Stream] = []
  private var others: [Other] = []
  /// How many bytes may wait for the reader of another service's call.
  private static let maximumWaiting = 1 << 20
  /// What `memory` was told last.
  private var heldBytes = 0

  init(
    _ info: HTTPConnectionInfo, shard: XDSShard, metrics: MetricsRegistry, memory: RequestMemory,
    services: OtherServices, maximumMessageSize: Int
  ) {
    self.info = info
    self.shard = shard
    self.metrics = metrics
    self.memory = memory
    self.services = services
    session = GRPCServerSession(
      methods: services.paths, limits: services.limits, maximumMessageSize: maximumMessageSize)
  }

  // MARK: From the connection

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    if self.channel == nil { self.channel = channel }
    if case .request(let id, let head, _) = event, !GRPCServerSession.isGRPC(head) {
      return channel.withHTTP { $0.respond(to: id, HTTPResponseHead(status: 415), endStream: true) }
    }
    channel.withHTTP { session.receive(event, http: &$0, at: channel.now) }
    if case .body(let id, _, _) = event, !countHeldBytes() {
      abort(id, GRPCStatus(.resourceExhausted, "too many unfinished requests are held; come back later"))
    }
    takeEvents(channel)
    _ = countHeldBytes()
  }

  private func countHeldBytes() -> Bool {
    let now = session.heldBytes
    defer { heldBytes = now }
    return now == heldBytes || memory.change(from: heldBytes, to: now)
  }

  func timeout(on channel: HTTPServerChannel) {
    channel.withHTTP { session.timeout(at: channel.now, http: &$0) }
    takeEvents(channel)
  }

  var nextDeadline: Duration? { Self.nextDeadline(of: &session) }

  /// The session is lent, as a question to it would copy it.
  private static func nextDeadline(of session: inout GRPCServerSession) -> Duration? { session.nextDeadline }

  func disconnected(_ channel: HTTPServerChannel) {
    for stream in streams { shard.close(stream.id) }
    streams = []
    let others = others
    self.others = []
    for other in others { other.handler.ended(at: channel.now) }
    _ = memory.change(from: heldBytes, to: 0)
    heldBytes = 0
    self.channel = nil
  }

  private func takeEvents(_ channel: HTTPServerChannel) {
    while let event = session.nextEvent() {
      switch event {
      case .call(let id, let head): begin(id, head, channel)
      case .message(let id, let bytes):
        if let place = place(of: id) {
          shard.receive(bytes, from: streams[place].id)
        } else if let other = others.first(where: { $0.call.id == id }) {
          other.handler.received(bytes, at: channel.now)
        }
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
    guard let method = XDSMethods.method(service: head.service, method: head.method) else {
      return beginOther(id, head, channel)
    }
    channel.withHTTP { session.accept(id, http: &$0) }
    if let stream = shard.open(method, call: id, on: self) { streams.append(Stream(call: id, id: stream)) }
  }

  private func beginOther(_ id: HTTPStreamID, _ head: GRPCCallHead, _ channel: HTTPServerChannel) {
    guard let service = services.service(head) else { return }
    channel.withHTTP { session.accept(id, http: &$0) }
    let call = OtherCall(id, on: self, loop: channel.loop)
    if let handler = service.begin(call, head, from: GRPCPeer(info)) {
      others.append(Other(call: call, handler: handler))
    }
  }

  private func end(_ id: HTTPStreamID) {
    if let place = place(of: id) {
      shard.close(streams.remove(at: place).id)
    } else if let place = others.firstIndex(where: { $0.call.id == id }), let channel {
      others.remove(at: place).handler.ended(at: channel.now)
    }
  }

  private func place(of call: HTTPStreamID) -> Int? {
    for place in streams.indices where streams[place].call == call { return place }
    return nil
  }

  /// Ends a call that asks for too much; what waits on it is thrown away.
  private func abort(_ call: HTTPStreamID, _ status: GRPCStatus) {
    guard session.isOpen(call) else { return }
    if place(of: call) != nil { metrics.increment(.streamsRefused, [String(status.code.rawValue)]) }
    end(call)
    channel?.withHTTP { session.abort(call, status, http: &$0) }
  }

  // MARK: From the shard

  func send(_ message: [UInt8], on call: HTTPStreamID) {
    guard let channel else { return }
    let waiting = channel.withHTTP { http in
      defer { session.send(message, on: call, http: &http) }
      return http.queuedBytes(on: call)
    }
    guard let place = place(of: call) else { return }
    let count = streams[place].backlog.append(message.count + GRPCServerSession.prefixSize, behind: waiting)
    guard count > Self.maximumBacklog else { return }
    abort(call, GRPCStatus(.resourceExhausted, "the client answers responses that it has not read"))
  }

  func finish(_ call: HTTPStreamID, _ status: GRPCStatus) {
    if let place = place(of: call) { streams.remove(at: place) }
    channel?.withHTTP { session.finish(call, status, http: &$0) }
  }

  // MARK: From other services

  func send(_ message: [UInt8], onOther call: OtherCall) {
    guard let channel, session.isOpen(call.id) else { return }
    let waiting = channel.withHTTP { http in
      session.send(message, on: call.id, http: &http)
      return http.queuedBytes(on: call.id)
    }
    if waiting > Self.maximumWaiting { abort(call.id, GRPCStatus(.resourceExhausted, "the client does not read")) }
    channel.flush()
  }

  func finish(other call: OtherCall, _ status: GRPCStatus) {
    guard let channel, session.isOpen(call.id) else { return }
    end(call.id)
    channel.withHTTP { session.finish(call.id, status, http: &$0) }
    channel.flush()
  }
}
