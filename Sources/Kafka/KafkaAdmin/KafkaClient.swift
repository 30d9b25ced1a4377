import Cryptography
public import KafkaProtocol
public import Transport

/// A client of a cluster: it finds brokers from a list to begin with, sends each request to who can answer it, and tries
/// again what can succeed later.
///
/// States: open, closed. It holds one connection to each broker that it spoke to, up to a bound; connections that nobody
/// uses are closed. It must never make a request again that may have been carried out, unless the caller says that this
/// does no harm.
public actor KafkaClient {
  /// How a client behaves.
  public struct Configuration: Sendable {
    /// Hosts and ports to begin with, as `kafka-0:9092`.
    public var bootstrap: [String]
    /// Whether they are controllers (KIP-919): requests then go to the active controller, and brokers are not asked.
    public var areControllers = false
    /// TLS and credentials.
    public var security: KafkaSecurity
    /// What it calls itself.
    public var clientID = "koperator"
    /// How long a call may take with all its tries.
    public var deadline: Duration = .seconds(30)
    /// How long one try may take.
    public var tryDeadline: Duration = .seconds(10)
    /// The pause before the second try; it doubles, up to a second, and is drawn from its upper half.
    public var pause: Duration = .milliseconds(50)
    /// How many connections it holds at most.
    public var maximumConnections = 64
    /// How long a connection is kept that nobody uses.
    public var idle: Duration = .seconds(60)

    /// The configuration of a client; the rest stands at its defaults.
    public init(bootstrap: [String], security: KafkaSecurity = KafkaSecurity()) {
      self.bootstrap = bootstrap
      self.security = security
    }
  }

  /// Who is to answer a request.
  public enum Destination: Sendable, Hashable {
    /// Anyone.
    case any
    /// The broker with that number.
    case broker(Int32)
    /// The controller.
    case controller
    /// The coordinator of a group.
    case coordinator(String)
  }

  /// What is known of the cluster.
  public struct Cluster: Sendable, Hashable {
    /// Its identifier.
    public var id: String?
    /// The node that takes the controller's requests; -1 where none is known.
    public var controller: Int32
    /// Host and port of each broker, by its number.
    public var brokers: [Int32: String]
  }

  private struct Entry {
    let connection: KafkaConnection
    var used: Duration
  }

  private let configuration: Configuration
  private let loop: EventLoop
  private let resolver = NameResolver()
  private var connections: [String: Entry] = [:]
  private var known: Cluster?
  private var nextBootstrap = 0
  private var isClosed = false

  /// A client that has not connected yet.
  ///
  /// - Parameter loop: where its connections live; it must run as long as the client is used.
  public init(_ configuration: Configuration, on loop: EventLoop) {
    self.configuration = configuration
    self.loop = loop
  }

  /// Ends all connections; calls fail from now on.
  public func close() {
    isClosed = true
    for entry in connections.values { entry.connection.close() }
    connections = [:]
  }

  // MARK: Calls

  /// Makes a request, and tries again what failed in a way that can pass.
  ///
  /// - Parameters:
  ///   - isRepeatable: whether the request may be made twice: false for one that must not be carried out again.
  ///   - error: finds the error that an answer as a whole carries; one that can pass makes the client try again.
  /// - Throws: `KafkaAdminError`: the last one, where no try succeeded within the deadline.
  public func send<Request: KafkaRequest>(
    _ request: Request, to destination: Destination = .any, isRepeatable: Bool = true,
    failure error: @Sendable (Request.Response) -> KafkaAdminError? = { _ in nil }
  ) async throws(KafkaAdminError) -> Request.Response {
    let end = loop.now + configuration.deadline
    var pause = configuration.pause
    while true {
      let failure: KafkaAdminError
      switch await tried(request, destination, within: min(end - loop.now, configuration.tryDeadline)) {
      case .failure(let error):
        failure = error
        let wasSent = error.code == .connection || error.code == .timedOut
        if !isRepeatable, wasSent { throw error }
      case .success(let response):
        guard let wrong = error(response) else { return response }
        failure = wrong
      }
      // Whoever was thought to be responsible may not be.
      known = nil
      guard failure.isRetryable || failure.error == .notController else { throw failure }
      let jitter = Double(RandomBytes.generate(count: 1)[0]) / 255
      let wait = pause / 2 + pause * jitter / 2
      guard loop.now + wait < end, !isClosed else { throw failure }
      do { try await Task.sleep(for: wait) } catch {
        throw KafkaAdminError(.cancelled, "the task was cancelled", object: failure.object)
      }
      pause = min(pause * 2, .seconds(1))
    }
  }

  private func tried<Request: KafkaRequest>(
    _ request: Request, _ destination: Destination, within time: Duration
  ) async -> Result<Request.Response, KafkaAdminError> {
    guard time > .zero else { return .failure(KafkaAdminError(.timedOut, "no answer came before the deadline")) }
    do throws(KafkaAdminError) {
      let address = try await address(of: destination, within: time)
      return .success(try await connection(to: address).send(request, within: time))
    } catch { return .failure(error) }
  }

  /// What is known of the cluster, asked for where it is not.
  public func cluster() async throws(KafkaAdminError) -> Cluster {
    try await cluster(within: configuration.tryDeadline)
  }

  // MARK: Who answers

  private func address(of destination: Destination, within time: Duration) async throws(KafkaAdminError) -> String {
    switch destination {
    case .any: return try anyAddress()
    case .broker(let id):
      guard let address = try await cluster(within: time).brokers[id] else {
        known = nil
        throw KafkaAdminError(
          ErrorCode.brokerNotAvailable, "the cluster does not tell of broker \(id)", object: "broker \(id)")
      }
      return address
    case .controller:
      let cluster = try await cluster(within: time)
      guard let address = cluster.brokers[cluster.controller] else {
        known = nil
        throw KafkaAdminError(ErrorCode.notController, "the cluster tells of no controller", object: "controller")
      }
      return address
    case .coordinator(let group):
      var request = FindCoordinatorRequest()
      request.coordinatorKeys = [group]
      let response = try await connection(to: anyAddress()).send(request, within: time)
      guard let found = response.coordinators.first else {
        throw KafkaAdminError(ErrorCode.coordinatorNotAvailable, nil, object: "group \(group)")
      }
      if found.errorCode != 0 {
        throw KafkaAdminError(ErrorCode(rawValue: found.errorCode), found.errorMessage, object: "group \(group)")
      }
      return "\(found.host):\(found.port)"
    }
  }

  /// A broker that is known, else the next of the list; each failed try goes on to another one.
  private func anyAddress() throws(KafkaAdminError) -> String {
    let addresses = known.map { $0.brokers.sorted { $0.key < $1.key }.map(\.value) } ?? []
    let choice = addresses.isEmpty ? configuration.bootstrap : addresses
    guard !choice.isEmpty else {
      throw KafkaAdminError(.closed, "there is no broker to begin with: name one in bootstrap")
    }
    nextBootstrap += 1
    return choice[nextBootstrap % choice.count]
  }

  private func cluster(within time: Duration) async throws(KafkaAdminError) -> Cluster {
    if let known { return known }
    var request = DescribeClusterRequest()
    // KIP-919: 2 asks controllers about controllers.
    if configuration.areControllers { request.endpointType = 2 }
    let response = try await connection(to: try anyAddress()).send(request, within: time)
    if response.errorCode != 0 {
      throw KafkaAdminError(ErrorCode(rawValue: response.errorCode), response.errorMessage, object: "the cluster")
    }
    var brokers: [Int32: String] = [:]
    for broker in response.brokers { brokers[broker.brokerId] = "\(broker.host):\(broker.port)" }
    let cluster = Cluster(id: response.clusterId, controller: response.controllerId, brokers: brokers)
    known = cluster
    return cluster
  }

  // MARK: Connections

  private func connection(to address: String) async throws(KafkaAdminError) -> KafkaConnection {
    if isClosed { throw KafkaAdminError(.closed, "the client was closed", object: address) }
    let now = loop.now
    for (other, entry) in connections where other != address && now - entry.used > configuration.idle {
      entry.connection.close()
      connections[other] = nil
    }
    if let entry = connections[address] {
      if await !entry.connection.isClosed() {
        connections[address]?.used = now
        return entry.connection
      }
      connections[address] = nil
    }
    if connections.count >= configuration.maximumConnections,
      let oldest = connections.min(by: { $0.value.used < $1.value.used })?.key
    {
      connections.removeValue(forKey: oldest)?.connection.close()
    }
    guard let colon = address.lastIndex(of: ":"), let port = UInt16(address[address.index(after: colon)...]) else {
      throw KafkaAdminError(.closed, "'\(address)' is no host and port: write it as kafka-0:9092", object: address)
    }
    var host = String(address[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let connection = KafkaConnection(
      host: host, port: port, security: configuration.security, clientID: configuration.clientID, on: loop,
      resolver: resolver, deadline: configuration.tryDeadline)
    connections[address] = Entry(connection: connection, used: now)
    return connection
  }
}
