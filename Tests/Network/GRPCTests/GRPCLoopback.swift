import HTTP
import Testing

@testable import GRPC

/// A gRPC client and a server, over the two HTTP cores, joined by hand.
///
/// With `answersRaw` the server's HTTP events are only noted: a test answers by HTTP itself, as no gRPC server would.
final class GRPCLoopback {
  static let path = "/test.Service/Method"

  var clientHTTP: HTTPClientConnection
  var serverHTTP: HTTPServerConnection
  var client: GRPCClientSession
  var server: GRPCServerSession
  var now = Duration.zero
  var events: [GRPCClientEvent] = []
  var serverEvents: [GRPCServerEvent] = []
  var requests: [HTTPStreamID: HTTPRequestHead] = [:]
  var goAways = 0
  private let answersRaw: Bool

  init(
    answersRaw: Bool = false, maximumMessageSize: Int = 1 << 20,
    clientConfiguration: HTTPClientConfiguration = HTTPClientConfiguration(),
    serverConfiguration: HTTPServerConfiguration = HTTPServerConfiguration()
  ) {
    self.answersRaw = answersRaw
    clientHTTP = HTTPClientConnection(configuration: clientConfiguration, at: .zero)
    serverHTTP = HTTPServerConnection(protocol: .http2, configuration: serverConfiguration, at: .zero)
    client = GRPCClientSession(maximumMessageSize: maximumMessageSize)
    server = GRPCServerSession(methods: [Self.path])
  }

  // MARK: Bytes

  /// Lets both take what the other has to say until neither says more.
  func settle() {
    for _ in 0..<10_000 {
      let up = toServer()
      let down = toClient()
      if !up, !down { return }
    }
    Issue.record("the two never came to rest")
  }

  func toServer() -> Bool {
    takeClientEvents()
    var isMoved = false
    while clientHTTP.hasOutput {
      let output = clientHTTP.takeOutput(limit: 16 << 10)
      if output.isEmpty { break }
      isMoved = true
      for segment in output { serverHTTP.receive(Array(segment).span, at: now) }
      takeServerEvents()
    }
    takeServerEvents()
    return isMoved
  }

  func toClient() -> Bool {
    takeServerEvents()
    var isMoved = false
    while serverHTTP.hasOutput {
      let output = serverHTTP.takeOutput(limit: 16 << 10)
      if output.isEmpty { break }
      isMoved = true
      for segment in output { clientHTTP.receive(Array(segment).span, at: now) }
      takeClientEvents()
    }
    takeClientEvents()
    return isMoved
  }

  func takeClientEvents() {
    while let event = clientHTTP.nextEvent() {
      if case .goAway = event { goAways += 1 }
      client.receive(event, http: &clientHTTP, at: now)
    }
    while let event = client.nextEvent() { events.append(event) }
  }

  func takeServerEvents() {
    while let event = serverHTTP.nextEvent() {
      if case .request(let id, let head, _) = event { requests[id] = head }
      if !answersRaw { server.receive(event, http: &serverHTTP, at: now) }
    }
    while let event = server.nextEvent() { serverEvents.append(event) }
  }

  // MARK: The client

  @discardableResult
  func start(
    _ messages: [[UInt8]] = [], halfClose: Bool = false, metadata: HTTPFields = HTTPFields(), deadline: Duration? = nil
  ) -> HTTPStreamID {
    let head = GRPCClientCallHead(
      path: Self.path, authority: "test", scheme: "http", metadata: metadata, deadline: deadline)
    guard let id = client.start(head, http: &clientHTTP, at: now) else {
      Issue.record("there is no room for a call")
      return HTTPStreamID(-1)
    }
    for message in messages { client.send(message, on: id, http: &clientHTTP) }
    if halfClose { client.halfClose(id, http: &clientHTTP) }
    settle()
    return id
  }

  var canStart: Bool { clientHTTP.canOpenStream }
  var isDraining: Bool { clientHTTP.isDraining }
  var isFinished: Bool { clientHTTP.isFinished }

  func send(_ message: [UInt8], _ id: HTTPStreamID) { client.send(message, on: id, http: &clientHTTP) }

  func timeout(at time: Duration) {
    now = time
    client.timeout(at: time, http: &clientHTTP)
    takeClientEvents()
  }

  func messages(_ id: HTTPStreamID) -> [[UInt8]] {
    var messages: [[UInt8]] = []
    for case .message(id, let bytes) in events { messages.append(bytes) }
    return messages
  }

  func results(_ id: HTTPStreamID) -> [GRPCCallResult] {
    var results: [GRPCCallResult] = []
    for case .ended(id, let result) in events { results.append(result) }
    return results
  }

  /// How the call ended; nil where it did not, or where that was told more than once.
  func result(_ id: HTTPStreamID) -> GRPCCallResult? {
    let results = results(id)
    return results.count == 1 ? results[0] : nil
  }

  func code(_ id: HTTPStreamID) -> GRPCStatus.Code? { result(id)?.status.code }

  // MARK: The server

  func reply(_ message: [UInt8], _ id: HTTPStreamID) { server.send(message, on: id, http: &serverHTTP) }
  func finish(_ id: HTTPStreamID, _ status: GRPCStatus = .ok, metadata: HTTPFields = HTTPFields()) {
    server.finish(id, status, metadata: metadata, http: &serverHTTP)
  }

  /// Answers by HTTP itself: a head, bytes of a body, trailers.
  func answer(
    _ id: HTTPStreamID, status: Int = 200, _ fields: HTTPFields = ["content-type": "application/grpc"],
    body: [UInt8]? = nil, trailers: HTTPFields? = nil
  ) {
    serverHTTP.respond(
      to: id, HTTPResponseHead(status: status, fields: fields), endStream: body == nil && trailers == nil)
    if let body { serverHTTP.send(body, on: id, endStream: trailers == nil) }
    if let trailers { serverHTTP.sendTrailers(trailers, on: id) }
    settle()
  }
}
