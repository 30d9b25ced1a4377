import CNghttp2

/// An HTTP/2 client without I/O on nghttp2's client session: what the cores' tests talk to them with. It is no part of the
/// product.
@safe public final class HTTP2TestClient {
  /// What a stream has received.
  public struct Response: Sendable, Hashable {
    /// The fields of the first block, `:status` among them.
    public var headers: [String: String] = [:]
    /// The fields of the last block.
    public var trailers: [String: String] = [:]
    /// The body.
    public var body: [UInt8] = []
    /// The error code with which the stream was closed; nil while it is open.
    public var closeCode: UInt32?
    var hasHeaders = false
    var fields: [String: String] = [:]

    /// Nothing received.
    public init() {}

    /// The body as gRPC messages.
    public var messages: [[UInt8]] {
      var messages: [[UInt8]] = []
      var position = 0
      while position + 5 <= body.count {
        let length = body[position + 1..<position + 5].reduce(0) { $0 << 8 | Int($1) }
        guard position + 5 + length <= body.count else { break }
        messages.append(Array(body[position + 5..<position + 5 + length]))
        position += 5 + length
      }
      return messages
    }
  }

  private struct Upload {
    var bytes: [UInt8]
    var isOver: Bool
  }

  private var session: OpaquePointer?
  private var uploads: [Int32: Upload] = [:]
  /// The streams by number.
  public private(set) var responses: [Int32: Response] = [:]
  /// The error code of the server's GOAWAY, once it came.
  public private(set) var goAwayCode: UInt32?
  /// PINGs of the server that were acknowledged here, or acknowledgements of our own.
  public private(set) var pings = 0

  /// A client whose streams, and connection, may receive so many bytes before the server must wait.
  public init(window: UInt32 = 1 << 20) {
    var created: OpaquePointer?
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe nghttp2_session_client_new(&created, Self.callbacks.pointer, context)
    unsafe session = unsafe created
    let entry = nghttp2_settings_entry(
      settings_id: Int32(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE.rawValue), value: window)
    unsafe nghttp2_submit_settings(session, 0, [entry], 1)
  }

  deinit { unsafe nghttp2_session_del(session) }

  /// Begins a request; with a body that goes on it is ended by `send(endStream: true)`.
  public func request(_ fields: [(String, String)], body: [UInt8]? = nil, endStream: Bool = true) -> Int32 {
    var bytes: [UInt8] = []
    for field in fields { bytes += Array(field.0.utf8) + Array(field.1.utf8) }
    var id: Int32 = -1
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var list: [nghttp2_nv] = unsafe []
      var offset = 0
      for field in fields {
        let name = field.0.utf8.count
        let value = field.1.utf8.count
        unsafe list.append(
          nghttp2_nv(name: base + offset, value: base + offset + name, namelen: name, valuelen: value, flags: 0))
        offset += name + value
      }
      if body == nil, endStream {
        id = unsafe nghttp2_submit_request(session, nil, list, list.count, nil, nil)
      } else {
        var provider = unsafe nghttp2_data_provider(source: nghttp2_data_source(fd: 0), read_callback: Self.readBody)
        id = unsafe nghttp2_submit_request(session, nil, list, list.count, &provider, nil)
        uploads[id] = Upload(bytes: body ?? [], isOver: endStream)
      }
    }
    responses[id] = Response()
    return id
  }

  /// A gRPC call of a path, with whole messages.
  public func call(
    _ path: String, messages: [[UInt8]] = [], endStream: Bool = false, fields: [(String, String)] = []
  ) -> Int32 {
    let head = [
      (":method", "POST"), (":scheme", "http"), (":authority", "test"), (":path", path),
      ("content-type", "application/grpc"),
      ("te", "trailers"),
    ]
    return request(head + fields, body: messages.flatMap(Self.framed), endStream: endStream)
  }

  /// A message with gRPC's five bytes before it.
  public static func framed(_ message: [UInt8]) -> [UInt8] {
    let count = UInt32(message.count)
    return [0, UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)] + message
  }

  /// Sends more of a request's body.
  public func send(_ bytes: [UInt8], on id: Int32, endStream: Bool = false) {
    uploads[id]?.bytes += bytes
    if endStream { uploads[id]?.isOver = true }
    unsafe nghttp2_session_resume_data(session, id)
  }

  /// Gives a stream up.
  public func reset(_ id: Int32, code: UInt32 = 8) { unsafe nghttp2_submit_rst_stream(session, 0, id, code) }

  /// Asks for a sign of life.
  public func ping() { unsafe nghttp2_submit_ping(session, 0, nil) }

  /// Sends settings again.
  public func settings() { unsafe nghttp2_submit_settings(session, 0, nil, 0) }

  /// What the client wants to send.
  public func output() -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      var pointer: UnsafePointer<UInt8>?
      let count = unsafe nghttp2_session_mem_send(session, &pointer)
      guard count > 0, let pointer = unsafe pointer else { return bytes }
      unsafe bytes += UnsafeBufferPointer(start: pointer, count: count)
    }
  }

  /// Takes what the server sent; false where it breaks the protocol.
  @discardableResult
  public func receive(_ bytes: [UInt8]) -> Bool {
    unsafe nghttp2_session_mem_recv(session, bytes, bytes.count) == bytes.count
  }

  // MARK: What nghttp2 tells

  private func field(_ id: Int32, _ name: String, _ value: String) {
    responses[id, default: Response()].fields[name] = value
  }

  private func received(_ frame: UnsafePointer<nghttp2_frame>) {
    let head = unsafe frame.pointee.hd
    switch UInt32(head.type) {
    case NGHTTP2_HEADERS.rawValue:
      var response = responses[head.stream_id] ?? Response()
      if response.hasHeaders { response.trailers = response.fields } else { response.headers = response.fields }
      response.hasHeaders = true
      response.fields = [:]
      responses[head.stream_id] = response
    case NGHTTP2_GOAWAY.rawValue: goAwayCode = unsafe frame.pointee.goaway.error_code
    case NGHTTP2_PING.rawValue: pings += 1
    default: break
    }
  }

  private func read(
    _ id: Int32, _ buffer: UnsafeMutablePointer<UInt8>, _ limit: Int, _ flags: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard var upload = uploads[id] else { return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue) }
    let count = min(limit, upload.bytes.count)
    if count == 0, !upload.isOver { return Int(NGHTTP2_ERR_DEFERRED.rawValue) }
    for index in 0..<count { unsafe buffer[index] = upload.bytes[index] }
    upload.bytes.removeFirst(count)
    if upload.bytes.isEmpty, upload.isOver { unsafe flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue }
    uploads[id] = upload
    return count
  }

  @safe private struct Table: @unchecked Sendable { let pointer: OpaquePointer? }

  private static func me(_ context: UnsafeMutableRawPointer?) -> HTTP2TestClient? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<HTTP2TestClient>.fromOpaque(context).takeUnretainedValue()
  }

  private static let readBody: nghttp2_data_source_read_callback = { _, id, buffer, length, flags, _, context in
    guard let client = unsafe me(context), let buffer = unsafe buffer, let flags = unsafe flags else { return -1 }
    return unsafe client.read(id, buffer, length, flags)
  }

  private static let callbacks: Table = {
    var table: OpaquePointer?
    unsafe nghttp2_session_callbacks_new(&table)
    unsafe nghttp2_session_callbacks_set_on_header_callback(table) {
      _, frame, name, nameLength, value, valueLength, _, context in
      guard let client = unsafe me(context), let frame = unsafe frame else { return 0 }
      let nameText = unsafe String(decoding: UnsafeBufferPointer(start: name, count: nameLength), as: UTF8.self)
      let valueText = unsafe String(decoding: UnsafeBufferPointer(start: value, count: valueLength), as: UTF8.self)
      unsafe client.field(frame.pointee.hd.stream_id, nameText, valueText)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(table) { _, frame, context in
      guard let client = unsafe me(context), let frame = unsafe frame else { return 0 }
      unsafe client.received(frame)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table) { _, _, id, bytes, length, context in
      guard let client = unsafe me(context) else { return 0 }
      unsafe client.responses[id]?.body += UnsafeBufferPointer(start: bytes, count: length)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_stream_close_callback(table) { _, id, code, context in
      guard let client = unsafe me(context) else { return 0 }
      client.responses[id]?.closeCode = code
      return 0
    }
    return unsafe Table(pointer: table)
  }()
}
