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
  /// Whether it speaks TLS.
  let isSecure: Bool
  /// Made when a client begins, or when a server gets the first bytes.
  private(set) var tls: TLSSession?
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
  /// Whose connection it is; nil for one that this side made.
  private let acceptor: Acceptor?
  /// Nil when the handshake is over.
  private var handshake: PendingHandshake?
  /// What the acceptor was told last, in steps of the budget.
  private var countedSteps: Int32 = 0

  /// What waits elsewhere for this connection's peer, in bytes: it counts against the listener's bound. Whoever queues above
  /// the connection sets it.
  public var queuedElsewhere: Int = 0 {
    didSet { if queuedElsewhere != oldValue { countQueued() } }
  }

  /// A connection that this side makes.
  init(
    to peer: NetworkAddress, _ descriptor: Int32, loop: EventLoop, tls: TLSSession?, limits: ConnectionLimits,
    setup: @escaping ConnectionSetup
  ) {
    self.descriptor = descriptor
    self.peer = peer
    self.loop = loop
    self.tls = tls
    self.limits = limits
    self.setup = setup
    isSecure = tls != nil
    acceptor = nil
    state = .connecting
  }

  /// A connection that a listener accepted, with TLS where there is a handshake.
  init(
    _ descriptor: Int32, peer: NetworkAddress, loop: EventLoop, limits: ConnectionLimits, acceptor: Acceptor,
    handshake: PendingHandshake?, setup: @escaping ConnectionSetup
  ) {
    self.descriptor = descriptor
    self.peer = peer
    self.loop = loop
    self.limits = limits
    self.acceptor = acceptor
    self.handshake = handshake
    self.setup = setup
    isSecure = handshake != nil
    state = .handshaking
    handshake?.begin(self)
  }

  /// Whether the connection can take bytes and less than the high mark waits.
  public var isWritable: Bool { state == .open && output == .open && queuedBytes < limits.highWaterMark }

  /// The bytes that wait for the socket.
  public var queuedBytes: Int { outbound.count + sealed.count }

  /// Whether the connection is gone.
  public var isClosed: Bool { state == .closed }

  /// The version of TLS (`TLSv1.3`); nil in the clear.
  public var tlsVersion: String? { tls?.version }

  /// The peer's certificate as DER; nil where it showed none. Those between it and its CA are not kept.
  public var peerCertificate: [UInt8]? { tls?.peerCertificate }

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
    if state == .connecting || isSecure {
      setTimer(at: deadline) { connection in
        let what = connection.state == .connecting ? "the connect" : "the TLS handshake"
        let code: TransportError.Code = connection.state == .connecting ? .timedOut : .handshakeFailed
        connection.finish(TransportError(code, "\(what) did not end in time", object: "\(connection.peer)"))
      }
    }
    // A server waits for the first bytes: until they come, a connection costs no TLS session.
    if state == .handshaking, !isSecure { establish() }
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

  /// Makes a server's TLS session, when the first bytes are there. False ends the connection.
  func makeSession() -> Bool {
    if tls != nil { return true }
    tls = handshake?.makeSession(loop.buffers)
    if tls != nil { return true }
    finish(TransportError(.handshakeFailed, "there is no certificate, or no memory for TLS", object: "\(peer)"))
    return false
  }

  /// Ends a handshake for newer ones.
  func giveUpHandshake() {
    guard state == .handshaking else { return }
    finish(TransportError(.handshakeFailed, "the TLS handshake was given up, because too many wait", object: "\(peer)"))
  }

  private func handshakeIsOver() {
    handshake?.end()
    handshake = nil
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
      tls.forgetChain()
      establish()
      if state == .open, tls.hasInput { openRecords(tls) }
    }
  }

  private func establish() {
    clearTimer()
    handshakeIsOver()
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
    end(with: TransportError(.aborted, "the connection was aborted on this side", object: "\(peer)"))
  }

  /// Ends the connection, since more than `limit` bytes wait for all peers and most of them for this one.
  func cut(_ limit: Int) {
    end(
      with: TransportError(
        .outboundQueueFull,
        "more than \(limit) bytes wait for all clients together, and most of them for this one: it was cut",
        object: "\(peer)"))
  }

  private func end(with error: TransportError) {
    guard state != .closed else { return }
    var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    finish(error)
  }

  /// Tells the listener how much waits, where that has changed by a step.
  func countQueued() {
    guard let acceptor else { return }
    let bytes = state == .closed ? 0 : max(0, queuedBytes + queuedElsewhere - acceptor.uncountedBytes)
    let steps = Int32(clamping: bytes / OutputBudget.step)
    guard steps != countedSteps else { return }
    countedSteps = steps
    acceptor.queued(Int(steps) * OutputBudget.step, on: self)
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
    let wasHandshaking = isSecure && state == .handshaking
    state = .closed
    handshakeIsOver()
    loop.deregister(descriptor)
    _ = Glibc.close(descriptor)
    outbound.removeAll()
    sealed = []
    countQueued()
    acceptor?.connectionEnded(peer)
    if wasHandshaking, error?.code != .loopUnavailable { acceptor?.counters.handshakeFailed() }
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
