import CLinux
import Glibc
import Synchronization

/// The listening socket, on the first loop of its group. After `init` it is touched on that loop's thread only.
final class Acceptor: EventSource, @unchecked Sendable {
  /// How many connections are accepted in one round, so that those that are open have their turn too.
  private static let acceptsAtOnce = 64
  /// How long accepting pauses when the system has nothing to make a connection of.
  private static let pause: Duration = .milliseconds(100)

  let counters = ConnectionCounters()
  let loop: EventLoop
  /// What the next handshake uses; any thread may replace it.
  let tls: Mutex<TLSContext?>
  private let descriptor: Int32
  private let address: NetworkAddress
  private let group: EventLoopGroup
  private let configuration: ListenerConfiguration
  private let setup: @Sendable (Connection) -> (any ConnectionHandler)?
  private var isOpen = true

  init(
    _ descriptor: Int32, address: NetworkAddress, group: EventLoopGroup, configuration: ListenerConfiguration,
    tls: TLSContext?, setup: @escaping @Sendable (Connection) -> (any ConnectionHandler)?
  ) {
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
    loop.deregister(descriptor)
    loop.schedule(at: loop.now + Self.pause) { [weak self] in
      self?.start()
    }
  }

  private func adopt(_ accepted: Int32, _ peer: NetworkAddress) {
    guard counters.admit(limit: configuration.maximumConnections) else {
      _ = close(accepted)
      return
    }
    Socket.prepare(accepted, of: peer)
    let target = group.next()
    let context = tls.withLock { $0 }
    if target === loop {
      open(accepted, peer, target, context)
      return
    }
    guard target.execute({ [self] in open(accepted, peer, target, context) }) else {
      _ = close(accepted)
      counters.connectionEnded()
      counters.connectionRefused()
      return
    }
  }

  /// Makes the connection; on its own loop, which need not be the acceptor's.
  private func open(_ accepted: Int32, _ peer: NetworkAddress, _ target: EventLoop, _ context: TLSContext?) {
    var session: TLSSession?
    if let context {
      session = TLSSession(context, buffers: target.buffers)
      guard session != nil else {
        _ = close(accepted)
        counters.connectionEnded()
        counters.systemExhausted()
        return
      }
    }
    let setup = setup
    let connection = Connection(
      accepted, peer: peer, loop: target, tls: session, limits: configuration.limits, isConnecting: false,
      counters: counters
    ) { result in
      guard case .success(let connection) = result else { return nil }
      return setup(connection)
    }
    connection.begin(until: target.now + configuration.setupDeadline)
  }
}
