/// A strict HTTP/1.1 server connection (RFC 9112), without I/O.
///
/// States: reading a head, reading a body, waiting for the response, closing. One request is worked on at a time; the
/// next, if its bytes came already, waits. What could be read in two ways (two lengths, folded fields, bare line feeds)
/// is refused with a status and the end of the connection: a guess here is how requests are smuggled.
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
  private var input: [UInt8] = []
  private var events: [HTTPEvent] = []
  private var queue = SendQueue()
  private var ordinal: Int32 = 0
  private var response = HTTP1Response()
  private var isRequestRead = false
  private var isInputClosed = false
  private var since: Duration
  private var now: Duration
  private let isNegotiated: Bool

  /// - Parameter isNegotiated: Whether only the lack of HTTP/2's preface brought us here. Noise at the start gets no answer
  ///   then: it may be a broken HTTP/2 client, to which HTTP/1.1 means nothing.
  init(_ configuration: HTTPServerConfiguration, isNegotiated: Bool = false, at now: Duration) {
    self.configuration = configuration
    self.isNegotiated = isNegotiated
    self.now = now
    since = now
  }

  private var id: HTTPStreamID { HTTPStreamID(ordinal) }
  var isBusy: Bool { response.isOpen }

  // MARK: Input

  mutating func receive(_ bytes: Span<UInt8>, at now: Duration) {
    self.now = now
    guard state != .closing else { return }
    input.reserveCapacity(input.count + bytes.count)
    for index in bytes.indices { input.append(bytes[index]) }
    advance()
    if input.count > configuration.maximumPipelinedBytes + configuration.maximumHeaderListSize, state != .closing {
      fail(400)
    }
  }

  mutating func inputClosed() {
    isInputClosed = true
    if case .responding = state { return }
    if response.isOpen { events.append(.closed(id, .connectionLost)) }
    response = HTTP1Response()
    state = .closing
  }

  /// The transport is gone: no response can be sent any more.
  mutating func connectionLost() {
    isInputClosed = true
    if response.isOpen { events.append(.closed(id, .connectionLost)) }
    response = HTTP1Response()
    state = .closing
  }

  mutating func nextEvent() -> HTTPEvent? { events.isEmpty ? nil : events.removeFirst() }

  private mutating func advance() {
    while true {
      switch state {
      case .head:
        guard readHead() else { return }
      case .body(var body):
        guard readBody(&body) else { return }
      case .responding, .closing: return
      }
    }
  }

  /// Reads a head, where all of it is there; false where there is nothing more to do now.
  private mutating func readHead() -> Bool {
    // Empty lines before a request line are skipped (RFC 9112 §2.2).
    while input.starts(with: [13, 10]) { input.removeFirst(2) }
    guard !input.isEmpty else { return false }
    guard let end = HTTP1Head.end(in: input) else {
      // A bare line feed makes a head that never ends by our rules: refuse it as soon as it is seen.
      if HTTP1Head.hasBareLineFeed(input) { return refuse(400) }
      return input.count > configuration.maximumHeaderListSize ? refuse(431) : false
    }
    guard end <= configuration.maximumHeaderListSize else { return refuse(431) }
    let parsed: HTTP1Head
    do {
      parsed = try HTTP1Head(input[0..<end])
    } catch {
      if error.isForeign, isNegotiated, ordinal == 0 {
        input = []
        state = .closing
        return false
      }
      return refuse(error.status)
    }
    input.removeFirst(end)
    ordinal += 1
    isRequestRead = false
    response = HTTP1Response(isHead: parsed.head.method == "HEAD", isOld: parsed.isOld, keepsAlive: parsed.keepsAlive)
    let isEmpty = parsed.body == .length(0)
    events.append(.request(id, parsed.head, endStream: isEmpty))
    if parsed.expectsContinue, !isEmpty { queue.append(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
    state = isEmpty ? .responding : .body(parsed.body)
    isRequestRead = isEmpty
    return !isEmpty
  }

  private mutating func readBody(_ body: inout HTTP1Body) -> Bool {
    let piece: HTTP1Body.Piece
    do {
      piece = try body.take(from: &input, lineLimit: configuration.maximumHeaderListSize)
    } catch {
      return refuse(400)
    }
    state = .body(body)
    guard !piece.bytes.isEmpty || piece.isLast else { return false }
    if response.isOpen { events.append(.body(id, piece.bytes, endStream: piece.isLast)) }
    guard piece.isLast else { return true }
    isRequestRead = true
    state = .responding
    finishIfDone()
    return true
  }

  /// Answers with a status of our own and ends the connection.
  private mutating func refuse(_ status: Int) -> Bool {
    fail(status)
    return false
  }

  private mutating func fail(_ status: Int) {
    if response.isOpen {
      events.append(.closed(id, .connectionLost))
    }
    if !response.hasBegun {
      let text = "HTTP/1.1 \(status) \(HTTP1Response.reason(status))\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
      queue.append(Array(text.utf8))
    }
    response = HTTP1Response()
    input = []
    state = .closing
  }

  // MARK: Responses

  private func isCurrent(_ id: HTTPStreamID) -> Bool { id == self.id && response.isOpen }

  mutating func respond(to id: HTTPStreamID, _ head: HTTPResponseHead, endStream: Bool) {
    guard isCurrent(id), !response.hasBegun else { return }
    queue.append(response.begin(head, endStream: endStream))
    if endStream { endResponse() }
  }

  mutating func send(_ bytes: [UInt8], on id: HTTPStreamID, endStream: Bool) {
    guard isCurrent(id), response.hasBegun else { return }
    if !bytes.isEmpty {
      queue.append(response.chunkHead(bytes.count))
      if !response.isHead { queue.append(bytes) }
      queue.append(response.chunkTail)
    }
    if endStream { endResponse() }
  }

  mutating func sendTrailers(_ fields: HTTPFields, on id: HTTPStreamID) {
    guard isCurrent(id), response.hasBegun else { return }
    // Trailers of a body with a length have no place in HTTP/1.1 and are left out.
    endResponse()
  }

  private mutating func endResponse() {
    queue.append(response.end)
    response.isOver = true
    finishIfDone()
  }

  /// Moves on to the next request when the response and the request are both over.
  private mutating func finishIfDone() {
    guard response.isOpen, response.isOver else { return }
    guard isRequestRead else {
      // The response came before the request was over: the rest would have to be read to reach the next one.
      if case .closing = state { return }
      events.append(.closed(id, .complete))
      response.isOpen = false
      state = .closing
      return
    }
    events.append(.closed(id, .complete))
    let goesOn = response.keepsAlive && !isInputClosed
    response.isOpen = false
    since = now
    state = goesOn ? .head : .closing
    if goesOn { advance() }
  }

  mutating func reset(_ id: HTTPStreamID) {
    guard isCurrent(id) else { return }
    events.append(.closed(id, .reset(code: HTTP2ErrorCode.cancel)))
    response = HTTP1Response()
    queue = SendQueue()
    state = .closing
  }

  mutating func shutdown() {
    if response.isOpen { response.keepsAlive = false } else { state = .closing }
  }

  // MARK: Output and time

  var queuedBytes: Int { queue.count }
  var hasOutput: Bool { queue.count > 0 }

  mutating func takeOutput(limit: Int) -> [ArraySlice<UInt8>] {
    let wasFull = queue.count >= configuration.lowWaterMark
    var output = OutputBuffer()
    queue.take(limit, into: &output)
    if wasFull, queue.count < configuration.lowWaterMark, response.isOpen { events.append(.writable(id)) }
    return output.takeAll()
  }

  var isFinished: Bool { state == .closing && !hasOutput }

  var nextDeadline: Duration? {
    switch state {
    case .closing, .responding: return nil
    case .body: return since + configuration.headerDeadline
    case .head:
      if !input.isEmpty || ordinal == 0 { return since + configuration.headerDeadline }
      return configuration.idleTimeout.map { since + $0 }
    }
  }

  mutating func timeout(at now: Duration) {
    self.now = now
    guard let deadline = nextDeadline, now >= deadline else { return }
    if input.isEmpty, state == .head { state = .closing } else { fail(408) }
  }
}
