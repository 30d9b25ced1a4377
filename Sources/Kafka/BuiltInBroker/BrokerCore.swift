import KafkaModel
import KafkaProtocol
import Telemetry
import Transport

/// A node at work: its sessions, its links and the model in the middle. It lives on one loop.
///
/// States: starting (requests wait until the controller has sent the cluster), serving, stopping, over. All that happens to the
/// model happens here, one thing after the other.
final class BrokerCore: @unchecked Sendable {
  let configuration: BrokerConfiguration
  let loop: EventLoop
  let log: Logger
  let limiter = LogLimiter()
  let resolver: NameResolver
  let settings: SessionSettings
  let clusterID: String
  /// This run of the process (KIP-631).
  let incarnation = StorageFormat.newID()
  var storage: BrokerStorage
  /// On a node that is a controller only it has no replicas, and answers for the node's own settings.
  let node: BrokerNode
  var image: ClusterImage
  var sessions: [ConnectionID: ClientSession] = [:]
  var tokens: [RequestToken: ClientSession] = [:]
  var peers: [Int32: PeerLink] = [:]
  var link: ControllerLink?
  /// The ports that listeners were bound to.
  var ports: [String: UInt16] = [:]
  var brokerEpoch: Int64?
  var isServing = false
  var isStopping = false
  /// Told where the node cannot go on.
  var onFailure: ((BuiltInBrokerError) -> Void)?
  /// Told when the controller lets the broker go.
  var onReleased: (() -> Void)?
  /// Told when requests are answered.
  var onServing: (() -> Void)?
  var heartbeatTimer: TimerID?
  private var nextConnection: UInt64 = 1
  private var nextTokenNumber: UInt64 = 1
  private var tickTimer: TimerID?
  private var tickDeadline: Duration?

  init(
    _ configuration: BrokerConfiguration, storage: BrokerStorage, clusterID: String, loop: EventLoop,
    resolver: NameResolver, log: Logger
  ) {
    self.configuration = configuration
    self.storage = storage
    self.clusterID = clusterID
    self.loop = loop
    self.resolver = resolver
    self.log = log
    image = ClusterImage(clusterID: clusterID)
    node = Self.node(configuration, storage, clusterID)
    settings = SessionSettings(
      maximumRequestSize: configuration.maximumRequestSize,
      maximumPipelinedRequests: configuration.maximumPipelinedRequests, idleTimeout: configuration.idleTimeout)
  }

  private static func node(_ configuration: BrokerConfiguration, _ storage: BrokerStorage, _ clusterID: String)
    -> BrokerNode
  {
    let directories = storage.directories.map { BrokerLogDirectory(path: $0.path, id: $0.id) }
    var settings = BrokerNodeConfiguration(
      nodeID: configuration.nodeID, directories: directories, properties: configuration.properties,
      rack: configuration.rack)
    settings.failedDirectories = storage.failedPaths
    settings.hasAuthorizer = configuration.hasAuthorizer
    settings.superUsers = configuration.superUsers
    settings.allowsWithoutEntries = configuration.allowsWithoutEntries
    var generator = SystemRandomNumberGenerator()
    return BrokerNode(configuration: settings) { generator.next() }
  }

  // MARK: The model

  /// Tells the model something, and does what it wants done.
  func drive(_ input: BrokerInput) {
    for output in node.receive(input, at: .now) { perform(output) }
    scheduleTick(node)
  }

  private func scheduleTick(_ node: BrokerNode) {
    let deadline = node.nextDeadline
    guard tickDeadline != deadline else { return }
    if let tickTimer { loop.cancel(tickTimer) }
    tickTimer = nil
    tickDeadline = deadline
    guard let deadline else { return }
    tickTimer = loop.schedule(at: deadline) { [weak self] in
      guard let self else { return }
      tickTimer = nil
      tickDeadline = nil
      drive(.tick)
    }
  }

  private func perform(_ output: BrokerOutput) {
    switch output {
    case .respond(let token, let response): tokens.removeValue(forKey: token)?.answer(token, response)
    case .noResponse(let token): tokens.removeValue(forKey: token)?.answer(token, nil)
    case .disconnect(let token): tokens.removeValue(forKey: token)?.close()
    case .forward(let token, let context, let api, let version, let request):
      call(request, api, version: version, context) { [weak self] response in
        self?.drive(.forwarded(token, response))
      }
    case .fetch(let leader, let request): fetch(from: leader, request)
    case .alterPartition(let request):
      call(request, .alterPartition, version: 3, ownContext) { [weak self] response in
        self?.drive(.alteredPartition(response as? AlterPartitionResponse))
      }
    case .allocateProducerIDs(let request):
      call(request, .allocateProducerIds, version: 0, ownContext) { [weak self] response in
        self?.drive(.producerIDs(response as? AllocateProducerIdsResponse))
      }
    case .partitionsChanged: keepFolders()
    }
  }

  /// What this broker asks for itself.
  var ownContext: RequestContext {
    RequestContext(connection: ConnectionID(rawValue: 0), clientID: "broker-\(configuration.nodeID)", listener: "")
  }

  /// Asks the controller; the completion gets nil where it cannot be asked.
  func call(
    _ request: any KafkaRequest, _ api: ApiKey, version: Int16, _ context: RequestContext,
    _ completion: @escaping ((any KafkaResponse)?) -> Void
  ) {
    guard let link else { return loop.later { completion(nil) } }
    link.call(request, api, version: version, context) { [log] body in
      guard let body else { return completion(nil) }
      do throws(CodecError) { completion(try KafkaAPI.decodeResponse(api, version: version, body)) } catch {
        log.error("the controller's answer is not understood", [.error: error.description])
        completion(nil)
      }
    }
  }

  // MARK: Disks

  func keepFolders() {
    let partitions = node.hostedPartitions.map {
      BrokerStorage.Partition(topic: $0.topic, topicID: $0.topicID, index: $0.partition, directory: $0.directory)
    }
    for failure in storage.keep(partitions) {
      log.limited(by: limiter, key: failure.object)?.warning(
        "the folder of a partition cannot be made", [.file: failure.object, .error: failure.reason])
    }
  }

  /// Measures the disks, now and again.
  func measureDisks() {
    drive(
      .diskSpace(storage.space().map { DirectorySpace(path: $0.key, total: $0.value.total, usable: $0.value.usable) }))
    loop.schedule(at: loop.now + .seconds(5)) { [weak self] in self?.measureDisks() }
  }

  // MARK: Other brokers

  private func fetch(from leader: Int32, _ request: FetchRequest) {
    guard let link = peer(leader), let version = KafkaAPI.advertisedVersions(of: .fetch)?.upperBound else {
      // The image does not say where it is yet; the model asks again.
      loop.schedule(at: loop.now + .milliseconds(50)) { [weak self] in self?.drive(.fetched(from: leader, nil)) }
      return
    }
    link.fetch(request, version: version) { [weak self] response in self?.drive(.fetched(from: leader, response)) }
  }

  private func peer(_ id: Int32) -> PeerLink? {
    guard
      let endpoint = image.brokers[id]?.endpoints.first(where: { $0.listener == configuration.interBrokerListener }),
      let listener = configuration.listeners.first(where: { $0.name == configuration.interBrokerListener })
    else { return nil }
    let target = PeerLink.Target(host: endpoint.host, port: UInt16(clamping: endpoint.port))
    if let link = peers[id] {
      link.move(to: target)
      return link
    }
    let link = PeerLink(
      to: target, listener: listener, clientID: "broker-\(configuration.nodeID)-fetcher-0",
      deadline: configuration.fetchDeadline, on: loop, resolver: resolver, log: log, wallTime: { Moment.now.wall })
    peers[id] = link
    return link
  }

  // MARK: Clients

  /// Takes a client's connection.
  func accept(_ connection: Connection, on listener: BrokerListener) -> (any ConnectionHandler)? {
    guard !isStopping || isServing else { return nil }
    let id = ConnectionID(rawValue: nextConnection)
    nextConnection += 1
    let gate = SASLGate(isNeeded: listener.security.usesSASL, mechanisms: listener.sasl.mechanisms) { [weak self] in
      self?.exchange($0, of: listener.sasl) ?? PlainExchange(users: [:])
    }
    let session = ClientSession(connection, id: id, listener: listener, owner: self, gate: gate)
    sessions[id] = session
    return session
  }

  private func exchange(_ mechanism: SASLMechanismName, of sasl: SASLConfiguration) -> any SASLExchange {
    switch mechanism {
    case .plain: return PlainExchange(users: sasl.plainUsers)
    case .oauthBearer: return BearerExchange(claim: sasl.principalClaim, skew: sasl.allowableClockSkew)
    case .scramSHA256, .scramSHA512:
      return SCRAMExchange(mechanism) { [weak self] name in self?.credential(of: name, mechanism) }
    }
  }

  /// What the cluster knows of a user for SCRAM.
  private func credential(of user: String, _ mechanism: SASLMechanismName) -> ScramCredential? {
    image.scramCredentials[ScramUser(name: user, mechanism: mechanism.scram)]
  }
}

extension BrokerCore: ClientSession.Owner {
  var wallTime: Int64 { Moment.now.wall }

  func nextToken() -> RequestToken {
    defer { nextTokenNumber += 1 }
    return RequestToken(rawValue: nextTokenNumber)
  }

  func take(
    _ request: any KafkaRequest, _ api: ApiKey, version: Int16, token: RequestToken, of session: ClientSession
  ) {
    tokens[token] = session
    guard session.listener.isController else {
      return drive(.request(token, session.context, api, version: version, request))
    }
    if request is ApiVersionsRequest {
      tokens.removeValue(forKey: token)?.answer(token, ControllerAPIs.versions)
      return
    }
    if let request = request as? DescribeClusterRequest {
      tokens.removeValue(forKey: token)?.answer(token, ControllerAPIs.describeCluster(request, image))
      return
    }
    guard ControllerAPIs.all.contains(api) else {
      complain(session, "\(api) (\(api.rawValue)) is no API of a controller")
      return session.close()
    }
    // Each node knows its own settings; the controller that decides does not.
    if request is DescribeConfigsRequest {
      return drive(.request(token, session.context, api, version: version, request))
    }
    call(request, api, version: version, session.context) { [weak self] response in
      guard let session = self?.tokens.removeValue(forKey: token) else { return }
      if let response { session.answer(token, response) } else { session.close() }
    }
  }

  func sessionEnded(_ session: ClientSession, _ open: [RequestToken]) {
    sessions[session.id] = nil
    for token in open { tokens[token] = nil }
    drive(.connectionClosed(session.id))
  }

  func complain(_ session: ClientSession, _ reason: String) {
    log.limited(by: limiter, key: "\(session.connection.peer.host) \(reason)")?.warning(
      "a client's connection is ended",
      [.address: "\(session.connection.peer)", .object: session.listener.name, .reason: reason])
  }
}
