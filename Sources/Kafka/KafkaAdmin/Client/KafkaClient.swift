public import KafkaProtocol
public import Transport

/// A client of a Kafka cluster: knows its nodes, sends each request to the one that answers it, and tries again what can be.
///
/// States: open from `init` on, closed for good after `close()`. Connections are made when they are needed, are shared by all
/// calls, and close when they are idle. It must never send a change twice that may have happened already, unless a second
/// one does no harm. Its loop must not stop before it is closed.
public actor KafkaClient {
  /// Who answers a request.
  public enum Route: Sendable, Hashable {
    /// Any node.
    case any
    /// One node.
    case node(Int32)
    /// The controller, or a broker that passes the request on to it.
    case controller
    /// The coordinator of a group.
    case coordinator(group: String)
  }

  private struct Pooled {
    let connection: KafkaConnection
    var lastUsed: Duration
  }

  private enum Place: Hashable {
    case node(Int32)
    case bootstrap(Int)
  }

  /// The settings.
  public nonisolated let configuration: KafkaClientConfiguration
  private let loop: EventLoop
  private let resolver: NameResolver
  private var connections: [Place: Pooled] = [:]
  private var failures: [Place: Duration] = [:]
  private var view: ClusterView?
  private var viewTime: Duration = .zero
  private var coordinators: [String: Int32] = [:]
  private var turn = 0
  private var isClosed = false

  /// A client; nothing is connected to before the first call.
  public init(_ configuration: KafkaClientConfiguration, on loop: EventLoop, resolver: NameResolver = NameResolver()) {
    self.configuration = configuration
    self.loop = loop
    self.resolver = resolver
  }

  /// Closes all connections; calls that are under way fail, and later ones, too.
  public func close() {
    isClosed = true
    for pooled in connections.values { pooled.connection.close() }
    connections = [:]
  }

  /// How many connections are open or being made.
  public var connectionCount: Int { connections.values.count { $0.connection.takesRequests } }

  // MARK: Calls

  /// Sends a request to the node that answers it and waits for the answer; tries again, with rests, what failed in a way that
  /// may pass.
  ///
  /// - Parameters:
  ///   - route: who answers it.
  ///   - versions: the versions that it may go out in; nil for all.
  ///   - deadline: how long it may take with all attempts; nil takes `callDeadline`.
  /// - Throws: `KafkaAdminError`; Kafka's errors inside the answer are thrown only where the attempts for them ran out.
  public func send<Request: KafkaRequest>(
    _ request: Request, to route: Route = .any, versions: ClosedRange<Int16>? = nil, deadline: Duration? = nil
  ) async throws(KafkaAdminError) -> Request.Response {
    let ends = MonotonicClock.now + (deadline ?? configuration.callDeadline)
    var attempt = 0
    while true {
      attempt += 1
      let failure: KafkaAdminError
      do throws(KafkaAdminError) {
        let (place, connection) = try await connection(for: route, until: ends)
        let response = try await attemptSend(request, to: place, connection, versions, until: ends)
        guard let error = RetryRules.retryableError(in: response) else { return response }
        if ends - MonotonicClock.now <= configuration.backoff.initial { return response }
        failure = KafkaAdminError(error, object: Request.name)
        forget(route)
      } catch {
        failure = error
        guard RetryRules.allowsRetry(error, of: Request.apiKey) || canTryOthers(error, route, attempt) else {
          throw error
        }
        forget(route)
      }
      try await rest(after: attempt, until: ends, failure)
    }
  }

  /// Sends a request to one node once; what failed is the caller's to try again.
  func sendOnce<Request: KafkaRequest>(
    _ request: Request, toNode id: Int32, until ends: Duration
  ) async throws(KafkaAdminError) -> Request.Response {
    do throws(KafkaAdminError) {
      let (place, connection) = try await connection(toNode: id, until: ends)
      return try await attemptSend(request, to: place, connection, nil, until: ends)
    } catch {
      forget(.node(id))
      throw error
    }
  }

  private func attemptSend<Request: KafkaRequest>(
    _ request: Request, to place: Place, _ connection: KafkaConnection, _ versions: ClosedRange<Int16>?,
    until ends: Duration
  ) async throws(KafkaAdminError) -> Request.Response {
    let patience = min(ends - MonotonicClock.now, configuration.attemptDeadline)
    do throws(KafkaAdminError) {
      let response = try await connection.send(request, versions: versions, deadline: patience)
      failures[place] = nil
      return response
    } catch {
      if error.code != .cancelled, error.code != .invalidArgument, error.code != .unsupportedVersion {
        failures[place] = MonotonicClock.now
      }
      throw error
    }
  }

  /// Where any node does, one that cannot be connected to is no reason to give up before the others were tried.
  private func canTryOthers(_ error: KafkaAdminError, _ route: Route, _ attempt: Int) -> Bool {
    error.code == .connectFailed && route == .any && attempt < places.count
  }

  func rest(after attempt: Int, until ends: Duration, _ failure: KafkaAdminError) async throws(KafkaAdminError) {
    let rest = configuration.backoff.rest(after: attempt, random: .random(in: 0...1))
    guard MonotonicClock.now + rest < ends else {
      // The time that is left is no use: what went wrong is said, not that time ran out.
      throw failure
    }
    do {
      try await Task.sleep(for: rest)
    } catch {
      throw KafkaAdminError(.cancelled, "the call was cancelled", object: failure.object, cause: failure.description)
    }
  }

  /// Forgets what led to a node that did not answer.
  private func forget(_ route: Route) {
    viewTime = .zero
    view?.controllerID = nil
    if case .coordinator(let group) = route { coordinators[group] = nil }
  }

  // MARK: Nodes

  /// The cluster's nodes.
  ///
  /// - Parameters:
  ///   - isFresh: asks now; else what is known is given, where it is not too old.
  ///   - deadline: how long it may take; nil takes `callDeadline`.
  public func cluster(isFresh: Bool = false, deadline: Duration? = nil) async throws(KafkaAdminError) -> ClusterView {
    let ends = MonotonicClock.now + (deadline ?? configuration.callDeadline)
    return try await currentView(isFresh: isFresh, until: ends)
  }

  private func currentView(isFresh: Bool, until ends: Duration) async throws(KafkaAdminError) -> ClusterView {
    if !isFresh, let view, viewTime > .zero,
      MonotonicClock.now - viewTime < configuration.maximumMetadataAge
    {
      return view
    }
    var failure = KafkaAdminError(.invalidArgument, "there is no address to connect to")
    for _ in 0..<max(1, places.count) {
      let (place, connection) = try anyConnection()
      do throws(KafkaAdminError) {
        let found = try await ask(connection, at: place, until: ends)
        take(found)
        return found
      } catch {
        failure = error
        guard error.isRetryable || error.code == .connectFailed, MonotonicClock.now < ends else { throw error }
      }
    }
    throw failure
  }

  private func ask(
    _ connection: KafkaConnection, at place: Place, until ends: Duration
  ) async throws(KafkaAdminError) -> ClusterView {
    if configuration.endpoints == .controllers {
      var request = DescribeClusterRequest()
      request.endpointType = 2
      let response = try await attemptSend(request, to: place, connection, 1...2, until: ends)
      let error = ErrorCode(rawValue: response.errorCode)
      guard !error.isError else { throw KafkaAdminError(error, text: response.errorMessage, object: "DescribeCluster") }
      return ClusterView(response)
    }
    var request = MetadataRequest()
    request.topics = []
    request.allowAutoTopicCreation = false
    // In version 0 an empty list asks for all topics.
    return ClusterView(try await attemptSend(request, to: place, connection, 4...13, until: ends))
  }

  private func take(_ found: ClusterView) {
    for (id, node) in view?.nodes ?? [:] where found.nodes[id]?.target != node.target {
      connections.removeValue(forKey: .node(id))?.connection.drain()
      failures[.node(id)] = nil
    }
    view = found
    viewTime = MonotonicClock.now
  }

  // MARK: Connections

  private func connection(
    for route: Route, until ends: Duration
  ) async throws(KafkaAdminError) -> (Place, KafkaConnection) {
    switch route {
    case .any: return try anyConnection()
    case .node(let id): return try await connection(toNode: id, until: ends)
    case .controller:
      let known = try await currentView(isFresh: false, until: ends).controllerID
      let found = known == nil ? try await currentView(isFresh: true, until: ends).controllerID : known
      guard let id = found else {
        throw KafkaAdminError(.notFound, "the cluster has no controller now", isRetryable: true)
      }
      return try await connection(toNode: id, until: ends)
    case .coordinator(let group):
      return try await connection(toNode: try await coordinator(of: group, until: ends), until: ends)
    }
  }

  private func connection(toNode id: Int32, until ends: Duration) async throws(KafkaAdminError) -> (
    Place, KafkaConnection
  ) {
    var node = try await currentView(isFresh: false, until: ends).nodes[id]
    if node == nil { node = try await currentView(isFresh: true, until: ends).nodes[id] }
    guard let node else {
      throw KafkaAdminError(.notFound, "the cluster has no such node now", object: "node \(id)", isRetryable: true)
    }
    guard let target = node.target else {
      throw KafkaAdminError(
        .connectFailed, "the node gives no address that can be used", object: "node \(id)",
        cause: "\(node.host):\(node.port)")
    }
    return (.node(id), try connection(at: .node(id), target))
  }

  private func coordinator(of group: String, until ends: Duration) async throws(KafkaAdminError) -> Int32 {
    if let id = coordinators[group] { return id }
    var request = FindCoordinatorRequest()
    request.key = group
    let (place, connection) = try anyConnection()
    // From version 4 on many are asked for at once (KIP-699).
    let response = try await attemptSend(request, to: place, connection, 0...3, until: ends)
    let error = ErrorCode(rawValue: response.errorCode)
    guard !error.isError else { throw KafkaAdminError(error, text: response.errorMessage, object: "group \(group)") }
    if coordinators.count >= 10_000 { coordinators = [:] }
    coordinators[group] = response.nodeId
    return response.nodeId
  }

  /// All places where any node may be met.
  private var places: [(Place, ConnectTarget)] {
    var places: [(Place, ConnectTarget)] = []
    for node in (view?.nodes ?? [:]).values.sorted(by: { $0.id < $1.id }) where !node.isFenced {
      if let target = node.target { places.append((.node(node.id), target)) }
    }
    for (index, target) in configuration.bootstrap.enumerated() { places.append((.bootstrap(index), target)) }
    return places
  }

  /// A node that did not fail lately: one that is connected to, else each in its turn.
  private func anyConnection() throws(KafkaAdminError) -> (Place, KafkaConnection) {
    let places = places
    guard !places.isEmpty else { throw KafkaAdminError(.invalidArgument, "there is no address to connect to") }
    turn = (turn + 1) % 1_000_000
    let start = turn % places.count
    let inTurn = places[start...] + places[..<start]
    func weight(_ place: Place) -> (Duration, Int) {
      (failures[place] ?? .zero, connections[place]?.connection.takesRequests ?? false ? 0 : 1)
    }
    var best = inTurn[inTurn.startIndex]
    for candidate in inTurn where weight(candidate.0) < weight(best.0) { best = candidate }
    return (best.0, try connection(at: best.0, best.1))
  }

  private func connection(at place: Place, _ target: ConnectTarget) throws(KafkaAdminError) -> KafkaConnection {
    guard !isClosed else { throw KafkaAdminError(.closed, "the client is closed") }
    let now = MonotonicClock.now
    if let pooled = connections[place], pooled.connection.takesRequests, pooled.connection.target == target {
      connections[place]?.lastUsed = now
      return pooled.connection
    }
    connections.removeValue(forKey: place)?.connection.drain()
    connections = connections.filter { $0.value.connection.takesRequests }
    while connections.count >= max(1, configuration.maximumConnections),
      let oldest = connections.min(by: { $0.value.lastUsed < $1.value.lastUsed })?.key
    {
      connections.removeValue(forKey: oldest)?.connection.drain()
    }
    let connection = KafkaConnection(to: target, configuration.connection, on: loop, resolver: resolver)
    connections[place] = Pooled(connection: connection, lastUsed: now)
    return connection
  }
}
