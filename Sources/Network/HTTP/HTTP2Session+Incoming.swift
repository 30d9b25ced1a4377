import CNghttp2

/// What nghttp2 tells while it reads and writes. Nothing here may ask it to read, to send or to end.
extension HTTP2Session {
  func began(_ head: nghttp2_frame_hd) {
    unfinishedSince = now
    blockStream = head.stream_id
    guard settings.role == .server, streams[head.stream_id] == nil else { return }
    floods.allowWindowUpdates()
    streams.insert(HTTP2Stream(head.stream_id))
  }

  /// Whether the field of so many octets is wanted: past the bound nothing is kept, nor even decoded.
  func admitField(_ id: Int32, octets: Int) -> Bool {
    streams[id]?.block.admit(octets: octets, limit: settings.maximumHeaderListSize) ?? false
  }

  func header(_ id: Int32, _ name: String, _ value: String) { streams[id]?.block.append(name, value) }

  /// The header fields that were being read are all there, or their stream is over.
  private func blockEnded(_ id: Int32) { if id == blockStream { unfinishedSince = nil } }

  private func headersComplete(_ id: Int32, endStream: Bool) {
    blockEnded(id)
    guard let stream = streams[id] else { return }
    let block = stream.block
    let isTooLarge = block.isTooLarge(limit: settings.maximumHeaderListSize)
    stream.block = HTTP2HeaderBlock()
    switch (stream.incoming, settings.role) {
    case (.fields, .server) where isTooLarge:
      stream.incoming = .refused
      respond(to: id, HTTPResponseHead(status: 431), endStream: true)
    case (.fields, .client) where isTooLarge, (.body, _) where isTooLarge:
      if settings.role == .server { floods.count(.resets, at: now) }
      reset(id, code: HTTP2ErrorCode.enhanceYourCalm)
    case (.fields, .server):
      let head = block.requestHead()
      stream.isHead = head.method == "HEAD"
      stream.incoming = endStream ? .over : .body
      events.append(.request(HTTPStreamID(id), head, endStream: endStream))
    case (.fields, .client):
      let head = block.responseHead()
      // Interim responses (RFC 9110 §15.2) say nothing that anybody here waits for.
      guard head.status >= 200 else { return floods.count(.empties, at: now) }
      stream.incoming = endStream ? .over : .body
      events.append(.response(HTTPStreamID(id), head, endStream: endStream))
    case (.body, _):
      stream.incoming = .over
      events.append(.trailers(HTTPStreamID(id), block.trailers()))
    case (.over, _), (.refused, _): break
    }
  }

  func body(_ id: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let stream = streams[id], stream.incoming == .body, !stream.isResetHere, !isUnwanted(stream) else {
      consume(id, bytes.count)
      if let stream = streams[id], isUnwanted(stream) { reset(id, code: HTTP2ErrorCode.noError) }
      return
    }
    unsafe events.append(.body(HTTPStreamID(id), Array(bytes), endStream: false))
  }

  /// Whether the response was over before its request: the rest of that is not wanted (RFC 9113 §8.1).
  private func isUnwanted(_ stream: HTTP2Stream) -> Bool { settings.role == .server && stream.isEndSent }

  private func bodyComplete(_ id: Int32) {
    guard let stream = streams[id], stream.incoming == .body else { return }
    stream.incoming = .over
    if firstEvent < events.count, case .body(let last, let bytes, false)? = events.last, last.rawValue == id {
      events[events.count - 1] = .body(last, bytes, endStream: true)
    } else {
      events.append(.body(HTTPStreamID(id), [], endStream: true))
    }
  }

  func closed(_ id: Int32, code: UInt32) {
    blockEnded(id)
    guard let stream = remove(id) else { return }
    floods.allowLateReset()
    guard stream.isTold(settings.role) else { return }
    events.append(.closed(HTTPStreamID(id), closure(stream, code: code)))
  }

  private func closure(_ stream: HTTP2Stream, code: UInt32) -> HTTPStreamClosure {
    if let own = stream.resetCode, own != HTTP2ErrorCode.noError { return .reset(code: own) }
    switch settings.role {
    case .server:
      let isComplete = code == 0 && stream.outgoing == .ended && stream.queue.count == 0
      return isComplete ? .complete : .reset(code: code)
    case .client: return code == 0 && stream.incoming == .over ? .complete : .reset(code: code)
    }
  }

  func received(_ frame: UnsafePointer<nghttp2_frame>) {
    let head = unsafe frame.pointee.hd
    let endStream = head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    let isAcknowledgement = head.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    switch UInt32(head.type) {
    case NGHTTP2_HEADERS.rawValue: headersComplete(head.stream_id, endStream: endStream)
    case NGHTTP2_DATA.rawValue where endStream: bodyComplete(head.stream_id)
    case NGHTTP2_DATA.rawValue where head.length == 0: floods.count(.empties, at: now)
    case NGHTTP2_PRIORITY.rawValue: floods.count(.empties, at: now)
    // A server can end each of its client's streams once; a client makes as many as it likes.
    case NGHTTP2_RST_STREAM.rawValue where settings.role == .server || streams[head.stream_id] == nil:
      guard let stream = streams[head.stream_id] else { return floods.countLateReset(at: now) }
      // A client whose request is not over says by it that it knows of the response's end: no work was for nothing.
      if !stream.isEndSent { floods.count(.resets, at: now) }
    case NGHTTP2_PING.rawValue where !isAcknowledgement: floods.countPing(at: now)
    case NGHTTP2_SETTINGS.rawValue where !isAcknowledgement:
      if !hasSettings { unfinishedSince = nil }
      hasSettings = true
      floods.count(.settings, at: now)
    case NGHTTP2_WINDOW_UPDATE.rawValue: floods.countWindowUpdate(at: now)
    case NGHTTP2_PING.rawValue where phase == .noticed:
      let isNotice = unsafe withUnsafeBytes(of: frame.pointee.ping.opaque_data) {
        unsafe $0.elementsEqual(Self.noticePing)
      }
      if isNotice { drain() }
    case NGHTTP2_GOAWAY.rawValue: unsafe goAwayReceived(frame.pointee.goaway.error_code)
    default: break
    }
  }

  private func goAwayReceived(_ code: UInt32) {
    if goAwayCode == nil { events.append(.goAway) } else { floods.count(.empties, at: now) }
    goAwayCode = code
    // A request that waits to be sent will not be any more.
    for id in streams.numbers where settings.role == .client && streams[id]?.isHeadSent == false {
      _ = remove(id)
      events.append(.closed(HTTPStreamID(id), .reset(code: HTTP2ErrorCode.refusedStream)))
    }
  }

  /// A frame begins, also one that nghttp2 will refuse.
  func beginning(_ head: nghttp2_frame_hd) {
    if settings.role == .client, UInt32(head.type) == NGHTTP2_PUSH_PROMISE.rawValue { isBroken = true }
  }

  func sent(_ frame: UnsafePointer<nghttp2_frame>) {
    let head = unsafe frame.pointee.hd
    switch UInt32(head.type) {
    case NGHTTP2_RST_STREAM.rawValue where settings.role == .server || streams[head.stream_id] == nil:
      // nghttp2 gave the stream up for what the other side did.
      blockEnded(head.stream_id)
      if streams[head.stream_id]?.isResetHere != true { floods.count(.resets, at: now) }
    case NGHTTP2_GOAWAY.rawValue where unsafe frame.pointee.goaway.error_code != NGHTTP2_NO_ERROR.rawValue:
      hasFailed = true
    case NGHTTP2_HEADERS.rawValue, NGHTTP2_DATA.rawValue:
      isBufferUsed = true
      let isLast = head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
      let stream = streams[head.stream_id]
      stream?.isHeadSent = true
      if isLast { stream?.isEndSent = true }
    default: break
    }
  }

  /// nghttp2 cannot send a frame. Fields that do not fit into HTTP/2 would leave the stream open for ever; what was not allowed
  /// any more is told by the end of the stream.
  func notSent(_ head: nghttp2_frame_hd, _ code: Int32) {
    guard UInt32(head.type) == NGHTTP2_HEADERS.rawValue, code != NGHTTP2_ERR_START_STREAM_NOT_ALLOWED.rawValue,
      let stream = streams[head.stream_id], !stream.isResetHere
    else { return }
    if settings.role == .client, !stream.isHeadSent {
      // nghttp2 ends such a stream itself: the server never heard of it.
      streams[head.stream_id]?.resetCode = HTTP2ErrorCode.internalError
    } else {
      abandon(head.stream_id, code: HTTP2ErrorCode.internalError)
    }
  }

  func read(_ id: Int32, _ limit: Int, _ flags: UnsafeMutablePointer<UInt32>) -> Int {
    guard let stream = streams[id] else { return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue) }
    // What is left would look like the whole.
    if stream.isResetHere { return Int(NGHTTP2_ERR_DEFERRED.rawValue) }
    let length = min(limit, stream.queue.count)
    if length == 0, stream.outgoing != .ended { return Int(NGHTTP2_ERR_DEFERRED.rawValue) }
    if length > 0 { unsafe flags.pointee |= NGHTTP2_DATA_FLAG_NO_COPY.rawValue }
    guard length == stream.queue.count, stream.outgoing == .ended else { return length }
    unsafe flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
    if let trailers = stream.trailers {
      unsafe flags.pointee |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
      unsafe HTTP2FieldList(trailers: trailers).lend { fields, count in
        _ = unsafe nghttp2_submit_trailer(session, id, fields, count)
      }
    }
    return length
  }
}
