import KafkaModel
import KafkaProtocol
import Telemetry
import Transport

/// What a controller's server does, on its loop: sessions on one side, a model for each cluster on the other.
final class ControllerCore: @unchecked Sendable {
  /// A cluster and those who are connected for it.
  private final class Cluster {
    let id: String
    let controller: ClusterController
    var sessions: [ObjectIdentifier: ControllerSession] = [:]
    var timer: TimerID?
    var deadline: Duration?
    var published: Int64?

    init(id: String, controller: ClusterController) {
      self.id = id
      self.controller = controller
    }
  }

  private let token: String
  private let loop: EventLoop
  private let published: PublishedImages
  private let log: Logger
  private let limiter = LogLimiter()
  private var clusters: [String: Cluster] = [:]

  init(token: String, loop: EventLoop, published: PublishedImages, log: Logger) {
    self.token = token
    self.loop = loop
    self.published = published
    self.log = log
  }

  /// Takes a node's connection.
  func accept(_ connection: Connection) -> any ConnectionHandler { ControllerSession(connection, core: self) }

  /// Whether the token is the right one, in a time that does not tell where it is wrong.
  func admits(_ hello: ControllerHello) -> Bool {
    let (given, right) = (Array(hello.token.utf8), Array(token.utf8))
    guard given.count == right.count else { return false }
    var difference: UInt8 = 0
    for (one, other) in zip(given, right) { difference |= one ^ other }
    return difference == 0
  }

  func complain(_ reason: String, _ peer: NetworkAddress) {
    log.limited(by: limiter, key: reason)?.warning(
      "a node's connection to the controller is ended", [.address: "\(peer)", .reason: reason])
  }

  // MARK: Nodes

  /// A node has said who it is.
  func attached(_ session: ControllerSession, _ hello: ControllerHello) {
    let cluster = clusters[hello.clusterID] ?? make(hello)
    cluster.sessions[ObjectIdentifier(session)] = session
    if hello.isController {
      cluster.controller.attachController(
        id: hello.nodeID, directoryID: hello.directoryID,
        endpoints: hello.endpoints.map {
          BrokerEndpoint(listener: $0.listener, host: $0.host, port: Int32($0.port), securityProtocol: 0)
        }, at: .now)
    }
    publish(cluster)
    if session.sent == nil { update(session, cluster.controller.image) }
  }

  private func make(_ hello: ControllerHello) -> Cluster {
    var generator = SystemRandomNumberGenerator()
    let controller = ClusterController(clusterID: hello.clusterID, properties: hello.properties) { generator.next() }
    let cluster = Cluster(id: hello.clusterID, controller: controller)
    clusters[hello.clusterID] = cluster
    log.info("a cluster is decided for", [.cluster: hello.clusterID])
    return cluster
  }

  /// A node's connection is gone: the broker behind it is fenced at once.
  func ended(_ session: ControllerSession) {
    guard let hello = session.hello, let cluster = clusters[hello.clusterID] else { return }
    cluster.sessions[ObjectIdentifier(session)] = nil
    if let epoch = session.brokerEpoch { cluster.controller.disconnected(broker: hello.nodeID, epoch: epoch, at: .now) }
    publish(cluster)
  }

  // MARK: Calls

  /// A node asks. What its question changes goes to all before the answer.
  func call(
    _ request: any KafkaRequest, _ api: ApiKey, version: Int16, _ context: RequestContext, number: Int64,
    of session: ControllerSession, _ hello: ControllerHello
  ) throws(CodecError) {
    guard let cluster = clusters[hello.clusterID] else { return }
    let controller = cluster.controller
    let response: any KafkaResponse
    switch request {
    case let request as BrokerRegistrationRequest:
      let registered = controller.register(request, at: .now)
      if registered.errorCode == 0 { session.brokerEpoch = registered.brokerEpoch }
      response = registered
    case let request as BrokerHeartbeatRequest: response = controller.heartbeat(request, at: .now)
    case let request as AlterPartitionRequest: response = controller.alterPartition(request, at: .now)
    default: response = controller.answer(request: request, version: version, context: context, at: .now)
    }
    publish(cluster)
    session.send(.answer(number: number, body: try response.encoded(version: version)[...]))
  }

  // MARK: Telling

  /// Sends every node what it does not know yet, and sets the next moment at which time alone changes something.
  private func publish(_ cluster: Cluster) {
    let image = cluster.controller.image
    if cluster.published != image.version {
      cluster.published = image.version
      published.set(image, of: cluster.id)
      for session in cluster.sessions.values { update(session, image) }
    }
    schedule(cluster)
  }

  private func update(_ session: ControllerSession, _ image: ClusterImage) {
    guard session.sent?.version != image.version else { return }
    do throws(CodecError) {
      session.send(.update(try image.update(from: session.sent).encoded()[...]))
      session.sent = image
    } catch {
      log.error("an update of a cluster cannot be written", [.error: error.description])
    }
  }

  private func schedule(_ cluster: Cluster) {
    let deadline = cluster.controller.nextDeadline
    guard deadline != cluster.deadline else { return }
    if let timer = cluster.timer { loop.cancel(timer) }
    cluster.timer = nil
    cluster.deadline = deadline
    guard let deadline else { return }
    cluster.timer = loop.schedule(at: deadline) { [weak self, weak cluster] in
      guard let self, let cluster else { return }
      cluster.timer = nil
      cluster.deadline = nil
      cluster.controller.tick(at: .now)
      publish(cluster)
    }
  }
}
