public import HTTP
public import Transport

/// How a connector connects.
public struct HTTPConnectorConfiguration: Sendable {
  /// Whom the server's certificate must name, and who is asked for (SNI); nil takes the target's own host.
  public var serverName: String?
  /// How long looking a name up may take.
  public var resolveDeadline: Duration = .seconds(5)
  /// How long connect and TLS handshake may take, with each address.
  public var connectDeadline: Duration = .seconds(10)
  /// The rests between tries.
  public var backoff = ConnectBackoff()
  /// A connection that lived so long counts as a success: the rests begin anew.
  public var settledAfter: Duration = .seconds(10)
  /// The bounds of HTTP.
  public var http = HTTPClientConfiguration()
  /// The bounds of the socket.
  public var limits = ConnectionLimits()

  /// The defaults.
  public init() {}
}

/// Who is told what a connector does, on its loop.
public protocol HTTPConnectorDelegate: AnyObject {
  /// A connection is up: makes what uses it. Requests that are begun in this call are written when it is over. An older
  /// connection may still be there, with the requests that it finishes.
  func connected(_ channel: HTTPClientChannel) -> any HTTPClientHandler
  /// There is no connection: a try failed at every address, or the connection that was up ended. The next try begins at
  /// `nextTry`, in monotonic time.
  func failed(_ error: TransportError, nextTry: Duration)
}

/// Keeps one HTTP/2 connection to a server up, in the clear or by TLS.
///
/// States: resting, resolving, connecting, connected, stopped for good. Each try looks the names up anew and takes their
/// addresses in turn. A connection that drains (GOAWAY) is replaced at once, if it lived long enough, while it finishes its
/// requests. It lives on one loop and is used there only, after `init`; it must be stopped before it is dropped.
public final class HTTPConnector {
  /// The loop that it lives on.
  public let loop: EventLoop
  /// The connection that new requests belong on; nil while there is none.
  public private(set) var channel: HTTPClientChannel?
  private let targets: [ConnectTarget]
  private let resolver: NameResolver
  private let configuration: HTTPConnectorConfiguration
  private var tls: TLSContext?
  private weak var delegate: (any HTTPConnectorDelegate)?
  private var backoff: ConnectBackoff
  private var generator: JitterGenerator
  private var connectedAt: Duration = .zero
  private var timer: TimerID?
  private var isTrying = false
  private var isRunning = false

  /// - Parameters:
  ///   - targets: The servers, the best first; all offer the same.
  ///   - tls: For the handshakes to come, until `replaceTLS`; it must offer `h2`. Nil connects in the clear.
  ///   - seed: Where the jitter comes from: another number in each process.
  ///   - delegate: Held weakly.
  public init(
    to targets: [ConnectTarget], on loop: EventLoop, resolver: NameResolver, tls: TLSContext? = nil,
    configuration: HTTPConnectorConfiguration = HTTPConnectorConfiguration(),
    seed: UInt64 = .random(in: 0...UInt64.max), delegate: any HTTPConnectorDelegate
  ) {
    self.targets = targets
    self.loop = loop
    self.resolver = resolver
    self.tls = tls
    self.configuration = configuration
    self.delegate = delegate
    backoff = configuration.backoff
    generator = JitterGenerator(seed: seed)
  }

  /// Begins to connect; the delegate is told later.
  public func start() {
    guard !isRunning else { return }
    isRunning = true
    tryNow()
  }

  /// Makes no more connections, and ends the one that is up gently: its requests finish. The delegate is told nothing more.
  public func stop() {
    isRunning = false
    delegate = nil
    if let timer { loop.cancel(timer) }
    timer = nil
    channel?.shutdown()
    channel = nil
  }

  /// Uses other certificates for the handshakes to come. The connection that is up keeps its own.
  public func replaceTLS(_ context: TLSContext?) { tls = context }

  // MARK: A try

  private func tryNow() {
    timer = nil
    guard isRunning, !isTrying else { return }
    isTrying = true
    resolve(0, addresses: [], error: nil)
  }

  /// Looks the targets up, one after the other.
  private func resolve(_ index: Int, addresses: [(NetworkAddress, ConnectTarget)], error: TransportError?) {
    guard index < targets.count else { return connect(addresses[...], error) }
    let target = targets[index]
    resolver.resolve(target, within: configuration.resolveDeadline, on: loop) { [weak self] result in
      guard let self else { return }
      switch result {
      case .success(let found):
        self.resolve(index + 1, addresses: addresses + found.map { ($0, target) }, error: error)
      case .failure(let reason): self.resolve(index + 1, addresses: addresses, error: reason)
      }
    }
  }

  /// Takes the addresses in turn.
  private func connect(_ addresses: ArraySlice<(NetworkAddress, ConnectTarget)>, _ error: TransportError?) {
    guard isRunning else { return isTrying = false }
    guard let (address, target) = addresses.first else {
      isTrying = false
      return rest(after: error ?? TransportError(.invalidAddress, "there is no server to connect to", object: ""))
    }
    var connect = ConnectConfiguration(tls: tls, serverName: configuration.serverName)
    if connect.serverName == nil, case .name(let host, _) = target { connect.serverName = host }
    connect.deadline = configuration.connectDeadline
    connect.limits = configuration.limits
    connect.requiredProtocol = "h2"
    loop.connect(to: address, connect) { [weak self] result in
      guard let self else { return nil }
      switch result {
      case .failure(let reason):
        self.connect(addresses.dropFirst(), reason)
        return nil
      case .success(let connection): return self.use(connection)
      }
    }
  }

  private func use(_ connection: Connection) -> (any ConnectionHandler)? {
    isTrying = false
    guard isRunning, let delegate else { return nil }
    connectedAt = loop.now
    weak var made: HTTPClientChannel?
    let channel = HTTPClientChannel(
      connection, configuration: configuration.http, onDraining: { [weak self] error in self?.drains(made, error) },
      onEnd: { [weak self] error in self?.ended(made, error) })
    made = channel
    self.channel = channel
    let adapter = ClientAdapter(channel)
    adapter.start { delegate.connected($0) }
    return adapter
  }

  // MARK: What becomes of a connection

  /// The connection takes no more requests; with an error, it failed.
  private func drains(_ old: HTTPClientChannel?, _ error: TransportError?) {
    guard let old, old === channel, error == nil, hasSettled, isRunning else {
      let early = "the server ended the connection early (GOAWAY)"
      return lost(old, error ?? TransportError(.connectionReset, early, object: old.map { "\($0.peer)" } ?? ""))
    }
    channel = nil
    backoff.reset()
    tryNow()
  }

  private func ended(_ old: HTTPClientChannel?, _ error: TransportError?) {
    lost(old, error ?? TransportError(.connectionReset, "the connection ended", object: old.map { "\($0.peer)" } ?? ""))
  }

  private func lost(_ old: HTTPClientChannel?, _ error: TransportError) {
    // One that drained has been replaced already.
    guard let old, old === channel else { return }
    channel = nil
    guard isRunning else { return }
    if hasSettled { backoff.reset() }
    rest(after: error)
  }

  private var hasSettled: Bool { loop.now - connectedAt >= configuration.settledAfter }

  private func rest(after error: TransportError) {
    let nextTry = loop.now + backoff.next(using: &generator)
    timer = loop.schedule(at: nextTry) { [weak self] in self?.tryNow() }
    delegate?.failed(error, nextTry: nextTry)
  }
}
