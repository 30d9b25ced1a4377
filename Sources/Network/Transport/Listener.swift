import CLinux
import Synchronization

/// The bounds of a listener.
public struct ListenerConfiguration: Sendable {
  /// The most connections that are open at a time; further ones are closed at once.
  public var maximumConnections = 20_000
  /// How long a connection may take until its handshake is done.
  public var setupDeadline: Duration = .seconds(10)
  /// How many connections may wait to be accepted: after a restart every client comes back at the same time.
  public var backlog: Int32 = 4096

  /// The defaults.
  public init() {}
}

/// What a listener has counted.
public struct ListenerCounters: Sendable, Hashable {
  /// Open now, those in a handshake too.
  public var open = 0
  /// Accepted, ever.
  public var accepted = 0
  /// Refused, because as many as may be were open.
  public var refused = 0
  /// Times that the system had no descriptor or memory for a connection.
  public var exhausted = 0

  /// Nothing counted.
  public init() {}
}

/// Accepts connections and spreads them over the loops of a group.
///
/// One socket listens, on the first loop: two that share a port would hide that another process has it. Where the system
/// runs out of descriptors it stops accepting for a moment instead of spinning.
public final class Listener: Sendable {
  /// Where it listens, with the port that the system chose where 0 was asked for.
  public let address: NetworkAddress
  private let acceptor: Acceptor
  private let loop: EventLoop

  /// Listens.
  ///
  /// - Parameters:
  ///   - tls: Asked for each new connection, so that a certificate can be replaced; nil serves in the clear.
  ///   - onAccept: Called on the connection's loop, with that loop's index in the group: makes the connection's handler.
  public init(
    _ address: NetworkAddress, on group: EventLoopGroup, configuration: ListenerConfiguration = ListenerConfiguration(),
    tls: @escaping @Sendable () -> TLSContext?,
    onAccept: @escaping @Sendable (Connection, Int) -> any ConnectionHandler
  ) throws(TransportError) {
    let descriptor = try Self.listen(address, backlog: configuration.backlog)
    let bound = unsafe NetworkAddress.from { unsafe koperator_getsockname(descriptor, $0, $1) }
    if case .ip = address { self.address = bound ?? address } else { self.address = address }
    loop = group.loops[0]
    acceptor = Acceptor(
      descriptor, group: group, configuration: configuration, tls: tls, onAccept: onAccept)
    let acceptor = acceptor
    loop.execute { acceptor.start() }
  }

  /// What was counted so far.
  public var counters: ListenerCounters { acceptor.counters.withLock { $0 } }

  /// Accepts no more. Connections that are open stay.
  public func close() {
    let acceptor = acceptor
    loop.execute { acceptor.stop() }
    if case .unix(let path) = address { unsafe unlink(path) }
  }

  private static func listen(_ address: NetworkAddress, backlog: Int32) throws(TransportError) -> Int32 {
    let descriptor = koperator_stream_socket(address.family)
    guard descriptor >= 0 else { throw .system(.listen, "no socket for \(address)") }
    var one: Int32 = 1
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, 4)
    if case .ip("::", _) = address {
      var zero: Int32 = 0
      unsafe setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &zero, 4)
    }
    if case .unix(let path) = address { removeStaleSocket(path) }
    let bound = unsafe address.withSystemAddress { unsafe koperator_bind(descriptor, $0, $1) }
    guard bound == 0, CLinux.listen(descriptor, backlog) == 0 else {
      let error = TransportError.system(.listen, "cannot listen on \(address)")
      CLinux.close(descriptor)
      throw error
    }
    return descriptor
  }

  /// Removes what a process that is gone left behind: a socket that nobody answers.
  private static func removeStaleSocket(_ path: String) {
    let probe = koperator_blocking_socket(AF_UNIX)
    guard probe >= 0 else { return }
    defer { CLinux.close(probe) }
    let result = unsafe NetworkAddress.unix(path).withSystemAddress { unsafe koperator_connect(probe, $0, $1) }
    if result != 0, koperator_errno() == ECONNREFUSED { unsafe unlink(path) }
  }
}

/// The listening socket, on its loop.
private final class Acceptor: EventSource, @unchecked Sendable {
  let counters = Mutex(ListenerCounters())
  private let descriptor: Int32
  private let group: EventLoopGroup
  private let configuration: ListenerConfiguration
  private let tls: @Sendable () -> TLSContext?
  private let onAccept: @Sendable (Connection, Int) -> any ConnectionHandler
  private var next = 0
  private var isOpen = true
  private var loop: EventLoop { group.loops[0] }

  init(
    _ descriptor: Int32, group: EventLoopGroup, configuration: ListenerConfiguration,
    tls: @escaping @Sendable () -> TLSContext?,
    onAccept: @escaping @Sendable (Connection, Int) -> any ConnectionHandler
  ) {
    self.descriptor = descriptor
    self.group = group
    self.configuration = configuration
    self.tls = tls
    self.onAccept = onAccept
  }

  deinit { if isOpen { close(descriptor) } }

  func start() { loop.register(descriptor, self, events: EPOLLIN.rawValue) }

  func stop() {
    guard isOpen else { return }
    isOpen = false
    loop.unregister(descriptor)
    close(descriptor)
  }

  func ready(_ events: UInt32) {
    // A bound on one turn: connections that are already here want their turn too.
    for _ in 0..<256 {
      guard isOpen else { return }
      var accepted: Int32 = -1
      var error: Int32 = 0
      let peer = unsafe NetworkAddress.from { address, length in
        accepted = unsafe koperator_accept(descriptor, address, length)
        error = koperator_errno()
        return accepted
      }
      guard accepted >= 0, let peer else {
        if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error) { pause() }
        return
      }
      adopt(accepted, peer)
    }
  }

  /// Stops accepting for a moment: the system has nothing to make a connection of, and would say so again at once.
  private func pause() {
    counters.withLock { $0.exhausted += 1 }
    loop.unregister(descriptor)
    _ = loop.schedule(at: loop.now + .milliseconds(200)) { [weak self] in
      guard let self, isOpen else { return }
      loop.register(descriptor, self, events: EPOLLIN.rawValue)
    }
  }

  private func adopt(_ accepted: Int32, _ peer: NetworkAddress) {
    let isAdmitted = counters.withLock { counters in
      guard counters.open < configuration.maximumConnections else {
        counters.refused += 1
        return false
      }
      counters.open += 1
      counters.accepted += 1
      return true
    }
    guard isAdmitted else {
      close(accepted)
      return
    }
    let index = next % group.loops.count
    next += 1
    let target = group.loops[index]
    let isTaken = target.execute { [self] in
      let session = tls()?.makeSession(accepted, serverName: nil)
      let connection = Connection(
        accepted, peer: peer, loop: target, tls: session, isConnecting: false,
        setupDeadline: configuration.setupDeadline
      ) { [self] in counters.withLock { $0.open -= 1 } }
      connection.start(onAccept(connection, index))
    }
    if !isTaken {
      close(accepted)
      counters.withLock { $0.open -= 1 }
    }
  }
}
