import CLinux
import Glibc

/// A stream of bytes over a socket, in the clear or by TLS. It lives on one loop, and is used on that loop's thread only.
///
/// States: connecting, handshaking, open, closing (what was written goes out, what comes is dropped, both sides end), closed.
/// What is written goes out at once as far as the socket takes it; the rest waits. It never calls its handler from within
/// a call of the handler's own.
public final class Connection: EventSource {
  enum State {
    case connecting
    case handshaking
    case open
    case closing
    case closed
  }

  enum Output {
    case open
    case endsWhenDrained
    case ended
  }

  /// The loop that the connection lives on.
  public let loop: EventLoop
  /// The other end.
  public let peer: NetworkAddress
  /// The protocol that ALPN chose; nil in the clear, and where none was offered.
  public internal(set) var applicationProtocol: String?
  /// Who the other end is by its certificate; nil where it showed none.
  public internal(set) var peerIdentity: PeerIdentity?

  let descriptor: Int32
  let limits: ConnectionLimits
  let tls: TLSSession?
  var state: State
  var output = Output.open
  var isInputClosed = false
  var isReadingPaused = false
  /// Whether the socket takes no more for now.
  var isBlocked = false
  var outbound = OutboundQueue()
  /// TLS records that the socket did not take.
  var sealed: [UInt8] = []
  private var interest: UInt32 = 0
  private var timer: TimerID?
  private var handler: (any ConnectionHandler)?
  private var setup: ConnectionSetup?
  private let counters: ConnectionCounters?

  init(
    _ descriptor: Int32, peer: NetworkAddress, loop: EventLoop, tls: TLSSession?, limits: ConnectionLimits,
    isConnecting: Bool, counters: ConnectionCounters? = nil, setup: @escaping ConnectionSetup
  ) {
    self.descriptor = descriptor
    self.peer = peer
    self.loop = loop
    self.tls = tls
    self.limits = limits
    self.counters = counters
    self.setup = setup
    state = isConnecting ? .connecting : .handshaking
  }

  /// Whether the connection can take bytes and less than the high mark waits.
  public var isWritable: Bool { state == .open && output == .open && queuedBytes < limits.highWaterMark }

  /// The bytes that wait for the socket.
  public var queuedBytes: Int { outbound.count + sealed.count }

  /// Whether the connection is gone.
  public var isClosed: Bool { state == .closed }

  /// The version of TLS (`TLSv1.3`); nil in the clear.
  public var tlsVersion: String? { tls?.version }

  /// The certificates that the peer showed, its own first, as DER; empty in the clear.
  public var peerCertificates: [[UInt8]] { tls?.peerCertificates ?? [] }

  // MARK: Beginning

  /// Watches the socket; the setup's time runs until `deadline`.
  func begin(until deadline: Duration) {
    do {
      interest = wantedEvents
      try loop.register(descriptor, self, for: interest)
    } catch {
      finish(error)
      return
    }
    if state == .connecting || tls != nil {
      setTimer(at: deadline) { connection in
        let what = connection.state == .connecting ? "the connect" : "the TLS handshake"
        let code: TransportError.Code = connection.state == .connecting ? .timedOut : .handshakeFailed
        connection.finish(TransportError(code, "\(what) did not end in time", object: "\(connection.peer)"))
      }
    }
    if state == .handshaking { advanceHandshake() }
  }

  func ready(_ events: UInt32) {
    if state == .connecting { return finishConnecting() }
    if events & EPOLLOUT.rawValue != 0 { flush(mayTell: true) }
    let readable = EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
    guard state != .closed, events & readable != 0 else { return }
    if interest & EPOLLIN.rawValue != 0 {
      readSome()
    } else if events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 {
      // Nobody reads here, so the end is not met by reading; it would be reported for ever.
      let error = Socket.pendingError(descriptor)
      // Both sides ended properly while reading paused: what the peer sent before is still to be told.
      if error == 0, !isInputClosed { return readSome() }
      finish(TransportError(errno: error == 0 ? ECONNRESET : error, doing: "the connection", object: "\(peer)"))
    }
  }

  private func finishConnecting() {
    let error = Socket.pendingError(descriptor)
    guard error == 0 else {
      finish(TransportError(errno: error, doing: "connecting", object: "\(peer)"))
      return
    }
    state = .handshaking
    watch()
    advanceHandshake()
  }

  func advanceHandshake() {
    guard let tls else { return establish() }
    let result = tls.handshake()
    sendSealed()
    guard state == .handshaking else { return }
    switch result {
    case .wantsInput: break
    case .failed(let reason):
      finish(TransportError(.handshakeFailed, "the TLS handshake failed", object: "\(peer)", cause: reason))
    case .done:
      applicationProtocol = tls.applicationProtocol
      peerIdentity = tls.peerIdentity
      establish()
      if state == .open, tls.hasInput { openRecords(tls) }
    }
  }

  private func establish() {
    clearTimer()
    state = .open
    let setup = setup
    self.setup = nil
    handler = setup?(.success(self))
    if handler == nil { close() }
  }

  // MARK: Telling

  func tellReceived(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
    guard state == .open, let handler else { return }
    unsafe handler.received(UnsafeBufferPointer(bytes).span, on: self)
  }

  /// The peer ended its side; in TLS, by saying so.
  func inputEnded() {
    isInputClosed = true
    watch()
    if state == .closing || output == .ended {
      if output == .ended { finish(nil) }
      return
    }
    if state == .open { handler?.inputClosed(self) }
  }

  func tellDrained() {
    if state == .open, output == .open { handler?.drained(self) }
  }

  // MARK: Watching

  private var wantedEvents: UInt32 {
    if state == .connecting { return EPOLLOUT.rawValue }
    var events: UInt32 = 0
    if !isInputClosed, !isReadingPaused || state == .closing { events |= EPOLLIN.rawValue }
    if isBlocked { events |= EPOLLOUT.rawValue }
    return events
  }

  func watch() {
    guard state != .closed, interest != wantedEvents else { return }
    interest = wantedEvents
    loop.modify(descriptor, for: interest)
  }

  private func setTimer(at deadline: Duration, _ action: @escaping (Connection) -> Void) {
    clearTimer()
    timer = loop.schedule(at: deadline) { [weak self] in
      guard let self else { return }
      timer = nil
      action(self)
    }
  }

  private func clearTimer() {
    if let timer { loop.cancel(timer) }
    timer = nil
  }

  // MARK: Ending

  /// Ends gently: what was written goes out, then both sides end. What comes in the meantime is dropped.
  public func close() {
    loop.requireCurrent()
    switch state {
    case .closing, .closed: return
    case .connecting, .handshaking: return abort()
    case .open: break
    }
    state = .closing
    setTimer(at: loop.now + limits.closeDeadline) { connection in
      connection.finish(
        TransportError(.timedOut, "the peer did not take what was left to send", object: "\(connection.peer)"))
    }
    if output == .open { output = .endsWhenDrained }
    watch()
    endOutputIfDrained()
  }

  /// Says that nothing more is sent, when what was written has gone out; goes on reading.
  public func closeOutput() {
    loop.requireCurrent()
    guard state == .open, output == .open else { return }
    output = .endsWhenDrained
    endOutputIfDrained()
  }

  /// Ends at once; what waits is lost, and the peer sees a reset.
  public func abort() {
    loop.requireCurrent()
    guard state != .closed else { return }
    var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    finish(TransportError(.aborted, "the connection was aborted on this side", object: "\(peer)"))
  }

  func endOutputIfDrained() {
    guard state != .closed, output != .open, outbound.isEmpty, sealed.isEmpty else { return }
    if output == .endsWhenDrained {
      output = .ended
      tls?.sayGoodbye()
      sendSealed()
      guard state != .closed, sealed.isEmpty else { return }
      _ = shutdown(descriptor, Int32(SHUT_WR))
    } else {
      // The goodbye had to wait.
      _ = shutdown(descriptor, Int32(SHUT_WR))
    }
    if isInputClosed { return finish(nil) }
    // A close with unread bytes would reset what was just sent: the peer has a moment to end its side.
    if state == .closing { setTimer(at: loop.now + limits.lingerDeadline) { $0.finish(nil) } }
  }

  func loopStops() {
    finish(TransportError(.loopUnavailable, "the event loop stopped", object: "\(peer)"))
  }

  /// Closes the descriptor now, and tells the handler at the end of this round.
  func finish(_ error: TransportError?) {
    guard state != .closed else { return }
    clearTimer()
    let wasHandshaking = tls != nil && state == .handshaking
    state = .closed
    loop.deregister(descriptor)
    _ = Glibc.close(descriptor)
    outbound.removeAll()
    sealed = []
    counters?.connectionEnded()
    if wasHandshaking, error?.code != .loopUnavailable { counters?.handshakeFailed() }
    loop.later { [self] in
      if let handler {
        self.handler = nil
        handler.closed(self, error: error)
      } else if let setup {
        self.setup = nil
        _ = setup(
          .failure(error ?? TransportError(.connectionReset, "the peer ended the connection", object: "\(peer)")))
      }
    }
  }
}
