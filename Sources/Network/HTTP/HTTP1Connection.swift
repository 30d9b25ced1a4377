/// A strict HTTP/1.1 server connection (RFC 9112), without I/O.
///
/// States: reading a head, reading a body, waiting for the response, closing. One request is worked on at a time; the
/// next, if its bytes came already, waits, also for the client to read the responses before it. What could be read in two
/// ways (two lengths, folded fields, bare line feeds) is refused with a status and the end of the connection: a guess here
/// is how requests are smuggled.
struct HTTP1Connection {
  private enum State: Equatable {
    case head
    case body(HTTP1Body)
    /// The request was read whole; its response is not finished.
    case responding
    case closing
  }

  private let configuration: HTTPServerConfiguration
  private var state = State.head
  private var input = InputBuffer()
  /// How many bytes of the head that is being read were looked at.
  private var scanned = 0
  private var events: [HTTPEvent] = []
  private var firstEvent = 0
  private var queue = SendQueue()
  /// Whether the client broke the protocol so that the connection had to end.
  private(set) var hasFailed = false
  private var ordinal: Int32 = 0
  private var response = HTTP1Response()
  private var isRequestRead = false
  private var isInputClosed = false
  /// When the wait began that `nextDeadline` bounds.
  private var since: Duration
  /// When the body that is being read began, and how much of it came.
  private var bodyBegan = Duration.zero
  private var bodyBytes = 0
  /// When the connection is too old; after that, when its response is cut.
  private var ageDeadline: Duration?
  private var isTooOld = false
  /// When it is looked at next whether what waits goes out.
  private var stallCheck: Duration?
  private var stall = StallCounter()
  /// Whether a request that was held back goes on: its clock begins when the time is known.
  private var isClockStale = false
  private var now: Duration
  private let isNegotiated: Bool

  /// - Parameter isNegotiated: Whether only the lack of HTTP/2's preface brought us here. Noise at the start gets no answer
  ///   then: it may be a broken HTTP/2 client, to which HTTP/1.1 means nothing.
  init(
    _ configuration: HTTPServerConfiguration, isNegotiated: Bool = false, ageDeadline: Duration? = nil, at now: Duration
  ) {
    self.configuration = configuration
    self.ageDeadline = ageDeadline
    self.isNegotiated = isNegotiated
    self.now = now
    since = now
  }

  private var id: HTTPStreamID { HTTPStreamID(ordinal) }
  var isBusy: Bool { response.isOpen }

  // MARK: Input

  mutating func receive(_ bytes: Span<UInt8>, at now: Duration) {
    self.now = now
    guard state != .closing, !bytes.isEmpty else { return }
    refreshClock()
    // The clock of a head starts with its first byte, the first head's with the connection; a body's with each piece.
    if state == .head, input.isEmpty, ordinal > 0 { since = now }
    if case .body = state { since = now }
    input.append(bytes)
    advance()
    if input.count > configuration.maximumPipelinedBytes + configuration.maximumHeaderListSize { fail(400) }
    watchForStalls()
  }

  /// Begins the waits whose beginning was not known.
  private mutating func refreshClock() {
    guard isClockStale else { return }
    isClockStale = false
    since = now
    bodyBegan = now
  }

  mutating func inputClosed(at now: Duration) {
    self.now = now
    isInputClosed = true
    if state == .responding || isHeldBack && !input.isEmpty { return }
    endConnection()
  }

  /// The transport is gone: no response can be sent any more.
  mutating func connectionLost() {
    queue = SendQueue()
    endConnection()
  }

  private mutating func endConnection() {
    if response.isOpen { events.append(.closed(id, .connectionLost)) }
    response = HTTP1Response()
    input.removeAll()
    state = .closing
    since = now
  }

  mutating func nextEvent() -> HTTPEvent? {
    guard firstEvent < events.count else {
      if firstEvent > 0 {
        events = []
        firstEvent = 0
      }
      return nil
    }
    defer { firstEvent += 1 }
    return events[firstEvent]
  }

  private mutating func advance() {
    while true {
      switch state {
      case .head:
        guard !isHeldBack, readHead() else { return }
      case .body(var body):
        guard readBody(&body) else { return }
      case .responding, .closing: return
      }
    }
  }

  /// Where the head that begins the input ends, with its empty line; nil where it is not all there.
  private mutating func endOfHead() throws(HTTP1Head.Refusal) -> Int? {
    let bytes = input.unread
    var index = bytes.startIndex + scanned
    while index < bytes.endIndex {
      if bytes[index] == 10 {
        guard index > bytes.startIndex, bytes[index - 1] == 13 else { throw HTTP1Head.Refusal(status: 400) }
        if index >= bytes.startIndex + 3, bytes[index - 2] == 10 {
          scanned = 0
          return index + 1 - bytes.startIndex
        }
      }
      index += 1
    }
    scanned = bytes.count
    return nil
  }

  /// Reads a head, where all of it is there; false where there is nothing more to do now.
  private mutating func readHead() -> Bool {
    // Empty lines before a request line are skipped (RFC 9112 §2.2).
    while scanned == 0, input.count >= 2, input.unread.starts(with: [13, 10]) { input.drop(2) }
    guard let first = input.unread.first, first != 13 || input.count > 1 else { return false }
    do throws(HTTP1Head.Refusal) {
      guard HTTPText.isToken(first) else { throw HTTP1Head.Refusal(status: 400, isForeign: true) }
      guard let end = try endOfHead() else {
        if input.count > configuration.maximumHeaderListSize { throw HTTP1Head.Refusal(status: 431) }
        return false
      }
      guard end <= configuration.maximumHeaderListSize else { throw HTTP1Head.Refusal(status: 431) }
      let parsed = try HTTP1Head(input.unread.prefix(end))
      input.drop(end)
      begin(parsed)
      return true
    } catch {
      if error.isForeign, isNegotiated, ordinal == 0 {
        hasFailed = true
        endConnection()
      } else {
        fail(error.status)
      }
      return false
    }
  }

  private mutating func begin(_ parsed: HTTP1Head) {
    // A connection ends long before its requests cannot be numbered any more.
    ordinal = ordinal &+ 1
    since = now
    response = HTTP1Response(
      isHead: parsed.head.method == "HEAD", isOld: parsed.isOld, keepsAlive: parsed.keepsAlive && ordinal < Int32.max)
    bodyBegan = now
    bodyBytes = 0
    isRequestRead = parsed.body == .length(0)
    events.append(.request(id, parsed.head, endStream: isRequestRead))
    // Who sends the body unasked needs no leave.
    if parsed.expectsContinue, !isRequestRead, input.isEmpty {
      queue.append(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    state = isRequestRead ? .responding : .body(parsed.body)
  }

  private mutating func readBody(_ body: inout HTTP1Body) -> Bool {
    let piece: HTTP1Body.Piece
    do {
      piece = try body.take(from: &input, trailerLimit: configuration.maximumHeaderListSize)
    } catch {
      fail(400)
      return false
    }
    state = .body(body)
    bodyBytes += piece.bytes.count
    guard !piece.bytes.isEmpty || piece.isLast else { return false }
    if response.isOpen { events.append(.body(id, piece.bytes, endStream: piece.isLast)) }
    guard piece.isLast else { return true }
    isRequestRead = true
    state = .responding
    finishIfDone()
    return true
  }

  /// Answers with a status of our own, where no answer has begun, and ends the connection.
  private mutating func fail(_ status: Int) {
    guard state != .closing else { return }
    if status != 408 { hasFailed = true }
    if !response.hasBegun { queue.append(HTTP1Response.final(status)) }
    endConnection()
  }

  // MARK: Responses

  private func isCurrent(_ id: HTTPStreamID) -> Bool { id == self.id && response.isOpen && !response.isOver }

  mutating func respond(to id: HTTPStreamID, _ head: HTTPResponseHead, endStream: Bool) {
    guard isCurrent(id), !response.hasBegun else { return }
    queue.append(response.begin(head, endStream: endStream))
    watchForStalls()
    if endStream { endResponse() }
  }

  mutating func send(_ bytes: [UInt8], on id: HTTPStreamID, endStream: Bool) {
    guard isCurrent(id), response.hasBegun else { return }
    guard queue.count + bytes.count <= configuration.maximumQueuedBytes else {
      return giveUp(HTTP2ErrorCode.enhanceYourCalm)
    }
    response.write(bytes, into: &queue)
    watchForStalls()
    if endStream { endResponse() }
  }

  mutating func sendTrailers(_ fields: HTTPFields, on id: HTTPStreamID) {
    guard isCurrent(id), response.hasBegun else { return }
    endResponse(trailers: fields)
  }

  private mutating func endResponse(trailers: HTTPFields = HTTPFields()) {
    response.end(trailers: trailers, into: &queue)
    finishIfDone()
  }

  /// Moves on to the next request when the response and the request are both over.
  private mutating func finishIfDone() {
    guard response.isOpen, response.isOver else { return }
    events.append(.closed(id, .complete))
    // Where the response came before the request was over, the rest would have to be read to reach the next one.
    let goesOn = isRequestRead && response.keepsAlive && !(isInputClosed && input.isEmpty)
    response = HTTP1Response()
    since = now
    guard goesOn else { return endConnection() }
    state = .head
    goOn()
  }

  /// Begins the next request, where it is there.
  private mutating func goOn() {
    advance()
    if isInputClosed, !isHeldBack, state == .head || isReadingBody { endConnection() }
  }

  /// Whether no request begins, because the client has not read the responses before it.
  private var isHeldBack: Bool { state == .head && queue.count >= configuration.lowWaterMark }

  private var isReadingBody: Bool { if case .body = state { true } else { false } }

  mutating func reset(_ id: HTTPStreamID) {
    if isCurrent(id) { giveUp(HTTP2ErrorCode.cancel) }
  }

  /// Cuts the response that is open, if any, and with it the connection.
  private mutating func giveUp(_ code: UInt32) {
    if response.isOpen { events.append(.closed(id, .reset(code: code))) }
    response = HTTP1Response()
    queue = SendQueue()
    endConnection()
  }

  mutating func shutdown(at now: Duration) {
    self.now = now
    if response.isOpen { response.keepsAlive = false } else { endConnection() }
  }

  // MARK: Output and time

  var queuedBytes: Int { queue.count }
  var hasOutput: Bool { queue.count > 0 }

  mutating func takeOutput(limit: Int) -> [ArraySlice<UInt8>] {
    let wasFull = queue.count >= configuration.lowWaterMark
    var output = OutputBuffer()
    queue.take(limit, into: &output)
    stall.sent(output.count, isEmpty: queue.count == 0)
    if queue.count == 0 { stallCheck = nil }
    if wasFull, queue.count < configuration.lowWaterMark {
      if response.isOpen { events.append(.writable(id)) }
      if state == .head, !input.isEmpty {
        isClockStale = true
        goOn()
      }
    }
    return output.takeAll()
  }

  var isFinished: Bool { state == .closing && !hasOutput }

  var nextDeadline: Duration? {
    var deadline = stateDeadline
    guard state != .closing else { return deadline }
    for other in [ageDeadline, stallCheck] {
      if let other { deadline = min(deadline ?? other, other) }
    }
    return deadline
  }

  private var stateDeadline: Duration? {
    switch state {
    case .responding: return nil
    case .closing: return since + configuration.headerDeadline
    case .body:
      let earned = Duration.seconds(bodyBytes / max(configuration.minimumBodyRate, 1))
      return min(since, bodyBegan + earned) + configuration.headerDeadline
    case .head:
      if !input.isEmpty && !isHeldBack || ordinal == 0 { return since + configuration.headerDeadline }
      return configuration.idleTimeout.map { since + $0 }
    }
  }

  mutating func timeout(at now: Duration) {
    self.now = now
    if state != .closing {
      if let ageDeadline, now >= ageDeadline { grewOld(ageDeadline) }
      if let stallCheck, now >= stallCheck { checkStall() }
    }
    guard let deadline = stateDeadline, now >= deadline else { return }
    if isClockStale, state != .closing {
      refreshClock()
    } else if state == .closing {
      // The client does not read what is left to say.
      queue = SendQueue()
    } else if state == .head, input.isEmpty {
      endConnection()
    } else {
      fail(408)
    }
  }

  /// Ends the connection with the response that is open; when that had its time, at once.
  private mutating func grewOld(_ deadline: Duration) {
    if isTooOld { return giveUp(HTTP2ErrorCode.cancel) }
    isTooOld = true
    ageDeadline = deadline + configuration.ageGrace
    shutdown(at: now)
  }

  /// Something may wait to be sent.
  private mutating func watchForStalls() {
    guard stallCheck == nil, queue.count > 0, let timeout = configuration.stallTimeout else { return }
    stallCheck = now + timeout / StallCounter.checks
  }

  private mutating func checkStall() {
    stallCheck = nil
    if stall.isStalled(isWaiting: queue.count > 0) { return giveUp(HTTP2ErrorCode.cancel) }
    watchForStalls()
  }
}
