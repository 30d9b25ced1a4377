import CLinux
import Glibc

// What goes: from the handler through the queue to the socket.
extension Connection {
  /// The slices of one gathering write (Linux takes 1,024).
  private static let gatherLimit = 64
  /// The TLS records of one write.
  private static let recordsAtOnce = 4
  /// The bytes that OpenSSL itself may have waiting for a peer that does not read (answers to key updates, say).
  private static let sealedLimit = 1 << 20

  /// Writes slices in order; the arrays are kept, not copied. What is written after an end is dropped: ends race.
  ///
  /// More than `ConnectionLimits.maximumQueuedBytes` waiting aborts the connection.
  public func write(_ segments: [ArraySlice<UInt8>]) {
    loop.requireCurrent()
    guard state == .open, output == .open else { return }
    // What the socket takes at once, as it mostly does, never meets the queue.
    var sent = 0
    if tls == nil, !isBlocked, outbound.isEmpty, segments.count <= Self.gatherLimit {
      var total = 0
      for segment in segments { total += segment.count }
      if total == 0 { return }
      sent = Socket.send(descriptor, segments[...])
      if sent == total { return }
      guard accepted(sent) || state == .open else { return }
    }
    outbound.append(segments)
    if sent > 0 { outbound.removeFirst(sent) }
    guard queuedBytes <= limits.maximumQueuedBytes else {
      finish(
        TransportError(
          .outboundQueueFull, "more than \(limits.maximumQueuedBytes) bytes wait for a peer that does not read them",
          object: "\(peer)"))
      return
    }
    if isBlocked { countQueued() } else { flush(mayTell: false) }
  }

  /// Writes what waits, as far as the socket takes it. Only an event of the socket may tell the handler.
  func flush(mayTell: Bool) {
    let hadToWait = isBlocked
    defer { countQueued() }
    guard tls.map({ flushSealed($0) }) ?? flushPlain() else { return }
    isBlocked = false
    watch()
    if output != .open {
      endOutputIfDrained()
    } else if hadToWait, mayTell {
      tellDrained()
    }
  }

  /// Whether everything is with the system.
  private func flushPlain() -> Bool {
    while !outbound.isEmpty {
      let count = Socket.send(descriptor, outbound.prefix(Self.gatherLimit))
      guard accepted(count) else { return false }
      outbound.removeFirst(count)
    }
    outbound.removeAll()
    return true
  }

  private func flushSealed(_ tls: TLSSession) -> Bool {
    let record = unsafe loop.buffers.record
    while true {
      if !sealed.isEmpty {
        let count = Socket.send(descriptor, sealed[...])
        guard accepted(count) else { return false }
        sealed.removeFirst(count)
        guard sealed.isEmpty else { continue }
        sealed = []
      }
      guard !outbound.isEmpty, state == .open || state == .closing else { break }
      var records = 0
      while records < Self.recordsAtOnce, !outbound.isEmpty {
        let count = unsafe outbound.copyFirst(into: record)
        guard unsafe tls.write(UnsafeBufferPointer(rebasing: record[..<count])) else {
          finish(TransportError(.tlsProtocol, "TLS takes no more bytes", object: "\(peer)"))
          return false
        }
        outbound.removeFirst(count)
        records += 1
      }
      sendSealed()
      guard sealed.isEmpty else { return false }
    }
    outbound.removeAll()
    return state != .closed
  }

  /// Sends what OpenSSL has put into the loop's buffer; what the socket does not take waits in `sealed`.
  func sendSealed() {
    let buffers = loop.buffers
    guard !buffers.ciphertext.isEmpty, state != .closed else {
      buffers.ciphertext.removeAll(keepingCapacity: true)
      return
    }
    var sent = 0
    if sealed.isEmpty {
      let count = Socket.send(descriptor, buffers.ciphertext[...])
      if accepted(count) { sent = count }
    }
    if state != .closed, sent < buffers.ciphertext.count {
      sealed += buffers.ciphertext[sent...]
      block()
    }
    buffers.ciphertext.removeAll(keepingCapacity: true)
    if sealed.count > Self.sealedLimit {
      finish(TransportError(.outboundQueueFull, "the peer does not read", object: "\(peer)"))
    }
  }

  /// Whether a send took bytes; if not, the socket is watched or the connection is over.
  private func accepted(_ count: Int) -> Bool {
    if count >= 0 { return true }
    let error = koperator_errno()
    if error == EAGAIN || error == EINTR || error == ENOBUFS {
      block()
    } else {
      finish(TransportError(errno: error, doing: "writing", object: "\(peer)"))
    }
    return false
  }

  private func block() {
    isBlocked = true
    watch()
  }
}
