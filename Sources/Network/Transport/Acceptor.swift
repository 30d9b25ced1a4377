import CLinux
import Glibc
import Synchronization

/// The listening socket, on the first loop of its group. After `init` it is touched on that loop's thread only.
final class Acceptor: EventSource, @unchecked Sendable {
  /// How many connections are accepted in one round, so that those that are open have their turn too.
  private static let acceptsAtOnce = 64
  /// How long accepting pauses when the system has nothing to make a connection of.
  private static let pause: Duration = .milliseconds(100)
  /// How long it pauses when as many handshakes as may be are not done.
  private static let handshakePause: Duration = .milliseconds(5)

  let counters: ConnectionCounters
  let loop: EventLoop
  /// What the next handshake uses; any thread may replace it.
  let tls: Mutex<TLSContext?>
  private let descriptor: Int32
  private let address: NetworkAddress
  private let group: EventLoopGroup
  private let configuration: ListenerConfiguration
  private let onHandshakeFailure: (@Sendable (NetworkAddress, TransportError) -> Void)?
  private let setup: @Sendable (Connection) -> (any ConnectionHandler)?
  private let peers: PeerTable?
  private let budget: OutputBudget
  /// A list for each loop.
  private let handshakes: [HandshakeList]
  private var isOpen = true

  init(
    _ descriptor: Int32, address: NetworkAddress, group: EventLoopGroup, configuration: ListenerConfiguration,
    tls: TLSContext?, onHandshakeFailure: (@Sendable (NetworkAddress, TransportError) -> Void)?,
    setup: @escaping @Sendable (Connection) -> (any ConnectionHandler)?
  ) {
    let counters = ConnectionCounters()
    self.counters = counters
    budget = OutputBudget(limit: configuration.maximumQueuedBytes, counters: counters)
    if case .unix = address {
      peers = nil
    } else {
      let all = configuration.maximumConnections
      peers = PeerTable(limit: configuration.maximumConnectionsPerPeer ?? all - all / 5)
    }
    handshakes = group.loops.map { _ in HandshakeList() }
    self.onHandshakeFailure = onHandshakeFailure
    self.tls = Mutex(tls)
    self.descriptor = descriptor
    self.address = address
    self.group = group
    self.configuration = configuration
    self.setup = setup
    loop = group.loops[0]
  }

  // Where the loop ended while accepting paused, nobody has told it to stop.
  deinit { discard() }

  static func listen(
    _ address: NetworkAddress, _ configuration: ListenerConfiguration
  ) throws(TransportError) -> Int32 {
    let descriptor = Socket.stream(address.family)
    guard descriptor >= 0 else {
      throw TransportError(errno: koperator_errno(), doing: "making a socket", object: "\(address)")
    }
    if case .unix(let path) = address {
      removeStaleSocket(path)
    } else {
      Socket.set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    }
    if case .ipv6 = address {
      Socket.set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, configuration.isIPv6Only ? 1 : 0)
    }
    let bound = unsafe address.withSocketAddress { unsafe bind(descriptor, $0, $1) }
    guard bound == 0, Glibc.listen(descriptor, configuration.backlog) == 0 else {
      let error = failure(koperator_errno(), address)
      _ = close(descriptor)
      throw error
    }
    return descriptor
  }

  private static func failure(_ number: Int32, _ address: NetworkAddress) -> TransportError {
    guard number == ENOENT else { return TransportError(errno: number, doing: "listening", object: "\(address)") }
    return TransportError(
      .addressNotAvailable, "listening failed: the folder of the socket does not exist; make it first",
      object: "\(address)", cause: systemErrorText(number))
  }

  /// Removes what a process that is gone left behind: a socket that nobody answers. Nothing but a socket is removed: the
  /// kernel refuses a connect to a plain file, too.
  private static func removeStaleSocket(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return }
    let probe = Socket.stream(AF_UNIX)
    guard probe >= 0 else { return }
    defer { _ = close(probe) }
    let result = unsafe NetworkAddress.unix(path).withSocketAddress { unsafe connect(probe, $0, $1) }
    if result != 0, koperator_errno() == ECONNREFUSED { _ = unsafe unlink(path) }
  }

  func start() {
    guard isOpen else { return }
    do {
      try loop.register(descriptor, self, for: EPOLLIN.rawValue)
    } catch {
      pauseAccepting()
    }
  }

  func stop() {
    guard isOpen else { return }
    loop.deregister(descriptor)
    discard()
  }

  /// Closes the socket, when no loop watches it.
  func discard() {
    guard isOpen else { return }
    isOpen = false
    _ = close(descriptor)
    if case .unix(let path) = address { _ = unsafe unlink(path) }
  }

  func loopStops() { stop() }

  func ready(_ events: UInt32) {
    for _ in 0..<Self.acceptsAtOnce where isOpen {
      if counters.handshakes(reach: configuration.maximumHandshakes) { return giveUpHandshakes() }
      var storage = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let accepted = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe accept4(descriptor, $0, &length, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
        }
      }
      guard accepted >= 0 else {
        switch koperator_errno() {
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: pauseAccepting()
        // Of a connection that its peer gave up in the backlog the kernel says its own error: the next may be well.
        case EAGAIN: break
        default: continue
        }
        return
      }
      let peer = unsafe withUnsafeBytes(of: &storage) { unsafe NetworkAddress($0) }
      adopt(accepted, peer ?? .unix(""))
    }
  }

  private func pauseAccepting() {
    counters.systemExhausted()
    pauseAccepting(for: Self.pause)
  }

  private func pauseAccepting(for rest: Duration) {
    loop.deregister(descriptor)
    loop.schedule(at: loop.now + rest) { [weak self] in
      self?.start()
    }
  }

  /// Makes room for new handshakes on every loop, and waits a moment; who wants to connect waits in the backlog.
  private func giveUpHandshakes() {
    for (target, list) in zip(group.loops, handshakes) {
      target.execute { [counters, configuration] in
        let time = target.now - configuration.minimumHandshakeTime
        for _ in 0..<list.giveUp(Self.acceptsAtOnce, before: time) { counters.handshakeGivenUp() }
      }
    }
    pauseAccepting(for: Self.handshakePause)
  }

  func handshakeEnded() { counters.handshakeEnded() }

  /// Forgets a connection that was counted in; on its loop.
  func connectionEnded(_ peer: NetworkAddress) {
    counters.connectionEnded()
    peers?.remove(peer)
  }

  /// What waits on a connection without being counted, in bytes.
  var uncountedBytes: Int { configuration.uncountedQueuedBytes }

  /// A connection has `bytes` to count waiting for its peer; on its loop.
  func queued(_ bytes: Int, on connection: Connection) { budget.change(connection, to: bytes) }

  private func adopt(_ accepted: Int32, _ peer: NetworkAddress) {
    guard counters.admit(limit: configuration.maximumConnections) else {
      _ = close(accepted)
      return
    }
    if let peers, !peers.admit(peer) {
      counters.connectionEnded()
      counters.connectionOfPeerRefused()
      _ = close(accepted)
      return
    }
    counters.connectionAccepted()
    Socket.prepare(accepted, of: peer)
    let target = group.next()
    let isSecure = tls.withLock { $0 != nil }
    if isSecure { counters.handshakeBegan() }
    if target === loop {
      open(accepted, peer, target, isSecure)
      return
    }
    guard target.execute({ [self] in open(accepted, peer, target, isSecure) }) else {
      _ = close(accepted)
      if isSecure { counters.handshakeEnded() }
      connectionEnded(peer)
      counters.connectionRefused()
      return
    }
  }

  /// Makes the connection; on its own loop, which need not be the acceptor's.
  private func open(_ accepted: Int32, _ peer: NetworkAddress, _ target: EventLoop, _ isSecure: Bool) {
    let setup = setup
    let onHandshakeFailure = onHandshakeFailure
    let connection = Connection(
      accepted, peer: peer, loop: target, limits: configuration.limits, acceptor: self,
      handshake: isSecure ? PendingHandshake(self, in: handshakes[target.index]) : nil
    ) { result in
      switch result {
      case .success(let connection): return setup(connection)
      case .failure(let error):
        if isSecure, error.code != .loopUnavailable { onHandshakeFailure?(peer, error) }
        return nil
      }
    }
    connection.begin(until: target.now + configuration.setupDeadline)
  }
}
