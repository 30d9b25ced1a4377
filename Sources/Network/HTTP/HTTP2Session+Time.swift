import CNghttp2

/// What a session does by time alone.
extension HTTP2Session {
  var nextDeadline: Duration? {
    switch phase {
    case .abandoned: return nil
    case .closing: return closingSince + settings.keepaliveTimeout
    case .open, .draining: break
    }
    var deadline: Duration?
    func consider(_ time: Duration) { deadline = min(deadline ?? time, time) }
    if !hasSettings { consider(began + settings.headerDeadline) }
    if let restTime { consider(restTime) }
    if let pingSent {
      consider(pingSent + settings.keepaliveTimeout)
    } else if let interval = keepaliveInterval {
      consider(lastReceived + interval)
    }
    if phase == .open, streams.isEmpty, let idle = settings.idleTimeout { consider(idleSince + idle) }
    return deadline
  }

  private var keepaliveInterval: Duration? {
    settings.keepsIdleAlive || !streams.isEmpty ? settings.keepaliveInterval : nil
  }

  func timeout(at now: Duration) {
    self.now = now
    switch phase {
    case .abandoned: return
    case .closing:
      // The other side does not read what is left to say.
      if now >= closingSince + settings.keepaliveTimeout { connectionLost() }
      return
    case .open, .draining: break
    }
    if let restTime, now >= restTime { restBuffer() }
    if !hasSettings, now >= began + settings.headerDeadline { return terminate(HTTP2ErrorCode.protocolError) }
    if let pingSent {
      if now >= pingSent + settings.keepaliveTimeout { return connectionLost() }
    } else if let interval = keepaliveInterval, now >= lastReceived + interval {
      unsafe nghttp2_submit_ping(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil)
      pingSent = now
    }
    if streams.isEmpty, let idle = settings.idleTimeout, now >= idleSince + idle { shutdown(at: now) }
  }
}
