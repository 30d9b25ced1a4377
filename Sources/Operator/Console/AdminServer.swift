import HTTP
import HTTPTransport
import Synchronization
public import JSON
public import Telemetry
public import Transport
public import XDSServer

/// What people and tools read of a running control plane: `/healthz`, `/readyz`, `/metrics`, `/streams` and `/status`.
///
/// It changes nothing, and it shows no secret; but it tells names and addresses, so it belongs on loopback or behind a
/// network policy.
public final class AdminServer: Sendable {
  /// Where answers come from.
  public struct Sources: Sendable {
    /// The xDS server.
    public var server: XDSServer
    /// The metrics.
    public var metrics: MetricsRegistry
    /// How the inputs stand.
    public var inputs: @Sendable () -> JSONValue
    /// Whether the inputs have loaded.
    public var isReady: @Sendable () -> Bool

    /// These sources.
    public init(
      server: XDSServer, metrics: MetricsRegistry, inputs: @escaping @Sendable () -> JSONValue,
      isReady: @escaping @Sendable () -> Bool
    ) {
      self.server = server
      self.metrics = metrics
      self.inputs = inputs
      self.isReady = isReady
    }
  }

  private let server: HTTPServer
  private let counters = AdminCounters()

  /// Listens and answers.
  ///
  /// - Throws: `TransportError` where the address cannot be listened on.
  public init(_ address: NetworkAddress, on loops: EventLoopGroup, sources: Sources) throws(TransportError) {
    var configuration = HTTPServerConfiguration()
    configuration.idleTimeout = .seconds(60)
    configuration.headerDeadline = .seconds(5)
    configuration.stallTimeout = .seconds(10)
    // Pages may be large (a line for each Envoy), and are made anew for each request: few at a time on a connection.
    configuration.maximumConcurrentStreams = 4
    configuration.maximumPipelinedBytes = 4 << 10
    var listener = ListenerConfiguration()
    listener.maximumConnections = 256
    server = try HTTPServer(address, on: loops, configuration: configuration, listener: listener) { [counters] _ in
      AdminConnection(sources, counters)
    }
    counters.connect(server)
  }

  /// Where it listens, with the port that the system chose where 0 was asked for.
  public var address: NetworkAddress { server.address }

  /// Stops. It waits, so it must not be called on a loop.
  public func shutdown() { server.shutdown(grace: .seconds(1)) }
}

/// What the admin server itself has counted: it is asked for while the server is not there yet, too.
final class AdminCounters: Sendable {
  // The server's own connections hold this.
  private struct Reference { weak var server: HTTPServer? }

  private let reference = Mutex(Reference())

  func connect(_ server: HTTPServer) { reference.withLock { $0.server = server } }

  var now: HTTPServerCounters? { reference.withLock { $0.server }?.counters }
}
