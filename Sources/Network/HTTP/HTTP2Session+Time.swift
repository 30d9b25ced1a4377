import CNghttp2

/// What a session does by time alone.
extension HTTP2Session {
  var nextDeadline: Duration? {
    switch phase {
    case .abandoned: return nil
    case .closing: return phaseSince + settings.keepaliveTimeout
    case .open, .noticed, .draining: break
    }
    var deadline: Duration?
    func consider(_ time: Duration) { deadline = min(deadline ?? time, time) }
    if phase == .noticed { consider(phaseSince + Self.noticeTimeout) }
    if let unfinishedSince { consider(unfinishedSince + settings.headerDeadline) }
    if let ageDeadline { consider(ageDeadline) }
    if let stallCheck { consider(stallCheck) }
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
      if now >= phaseSince + settings.keepaliveTimeout { connectionLost() }
      return
    case .open, .noticed, .draining: break
    }
    if phase == .noticed, now >= phaseSince + Self.noticeTimeout { drain() }
    if let ageDeadline, now >= ageDeadline { grewOld(ageDeadline) }
    if let stallCheck, now >= stallCheck { checkStalls() }
    guard isReading else { return }
    if let unfinishedSince, now >= unfinishedSince + settings.headerDeadline {
      return terminate(hasSettings ? HTTP2ErrorCode.enhanceYourCalm : HTTP2ErrorCode.protocolError)
    }
    if let restTime, now >= restTime { restBuffer() }
    if let pingSent {
      if now >= pingSent + settings.keepaliveTimeout { return connectionLost() }
    } else if let interval = keepaliveInterval, now >= lastReceived + interval {
      unsafe nghttp2_submit_ping(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil)
      pingSent = now
    }
    if streams.isEmpty, let idle = settings.idleTimeout, now >= idleSince + idle { shutdown(at: now) }
  }

  /// Ends the connection gently; when the streams that are open had their time, with them.
  private func grewOld(_ deadline: Duration) {
    if isTooOld { return end() }
    isTooOld = true
    ageDeadline = deadline + settings.ageGrace
    shutdown(at: now)
  }

  /// Something waits to be sent.
  func watchForStalls() {
    guard stallCheck == nil, let interval = settings.stallInterval else { return }
    stallCheck = now + interval
  }

  private func checkStalls() {
    stallCheck = nil
    if outputStall.isStalled(isWaiting: hasOutput) { return connectionLost() }
    for id in streams.numbers {
      let isWaiting = queuedBytes(on: id) > 0
      if streams[id]?.stall.isStalled(isWaiting: isWaiting) == true { abandon(id, code: HTTP2ErrorCode.cancel) }
    }
    if totalQueuedBytes > 0 || hasOutput { watchForStalls() }
  }
}
