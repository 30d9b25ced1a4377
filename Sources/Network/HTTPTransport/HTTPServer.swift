public import HTTP
import Synchronization
public import Transport

/// What a server has counted since it began.
public struct HTTPServerCounters: Sendable, Hashable {
  /// Of its listener.
  public var listener = ListenerCounters()
  /// TLS handshakes that failed or took too long.
  public var failedHandshakes: Int { listener.handshakeFailures }

  /// Connections that ended because the client broke HTTP's rules or bounds.
  public var protocolErrors = 0

  /// Nothing counted.
  public init() {}
}

/// Listens on one address for HTTP/2 and HTTP/1.1, in the clear or by TLS, and gives each connection a handler.
///
/// With TLS, ALPN says which of the two a connection speaks; in the clear, its first bytes do.
public final class HTTPServer: Sendable {
  /// How much each connection's maximum age is longer or shorter than that of the configuration, as a part of it, at random
  /// (gRFC A9 has the same): so that clients that came together do not come back together.
  public static let ageJitter = 0.1

  private let listener: Listener
  private let channels: ChannelLists

  /// Listens.
  ///
  /// - Parameters:
  ///   - tls: For the handshakes to come, until `replaceTLS`; nil serves in the clear.
  ///   - seed: Where the jitter of ages comes from: another number in each process.
  ///   - onHandshakeFailure: See `Listener`.
  ///   - makeHandler: Called on the connection's loop, once for each connection whose handshake is done.
  /// - Throws: `TransportError` where the address cannot be listened on.
  public init(
    _ address: NetworkAddress, on group: EventLoopGroup, tls: TLSContext? = nil,
    configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
    listener: ListenerConfiguration = ListenerConfiguration(), seed: UInt64 = .random(in: 0...UInt64.max),
    onHandshakeFailure: (@Sendable (NetworkAddress, TransportError) -> Void)? = nil,
    makeHandler: @escaping @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler
  ) throws(TransportError) {
    let channels = ChannelLists(group)
    self.channels = channels
    let ages = AgeJitter(configuration.maximumAge, seed: seed)
    self.listener = try Listener(
      address, on: group, configuration: listener, tls: tls, onHandshakeFailure: onHandshakeFailure
    ) { connection in
      ServerAdapter(
        connection, channels: channels, configuration: configuration, ageJitter: ages.next(), makeHandler: makeHandler)
    }
  }

  /// Where it listens, with the port that the system chose where 0 was asked for.
  public var address: NetworkAddress { listener.address }

  /// What was counted so far.
  public var counters: HTTPServerCounters {
    var counters = HTTPServerCounters()
    counters.listener = listener.counters
    counters.protocolErrors = channels.protocolErrors
    return counters
  }

  /// Uses other certificates and CAs for the handshakes to come. Connections that are open keep theirs.
  public func replaceTLS(_ context: TLSContext) { listener.replaceTLS(context) }

  /// Accepts no more, lets open requests finish, and aborts what is left when the grace is over. It waits, so it must not be
  /// called on one of the loops.
  public func shutdown(grace: Duration) {
    listener.close()
    let deadline = MonotonicClock.now + grace
    channels.forEach { $0.shutdown() }
    channels.waitUntilEmpty(deadline)
    channels.forEach { $0.abort() }
    channels.waitUntilEmpty(deadline + .seconds(1))
  }
}

/// What is added to the maximum age of each connection.
final class AgeJitter: Sendable {
  private let maximumAge: Duration?
  private let generator: Mutex<JitterGenerator>

  init(_ maximumAge: Duration?, seed: UInt64) {
    self.maximumAge = maximumAge
    generator = Mutex(JitterGenerator(seed: seed))
  }

  func next() -> Duration {
    guard let maximumAge else { return .zero }
    let part = HTTPServer.ageJitter
    return maximumAge * generator.withLock { Double.random(in: -part...part, using: &$0) }
  }
}

/// Stands between a connection and its channel.
private final class ServerAdapter: ConnectionHandler {
  private let channel: HTTPServerChannel
  private let channels: ChannelLists

  init(
    _ connection: Connection, channels: ChannelLists, configuration: HTTPServerConfiguration, ageJitter: Duration,
    makeHandler: (HTTPConnectionInfo) -> any HTTPConnectionHandler
  ) {
    let `protocol`: HTTPProtocol
    switch connection.applicationProtocol {
    case "h2": `protocol` = .http2
    case "http/1.1": `protocol` = .http1
    default: `protocol` = .negotiateByPreface
    }
    let info = HTTPConnectionInfo(
      peer: connection.peer, identity: connection.peerIdentity, applicationProtocol: connection.applicationProtocol,
      loopIndex: connection.loop.index)
    channel = HTTPServerChannel(
      connection, info: info, protocol: `protocol`, configuration: configuration, ageJitter: ageJitter,
      handler: makeHandler(info))
    self.channels = channels
    channels.add(channel)
    channel.start()
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) { channel.received(bytes) }

  func inputClosed(_ connection: Connection) { channel.inputClosed() }

  func drained(_ connection: Connection) { channel.drained() }

  func closed(_ connection: Connection, error: TransportError?) {
    channel.disconnected()
    // Only now: who waits for the server's end may rely on it that every handler was told.
    channels.remove(channel)
  }
}
