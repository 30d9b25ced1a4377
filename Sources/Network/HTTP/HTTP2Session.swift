import CNghttp2

/// One side of an HTTP/2 connection by nghttp2: with its memory (`HTTP2SessionMemory`), all that meets the C interface.
///
/// Server and client differ in how a stream begins and in what its first fields mean; all else is the same.
/// Phases: open; noticed (a server said GOAWAY of no stream yet, and takes those that were on their way); draining (GOAWAY
/// said, the open streams finish); closing (what is queued goes out, nothing more is read); abandoned. nghttp2 calls back while it reads and while it is asked for output; the callbacks only note what happened and
/// submit frames. From inside them it must never be asked to read, to send or to end.
@safe final class HTTP2Session {
  enum Phase {
    case open
    case noticed
    case draining
    case closing
    case abandoned
  }

  private(set) var session: OpaquePointer?
  private let memory = HTTP2SessionMemory()
  let settings: HTTP2Settings
  private(set) var phase = Phase.open
  var streams = HTTP2StreamTable()
  /// The streams on which as much waits as the low mark says, or more.
  var full: Set<Int32> = []
  var events: [HTTPEvent] = []
  private(set) var firstEvent = 0
  var output = OutputBuffer()
  private var outputLimit = 0
  var floods: FloodGuards
  var now: Duration
  private(set) var lastReceived: Duration
  var idleSince: Duration
  /// When the phase began, where it is noticed or closing.
  private(set) var phaseSince: Duration
  var pingSent: Duration?
  var hasSettings = false
  /// The error code of the other side's GOAWAY, once it came.
  var goAwayCode: UInt32?
  /// Whether the other side broke the protocol so that the connection had to end.
  var hasFailed = false
  /// When the connection is too old; after that, when its streams are ended.
  var ageDeadline: Duration?
  var isTooOld = false
  /// When that began which may not be left unfinished: the other side's preface, a block of header fields.
  var unfinishedSince: Duration?
  /// The stream of the block.
  var blockStream: Int32 = 0
  /// When it is looked at next whether what waits goes out.
  var stallCheck: Duration?
  var outputStall = StallCounter()
  /// How many bytes wait on all streams.
  private(set) var totalQueuedBytes = 0
  /// Whether the other side did what nghttp2 lets pass: a server pushed a stream.
  var isBroken = false
  /// The PING whose answer says that a notice of GOAWAY was read.
  static let noticePing: [UInt8] = Array("shutdown".utf8)
  /// How long that answer is waited for.
  static let noticeTimeout = Duration.seconds(1)
  /// A frame of data with less, of a queue that holds more, is one that the other side's window made small.
  private static let sliver = 256
  /// How long after a message the frame buffer is kept for the next one.
  private static let restDelay = Duration.seconds(1)
  /// Whether headers or data were sent since the frame buffer last rested.
  var isBufferUsed = false
  private(set) var restTime: Duration?

  init(_ settings: HTTP2Settings, firstStream: Int32 = 1, ageDeadline: Duration? = nil, at now: Duration) {
    self.settings = settings
    self.ageDeadline = ageDeadline
    self.now = now
    unfinishedSince = now
    lastReceived = now
    idleSince = now
    phaseSince = now
    floods = FloodGuards(burst: settings.floodBurst, at: now)
    var created: OpaquePointer?
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    var allocator = unsafe memory.allocator()
    switch settings.role {
    case .server:
      unsafe nghttp2_session_server_new3(&created, Self.callbacks.pointer, context, Self.options.pointer, &allocator)
    case .client:
      unsafe nghttp2_session_client_new3(&created, Self.callbacks.pointer, context, Self.options.pointer, &allocator)
    }
    guard let created = unsafe created else { fatalError("out of memory") }
    unsafe session = unsafe created
    if firstStream > 1 { unsafe nghttp2_session_set_next_stream_id(created, firstStream) }
    submitSettings()
  }

  deinit { unsafe nghttp2_session_del(session) }

  private func submitSettings() {
    let entries = [
      // What a server may be asked for at a time; a client takes no pushed streams.
      settings.role == .server
        ? nghttp2_settings_entry(
          settings_id: Int32(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS.rawValue),
          value: settings.maximumConcurrentStreams)
        : nghttp2_settings_entry(settings_id: Int32(NGHTTP2_SETTINGS_ENABLE_PUSH.rawValue), value: 0),
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE.rawValue), value: UInt32(settings.streamWindow)),
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE.rawValue),
        value: UInt32(clamping: settings.maximumHeaderListSize)),
    ]
    unsafe nghttp2_submit_settings(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), entries, entries.count)
    unsafe nghttp2_session_set_local_window_size(
      session, UInt8(NGHTTP2_FLAG_NONE.rawValue), 0, settings.connectionWindow)
  }

  // MARK: Input

  var isReading: Bool { phase == .open || phase == .noticed || phase == .draining }

  func receive(_ bytes: Span<UInt8>, at now: Duration) {
    guard isReading, !bytes.isEmpty else { return }
    self.now = now
    lastReceived = now
    pingSent = nil
    if isBufferUsed, restTime == nil { restTime = now + Self.restDelay }
    let result = unsafe bytes.withUnsafeBufferPointer {
      unsafe nghttp2_session_mem_recv(session, $0.baseAddress, $0.count)
    }
    let code = Int32(clamping: result)
    if floods.isFlooded || isQueueFull || code == NGHTTP2_ERR_FLOODED.rawValue
      || code == NGHTTP2_ERR_TOO_MANY_CONTINUATIONS.rawValue
    {
      terminate(HTTP2ErrorCode.enhanceYourCalm)
    } else if code < 0 || isBroken {
      terminate(HTTP2ErrorCode.protocolError)
    }
    if hasOutput { watchForStalls() }
  }

  /// Whether more frames wait than a peer that keeps the rules can cause: nghttp2 itself bounds only acknowledgements, and
  /// what is never sent is not counted as a flood. A thousand acknowledgements, and for each stream its header fields,
  /// window updates and reset.
  private var isQueueFull: Bool {
    let waiting = unsafe nghttp2_session_get_outbound_queue_size(session)
    return waiting > 1024 + 8 * Int(settings.maximumConcurrentStreams)
  }

  /// Says GOAWAY with an error, and nothing after it.
  func terminate(_ code: UInt32) {
    guard isReading else { return }
    hasFailed = true
    unsafe nghttp2_session_terminate_session(session, code)
    beginClosing()
  }

  /// Says GOAWAY without an error, and ends the streams that are open.
  func end() {
    guard isReading else { return }
    unsafe nghttp2_session_terminate_session(session, HTTP2ErrorCode.noError)
    beginClosing()
  }

  private func beginClosing() {
    phase = .closing
    phaseSince = now
    loseStreams()
  }

  /// Nothing can be sent or read any more.
  func connectionLost() {
    phase = .abandoned
    output = OutputBuffer()
    loseStreams()
  }

  func inputClosed(at now: Duration) {
    guard isReading else { return }
    self.now = now
    beginClosing()
  }

  private func loseStreams() {
    for id in streams.numbers {
      guard let stream = streams[id], stream.isTold(settings.role) else { continue }
      // What was never sent was never looked at.
      let isUnseen = settings.role == .client && !stream.isHeadSent && !stream.isResetHere
      events.append(
        .closed(HTTPStreamID(id), isUnseen ? .reset(code: HTTP2ErrorCode.refusedStream) : .connectionLost))
    }
    streams.removeAll()
    full = []
    totalQueuedBytes = 0
  }

  /// Forgets a stream; its end is told by the caller.
  func remove(_ id: Int32) -> HTTP2Stream? {
    guard let stream = streams.remove(id) else { return nil }
    totalQueuedBytes -= stream.queue.count
    full.remove(id)
    if streams.isEmpty { idleSince = now }
    return stream
  }

  /// The next event. Bytes of a body count against the other side's window until they are taken here.
  func nextEvent() -> HTTPEvent? {
    guard firstEvent < events.count else {
      if firstEvent > 0 {
        events = []
        firstEvent = 0
      }
      return nil
    }
    let event = events[firstEvent]
    firstEvent += 1
    if case .body(let id, let bytes, _) = event { consume(id.rawValue, bytes.count) }
    return event
  }

  func consume(_ id: Int32, _ count: Int) {
    guard count > 0, isReading else { return }
    unsafe nghttp2_session_consume(session, id, count)
  }

  // MARK: Messages of this side

  func respond(to id: Int32, _ head: HTTPResponseHead, endStream: Bool) {
    guard settings.role == .server, let stream = streams[id], stream.outgoing == .none else { return }
    let isEmpty = endStream || stream.isHead || head.status == 204 || head.status == 304
    stream.outgoing = isEmpty ? .ended : .open
    unsafe HTTP2FieldList(head).lend { fields, count in
      guard !isEmpty else {
        unsafe nghttp2_submit_response(session, id, fields, count, nil)
        return
      }
      var provider = unsafe nghttp2_data_provider(source: nghttp2_data_source(fd: 0), read_callback: Self.readBody)
      unsafe nghttp2_submit_response(session, id, fields, count, &provider)
    }
  }

  /// Begins a request; nil where no stream can be opened.
  func request(_ head: HTTPRequestHead, endStream: Bool) -> Int32? {
    guard canOpenStream else { return nil }
    let id = unsafe HTTP2FieldList(head).lend { fields, count in
      guard !endStream else {
        return unsafe nghttp2_submit_request(session, nil, fields, count, nil, nil)
      }
      var provider = unsafe nghttp2_data_provider(source: nghttp2_data_source(fd: 0), read_callback: Self.readBody)
      return unsafe nghttp2_submit_request(session, nil, fields, count, &provider, nil)
    }
    guard id > 0 else { return nil }
    let stream = HTTP2Stream(id)
    stream.outgoing = endStream ? .ended : .open
    streams.insert(stream)
    return id
  }

  /// Whether a client may begin a request: the connection goes on, neither side's bound is reached, and there is a number
  /// for it.
  var canOpenStream: Bool {
    guard settings.role == .client, phase == .open, goAwayCode == nil, !isExhausted else { return false }
    let allowed = unsafe nghttp2_session_get_remote_settings(session, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS)
    return streams.count < Int(min(allowed, settings.maximumConcurrentStreams))
  }

  /// Whether the numbers of streams are used up (RFC 9113 §5.1.1): only a new connection has more.
  private var isExhausted: Bool { unsafe nghttp2_session_get_next_stream_id(session) > UInt32(Int32.max) }

  /// Whether the connection takes no new streams, and ends with those that are open.
  var isDraining: Bool { phase != .open || goAwayCode != nil || settings.role == .client && isExhausted }

  func send(_ bytes: [UInt8], behind prefix: [UInt8] = [], on id: Int32, endStream: Bool) {
    guard let stream = streams[id], stream.outgoing == .open else { return }
    let count = prefix.count + bytes.count
    guard totalQueuedBytes + count <= settings.maximumQueuedBytes else {
      return abandon(id, code: HTTP2ErrorCode.enhanceYourCalm)
    }
    stream.queue.append(prefix, bytes)
    totalQueuedBytes += count
    if count > 0 { watchForStalls() }
    if endStream { stream.outgoing = .ended }
    if stream.queue.count >= settings.lowWaterMark { full.insert(id) }
    unsafe nghttp2_session_resume_data(session, id)
  }

  func sendTrailers(_ fields: HTTPFields, on id: Int32) {
    guard let stream = streams[id], stream.outgoing == .open else { return }
    stream.trailers = fields
    stream.outgoing = .ended
    unsafe nghttp2_session_resume_data(session, id)
  }

  func reset(_ id: Int32, code: UInt32) {
    guard streams[id]?.isResetHere == false else { return }
    streams[id]?.resetCode = code
    unsafe nghttp2_submit_rst_stream(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), id, code)
  }

  /// Gives a stream up with what waits on it.
  func abandon(_ id: Int32, code: UInt32) {
    totalQueuedBytes -= queuedBytes(on: id)
    streams[id]?.queue = SendQueue()
    streams[id]?.outgoing = .ended
    full.remove(id)
    reset(id, code: code)
  }

  func queuedBytes(on id: Int32) -> Int { streams[id]?.queue.count ?? 0 }

  var openStreams: Int { streams.count }

  func shutdown(at now: Duration) {
    guard phase == .open else { return }
    self.now = now
    guard settings.role == .server else { return drain() }
    // What is on its way here is still taken: the last stream is named when the client has read the notice (RFC 9113 §6.8).
    phase = .noticed
    phaseSince = now
    unsafe nghttp2_submit_shutdown_notice(session)
    unsafe nghttp2_submit_ping(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), Self.noticePing)
  }

  /// Takes no more streams.
  func drain() {
    phase = .draining
    let last = unsafe nghttp2_session_get_last_proc_stream_id(session)
    unsafe nghttp2_submit_goaway(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, 0, nil, 0)
  }

  // MARK: Output

  var hasOutput: Bool {
    guard phase != .abandoned else { return false }
    return output.count > 0 || hasMoreOutput
  }

  private var hasMoreOutput: Bool { unsafe nghttp2_session_want_write(session) != 0 }

  func takeOutput(limit: Int) -> [ArraySlice<UInt8>] {
    guard phase != .abandoned else { return [] }
    outputLimit = limit
    let result = unsafe nghttp2_session_send(session)
    if result < 0 {
      connectionLost()
      return []
    }
    if floods.isFlooded { terminate(HTTP2ErrorCode.enhanceYourCalm) }
    // nghttp2 said GOAWAY by itself, for what the other side did, and has sent it.
    if isReading, unsafe nghttp2_session_want_read(session) == 0 { beginClosing() }
    // After signs of life alone the frame buffer will not be needed for a while.
    if !isBufferUsed { restBuffer() }
    for id in full.isEmpty ? [] : full.sorted() where queuedBytes(on: id) < settings.lowWaterMark {
      full.remove(id)
      events.append(.writable(HTTPStreamID(id)))
    }
    let hasMore = hasMoreOutput
    outputStall.sent(output.count, isEmpty: !hasMore)
    if totalQueuedBytes == 0, !hasMore { stallCheck = nil }
    return output.takeAll()
  }

  func restBuffer() {
    restTime = nil
    // Where nothing more can be written, no frame is half sent.
    guard !hasMoreOutput else { return }
    isBufferUsed = false
    memory.rest()
  }

  var isFinished: Bool {
    let isOver =
      switch phase {
      case .open, .noticed: unsafe nghttp2_session_want_read(session) == 0
      case .draining: unsafe streams.isEmpty || nghttp2_session_want_read(session) == 0
      case .closing, .abandoned: true
      }
    return isOver && !hasOutput
  }

  /// Writes a DATA frame: nine bytes of frame header (RFC 9113 §4.1), then the body's own arrays.
  func write(_ head: UnsafeBufferPointer<UInt8>, _ length: Int, on id: Int32) -> Int32 {
    // A frame whose body is gone would break the framing of all that follows.
    guard let stream = streams[id], stream.queue.count >= length else {
      return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
    }
    if isOutputFull { return NGHTTP2_ERR_WOULDBLOCK.rawValue }
    let isEmpty = stream.queue.count == length
    unsafe Self.write(head, length, of: stream, to: &output)
    totalQueuedBytes -= length
    stream.stall.sent(length, isEmpty: isEmpty)
    // Slivers that a window lets through one by one are not worth an update.
    if isEmpty || length >= Self.sliver {
      floods.allowWindowUpdates()
      floods.allowPing()
    }
    return 0
  }

  private static func write(
    _ head: UnsafeBufferPointer<UInt8>, _ length: Int, of stream: HTTP2Stream, to output: inout OutputBuffer
  ) {
    output.reserve(head: head.count, payload: length)
    unsafe output.append(copying: head)
    stream.queue.take(length, into: &output)
  }

  /// Whether output has reached what the caller asked for.
  var isOutputFull: Bool { output.count >= outputLimit }
}
