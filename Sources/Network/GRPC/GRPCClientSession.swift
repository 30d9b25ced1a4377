public import HTTP

/// gRPC over the streams of one HTTP/2 connection, the client's side, without I/O.
///
/// Its owner gives it every HTTP event, reads `nextEvent` until nil, and calls `timeout` when `nextDeadline` is reached. A
/// call is open from `start` until its `ended`, which comes exactly once, whoever ends it. Calls on a call that is over
/// are ignored. It never begins a call again by itself: `GRPCCallResult.isUnprocessed` says where its owner may.
public struct GRPCClientSession: Sendable {
  private struct Call {
    var reader: GRPCMessageReader
    var deadline: Duration?
    var isAccepted = false
    var isHalfClosed = false
  }

  private var calls: [HTTPStreamID: Call] = [:]
  private var events: [GRPCClientEvent] = []
  private var first = 0
  private var heldBytes = 0
  private let maximumMessageSize: Int
  private let userAgent: String

  /// A session.
  ///
  /// - Parameters:
  ///   - maximumMessageSize: The largest message that is read, in bytes, and the most that is held of all unfinished ones.
  ///   - userAgent: What the server is told of the program.
  public init(maximumMessageSize: Int = 4 << 20, userAgent: String = "grpc-koperator") {
    self.maximumMessageSize = maximumMessageSize
    self.userAgent = userAgent
  }

  /// What happened next, or nil where nothing did.
  public mutating func nextEvent() -> GRPCClientEvent? {
    guard first < events.count else {
      events = []
      first = 0
      return nil
    }
    defer { first += 1 }
    return events[first]
  }

  /// Whether the call is not over.
  public func isOpen(_ id: HTTPStreamID) -> Bool { calls[id] != nil }

  /// How many calls are not over.
  public var openCalls: Int { calls.count }

  // MARK: Output

  /// Begins a call: its headers are sent at once.
  ///
  /// - Returns: nil where the connection has no room for a call, or takes none any more: `canOpenStream` of the connection
  ///   says so before.
  public mutating func start(
    _ head: GRPCClientCallHead, http: inout HTTPClientConnection, at now: Duration
  ) -> HTTPStreamID? {
    var fields: HTTPFields = ["te": "trailers", "content-type": "application/grpc"]
    if head.metadata["user-agent"] == nil { fields.append("user-agent", userAgent) }
    fields.append("grpc-accept-encoding", "identity")
    if let deadline = head.deadline { fields.append("grpc-timeout", GRPCTimeout.text(deadline - now)) }
    fields.append(metadata: head.metadata)
    let request = HTTPRequestHead(
      method: "POST", scheme: head.scheme, authority: head.authority, path: head.path, fields: fields)
    guard let id = http.request(request, endStream: false) else { return nil }
    calls[id] = Call(reader: GRPCMessageReader(limit: maximumMessageSize), deadline: head.deadline)
    return id
  }

  /// Sends a message; the array is shared, not copied.
  public mutating func send(_ message: [UInt8], on id: HTTPStreamID, http: inout HTTPClientConnection) {
    guard calls[id]?.isHalfClosed == false else { return }
    http.send(GRPCMessageReader.prefix(of: message), on: id, endStream: false)
    http.send(message, on: id, endStream: false)
  }

  /// Says that no more messages are sent.
  public mutating func halfClose(_ id: HTTPStreamID, http: inout HTTPClientConnection) {
    guard calls[id]?.isHalfClosed == false else { return }
    calls[id]?.isHalfClosed = true
    http.send([], on: id, endStream: true)
  }

  /// Gives a call up; it ends with CANCELLED.
  public mutating func cancel(_ id: HTTPStreamID, http: inout HTTPClientConnection) {
    giveUp(id, GRPCStatus(.cancelled, "the call was given up"), http: &http)
  }

  /// How many bytes wait on a call.
  public func queuedBytes(on id: HTTPStreamID, http: borrowing HTTPClientConnection) -> Int { http.queuedBytes(on: id) }

  // MARK: Input

  /// Takes an HTTP event.
  public mutating func receive(_ event: HTTPEvent, http: inout HTTPClientConnection, at now: Duration) {
    switch event {
    case .response(let id, let head, let endStream): begin(id, head, endStream: endStream, http: &http)
    case .body(let id, let bytes, let endStream): read(id, bytes, endStream: endStream, http: &http)
    case .trailers(let id, let fields): end(id, fields, httpStatus: 200, http: &http)
    case .closed(let id, let closure): close(id, closure, at: now)
    case .writable(let id): if calls[id] != nil { events.append(.writable(id)) }
    case .request, .goAway: break
    }
  }

  private mutating func begin(
    _ id: HTTPStreamID, _ head: HTTPResponseHead, endStream: Bool, http: inout HTTPClientConnection
  ) {
    guard let call = calls[id], !call.isAccepted else { return }
    if endStream { return end(id, head.fields, httpStatus: head.status, http: &http) }
    guard head.status == 200 else {
      // Something between us speaks for itself; its page is not wanted.
      return giveUp(id, GRPCStatus(httpStatus: head.status), http: &http)
    }
    let type = head.fields["content-type"] ?? ""
    guard Self.isGRPC(type) else {
      return giveUp(id, GRPCStatus(.unknown, "the response is '\(type)', which is not gRPC's"), http: &http)
    }
    calls[id]?.isAccepted = true
    calls[id]?.reader.encoding = head.fields["grpc-encoding"] ?? "identity"
    events.append(.accepted(id, Self.metadata(head.fields)))
  }

  /// `application/grpc`, with any coding and parameters.
  private static func isGRPC(_ type: String) -> Bool {
    let base = "application/grpc"
    guard type.hasPrefix(base) else { return false }
    let next = type.utf8.dropFirst(base.utf8.count).first
    return next == nil || next == UInt8(ascii: "+") || next == UInt8(ascii: ";") || next == UInt8(ascii: " ")
  }

  private static func metadata(_ fields: HTTPFields) -> HTTPFields {
    var metadata = HTTPFields()
    metadata.append(metadata: fields)
    return metadata
  }

  private mutating func read(
    _ id: HTTPStreamID, _ bytes: [UInt8], endStream: Bool, http: inout HTTPClientConnection
  ) {
    guard var call = calls[id], call.isAccepted else { return }
    calls[id] = nil
    heldBytes -= call.reader.heldBytes
    var messages: [[UInt8]] = []
    let refusal = call.reader.read(bytes, into: &messages)
    heldBytes += call.reader.heldBytes
    calls[id] = call
    for message in messages { events.append(.message(id, message)) }
    if let refusal { return giveUp(id, refusal, http: &http) }
    if heldBytes > maximumMessageSize {
      return giveUp(id, GRPCStatus(.resourceExhausted, "too many unfinished messages are held"), http: &http)
    }
    if endStream { end(id, HTTPFields(), httpStatus: 200, http: &http) }
  }

  /// The server said its last: the fields hold the status, or should.
  private mutating func end(
    _ id: HTTPStreamID, _ fields: HTTPFields, httpStatus: Int, http: inout HTTPClientConnection
  ) {
    guard let call = calls[id] else { return }
    var status = GRPCStatus(trailers: fields, httpStatus: httpStatus)
    if status.code == .ok, call.reader.isInsideMessage {
      status = GRPCStatus(.internal, "the response ends inside a message")
    }
    // The server hears no more: what was not sent yet is not wanted (RFC 9113 §8.1).
    if !call.isHalfClosed || http.queuedBytes(on: id) > 0 { http.reset(id, code: HTTP2ErrorCode.noError) }
    finish(id, GRPCCallResult(status, metadata: Self.metadata(fields)))
  }

  private mutating func close(_ id: HTTPStreamID, _ closure: HTTPStreamClosure, at now: Duration) {
    guard let call = calls[id] else { return }
    switch closure {
    case .complete: finish(id, GRPCCallResult(GRPCStatus(.unknown, "the response has no status")))
    case .connectionLost: finish(id, GRPCCallResult(GRPCStatus(.unavailable, "the connection is lost")))
    case .reset(let code):
      var status = GRPCStatus(resetCode: code)
      // The server counts the same time, and may be the first to give the call up.
      if status.code == .cancelled, let deadline = call.deadline, now >= deadline { status = Self.deadlineExceeded }
      finish(id, GRPCCallResult(status, isUnprocessed: code == HTTP2ErrorCode.refusedStream))
    }
  }

  private mutating func giveUp(_ id: HTTPStreamID, _ status: GRPCStatus, http: inout HTTPClientConnection) {
    guard calls[id] != nil else { return }
    http.reset(id, code: HTTP2ErrorCode.cancel)
    finish(id, GRPCCallResult(status))
  }

  private mutating func finish(_ id: HTTPStreamID, _ result: GRPCCallResult) {
    guard let call = calls.removeValue(forKey: id) else { return }
    heldBytes -= call.reader.heldBytes
    events.append(.ended(id, result))
  }

  // MARK: Time

  private static let deadlineExceeded = GRPCStatus(.deadlineExceeded, "the deadline of the call has passed")

  /// When `timeout` must be called.
  public var nextDeadline: Duration? {
    var deadline: Duration?
    for call in calls.values {
      guard let time = call.deadline else { continue }
      deadline = min(deadline ?? time, time)
    }
    return deadline
  }

  /// Gives up the calls whose deadline is reached, the oldest first.
  public mutating func timeout(at now: Duration, http: inout HTTPClientConnection) {
    for id in calls.keys.sorted() {
      guard let deadline = calls[id]?.deadline, now >= deadline else { continue }
      giveUp(id, Self.deadlineExceeded, http: &http)
    }
  }
}
