import CNghttp2

/// An HTTP/2 server connection by nghttp2: the one file that meets its C interface.
///
/// nghttp2 calls back while it reads and while it is asked for output; the callbacks only note what happened. It is never
/// called from inside them, but for `nghttp2_submit_trailer`, which its documentation allows in a read callback.
@safe final class HTTP2Session {
  /// What is known of a stream.
  private struct Stream {
    var fields: [(name: String, value: String)] = []
    var headerSize = 0
    var hasRequest = false
    var isRequestOver = false
    var queue = SendQueue()
    var endAfterQueue = false
    var trailers: HTTPFields?
    var wasFull = false
  }

  private var session: OpaquePointer?
  private let configuration: HTTPServerConfiguration
  private var streams: [Int32: Stream] = [:]
  private var output = OutputBuffer()
  private var outputLimit = 0
  private var now: Duration
  private var resets: FloodGuard
  private var pings: FloodGuard
  private var settings: FloodGuard
  private var isFlooded = false
  private var lastReceived: Duration
  private var pingSent: Duration?
  private var isShuttingDown = false
  private var isBroken = false
  private let began: Duration
  private var idleSince: Duration
  private var hasSettings = false
  /// What happened, oldest first.
  var events: [HTTPEvent] = []

  init(_ configuration: HTTPServerConfiguration, at now: Duration) {
    self.configuration = configuration
    self.now = now
    began = now
    lastReceived = now
    idleSince = now
    resets = FloodGuard(burst: configuration.floodBurst, at: now)
    pings = FloodGuard(burst: configuration.floodBurst, at: now)
    settings = FloodGuard(burst: configuration.floodBurst, at: now)
    var created: OpaquePointer?
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe nghttp2_session_server_new2(&created, Self.callbacks.pointer, context, Self.options.pointer)
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

  func receive(_ bytes: Span<UInt8>, at now: Duration) {
    guard !isBroken else { return }
    self.now = now
    lastReceived = now
    pingSent = nil
    let result = unsafe bytes.withUnsafeBufferPointer {
      unsafe nghttp2_session_mem_recv(session, $0.baseAddress, $0.count)
    }
    if result < 0 { terminate(HTTP2ErrorCode.protocolError) }
    if isFlooded { terminate(HTTP2ErrorCode.enhanceYourCalm) }
  }

  private func terminate(_ code: UInt32) {
    guard !isBroken else { return }
    unsafe nghttp2_session_terminate_session(session, code)
    isBroken = true
    loseStreams()
  }

  func inputClosed() {
    isBroken = true
    loseStreams()
  }

  private func loseStreams() {
    for id in streams.keys.sorted() where streams[id]?.hasRequest == true {
      events.append(.closed(HTTPStreamID(id), .connectionLost))
    }
    streams = [:]
  }

  // MARK: Responses

  func respond(to id: Int32, _ head: HTTPResponseHead, endStream: Bool) {
    guard streams[id] != nil else { return }
    unsafe submitHeaders(head.fields, status: head.status) { fields, count in
      guard !endStream else {
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
    for field in fields.fields { add(field.name, field.value) }
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
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
    guard streams[id] != nil else { return }
    streams[id]?.queue.append(bytes)
    if endStream { streams[id]?.endAfterQueue = true }
    noteFullness(id)
    unsafe nghttp2_session_resume_data(session, id)
  }

  private func noteFullness(_ id: Int32) {
    if let stream = streams[id], stream.queue.count >= configuration.lowWaterMark { streams[id]?.wasFull = true }
  }

  func sendTrailers(_ fields: HTTPFields, on id: Int32) {
    guard streams[id] != nil else { return }
    streams[id]?.trailers = fields
    streams[id]?.endAfterQueue = true
    unsafe nghttp2_session_resume_data(session, id)
  }

  func reset(_ id: Int32, code: UInt32) {
    unsafe nghttp2_submit_rst_stream(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), id, code)
  }

  func queuedBytes(on id: Int32) -> Int { streams[id]?.queue.count ?? 0 }

  var openStreams: Int { streams.count }

  func shutdown() {
    guard !isShuttingDown, !isBroken else { return }
    isShuttingDown = true
    let last = unsafe nghttp2_session_get_last_proc_stream_id(session)
    unsafe nghttp2_submit_goaway(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, 0, nil, 0)
  }

  // MARK: Output

  var hasOutput: Bool { unsafe output.count > 0 || nghttp2_session_want_write(session) != 0 }

  func takeOutput(limit: Int) -> [ArraySlice<UInt8>] {
    outputLimit = limit
    unsafe nghttp2_session_send(session)
    for (id, stream) in streams where stream.wasFull && stream.queue.count < configuration.lowWaterMark {
      streams[id]?.wasFull = false
      events.append(.writable(HTTPStreamID(id)))
    }
    return output.takeAll()
  }

  var isFinished: Bool {
    if hasOutput { return false }
    if isBroken || isShuttingDown && streams.isEmpty { return true }
    return unsafe nghttp2_session_want_read(session) == 0
  }

  // MARK: Time

  var nextDeadline: Duration? {
    guard !isBroken else { return nil }
    var deadline: Duration?
    func consider(_ time: Duration) { deadline = min(deadline ?? time, time) }
    if !hasSettings { consider(began + configuration.headerDeadline) }
    if let pingSent {
      consider(pingSent + configuration.keepaliveTimeout)
    } else if let interval = configuration.keepaliveInterval {
      consider(lastReceived + interval)
    }
    if streams.isEmpty, let idle = configuration.idleTimeout { consider(idleSince + idle) }
    return deadline
  }

  func timeout(at now: Duration) {
    guard !isBroken else { return }
    self.now = now
    if !hasSettings, now >= began + configuration.headerDeadline { return terminate(HTTP2ErrorCode.protocolError) }
    if let pingSent {
      if now >= pingSent + configuration.keepaliveTimeout { inputClosed() }
    } else if let interval = configuration.keepaliveInterval, now >= lastReceived + interval {
      unsafe nghttp2_submit_ping(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil)
      pingSent = now
    }
    if streams.isEmpty, let idle = configuration.idleTimeout, now >= idleSince + idle { shutdown() }
  }

  // MARK: What nghttp2 tells

  private func began(_ id: Int32) {
    if streams[id] == nil { streams[id] = Stream() }
  }

  private func header(_ id: Int32, _ name: String, _ value: String) {
    guard var stream = streams[id] else { return }
    streams[id] = nil
    stream.headerSize += name.utf8.count + value.utf8.count + 32
    if stream.headerSize <= configuration.maximumHeaderListSize { stream.fields.append((name, value)) }
    streams[id] = stream
  }

  private func headersComplete(_ id: Int32, endStream: Bool) {
    guard var stream = streams[id] else { return }
    let fields = stream.fields
    stream.fields = []
    stream.isRequestOver = stream.isRequestOver || endStream
    let isTooLarge = stream.headerSize > configuration.maximumHeaderListSize
    let isTrailers = stream.hasRequest
    stream.headerSize = 0
    stream.hasRequest = stream.hasRequest || !isTooLarge
    streams[id] = stream
    if isTooLarge {
      if isTrailers {
        reset(id, code: HTTP2ErrorCode.enhanceYourCalm)
      } else {
        respond(to: id, HTTPResponseHead(status: 431), endStream: true)
      }
      return
    }
    if isTrailers {
      var trailers = HTTPFields()
      for field in fields { trailers.append(field.name, field.value) }
      events.append(.trailers(HTTPStreamID(id), trailers))
    } else {
      events.append(.request(HTTPStreamID(id), Self.head(fields), endStream: endStream))
    }
  }

  private static func head(_ fields: [(name: String, value: String)]) -> HTTPRequestHead {
    var head = HTTPRequestHead(method: "", authority: "", path: "")
    for field in fields {
      switch field.name {
      case ":method": head.method = field.value
      case ":scheme": head.scheme = field.value
      case ":authority": head.authority = field.value
      case ":path": head.path = field.value
      default: head.fields.append(field.name, field.value)
      }
    }
    if head.authority.isEmpty { head.authority = head.fields["host"] ?? "" }
    return head
  }

  private func body(_ id: Int32, _ bytes: [UInt8]) {
    guard streams[id]?.hasRequest == true else { return }
    events.append(.body(HTTPStreamID(id), bytes, endStream: false))
  }

  private func bodyComplete(_ id: Int32) {
    guard streams[id]?.hasRequest == true else { return }
    streams[id]?.isRequestOver = true
    if case .body(let last, let bytes, false)? = events.last, last.rawValue == id {
      events[events.count - 1] = .body(last, bytes, endStream: true)
    } else {
      events.append(.body(HTTPStreamID(id), [], endStream: true))
    }
  }

  private func closed(_ id: Int32, code: UInt32) {
    guard let stream = streams.removeValue(forKey: id) else { return }
    if streams.isEmpty { idleSince = now }
    guard stream.hasRequest else { return }
    events.append(.closed(HTTPStreamID(id), code == 0 ? .complete : .reset(code: code)))
  }

  private func received(_ frame: UnsafePointer<nghttp2_frame>) {
    let head = unsafe frame.pointee.hd
    let endStream = head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    let isAcknowledgement = head.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    switch UInt32(head.type) {
    case NGHTTP2_HEADERS.rawValue: headersComplete(head.stream_id, endStream: endStream)
    case NGHTTP2_DATA.rawValue where endStream: bodyComplete(head.stream_id)
    case NGHTTP2_RST_STREAM.rawValue: isFlooded = isFlooded || !resets.admit(at: now)
    case NGHTTP2_PING.rawValue where !isAcknowledgement: isFlooded = isFlooded || !pings.admit(at: now)
    case NGHTTP2_SETTINGS.rawValue where !isAcknowledgement:
      hasSettings = true
      isFlooded = isFlooded || !settings.admit(at: now)
    case NGHTTP2_GOAWAY.rawValue: events.append(.goAway)
    default: break
    }
  }

  private func read(_ id: Int32, _ limit: Int, _ flags: UnsafeMutablePointer<UInt32>) -> Int {
    guard let stream = streams[id] else { return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue) }
    let length = min(limit, stream.queue.count)
    if length == 0, !stream.endAfterQueue { return Int(NGHTTP2_ERR_DEFERRED.rawValue) }
    if length > 0 { unsafe flags.pointee |= NGHTTP2_DATA_FLAG_NO_COPY.rawValue }
    guard length == stream.queue.count, stream.endAfterQueue else { return length }
    unsafe flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
    if let trailers = stream.trailers {
      unsafe flags.pointee |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
      unsafe submitHeaders(trailers, status: nil) { fields, count in
        unsafe nghttp2_submit_trailer(session, id, fields, count)
      }
    }
    return length
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
      unsafe session.output.append(Array(UnsafeBufferPointer(start: bytes, count: length))[...])
      return length
    }
    unsafe nghttp2_session_callbacks_set_send_data_callback(table) { _, frame, head, length, _, context in
      guard let session = unsafe me(context), let frame = unsafe frame else {
        return NGHTTP2_ERR_CALLBACK_FAILURE.rawValue
      }
      if session.isOutputFull { return NGHTTP2_ERR_WOULDBLOCK.rawValue }
      // Nine bytes of frame header (RFC 9113 §4.1), then the body's own arrays.
      unsafe session.output.append(Array(UnsafeBufferPointer(start: head, count: 9))[...])
      let id = unsafe frame.pointee.hd.stream_id
      session.streams[id]?.queue.take(length, into: &session.output)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_begin_headers_callback(table) { _, frame, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      unsafe session.began(frame.pointee.hd.stream_id)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_header_callback(table) {
      _, frame, name, nameLength, value, valueLength, _, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      let nameText = unsafe String(decoding: UnsafeBufferPointer(start: name, count: nameLength), as: UTF8.self)
      let valueText = unsafe String(decoding: UnsafeBufferPointer(start: value, count: valueLength), as: UTF8.self)
      unsafe session.header(frame.pointee.hd.stream_id, nameText, valueText)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(table) { _, frame, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      unsafe session.received(frame)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table) { _, _, id, bytes, length, context in
      guard let session = unsafe me(context) else { return 0 }
      unsafe session.body(id, Array(UnsafeBufferPointer(start: bytes, count: length)))
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
