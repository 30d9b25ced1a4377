public import HTTP

/// gRPC over the streams of one HTTP/2 connection, the server's side, without I/O.
///
/// Its owner gives it every HTTP event of a gRPC request, reads `nextEvent` until nil, and calls `timeout` when
/// `nextDeadline` is reached. A message is queued as its five-byte prefix and the array itself: an array that is sent on
/// many streams exists once. Calls on a call that is over are ignored.
public struct GRPCServerSession: Sendable {
  private struct Call {
    var reader: GRPCMessageReader
    var deadline: Duration?
    var isAccepted = false
    var isHalfClosed = false
  }

  /// The calls, which are few: they are found without hashing and changed where they lie.
  private struct Calls {
    private(set) var ids: [HTTPStreamID] = []
    private(set) var calls: [Call] = []
    /// How many bytes of unfinished messages are held.
    private(set) var heldBytes = 0
    /// How many have a deadline.
    private(set) var timed = 0

    func place(of id: HTTPStreamID) -> Int? {
      for place in ids.indices where ids[place] == id { return place }
      return nil
    }

    mutating func insert(_ call: Call, _ id: HTTPStreamID) {
      _ = remove(id)
      ids.append(id)
      calls.append(call)
      if call.deadline != nil { timed += 1 }
    }

    mutating func remove(_ id: HTTPStreamID) -> Call? {
      guard let place = place(of: id) else { return nil }
      ids.remove(at: place)
      let call = calls.remove(at: place)
      heldBytes -= call.reader.heldBytes
      if call.deadline != nil { timed -= 1 }
      return call
    }

    /// Marks a call as accepted; false where it was.
    mutating func accept(_ place: Int) -> Bool {
      if calls[place].isAccepted { return false }
      calls[place].isAccepted = true
      return true
    }

    func whole(_ bytes: [UInt8], at place: Int) -> [UInt8]? { calls[place].reader.whole(in: bytes) }

    mutating func read(
      _ bytes: [UInt8], at place: Int, endStream: Bool, into messages: inout [[UInt8]]
    ) -> (refusal: GRPCStatus?, isInsideMessage: Bool) {
      heldBytes -= calls[place].reader.heldBytes
      let refusal = calls[place].reader.read(bytes, into: &messages)
      heldBytes += calls[place].reader.heldBytes
      if endStream { calls[place].isHalfClosed = true }
      return (refusal, endStream && calls[place].reader.isInsideMessage)
    }
  }

  /// What a message has before it, in bytes: whether it is compressed, and its length.
  public static let prefixSize = 5

  private var calls = Calls()
  private var events: [GRPCServerEvent] = []
  private var first = 0
  private let methods: Set<String>
  private let limits: [String: Int]
  private let maximumMessageSize: Int

  /// A session.
  ///
  /// - Parameters:
  ///   - methods: The paths that are served, such as `/package.Service/Method`; others are UNIMPLEMENTED.
  ///   - limits: The largest message of the methods for which that is less than `maximumMessageSize`, by path.
  ///   - maximumMessageSize: The largest message that is read, in bytes, and the most that is held of all unfinished ones.
  public init(methods: Set<String>, limits: [String: Int] = [:], maximumMessageSize: Int = 32 << 20) {
    self.methods = methods
    self.limits = limits
    self.maximumMessageSize = maximumMessageSize
  }

  /// Whether a request is gRPC's: everything else is for someone else.
  public static func isGRPC(_ head: HTTPRequestHead) -> Bool {
    head.fields["content-type"]?.hasPrefix("application/grpc") ?? false
  }

  /// What happened next, or nil where nothing did.
  public mutating func nextEvent() -> GRPCServerEvent? {
    guard first < events.count else {
      events = []
      first = 0
      return nil
    }
    defer { first += 1 }
    return events[first]
  }

  /// Whether the stream is a call that is not over.
  public func isOpen(_ id: HTTPStreamID) -> Bool { calls.place(of: id) != nil }

  // MARK: Input

  /// Takes an HTTP event.
  public mutating func receive(_ event: HTTPEvent, http: inout HTTPServerConnection, at now: Duration) {
    switch event {
    case .request(let id, let head, let endStream): begin(id, head, endStream: endStream, http: &http, at: now)
    case .body(let id, let bytes, let endStream): read(id, bytes, endStream: endStream, http: &http)
    case .trailers(let id, _): read(id, [], endStream: true, http: &http)
    case .closed(let id, let closure): close(id, closure)
    case .writable(let id): if isOpen(id) { events.append(.writable(id)) }
    case .response, .goAway: break
    }
  }

  private mutating func begin(
    _ id: HTTPStreamID, _ head: HTTPRequestHead, endStream: Bool, http: inout HTTPServerConnection, at now: Duration
  ) {
    // Only HTTP/2 tells a scheme; HTTP/1.1 has no streams.
    guard !head.scheme.isEmpty else { return http.respond(to: id, HTTPResponseHead(status: 505), endStream: true) }
    guard head.method == "POST" else { return http.respond(to: id, HTTPResponseHead(status: 405), endStream: true) }
    guard Self.isSupported(head.fields["content-type"] ?? "") else {
      return http.respond(to: id, HTTPResponseHead(status: 415), endStream: true)
    }
    guard head.fields["te"] == "trailers" else {
      // Something between us would swallow the trailers, and with them the status: HTTP's own says it, too.
      let status = GRPCStatus(.internal, "the request lacks 'te: trailers'")
      return http.respond(to: id, Self.trailersOnly(status, HTTPFields(), httpStatus: 400), endStream: true)
    }
    guard methods.contains(head.path) else {
      return refuse(id, GRPCStatus(.unimplemented, "there is no method \(head.path)"), http: &http)
    }
    if let encoding = head.fields["grpc-encoding"], encoding != "identity" {
      let status = GRPCStatus(.unimplemented, "messages compressed by '\(encoding)' are not read here")
      return refuse(id, status, http: &http)
    }
    var deadline: Duration?
    if let text = head.fields["grpc-timeout"] {
      guard let timeout = GRPCTimeout.duration(text) else {
        return refuse(id, GRPCStatus(.internal, "'\(text)' is no grpc-timeout"), http: &http)
      }
      deadline = now + timeout
    }
    let limit = min(limits[head.path] ?? maximumMessageSize, maximumMessageSize)
    var call = Call(reader: GRPCMessageReader(limit: limit), deadline: deadline)
    call.isHalfClosed = endStream
    calls.insert(call, id)
    let parts = head.path.split(separator: "/")
    let called = GRPCCallHead(
      service: String(parts.first ?? ""), method: String(parts.last ?? ""), authority: head.authority,
      metadata: Self.metadata(head.fields), deadline: deadline)
    events.append(.call(id, called))
    if endStream { events.append(.halfClosed(id)) }
  }

  /// `application/grpc`, with `+proto` or another coding of ours, and parameters.
  private static func isSupported(_ type: String) -> Bool {
    let bare = type.prefix { $0 != ";" && $0 != " " }
    return bare == "application/grpc" || bare == "application/grpc+proto"
  }

  private static func metadata(_ fields: HTTPFields) -> HTTPFields {
    var metadata = HTTPFields()
    metadata.append(metadata: fields)
    return metadata
  }

  private mutating func read(
    _ id: HTTPStreamID, _ bytes: [UInt8], endStream: Bool, http: inout HTTPServerConnection
  ) {
    guard let place = calls.place(of: id), !calls.calls[place].isHalfClosed else { return }
    if !endStream, let message = calls.whole(bytes, at: place) { return events.append(.message(id, message)) }
    var messages: [[UInt8]] = []
    let (refusal, isCut) = calls.read(bytes, at: place, endStream: endStream, into: &messages)
    for message in messages { events.append(.message(id, message)) }
    if let refusal { return refuse(id, refusal, http: &http) }
    if isCut { return refuse(id, GRPCStatus(.internal, "the request ends inside a message"), http: &http) }
    if heldBytes > maximumMessageSize {
      return refuse(id, GRPCStatus(.resourceExhausted, "too many unfinished messages are held"), http: &http)
    }
    if endStream { events.append(.halfClosed(id)) }
  }

  private mutating func close(_ id: HTTPStreamID, _ closure: HTTPStreamClosure) {
    guard calls.remove(id) != nil else { return }
    switch closure {
    case .complete, .reset: events.append(.ended(id, .cancelled))
    case .connectionLost: events.append(.ended(id, .connectionLost))
    }
  }

  /// The bytes of unfinished messages that are held, of all calls.
  public var heldBytes: Int { calls.heldBytes }

  // MARK: Output

  /// Takes a call: its headers are sent at once, so that the caller sees that the stream is up.
  public mutating func accept(_ id: HTTPStreamID, metadata: HTTPFields = HTTPFields(), http: inout HTTPServerConnection)
  {
    guard let place = calls.place(of: id), calls.accept(place) else { return }
    http.respond(to: id, Self.responseHead(metadata), endStream: false)
  }

  private static func responseHead(_ metadata: HTTPFields) -> HTTPResponseHead {
    var fields: HTTPFields = ["content-type": "application/grpc", "grpc-accept-encoding": "identity"]
    fields.append(metadata: metadata)
    return HTTPResponseHead(status: 200, fields: fields)
  }

  private static func trailers(_ status: GRPCStatus, _ metadata: HTTPFields) -> HTTPFields {
    var trailers: HTTPFields = ["grpc-status": String(status.code.rawValue)]
    if !status.message.isEmpty { trailers.append("grpc-message", GRPCStatus.encoded(status.message)) }
    trailers.append(metadata: metadata)
    return trailers
  }

  /// Trailers-only: the status in the one block of headers.
  private static func trailersOnly(
    _ status: GRPCStatus, _ metadata: HTTPFields, httpStatus: Int = 200
  ) -> HTTPResponseHead {
    var head = responseHead(HTTPFields())
    head.status = httpStatus
    for field in trailers(status, metadata).fields { head.fields.append(field.name, field.value) }
    return head
  }

  /// Sends a message; the array is shared, not copied.
  public mutating func send(_ message: [UInt8], on id: HTTPStreamID, http: inout HTTPServerConnection) {
    guard let place = calls.place(of: id) else { return }
    if !calls.calls[place].isAccepted { accept(id, http: &http) }
    http.send(message, behind: GRPCMessageReader.prefix(of: message), on: id, endStream: false)
  }

  /// Ends a call with a status.
  public mutating func finish(
    _ id: HTTPStreamID, _ status: GRPCStatus, metadata: HTTPFields = HTTPFields(), http: inout HTTPServerConnection
  ) {
    guard let call = calls.remove(id) else { return }
    finish(id, status, metadata, isAccepted: call.isAccepted, http: &http)
    events.append(.ended(id, .completed))
  }

  private func finish(
    _ id: HTTPStreamID, _ status: GRPCStatus, _ metadata: HTTPFields, isAccepted: Bool,
    http: inout HTTPServerConnection
  ) {
    if isAccepted {
      http.sendTrailers(Self.trailers(status, metadata), on: id)
    } else {
      http.respond(to: id, Self.trailersOnly(status, metadata), endStream: true)
    }
  }

  /// Ends a call at once, without the status where messages wait before it that the caller does not read: what is queued is
  /// thrown away. For callers that are stuck, so that they cost nothing any more.
  public mutating func abort(_ id: HTTPStreamID, _ status: GRPCStatus, http: inout HTTPServerConnection) {
    guard let call = calls.remove(id) else { return }
    end(id, call, status, http: &http)
    events.append(.ended(id, .completed))
  }

  private func end(_ id: HTTPStreamID, _ call: Call, _ status: GRPCStatus, http: inout HTTPServerConnection) {
    if http.queuedBytes(on: id) > 0 {
      http.reset(id, code: status.resetCode)
    } else {
      finish(id, status, HTTPFields(), isAccepted: call.isAccepted, http: &http)
    }
  }

  private mutating func refuse(_ id: HTTPStreamID, _ status: GRPCStatus, http: inout HTTPServerConnection) {
    let call = calls.remove(id)
    finish(id, status, HTTPFields(), isAccepted: call?.isAccepted ?? false, http: &http)
    if call != nil { events.append(.ended(id, .refused(status))) }
  }

  /// How many bytes wait on a call.
  public func queuedBytes(on id: HTTPStreamID, http: borrowing HTTPServerConnection) -> Int { http.queuedBytes(on: id) }

  // MARK: Time

  /// When `timeout` must be called.
  public var nextDeadline: Duration? {
    if calls.timed == 0 { return nil }
    var deadline: Duration?
    for call in calls.calls {
      guard let time = call.deadline else { continue }
      deadline = min(deadline ?? time, time)
    }
    return deadline
  }

  /// Ends the calls whose deadline is reached, the oldest first.
  public mutating func timeout(at now: Duration, http: inout HTTPServerConnection) {
    if calls.timed == 0 { return }
    for id in calls.ids.sorted() {
      guard let place = calls.place(of: id), let deadline = calls.calls[place].deadline, now >= deadline,
        let call = calls.remove(id)
      else { continue }
      let status = GRPCStatus(.deadlineExceeded, "the deadline of the call has passed")
      end(id, call, status, http: &http)
      events.append(.ended(id, .deadlineExceeded))
    }
  }
}
