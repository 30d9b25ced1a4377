import KafkaModel
import Synchronization
public import Telemetry
public import Transport

/// A node of a Kafka cluster within this process: it listens, keeps records in memory, and replicates them.
///
/// States: starting, serving, shut down for good. It is for any thread; its work is done on a loop of its own. It must never
/// acknowledge a record that Kafka would not have acknowledged.
public final class BuiltInBroker: Sendable {
  private let loops: EventLoopGroup
  private let core: BrokerCore
  private let listeners: Mutex<[Listener]>
  private let addressesByListener: [String: NetworkAddress]
  private let state: RunState

  /// Looks at the log directories, listens, and connects to the controller.
  ///
  /// - Parameters:
  ///   - controller: Where the cluster's controller is.
  ///   - token: What it wants to be shown.
  ///   - lookup: Where the addresses of names come from; may block.
  ///   - onFailure: Told once, on the loop, where the node cannot go on.
  /// - Throws: Where a directory or an address cannot be used.
  public init(
    _ configuration: BrokerConfiguration, controller: ConnectTarget, token: String,
    lookup: @escaping NameResolver.Lookup = { NameResolver.systemLookup($0, port: $1) }, log: Logger,
    onFailure: @escaping @Sendable (BuiltInBrokerError) -> Void = { _ in }
  ) throws(BuiltInBrokerError) {
    let resolver = NameResolver(lookup: lookup)
    let storage = try BrokerStorage(configuration)
    for failure in storage.failures { log.error("a log directory cannot be used", [.error: failure.description]) }
    guard let clusterID = storage.clusterID else {
      throw BuiltInBrokerError(
        .logDirectory, storage.directories[0].path, "meta.properties names no cluster: restore the file")
    }
    let loops: EventLoopGroup
    do { loops = try EventLoopGroup(count: 1) } catch {
      throw BuiltInBrokerError(.cannotListen, "event loop", error.message, cause: error.cause)
    }
    let core = BrokerCore(
      configuration, storage: storage, clusterID: clusterID, loop: loops.loops[0], resolver: resolver, log: log)
    let state = RunState()
    var opened: [Listener] = []
    var addresses: [String: NetworkAddress] = [:]
    do throws(BuiltInBrokerError) {
      for listener in configuration.listeners {
        let socket = try Self.listen(listener, configuration, loops, core, lookup)
        opened.append(socket)
        addresses[listener.name] = socket.address
      }
    } catch {
      for socket in opened { socket.close() }
      loops.shutdown()
      throw error
    }
    self.loops = loops
    self.core = core
    self.state = state
    listeners = Mutex(opened)
    addressesByListener = addresses
    let bound = addresses
    core.loop.execute {
      core.onFailure = { error in
        state.fail(error)
        onFailure(error)
      }
      core.onServing = {
        log.info("the node serves", [.node: "\(configuration.nodeID)", .cluster: clusterID])
        state.serve()
      }
      for (name, address) in bound { core.ports[name] = address.port }
      core.measureDisks()
      core.link = ControllerLink(to: controller, on: core.loop, resolver: resolver, owner: core, log: log) {
        var hello = core.hello
        hello.token = token
        return hello
      }
      core.link?.connect()
    }
  }

  private static func listen(
    _ listener: BrokerListener, _ configuration: BrokerConfiguration, _ loops: EventLoopGroup, _ core: BrokerCore,
    _ lookup: NameResolver.Lookup
  ) throws(BuiltInBrokerError) -> Listener {
    var bounds = ListenerConfiguration()
    bounds.maximumConnections = configuration.maximumConnections
    bounds.maximumConnectionsPerPeer = configuration.maximumConnectionsPerPeer ?? configuration.maximumConnections
    // One answer with records (fetch.max.bytes), and what waits before it.
    bounds.limits.maximumQueuedBytes = 256 << 20
    bounds.limits.highWaterMark = 1 << 20
    let limiter = core.limiter
    let log = core.log
    do {
      let address = try self.address(of: listener, lookup)
      return try Listener(
        address, on: loops, configuration: bounds, tls: listener.tls?.server,
        onHandshakeFailure: { peer, error in
          log.limited(by: limiter, key: "\(peer.host) tls")?.warning(
            "a client's TLS handshake failed",
            [.address: "\(peer)", .object: listener.name, .reason: error.reason])
        },
        setup: { core.accept($0, on: listener) })
    } catch {
      throw BuiltInBrokerError(
        .cannotListen, "\(listener.name)://\(listener.host):\(listener.port)", error.message, cause: error.cause)
    }
  }

  private static func address(
    of listener: BrokerListener, _ lookup: NameResolver.Lookup
  ) throws(TransportError) -> NetworkAddress {
    if listener.host.isEmpty { return .ipv4(0, port: listener.port) }
    if let address = try? NetworkAddress(host: listener.host, port: listener.port) { return address }
    let found = try lookup(listener.host, listener.port).get()
    return found.first ?? .loopback(port: listener.port)
  }

  /// Where each listener listens, by its name, with the ports that the system chose.
  public var addresses: [String: NetworkAddress] { addressesByListener }

  /// Why the node cannot go on; nil while it can.
  public var failure: BuiltInBrokerError? { state.failure }

  /// Waits until requests are answered; false where that is not so in time. Not for the broker's own loop.
  public func waitUntilServing(_ patience: Duration) -> Bool { state.wait(patience) { $0.isServing } }

  /// Lets the leaders move to other brokers first, as far as the time reaches, and ends. Not for the broker's own loop.
  public func shutdown(within patience: Duration) {
    let core = core
    let state = state
    core.loop.execute {
      guard !core.isStopping else { return }
      core.isStopping = true
      guard core.brokerEpoch != nil, core.link?.isAttached == true else { return state.release() }
      core.onReleased = { state.release() }
      core.beat()
    }
    let isReleased = state.wait(patience) { $0.isReleased }
    core.loop.executeAndWait {
      if isReleased { core.storage.markCleanShutdown() }
      core.isServing = false
      core.link?.stop()
    }
    kill()
  }

  /// Ends at once, as a process that is killed: nobody is told.
  public func kill() {
    for listener in listeners.withLock({ $0 }) { listener.close() }
    loops.shutdown()
  }
}
