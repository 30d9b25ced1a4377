import CNghttp2

/// An HTTP/2 server connection by nghttp2: with its memory (`HTTP2SessionMemory`), all that meets the C interface.
///
/// Phases: open; draining (GOAWAY said, the open streams finish); closing (what is queued goes out, nothing more is read);
/// abandoned. nghttp2 calls back while it reads and while it is asked for output; the callbacks only note what happened and
/// submit frames. From inside them it must never be asked to read, to send or to end.
@safe final class HTTP2Session {
  private enum Phase {
    case open
    case draining
    case closing
    case abandoned
  }

  private var session: OpaquePointer?
  private let memory = HTTP2SessionMemory()
  private let configuration: HTTPServerConfiguration
  private var phase = Phase.open
  private var streams: [Int32: HTTP2Stream] = [:]
  /// The streams on which as much waits as the low mark says, or more.
  private var full: Set<Int32> = []
  private var events: [HTTPEvent] = []
  private var firstEvent = 0
  private var output = OutputBuffer()
  private var outputLimit = 0
  private var floods: FloodGuards
  private let began: Duration
  private var now: Duration
  private var lastReceived: Duration
  private var idleSince: Duration
  private var closingSince: Duration
  private var pingSent: Duration?
  private var hasSettings = false
  /// Whether the client broke the protocol so that the connection had to end.
  private(set) var hasFailed = false
  /// How long after a message the frame buffer is kept for the next one.
  private static let restDelay = Duration.seconds(1)
  /// Whether headers or data were sent since the frame buffer last rested.
  private var isBufferUsed = false
  private var restTime: Duration?

  init(_ configuration: HTTPServerConfiguration, at now: Duration) {
    self.configuration = configuration
    self.now = now
    began = now
    lastReceived = now
    idleSince = now
    closingSince = now
    floods = FloodGuards(burst: configuration.floodBurst, at: now)
    var created: OpaquePointer?
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    var allocator = unsafe memory.allocator()
    unsafe nghttp2_session_server_new3(&created, Self.callbacks.pointer, context, Self.options.pointer, &allocator)
    guard let created = unsafe created else { fatalError("out of memory") }
    unsafe session = unsafe created
    submitSettings()
  }

  deinit { unsafe nghttp2_session_del(session) }

  private func submitSettings() {
    let entries = [
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS.rawValue),
        value: configuration.maximumConcurrentStreams),
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE.rawValue), value: UInt32(configuration.streamWindow)),
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE.rawValue),
        value: UInt32(clamping: configuration.maximumHeaderListSize)),
    ]
    unsafe nghttp2_submit_settings(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), entries, entries.count)
    unsafe nghttp2_session_set_local_window_size(
      session, UInt8(NGHTTP2_FLAG_NONE.rawValue), 0, configuration.connectionWindow)
  }

  // MARK: Input

  private var isReading: Bool { phase == .open || phase == .draining }

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
    } else if code < 0 {
      terminate(HTTP2ErrorCode.protocolError)
    }
  }

  /// Whether more frames wait than a client that keeps the rules can cause: nghttp2 itself bounds only acknowledgements, and
  /// what is never sent is not counted as a flood. A thousand acknowledgements, and for each stream its header fields,
  /// window updates and reset.
  private var isQueueFull: Bool {
    let waiting = unsafe nghttp2_session_get_outbound_queue_size(session)
    return waiting > 1024 + 8 * Int(configuration.maximumConcurrentStreams)
  }

  /// Says GOAWAY with an error, and nothing after it.
  private func terminate(_ code: UInt32) {
    guard isReading else { return }
    hasFailed = true
    unsafe nghttp2_session_terminate_session(session, code)
    beginClosing()
  }

  private func beginClosing() {
    phase = .closing
    closingSince = now
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
    for id in streams.keys.sorted() where streams[id]?.isTold == true {
      events.append(.closed(HTTPStreamID(id), .connectionLost))
    }
    streams = [:]
    full = []
  }

  /// The next event. Bytes of a body count against the client's window until they are taken here.
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

  private func consume(_ id: Int32, _ count: Int) {
    guard count > 0, isReading else { return }
    unsafe nghttp2_session_consume(session, id, count)
  }

  // MARK: Responses

  func respond(to id: Int32, _ head: HTTPResponseHead, endStream: Bool) {
    guard let stream = streams[id], stream.response == .none else { return }
    let isEmpty = endStream || stream.isHead || head.status == 204 || head.status == 304
    streams[id]?.response = isEmpty ? .ended : .open
    unsafe submitHeaders(head.fields, status: head.status) { fields, count in
      guard !isEmpty else {
        unsafe nghttp2_submit_response(session, id, fields, count, nil)
        return
      }
      var provider = unsafe nghttp2_data_provider(source: nghttp2_data_source(fd: 0), read_callback: Self.readBody)
      unsafe nghttp2_submit_response(session, id, fields, count, &provider)
    }
  }

  /// Lends nghttp2 the fields, which it copies. All names and values lie in one buffer.
  private func submitHeaders(
    _ fields: HTTPFields, status: Int?, _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Void
  ) {
    var bytes: [UInt8] = []
    var lengths: [(name: Int, value: Int)] = []
    func add(_ name: String, _ value: String) {
      bytes += name.utf8
      bytes += value.utf8
      lengths.append((name.utf8.count, value.utf8.count))
    }
    if let status { add(":status", String(status)) }
    for field in fields.fields where !HTTPText.isLeftOut(field.name) {
      add(field.name, HTTPText.cleanValue(field.value))
    }
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        return body(nil, 0)
      }
      var list: [nghttp2_nv] = unsafe []
      var offset = 0
      for length in lengths {
        let name = unsafe base + offset
        let value = unsafe name + length.name
        unsafe list.append(
          nghttp2_nv(
            name: name, value: value, namelen: length.name, valuelen: length.value,
            flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue)))
        offset += length.name + length.value
      }
      unsafe body(list, list.count)
    }
  }

  func send(_ bytes: [UInt8], on id: Int32, endStream: Bool) {
    guard streams[id]?.response == .open else { return }
    streams[id]?.queue.append(bytes)
    if endStream { streams[id]?.response = .ended }
    if queuedBytes(on: id) >= configuration.lowWaterMark { full.insert(id) }
    unsafe nghttp2_session_resume_data(session, id)
  }

  func sendTrailers(_ fields: HTTPFields, on id: Int32) {
    guard streams[id]?.response == .open else { return }
    streams[id]?.trailers = fields
    streams[id]?.response = .ended
    unsafe nghttp2_session_resume_data(session, id)
  }

  func reset(_ id: Int32, code: UInt32) {
    guard streams[id]?.isResetHere == false else { return }
    streams[id]?.isResetHere = true
    unsafe nghttp2_submit_rst_stream(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), id, code)
  }

  func queuedBytes(on id: Int32) -> Int { streams[id]?.queue.count ?? 0 }

  var openStreams: Int { streams.count }

  func shutdown() {
    guard phase == .open else { return }
    phase = .draining
    let last = unsafe nghttp2_session_get_last_proc_stream_id(session)
    unsafe nghttp2_submit_goaway(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, 0, nil, 0)
  }

  // MARK: Output

  var hasOutput: Bool {
    guard phase != .abandoned else { return false }
    return unsafe output.count > 0 || nghttp2_session_want_write(session) != 0
  }

  func takeOutput(limit: Int) -> [ArraySlice<UInt8>] {
    guard phase != .abandoned else { return [] }
    outputLimit = limit
    let result = unsafe nghttp2_session_send(session)
    if result < 0 {
      connectionLost()
      return []
    }
    if floods.isFlooded { terminate(HTTP2ErrorCode.enhanceYourCalm) }
    // nghttp2 said GOAWAY by itself, for what the client did, and has sent it.
    if isReading, unsafe nghttp2_session_want_read(session) == 0 { beginClosing() }
    // After signs of life alone the frame buffer will not be needed for a while.
    if !isBufferUsed { restBuffer() }
    for id in full.sorted() where queuedBytes(on: id) < configuration.lowWaterMark {
      full.remove(id)
      events.append(.writable(HTTPStreamID(id)))
    }
    return output.takeAll()
  }

  private func restBuffer() {
    restTime = nil
    // Where nothing more can be written, no frame is half sent.
    guard unsafe nghttp2_session_want_write(session) == 0 else { return }
    isBufferUsed = false
    memory.rest()
  }

  var isFinished: Bool {
    if hasOutput { return false }
    switch phase {
    case .open: return unsafe nghttp2_session_want_read(session) == 0
    case .draining: return unsafe streams.isEmpty || nghttp2_session_want_read(session) == 0
    case .closing, .abandoned: return true
    }
  }

  // MARK: Time

  var nextDeadline: Duration? {
    switch phase {
    case .abandoned: return nil
    case .closing: return closingSince + configuration.keepaliveTimeout
    case .open, .draining: break
    }
    var deadline: Duration?
    func consider(_ time: Duration) { deadline = min(deadline ?? time, time) }
    if !hasSettings { consider(began + configuration.headerDeadline) }
    if let restTime { consider(restTime) }
    if let pingSent {
      consider(pingSent + configuration.keepaliveTimeout)
    } else if let interval = configuration.keepaliveInterval {
      consider(lastReceived + interval)
    }
    if phase == .open, streams.isEmpty, let idle = configuration.idleTimeout { consider(idleSince + idle) }
    return deadline
  }

  func timeout(at now: Duration) {
    self.now = now
    switch phase {
    case .abandoned: return
    case .closing:
      // The client does not read what is left to say.
      if now >= closingSince + configuration.keepaliveTimeout { connectionLost() }
      return
    case .open, .draining: break
    }
    if let restTime, now >= restTime { restBuffer() }
    if !hasSettings, now >= began + configuration.headerDeadline { return terminate(HTTP2ErrorCode.protocolError) }
    if let pingSent {
      if now >= pingSent + configuration.keepaliveTimeout { return connectionLost() }
    } else if let interval = configuration.keepaliveInterval, now >= lastReceived + interval {
      unsafe nghttp2_submit_ping(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil)
      pingSent = now
    }
    if streams.isEmpty, let idle = configuration.idleTimeout, now >= idleSince + idle { shutdown() }
  }

  // MARK: What nghttp2 tells

  private func began(_ id: Int32) {
    if streams[id] == nil { streams[id] = HTTP2Stream() }
  }

  /// Whether the field of so many octets is wanted: past the bound nothing is kept, nor even decoded.
  private func admitField(_ id: Int32, octets: Int) -> Bool {
    streams[id]?.block.admit(octets: octets, limit: configuration.maximumHeaderListSize) ?? false
  }

  private func header(_ id: Int32, _ name: String, _ value: String) { streams[id]?.block.append(name, value) }

  private func headersComplete(_ id: Int32, endStream: Bool) {
    guard let stream = streams[id] else { return }
    let isTooLarge = stream.block.isTooLarge(limit: configuration.maximumHeaderListSize)
    streams[id]?.block = HTTP2HeaderBlock()
    switch stream.request {
    case .fields where isTooLarge:
      streams[id]?.request = .refused
      respond(to: id, HTTPResponseHead(status: 431), endStream: true)
    case .fields:
      let head = stream.block.requestHead()
      streams[id]?.request = endStream ? .over : .body
      streams[id]?.isHead = head.method == "HEAD"
      events.append(.request(HTTPStreamID(id), head, endStream: endStream))
    case .body where isTooLarge: reset(id, code: HTTP2ErrorCode.enhanceYourCalm)
    case .body:
      streams[id]?.request = .over
      events.append(.trailers(HTTPStreamID(id), stream.block.trailers()))
    case .over, .refused: break
    }
  }

  private func body(_ id: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let stream = streams[id], stream.request == .body, !stream.isResponseSent, !stream.isResetHere else {
      consume(id, bytes.count)
      // The response was over before its request: the rest is not wanted (RFC 9113 §8.1).
      if streams[id]?.isResponseSent == true { reset(id, code: 0) }
      return
    }
    unsafe events.append(.body(HTTPStreamID(id), Array(bytes), endStream: false))
  }

  private func bodyComplete(_ id: Int32) {
    guard streams[id]?.request == .body else { return }
    streams[id]?.request = .over
    if firstEvent < events.count, case .body(let last, let bytes, false)? = events.last, last.rawValue == id {
      events[events.count - 1] = .body(last, bytes, endStream: true)
    } else {
      events.append(.body(HTTPStreamID(id), [], endStream: true))
    }
  }

  private func closed(_ id: Int32, code: UInt32) {
    guard let stream = streams.removeValue(forKey: id) else { return }
    full.remove(id)
    if streams.isEmpty { idleSince = now }
    guard stream.isTold else { return }
    let isComplete = code == 0 && stream.response == .ended && stream.queue.count == 0
    events.append(.closed(HTTPStreamID(id), isComplete ? .complete : .reset(code: code)))
  }

  private func received(_ frame: UnsafePointer<nghttp2_frame>) {
    let head = unsafe frame.pointee.hd
    let endStream = head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    let isAcknowledgement = head.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    switch UInt32(head.type) {
    case NGHTTP2_HEADERS.rawValue: headersComplete(head.stream_id, endStream: endStream)
    case NGHTTP2_DATA.rawValue where endStream: bodyComplete(head.stream_id)
    case NGHTTP2_DATA.rawValue where head.length == 0: floods.count(.empties, at: now)
    case NGHTTP2_PRIORITY.rawValue: floods.count(.empties, at: now)
    case NGHTTP2_RST_STREAM.rawValue: floods.count(.resets, at: now)
    case NGHTTP2_PING.rawValue where !isAcknowledgement: floods.count(.pings, at: now)
    case NGHTTP2_SETTINGS.rawValue where !isAcknowledgement:
      hasSettings = true
      floods.count(.settings, at: now)
    case NGHTTP2_GOAWAY.rawValue: events.append(.goAway)
    default: break
    }
  }

  private func sent(_ frame: UnsafePointer<nghttp2_frame>) {
    let head = unsafe frame.pointee.hd
    switch UInt32(head.type) {
    case NGHTTP2_RST_STREAM.rawValue where streams[head.stream_id]?.isResetHere != true:
      // nghttp2 gave the stream up for what the client did.
      floods.count(.resets, at: now)
    case NGHTTP2_GOAWAY.rawValue where unsafe frame.pointee.goaway.error_code != NGHTTP2_NO_ERROR.rawValue:
      hasFailed = true
    case NGHTTP2_HEADERS.rawValue, NGHTTP2_DATA.rawValue:
      isBufferUsed = true
      let isLast = head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
      if isLast { streams[head.stream_id]?.isResponseSent = true }
    default: break
    }
  }

  private func read(_ id: Int32, _ limit: Int, _ flags: UnsafeMutablePointer<UInt32>) -> Int {
    guard let stream = streams[id] else { return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue) }
    let length = min(limit, stream.queue.count)
    if length == 0, stream.response != .ended { return Int(NGHTTP2_ERR_DEFERRED.rawValue) }
    if length > 0 { unsafe flags.pointee |= NGHTTP2_DATA_FLAG_NO_COPY.rawValue }
    guard length == stream.queue.count, stream.response == .ended else { return length }
    unsafe flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
    if let trailers = stream.trailers {
      unsafe flags.pointee |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
      unsafe submitHeaders(trailers, status: nil) { fields, count in
        unsafe nghttp2_submit_trailer(session, id, fields, count)
      }
    }
    return length
  }

  /// Writes a DATA frame: nine bytes of frame header (RFC 9113 §4.1), then the body's own arrays.
  private func write(_ head: UnsafeBufferPointer<UInt8>, _ length: Int, on id: Int32) -> Int32 {
    // A frame whose body is gone would break the framing of all that follows.
    guard let stream = streams[id], stream.queue.count >= length else {
      return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
    }
    if isOutputFull { return NGHTTP2_ERR_WOULDBLOCK.rawValue }
    unsafe output.append(copying: head)
    streams[id]?.queue.take(length, into: &output)
    return 0
  }

  /// Whether output has reached what the caller asked for.
  private var isOutputFull: Bool { output.count >= outputLimit }

  // MARK: The C interface

  /// nghttp2's tables of callbacks and options live as long as the program.
  @safe private struct Table: @unchecked Sendable { let pointer: OpaquePointer? }

  private static let options: Table = {
    var options: OpaquePointer?
    unsafe nghttp2_option_new(&options)
    // Its own limiter reads a clock; the bounds here count by the time that is passed in.
    unsafe nghttp2_option_set_stream_reset_rate_limit(options, UInt64.max, UInt64.max)
    // The window opens as events are taken, not as bytes come.
    unsafe nghttp2_option_set_no_auto_window_update(options, 1)
    // Responses are few on a connection that lives long: a memory for their fields costs more than it saves.
    unsafe nghttp2_option_set_max_deflate_dynamic_table_size(options, 0)
    return unsafe Table(pointer: options)
  }()

  private static func me(_ context: UnsafeMutableRawPointer?) -> HTTP2Session? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<HTTP2Session>.fromOpaque(context).takeUnretainedValue()
  }

  private static let readBody: nghttp2_data_source_read_callback = { _, id, _, length, flags, _, context in
    guard let session = unsafe me(context), let flags = unsafe flags else {
      return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
    }
    return unsafe session.read(id, length, flags)
  }

  private static let callbacks: Table = {
    var table: OpaquePointer?
    unsafe nghttp2_session_callbacks_new(&table)
    unsafe nghttp2_session_callbacks_set_send_callback(table) { _, bytes, length, _, context in
      guard let session = unsafe me(context) else { return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue) }
      if session.isOutputFull { return Int(NGHTTP2_ERR_WOULDBLOCK.rawValue) }
      unsafe session.output.append(copying: UnsafeBufferPointer(start: bytes, count: length))
      return length
    }
    unsafe nghttp2_session_callbacks_set_send_data_callback(table) { _, frame, head, length, _, context in
      guard let session = unsafe me(context), let frame = unsafe frame else {
        return NGHTTP2_ERR_CALLBACK_FAILURE.rawValue
      }
      return unsafe session.write(
        UnsafeBufferPointer(start: head, count: 9), length, on: frame.pointee.hd.stream_id)
    }
    unsafe nghttp2_session_callbacks_set_on_begin_headers_callback(table) { _, frame, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      unsafe session.began(frame.pointee.hd.stream_id)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_header_callback(table) {
      _, frame, name, nameLength, value, valueLength, _, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      let id = unsafe frame.pointee.hd.stream_id
      guard session.admitField(id, octets: nameLength + valueLength) else { return 0 }
      let nameText = unsafe String(decoding: UnsafeBufferPointer(start: name, count: nameLength), as: UTF8.self)
      let valueText = unsafe String(decoding: UnsafeBufferPointer(start: value, count: valueLength), as: UTF8.self)
      session.header(id, nameText, valueText)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(table) { _, frame, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      unsafe session.received(frame)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_frame_send_callback(table) { _, frame, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      unsafe session.sent(frame)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table) { _, _, id, bytes, length, context in
      guard let session = unsafe me(context) else { return 0 }
      unsafe session.body(id, UnsafeBufferPointer(start: bytes, count: length))
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_stream_close_callback(table) { _, id, code, context in
      guard let session = unsafe me(context) else { return 0 }
      session.closed(id, code: code)
      return 0
    }
    return unsafe Table(pointer: table)
  }()
}
