public import KafkaProtocol

/// A whole cluster in one value: a controller, brokers, and the messages between them, over a network and a clock that one seed
/// decides.
///
/// A broker is running, hung (it does nothing, and what is sent to it waits) or dead (what it held is lost). Messages between two
/// ends arrive in their order, each after a while, or not at all where the link is cut. The same calls with the same seed bring
/// about the same course, to the byte.
public final class SimulatedCluster {
  /// The controller's number among the ends of links.
  static let controllerEnd: Int32 = -1
  /// How long who asks over a link that is cut waits before it gives up. Ours: shorter than Kafka's 30 s, for shorter courses.
  static let requestTimeout = Duration.seconds(2)
  /// How long a follower waits for a leader that says nothing. Ours.
  static let fetchTimeout = Duration.seconds(5)
  /// `broker.heartbeat.interval.ms`.
  static let heartbeatInterval = Duration.seconds(2)

  /// The time of now.
  public internal(set) var now: Moment
  /// The controller; it is never hung or dead.
  public let controller: ClusterController
  /// The properties that every broker is started with.
  public let properties: [String: String]

  var random: SimulatedRandom
  var brokers: [Int32: SimulatedBroker] = [:]
  var events = SimulatedEvents()
  /// Links that are cut, by their two ends.
  var cuts: Set<SimulatedLink> = []
  /// When the last message from one end to another arrives.
  var arrivals: [SimulatedDirection: Duration] = [:]
  var answers: [RequestToken: any KafkaResponse] = [:]
  /// The versions of clients' requests that were not answered.
  var versions: [RequestToken: Int16] = [:]
  /// Fetches between brokers that were not answered.
  var fetches: [RequestToken: SimulatedFetch] = [:]
  var tokens: UInt64 = 0

  /// A cluster of which no broker was started.
  public init(clusterID: String = "simulated", seed: UInt64, properties: [String: String] = [:]) {
    now = Moment(monotonic: .zero, wall: 1_700_000_000_000)
    self.properties = properties
    random = SimulatedRandom(state: seed)
    var choices = SimulatedRandom(state: seed ^ 0x9e37_79b9_7f4a_7c15)
    controller = ClusterController(clusterID: clusterID, properties: properties) { choices.next() }
  }

  // MARK: What happens to brokers

  /// Starts a broker that does not run: a new process with nothing in memory.
  public func start(_ id: Int32) {
    guard brokers[id] == nil else { return }
    let number = UInt64(UInt32(bitPattern: id))
    let directories = ["a", "b"].enumerated().map { index, name in
      BrokerLogDirectory(path: "/data/\(name)", id: KafkaUUID(high: UInt64(index) + 1, low: number))
    }
    let configuration = BrokerNodeConfiguration(
      nodeID: id, directories: directories, properties: properties, rack: "rack-\(id)")
    var choices = SimulatedRandom(state: random.next())
    let incarnation = KafkaUUID(high: random.next() | 1, low: random.next())
    let node = BrokerNode(configuration: configuration) { choices.next() }
    brokers[id] = SimulatedBroker(node: node, incarnation: incarnation)
    register(id)
  }

  /// Ends a broker's process: what it held and what it was about to say is lost.
  public func kill(_ id: Int32) {
    guard let broker = brokers.removeValue(forKey: id) else { return }
    for event in events.remove(where: { $0.isFrom(id) }) {
      // Who waits for what was under way sees that the connection is gone.
      guard case .input(let follower, let incarnation, .fetched, from: _) = event else { continue }
      post(.input(follower, incarnation, .fetched(from: id, nil), from: nil), from: id, to: follower)
    }
    for token in fetches.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let fetch = fetches[token], fetch.leader == id else { continue }
      fetches[token] = nil
      post(.input(fetch.follower, fetch.incarnation, .fetched(from: id, nil), from: nil), from: id, to: fetch.follower)
    }
    if !isCut(id, Self.controllerEnd) {
      post(.disconnected(id, broker.incarnation), from: id, to: Self.controllerEnd)
    }
  }

  /// Stops a broker in its tracks.
  public func hang(_ id: Int32) { brokers[id]?.isHung = true }

  /// Lets a hung broker go on with what has come meanwhile.
  public func resume(_ id: Int32) {
    guard let broker = brokers[id], broker.isHung else { return }
    broker.isHung = false
    let waiting = broker.backlog
    broker.backlog = []
    for input in waiting { run(id, broker.incarnation, input) }
    run(id, broker.incarnation, .tick)
    if !broker.isConnected, !isCut(id, Self.controllerEnd) { register(id) }
  }

  /// Cuts the link between two brokers: nothing passes, and nobody is told.
  public func cut(_ id: Int32, _ other: Int32) { cuts.insert(SimulatedLink(id, other)) }

  /// Cuts a broker off from the controller.
  public func cutFromController(_ id: Int32) {
    cuts.insert(SimulatedLink(id, Self.controllerEnd))
    brokers[id]?.isConnected = false
  }

  /// Mends all links; brokers that were cut off register again.
  public func heal() {
    cuts = []
    for id in running where brokers[id]?.isConnected == false && !isHung(id) { register(id) }
  }

  /// The brokers that run, hung ones too.
  public var running: [Int32] { brokers.keys.sorted() }

  /// Whether a broker hangs.
  public func isHung(_ id: Int32) -> Bool { brokers[id]?.isHung ?? false }

  /// A broker that runs.
  public func node(_ id: Int32) -> BrokerNode? { brokers[id]?.node }

  // MARK: Clients

  /// Sends a request from a client, as it goes over the wire. Its answer, if one comes, is found by `answer(to:)`.
  ///
  /// - Returns: nil where the broker does not run, or the request cannot be written in the version.
  public func send<Request: KafkaRequest>(
    _ request: Request, version: Int16, to id: Int32, context: RequestContext? = nil
  ) -> RequestToken? {
    guard let broker = brokers[id], let received = carry(request, version: version) else { return nil }
    tokens += 1
    let token = RequestToken(rawValue: tokens)
    versions[token] = version
    let context =
      context
      ?? RequestContext(connection: ConnectionID(rawValue: 1_000_000), clientID: "client", listener: "PLAINTEXT")
    let input = BrokerInput.request(token, context, Request.apiKey, version: version, received)
    post(.input(id, broker.incarnation, input, from: nil), from: nil, to: id)
    return token
  }

  /// The answer to a request; nil where none has come.
  public func answer(to token: RequestToken) -> (any KafkaResponse)? { answers[token] }

  // MARK: Time

  /// Lets time pass, and all happen that happens meanwhile.
  public func advance(by duration: Duration) {
    let end = now.later(duration)
    while let next = nextTime, next <= end.monotonic {
      if next > now.monotonic { now = now.later(next - now.monotonic) }
      while let event = events.pop(before: now.monotonic) { handle(event) }
      for id in running { wake(id) }
      if let deadline = controller.nextDeadline, deadline <= now.monotonic {
        controller.tick(at: now)
        publish()
      }
    }
    if end.monotonic > now.monotonic { now = now.later(end.monotonic - now.monotonic) }
  }

  private func wake(_ id: Int32) {
    guard let broker = brokers[id], !broker.isHung else { return }
    if let deadline = broker.node.nextDeadline, deadline <= now.monotonic { run(id, broker.incarnation, .tick) }
    if let deadline = broker.nextHeartbeat, deadline <= now.monotonic { beat(id) }
  }

  private var nextTime: Duration? {
    var next = events.next
    func consider(_ time: Duration?) {
      if let time { next = next.map { min($0, time) } ?? time }
    }
    consider(controller.nextDeadline)
    for broker in brokers.values where !broker.isHung {
      consider(broker.node.nextDeadline)
      consider(broker.nextHeartbeat)
    }
    return next
  }
}
