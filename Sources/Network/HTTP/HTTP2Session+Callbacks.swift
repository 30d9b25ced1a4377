import CNghttp2

/// The C interface: the tables that nghttp2 calls back by.
extension HTTP2Session {
  /// nghttp2's tables of callbacks and options live as long as the program.
  @safe struct Table: @unchecked Sendable { let pointer: OpaquePointer? }

  static let options: Table = {
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

  static let readBody: nghttp2_data_source_read_callback = { _, id, _, length, flags, _, context in
    guard let session = unsafe me(context), let flags = unsafe flags else {
      return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
    }
    return unsafe session.read(id, length, flags)
  }

  static let callbacks: Table = {
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
    unsafe nghttp2_session_callbacks_set_on_begin_frame_callback(table) { _, head, context in
      guard let session = unsafe me(context), let head = unsafe head else { return 0 }
      unsafe session.beginning(head.pointee)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_begin_headers_callback(table) { _, frame, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      unsafe session.began(frame.pointee.hd)
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_header_callback(table) {
      _, frame, name, nameLength, value, valueLength, _, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      guard unsafe UInt32(frame.pointee.hd.type) == NGHTTP2_HEADERS.rawValue else { return 0 }
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
    unsafe nghttp2_session_callbacks_set_on_frame_not_send_callback(table) { _, frame, code, context in
      guard let session = unsafe me(context), let frame = unsafe frame else { return 0 }
      unsafe session.notSent(frame.pointee.hd, code)
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
