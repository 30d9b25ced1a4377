import CLinux
import Glibc

// What comes: from the socket into the loop's buffers, and on to the handler.
extension Connection {
  /// Stops reading, so that the peer has to wait; what was read already, at most 64 KiB, is still told, and what is left
  /// when both sides have ended.
  public func pauseReading() {
    isReadingPaused = true
    watch()
  }

  /// Goes on reading.
  public func resumeReading() {
    isReadingPaused = false
    watch()
  }

  /// One read: epoll reports the rest again, so that no connection holds the loop for itself.
  func readSome() {
    let target = unsafe loop.buffers.read
    let count = unsafe recv(descriptor, target.baseAddress, target.count, 0)
    guard count >= 0 else {
      let error = koperator_errno()
      if error == EAGAIN || error == EINTR { return }
      finish(TransportError(errno: error, doing: "reading", object: "\(peer)"))
      return
    }
    guard count > 0 else { return metEnd() }
    let bytes = unsafe UnsafeMutableBufferPointer(rebasing: target[..<count])
    guard isSecure else {
      unsafe tellReceived(bytes)
      return
    }
    guard makeSession(), let tls else { return }
    // In the closing state only the end of the socket matters.
    if state == .closing { return }
    unsafe tls.feed(UnsafeBufferPointer(bytes))
    if state == .handshaking { advanceHandshake() } else { openRecords(tls) }
  }

  private func metEnd() {
    if state == .handshaking {
      finish(TransportError(.handshakeFailed, "the peer closed the connection in the TLS handshake", object: "\(peer)"))
    } else if isSecure, state == .open {
      finish(TransportError(.truncated, "the peer closed the connection without ending TLS", object: "\(peer)"))
    } else {
      inputEnded()
    }
  }

  /// Opens the TLS records that were fed and tells what is in them, a buffer at a time.
  func openRecords(_ tls: TLSSession) {
    let target = unsafe loop.buffers.plaintext
    while state == .open {
      var filled = 0
      var last = TLSSession.Read.bytes(0)
      read: while filled < target.count {
        last = unsafe tls.read(into: UnsafeMutableBufferPointer(rebasing: target[filled...]))
        guard case .bytes(let count) = last else { break read }
        filled += count
      }
      sendSealed()
      if filled > 0 { unsafe tellReceived(UnsafeMutableBufferPointer(rebasing: target[..<filled])) }
      switch last {
      case .bytes: continue
      case .wantsInput: return
      case .ended:
        if state == .open { inputEnded() }
        return
      case .failed(let reason):
        finish(TransportError(.tlsProtocol, "the peer broke the rules of TLS", object: "\(peer)", cause: reason))
        return
      }
    }
  }
}
