/// Accepts connections and spreads them over the loops of a group, in turn.
///
/// One socket listens, on the first loop: two that share a port would hide that another process has it. Where the system
/// runs out of descriptors it stops accepting for a moment instead of spinning; clients wait in the backlog.
public final class Listener: Sendable {
  /// Where it listens, with the port that the system chose where 0 was asked for.
  public let address: NetworkAddress
  private let acceptor: Acceptor

  /// Listens.
  ///
  /// - Parameters:
  ///   - tls: For the handshakes to come, until `replaceTLS`; nil serves in the clear.
  ///   - onHandshakeFailure: Told of each handshake that failed, by whom and why; on the connection's loop. It must be quick,
  ///     and bound what it writes: anyone can make handshakes fail.
  ///   - setup: Called on the connection's loop, once its handshake is done: makes its handler.
  /// - Throws: `TransportError` where the address cannot be listened on.
  public init(
    _ address: NetworkAddress, on group: EventLoopGroup, configuration: ListenerConfiguration = ListenerConfiguration(),
    tls: TLSContext? = nil, onHandshakeFailure: (@Sendable (NetworkAddress, TransportError) -> Void)? = nil,
    setup: @escaping @Sendable (Connection) -> (any ConnectionHandler)?
  ) throws(TransportError) {
    let descriptor = try Acceptor.listen(address, configuration)
    var bound = address
    if address.port != nil { bound = NetworkAddress.bound(to: descriptor) ?? address }
    self.address = bound
    acceptor = Acceptor(
      descriptor, address: bound, group: group, configuration: configuration, tls: tls,
      onHandshakeFailure: onHandshakeFailure, setup: setup)
    let started = acceptor.loop.execute { [acceptor] in acceptor.start() }
    guard started else {
      acceptor.discard()
      throw TransportError(.loopUnavailable, "the event loop has stopped", object: "\(address)")
    }
  }

  deinit { acceptor.loop.execute { [acceptor] in acceptor.stop() } }

  /// What was counted so far.
  public var counters: ListenerCounters { acceptor.counters.values }

  /// Uses other certificates and CAs for the handshakes to come, also of connections that have sent nothing yet. Connections
  /// that are open keep theirs.
  public func replaceTLS(_ context: TLSContext?) { acceptor.tls.withLock { $0 = context } }

  /// Accepts no more, and frees the address before it returns. Connections that are open stay. From any thread.
  public func close() {
    acceptor.loop.executeAndWait { [acceptor] in acceptor.stop() }
  }
}
