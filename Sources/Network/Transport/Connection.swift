import CLinux

/// What is told of a connection, on its loop's thread.
public protocol ConnectionHandler: AnyObject {
  /// The connection is up, and its handshake done.
  func opened(_ connection: Connection)
  /// Bytes came. They are lent for the call.
  func received(_ bytes: Span<UInt8>, on connection: Connection)
  /// The other side will send nothing more.
  func inputClosed(_ connection: Connection)
  /// All that was written is with the system.
  func drained(_ connection: Connection)
  /// The connection is gone; nothing more is told of it.
  func closed(_ connection: Connection, error: TransportError?)
}

/// A stream of bytes over a socket, in the clear or by TLS. It lives on one loop, and is used on that loop's thread only.
///
/// States: connecting, in the handshake, open, closed. What is written goes out at once as far as the socket takes it; the rest
/// waits, and `isWritable` says whether anything waits. It never reads while its owner has paused it.
public final class Connection: EventSource {
  private enum State {
    case connecting
    case handshake
    case open
    case closed
  }

  /// The loop that the connection lives on.
  public let loop: EventLoop
  /// The other end.
  public let peer: NetworkAddress
  /// The protocol that ALPN chose; nil in the clear, and where the client offered none.
  public private(set) var applicationProtocol: String?
  /// Who the other end is by its certificate; nil where it showed none.
  public private(set) var peerIdentity: PeerIdentity?
  /// How many bytes wait for the socket.
  public private(set) var pendingBytes = 0

  private let descriptor: Int32
  private var tls: TLSSession?
  private var state: State
  private var handler: (any ConnectionHandler)?
  private var pending: [ArraySlice<UInt8>] = []
  private var interest: UInt32 = 0
  private var deadline: TimerID?
  private var isInputClosed = false
  private var closesWhenDrained = false
  private let onClose: (() -> Void)?

  /// Takes over a connected, or a connecting, socket that does not block.
  init(
    _ descriptor: Int32, peer: NetworkAddress, loop: EventLoop, tls: TLSSession?, isConnecting: Bool,
    setupDeadline: Duration, onClose: (() -> Void)? = nil
  ) {
    self.descriptor = descriptor
    self.peer = peer
    self.loop = loop
    self.tls = tls
    self.onClose = onClose
    state = isConnecting ? .connecting : .handshake
    var one: Int32 = 1
    unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    deadline = loop.schedule(at: loop.now + setupDeadline) { [weak self] in
      self?.close(TransportError(.handshake, "the connection was not set up in time"))
    }
  }

  /// Begins to work for the handler.
  func start(_ handler: any ConnectionHandler) {
    self.handler = handler
    interest = EPOLLIN.rawValue
    if state == .connecting { interest |= EPOLLOUT.rawValue }
    loop.register(descriptor, self, events: interest)
    if state == .handshake { shakeHands() }
  }

  /// Connects to an address; the handler is told on the loop's thread. Called on the loop.
  public static func connect(
    to address: NetworkAddress, on loop: EventLoop, tls: TLSContext? = nil, serverName: String? = nil,
    deadline: Duration = .seconds(5), handler: any ConnectionHandler
  ) throws(TransportError) -> Connection {
    let descriptor = koperator_stream_socket(address.family)
    guard descriptor >= 0 else { throw .system(.connect, "no socket for \(address)") }
    let result = unsafe address.withSystemAddress { unsafe koperator_connect(descriptor, $0, $1) }
    guard result == 0 || koperator_errno() == EINPROGRESS else {
      let error = TransportError.system(.connect, "cannot connect to \(address)")
      CLinux.close(descriptor)
      throw error
    }
    let session = tls?.makeSession(descriptor, serverName: serverName)
    let connection = Connection(
      descriptor, peer: address, loop: loop, tls: session, isConnecting: true, setupDeadline: deadline)
    connection.start(handler)
    return connection
  }

  /// Whether all that was written is with the system.
  public var isWritable: Bool { state == .open && pendingBytes == 0 }

  /// Whether the connection is gone.
  public var isClosed: Bool { state == .closed }

  // MARK: Events

  func ready(_ events: UInt32) {
    switch state {
    case .connecting: finishConnecting()
    case .handshake: shakeHands()
    case .open:
      if events & EPOLLOUT.rawValue != 0 { flush() }
      if state == .open, events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { readAll() }
    case .closed: break
    }
  }

  private func finishConnecting() {
    var error: Int32 = 0
    var length = socklen_t(4)
    unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
    guard error == 0 else { return close(.system(.connect, "cannot connect to \(peer)", error)) }
    state = .handshake
    shakeHands()
  }

  private func shakeHands() {
    guard let tls else { return becomeOpen() }
    switch tls.handshake() {
    case .done:
      applicationProtocol = tls.applicationProtocol
      peerIdentity = tls.peerIdentity
      becomeOpen()
    case .wantsRead: watch(EPOLLIN.rawValue)
    case .wantsWrite: watch(EPOLLOUT.rawValue)
    case .failed(let reason): close(TransportError(.handshake, "the TLS handshake with \(peer) failed", cause: reason))
    }
  }

  private func becomeOpen() {
    if let deadline { loop.cancel(deadline) }
    deadline = nil
    state = .open
    watch(EPOLLIN.rawValue)
    handler?.opened(self)
    // Bytes that came with the handshake's last flight wait inside the TLS layer, where epoll does not see them.
    if tls != nil, state == .open { readAll() }
  }

  private func watch(_ events: UInt32) {
    guard interest != events, state != .closed else { return }
    interest = events
    loop.change(descriptor, events: events)
  }

  /// Reads what is there, up to a bound, so that one connection does not hold the loop for itself.
  private func readAll() {
    for _ in 0..<16 {
      guard state == .open, !isInputClosed else { return }
      let count: Int
      switch readOnce() {
      case .bytes(let number): count = number
      case .none: return
      case .end:
        isInputClosed = true
        // Nothing more to read; only what waits to be written is of interest.
        watch(pendingBytes > 0 ? EPOLLOUT.rawValue : 0)
        handler?.inputClosed(self)
        return
      case .failed(let error): return close(error)
      }
      // The buffer is lent away for the call, so that a handler that runs the loop's other connections cannot meet it.
      let buffer = loop.readBuffer
      handler?.received(buffer.span.extracting(0..<count), on: self)
      if count < loop.readBuffer.count, tls == nil { return }
    }
    // Decrypted bytes are left over, which epoll does not see: go on in the loop's next turn.
    if tls?.hasPending == true {
      _ = loop.schedule(at: loop.now) { [weak self] in
        if let self, self.state == .open { self.readAll() }
      }
    }
  }

  private enum ReadResult {
    case bytes(Int)
    case none
    case end
    case failed(TransportError)
  }

  private func readOnce() -> ReadResult {
    if let tls { return readTLS(tls) }
    let count = unsafe loop.readBuffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count > 0 { return .bytes(count) }
    if count == 0 { return .end }
    switch koperator_errno() {
    case EAGAIN, EINTR: return .none
    default: return .failed(.system(.connection, "reading from \(peer) failed"))
    }
  }

  private func readTLS(_ tls: TLSSession) -> ReadResult {
    switch tls.read(into: &loop.readBuffer) {
    case .bytes(let count): return .bytes(count)
    case .wantsRead, .wantsWrite: return .none
    case .end: return .end
    case .failed(let reason): return .failed(TransportError(.connection, "reading from \(peer) failed", cause: reason))
    }
  }

  // MARK: Writing

  /// Writes slices, in order. What the socket does not take now waits; the caller bounds it by `pendingBytes`.
  public func write(_ segments: [ArraySlice<UInt8>]) {
    guard state == .open, !closesWhenDrained else { return }
    for segment in segments where !segment.isEmpty {
      pending.append(segment)
      pendingBytes += segment.count
    }
    if interest & EPOLLOUT.rawValue == 0 { flush() }
  }

  private func flush() {
    while !pending.isEmpty, state == .open {
      let result = tls.map { writeTLS($0) } ?? writeGathered()
      switch result {
      case .wrote(let count): drop(count)
      case .blocked:
        watch(isInputClosed ? EPOLLOUT.rawValue : EPOLLIN.rawValue | EPOLLOUT.rawValue)
        return
      case .failed(let error): return close(error)
      }
    }
    guard state == .open else { return }
    if closesWhenDrained { return finishClosing() }
    if interest & EPOLLOUT.rawValue != 0 {
      watch(isInputClosed ? 0 : EPOLLIN.rawValue)
      handler?.drained(self)
    }
  }

  private enum WriteResult {
    case wrote(Int)
    case blocked
    case failed(TransportError)
  }

  /// One writev of as many slices as it takes (POSIX lets a system take 16 at least; Linux takes 1,024).
  private func writeGathered() -> WriteResult {
    let slices = pending.prefix(64)
    let written = unsafe Self.withVectors(slices[...], []) {
      unsafe writev(descriptor, $0.baseAddress, Int32($0.count))
    }
    if written >= 0 { return .wrote(written) }
    switch koperator_errno() {
    case EAGAIN, EINTR: return .blocked
    default: return .failed(.system(.connection, "writing to \(peer) failed"))
    }
  }

  /// Lends all slices at once: each level of the recursion holds one.
  private static func withVectors(
    _ slices: ArraySlice<ArraySlice<UInt8>>, _ vectors: [iovec], _ body: (UnsafeBufferPointer<iovec>) -> Int
  ) -> Int {
    guard let first = slices.first else { return unsafe vectors.withUnsafeBufferPointer(body) }
    return unsafe first.withUnsafeBytes { bytes in
      let vector = unsafe iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
      return unsafe withVectors(slices.dropFirst(), vectors + [vector], body)
    }
  }

  /// One TLS record's worth (16 KiB) of the slices, gathered.
  private func writeTLS(_ tls: TLSSession) -> WriteResult {
    var record: [UInt8] = []
    record.reserveCapacity(min(pendingBytes, 16384))
    for slice in pending {
      record += slice.prefix(16384 - record.count)
      if record.count == 16384 { break }
    }
    switch tls.write(record) {
    case .wrote(let count): return .wrote(count)
    case .wantsRead, .wantsWrite: return .blocked
    case .failed(let reason): return .failed(TransportError(.connection, "writing to \(peer) failed", cause: reason))
    }
  }

  private func drop(_ count: Int) {
    pendingBytes -= count
    var rest = count
    var whole = 0
    while whole < pending.count, rest >= pending[whole].count {
      rest -= pending[whole].count
      whole += 1
    }
    pending.removeFirst(whole)
    if rest > 0 { pending[0] = pending[0].dropFirst(rest) }
  }

  // MARK: The end

  /// Closes when all that was written is with the system.
  public func closeWhenDrained() {
    guard state == .open else { return close(nil) }
    closesWhenDrained = true
    if pending.isEmpty { finishClosing() }
  }

  /// Says goodbye, and gives the other side a moment to do so: a close with unread bytes would reset what was just sent.
  private func finishClosing() {
    tls?.sayGoodbye()
    koperator_shutdown_output(descriptor)
    guard !isInputClosed else { return close(nil) }
    handler = handler.map { Discarding(after: $0) }
    closesWhenDrained = false
    watch(EPOLLIN.rawValue)
    deadline = loop.schedule(at: loop.now + .seconds(1)) { [weak self] in self?.close(nil) }
  }

  /// Closes at once.
  public func close() { close(nil) }

  private func close(_ error: TransportError?) {
    guard state != .closed else { return }
    state = .closed
    if let deadline { loop.cancel(deadline) }
    loop.unregister(descriptor)
    tls = nil
    CLinux.close(descriptor)
    pending = []
    pendingBytes = 0
    onClose?()
    let handler = self.handler
    self.handler = nil
    handler?.closed(self, error: error)
  }
}

/// Stands in for a handler that closed its connection: it lets the rest of the input go by, and tells only the end.
private final class Discarding: ConnectionHandler {
  private let handler: any ConnectionHandler

  init(after handler: any ConnectionHandler) { self.handler = handler }

  func opened(_ connection: Connection) {}
  func received(_ bytes: Span<UInt8>, on connection: Connection) {}
  func inputClosed(_ connection: Connection) { connection.close() }
  func drained(_ connection: Connection) {}
  func closed(_ connection: Connection, error: TransportError?) { handler.closed(connection, error: error) }
}
