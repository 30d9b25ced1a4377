public import HTTP
import Synchronization
public import Transport

/// What a server has counted.
public struct HTTPServerCounters: Sendable, Hashable {
  /// Of its listener.
  public var listener = ListenerCounters()
  /// Handshakes that failed or took too long.
  public var failedHandshakes = 0
}

/// Listens on one address for HTTP/2 and HTTP/1.1, in the clear or by TLS, and gives each connection a handler.
public final class HTTPServer: Sendable {
  private let listener: Listener
  private let shared: Shared
  private let group: EventLoopGroup

  /// What all connections share.
  fileprivate final class Shared: Sendable {
    let tls: Mutex<TLSContext?>
    let failedHandshakes = Mutex(0)
    /// The open channels, by loop; each entry is touched on its loop only.
    let channels: [ChannelList]
    let configuration: HTTPServerConfiguration
    let makeHandler: @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler

    init(
      tls: TLSContext?, loops: Int, configuration: HTTPServerConfiguration,
      makeHandler: @escaping @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler
    ) {
      self.tls = Mutex(tls)
      channels = (0..<loops).map { _ in ChannelList() }
      self.configuration = configuration
      self.makeHandler = makeHandler
    }
  }

  /// The channels of one loop, touched on that loop only.
  fileprivate final class ChannelList: @unchecked Sendable {
    var open: [ObjectIdentifier: HTTPServerChannel] = [:]
    var isShuttingDown = false
  }

  /// Listens.
  ///
  /// - Parameters:
  ///   - makeHandler: Called on the connection's loop, once for each connection.
  /// - Throws: `TransportError` where the address cannot be listened on.
  public init(
    _ address: NetworkAddress, on group: EventLoopGroup, tls: TLSContext? = nil,
    configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
    listener: ListenerConfiguration = ListenerConfiguration(),
    makeHandler: @escaping @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler
  ) throws(TransportError) {
    let shared = Shared(tls: tls, loops: group.loops.count, configuration: configuration, makeHandler: makeHandler)
    self.shared = shared
    self.group = group
    self.listener = try Listener(
      address, on: group, configuration: listener, tls: { shared.tls.withLock { $0 } },
      onAccept: { _, index in Adapter(shared, loopIndex: index) })
  }

  /// Where it listens, with the port that the system chose where 0 was asked for.
  public var address: NetworkAddress { listener.address }

  /// What was counted so far.
  public var counters: HTTPServerCounters {
    HTTPServerCounters(listener: listener.counters, failedHandshakes: shared.failedHandshakes.withLock { $0 })
  }

  /// Uses another certificate for the handshakes to come. Connections that are open keep theirs.
  public func replaceTLS(_ context: TLSContext) { shared.tls.withLock { $0 = context } }

  /// Accepts no more, lets open requests finish, and closes what is left at the deadline. It waits, so it must not be
  /// called on one of the loops.
  public func shutdown(grace: Duration) {
    listener.close()
    let deadline = EventLoop.clock() + grace
    for (index, loop) in group.loops.enumerated() {
      let list = shared.channels[index]
      loop.execute {
        list.isShuttingDown = true
        for channel in list.open.values { channel.shutdown() }
      }
    }
    while EventLoop.clock() < deadline, listener.counters.open > 0 { Pause.short() }
    for (index, loop) in group.loops.enumerated() {
      let list = shared.channels[index]
      loop.execute { for channel in list.open.values { channel.close() } }
    }
    while EventLoop.clock() < deadline + .seconds(1), listener.counters.open > 0 { Pause.short() }
  }
}

/// Stands between a connection and its channel.
private final class Adapter: ConnectionHandler {
  private let shared: HTTPServer.Shared
  private let loopIndex: Int
  private var channel: HTTPServerChannel?

  init(_ shared: HTTPServer.Shared, loopIndex: Int) {
    self.shared = shared
    self.loopIndex = loopIndex
  }

  func opened(_ connection: Connection) {
    let `protocol`: HTTPProtocol
    switch connection.applicationProtocol {
    case "h2": `protocol` = .http2
    case "http/1.1": `protocol` = .http1
    default: `protocol` = .negotiateByPreface
    }
    let info = HTTPConnectionInfo(peer: connection.peer, identity: connection.peerIdentity, loopIndex: loopIndex)
    let channel = HTTPServerChannel(
      connection, info: info, protocol: `protocol`, configuration: shared.configuration,
      handler: shared.makeHandler(info))
    self.channel = channel
    let list = shared.channels[loopIndex]
    list.open[ObjectIdentifier(channel)] = channel
    channel.start()
    if list.isShuttingDown { channel.shutdown() }
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) { channel?.received(bytes) }

  func inputClosed(_ connection: Connection) {
    channel?.inputClosed()
    // HTTP/2 has no half-closed connections; HTTP/1.1 finishes the response that is open.
    if channel?.withHTTP({ $0.isFinished }) ?? true { connection.closeWhenDrained() }
  }

  func drained(_ connection: Connection) { channel?.drained() }

  func closed(_ connection: Connection, error: TransportError?) {
    if error?.code == .handshake { shared.failedHandshakes.withLock { $0 += 1 } }
    guard let channel else { return }
    self.channel = nil
    shared.channels[loopIndex].open[ObjectIdentifier(channel)] = nil
    channel.disconnected()
  }
}
